"""Who and what a question names: speakers by a name, a slip of it or what they are, and documents."""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice, pairwise

from corpus.speakers import name_key
from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.common_words import is_common
from service.described_speakers import described
from service.function_words import DETERMINERS, FUNCTION_WORDS, PREPOSITIONS
from service.named_documents import NamedDocument, named_documents
from service.speaker_names import TITLES
from service.speech import SAYING, SPEECH
from service.spellings import SHORTEST_SLIP
from service.titled_documents import titled_documents

LONGEST_NAME = 5  # words
_ENOUGH = 3  # words beside the names, to be a question without them
_BEGINNING = frozenset(
    (
        *("if", "tell", "give", "show", "list", "compare", "contrast", "summarise", "summarize", "explain", "quote"),
        *("describe", "cite", "find", "name", "since", "unlike", "like", "besides", "after", "although", "while"),
        *("analyst", "journalist", "expert", "activist", "scholar", "officer", "dg", "host", "writer", "author"),
    )
)  # begin a question or stand before a name, with a capital, and are none
_TITLE_CASE = 0.8  # of a question's words; a short one with a whole name in it has up to three quarters
_LONGEST_SLIP = 2  # words of a name written wrongly: first and last
_MOST_SLIPS = 8  # words of a question looked up so; a look-up among 3,000 speakers takes some milliseconds
_SHORT_FORM = 4  # letters of a word that a full stop may stand after: "Dr.", "Sept."
_OFFICES = (
    ("president",),
    ("minister", "pm", "premier"),
    ("senator",),
    ("governor",),
    ("ambassador",),
    ("justice", "judge"),
    ("mayor",),
    ("chairman", "chairwoman", "chair", "chairperson"),
)  # each by its names; they tell people of one surname apart, which ranks and callings seldom do
_ANOTHER = frozenset(("former", "ex", "deputy", "vice", "assistant", "acting", "previous"))  # another's office
_BESIDE = FUNCTION_WORDS.difference(DETERMINERS, ("say", "says", "said")).union(
    ("against", "with", "than", "while", "whereas", "among")
)  # before a body that is asked beside somebody else
_OF_BODIES = PREPOSITIONS - {"by", "per"}  # a body that follows one is spoken of


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a question that name a speaker, or else the document of a row."""

    words: tuple[str, ...]
    speaker: Speaker | None
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names, in the runs of words in which it does, and the question without them."""

    asked_for: AskedFor
    runs: tuple[Run, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class _Words:
    """A question's words: something but a blank stands before those at ``starts``, a clause ends before ``breaks``.

    Those at ``slips`` may be names written wrongly.
    """

    words: tuple[str, ...]
    starts: frozenset[int]
    breaks: frozenset[int]
    slips: frozenset[int]
    spoken: bool = field(kw_only=True)


def find_named(question: str, snapshot: Snapshot, *, spoken: bool | None = None) -> Named:
    """The speakers and documents that a question names.

    A body or country is heard only where the question asks for something said (``spoken`` tells it of a question that
    goes on from another), and not of it: most are named as the subject. A document in which a named person is heard is
    left out, so that naming both asks for their words alone. A body is not heard either where somebody else is named
    and it is only what they speak of.
    """
    places = list(re.finditer(r"[\w’'-]+", question))
    asks_for_words = SPEECH.search(question) is not None if spoken is None else spoken
    asked = _Words(
        tuple(place.group() for place in places),
        _places_after(places, lambda one, other: bool(question[one.end() : other.start()].strip())),
        _places_after(places, lambda one, other: _ends_clause(question, one, other)),
        slips_among([place.group() for place in places], snapshot),
        spoken=asks_for_words,
    )
    found = _runs_by_place(asked, _documents_by_place(question, places, asked.breaks, snapshot), snapshot)
    runs = [run for here in found.values() for run in here]
    within = {place for at, here in found.items() for run in here for place in range(at, at + len(run.words))}
    rest = [word for place, word in enumerate(asked.words) if place not in within]
    speakers = tuple(dict.fromkeys(run.speaker for run in runs if run.speaker))
    rows = dict.fromkeys(run.document for run in runs if run.document is not None)
    people = [one for one in speakers if one.person]
    apart = tuple(row for row in rows if not any(_speaks_in(row, one, snapshot) for one in people))
    return Named(AskedFor(speakers, apart), tuple(runs), " ".join(rest) if runs and len(rest) >= _ENOUGH else question)


def _runs_by_place(asked: _Words, documents: Mapping[int, list[Run]], snapshot: Snapshot) -> dict[int, list[Run]]:
    """Who and what is named, by the place where that begins."""
    found: dict[int, list[Run]] = {}
    position = 0
    while position < len(asked.words):
        here = documents.get(position) or _speaker_at(asked, position, snapshot)
        if here:
            found[position] = here
        position += max((len(run.words) for run in here), default=1)
    if not any(map(_is_person_or_document, found.values())):
        return found
    return {at: here for at, here in found.items() if _is_person_or_document(here) or _is_asked(asked.words, at)}


def _is_person_or_document(runs: Sequence[Run]) -> bool:
    return any(run.speaker is None or run.speaker.person for run in runs)


def _is_asked(words: Sequence[str], position: int) -> bool:
    """Whether a body is asked beside somebody else: "and ISPR", "what PTI says"; not "Shahid say Pakistan should"."""
    before = [name_key(word) for word in words[:position] if name_key(word) not in DETERMINERS]
    return not before or before[-1] in _BESIDE


def called(runs: Sequence[Run]) -> str:
    """A pattern of the words by which a question names speakers."""
    return "|".join(r"\W+".join(map(re.escape, run.words)) for run in runs if run.speaker)


def _places_after(
    places: Sequence[re.Match[str]], parted: Callable[[re.Match[str], re.Match[str]], bool]
) -> frozenset[int]:
    """The numbers of the words that are parted so from the word before them."""
    return frozenset(number for number, pair in enumerate(pairwise(places), 1) if parted(*pair))


def _ends_clause(question: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a clause ends between two words; the full stop of a short form ("U.S.") ends none."""
    between = question[one.end() : other.start()]
    if re.search(r"[?!;:,()“”\"]|\s[–—-]\s", between):
        return True
    return between.startswith(". ") and len(one.group()) > _SHORT_FORM and other.group()[0].isupper()


def _documents_by_place(
    question: str, places: Sequence[re.Match[str]], breaks: AbstractSet[int], snapshot: Snapshot
) -> dict[int, list[Run]]:
    """The documents named, by where that begins; one called by its author is left to its author's name."""
    words = [place.group() for place in places]
    found: dict[int, list[Run]] = {}
    for one in named_documents(words, snapshot, breaks):
        if not _is_authors(one, words, snapshot):
            found.setdefault(one.first, []).append(Run(tuple(words[one.first : one.last]), None, one.row))
    for titled in titled_documents(question, places, snapshot, lambda run: _is_name(run, snapshot)):
        title = tuple(word.strip("’'") for word in words[titled.first : titled.last])
        found[titled.first] = [Run(title, None, titled.row)]
    return found


def _is_name(run: Sequence[str], snapshot: Snapshot) -> bool:
    """Whether a run of words is somebody's name or a publisher's."""
    name = " ".join(run).strip("’'")
    return snapshot.register.lookup(name) is not None or name in snapshot.publisher_names


def _speaker_at(asked: _Words, position: int, snapshot: Snapshot) -> list[Run]:
    """The speaker whom the words from a position name."""
    words, begins = asked.words, position in asked.starts
    before = "" if begins or not position else words[position - 1]
    for length in range(min(LONGEST_NAME, len(words) - position), 0, -1):
        run = words[position : position + length]
        slips = length <= _LONGEST_SLIP and any(place in asked.slips for place in range(position, position + length))
        speaker = named_speaker(run, snapshot, misspelt=slips)
        if speaker is None or of_another(words, position, length, speaker, asked.starts):
            continue
        if holds_office(run, before, speaker) if speaker.person else asked.spoken and _speaks(words, position, length):
            return [Run(tuple(run), speaker)]
    meant = described(words, position, snapshot, asked.breaks)
    return [Run(tuple(words[position : position + meant[1]]), meant[0])] if meant else []


def holds_office(run: Sequence[str], before: str, speaker: Speaker) -> bool:
    """Whether an office is not another's: "the former" and "the Indian army chief" are not the one an alias names."""
    own = name_key(speaker.name).split()
    if any(name_key(word) in own for word in run):
        return True
    of_another_country = before[:1].isupper() or re.search(r"[’']s?$", before) is not None
    return name_key(before) not in _ANOTHER and not (of_another_country and name_key(before) not in FUNCTION_WORDS)


def _speaks(words: Sequence[str], position: int, length: int) -> bool:
    """Whether a body speaks rather than being spoken of: not "about PTI", nor "Pakistan's security"."""
    before = [name_key(word) for word in words[max(0, position - 2) : position]]
    if before and before[-1] in DETERMINERS:
        before = [name_key(word) for word in words[max(0, position - 3) : position - 1]]
    if before[-1:] != ["to"] and before[-1:] and before[-1] in _OF_BODIES:
        return False
    if before[-1:] == ["to"] and before != ["according", "to"]:
        return False
    after = " ".join(words[position + length : position + length + 2])
    return re.search(r"[’']s?$", words[position + length - 1]) is None or SPEECH.search(after) is not None


def _is_authors(document: NamedDocument, words: Sequence[str], snapshot: Snapshot) -> bool:
    """Whether a document is called by its author ("Shahid's piece"): then the author's words are asked for."""
    author = snapshot.store.authors[document.row]
    said = {name_key(word) for word in words[document.first : document.last]}
    names = name_key(author).split() if author else ()
    return any(name in said or f"{name}s" in said for name in names)


def _speaks_in(document: int, speaker: Speaker, snapshot: Snapshot) -> bool:
    rows = snapshot.store.sentences_of(speaker.id)
    return document in snapshot.rows_by_author.get(speaker.id, ()) or any(
        int(snapshot.store.sentence_document[row]) == document for row in rows
    )


def of_another(
    words: Sequence[str], position: int, length: int, speaker: Speaker, starts: AbstractSet[int] = frozenset()
) -> bool:
    """Whether a bare surname is part of a name that is not this speaker's: "Ashraf Ghani" is not Ehsan Ghani.

    Nor is "Munir Akram" Asim Munir, or "President Ghani" one who never was president. Before the words at ``starts``
    something but a blank stands.
    """
    if not speaker.person or not words[position][0].isupper():
        return False
    if length > 1:
        return _goes_on_as_another(words, position + length, speaker, starts)
    own = {word for name in (speaker.name, *speaker.aliases) for word in name_key(name).split()}
    following = "" if position + 1 in starts else "".join(words[position + 1 : position + 2])
    goes_on = _is_of_name(following, own) and not re.search(r"[’']s?$", words[position])
    if goes_on and not _in_title_case(words):
        return True
    if position == 0 or position in starts:
        return False
    before = name_key(words[position - 1])
    office = next((names for names in _OFFICES if before in names), None)
    if office:  # of whom nothing is known, nothing contradicts
        called = {word for name in (speaker.role or "", *speaker.aliases) for word in name_key(name).split()}
        return speaker.role is not None and not called.intersection(office)
    return before not in TITLES and _is_of_name(words[position - 1], own)


def _goes_on_as_another(words: Sequence[str], place: int, speaker: Speaker, starts: AbstractSet[int]) -> bool:
    """Whether a longer name follows than the part of the speaker's that was read: "Muhammad Ali Jinnah"."""
    run_is_whole = name_key(" ".join(words[max(0, place - len(speaker.name.split())) : place])) == name_key(
        speaker.name
    )
    if run_is_whole or place >= len(words) or place in starts or re.search(r"[’']s?$", words[place - 1]):
        return False
    own = {word for name in (speaker.name, *speaker.aliases) for word in name_key(name).split()}
    return _is_of_name(words[place], own) and not _in_title_case(words)


def _in_title_case(words: Sequence[str]) -> bool:
    """Whether nearly all words have a capital, so that a capital says nothing."""
    return sum(word[:1].isupper() for word in words) >= _TITLE_CASE * len(words)


def _is_of_name(word: str, own: AbstractSet[str]) -> bool:
    """Whether a word beside a surname can only be another's first or last name, or an office."""
    key = name_key(word)
    return word[:1].isupper() and key not in own | FUNCTION_WORDS | _BEGINNING and SAYING.fullmatch(key) is None


def named_speaker(run: Sequence[str], snapshot: Snapshot, *, misspelt: bool) -> Speaker | None:
    """The speaker whom a run of words names; where it may be ``misspelt``, by a name that is clearly nearest."""
    name = " ".join(run)
    exact = snapshot.register.lookup(name) or (snapshot.register.lookup(name[:-1]) if name.endswith("s") else None)
    found = snapshot.register.find(name).speaker if exact is None and misspelt else exact
    return found or (snapshot.register.whose_name_holds(run) if all(word[:1].isupper() for word in run) else None)


def slips_among(words: Sequence[str], snapshot: Snapshot) -> frozenset[int]:
    """The places of the words that no article has and English texts seldom do: they may be names written wrongly.

    Only the first few of a question: each is compared with every name that the corpus knows.
    """
    found = (place for place, word in enumerate(words) if _is_unheard_of(word, snapshot))
    return frozenset(islice(found, _MOST_SLIPS))


def _is_unheard_of(word: str, snapshot: Snapshot) -> bool:
    terms = snapshot.words.analyze(word)
    return not is_common(word) and any(len(term) >= SHORTEST_SLIP and not snapshot.words.holds(term) for term in terms)
