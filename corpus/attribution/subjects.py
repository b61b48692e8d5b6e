"""Whose verb it is: the noun group that a verb of saying belongs to."""

from dataclasses import dataclass

from corpus.attribution.groups import Group, after, before
from corpus.attribution.insertions import around_insertion, has_role, inserted_name, is_role
from corpus.attribution.namelike import animate, named
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed

_SHORT_ING = 4  # letters; "king" and "ring" lead nothing in
_OF_ROLE = 6  # tokens after a role up to its comma: "of the provincial police"
_WITH_RANK = 13  # tokens from a comma to the end of a name with its rank: "Maj. Gen. (retd) Omar Bashir" has eight
_OBJECTS = listed("it him her them")
_NO_LEAD = listed("being thing spring sterling browning everything something nothing anything")
_PLACING = listed("on in at across behind beyond near inside outside into onto along around within through over under")
_OPENERS = frozenset("\"“”'‘’«»([—–-") | {"``", "''"}


@dataclass(frozen=True, slots=True)
class Subject:
    """The group that says, and the relative pronoun that stands for it beside the verb, if one does."""

    group: Group
    relative: int | None = None


def left_of(tokens: Tokens, last: int, lowest: int, start: int) -> Subject | None:
    """The subject that ends at ``last``, before a verb and its helpers; the sentence's own words begin at ``start``."""
    if last < lowest:
        return None
    kind = tokens.kind[last]
    if kind & Word.RELATIVE or tokens.low[last] == "which":
        return _antecedent(tokens, last, lowest)
    if tokens.word[last] in ",)—–-" and not (tokens.word[last] == ")" and _short_bracket(tokens, last, lowest)):
        around = around_insertion(tokens, last, lowest)
        return whose_clauses(tokens, last, start) if around is None else Subject(_described(tokens, around, start))
    group = before(tokens, last, lowest)
    if group is None or _pronoun(tokens, group):
        return _who_did(tokens, last, lowest) or _subject_of(group)
    farther = _farther(tokens, group, lowest, start)
    if farther is not None or not (animate(tokens, group.head) or named(tokens, group.head)):
        return farther
    previous = group.first - 1
    whom = previous > lowest and tokens.kind[previous] & Word.RELATIVE and tokens.low[previous] != "that"
    whom = whom and tokens.low[previous - 1] != "to"  # "to which the mayor replied"
    return (
        None if whom else Subject(_described(tokens, group, start))
    )  # "whom the mayor said": such clauses report nobody's words


def _who_did(tokens: Tokens, last: int, lowest: int) -> Subject | None:
    """For "A policeman who lived through it said": not "it", which is what he lived through."""
    if tokens.low[last] not in _OBJECTS or last - 1 <= lowest:
        return None
    joins = Word.SUBORDINATOR | Word.BUT | Word.AND | Word.RELATIVE
    return None if tokens.kind[last - 1] & joins else _relative_before(tokens, last - 1, lowest)


def whose_clauses(tokens: Tokens, comma: int, start: int) -> Subject | None:
    """For "A driver who joined by telephone, and who gave no name, told": whom the relative clauses are about."""
    first = clause_subject(tokens, start, comma)
    following = comma if first is None else first.group.last + 1
    who = following + 1 if tokens.word[following] == "," else following
    return first if tokens.low[who] == "who" and who < comma else None


def _farther(tokens: Tokens, group: Group, lowest: int, start: int) -> Subject | None:
    """The subject of a verb whose nearest group belongs to something between the two."""
    previous = group.first - 1
    if previous <= start or not tokens.is_word(previous):
        return None
    only = _only_subject(tokens, group, _clause_start(tokens, start, previous), group.last)
    if only is not None or previous <= lowest or _boundary(tokens, previous):
        return only
    return _relative_before(tokens, previous, lowest)


