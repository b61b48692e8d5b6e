"""Whether a word that looks like a reporting verb is one here, and whether it goes with its subject."""

from corpus.attribution.complements import OPENING, QUESTION
from corpus.attribution.occurrences import Occurrence
from corpus.attribution.subjects import Subject
from corpus.attribution.verbs import NOUN_LIKE, OBJECTS, REDUCED, WITH, Form, Kind
from corpus.attribution.words import Word, listed

_VERBAL = listed("for on to against about out upon")  # prepositions a verb takes more often than the noun it looks like
_CONTROL = listed(
    "continue continues continued continuing go goes went going begin began begins used seem seems seemed quick "
    "constrained compelled obliged forced pleased"
)
_REPORTED = listed("reported said understood believed known")  # "is reported to have said"
_WANTED = listed("want wants wanted wanting")
_ABLE = listed("able unable likely unlikely ready willing unwilling eager reluctant quick slow")
# Verbs whose active past form is never without an object, so that one before a comma is a participle.
_WITH_OBJECT = listed("""
    accuse criticise criticize condemn praise reject propose recommend thank denounce blame dismiss defend invite
    request advise mock ridicule rebuke applaud commend hail endorse mention name appoint nominate discuss examine
    explore list quote cite describe reference
    """)
# What has to follow the objects of some: "took issue with", "ended with a call for", not "with a warning shot".
_LINKED = {
    "take": listed("with to that at"),
    "draw": listed("to between with"),
    **{base: listed("that to for about against of on . , :") for base in WITH},
}
_HUNG = listed("hold find plead")  # ", the party held.": a verb at a sentence's end
_GIVING = listed("grant charge")
_CHARGES = listed("charge claim allegation accusation suggestion assertion contention criticism figure")
_OBJECT_WITHIN = 5  # tokens; "raised a number of very serious concerns" is the longest way to an object


def headline(verb: Occurrence) -> bool:
    """Whether a capital letter may stand for a verb: in a headline, before a colon or between capital words."""
    if not verb.form & (Form.THIRD | Form.PAST):
        return False
    tokens = verb.tokens
    if verb.follower == ":":
        return True
    following = min(verb.place + 1, verb.reach.last)
    return verb.low not in NOUN_LIKE and tokens.capital(verb.place - 1) and tokens.capital(following)


def clearly_verb(verb: Occurrence, subject: Subject) -> bool:
    """Whether a word that is often a noun is a verb here: it has a helper, or a subject and something it governs."""
    helpers, tokens = verb.helpers, verb.tokens
    if helpers.be and verb.form & Form.ING:
        return True
    if not verb.follower or verb.follower in ".;":
        hung = (
            tokens.word[max(verb.reach.first, subject.group.first - 1)] == "," and subject.group.last == verb.place - 1
        )
        return hung and verb.form & Form.PAST > 0 and helpers.none and verb.base in _HUNG
    if not helpers.none or verb.form & Form.ING:
        return True
    return not _noun_before(verb) and _object_follows(verb, subject.group.head, tokens.kind[verb.place + 1])


def _noun_before(verb: Occurrence) -> bool:
    tokens, previous = verb.tokens, verb.place - 1
    if previous < verb.reach.first:
        return False
    noun = tokens.kind[previous] & (Word.DETERMINER | Word.POSSESSIVE | Word.PREPOSITION)
    return bool(noun) or tokens.genitive(previous)


def _object_follows(verb: Occurrence, head: int, following: int) -> bool:
    tokens = verb.tokens
    if following & Word.PREPOSITION:
        return verb.follower in _VERBAL
    if following & Word.AND:
        return False
    if verb.follower in QUESTION or verb.follower in OPENING or verb.follower in ":,":
        return True
    if following & (Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN | Word.OBJECT_PRONOUN):
        return True
    if following & Word.AUX or not tokens.is_word(verb.place + 1):
        return False
    voiced = tokens.kind[head] & (Word.PRONOUN | Word.BODY) or (tokens.capital(head) and head > verb.reach.first)
    return bool(voiced) or tokens.capital(verb.place + 1)


def agrees(verb: Occurrence, subject: Subject, *, turned: bool) -> bool:
    """Whether subject and verb agree in number, as far as endings show."""
    if turned or not verb.helpers.none or verb.form & (Form.PAST | Form.ING):
        return True
    tokens, group = verb.tokens, subject.group
    low = tokens.low[group.head]
    many = low in ("they", "we", "you", "i")
    if verb.form & Form.THIRD:
        return not many and (tokens.capital(group.head) or not tokens.plural(group.head))
    if tokens.kind[group.head] & Word.PRONOUN:
        return many
    joined = any(tokens.kind[k] & Word.AND for k in range(group.first, group.last + 1))
    return joined or tokens.plural(group.head) or bool(tokens.kind[group.head] & Word.QUANTIFIER)


