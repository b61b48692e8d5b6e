"""Cues that are not verbs: "according to", "in his view", a name and a colon, a dash after quoted words."""

from corpus.attribution.groups import Group, after
from corpus.attribution.namelike import animate, named
from corpus.attribution.names import bare
from corpus.attribution.reports import Reach, Report
from corpus.attribution.subjects import Subject, appositive, clause_subject, left_of
from corpus.attribution.tokens import Tokens
from corpus.attribution.verbs import Kind
from corpus.attribution.words import POSITION_NOUNS, Word, listed
from corpus.span import Span

_SHORT_NAME = range(1, 6)  # words before a colon; more are a clause of their own
_JUDGED = listed("view opinion words")  # "in the view of the minister"
_COUNTED = listed("count figures numbers admission submission calculation")  # at a sentence's begin or end
_NOBODY = listed("nobody none neither nor no-one")
_HELD = listed("view opinion belief contention conviction submission")  # what somebody is "of"
_PLAIN = listed("""
    blunt blunter clear clearer direct categorical emphatic frank forthright scathing unequivocal adamant specific
    explicit candid terse brief succinct
    """)
_DASHES = frozenset("–—-―")
_CLOSING = frozenset('"”»') | {"''"}


def phrase_report(tokens: Tokens, i: int, reach: Reach) -> Report | None:
    """The report made by a phrase that begins at token ``i``, or ``None``."""
    low = tokens.low[i]
    if low == "according" and i + 2 <= reach.last and tokens.low[i + 1] == "to":
        return _according(tokens, i, reach)
    if low == "per" and i + 1 <= reach.last and i > reach.first and tokens.word[i - 1] == ",":
        return _according(tokens, i, reach)
    to_mind = low == "to" and "mind" in tokens.low[i + 2 : i + 5]
    if (low in ("in", "from", "by") or to_mind) and i + 2 <= reach.last:
        return _in_view(tokens, i, reach)
    if low == "of":
        return _of_view(tokens, i, reach)
    return None


def view_report(tokens: Tokens, i: int, reach: Reach) -> Report | None:
    """ "It was her considered opinion that", "it is the minister's contention that": a view said to be somebody's."""
    be = i + 1
    if be + 3 > reach.last or not tokens.kind[be] & Word.BE:
        return None
    that = next((k for k in range(be + 2, min(be + 9, reach.last)) if tokens.low[k] == "that"), None)
    if that is None or tokens.low[that - 1] not in POSITION_NOUNS | _HELD:
        return None
    owner = _owner(tokens, be + 1, that - 2)
    if owner is None or bare(tokens.low[owner.last]) in _NOBODY:
        return None
    cue, content = Span(tokens.start[i], tokens.end[that - 1]), Span(tokens.start[that], tokens.end[reach.last])
    return Report(reach.number, cue, Subject(owner), (content,), Kind.THINK, spoken=True)


def _of_view(tokens: Tokens, i: int, reach: Reach) -> Report | None:
    """ "He was of the view that": a view that somebody is of."""
    be = i - 1
    while be > reach.first and tokens.adverb(be):
        be -= 1
    that = next((k for k in range(i + 2, min(i + 6, reach.last)) if tokens.low[k] == "that"), None)
    if be <= reach.first or that is None or not tokens.kind[be] & Word.BE or tokens.low[that - 1] not in _HELD:
        return None
    last = be - 1
    while last > reach.first and (tokens.kind[last] & Word.AUX or tokens.adverb(last)):
        last -= 1
    subject = left_of(tokens, last, reach.first, reach.first)
    if subject is None or _NOBODY & set(tokens.low[reach.first : last + 1]):
        return None
    cue, content = Span(tokens.start[be], tokens.end[that - 1]), Span(tokens.start[that], tokens.end[reach.last])
    return Report(reach.number, cue, subject, (content,), Kind.THINK, spoken=True)


