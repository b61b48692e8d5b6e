"""Write down what the reader learns from: ``python -m evals.reader_training.pack --start FOLDER --out FOLDER``.

``learn.npz`` is the training run's examples, ``squad.npz`` and ``debates.npz`` are for judging what is learnt: they ask
about articles that are not in the first. ``evals.reader_training.learn`` reads them. A question over a debate is judged
by its nearest windows and those that hold evidence.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from evals import practice_news
from evals.asked_suites import TUNED
from evals.reader_training.examples import Example
from evals.reader_training.mixture import JUDGED_BY, held_out, mixture, mixture_on
from evals.reader_training.own_questions import debates, news
from evals.reader_training.rows import NOWHERE, SENTENCES, SPAN, UNLABELLED, Rows, ragged, save_rows
from evals.shared_data import add_shared_option, shared_folder
from service.openvino_reader import plain_tokenizer
from service.reader_input import LONGEST_QUESTION, LONGEST_TITLE, Window, special_tokens


def main() -> None:
    """Read, tokenise, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    parser.add_argument(
        "--start", type=Path, required=True, help="folder of the model that is trained on: its tokenizer"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--on", action="store_true", help="what is to be learnt on from a reader that knows the rest")
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    shared = shared_folder(arguments)
    if shared is None:
        return
    arguments.out.mkdir(parents=True, exist_ok=True)
    tokenizer = plain_tokenizer((arguments.start / "tokenizer.json").read_text(encoding="utf-8"))
    lists = {
        "learn": (mixture_on if arguments.on else mixture)(shared, arguments.seed),
        "squad": held_out(shared),
        "debates": list(debates(TUNED, JUDGED_BY)),
        "news": list(news(shared, practice_news.TUNED, JUDGED_BY)),
    }
    for name, examples in lists.items():
        path = arguments.out / f"{name}.npz"
        save_rows(path, to_rows(tokenizer, examples))
        print(f"{path}: {len(examples)} rows, {path.stat().st_size / 1e6:.1f} MB")


def to_rows(tokenizer: Tokenizer, examples: Iterable[Example]) -> Rows:
    """Examples in tokens; one whose answer cannot be placed in tokens is left out."""
    questions: dict[tuple[str, str], int] = {}  # put to one corpus and to another it is two questions
    windows: dict[Window, int] = {}
    sources: dict[str, int] = {}
    taken: list[tuple[int, int, int, int, list[int]]] = []
    for example in examples:
        known, places = _known(tokenizer, example)
        if known == SPAN and not places:
            continue
        row = (
            questions.setdefault((example.source, example.question), len(questions)),
            windows.setdefault(example.window, len(windows)),
            sources.setdefault(example.source, len(sources)),
        )
        taken.append((*row, known, places))
    cut = [_cut(tokenizer, window) for window in windows]
    columns = [np.array(column, np.int64) for column in list(zip(*taken, strict=True))[:4]]
    begin, end, padding = special_tokens(tokenizer)
    return Rows(
        questions=ragged([_ids(tokenizer, one)[:LONGEST_QUESTION] for _, one in questions]),
        windows=ragged([ids for ids, _ in cut]),
        sentences=ragged([ranges for _, ranges in cut]),
        question=columns[0],
        window=columns[1],
        source=columns[2],
        known=columns[3],
        places=ragged([row[4] for row in taken]),
        sources=tuple(sources),
        begin=begin,
        end=end,
        padding=padding,
    )


def _known(tokenizer: Tokenizer, example: Example) -> tuple[int, list[int]]:
    """What is known of the answer, and where in the window it is."""
    if not example.judged:
        return UNLABELLED, []
    if not example.gold:
        return NOWHERE, []
    if example.span is None:
        return SENTENCES, list(example.gold)
    sentence, start, end = example.span
    offsets = tokenizer.encode(example.window.sentences[sentence], add_special_tokens=False).offsets
    inside = [n for n, (a, b) in enumerate(offsets) if a < end and start < b]
    first = _cut(tokenizer, example.window)[1][2 * sentence]
    return SPAN, [first + inside[0], first + inside[-1]] if inside else []


def _cut(tokenizer: Tokenizer, window: Window) -> tuple[list[int], list[int]]:
    """A window's tokens, its title's first, and where each sentence of it begins and ends."""
    ids = _ids(tokenizer, f"{window.title} .")[:LONGEST_TITLE]
    ranges = []
    for sentence in window.sentences:
        ranges.append(len(ids))
        ids += _ids(tokenizer, sentence)
        ranges.append(len(ids))
    return ids, ranges


def _ids(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids)


if __name__ == "__main__":
    main()