def excluded(verb: Occurrence, subject: Subject) -> bool:
    """Whether the words around the verb show that it reports nothing here."""
    tokens, group = verb.tokens, subject.group
    amount = group.first == group.last and tokens.kind[group.head] & Word.QUANTIFIER
    if amount and (verb.low in NOUN_LIKE or not verb.hangs):
        return True
    if verb.form & Form.PAST and not verb.helpers.have and verb.follower in REDUCED.get(verb.base, ()):
        return True
    if verb.helpers.to and not (controlled(verb) or _wished(verb)):
        return True
    if _so_alone(verb) or _how_it_is_done(verb, subject) or _after_its_noun(verb, subject):
        return True
    if verb.helpers.modal and not verb.kind & ~(Kind.STANCE | Kind.TOPIC):
        return True
    return (
        _termed_aside(verb, subject)
        or _denied_aside(verb, subject)
        or _that_one(verb)
        or _to_account(verb)
        or _without_its_object(verb)
    )


def _denied_aside(verb: Occurrence, subject: Subject) -> bool:
    """Whether a clause only tells what others make of a charge: "..., a charge officials deny"."""
    tokens, first = verb.tokens, subject.group.first
    within = (k for k in (first, first + 1, first - 1) if verb.reach.first + 1 < k <= verb.reach.last)
    at = next((k for k in within if tokens.low[k] in _CHARGES), None)
    return at is not None and tokens.low[at - 1] in ("a", "an") and tokens.word[at - 2] == ","


def _termed_aside(verb: Occurrence, subject: Subject) -> bool:
    """Whether somebody's word for a thing is only put in: "for what the government terms stability"."""
    return verb.base == "term" and subject.group.first > verb.start


def _to_account(verb: Occurrence) -> bool:
    """Whether somebody is "called to account"."""
    return verb.base == "call" and verb.tokens.low[verb.place + 1 : verb.place + 3] == ["to", "account"]


def _without_its_object(verb: Occurrence) -> bool:
    """Whether a verb that reports speech with certain objects only has another, or none: "raised money"."""
    objects = WITH.get(verb.base) if verb.follower == "with" else None
    objects = objects or OBJECTS.get(verb.base)
    if objects is None:
        return verb.base in WITH
    tokens, linked = verb.tokens, _LINKED.get(verb.base)
    found = [k for k in verb.within(verb.place + 1, _OBJECT_WITHIN) if tokens.low[k] in objects]
    if linked is None:
        return not found
    return not any(k < verb.reach.last and tokens.low[k + 1] in linked for k in found)


def _that_one(verb: Occurrence) -> bool:
    """Whether "that" only points: "granted that request", "charged that customer", but not "grants that the plan"."""
    tokens, following = verb.tokens, verb.place + 2
    if verb.base not in _GIVING or verb.follower != "that" or following > verb.reach.last:
        return False
    begins = tokens.kind[following] & (Word.DETERMINER | Word.POSSESSIVE | Word.PRONOUN | Word.QUANTIFIER)
    return not (begins or tokens.capital(following) or tokens.plural(following))


def _so_alone(verb: Occurrence) -> bool:
    """Whether "so" is all that is said: "does not say so openly" reports nothing."""
    tokens, following = verb.tokens, verb.place + 2
    if verb.follower != "so" or not verb.kind & Kind.SAY:
        return False
    return following > verb.reach.last or not tokens.is_word(following) or tokens.adverb(following)


def _how_it_is_done(verb: Occurrence, subject: Subject) -> bool:
    """Whether the clause says how somebody does something to an object: "how the city counters it"."""
    tokens, before_it = verb.tokens, subject.group.first - 1
    if before_it < verb.reach.first or tokens.low[before_it] not in ("how", "why"):
        return False
    loose = not verb.kind & (Kind.SAY | Kind.ACT | Kind.THINK)
    return loose and bool(verb.follower) and verb.follower not in QUESTION and verb.follower not in OPENING


def _after_its_noun(verb: Occurrence, subject: Subject) -> bool:
    """Whether a past form is a participle behind its noun: "The other guest invited, Dr. Ali, stayed away"."""
    if verb.base not in _WITH_OBJECT or not verb.form & Form.PAST or not verb.helpers.none:
        return False
    inserted = verb.tokens.word[max(verb.reach.first, subject.group.first - 1)] == ","  # "Pakistan, he advised, would"
    return verb.follower == "," and subject.group.first < verb.place and not inserted


def _wished(verb: Occurrence) -> bool:
    """Whether "to say" hangs on a verb or a word like "able", not on a noun that it only explains."""
    tokens, place = verb.tokens, verb.helpers.place
    return place >= verb.lowest and (bool(tokens.kind[place] & Word.VERB) or tokens.low[place] in _ABLE)


def controlled(verb: Occurrence) -> bool:
    """Whether "to say" hangs on a verb that leaves the saying true: "continues to say", "went on to say"."""
    tokens, place = verb.tokens, verb.helpers.place
    if place < 1:
        return False
    if verb.base == "know" and tokens.low[place] in _WANTED:  # "wanted to know why": asks
        return True
    if tokens.low[place] in _REPORTED and tokens.kind[place - 1] & Word.BE:
        return True
    return tokens.low[place] in _CONTROL or (tokens.low[place] == "on" and tokens.low[place - 1] in _CONTROL)