def _according(tokens: Tokens, i: int, reach: Reach) -> Report | None:
    last = i + 1 if tokens.low[i] == "according" else i
    group = after(tokens, last + 1, reach.last)
    if group is None or (tokens.low[i] == "per" and not animate(tokens, group.head)):
        return None
    group = appositive(tokens, group, reach.last) or group  # "according to the mayor, Omar Awan, it was late"
    cue = Span(tokens.start[i], tokens.end[last])
    content = _rest(tokens, i, _end_of_phrase(tokens, group, reach), reach)
    if content is None:
        return None
    return Report(reach.number, cue, Subject(group), (content,), Kind.SAY, spoken=True, relayed=True)


def _end_of_phrase(tokens: Tokens, group: Group, reach: Reach) -> int:
    """The token where the phrase ends: its comma, or its last word."""
    for place in range(group.last + 1, min(group.last + 25, reach.last) + 1):  # 25: a source with its own description
        if tokens.word[place] == ",":
            return place
    return group.last


def _rest(tokens: Tokens, first: int, last: int, reach: Reach) -> Span | None:
    """The longer of what stands before a phrase and after it; what stands before where ", and" follows."""
    head = Span(tokens.start[reach.first], tokens.end[first - 1]) if first > reach.first else None
    tail = Span(tokens.start[last + 1], tokens.end[reach.last]) if last + 1 < reach.last else None
    if head is None or tail is None:
        return head or tail
    goes_on = tokens.word[last] == "," and tokens.kind[last + 1] & (Word.AND | Word.BUT)
    return head if goes_on or len(head) >= len(tail) else tail


def _in_view(tokens: Tokens, i: int, reach: Reach) -> Report | None:
    """ "In his view", "in the minister's opinion", "from her perspective"."""
    for place in range(i + 1, min(i + 8, reach.last) + 1):  # 8: words of "in the former head of state's view"
        if not tokens.is_word(place):
            return None
        if tokens.low[place] in POSITION_NOUNS:
            owner = _owner(tokens, i + 1, place - 1)
            if owner is None and tokens.low[i : i + 2] == ["in", "the"] and tokens.low[place + 1 : place + 2] == ["of"]:
                return _in_view_of(tokens, i, place + 1, reach) if tokens.low[place] in _JUDGED else None
            within = i > reach.first and place + 1 < reach.last
            if (within and tokens.low[place] in _COUNTED) or tokens.low[place - 1] == "right":  # "in its right mind"
                return None
            end = place + 1 if place < reach.last and tokens.word[place + 1] == "," else place
            content = _rest(tokens, i, end, reach) if owner is not None else None
            if owner is None or content is None:
                return None
            cue = Span(tokens.start[i], tokens.end[place])
            return Report(reach.number, cue, Subject(owner), (content,), Kind.SAY, spoken=True, relayed=True)
    return None


def _in_view_of(tokens: Tokens, i: int, of: int, reach: Reach) -> Report | None:
    """ "In the view of the minister", "in the words of Omar Awan,"."""
    group = after(tokens, of + 1, reach.last)
    closed = group is not None and (group.last >= reach.last - 1 or tokens.word[group.last + 1] == ",")
    joined = group is not None and any(tokens.kind[k] & Word.AND for k in range(group.first, group.last))
    if not closed or joined:
        return None
    somebody = group is not None and animate(tokens, group.head) and not tokens.kind[group.first] & Word.POSSESSIVE
    if group is None or not somebody or tokens.kind[group.head] & Word.PAPER:
        return None
    group = appositive(tokens, group, reach.last) or group
    content = _rest(tokens, i, _end_of_phrase(tokens, group, reach), reach)
    if content is None:
        return None
    cue = Span(tokens.start[i], tokens.end[of])
    return Report(reach.number, cue, Subject(group), (content,), Kind.SAY, spoken=True, relayed=True)


