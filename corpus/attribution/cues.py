"""Verbs that report speech: which of them do so here, for whom, and which words they report."""

from corpus.attribution.complements import OPENING, claims, complete, content
from corpus.attribution.groups import Group, after, before
from corpus.attribution.namelike import animate
from corpus.attribution.occurrences import CLOSING, Occurrence, occurrence
from corpus.attribution.reports import Reach, Report
from corpus.attribution.subjects import (
    Subject,
    appositive,
    clause_subject,
    left_of,
    over_apposition,
    right_of,
    whose_clauses,
)
from corpus.attribution.tokens import Tokens
from corpus.attribution.verbhood import agrees, clearly_verb, controlled, excluded, headline
from corpus.attribution.verbs import ACTIVE_ONLY, NOUN_LIKE, OBJECTS, PERFECT_ONLY, Form, Kind
from corpus.attribution.words import Word, listed
from corpus.span import Span

_PREPOSITIONS = listed("regarding concerning considering respecting")
_LEADING = listed("by while before after despite")  # words that lead a participle which shares the clause's subject
# Words between a subject and "to say" that are no verbs of our list.
_LINKS = listed("""
    on tried failed able unable likely unlikely ready willing unwilling eager reluctant quick slow constrained compelled
    obliged forced pleased
    """)
_MEANS = listed("telephone phone email e-mail letter text message video radio satellite fax post")  # said "by" them
_QUOTING = listed("quoted quotes quoting cited citing reported")  # and "as saying"
_BRINGING = listed("quote cite")  # another's words
_NAME_WITHIN = 12  # tokens of a name with its rank between "quoted" and "as saying"
_AGENT_WITHIN = 4  # tokens between a passive verb and its "by": an adverb or two
_THOUGHT = listed("expect hope regret worry wish anticipate foresee acknowledge trust advise counsel promise")
_UNSAID = listed("""
    say tell state explain mention specify elaborate ask claim announce confirm disclose reveal comment speak accuse
    name identify add note report describe detail clarify respond reply answer
    """)  # where nothing is said if they are denied; "does not believe", "did not rule out" are views
_MERELY = listed("merely just only simply")
_DENYING = listed("deny denies denied denying")
_REPORTING = Kind.SAY | Kind.CLAUSE | Kind.SHOW | Kind.EVIDENCE | Kind.ACT | Kind.THINK | Kind.TOPIC


def verb_report(
    tokens: Tokens, place: int, reach: Reach, bounds: tuple[int, int], earlier: Report | None
) -> Report | None:
    """The report that the verb at ``place`` makes, or ``None``.

    ``bounds`` are the token its subject cannot stand before and the first of the sentence's own words; ``earlier`` is
    the sentence's report before this one, as in "X said ..., adding ...", which has one owner.
    """
    verb = occurrence(tokens, place, reach, bounds, earlier)
    if tokens.capital(place) and place > reach.first and not headline(verb):
        return None
    by = verb.follower == "by" and not _by_a_means(verb)
    if (verb.low in PERFECT_ONLY and (not verb.helpers.have or verb.follower in ".;")) or _quotes_another(verb):
        return None
    if verb.form & Form.PAST and (verb.helpers.be or (not verb.helpers.have and by)):
        return None if _of_a_thing(verb) or verb.base in ACTIVE_ONLY else _passive(verb)
    subject, turned = _subject(verb)
    if subject is None or not _reports(verb, subject, turned=turned):
        return None
    shared = verb.participle or (earlier is not None and subject is earlier.subject)
    quoted = _one_quoted(verb)
    if quoted is not None:
        words = _rest_after(verb, quoted.group)
        return Report(reach.number, _cue(verb), quoted, words, verb.kind, _spoken(verb, subject))
    words = _within_relative(verb, subject, content(verb, subject, turned=turned, shared=shared))
    return Report(reach.number, _cue(verb), subject, words, verb.kind, _spoken(verb, subject))


def _one_quoted(verb: Occurrence) -> Subject | None:
    """Whose words follow in "Awan quoted the late Omar Duru: “My people”": not Awan's."""
    if verb.base not in _BRINGING:
        return None
    tokens, last = verb.tokens, verb.reach.last
    group = after(tokens, verb.place + 1, last)
    if group is None or group.last + 2 > last or not animate(tokens, group.head):
        return None
    return Subject(group) if tokens.word[group.last + 1] == ":" and tokens.word[group.last + 2] in OPENING else None


