"""What the reader is trained on, from ``shared/data`` and our debates; one seed gives one list."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from evals import practice_news
from evals.asked_suites import LEARNT
from evals.reader_training.examples import Example, Paragraph, answered, halueval, hotpot, ours, policyqa, qed, squad
from evals.reader_training.multihop import multihop
from evals.reader_training.negatives import LikeWindows, changed_questions, like_windows, worn
from evals.reader_training.own_questions import debates, news
from service.reader_input import Window

_WORN = {
    "debate": 0.35,
    "news": 0.25,
}  # of the questions are shown as people type them: those found 0.10 less than others
_WORN_OTHERS = 0.15  # fewer, since among those are questions as people typed them
_OF_EACH = {"halueval": 4_000, "policyqa": 1_500}  # the rest is of one kind: short answers, privacy policies
_DEBATES_AGAIN, _PUBLIC_AGAIN = 16, 10_000  # beside what is new, so that what is known is not forgotten; not varied
JUDGED_BY = 4  # windows a held-out question is judged by


def mixture(shared: Path, seed: int, say: Callable[[str], None] = print) -> list[Example]:
    """Every example to learn from, in an order drawn, some of their questions worn."""
    draw = random.Random(seed)
    parts = [*_public(shared, draw), *debates(LEARNT)]
    parts = [_as_typed(one, draw) for one in parts]
    draw.shuffle(parts)
    _tell(parts, say)
    return parts


def mixture_on(shared: Path, seed: int, say: Callable[[str], None] = print) -> list[Example]:
    """The examples over real news articles, and some of ``mixture``'s, in an order drawn."""
    draw = random.Random(seed)
    parts = _drawn(_public(shared, draw), _PUBLIC_AGAIN, draw)
    parts += debates(draw.sample(LEARNT, _DEBATES_AGAIN))
    parts += news(shared, practice_news.LEARNT)
    parts = [_as_typed(one, draw) for one in parts]
    draw.shuffle(parts)
    _tell(parts, say)
    return parts


def _as_typed(example: Example, draw: random.Random) -> Example:
    if draw.random() >= _WORN.get(example.source, _WORN_OTHERS):
        return example
    return replace(example, question=worn(example.question, draw))


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
        nearest = next(finders[paragraph.title].nearest([question]))[:JUDGED_BY]
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
