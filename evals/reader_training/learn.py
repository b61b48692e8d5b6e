"""Train the reader: ``python -m evals.reader_training.learn ROWS --start FOLDER --out FOLDER``.

``ROWS`` is the folder that ``evals.reader_training.pack`` writes, ``--start`` a folder of all-mpnet-base-v2, whose
first layers are the reader's, or one that this command wrote. It learns for each token whether an answer begins or ends
there, with the first token standing for "no answer" (Devlin et al. 2019, section 4.3); where only the sentence is
known, any of its tokens may begin or end the answer (the marginal likelihood of Clark and Gardner 2018, section 3).
Those two compete within a window, so that a second sentence that answers too is pressed down; so each sentence is asked
by itself, too, whether it answers, whatever else does: the mean of a third number over its tokens.

With ``--teacher`` half of what counts is what a larger reader that this command wrote says. Needs torch, transformers
and scikit-learn; some minutes on an accelerator. After each epoch it tells how the reader does on questions about
articles that it does not learn from.
"""

import argparse
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from evals.reader_training.judging import Judge
from evals.reader_training.learning_reader import (
    BELONGING_FILE,
    DROPOUT,
    LearningReader,
    open_learning_reader,
    save_learning_reader,
)
from evals.reader_training.losses import as_taught, begins_and_ends, by_itself
from evals.reader_training.rows import NOWHERE, UNLABELLED, Rows, load_rows
from evals.reader_training.tables import Table, allowed, to_table

_LAYERS = 8  # of twelve: what a reply can wait for (docs/measurements.md)
_EPOCHS = 3  # with all rows; the third still gained (service/reader_model/README.md)
_LAST = 2  # further epochs, with few of the public rows: what the reader is for comes last
_BATCH = 64  # as many as an accelerator is busy with
_RATE = 4e-5  # as BERT-base is usually given
_RATE_ON = 3e-5  # of a reader that learns on
_RATE_OF_THIRD = 1e-3  # of the third number's weights, which are few
_WARM_UP = 0.06  # of the steps
_LONGEST_STEP, _DECAY = 1.0, 0.01  # norm of gradients and decay of weights, as BERT was given
_TWICE = ("squad2", "ours")  # in an epoch: sets with questions that were made to look answered and are not
# Of these, rows without an answer are so many that half of them, drawn anew, are learnt from in an epoch.
_HALVED = ("debate", "news", "like", "changed")
_OWN = ("debate", "news", "news-far")
_PUBLIC_LAST = 0.15  # of the rows that are not of our own questions in the last epochs, so that they are not forgotten
_SORTED = 40  # batches whose rows are sorted by length together: little padding, still shuffled
_BUCKET = 32  # lengths are padded up to a multiple, so that few shapes occur
_JUDGED = ("squad", "debates", "news")  # each of these lists that is there is judged by after each epoch
_LOGGED = 200  # steps between two lines


@dataclass(frozen=True, slots=True)
class Lesson:
    """Rows to learn from with what is drawn by: each row's source, whether it has an answer, and its length."""

    table: Table
    sources: tuple[str, ...]
    answered: tuple[bool, ...]
    lengths: tuple[int, ...]


def main() -> None:
    """Learn, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="folder of all-mpnet-base-v2, or of a reader")
    parser.add_argument("--teacher", type=Path, help="folder of a larger reader")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--layers", type=int, help=f"of an encoder, the first so many ({_LAYERS}); a reader keeps its own"
    )
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument("--last", type=int, default=_LAST, help="further epochs with few of the public rows")
    parser.add_argument("--held", type=int, default=0, help="the first so many layers are held still, and the words")
    parser.add_argument("--dropout", type=float, default=DROPOUT, help="0 is faster on a processor")
    parser.add_argument(
        "--most", type=int, help="learn from so many rows only: a sample, since they are in an order drawn"
    )
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(arguments.seed)
    lesson = to_lesson(load_rows(arguments.rows / "learn.npz"), arguments.most, device)
    judged = {name: arguments.rows / f"{name}.npz" for name in _JUDGED}
    tests = {name: to_table(load_rows(path), None, device) for name, path in judged.items() if path.exists()}
    reader = open_learning_reader(arguments.start, _layers(arguments), arguments.dropout).to(device)
    reader.hold(arguments.held)
    teacher = open_learning_reader(arguments.teacher).to(device).eval() if arguments.teacher else None
    lasts = [False] * arguments.epochs + [True] * arguments.last
    shutil.copy(arguments.start / "tokenizer.json", _made(arguments.out))
    rate = _RATE_ON if (arguments.start / BELONGING_FILE).exists() else _RATE
    _learn(reader, teacher, lesson, lasts, rate, random.Random(arguments.seed), tests, arguments.out)


class _Clock:
    """Prints lines with the seconds since it was made."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    def __call__(self, line: str) -> None:
        """Print a line."""
        print(f"{time.perf_counter() - self._started:6.0f} s  {line}", flush=True)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _layers(arguments: argparse.Namespace) -> int | None:
    """As asked for; else the usual number of an encoder's, all of a reader's."""
    given: int | None = arguments.layers
    return given or (None if (arguments.start / BELONGING_FILE).exists() else _LAYERS)


