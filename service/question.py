"""Understand a question before searching: who is named in it, what its short forms and slips stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.speakers import Found, name_key
from corpus.statements import Speaker
from index.encoder import Encoder
from index.mentions import find_mentions
from index.retrieval import EncodedQuestion, Term
from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.naming import Named, Run, called, find_named, named_speaker, of_another
from service.speech import SAYING
from service.spellings import mended, other_names, plain_question
from service.who_somebody_is import asks_who_somebody_is

_LONG_FORMS = 3  # of one short form; more would drown the question
_NAME_WEIGHT = 0.3  # of the words of a speaker's name: what they say seldom holds their name; 0 and 1 did alike
_AGREEMENT = re.compile(r"\b(dis)?agree[sd]?\b|\bdiffers?\b|\bsame view\b", re.IGNORECASE)
_SIDES = re.compile(
    r"\b(compare|compared|versus|vs|each|both|articles|pieces|editorials|commentaries|reports|differ|disagree|agree)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(compare|each|both)\b", re.IGNORECASE)
_JOINED = re.compile(
    r"\b(and|or|versus|vs|against|compared?|contrast|each|both|differs?|(?:dis)?agrees?|beside|while|whereas|but)\b",
    re.IGNORECASE,
)
ASKS_NUMBER = re.compile(
    r"\b(how (many|much|long|old|often|far|high|large)|number of|percentage)\b"
    r"|^\W*(?:what (?:is|was) )?(?:the )?(?:[\w-]+ ){0,2}(?:budget|price|population|salary|(?:death )?toll|turnout)\b"
    r"(?= (?:of|for|in)\b|\W*$)",  # "annual budget of the centre", and not "what does he say of the budget"
    re.IGNORECASE,
)
ASKS_DAY = re.compile(r"^\W*(since )?when\b|\b(what|which) (year|date|day|month|century|decade)\b", re.IGNORECASE)
ASKS_PERSON = re.compile(r"\b(who|whom|whose)\b", re.IGNORECASE)
_ASKS_ONE = re.compile(
    r"(?:^|,)\W*(?:(?!(?:do|those|people|areas|places)\b)\w+\s+){0,2}(?:who|whom|whose|where)\b"
    r"(?!\s+(?:are|were|all|said what|says what|thinks what)\b)",
    re.IGNORECASE,
)  # at the head, since "those who" and "areas where" ask for nobody and no place
_ASKED_WORDS_OF = re.compile(
    r"\b(?:[Ww]hat|[Hh]ow|[Ww]hy)\s+(?:did|does|do|has|have|is|was|were)\s+(?:the\s+)?(?P<says>(?:[A-Z][\w’'-]*\s+){0,4}[A-Z][\w’'-]*)"
    r"(?:\s+[a-z]+){0,2}?\s+(?:say|said|think|believe|argue|claim|state|suggest|respond|reply|want|propose|told|tell)\b"
    r"|\b(?:[Aa]ccording to)\s+(?:the\s+)?(?P<source>(?:[A-Z][\w’'-]*\s+){0,4}[A-Z][\w’'-]*)"
    r"|\b[Ww]hat\s+(?:is|was|are|were)\s+(?P<whose>(?:[A-Z][\w-]*\s+){0,4}[A-Z][\w-]*)[’']s?\s+"
    r"(?:view|views|opinion|position|take|reply|response|answer|statement|stance|reaction)\b"
)


@dataclass(frozen=True, slots=True)
class UnderstoodQuestion:
    """A question ready for search: its encoding, and whose words it asks for.

    ``plain`` is the question with its slips mended and its names spelt as the articles spell them, for reading only.

    ``sides`` says whether it sets sides beside each other, ``agreement`` whether it asks if they agree.

    ``unknown`` is a name it asks the words of and nobody has in the corpus, with the nearest names that are known.

    ``naming`` are the terms of the words that name what is asked for.

    ``words_of`` is the one person whose words it asks for: not who is only spoken about, and not a body.
    """

    encoded: EncodedQuestion
    plain: str
    asked_for: AskedFor
    sides: bool
    agreement: bool
    unknown: tuple[str, Found] | None
    words_of: Speaker | None
    naming: frozenset[str] = frozenset()

    @property
    def voices(self) -> tuple[Speaker, ...]:
        """The speakers it names."""
        return self.asked_for.speakers

    @property
    def only(self) -> AskedFor | None:
        """The one person whose words, or the one document whose sentences, alone answer; ``None`` where others may."""
        if self.words_of:
            return AskedFor((self.words_of,))
        document_alone = self.asked_for.one and self.asked_for.documents and not self.sides
        return self.asked_for if document_alone else None

    def in_the_words_of(self, speaker: Speaker) -> "UnderstoodQuestion":
        """The question where only one speaker's words may answer, whomever it names besides."""
        asked = AskedFor((speaker,), self.asked_for.documents)
        return replace(self, asked_for=asked, sides=False, agreement=False, words_of=None)

    @property
    def one_fact(self) -> bool:
        """Whether it asks for one number, day, person or place, which one sentence can hold."""
        asked = (ASKS_NUMBER, ASKS_DAY, _ASKS_ONE)
        return not self.sides and any(one.search(self.encoded.text) for one in asked)


