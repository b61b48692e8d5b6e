"""Offices with what they are of, before a name: "Inspector General of Police Omar Awan"."""

from corpus.attribution.namelike import NOUN, named
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed

PORTFOLIOS = listed("state defense defence interior treasury commerce labor education energy")  # "Secretary of State X"
_DEPARTMENTS = PORTFOLIOS | listed("""
    finance foreign affairs law justice information broadcasting planning railways health religious human rights
    parliamentary police army naval navy air staff station climate change industries production water power petroleum
    communications postal services food security agriculture science technology tourism sports youth home tribal states
    frontier regions inter-provincial coordination revenue excise customs operations investigation prisons intelligence
    counter-terrorism counterterrorism public relations local government relief rehabilitation settlement minorities
    women development irrigation forests auqaf hajj labour aviation resources prosecutions welfare trust training
    college academy watch works studies research emergency disaster management protection elections narcotics heritage
    culture khyber pakhtunkhwa gilgit baltistan azad jammu
    """)  # with what a minister, chief or inspector is of; a name comes after them: "Minister for Interior X"
LONGEST_TITLE = 16  # tokens before a comma and a name; "the chairman of the National Telecom Authority (NTA)" has ten
ROLE_OF = listed("of to for in at")
_OFFICE_OF = listed("of for in at")
_WHOLE_NAME = 2  # words; one after a title


def name_after_office(tokens: Tokens, preposition: int, last: int) -> int | None:
    """Where a name begins after an office and what it is of: "Inspector General of Police Omar Awan", up to ``last``.

    ``None`` where no office stands before the preposition, or no name of two words or with a title comes after.
    """
    if preposition < 1 or tokens.low[preposition] not in _OFFICE_OF or office_start(tokens, preposition) is None:
        return None
    place = first = preposition + (2 if tokens.low[preposition + 1 : preposition + 2] == ["the"] else 1)
    while place <= last and _is_of_office(tokens, place, joined=place > first):
        place += 1
    begin = place
    while place <= last and (tokens.kind[place] & Word.TITLE or tokens.word[place] == "."):
        place += 1
    name = range(place, last + 1)
    titled = place > begin
    whole = all(named(tokens, k) and not tokens.kind[k] & NOUN for k in name)
    return begin if begin > first and whole and len(name) + titled >= _WHOLE_NAME else None


def office_start(tokens: Tokens, preposition: int) -> int | None:
    """Where the office before "of" or "for" begins: "Federal Minister of State for ..."; ``None`` where none stands."""
    place = preposition - 1
    if place > 1 and tokens.low[place] in PORTFOLIOS and tokens.low[place - 1] == "of":
        place -= 2
    if place < 0 or not tokens.kind[place] & (Word.PERSON | Word.TITLE):
        return None
    while (
        place
        and tokens.is_word(place - 1)
        and (named(tokens, place - 1) or tokens.kind[place - 1] & (Word.PERSON | Word.TITLE))
    ):
        place -= 1
    return place


def _is_of_office(tokens: Tokens, place: int, *, joined: bool) -> bool:
    """Whether a word tells what an office is of: a department, a place, a body, or letters ("KP")."""
    if joined and (tokens.kind[place] & Word.AND or tokens.low[place] in ("of", "for", "&", ",")):
        return place + 1 < len(tokens) and _is_of_office(tokens, place + 1, joined=False)
    word = tokens.word[place]
    letters = word.isupper() and len(word) > 1
    return tokens.capital(place) and (
        letters or tokens.low[place] in _DEPARTMENTS or bool(tokens.kind[place] & (Word.PLACE | Word.BODY))
    )


def is_spelt_out(tokens: Tokens, last: int, name: tuple[str, ...]) -> bool:
    """Whether letters in a bracket after it show that a name is a body's: "Inter-Services Public Relations (ISPR)"."""
    letters = _letters_at(tokens, last + 1)
    return letters is not None and letters[0] == name[0][0] and len(name) > 1


def _letters_at(tokens: Tokens, place: int) -> str | None:
    """The capital letters in a bracket that opens at a place, if it holds nothing else."""
    if place < 0 or tokens.word[place : place + 1] != ["("] or tokens.word[place + 2 : place + 3] != [")"]:
        return None
    word = tokens.word[place + 1]
    return word if word.isupper() and len(word) > 1 else None


def office_with_letters(tokens: Tokens, first: int) -> int | None:
    """Where an office begins before a name, if letters of its body stand between: "Director General ... (ISPR) X"."""
    place = first - 4
    if place < 0 or _letters_at(tokens, first - 3) is None:
        return None
    while place > max(0, first - LONGEST_TITLE) and (named(tokens, place - 1) or tokens.low[place - 1] in ROLE_OF):
        place -= 1
    return place if tokens.kind[place] & (Word.PERSON | Word.TITLE) else None


def after_office(tokens: Tokens, begin: int, last: int) -> int:
    """Where a name begins that stands after an office and what it is of; the run was broken off right after "of"."""
    of = (begin - 2,) if begin > 1 and tokens.low[begin - 2] == "of" else ()
    found = (name_after_office(tokens, place, last) for place in (before_article(tokens, begin), *of))
    return next((place for place in found if place is not None), begin)


def before_article(tokens: Tokens, place: int) -> int:
    """The token before a name's run, over "the"."""
    return place - 2 if tokens.low[place - 1 : place] == ["the"] else place - 1