def _rest_after(verb: Occurrence, group: Group) -> tuple[Span, ...]:
    tokens = verb.tokens
    return (Span(tokens.start[group.last + 1], tokens.end[verb.reach.last]),)


def _of_a_thing(verb: Occurrence) -> bool:
    """Whether it only tells whose a thing is: "took issue with an argument, made by the columnist"."""
    return not verb.helpers.be and verb.base in OBJECTS


def _by_a_means(verb: Occurrence) -> bool:
    """Whether "by" tells how something was said, "said by telephone that", and not who said it."""
    place = verb.place + 2
    return place <= verb.reach.last and verb.tokens.low[place] in _MEANS


def _within_relative(verb: Occurrence, subject: Subject, words: tuple[Span, ...]) -> tuple[Span, ...]:
    """The words without what stands behind a relative clause: "the report, which says it is late, has angered"."""
    tokens, relative = verb.tokens, subject.relative
    if relative is None or len(words) != 1 or tokens.word[relative - 1] != ",":
        return words
    for k in range(verb.place + 1, verb.reach.last):
        following = tokens.kind[k + 1] & (Word.AUX | Word.MODAL | Word.VERB | Word.FINITE)
        if tokens.word[k] == "," and following and not tokens.low[k + 1].endswith("ing"):
            span = words[0]
            return (Span(span.start, tokens.end[k]),) if span.start < tokens.end[k] < span.end else words
    return words


def _reports(verb: Occurrence, subject: Subject, *, turned: bool) -> bool:
    if verb.tokens.genitive(subject.group.head) or (verb.low in NOUN_LIKE and not clearly_verb(verb, subject)):
        return False
    fits = agrees(verb, subject, turned=turned) and not excluded(verb, subject)
    return fits and complete(verb, subject, turned=turned)


def _cue(verb: Occurrence) -> Span:
    return Span(verb.tokens.start[verb.place], verb.tokens.end[verb.place])


def _spoken(verb: Occurrence, subject: Subject) -> bool:
    """Whether the report is of words or beliefs, rather than of a wish, an act or the article's own comment."""
    kind = verb.kind
    if (verb.helpers.to and not controlled(verb)) or verb.helpers.modal or _unsaid(verb):
        return False
    if _this_paper(verb, subject) or _supposed(verb, subject) or _of_a_kind(verb, subject):
        return False
    if _inserted(verb, subject):
        return True
    wishes = kind & (Kind.STANCE | Kind.EVIDENCE) and not kind & (Kind.SAY | Kind.ACT | Kind.THINK)
    if not kind & _REPORTING or (wishes and not claims(verb)):
        return False
    if verb.participle and kind & (Kind.SHOW | Kind.EVIDENCE) and not kind & Kind.SAY:
        return verb.earlier is not None and verb.earlier.spoken
    return True


def _unsaid(verb: Occurrence) -> bool:
    """Whether it tells what somebody did not say: "did not explain why", "never said that", "denied saying"."""
    tokens, before_it = verb.tokens, verb.place - 1
    denied = before_it >= verb.reach.first and tokens.low[before_it] in _DENYING
    if verb.participle and denied:
        return True
    between = range(verb.helpers.place + 1, verb.place)
    goes_on = any(tokens.low[k : k + 2] == ["but", "that"] for k in range(verb.place, verb.reach.last))
    if goes_on or not _MERELY.isdisjoint(tokens.low[between.start : between.stop]):
        return False  # "did not merely say that", "did not say that it was late but that it was wrong"
    negated = any(
        tokens.kind[k] & Word.NOT or tokens.low[k] == "never" or tokens.low[k].endswith(("n't", "n’t")) for k in between
    )
    return negated and verb.base in _UNSAID


def _inserted(verb: Occurrence, subject: Subject) -> bool:
    """Whether the clause is put into another between commas, so that any thought reports: "talks, he expects, will"."""
    tokens, first = verb.tokens, subject.group.first
    ends = verb.place >= verb.reach.last or tokens.word[verb.place + 1] in ",."
    within = first - 1 > verb.reach.first and tokens.word[first - 1] == "," and verb.place > first
    joins = Word.RELATIVE | Word.SUBORDINATOR
    within = within and not (tokens.kind[first - 2] | tokens.kind[verb.reach.first]) & joins
    plain = verb.helpers.none and tokens.low[subject.group.head] not in ("it", "i", "we")
    return within and ends and plain and verb.base in _THOUGHT and subject.relative is None