def _clause_start(tokens: Tokens, start: int, last: int) -> int:
    """Where the clause that holds ``last`` begins: after the nearest joining word, as far as those are known."""
    for place in range(last, start, -1):
        kind = tokens.kind[place]
        if tokens.word[place] in ";:" or kind & Word.BUT or (kind & Word.AND and tokens.word[place - 1] == ","):
            return place + 1
        if kind & Word.SUBORDINATOR and not kind & (Word.RELATIVE | Word.PREPOSITION):
            return place + 1
    return start


def _only_subject(tokens: Tokens, group: Group, start: int, last: int) -> Subject | None:
    """The clause's first noun group, where no other verb between it and the verb at hand could be its own.

    "Officials involved in the talks said": the talks are no subject, because the officials would have no verb.
    """
    if tokens.kind[group.first - 1] & (Word.SUBORDINATOR | Word.BUT | Word.RELATIVE | Word.VERB):
        return None
    first = clause_subject(tokens, start, last)
    if first is None or first.group.last >= group.first or tokens.kind[first.group.head] & Word.PRONOUN:
        return None
    between = range(first.group.last + 1, group.first)
    allowed = 1 if tokens.kind[between.start] & Word.RELATIVE and between.start < group.first else 0
    verbs = 0
    for place in between:
        kind = tokens.kind[place]
        if not tokens.is_word(place) or (kind & (Word.SUBORDINATOR | Word.BUT) and place > between.start):
            return None
        verbs += _may_be_finite(tokens, place) and not _may_be_finite(tokens, place - 1)
    return first if verbs <= allowed else None


def _may_be_finite(tokens: Tokens, place: int) -> bool:
    """Whether the word can be a clause's verb by itself; a participle before a preposition cannot."""
    kind = tokens.kind[place]
    if kind & (Word.AUX | Word.MODAL | Word.FINITE):
        return True
    low = tokens.low[place]
    if low.endswith("ing") or tokens.capital(place):
        return False
    past = low.endswith("ed")
    if past and tokens.kind[place + 1] & Word.PREPOSITION:
        return False
    return past or bool(kind & Word.VERB)


def _subject_of(group: Group | None) -> Subject | None:
    return None if group is None else Subject(group)


def _pronoun(tokens: Tokens, group: Group) -> bool:
    return bool(tokens.kind[group.head] & Word.PRONOUN)


def _short_bracket(tokens: Tokens, last: int, lowest: int) -> bool:
    return any(tokens.word[place] == "(" for place in range(max(lowest, last - 8), last))  # 8: an acronym or a long one


def _boundary(tokens: Tokens, i: int) -> bool:
    kind = tokens.kind[i]
    return bool(
        kind & (Word.SUBORDINATOR | Word.BUT | Word.AND | Word.RELATIVE | Word.VERB | Word.ADVERB | Word.PREPOSITION)
    )


def _relative_before(tokens: Tokens, last: int, lowest: int) -> Subject | None:
    """For "the man who shot the mayor said": what stands before the "who", when no sign lies between."""
    for place in range(last, max(lowest, last - 12) - 1, -1):  # 12: a relative clause without a comma is short
        if not tokens.is_word(place):
            return None
        if tokens.low[place] == "who":
            return _antecedent(tokens, place, lowest, keep_relative=False)
    return None


def _antecedent(tokens: Tokens, relative: int, lowest: int, *, keep_relative: bool = True) -> Subject | None:
    last = relative - 1
    if last >= lowest and tokens.word[last] == ",":
        last -= 1
    if last < lowest or (not tokens.is_word(last) and tokens.word[last] != ")"):
        return None
    group = before(tokens, last, lowest)
    if group is None or (tokens.kind[group.head] & (Word.VERB | Word.PRONOUN) and not animate(tokens, group.head)):
        return None
    if not animate(tokens, group.head) or (keep_relative and _where(tokens, group)):
        return None
    if tokens.low[relative] == "which" and relative - 1 == last and _is_no_thing(tokens, group):
        return None
    return Subject(_described(tokens, group, lowest), relative if keep_relative else None)


