"""Reports that "to be" makes: "Her argument is that ...", "he was sceptical of ...", "they are convinced that ..."."""

from corpus.attribution.groups import Group, before
from corpus.attribution.reports import Reach, Report
from corpus.attribution.subjects import Subject, left_of
from corpus.attribution.tokens import Tokens
from corpus.attribution.verbs import Kind
from corpus.attribution.words import POSITION_NOUNS, Word, listed
from corpus.span import Span

# What somebody holds or says, so that what it is said to be is theirs.
_POSITIONS = listed("""
    view opinion belief contention conviction submission argument position stance message point claim conclusion answer
    reply response warning advice verdict complaint charge criticism objection fear concern worry hope feeling
    impression explanation theory thesis version case plea appeal suggestion recommendation demand proposal remark
    assessment judgment judgement diagnosis prescription counsel
    """)
_ASKED = listed("advice demand proposal suggestion recommendation prescription")  # that "is to" do something
_NO_ACT = listed("be the a an his her their its our my")  # after "to" they make no infinitive, or a passive one
_PLAIN = listed("simple clear blunt plain stark straightforward short this")  # "His message was simple: talk."
# What somebody is who thinks that something is so, and of or about something.
_SURE = listed("""
    convinced certain sure confident adamant clear categorical insistent emphatic hopeful optimistic pessimistic worried
    concerned afraid doubtful unconvinced sceptical skeptical troubled alarmed dismayed disappointed disturbed
    heartened encouraged gratified glad grateful relieved puzzled baffled astonished outraged
    """)
_JUDGING = listed("""
    sceptical skeptical critical dismissive scathing doubtful contemptuous supportive unconvinced appreciative wary
    """)
_OF = listed("of about in towards toward by")
_PHRASE = 8  # tokens back from "is" to the noun: "message to the people of the province"
# Before a verb these leave open who holds it, or whether anybody does.
_NOBODY = listed("""
    it there this that these those what nothing nobody none one neither nor no-one few everyone everybody someone
    somebody
    """)
_SUPPOSING = listed("if unless whether had that were")  # "if he is convinced", "the rumour that he is against it"
_THINGS = listed("law wall odds clock rules constitution grain tide")  # "against the law" is no opinion
_OWNING = listed("his her their")


def be_report(tokens: Tokens, i: int, reach: Reach) -> Report | None:
    """The report that the form of "to be" at token ``i`` makes, or ``None``."""
    if i <= reach.first or i + 1 >= reach.last or tokens.kind[i - 1] & Word.MODAL:
        return None
    if _told_by_another(tokens, i, reach):
        return None
    first = i + 1
    while first < reach.last and tokens.adverb(first):
        first += 1
    return _position(tokens, i, first, reach) or _attitude(tokens, i, first, reach)


def _told_by_another(tokens: Tokens, be: int, reach: Reach) -> bool:
    """Whether the sentence begins "According to Khan," or "In Khan's view,", so that the rest is Khan's."""
    led = tokens.kind[reach.first] & Word.PREPOSITION or tokens.low[reach.first] == "according"
    if not led:
        return False
    comma = next((k for k in range(reach.first, be) if tokens.word[k] == ","), None)
    return tokens.low[reach.first] == "according" or (comma is not None and tokens.low[comma - 1] in POSITION_NOUNS)


def _position(tokens: Tokens, be: int, first: int, reach: Reach) -> Report | None:
    """ "Awan's argument is that poverty feeds violence", "his message was simple: talk"."""
    noun = next((k for k in range(be - 1, max(reach.first, be - 1 - _PHRASE), -1) if tokens.low[k] in _POSITIONS), None)
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
    if first + 1 > reach.last:
        return None
    following = tokens.low[first + 1]
    if tokens.low[first] == "that":
        return first if following != "of" else None
    if asked and tokens.low[first] == "to" and following not in _NO_ACT:
        return first
    colon = first + 1 if tokens.low[first] in _PLAIN else first
    return colon + 1 if colon < reach.last and tokens.word[colon] == ":" else None


def _owner(tokens: Tokens, last: int, reach: Reach) -> Group | None:
    """Whose it is, with an adjective or two between: "his central argument", "the minister's only answer".

    Nobody's where it stands in another noun's phrase: "the problem with Awan's argument is that".
    """
    for place in range(last, max(reach.first - 1, last - 3), -1):
        group = None
        if tokens.low[place] in _OWNING:
            group = Group(place, place, place)
        elif tokens.genitive(place) and not tokens.kind[place] & Word.TIME:
            group = before(tokens, place, reach.first)
        if group is not None:
            within = range(max(reach.first, group.first - 1), place)
            return None if any(tokens.kind[k] & Word.PREPOSITION for k in within) else group
        if not tokens.is_word(place) or tokens.kind[place] & (Word.PREPOSITION | Word.VERB | Word.AUX):
            return None
    return None


def _attitude(tokens: Tokens, be: int, first: int, reach: Reach) -> Report | None:
    """ "He is convinced that it will fail", "the senator was sceptical of the plan", "she was against any haste"."""
    last = _last_of_attitude(tokens, first, reach)
    if last is None or last + 1 >= reach.last:
        return None
    before_it = be - 1
    while before_it > reach.first and (tokens.kind[before_it] & Word.AUX or tokens.adverb(before_it)):
        before_it -= 1
    subject = left_of(tokens, before_it, reach.first, reach.first)
    if subject is None or _supposed(tokens, subject):
        return None
    if not _NOBODY.isdisjoint(tokens.low[max(reach.first, subject.group.first - 1) : be]):
        return None
    if tokens.low[first] in ("against", "in") and not _somebody(tokens, subject.group):
        return None
    cue, content = Span(tokens.start[be], tokens.end[last]), Span(tokens.start[last + 1], tokens.end[reach.last])
    return Report(reach.number, cue, subject, (content,), Kind.THINK, spoken=True)


def _last_of_attitude(tokens: Tokens, first: int, reach: Reach) -> int | None:
    """The last token of the words that tell an attitude, which what it is to follows; ``None`` if they tell none."""
    low, following = tokens.low[first], first + 1
    if following >= reach.last:
        return None
    if (low in _SURE and tokens.low[following] == "that") or (low in _JUDGING and tokens.low[following] in _OF):
        return first
    if low == "against":
        matter = following + 1 if tokens.kind[following] & Word.DETERMINER else following
        return None if tokens.low[matter] in _THINGS else first
    return first + 2 if tokens.low[first : first + 3] == ["in", "favour", "of"] else None


def _supposed(tokens: Tokens, subject: Subject) -> bool:
    """Whether it is only supposed, or told by others: "if he is convinced", "the rumour that he is against it"."""
    place = subject.group.first - 1
    return place >= 0 and tokens.low[place] in _SUPPOSING


def _somebody(tokens: Tokens, group: Group) -> bool:
    """Whether a person is meant: "he", a calling, or a name with a title or of two words."""
    kind = tokens.kind[group.head]
    if kind & (Word.PRONOUN | Word.PERSON | Word.TITLE):
        return True
    return not kind & (Word.BODY | Word.PAPER | Word.PLACE) and group.head > group.first and tokens.capital(group.first)