def _owner(tokens: Tokens, first: int, last: int) -> Group | None:
    """Whose view: "his (own)", or words ending in a genitive."""
    if tokens.low[first] in ("his", "her", "its", "their"):
        return Group(first, first, first)
    for place in range(last, first - 1, -1):
        if tokens.genitive(place):
            return Group(first, place, place) if animate(tokens, place) or place > first else None
    return None


def colon_report(tokens: Tokens, i: int, reach: Reach) -> Report | None:
    """ "Ghani: "We need ..."", "Poll: ...": a short name or paper, a colon, and words."""
    if i - reach.first not in _SHORT_NAME or i >= reach.last:
        return _plain_report(tokens, i, reach)
    words = range(reach.first, i)
    if not all(named(tokens, k) or tokens.word[k] == "." for k in words):
        return _plain_report(tokens, i, reach)
    head = i - 1
    dateline = reach.number == 0 and tokens.word[head].isupper() and tokens.word[i + 1] not in '"“'
    if dateline:
        return None
    quoted = tokens.word[i + 1] in '"“' or (reach.number == 0 and tokens.capital(i + 1) and _again(tokens, head, i))
    if not quoted and not (tokens.kind[head] & (Word.PAPER | Word.PERSON) and tokens.capital(i + 1)):
        return None
    content = Span(tokens.start[i + 1], tokens.end[reach.last])
    group = Group(reach.first, head, head)
    return Report(reach.number, Span(tokens.start[i], tokens.end[i]), Subject(group), (content,), Kind.SAY, spoken=True)


def _plain_report(tokens: Tokens, colon: int, reach: Reach) -> Report | None:
    """ "Awan was blunter: “We have outsourced policy.”"."""
    if colon >= reach.last or tokens.low[colon - 1] not in _PLAIN or tokens.word[colon + 1] not in '"“':
        return None
    be = colon - 2
    while be > reach.first and (tokens.adverb(be) or tokens.low[be] in ("more", "even")):
        be -= 1
    if be <= reach.first or not tokens.kind[be] & Word.BE:
        return None
    subject = clause_subject(tokens, reach.first, be - 1)
    if subject is None or subject.group.last != be - 1 or tokens.low[be - 1] == "it":
        return None
    head = subject.group.head
    cue = Span(tokens.start[colon - 1], tokens.end[colon])
    content = Span(tokens.start[colon + 1], tokens.end[reach.last])
    somebody = named(tokens, head) or tokens.kind[head] & (Word.PERSON | Word.PRONOUN)
    return Report(reach.number, cue, subject, (content,), Kind.SAY, spoken=True) if somebody else None


def _again(tokens: Tokens, head: int, after_it: int) -> bool:
    """Whether a headline's name comes back as the subject of a reporting verb early in the article."""
    low = tokens.low[head]
    for place in range(after_it + 1, min(len(tokens) - 1, after_it + 400)):  # 400: tokens of the first few paragraphs
        if tokens.low[place] == low and tokens.kind[place + 1] & Word.VERB:
            return True
    return False


def dash_report(tokens: Tokens, i: int, reach: Reach) -> Report | None:
    """ "..." - Eyewitness": quoted words, a dash, and a person."""
    if i == 0 or i >= reach.last or tokens.word[i] not in _DASHES or tokens.word[i - 1] not in _CLOSING:
        return None
    first = i + 1
    if not tokens.capital(first):
        return None
    group = after(tokens, first, reach.last)
    if group is None:
        return None
    speaker = next((k for k in range(first, group.last + 1) if tokens.kind[k] & Word.PERSON), None)
    if speaker is None:
        if group.last + 1 < reach.last or not named(tokens, group.head):
            return None
        speaker = group.head
    content = (Span(tokens.start[reach.first], tokens.end[i - 1]),) if i > reach.first else ()
    cue = Span(tokens.start[i], tokens.end[i])
    return Report(reach.number, cue, Subject(Group(first, speaker, speaker)), content, Kind.SAY, spoken=True)
