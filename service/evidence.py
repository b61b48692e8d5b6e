"""What speaks for the best sentences answering a question: the measures that the probability is made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from corpus.speakers import NAME_SUFFIXES, name_key
from corpus.spelled_alike import alike
from index.retrieval import Term
from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.expected_kind import holds_kind
from service.function_words import FUNCTION_WORDS
from service.question import UnderstoodQuestion
from service.question_words import is_long
from service.reading import Candidate
from service.speaker_names import TITLES
from service.spellings import is_heard_of
from service.telling_words import stands, tells_something, untold
from service.worth import LOWEST_BELONGING

_AROUND = 2  # sentences before and after the best one in which the question's words may stand
_ANSWERING = 3  # sentences an answer mostly shows: their log-odds are averaged, and one must hold what is asked for
_BYLINE = 300  # code points; a headline with a byline, or who the author is at the end
_CLEARLY_NEARER = 0.2  # of nearness; of ten tuning questions that ask the wrong one the least is 0.25
_MOST_NAMES = 3  # missing names that count; one is telling, the fourth says no more
_NO_NAMES = TITLES | FUNCTION_WORDS
_NAMED = re.compile(r"[A-Z].* [A-Z]\S*$")  # a whole name, not "Officer of the district"
_COUNTED = (
    "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
)
_DIGITS = {
    word: str(number) for number, word in enumerate(_COUNTED.split(), 3)
}  # one and two are said of anything ("the two pieces"), so they tell nothing
_WORD_OF = {digits: word for word, digits in _DIGITS.items()}
_TOLD_NUMBER = re.compile(
    rf"\b\d[\w.,-]*|\b({'|'.join(_DIGITS)}|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<=\s)[“\"'(]*([A-Z][\w’'-]*[a-z][\w’'-]*)"
)  # not at the question's head, and no short form: those are often written out


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures of the candidates; the reader's are 0 where nothing was read.

    Relevance is as learnt for the default encoder. With another one it is the plain one, for which, as for its
    nearness, no probability was fitted.

    A question of many words sets several facts beside each other, and no one sentence answers it: there nearness tells
    more and the reader less, so the same measures count apart (``long_``), and are 0 for other questions.
    """

    answers: float  # the reader's highest log-odds
    answers_of_several: float  # its mean over the best few
    belongs: float  # its highest log-odds that a sentence belongs to an answer
    nearness: float  # highest nearness
    relevance: float  # highest relevance
    relevance_of_several: float  # its mean over the best few
    covered: float  # share of the question's weighted words in the best sentence and those around it, 0..1
    names_unheard: float  # names of a question that is not long that no article holds in any form, at most three
    numbers_missing: float  # its numbers and days that stand in none of these, at most three
    others_nearer: float  # how much nearer others' words are than those of the one asked for, 0 for a long question
    anothers_words: float  # 1 where the best sentence is by name another's than theirs, and does not name them
    said_elsewhere: float  # share of what it asks of the one that only others speak of, 0..1; 0 if theirs are nearest
    topic_held: float  # 1 where a sentence of the one asked for holds all that is asked about, in some form
    kind_missing: float  # 1 where a number, a day or a name is asked for and none of the best few holds one
    long: float  # 1 for a long question
    long_answers: float
    long_nearness: float
    long_covered: float

    def values(self) -> tuple[float, ...]:
        """The measures in order."""
        return tuple(getattr(self, one.name) for one in fields(self))


MEASURES = tuple(one.name for one in fields(Evidence))


def weigh(snapshot: Snapshot, understood: UnderstoodQuestion, candidates: Sequence[Candidate]) -> Evidence:
    """The measures of candidates, best first; there must be one at least."""
    best = candidates[0]
    question, terms = understood.encoded.text, understood.encoded.terms
    texts = [one.span.of(snapshot.document(one.document).document.text) for one in candidates[:_ANSWERING]]
    present = frozenset(snapshot.words.analyze(_around(snapshot, best)))
    named = present | frozenset(snapshot.words.analyze(_ends(snapshot, best)))
    read = sorted((one.answers for one in candidates if one.answers is not None), reverse=True) or [0.0]
    belonging = [max(LOWEST_BELONGING, one.belongs) for one in candidates if one.belongs is not None]
    relevant = sorted((one.relevance for one in candidates), reverse=True)
    missing = frozenset(term.word for term in terms if not stands(term, named))
    long = float(is_long(question))
    nearness, covered = max(one.nearness for one in candidates), _covered(terms, present)
    others_nearer = 0.0 if long else _others_nearer(understood, candidates, nearness)
    return Evidence(
        answers=read[0],
        answers_of_several=sum(read[:_ANSWERING]) / len(read[:_ANSWERING]),
        belongs=max(belonging, default=0.0),
        nearness=nearness,
        relevance=relevant[0],
        relevance_of_several=sum(relevant[:_ANSWERING]) / len(relevant[:_ANSWERING]),
        covered=covered,
        names_unheard=0.0 if long else _names_unheard(understood, missing, snapshot),
        numbers_missing=0.0 if long else _numbers_missing(question, missing, named, snapshot),
        others_nearer=others_nearer,
        anothers_words=float(_are_anothers_words(understood, snapshot, best)),
        said_elsewhere=_said_elsewhere(understood, candidates, others_nearer, snapshot),
        topic_held=0.0 if long else _topic_held(understood, candidates, snapshot),
        kind_missing=float(
            not holds_kind(understood.plain, texts, heard=any(one.voice for one in candidates[:_ANSWERING]))
        ),
        long=long,
        long_answers=long * read[0],
        long_nearness=long * nearness,
        long_covered=long * covered,
    )


