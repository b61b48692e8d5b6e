"""Follow-up questions: what "And Awan?" or "What does he propose?" asks, given the questions before it.

The completed question is searched with and never shown as anybody's words. Examples are in
``evals/suites/language_model/follow_ups.jsonl``.
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from corpus.speakers import name_key
from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.finding import Question
from service.function_words import DETERMINERS, PREPOSITIONS
from service.language_model import LanguageModel, LanguageModelError
from service.model_use import ModelUse, model_use
from service.naming import LONGEST_NAME, Run, find_named
from service.question_words import HELPERS, QUESTION_WORDS, TEXTS
from service.speech import SPEECH, WHAT_IS_SAID
from service.telling_words import BUILT_OF, tells_something

_PERSONS = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_OWNING = frozenset(("his", "her", "hers"))
_THINGS = re.compile(
    r"\b(?:they|them|their|theirs|its|this|these|those(?! who)\b)\b"
    r"|(?<!\bis )(?<!\bwas )\bit\b|(?:(?<=\bis )|(?<=\bwas ))it\b(?!(?: \w+){0,2} (?:true|that|to)\b)"
    r"|(?:^\W*|\b(?:is|was|are|does|did|do|of|about|on|for|to|with|by|in|from|and|why|how|than|after|before|will|would|can"
    r"|could|should) )that\b(?! (?:the|an?|it|he|she|they|there|(?-i:[A-Z])))|\bthat\W*$",
    re.IGNORECASE,
)  # "it is likely that" and "say that" point at nothing
_FULL_NAME = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_OWN = 2  # telling words before "they", so that it means something of its own question
_GOING_ON = re.compile(r"^\W*(?:and|but|so|or|also|what about|how about|why|who else|what else)\b", re.IGNORECASE)
_LEADING = re.compile(r"^[\s,.…-]*(?:(?:and|but|so|or|also)\b)?[\s,]*(?:(?:what|how) about\b)?\s*", re.IGNORECASE)
_ASKS = re.compile(
    rf"\b(?:{QUESTION_WORDS}|{HELPERS})\b", re.IGNORECASE
)  # without one it is only a part: "and the plan?"
_OF_A_TEXT = re.compile(rf"\W*what (?:does|do|did) the (?:{TEXTS}) (?:say|argue|claim|hold)\W*$", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"\W*[Ww]ho (?:is|was|are|were) (?:the )?[A-Z]")
_TOPIC = re.compile(
    rf"(?P<asking>.*?\b(?:about|on|regarding|(?:{WHAT_IS_SAID.pattern}|say|think|make) of))\s+\S", re.IGNORECASE
)
_ABOUT = re.compile(r"^(?:about|on|of|regarding)\b\s*", re.IGNORECASE)
_FEW = 2  # telling words; a question with fewer is seldom complete: "why is that?" has none
_KEPT = 10_000  # answers whose questions are remembered; a question takes some hundred bytes


class AskedQuestions:
    """The latest questions by their answers' ids, for any number of threads; they end with the process."""

    def __init__(self) -> None:
        self._questions: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def remember(self, answer_id: str, question: str) -> None:
        """Keep a question; the one not asked for longest is forgotten when there are too many."""
        with self._lock:
            self._questions[answer_id] = question
            self._questions.move_to_end(answer_id)
            if len(self._questions) > _KEPT:
                self._questions.popitem(last=False)

    def question(self, answer_id: str) -> str | None:
        """The question of an answer, ``None`` where it is not known (any more)."""
        with self._lock:
            return self._questions.get(answer_id)


@dataclass(frozen=True, slots=True)
class Completed:
    """A question as it is searched for, what had to be done without, and what a language model's rewriting cost."""

    text: str
    warnings: tuple[str, ...] = ()
    model: ModelUse | None = None


def complete_question(question: Question, snapshot: Snapshot, model: LanguageModel | None) -> Completed:
    """A follow-up made whole: by the language model where there is one and it replies, else by rule."""
    if not question.previous:
        return Completed(question.text)
    by_rule = complete(question.text, question.previous, snapshot)
    if model is None:
        return Completed(by_rule)
    try:
        rewritten = model.rewrite(question.text, question.previous)
        return Completed(rewritten.question, (), model_use(model, "replied", rewritten.usage, rewritten.seconds))
    except LanguageModelError as error:
        said = f"{str(error)[:1].upper()}{str(error)[1:]}. The follow-up was completed without it."
        return Completed(by_rule, (said,), model_use(model, error.trouble, error.usage, None))


def complete(question: str, previous: Sequence[str], snapshot: Snapshot) -> str:
    """The question as it can be understood alone; ``previous`` are those before it, oldest first.

    A question that is complete stays as it is.
    """
    if not previous or not _is_follow_up(question, snapshot):
        return question
    before = previous[-1]
    former = find_named(before, snapshot).runs
    named = find_named(_LEADING.sub("", question), snapshot, spoken=_goes_on_to_a_body(before, former, snapshot)).runs
    if named and former and _GOING_ON.search(question) and not _PERSONS.search(question):
        return _with(before, next((one for one in former if _alike(one, named[0])), former[0]), named, snapshot)
    speakers = (one for text in reversed(previous) for one in find_named(text, snapshot).asked_for.speakers)
    person = next((one for one in speakers if one.person), None)
    if person and _PERSONS.search(question):
        return _PERSONS.sub(lambda found: _called(found.group(), person), question)
    rest = _LEADING.sub("", question).rstrip("?. ")
    asking = _asking(before, former) if _is_topic(question, rest) else None
    if asking:  # "and the plan?" after "What does Awan say about trade?"
        return f"{asking} {_ABOUT.sub('', rest)}?"
    return f"{rest} {_topic(before, question, snapshot)}".strip()