def to_lesson(rows: Rows, most: int | None, device: torch.device) -> Lesson:
    """Rows, or the first of them, with what is drawn by; ``ValueError`` where nobody judged one."""
    table = to_table(rows, most, device)
    if (table.known == UNLABELLED).any():
        raise ValueError("a row to learn from has no label")
    count = len(table.ids)
    return Lesson(
        table,
        tuple(rows.sources[int(one)] for one in rows.source[:count]),
        tuple((table.known != NOWHERE).tolist()),
        tuple(table.length.tolist()),
    )


def of_an_epoch(lesson: Lesson, draw: random.Random, *, last: bool) -> list[int]:
    """Numbers of the rows learnt from in an epoch, as often as they are, in an order drawn."""
    rows = []
    for row, (source, answered) in enumerate(zip(lesson.sources, lesson.answered, strict=True)):
        times = 2.0 if source in _TWICE else 1.0
        if source in _HALVED and not answered:
            times /= 2
        if last and source not in _OWN:
            times *= _PUBLIC_LAST
        rows += [row] * (int(times) + (draw.random() < times % 1))
    return draw.sample(rows, len(rows))


def _batches(lesson: Lesson, rows: list[int], draw: random.Random) -> Iterator[list[int]]:
    """Batches of rows of about the same length."""
    for start in range(0, len(rows), _BATCH * _SORTED):
        some = sorted(rows[start : start + _BATCH * _SORTED], key=lesson.lengths.__getitem__)
        batches = [some[n : n + _BATCH] for n in range(0, len(some), _BATCH)]
        yield from draw.sample(batches, len(batches))


def _read(reader: LearningReader, table: Table, batch: torch.Tensor, longest: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits (rows, tokens, 2) where an answer is allowed, and third numbers (rows, tokens), of a batch of rows.

    ``longest``: tokens of the longest of them.
    """
    length = min(table.ids.shape[1], -(-longest // _BUCKET) * _BUCKET)
    inside = torch.arange(length, device=batch.device) < table.length[batch, None]
    logits, third = reader(table.ids[batch, :length].long(), inside)
    return allowed(logits, table, batch), third


def _learn(
    reader: LearningReader,
    teacher: LearningReader | None,
    lesson: Lesson,
    lasts: list[bool],
    rate: float,
    draw: random.Random,
    tests: dict[str, Table],
    out: Path,
) -> None:
    say, table = _Clock(), lesson.table
    epochs = [list(_batches(lesson, of_an_epoch(lesson, draw, last=last), draw)) for last in lasts]
    optimizer = _optimizer(reader, rate)
    steps = sum(map(len, epochs))
    warm = max(1, int(_WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm))
    )
    step, totals = 0, torch.zeros(2, device=table.ids.device)
    for batches in epochs:
        reader.train()
        for rows in batches:
            batch = torch.tensor(rows, device=table.ids.device)
            losses = _losses(reader, teacher, table, batch, max(lesson.lengths[row] for row in rows))
            optimizer.zero_grad(set_to_none=True)
            losses.sum().backward()  # type: ignore[no-untyped-call] # theirs
            torch.nn.utils.clip_grad_norm_(reader.parameters(), _LONGEST_STEP)
            optimizer.step()
            schedule.step()
            step += 1
            totals += losses.detach()
            if step % _LOGGED == 0:
                means = (totals / _LOGGED).tolist()
                say(f"step {step} of {steps}: losses {means[0]:.3f} and {means[1]:.3f}")
                totals.zero_()
        for name, test in tests.items():
            say(f"{name}: {_judged(reader, test)}")
        save_learning_reader(reader, out)  # each epoch's, so that what an interrupted run has learnt is kept


def _losses(
    reader: LearningReader, teacher: LearningReader | None, table: Table, batch: torch.Tensor, longest: int
) -> torch.Tensor:
    """Of where the answer is, and of each sentence by itself; with a teacher, half of it by what that says."""
    logits, third = _read(reader, table, batch, longest)
    known = torch.stack((begins_and_ends(logits, table, batch), by_itself(third, table, batch)))
    if teacher is None:
        return known
    with torch.no_grad():
        taught = _read(teacher, table, batch, longest)
    return (known + torch.stack(as_taught(logits, third, taught, table, batch))) / 2


def _optimizer(reader: LearningReader, rate: float) -> torch.optim.Optimizer:
    learnt = [one for one in reader.model.parameters() if one.requires_grad]
    third = rate / _RATE * _RATE_OF_THIRD
    return torch.optim.AdamW(
        [
            {"params": [one for one in learnt if one.ndim > 1], "lr": rate, "weight_decay": _DECAY},
            {"params": [one for one in learnt if one.ndim == 1], "lr": rate, "weight_decay": 0.0},
            {"params": list(reader.belongs.parameters()), "lr": third, "weight_decay": _DECAY},
        ],
        fused=learnt[0].is_cuda,
    )


@torch.inference_mode()
def _judged(reader: LearningReader, table: Table) -> str:
    reader.eval()
    judge = Judge(table)
    for batch in torch.argsort(table.length).split(4 * _BATCH):  # type: ignore[no-untyped-call] # theirs
        judge.add(batch, *_read(reader, table, batch, int(table.length[batch].max())))
    return judge.told()


if __name__ == "__main__":
    main()