def _is_no_thing(tokens: Tokens, group: Group) -> bool:
    """Whether "which" cannot stand for what is right before it: a person, or Tall in "a school in Tall which asked"."""
    placed = group.first > 0 and tokens.low[group.first - 1] == "in" and tokens.capital(group.head)
    placed = placed and not tokens.kind[group.head] & (Word.BODY | Word.PAPER)
    person = tokens.kind[group.head] & (Word.PERSON | Word.TITLE) and not tokens.kind[group.head] & (
        Word.BODY | Word.PAPER
    )
    return bool(placed or person)


def _where(tokens: Tokens, group: Group) -> bool:
    """Whether a group before "which" tells where something is: "on the far side of the border, which ..."."""
    kind, before_it = tokens.kind[group.head], group.first - 1
    if before_it < 0 or tokens.low[before_it] not in _PLACING or tokens.capital(group.head):
        return False
    return not kind & (Word.PERSON | Word.PAPER | Word.TITLE)


def right_of(tokens: Tokens, first: int, highest: int) -> Subject | None:
    """The subject that follows its verb: "said the minister"."""
    group = after(tokens, first, highest)
    if group is None:
        return None
    if tokens.kind[group.head] & Word.OBJECT_PRONOUN:
        return None
    return Subject(group) if animate(tokens, group.head) else None


def clause_subject(tokens: Tokens, first: int, last: int) -> Subject | None:
    """The subject of the clause that begins at ``first``, over introductory phrases that end in a comma."""
    place = first
    for _ in range(4):  # 4: introductory phrases in a row; more is a list
        place = _over_openers(tokens, place, last)
        if place > last:
            return None
        if not introductory_word(tokens, place):
            break
        comma = next((k for k in range(place + 1, last + 1) if tokens.word[k] == ","), None)
        if comma is None:
            return None
        place = over_apposition(tokens, comma, last) + 1
    group = after(tokens, place, last)
    if group is None or not animate(tokens, group.head):
        return _head_within(tokens, group)
    if tokens.kind[group.head] & Word.OBJECT_PRONOUN:
        return None
    following = _over_bracket(tokens, group.last + 1, last)
    inserted = appositive(tokens, Group(group.first, following - 1, group.head), last)
    if inserted is not None:
        return Subject(inserted)
    return Subject(_described(tokens, group, first))


def over_apposition(tokens: Tokens, comma: int, last: int) -> int:
    """The sign after a name that only tells whose role ends at a comma: "Replying to the minister, Omar Awan, she"."""
    if not tokens.kind[comma - 1] & (Word.PERSON | Word.TITLE):
        return comma
    group = after(tokens, comma + 1, last)
    if group is None or not named(tokens, group.head) or group.last == group.first or group.last >= last:
        return comma
    following = group.last + 1
    stop = next((k for k in range(following, last + 1) if tokens.word[k] == ","), None)
    belongs = tokens.word[following] == "," or tokens.kind[following] & Word.PREPOSITION
    if stop is None or stop >= last or not belongs:
        return comma
    return stop if tokens.kind[stop + 1] & (Word.PRONOUN | Word.PREPOSITION) else comma


def _described(tokens: Tokens, group: Group, lowest: int) -> Group:
    """For "Hontucan, an economist called as a witness, said": the name that the group describes, or the group.

    A description with "the" may be somebody else after a preposition: "According to Hontucan, the mayor said".
    """
    comma, first = group.first - 1, group.first
    if comma - 1 <= lowest or tokens.word[comma] != "," or not has_role(tokens, group):
        return group
    name = before(tokens, comma - 1, lowest)
    full = name is not None and name.head > name.first and named(tokens, name.head) and named(tokens, name.head - 1)
    if name is None or not full or tokens.kind[group.head] & Word.AND:
        return group
    if tokens.low[first] in ("a", "an"):
        return name
    leads_in = name.first > lowest and tokens.kind[name.first - 1] & Word.PREPOSITION
    closed = group.last + 1 < len(tokens) and tokens.word[group.last + 1] == ","
    office = bool(tokens.kind[group.head] & (Word.PERSON | Word.TITLE))  # "Omar Awan, Interior Minister, said"
    bare = not tokens.kind[first] & (Word.DETERMINER | Word.POSSESSIVE) and (office or not tokens.capital(first))
    return name if closed and (bare or (tokens.low[first] == "the" and not leads_in)) else group


