"""What the reader is trained on, in which measure, from ``shared/data``; the same seed gives the same list."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from evals.reader_training.examples import Example, Paragraph, answered, halueval, hotpot, policyqa, qed, squad
from evals.reader_training.multihop import multihop
from evals.reader_training.negatives import changed_questions, like_windows, worn
from service.reader_input import Window

_WORN = 0.12  # of the questions are shown as people type them
_TRICKY_PASSES = 3  # over the SQuAD 2.0 articles: the only questions that people made unanswerable on purpose
_PASSES = 1  # over the plain SQuAD articles
_OF_EACH = {"qed": 6_000, "hotpot": 4_000, "hotpot-other": 2_500, "halueval": 2_500, "policyqa": 400}
_LIKE = 6_000  # windows of the same article that look as if
_CHANGED = 5_000  # questions with a year, number or name changed


def mixture(shared: Path, seed: int, say: Callable[[str], None] = print) -> list[Example]:
    """Every example of the training run in its order."""
    draw = random.Random(seed)
    data = shared / "data"
    tricky = list(_tricky(data / "squad2_dev_part.jsonl.gz"))
    plain = [one for one in _of_squad("squad1", data / "squad1_train_part.jsonl.gz") if one.gold]
    asked = [one for one in tricky if one.gold] + plain
    parts = [*_passes(tricky, _TRICKY_PASSES), *_passes(plain, _PASSES), *multihop(shared)]
    parts += _drawn(list(like_windows("like", asked, within_title=True)), _LIKE, draw)
    parts += _drawn(list(changed_questions(asked, draw)), _CHANGED, draw)
    others = [*qed(data / "qed.jsonl.gz"), *hotpot(data / "hotpotqa_dev.jsonl.gz", draw)]
    others += [*halueval(data / "halueval_qa.jsonl.gz"), *policyqa(data / "policyqa.jsonl.gz")]
    for source, most in _OF_EACH.items():
        parts += _of(others, source, most, draw)
    parts = [replace(one, question=worn(one.question, draw)) if draw.random() < _WORN else one for one in parts]
    draw.shuffle(parts)
    _tell(parts, say)
    return parts


def _of(examples: list[Example], source: str, most: int, draw: random.Random) -> list[Example]:
    return _drawn([one for one in examples if one.source == source], most, draw)


def _tell(parts: list[Example], say: Callable[[str], None]) -> None:
    for source in sorted({one.source for one in parts}):
        some = [one for one in parts if one.source == source]
        say(f"{source:15s} {len(some):6d} examples, {sum(bool(one.gold) for one in some):6d} answered")


def _tricky(path: Path) -> Iterator[Example]:
    yield from _of_squad("squad2", path)


def _of_squad(source: str, path: Path) -> Iterator[Example]:
    for paragraph, question, places in squad(path):
        if places:
            example = answered(source, paragraph, question, places)
            if example:
                yield example
        else:
            yield from (Example(source, question.strip(), window, ()) for window in _whole(paragraph))


def _whole(paragraph: Paragraph) -> Iterator[Window]:
    """Every window of a paragraph: none of them answers."""
    yield from (paragraph.window(number) for number in range(len(paragraph.windows)))


def _passes(examples: list[Example], times: int) -> Iterator[Example]:
    for _ in range(times):
        yield from examples


def _drawn(examples: list[Example], most: int, draw: random.Random) -> list[Example]:
    return draw.sample(examples, min(most, len(examples)))