def stands_beside(name: str, snapshot: Snapshot, best: Candidate) -> bool:
    """Whether a name, however spelt, is what the best sentence's speaker or publisher is called, or stands by it.

    In or around it, where the last word of a name is enough if the document has it whole, only if nobody is known to
    say it: another's words are no answer.
    """
    speaker = best.statement.speaker if best.statement else None
    wanted = [word for word in name_key(name).split() if word not in _NO_NAMES]
    document = snapshot.document(best.document).document
    if _holds(name_key(document.publisher or "").split(), wanted):
        return True
    if speaker:
        called = (speaker.name, *speaker.aliases, speaker.role or "")
        return any(_holds(name_key(one).split(), wanted) for one in called)
    around = name_key(_around(snapshot, best)).split()
    return _holds(around, wanted[-1:]) and _holds([*around, *name_key(document.text).split()], wanted)


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether words that are not none stand somewhere one after the other, as one name may be spelt."""
    count = len(wanted)
    runs = (words[at : at + count] for at in range(len(words) - count + 1))
    return count > 0 and any(_is_same(run, wanted) for run in runs)


def _is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether words are spellings of one name; a surname alone is compared as a name of two words would be."""
    return alike(" ".join(("x", *one)), " ".join(("x", *other)))


def _around(snapshot: Snapshot, best: Candidate) -> str:
    """The best sentence with those around it, its document's title, publisher and day, and its speaker."""
    stored = snapshot.document(best.document)
    document = stored.document
    first = max(0, best.number - _AROUND)
    sentences = (one.span.of(document.text) for one in stored.sentences[first : best.number + _AROUND + 1])
    speaker = best.statement.speaker if best.statement else None
    said_by = (speaker.name, *speaker.aliases, speaker.role) if speaker else ()
    known = (document.title, document.publisher, document.author, document.published, *said_by)
    return " ".join(str(one) for one in (*sentences, *known) if one)


def _ends(snapshot: Snapshot, best: Candidate) -> str:
    """The first and the last characters of the best sentence's document, where its author is named."""
    text = snapshot.document(best.document).document.text
    return f"{text[:_BYLINE]} {text[-_BYLINE:]}"


def _covered(terms: Sequence[Term], present: frozenset[str]) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if stands(term, present)) / total if total else 0.0


def _names_unheard(understood: UnderstoodQuestion, missing: frozenset[str], snapshot: Snapshot) -> float:
    """How many names no article holds, of those that are not near; whom it asks and titles are none."""
    found = (one.group(1) for one in _NAME.finditer(understood.encoded.text))
    names = {word for name in found if name_key(name) not in _NO_NAMES for word in snapshot.words.analyze(name)}
    terms = {one.word: one for one in understood.encoded.terms}
    unheard = [
        word
        for word in (names & missing) - understood.naming
        if not _is_held(terms[word], snapshot) and not is_heard_of(word, snapshot)
    ]
    return float(min(_MOST_NAMES, len(unheard)))


def _numbers_missing(question: str, missing: frozenset[str], present: frozenset[str], snapshot: Snapshot) -> float:
    told = {
        word
        for found in _TOLD_NUMBER.finditer(question)
        if not _written_otherwise(found.group().casefold(), present, snapshot)
        for word in snapshot.words.analyze(re.sub(r"(?<=\d)-[^\W\d].*", "", found.group()))  # "20-year"
    }
    return float(min(_MOST_NAMES, len(told & missing)))


