"""Verbs that report speech: which of them do so here, for whom, and which words they report."""

from dataclasses import dataclass

from corpus.attribution.groups import Group, after, animate, before
from corpus.attribution.reports import Report
from corpus.attribution.subjects import Subject, clause_subject, introductory, left_of, right_of
from corpus.attribution.tokens import Tokens
from corpus.attribution.verbs import FORMS, NOUN_LIKE, OBJECTS, REDUCED, Form, Kind
from corpus.attribution.words import Word, listed
from corpus.span import Span

_OPENING = frozenset("\"“„«‘'") | {"``", "''"}
_CLOSING = frozenset("\"”»’'") | {"''"}
_CONTRACTED = frozenset(("'s", "’s", "'m", "’m", "re"))
_VERBAL = listed("for on to against about out upon")
_HUNG = _CLOSING | {","}
_QUESTION = listed("that how why whether what who where when if")
_CONTROL = listed("continue continues continued continuing go goes went going begin began begins used seem seems seemed quick")
_PREPOSITIONS = listed("regarding concerning considering respecting")
_REPORTING = Kind.SAY | Kind.CLAUSE | Kind.SHOW | Kind.EVIDENCE | Kind.ACT | Kind.THINK | Kind.TOPIC


@dataclass(frozen=True, slots=True)
class Reach:
    """The tokens of one sentence, ``first`` to ``last`` included."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Helpers:
    """What stands between subject and verb: ``place`` is the token before it all."""

    place: int
    be: bool
    have: bool
    modal: bool
    to: bool


def verb_report(tokens: Tokens, i: int, reach: Reach, lowest: int, earlier: Report | None, start: int) -> Report | None:
    """The report that the verb at ``i`` makes, its subject looked for no further left than ``lowest``.

    ``earlier`` is the sentence's report before this one: "X said ..., adding ..." has one owner.
    ``start`` is where the sentence's own words begin, after a quotation that it may open with.
    """
    kind, form, base = FORMS[tokens.low[i]]
    if tokens.capital(i) and i > reach.first and not (form & (Form.THIRD | Form.PAST) and _headline(tokens, i, reach)):
        return None
    helpers = _helpers(tokens, i, lowest)
    if form & Form.PAST and (helpers.be or (not helpers.have and _next_is(tokens, i, reach, "by"))):
        return _passive(tokens, i, reach, kind, helpers.place)
    subject, turned = _subject(tokens, i, form, helpers, reach, lowest, earlier.subject if earlier else None, start)
    if tokens.low[i] in NOUN_LIKE and not _clearly_verb(tokens, i, form, helpers, reach, subject):
        return None
    if (
        subject is None
        or tokens.genitive(subject.group.head)
        or not _agrees(tokens, i, form, helpers, subject, turned=turned)
    ):
        return None
    group = subject.group
    if (
        group.first == group.last
        and tokens.kind[group.head] & Word.QUANTIFIER
        and not (kind & (Kind.SAY | Kind.CLAUSE | Kind.THINK) and tokens.low[i] not in NOUN_LIKE)
    ):
        return None
    if form & Form.PAST and not helpers.have and base in REDUCED and _next_in(tokens, i, reach, REDUCED[base]):
        return None
    if (
        helpers.to
        and not _controlled(tokens, helpers.place)
        or (helpers.modal and not kind & ~(Kind.STANCE | Kind.TOPIC))
    ):
        return None
    if base in OBJECTS and not any(
        tokens.low[k] in OBJECTS[base]
        for k in range(i + 1, min(i + 5, reach.last) + 1)  # 5: "raised a number of very"
    ):
        return None
    if not _complete(tokens, i, kind, subject, reach, turned=turned):
        return None
    shared = form & Form.ING and not helpers.be or (earlier is not None and subject is earlier.subject)
    content = _content(tokens, i, subject, reach, start, turned=turned, shared=bool(shared))
    spoken = bool(kind & _REPORTING) and not (_this_paper(tokens, subject) or helpers.modal)
    spoken = spoken and not _supposed(tokens, subject, form, reach)
    if spoken and kind & (Kind.STANCE | Kind.EVIDENCE) and not kind & (Kind.SAY | Kind.ACT | Kind.THINK):
        spoken = _claims(tokens, i, reach)
    if spoken and form & Form.ING and not helpers.be and kind & (Kind.SHOW | Kind.EVIDENCE) and not kind & Kind.SAY:
        spoken = earlier is not None and earlier.spoken
    return Report(reach.number, Span(tokens.start[i], tokens.end[i]), subject, content, kind, spoken)


def _supposed(tokens: Tokens, subject: Subject, form: int, reach: Reach) -> bool:
    """Whether the clause only supposes the speech: "when residents feel", "if the minister says"."""
    before_it = subject.group.first - 1
    if before_it < reach.first:
        return False
    word = tokens.low[before_it]
    return word in ("if", "whenever", "unless") or (word in ("when", "until") and not form & Form.PAST)


def _this_paper(tokens: Tokens, subject: Subject) -> bool:
    """Whether "this statement", "these remarks" is the subject: there the article comments on what it has just quoted."""
    return tokens.low[subject.group.first] in ("this", "these", "those") and bool(
        tokens.kind[subject.group.head] & (Word.PAPER | Word.THING)
    )


def _headline(tokens: Tokens, i: int, reach: Reach) -> bool:
    return (tokens.word[min(i + 1, reach.last)] == ":") or (
        tokens.low[i] not in NOUN_LIKE and all(tokens.capital(k) for k in (i - 1, min(i + 1, reach.last)))
    )


def _next_in(tokens: Tokens, i: int, reach: Reach, words: frozenset[str]) -> bool:
    return i < reach.last and tokens.low[i + 1] in words


def _next_is(tokens: Tokens, i: int, reach: Reach, word: str) -> bool:
    return i < reach.last and tokens.low[i + 1] == word


def _helpers(tokens: Tokens, i: int, lowest: int) -> _Helpers:
    place = i - 1
    be = have = modal = to = False
    seen = False
    while place >= lowest:
        kind = tokens.kind[place]
        if kind & Word.MODAL:
            modal = True
        elif kind & Word.AUX:
            be = be or (not seen and bool(kind & Word.BE))
            have = have or not kind & Word.BE
            seen = True
        elif tokens.low[place] == "to" and not seen:
            to = True
            place -= 1
            break
        elif kind & Word.PRONOUN and tokens.word[place][-2:] in _CONTRACTED:
            be = be or not seen
            break
        elif not tokens.adverb(place):
            break
        place -= 1
    return _Helpers(place, be, have, modal, to)


def _subject(
    tokens: Tokens, i: int, form: int, helpers: _Helpers, reach: Reach, lowest: int, earlier: Subject | None, start: int
) -> tuple[Subject | None, bool]:
    place = helpers.place
    bare = not (helpers.be or helpers.have or helpers.modal or helpers.to)
    if (
        bare
        and _kind_hangs(tokens, i)
        and form & (Form.PAST | Form.THIRD | Form.BASE)
        and _may_turn(tokens, place, i, reach)
    ):
        turned = right_of(tokens, i + 1, reach.last)
        if turned is not None and _closes(tokens, turned.group, reach, place):
            return turned, True
    if form & Form.ING and not helpers.be and i == start:
        comma = next((k for k in range(i + 1, reach.last) if tokens.word[k] == ","), None)
        return (None if comma is None else clause_subject(tokens, comma + 1, reach.last)), False
    if form & Form.ING and not helpers.be:
        return _participle(tokens, i, place, reach, lowest, earlier, start), False
    if (
        place > reach.first
        and tokens.kind[place] & (Word.AND | Word.BUT)
        and not tokens.kind[place] & Word.SUBORDINATOR
    ):
        return earlier or clause_subject(tokens, start, place - 1), False
    if helpers.to:
        while place >= lowest and (
            tokens.kind[place] & (Word.VERB | Word.AUX)
            or tokens.adverb(place)
            or tokens.low[place] in ("on", "tried", "quick", "failed", "able")
        ):
            place -= 1
    return left_of(tokens, place, lowest, start), False


def _may_turn(tokens: Tokens, place: int, i: int, reach: Reach) -> bool:
    """Whether the verb can stand before its subject: right after quoted words or a comma."""
    if place != i - 1 or i >= reach.last:
        return False
    return place < reach.first or tokens.word[place] in _CLOSING or tokens.word[place] in ",?!—–-"


def _closes(tokens: Tokens, group: Group, reach: Reach, place: int) -> bool:
    """Whether a turned clause ends after its subject; after a closing mark it need not."""
    if place >= reach.first and tokens.word[place] in _CLOSING:
        return True
    following = group.last + 1
    if place < reach.first and not (tokens.word[reach.first][0].islower()):
        return False
    if FORMS[tokens.low[group.first - 1]][2] == "tell":
        return False
    return following > reach.last or tokens.word[following] in ".,;:)—–"


def _participle(
    tokens: Tokens, i: int, place: int, reach: Reach, lowest: int, earlier: Subject | None, start: int
) -> Subject | None:
    if i == reach.first or place < reach.first or tokens.low[i] in _PREPOSITIONS or tokens.low[place] == "worth":
        return None
    if tokens.low[i] in NOUN_LIKE and not (tokens.word[place] == "," or tokens.kind[place] & Word.AND):
        return None
    if place < lowest or not tokens.is_word(place) or tokens.kind[place] & Word.AND:
        return earlier or clause_subject(tokens, start, place - 1)
    if tokens.kind[place] & (Word.PREPOSITION | Word.SUBORDINATOR):
        if tokens.low[place] not in ("by", "while", "before", "after", "despite", "in"):
            return None
        return earlier or clause_subject(tokens, start, place - 1)
    direct = left_of(tokens, place, lowest, start)
    if direct is not None:
        before_it = direct.group.first - 1
        if before_it >= lowest and tokens.low[before_it] in ("with", "of"):
            return direct
    return earlier or clause_subject(tokens, start, place)


def _controlled(tokens: Tokens, place: int) -> bool:
    return place >= 0 and (
        tokens.low[place] in _CONTROL or (tokens.low[place] == "on" and tokens.low[place - 1] in _CONTROL)
    )


def _passive(tokens: Tokens, i: int, reach: Reach, kind: int, place: int) -> Report | None:
    """ "was urged by the council to ...": the agent says it."""
    agent = next((k for k in range(i + 1, min(i + 4, reach.last) + 1) if tokens.low[k] == "by"), None)  # 4: adverbs
    if agent is None or agent >= reach.last or any(not tokens.is_word(k) for k in range(i + 1, agent)):
        return None
    group = after(tokens, agent + 1, reach.last)
    if group is None or not animate(tokens, group.head):
        return None
    after_it = group.last + 1
    if after_it < reach.last and (tokens.is_word(after_it) or tokens.word[after_it] in _OPENING):
        content = Span(tokens.start[after_it], tokens.end[reach.last])
    else:
        told = before(tokens, place, reach.first)
        if told is None:
            return None
        content = Span(tokens.start[told.first], tokens.end[told.last])
    spoken = bool(kind & (Kind.SAY | Kind.ACT | Kind.CLAUSE))
    return Report(reach.number, Span(tokens.start[i], tokens.end[i]), Subject(group), (content,), kind, spoken)


def _clearly_verb(tokens: Tokens, i: int, form: int, helpers: _Helpers, reach: Reach, subject: Subject | None) -> bool:
    """Whether a word that is often a noun is a verb here: it has a helper, or a subject and something it governs."""
    if helpers.be and form & Form.ING:
        return True
    if subject is None or i >= reach.last:
        return False
    if helpers.to or helpers.have or helpers.modal or (form & Form.ING):
        return True
    previous = tokens.kind[i - 1] if i > reach.first else 0
    if previous & (Word.DETERMINER | Word.POSSESSIVE | Word.PREPOSITION) or (i and tokens.genitive(i - 1)):
        return False
    following = tokens.kind[i + 1]
    if following & Word.PREPOSITION:
        return tokens.low[i + 1] in _VERBAL
    if tokens.low[i + 1] in _QUESTION or tokens.word[i + 1] in _OPENING or tokens.word[i + 1] in ":,":
        return True
    if tokens.low[i + 1] in ("of", "by", "are", "is", "were", "was"):
        return False
    return bool(
        following & (Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN | Word.OBJECT_PRONOUN)
        or tokens.capital(i + 1)
        or (tokens.is_word(i + 1) and tokens.kind[subject.group.head] & (Word.PRONOUN | Word.BODY))
        or (tokens.is_word(i + 1) and tokens.capital(subject.group.head) and subject.group.head > reach.first)
    )


def _agrees(tokens: Tokens, i: int, form: int, helpers: _Helpers, subject: Subject, *, turned: bool) -> bool:
    if helpers.have or helpers.be or helpers.modal or helpers.to or form & (Form.PAST | Form.ING) or turned:
        return True
    head = subject.group.head
    joined = any(tokens.kind[k] & Word.AND for k in range(subject.group.first, subject.group.last + 1))
    low = tokens.low[head]
    if form & Form.THIRD:
        return low not in ("they", "we", "you", "i") and (tokens.capital(head) or not tokens.plural(head))
    if tokens.kind[head] & Word.PRONOUN:
        return low in ("they", "we", "you", "i")
    return joined or tokens.plural(head) or bool(tokens.kind[head] & Word.QUANTIFIER)


def _claims(tokens: Tokens, i: int, reach: Reach) -> bool:
    """Whether a clause or a quotation follows the verb at once."""
    k = i + 1
    while k < reach.last and (tokens.adverb(k) or tokens.word[k] == ","):
        k += 1
    return k <= reach.last and (tokens.low[k] in _QUESTION or tokens.word[k] in _OPENING or tokens.word[k] == ":")


def _complete(tokens: Tokens, i: int, kind: int, subject: Subject, reach: Reach, *, turned: bool) -> bool:
    """Whether the verb has what its kind asks for."""
    if kind & (Kind.SAY | Kind.ACT | Kind.THINK) or turned:
        return True
    if _claims(tokens, i, reach) or _parenthetical(tokens, i, subject, reach):
        return True
    if kind & Kind.CLAUSE and not kind & (Kind.SHOW | Kind.EVIDENCE | Kind.STANCE | Kind.TOPIC):
        return _clause_near(tokens, i, reach) or (i < reach.last and bool(tokens.kind[i + 1] & Word.PRONOUN))
    head = tokens.kind[subject.group.head]
    if kind & (Kind.SHOW | Kind.EVIDENCE):
        return not head & Word.THING
    return True


def _clause_near(tokens: Tokens, i: int, reach: Reach) -> bool:
    """Whether a clause or quotation follows, no further than "noted in an interview with the paper that"."""
    for k in range(i + 1, min(i + 9, reach.last) + 1):  # 9: the words of that example
        if tokens.word[k] in _OPENING or tokens.low[k] == "that":
            return True
        if tokens.word[k] in ",;" and not (k < reach.last and tokens.word[k + 1] in _OPENING):
            return False
    return False


def _parenthetical(tokens: Tokens, i: int, subject: Subject, reach: Reach) -> bool:
    """Whether the clause is hung onto words before it: ", the minister noted."."""
    before_it = subject.group.first - 1
    if before_it < reach.first or tokens.word[before_it] not in _HUNG:
        return False
    if tokens.word[before_it] in _CLOSING:
        return True
    return i >= reach.last or not tokens.is_word(i + 1)


def _content(
    tokens: Tokens, i: int, subject: Subject, reach: Reach, start: int, *, turned: bool, shared: bool
) -> tuple[Span, ...]:
    """Where the reported words stand: before the clause that reports them, or after its verb."""
    left_edge = i - 1 if turned else subject.group.first - 1
    right_edge = (subject.group.last if turned else i) + 1
    prior = None
    if not shared and left_edge > reach.first and not tokens.is_word(left_edge) and tokens.word[left_edge] != ";":
        prior = Span(tokens.start[reach.first], tokens.end[left_edge])
    later = None
    if shared and subject.group.first > i:  # "Claiming that ..., the senator left": the words end at the comma
        comma = next(k for k in range(i, subject.group.first) if tokens.word[k] == ",")
        return (Span(tokens.start[i], tokens.start[comma]),)
    if right_edge <= reach.last and tokens.end[reach.last] > tokens.end[right_edge]:
        later = Span(tokens.start[right_edge], tokens.end[reach.last])
    if prior is not None:
        quoted = tokens.word[left_edge] in _CLOSING
        opens = quoted and start > reach.first  # the sentence begins with the quotation that ends here
        if opens or (quoted and _kind_hangs(tokens, i) and not _governs(tokens, right_edge, reach)):
            return (prior,)
        if (
            tokens.word[left_edge] == ","
            and _kind_hangs(tokens, i)
            and not introductory(tokens, reach.first, left_edge)
        ):
            if not _governs(tokens, right_edge, reach):
                return (prior,)
            if later is not None and tokens.word[right_edge] == "," and tokens.word[right_edge + 1] not in _OPENING:
                return (prior, later)
    return () if later is None else (later,)


def _kind_hangs(tokens: Tokens, i: int) -> bool:
    return bool(FORMS[tokens.low[i]][0] & (Kind.SAY | Kind.CLAUSE | Kind.THINK))


def _governs(tokens: Tokens, place: int, reach: Reach) -> bool:
    """Whether reported words follow the verb, rather than a full stop, a date or a place."""
    if place > reach.last:
        return False
    if not tokens.is_word(place):
        if tokens.word[place] == "," and place < reach.last:
            return tokens.word[place + 1] in _OPENING
        return tokens.word[place] in _OPENING or (tokens.word[place] == ":" and place < reach.last)
    kind = tokens.kind[place]
    if FORMS.get(tokens.low[place - 1], (0, 0, ""))[2] == "tell":
        return any(tokens.low[k] in _QUESTION for k in range(place, min(place + 12, reach.last) + 1))  # 12: its hearer
    if any(tokens.low[k] == "that" for k in range(place, min(place + 12, reach.last) + 1)):  # 12: as above, and a place
        return True
    if kind & Word.TIME and tokens.genitive(place):
        return True
    return not kind & (Word.PREPOSITION | Word.TIME | Word.SUBORDINATOR | Word.AND | Word.ADVERB) and not (
        tokens.low[place].endswith("ing")
    )
