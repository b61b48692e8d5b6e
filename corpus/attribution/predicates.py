"""Reports that "to be" makes: "Her argument is that ...", "he was sceptical of ...", "they are convinced that ..."."""

from corpus.attribution.groups import Group, before
from corpus.attribution.reports import Reach, Report
from corpus.attribution.subjects import Subject, left_of
from corpus.attribution.tokens import Tokens
from corpus.attribution.verbs import Kind
from corpus.attribution.words import Word, listed
from corpus.span import Span

# What somebody holds or says, so that what it is said to be is theirs.
_HELD = listed("""
    view opinion belief contention conviction submission argument position stance message point claim conclusion answer
    reply response warning advice verdict complaint charge criticism objection fear concern worry hope feeling
    impression explanation theory thesis version case plea appeal suggestion recommendation demand proposal remark
    assessment judgment judgement diagnosis prescription counsel
    """)
_ASKED = listed("advice demand proposal suggestion recommendation plea appeal prescription answer counsel")  # "is to"
_PLAIN = listed("simple clear blunt plain stark straightforward short this")  # "His message was simple: talk."
# What somebody is who thinks that something is so, and of or about something.
_SURE = listed("""
    convinced certain sure confident adamant clear categorical insistent emphatic hopeful optimistic pessimistic worried
    concerned afraid doubtful unconvinced sceptical skeptical
    """)
_JUDGING = listed("""
    sceptical skeptical critical dismissive scathing doubtful contemptuous supportive unconvinced appreciative wary
    """)
_OF = listed("of about in towards toward by")
_PHRASE = 8  # tokens between the noun and "is": "message to the people of the province"
_NOBODY = listed("it there this that these those what nothing nobody none one")
_OWNING = listed("his her their")


def be_report(tokens: Tokens, i: int, reach: Reach) -> Report | None:
    """The report that the form of "to be" at token ``i`` makes, or ``None``."""
    if i <= reach.first or i + 1 >= reach.last or tokens.kind[i - 1] & Word.MODAL:
        return None
    first = i + 1
    while first < reach.last and tokens.adverb(first):
        first += 1
    return _position(tokens, i, first, reach) or _attitude(tokens, i, first, reach)


def _position(tokens: Tokens, be: int, first: int, reach: Reach) -> Report | None:
    """ "Awan's argument is that poverty feeds violence", "his message was simple: talk"."""
    noun = next((k for k in range(be - 1, max(reach.first, be - 1 - _PHRASE), -1) if tokens.low[k] in _HELD), None)
    if noun is None or not all(tokens.is_word(k) for k in range(noun, be)):
        return None
    begin = _said_to_be(tokens, first, reach, asked=tokens.low[noun] in _ASKED)
    owner = _owner(tokens, noun - 1, reach)
    if begin is None or owner is None:
        return None
    cue, content = Span(tokens.start[noun], tokens.end[be]), Span(tokens.start[begin], tokens.end[reach.last])
    return Report(reach.number, cue, Subject(owner), (content,), Kind.THINK, spoken=True)


def _said_to_be(tokens: Tokens, first: int, reach: Reach, *, asked: bool) -> int | None:
    """Where the words begin that a position is said to be, if a clause, an infinitive or a colon shows them."""
    if tokens.low[first] == "that" or (asked and tokens.low[first] == "to"):
        return first
    colon = first + 1 if tokens.low[first] in _PLAIN else first
    return colon + 1 if colon < reach.last and tokens.word[colon] == ":" else None


def _owner(tokens: Tokens, last: int, reach: Reach) -> Group | None:
    """Whose it is, with an adjective or two between: "his central argument", "the minister's only answer"."""
    for place in range(last, max(reach.first - 1, last - 3), -1):
        if tokens.low[place] in _OWNING:
            return Group(place, place, place)
        if tokens.genitive(place):
            return before(tokens, place, reach.first)
        if not tokens.is_word(place) or tokens.kind[place] & (Word.PREPOSITION | Word.VERB | Word.AUX):
            return None
    return None


def _attitude(tokens: Tokens, be: int, first: int, reach: Reach) -> Report | None:
    """ "He is convinced that it will fail", "the senator was sceptical of the plan", "she was against any haste"."""
    low, following = tokens.low[first], first + 1
    if following >= reach.last:
        return None
    sure = low in _SURE and tokens.low[following] == "that"
    judging = low in _JUDGING and tokens.low[following] in _OF
    if not (sure or judging or low == "against" or tokens.low[first : first + 3] == ["in", "favour", "of"]):
        return None
    last = be - 1
    while last > reach.first and (tokens.kind[last] & Word.AUX or tokens.adverb(last)):
        last -= 1
    subject = left_of(tokens, last, reach.first, reach.first)
    if subject is None or tokens.low[subject.group.head] in _NOBODY:
        return None
    cue, content = Span(tokens.start[be], tokens.end[first]), Span(tokens.start[following], tokens.end[reach.last])
    return Report(reach.number, cue, subject, (content,), Kind.THINK, spoken=True)