def _written_otherwise(number: str, present: frozenset[str], snapshot: Snapshot) -> bool:
    """Whether a number stands there in digits for its word, or as its word for digits."""
    other = _DIGITS.get(number) or _WORD_OF.get(number)
    return other is not None and present.issuperset(snapshot.words.analyze(other))


def _others_nearer(understood: UnderstoodQuestion, candidates: Sequence[Candidate], nearness: float) -> float:
    """Another's sentence fits better than any of the one speaker or document asked for: perhaps of the wrong one."""
    only = understood.only
    if only is None:
        return 0.0
    own = [one.nearness for one in candidates if only.side(one.document, one.voice) is not None]
    return nearness - max(own, default=0.0)


def _are_anothers_words(understood: UnderstoodQuestion, snapshot: Snapshot, best: Candidate) -> bool:
    """Whether one person's words are asked for, and a sentence is reported of another by name without naming them."""
    asked, speaker = understood.words_of, best.statement.speaker if best.statement else None
    if asked is None or speaker is None or asked.id in (speaker.id, best.voice):
        return False
    if not (speaker.person and _NAMED.match(speaker.name)):
        return False
    surname = name_key(_surname(asked.name)).split()
    text = best.span.of(snapshot.document(best.document).document.text)
    called = (text, speaker.name, *speaker.aliases, speaker.role or "")
    return not any(_holds(name_key(one).split(), surname) for one in called)


def _said_elsewhere(
    understood: UnderstoodQuestion, candidates: Sequence[Candidate], others_nearer: float, snapshot: Snapshot
) -> float:
    """The weight of what is asked about that the one asked for never speaks of, nor anybody of them beside it.

    Where no other sentence is nearer than theirs, it is nothing. A document must be told more clearly: a whole article
    says much in words of its own.
    """
    only = understood.only
    if only is None or others_nearer <= (_CLEARLY_NEARER if only.documents else 0.0):
        return 0.0
    terms = _topic(understood, snapshot)
    if not terms:
        return 0.0
    told = _told_by(only, snapshot) | _told_beside(understood, candidates, snapshot)
    elsewhere = [term for term in untold(terms, told) if _is_held(term, snapshot)]
    return sum(term.weight for term in elsewhere) / sum(term.weight for term in terms)


def _topic_held(understood: UnderstoodQuestion, candidates: Sequence[Candidate], snapshot: Snapshot) -> float:
    """Whether one of the best sentences of the speaker or document asked for speaks of all that is asked about."""
    only = understood.only
    terms = _topic(understood, snapshot) if only else []
    if only is None or not terms:
        return 0.0
    own = [one for one in candidates if only.side(one.document, one.voice) is not None][:_ANSWERING]
    texts = (one.span.of(snapshot.document(one.document).document.text) for one in own)
    return float(any(not untold(terms, frozenset(snapshot.words.analyze(text))) for text in texts))


def _topic(understood: UnderstoodQuestion, snapshot: Snapshot) -> list[Term]:
    """The question's terms that say what is asked about, without those that name whom or what it asks."""
    publishers = understood.encoded.mentions.publishers
    aside = understood.naming | frozenset(snapshot.words.analyze(" ".join(publishers)))
    words = {word for word in re.findall(r"[\w’'-]+", understood.encoded.text) if tells_something(word)}
    telling = {term for word in words for term in snapshot.words.analyze(word)} - aside
    return [term for term in understood.encoded.terms if term.word in telling]


def _told_by(only: AskedFor, snapshot: Snapshot) -> frozenset[str]:
    return frozenset().union(
        *(snapshot.terms_said_by(one.id) for one in only.speakers),
        *(snapshot.terms_of_document(row) for row in only.documents),
    )


def _told_beside(understood: UnderstoodQuestion, candidates: Sequence[Candidate], snapshot: Snapshot) -> frozenset[str]:
    """The terms of the sentences found that name the speaker: what they want may be told by others."""
    names = [frozenset(snapshot.words.analyze(_surname(one.name))) for one in understood.asked_for.speakers]
    found = (
        frozenset(snapshot.words.analyze(one.span.of(snapshot.document(one.document).document.text)))
        for one in candidates
    )
    return frozenset().union(*(terms for terms in found if any(name and name <= terms for name in names)))


def _surname(name: str) -> str:
    """The last word of a name that is no "Jr."."""
    return next((word for word in reversed(name.split()) if name_key(word) not in NAME_SUFFIXES), name)


def _is_held(term: Term, snapshot: Snapshot) -> bool:
    """Whether some article speaks of it."""
    return snapshot.words.holds(term.word) or any(all(map(snapshot.words.holds, one)) for one in term.alternatives)