def _over_bracket(tokens: Tokens, place: int, last: int) -> int:
    """The place after a short form in brackets that may stand here: "the Rehabilitation Authority (NRRA), ..."."""
    closed = place + 2
    return closed + 1 if closed <= last and tokens.word[place] == "(" and tokens.word[closed] == ")" else place


def appositive(tokens: Tokens, group: Group, last: int) -> Group | None:
    """The name beside a role, up to a comma or the sentence's end: "the minister, Mr Omar Awan, ..."."""
    comma = group.last + 1
    if tokens.low[comma : comma + 1] == ["of"]:  # "the inspector-general of police, Omar Awan"
        comma = next((k for k in range(comma, min(last, comma + _OF_ROLE)) if tokens.word[k] == ","), last)
    if comma + 1 >= last or tokens.word[comma] != "," or not is_role(tokens, group):
        return None
    within = range(comma + 2, min(last, comma + _WITH_RANK) + 1)
    ends = (k for k in within if tokens.word[k] in ",." and not (k < last and tokens.abbreviated(k - 1)))
    stop = next(ends, None)
    if stop is None or (stop < last and tokens.kind[stop + 1] & Word.AND):  # "the minister, Omar Awan, and others"
        return None
    return inserted_name(tokens, comma + 1, stop - 1)


def _head_within(tokens: Tokens, group: Group | None) -> Subject | None:
    """Save a group that swallowed an unknown verb: its last noun that can speak is the head."""
    if group is None:
        return None
    for place in range(group.last, group.first - 1, -1):
        if tokens.low[place] == "chief" and place < group.last:
            return None  # "Islamabad's chief demand"
        if tokens.kind[place] & (Word.PERSON | Word.BODY | Word.PAPER):
            return Subject(Group(group.first, place, place))
    return None


def _over_openers(tokens: Tokens, place: int, last: int) -> int:
    while place <= last:
        kind = tokens.kind[place]
        comma_follows = place < last and tokens.word[place + 1] == ","
        if tokens.word[place] in _OPENERS or kind & (Word.AND | Word.BUT):
            place += 1
        elif comma_follows and (kind & Word.ADVERB or tokens.low[place].endswith("ly")):
            place += 2
        elif kind & Word.ADVERB and not kind & Word.QUANTIFIER:
            place += 1
        else:
            break
    return place


def introductory(tokens: Tokens, first: int, comma: int) -> bool:
    """Whether the words up to a comma only lead in: "However," "In August," "Speaking to reporters,"."""
    place = _over_openers(tokens, first, comma)
    return place >= comma or (
        introductory_word(tokens, place)
        and all(tokens.word[k] != "," and not tokens.kind[k] & (Word.AUX | Word.MODAL) for k in range(place, comma))
    )


def introductory_word(tokens: Tokens, place: int) -> bool:
    """Whether a phrase that begins here cannot be a subject."""
    kind = tokens.kind[place]
    if kind & (Word.PREPOSITION | Word.SUBORDINATOR) and not kind & Word.DETERMINER:
        return True
    low = tokens.low[place]
    if low.endswith("ed") and place + 1 < len(tokens) and tokens.kind[place + 1] & Word.PREPOSITION:
        return True
    return low in ("according", "asked", "based") or (
        low.endswith("ing") and len(low) > _SHORT_ING and low not in _NO_LEAD and not kind & Word.PERSON
    )
