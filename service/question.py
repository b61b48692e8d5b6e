"""Understand a question before searching: who is named in it, what its short forms and slips stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.attribution.words import CLASSES, Word
from corpus.speakers import Found, name_key
from corpus.statements import Speaker
from index.encoder import Encoder
from index.mentions import find_mentions
from index.retrieval import EncodedQuestion, Term
from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.naming import Named, Run, called, find_named, holds_office, named_speaker, of_another, slips_among
from service.question_kinds import Kinds, kinds_of
from service.question_words import (
    ASKS_AGREEMENT,
    ASKS_DAY,
    ASKS_NUMBER,
    ASKS_ONE,
    ASKS_PERSON,
    ASKS_WORDS_OF,
    JOINS,
    SETS_BOTH,
    SETS_SIDES,
    TEXTS,
    UNSPEAKING,
    WRITERS,
)
from service.speech import SAYING, WHAT_IS_SAID
from service.spellings import Mended, mended, other_names, plain_question
from service.who_somebody_is import asks_who_somebody_is

_LONG_FORMS = 3  # of one short form; more would drown the question
_NOBODY = "(?!)"  # matches nothing
_NAME_WEIGHT = 0.3  # of the words of a speaker's name: what they say seldom holds their name; 0 and 1 did alike


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
    def kinds(self) -> Kinds:
        """How likely it asks for one statement, views, sides, or a list."""
        return kinds_of(self.encoded.text)

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
        asked = (ASKS_NUMBER, ASKS_DAY, ASKS_ONE)
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
    meant = mended(question, snapshot)
    terms = tuple(
        _term(word, question, names, others.get(word, ()), meant.get(word), snapshot)
        for word in dict.fromkeys(snapshot.words.analyze(question))
    )
    mentions = find_mentions(question, snapshot.publisher_names)
    vector, turned = encoder.encode_query(named.rest), encoder.encode_turned(named.rest)
    encoded = EncodedQuestion(question, vector, turned, terms, mentions)
    sides = _sets_sides(question, named)
    agreement = len(voices) > 1 and ASKS_AGREEMENT.search(question) is not None
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


def _sets_sides(question: str, named: Named) -> bool:
    """Whether a question sets sides beside each other; "the editorial about Awan" does not, "and Awan" does."""
    asked = named.asked_for
    if len(asked.speakers) > 1 or len(asked.documents) > 1:
        return True
    if asked.several:
        return JOINS.search(question) is not None
    if asked.one and _is_joined(question, named.runs):
        return True
    return (SETS_BOTH if asked.one else SETS_SIDES).search(question) is not None


def _is_joined(question: str, runs: Sequence[Run]) -> bool:
    """Whether who is named stands beside somebody whom we do not know: "the council's speaker and the editorial"."""
    names = "|".join(r"\W+".join(map(re.escape, run.words)) for run in runs)
    others = rf"the (?:[\w-]+ ){{0,2}}(?:{TEXTS}|{WRITERS})"
    joined = rf"\b(?:and|or|than|versus|vs) (?:{names})\b(?![’'])|\b(?:{names}) (?:and|or|versus|vs) {others}\b"
    return re.search(joined, question, re.IGNORECASE) is not None


def _asks_words(question: str, speaker: Speaker, runs: Sequence[Run]) -> bool:
    """Whether a question asks for what a person said: "did Awan say", "Awan's view", "according to Awan", "Awan on"."""
    if not speaker.person:
        return False
    names = called(runs)
    if re.search(rf"\baccording to (?:{names})\b(?![’'])", question, re.IGNORECASE):
        return True
    people, owners = (called([run for run in runs if _is_genitive(run) is genitive]) for genitive in (False, True))
    told = (
        rf"(?<!\babout )(?<!\bthat )\b(?:{people or _NOBODY})\s+(?:\w+\s+)?{SAYING.pattern}\b"
        rf"|\b(?:{owners or _NOBODY})\s+(?:\w+\s+)?{WHAT_IS_SAID.pattern}\b"
    )
    asked = any(not _is_passive(question, one) for one in re.finditer(told, question, re.IGNORECASE))
    heads = re.search(rf"^\W*(?:{names})\s+on\b", question, re.IGNORECASE) is not None
    return (asked or heads) and not ASKS_PERSON.search(question)


def _is_passive(question: str, told: re.Match[str]) -> bool:
    """Whether somebody is spoken to: "was Ghani told", "is Awan expected"; not "what is Awan's view"."""
    return (
        re.search(r"\b(?:is|are|was|were)\W+$", question[: told.start()], re.IGNORECASE) is not None
        and re.search(r"(?:ed|told|said|thought)$", told.group(), re.IGNORECASE) is not None
    )


def _is_genitive(run: Run) -> bool:
    return re.search(r"[’']s?$", run.words[-1]) is not None


def _term(
    word: str,
    question: str,
    names: frozenset[str],
    others: tuple[tuple[str, ...], ...],
    meant: Mended | None,
    snapshot: Snapshot,
) -> Term:
    weight = snapshot.words.rarity(word) * (_NAME_WEIGHT if word in names else 1.0)
    alternatives = (*_long_forms(word, question, snapshot), *others)
    if alternatives:
        return Term(word, weight, alternatives)
    return Term(word, snapshot.words.rarity(meant.term), ((meant.term,),)) if meant else Term(word, weight)


def _long_forms(word: str, question: str, snapshot: Snapshot) -> tuple[tuple[str, ...], ...]:
    """What a short form stands for; initials count only where it is written as one or the corpus has no such word.

    Nor do they where an article states what it is short for: KP is Khyber Pakhtunkhwa, not the Khorasan Province.
    """
    written = re.search(rf"\b{re.escape(word.upper())}\b", question) is not None or not snapshot.words.holds(word)
    known = snapshot.store.long_forms(word)
    forms = [one for one in known if one.stated] or [one for one in known if written]
    return tuple(dict.fromkeys(tuple(snapshot.words.analyze(one.long)) for one in forms[:_LONG_FORMS]))


def _unknown(question: str, runs: Sequence[Run], snapshot: Snapshot) -> tuple[str, Found] | None:
    """The name whose words are asked for, where it is nobody's, and no part of what ``runs`` name."""
    asked = ASKS_WORDS_OF.search(question)
    if asked is None:
        return None
    name = next(group for group in asked.groups() if group)
    if UNSPEAKING.search(name) or (asked["head"] and _is_of_body(name)):
        return None
    words = [word.rstrip(".") for word in name.split()]
    if any(set(words) <= set(run.words) for run in runs):  # "the VHA head", "the Nangarhar piece"
        return None
    places = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    if any(_known(words, first, last - first, snapshot) for first, last in places):
        return None
    found = snapshot.register.find(name)
    return None if found.shared else (name, found)


def _is_of_body(name: str) -> bool:
    """Whether it is a body's or a place's name, "Lahore High Court": those are asked of as often as asked."""
    kinds = Word.BODY | Word.PLACE | Word.DETERMINER
    return any(CLASSES.get(word, 0) & kinds for word in name.lower().split())


def _known(words: list[str], first: int, length: int, snapshot: Snapshot) -> bool:
    """Whether a run of an asked name is somebody's, a group's ("the Committee"), or short for somebody."""
    name = " ".join(words[first : first + length])
    run = words[first : first + length]
    speaker = named_speaker(run, snapshot, misspelt=bool(slips_among(run, snapshot)))
    if speaker is not None:
        before = words[first - 1] if first else ""
        return not of_another(words, first, length, speaker) and holds_office(run, before, speaker)
    if name_key(name) in snapshot.group_names:
        return True
    longs = (one.long for one in snapshot.store.long_forms(name_key(name)))
    return any(snapshot.register.lookup(long) is not None for long in longs)