def understand(question: str, encoder: Encoder, snapshot: Snapshot) -> UnderstoodQuestion:
    """Read a question in the light of a snapshot's speakers, short forms and vocabulary."""
    named = find_named(question, snapshot)
    runs = named.runs
    if asks_who_somebody_is(question, named):  # that is told by others, who call them by their name
        named = Named(AskedFor(), (), question)
    voices = named.asked_for.speakers
    names = frozenset(word for run in named.runs for word in snapshot.words.analyze(" ".join(run.words)))
    others = other_names(question, snapshot)
    terms = tuple(
        _term(word, question, names, others.get(word, ()), snapshot)
        for word in dict.fromkeys(snapshot.words.analyze(question))
    )
    mentions = find_mentions(question, snapshot.publisher_names)
    encoded = EncodedQuestion(question, encoder.encode_query(named.rest), terms, mentions)
    sides = _sets_sides(question, named.asked_for)
    agreement = len(voices) > 1 and _AGREEMENT.search(question) is not None
    return UnderstoodQuestion(
        encoded,
        plain_question(question, snapshot),
        named.asked_for,
        sides,
        agreement,
        _unknown(question, runs, snapshot),
        voices[0] if not sides and len(voices) == 1 and _asks_words(question, voices[0], named.runs) else None,
        names,
    )


def _sets_sides(question: str, asked: AskedFor) -> bool:
    """Whether a question sets sides beside each other; "the editorial about Awan" does not, "and Awan" does."""
    if len(asked.speakers) > 1 or len(asked.documents) > 1:
        return True
    if asked.several:
        return _JOINED.search(question) is not None
    return (_BOTH if asked.one else _SIDES).search(question) is not None


def _asks_words(question: str, speaker: Speaker, runs: Sequence[Run]) -> bool:
    """Whether a question asks for what a person said: "did Awan say", "Awan's view", "according to Awan", "Awan on"."""
    return speaker.person and not ASKS_PERSON.search(question) and _tells_of_words(question, runs)


def _tells_of_words(question: str, runs: Sequence[Run]) -> bool:
    names = called(runs)
    told = rf"(?<!\babout )(?<!\bthat )\b(?:{names})\s+(?:\w+\s+)?{SAYING.pattern}\b"
    return (
        re.search(rf"\baccording to (?:{names})\b|^\W*(?:{names})\s+on\b|{told}", question, re.IGNORECASE) is not None
    )


def _term(
    word: str, question: str, names: frozenset[str], others: tuple[tuple[str, ...], ...], snapshot: Snapshot
) -> Term:
    weight = snapshot.words.rarity(word) * (_NAME_WEIGHT if word in names else 1.0)
    alternatives = (*_long_forms(word, question, snapshot), *others)
    if alternatives:
        return Term(word, weight, alternatives)
    near = mended(word, snapshot)
    return Term(word, snapshot.words.rarity(near), ((near,),)) if near else Term(word, weight)


def _long_forms(word: str, question: str, snapshot: Snapshot) -> tuple[tuple[str, ...], ...]:
    """What a short form stands for; initials count only where it is written as one or the corpus has no such word."""
    written = re.search(rf"\b{re.escape(word.upper())}\b", question) is not None or not snapshot.words.holds(word)
    forms = [one for one in snapshot.store.long_forms(word) if one.stated or written]
    return tuple(dict.fromkeys(tuple(snapshot.words.analyze(one.long)) for one in forms[:_LONG_FORMS]))


def _unknown(question: str, runs: Sequence[Run], snapshot: Snapshot) -> tuple[str, Found] | None:
    """The name whose words are asked for, where it is nobody's, and no part of what ``runs`` name."""
    asked = _ASKED_WORDS_OF.search(question)
    if asked is None:
        return None
    name = next(group for group in asked.groups() if group)
    words = name.split()
    if any(set(words) <= set(run.words) for run in runs):  # "the VHA head", "the Nangarhar piece"
        return None
    places = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    if any(_known(words, first, last - first, snapshot) for first, last in places):
        return None
    return name, snapshot.register.find(name)


def _known(words: list[str], first: int, length: int, snapshot: Snapshot) -> bool:
    """Whether a run of an asked name is somebody's, a group's ("the Committee"), or short for somebody."""
    name = " ".join(words[first : first + length])
    speaker = named_speaker(words[first : first + length], snapshot)
    if speaker is not None:
        return not of_another(words, first, length, speaker)
    if name_key(name) in snapshot.group_names:
        return True
    longs = (one.long for one in snapshot.store.long_forms(name_key(name)))
    return any(snapshot.register.lookup(long) is not None for long in longs)