def _supposed(verb: Occurrence, subject: Subject) -> bool:
    """Whether the clause only supposes the speech: "when residents feel", "if the minister says"."""
    before_it = subject.group.first - 1
    if before_it < verb.reach.first:
        return False
    word = verb.tokens.low[before_it]
    return word in ("if", "whenever", "unless", "whatever", "whoever") or (
        word in ("when", "until") and not verb.form & Form.PAST
    )


def _of_a_kind(verb: Occurrence, subject: Subject) -> bool:
    """Whether it speaks of anybody of a kind: "A government that asks its people to give must tell them why"."""
    any_one = verb.tokens.low[subject.group.first] in ("a", "an", "any", "every", "each")
    return subject.relative is not None and any_one and bool(verb.form & Form.THIRD)


def _this_paper(verb: Occurrence, subject: Subject) -> bool:
    """Whether "this statement", "these remarks" is the subject: there the article comments on what it has quoted."""
    tokens, group = verb.tokens, subject.group
    paper = tokens.kind[group.head] & (Word.PAPER | Word.THING)
    return bool(paper) and tokens.low[group.first] in ("this", "these", "those")


def _subject(verb: Occurrence) -> tuple[Subject | None, bool]:
    """Whose verb it is, and whether verb and subject are turned round: "said the minister"."""
    turned = _turned(verb)
    if turned is not None:
        return turned, True
    tokens, place = verb.tokens, verb.helpers.place
    if verb.participle:
        return (_leading_participle(verb) if verb.place == verb.start else _participle(verb)), False
    joins = place > verb.reach.first and tokens.kind[place] & (Word.AND | Word.BUT)
    if joins and not tokens.kind[place] & Word.SUBORDINATOR:
        return _shared(verb, place - 1), False
    if verb.helpers.to:
        while place >= verb.lowest and _leads_to_infinitive(tokens, place):
            place -= 1
    return left_of(tokens, place, verb.lowest, verb.start), False


def _leads_to_infinitive(tokens: Tokens, place: int) -> bool:
    verbal = tokens.kind[place] & (Word.VERB | Word.AUX)
    return bool(verbal) or tokens.adverb(place) or tokens.low[place] in _LINKS


def _shared(verb: Occurrence, last: int) -> Subject | None:
    if verb.earlier is not None and verb.earlier.subject is not None:
        return verb.earlier.subject
    return clause_subject(verb.tokens, verb.start, last)


def _turned(verb: Occurrence) -> Subject | None:
    """The subject after its verb, where the verb follows quoted words or a comma at once."""
    tokens, place = verb.tokens, verb.helpers.place
    if not verb.helpers.none or not verb.hangs or verb.form == Form.ING or place != verb.place - 1:
        return None
    first = place < verb.reach.first
    if verb.follower in ("", "that") or not (first or tokens.word[place] in CLOSING or tokens.word[place] in ",?!—–-"):
        return None
    subject = right_of(tokens, verb.place + 1, verb.reach.last)
    if subject is None or (not first and whose_clauses(tokens, place, verb.start) is not None):
        return None  # "Omar Awan, who led the talks, said the plan, ..."
    if not first and tokens.word[place] in CLOSING:
        return subject
    return subject if _closes(verb, subject.group, first=first) else None


def _closes(verb: Occurrence, group: Group, *, first: bool) -> bool:
    """Whether a turned clause ends after its subject; after a closing mark it need not."""
    tokens, following = verb.tokens, group.last + 1
    if verb.base == "tell" or (first and not tokens.word[verb.reach.first][0].islower()):
        return False
    if following > verb.reach.last or tokens.word[following] in ".,;:)—–":
        return True
    loose = verb.base == "say" and tokens.kind[following] & (Word.PREPOSITION | Word.TIME)  # "said Awan on Monday"
    verbal = Word.AUX | Word.MODAL | Word.FINITE | Word.VERB
    rest = range(following, verb.reach.last)
    return bool(loose) and not any(tokens.kind[k] & verbal or tokens.low[k].endswith("ed") for k in rest)


def _leading_participle(verb: Occurrence) -> Subject | None:
    """ "Claiming that ..., the senator left": the subject follows the comma."""
    tokens, last = verb.tokens, verb.reach.last
    comma = next((k for k in range(verb.place + 1, last) if tokens.word[k] == ","), None)
    return None if comma is None else clause_subject(tokens, over_apposition(tokens, comma, last) + 1, last)


