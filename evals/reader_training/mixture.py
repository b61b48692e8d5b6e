"""What the reader is trained on, from ``shared/data`` and our debates; one seed gives one list."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from evals.asked_suites import LEARNT, LEARNT_ON, TO_LEARN
from evals.reader_training.debates import debates
from evals.reader_training.examples import Example, Paragraph, answered, halueval, hotpot, ours, policyqa, qed, squad
from evals.reader_training.multihop import multihop
from evals.reader_training.negatives import LikeWindows, changed_questions, like_windows, worn
from service.reader_input import Window
from service.reader_windows import WINDOW_WORDS as READ_WORDS

_WORN = 0.12  # of the questions are shown as people type them
_WORN_ON = 0.2  # the same where the reader learns on: typed questions found 0.05 less than others
_WORN_LATER = 0.35  # the same the second time: still 0.10 less
_AGAIN = 5_000  # examples of public data, so that what was learnt from them is not forgotten
# The second time, shares of the examples that have an answer, and of the others: what two cores learn in an hour.
_LATER = {"new": (1.0, 0.6), "known": (0.5, 0.25), "public": (0.5, 0.5)}
_OF_EACH = {"halueval": 4_000, "policyqa": 1_500}  # the rest is of one kind: short answers, privacy policies
_READ = 4  # windows a held-out question is judged by


def mixture(shared: Path, seed: int, say: Callable[[str], None] = print) -> list[Example]:
    """Every example of the first training run, in its order."""
    draw = random.Random(seed)
    return _mixed([*_public(shared, draw), *debates(LEARNT)], _WORN, draw, say)


def mixture_to_learn_on(shared: Path, seed: int, say: Callable[[str], None] = print) -> list[Example]:
    """What the reader learns on with: more debates, in windows as they are read, and some of the first run's again."""
    draw = random.Random(seed)
    again = draw.sample(_public(shared, draw), _AGAIN)
    return _mixed([*again, *debates(LEARNT_ON, words=READ_WORDS)], _WORN_ON, draw, say)


def mixture_to_learn_later(shared: Path, seed: int, say: Callable[[str], None] = print) -> list[Example]:
    """What the reader learns on with the second time: more debates, with some of what it knows already."""
    draw = random.Random(seed)
    parts = {
        "new": debates(TO_LEARN, words=READ_WORDS),
        "known": debates(LEARNT_ON, words=READ_WORDS),
        "public": draw.sample(_public(shared, draw), _AGAIN),
    }
    kept = [one for name, some in parts.items() for one in some if draw.random() < _LATER[name][not one.gold]]
    return _mixed(kept, _WORN_LATER, draw, say)


def _public(shared: Path, draw: random.Random) -> list[Example]:
    """The examples made of the public data sets and of our questions on them."""
    data = shared / "data"
    tricky = list(_of_squad("squad2", squad(data / "squad2_dev_part.jsonl.gz")))
    tricky += _of_squad("ours", ours(data / "squad1_train_part.jsonl.gz"))
    plain = [one for one in _of_squad("squad1", squad(data / "squad1_train_part.jsonl.gz")) if one.gold]
    asked = [one for one in tricky if one.gold] + plain
    parts = [
        *tricky,
        *plain,
        *qed(data / "qed.jsonl.gz"),
        *multihop(shared),
        *hotpot(data / "hotpotqa_dev.jsonl.gz", draw),
    ]
    parts += [*like_windows("like", asked, within_title=True), *changed_questions(asked, draw)]
    parts += _drawn(list(halueval(data / "halueval_qa.jsonl.gz")), _OF_EACH["halueval"], draw)
    parts += _drawn(list(policyqa(data / "policyqa.jsonl.gz")), _OF_EACH["policyqa"], draw)
    return parts


def _mixed(parts: list[Example], share: float, draw: random.Random, say: Callable[[str], None]) -> list[Example]:
    """The examples in another order, some of their questions worn."""
    parts = [replace(one, question=worn(one.question, draw)) if draw.random() < share else one for one in parts]
    draw.shuffle(parts)
    _tell(parts, say)
    return parts


def held_out(shared: Path) -> list[Example]:
    """The nearest windows of questions to the SQuAD 2.0 articles left out; of answered ones one is judged."""
    rows = list(squad(shared / "data" / "squad2_dev_part.jsonl.gz", held_out=True))
    windows: dict[str, dict[Window, None]] = {}
    for paragraph, _, _ in rows:
        windows.setdefault(paragraph.title, {}).update(dict.fromkeys(_whole(paragraph)))
    finders = {title: LikeWindows(list(some)) for title, some in windows.items()}
    given = []
    for paragraph, question, places in rows:
        example = answered("squad2", paragraph, question, places)
        nearest = next(finders[paragraph.title].nearest([question]))[:_READ]
        for window in nearest:
            if example and window == example.window:
                given.append(example)
            elif example or not places:
                given.append(Example("squad2", question.strip(), window, (), judged=not places))
    return given


def _tell(parts: list[Example], say: Callable[[str], None]) -> None:
    for source in sorted({one.source for one in parts}):
        some = [one for one in parts if one.source == source]
        say(f"{source:15s} {len(some):6d} examples, {sum(bool(one.gold) for one in some):6d} answered")


def _of_squad(source: str, rows: Iterator[tuple[Paragraph, str, list[tuple[int, int]]]]) -> Iterator[Example]:
    for paragraph, question, places in rows:
        if places:
            example = answered(source, paragraph, question, places)
            if example:
                yield example
        else:
            yield from (Example(source, question.strip(), window, ()) for window in _whole(paragraph))


def _whole(paragraph: Paragraph) -> Iterator[Window]:
    """Every window of a paragraph: none of them answers."""
    yield from (paragraph.window(number) for number in range(len(paragraph.windows)))


def _drawn(examples: list[Example], most: int, draw: random.Random) -> list[Example]:
    return draw.sample(examples, min(most, len(examples)))