def _asking(before: str, former: Sequence[Run]) -> str | None:
    """A question up to what it is about, where that comes after whom it names."""
    if not former:
        return None
    named = re.search(r"\W+".join(map(re.escape, former[-1].words)), before)
    asking = _TOPIC.match(before, named.end()) if named else None
    return before[: asking.end("asking")] if asking else None


def _is_topic(question: str, rest: str) -> bool:
    """Whether a part of a question can stand for what one is about: "the plan", "on it"; not "in Kabul", "thanks"."""
    if _ASKS.search(rest) or not _telling(rest):
        return False
    first = rest.split(maxsplit=1)[0].lower()
    if _ABOUT.match(rest) or first in DETERMINERS:
        return True
    return first not in PREPOSITIONS and _GOING_ON.search(question) is not None


def _is_follow_up(question: str, snapshot: Snapshot) -> bool:
    """Whether it points back or goes on without words enough of its own; a pronoun after a name means that name."""
    telling = len(_telling(question))
    if _points_back(question, find_named(question, snapshot).runs):
        return True
    goes_on = _GOING_ON.search(question) is not None
    if goes_on and not _ASKS.search(_LEADING.sub("", question)):
        return True
    return (telling <= _FEW) if goes_on else (telling < _FEW and not _names_its_own(question))


def _names_its_own(question: str) -> bool:
    """Whether it says of whom or what it asks: "What does the editorial say?", "Who is Awan?"; not "Who moderated?"."""
    return _OF_A_TEXT.match(question) is not None or _OF_SOMEBODY.match(question) is not None


def _points_back(question: str, runs: Sequence[Run]) -> bool:
    """Whether a pronoun stands for nothing that its own question names before it."""
    if any(run.speaker is not None and run.speaker.person for run in runs):
        return False
    if any(not _FULL_NAME.search(question[: one.start()]) for one in _PERSONS.finditer(question)):
        return True
    named = {word for run in runs for word in run.words}
    befores = (re.findall(r"[\w’'-]+", question[: one.start()]) for one in _THINGS.finditer(question))
    return any(sum(tells_something(word) and word not in named for word in before) < _OWN for before in befores)


def _goes_on_to_a_body(before: str, former: Sequence[Run], snapshot: Snapshot) -> bool | None:
    """``True`` where "And ISPR?" asks what ISPR said: words were asked for, and not of a body that it could replace."""
    if not SPEECH.search(before):
        return None
    heard = {run.speaker for run in former}
    words = re.findall(r"[\w’'-]+", before)
    known = (
        snapshot.register.lookup(" ".join(words[first : first + length]))
        for first in range(len(words))
        for length in range(1, LONGEST_NAME + 1)
    )
    return None if any(one is not None and not one.person and one not in heard for one in known) else True


def _alike(one: Run, other: Run) -> bool:
    """Whether two runs name things of one sort: a person, a body, a document."""
    persons = (one.speaker is not None and one.speaker.person, other.speaker is not None and other.speaker.person)
    return (one.document is None) is (other.document is None) and persons[0] is persons[1]


def _with(question: str, former: Run, now: Sequence[Run], snapshot: Snapshot) -> str:
    """A question about one speaker or document, put about others."""
    *words, last = former.words
    called = r"\W+".join(map(re.escape, (*words, re.sub(r"[’']s?$", "", last))))
    name = " and ".join(dict.fromkeys(_name_of(one, snapshot) for one in now))
    article = r"(?:\b[Tt]he\s+)?" if now[0].speaker else ""  # "the professor" becomes a name, which bears none
    marks = (r"[\"“„«‘']?", r"[\"”“»’']?") if _is_title(former, snapshot) else ("", "")
    return re.sub(rf"{article}{marks[0]}(?<!\w){called}(?!\w){marks[1]}", lambda _: name, question, count=1)


def _name_of(run: Run, snapshot: Snapshot) -> str:
    words = " ".join(run.words)
    return run.speaker.name if run.speaker else f"“{words}”" if _is_title(run, snapshot) else words


def _is_title(run: Run, snapshot: Snapshot) -> bool:
    return run.speaker is None and tuple(map(name_key, run.words)) in snapshot.titles


def _called(pronoun: str, person: Speaker) -> str:
    return f"{person.name}'s" if pronoun.lower() in _OWNING else person.name


def _topic(before: str, question: str, snapshot: Snapshot) -> str:
    """What the question before names, and its other telling words that this one lacks."""
    present = set(snapshot.words.analyze(question))
    runs = [run.words for run in find_named(before, snapshot).runs]
    named = [" ".join(run) for run in runs if not present.intersection(snapshot.words.analyze(" ".join(run)))]
    within = {word for run in runs for word in run}
    lacking = (word for word in _telling(before) if not present.intersection(snapshot.words.analyze(word)))
    return " ".join((*[", ".join(named)], *(word for word in lacking if word not in within))).strip()


def _telling(question: str) -> list[str]:
    """Words that say what is asked about: all but those that questions are built of."""
    return [word for word in re.findall(r"[\w’'-]+", question) if name_key(word) not in BUILT_OF]