def _participle(verb: Occurrence) -> Subject | None:
    tokens, place = verb.tokens, verb.helpers.place
    if place < verb.reach.first or verb.low in _PREPOSITIONS or tokens.low[place] in ("worth", "as"):
        return _quoted(verb, place - 1) if tokens.low[place] == "as" and place > verb.lowest else None
    joined = bool(tokens.kind[place] & Word.AND)
    if verb.low in NOUN_LIKE and not (tokens.word[place] == "," or joined):
        return None
    if place < verb.lowest or not tokens.is_word(place) or joined:
        return _shared(verb, place - 1)
    if tokens.kind[place] & (Word.PREPOSITION | Word.SUBORDINATOR):
        return _shared(verb, place - 1) if tokens.low[place] in _LEADING else None
    direct = left_of(tokens, place, verb.lowest, verb.start)
    absolute = direct is not None and direct.group.first > verb.lowest
    if absolute and direct is not None and tokens.low[direct.group.first - 1] in ("with", "of"):
        return direct
    return _shared(verb, place)


def _quoted(verb: Occurrence, last: int) -> Subject | None:
    """Whom "Awan was quoted as saying" and "the agency quoted Awan as saying" quote; ``last`` is before "as"."""
    tokens = verb.tokens
    by = next((k for k in range(last, max(verb.lowest, last - _NAME_WITHIN), -1) if tokens.low[k] == "by"), None)
    if by is not None and tokens.low[by - 1] in _QUOTING:  # "was quoted by the agency as saying"
        last = by - 1
    if tokens.low[last] in _QUOTING:
        while last > verb.lowest and (
            tokens.low[last] in _QUOTING or tokens.kind[last] & Word.AUX or tokens.adverb(last)
        ):
            last -= 1
        return left_of(tokens, last, verb.lowest, verb.start) if tokens.kind[last + 1] & Word.AUX else None
    group = before(tokens, last, verb.lowest)
    quoted = group is not None and group.first > verb.lowest and tokens.low[group.first - 1] in _QUOTING
    return Subject(group) if group is not None and quoted else None


def _quotes_another(verb: Occurrence) -> bool:
    """Whether it only tells who brings another's words: "the agency quoted Awan as saying"."""
    tokens = verb.tokens
    following = verb.within(verb.place + 2, _NAME_WITHIN)
    return verb.low in _QUOTING and any(tokens.low[k : k + 2] == ["as", "saying"] for k in following)


def _bare_singular(tokens: Tokens, group: Group) -> bool:
    """Whether a word for one person stands without an article or a name: an adjective then, "by expert means"."""
    head = group.head
    person = tokens.kind[head] & Word.PERSON and not tokens.kind[head] & Word.PLURAL
    return bool(person) and group.first == head and not tokens.capital(head)


def _may_say(tokens: Tokens, group: Group) -> bool:
    return animate(tokens, group.head) or tokens.low[group.head] in ("him", "her", "them")


def _passive(verb: Occurrence) -> Report | None:
    """ "was urged by the council to ...": the agent says it."""
    tokens, last = verb.tokens, verb.reach.last
    agent = next((k for k in verb.within(verb.place + 1, _AGENT_WITHIN) if tokens.low[k] == "by"), None)
    if agent is None or any(not tokens.is_word(k) for k in range(verb.place + 1, agent)):
        return None
    group = after(tokens, agent + 1, last)
    if group is None or not _may_say(tokens, group) or _bare_singular(tokens, group):
        return None
    rest = group.last + 1
    named_after = appositive(tokens, group, last)
    if named_after is not None:  # "by the minister, Mr Awan, that"
        group, rest = named_after, min(named_after.last + 2, last)
    if rest < last and (tokens.is_word(rest) or tokens.word[rest] in OPENING):
        words = Span(tokens.start[rest], tokens.end[last])
    else:
        told = before(tokens, verb.helpers.place, verb.reach.first)
        if told is None:
            return None
        words = Span(tokens.start[told.first], tokens.end[told.last])
    shown = verb.kind & Kind.SHOW and rest < last and tokens.low[rest] == "that"  # "it was pointed out by her that"
    spoken = bool(verb.kind & (Kind.SAY | Kind.ACT | Kind.CLAUSE) or shown)
    return Report(verb.reach.number, _cue(verb), Subject(group), (words,), verb.kind, spoken)
