"""Examples as numbers: token ids of questions and windows, each kept once, and which windows answer which questions.

Needs numpy alone, so that a machine with an accelerator can learn from the file without the rest of the project.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

UNLABELLED, NOWHERE, SPAN, SENTENCES = range(4)  # what is known of a row's answer


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of whole numbers of different lengths: list ``n`` is ``values[starts[n]:starts[n + 1]]``."""

    values: Ints
    starts: Ints

    def __getitem__(self, number: int) -> Ints:
        """One list."""
        return self.values[self.starts[number] : self.starts[number + 1]]

    def __len__(self) -> int:
        """How many lists there are."""
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Rows:
    """``questions`` and ``windows`` in tokens; ``sentences`` has each window's sentences as start, end, start, end ...

    Row ``n`` asks ``question[n]`` of ``window[n]``; ``known[n]`` says what is known of the answer, and ``places[n]``
    where it is: first and last token of it (``SPAN``), or numbers of the sentences that answer (``SENTENCES``). Tokens
    are counted from the window's first, its title's. ``source`` names where a row is from, by its number in
    ``sources``.
    """

    questions: Ragged
    windows: Ragged
    sentences: Ragged
    question: Ints
    window: Ints
    known: Ints
    places: Ragged
    source: Ints
    sources: tuple[str, ...]
    begin: int
    end: int
    padding: int

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.question)


def ragged(lists: Sequence[Sequence[int]]) -> Ragged:
    """Lists of whole numbers, put together."""
    starts = np.cumsum([0, *(len(one) for one in lists)])
    return Ragged(np.array([number for one in lists for number in one], np.int64), starts.astype(np.int64))


def save_rows(path: Path, rows: Rows) -> None:
    """Write rows as one compressed file of small whole numbers."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"sources": np.array(rows.sources)}
    arrays["special"] = np.array([rows.begin, rows.end, rows.padding])
    for field in fields(Rows):
        value = getattr(rows, field.name)
        if isinstance(value, Ragged):
            arrays |= {f"{field.name}.{name}": _small(one) for name, one in asdict(value).items()}
        elif isinstance(value, np.ndarray):
            arrays[field.name] = _small(value)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type] # its options' types are mixed with the arrays'


def load_rows(path: Path) -> Rows:
    """Read what ``save_rows`` wrote."""
    with np.load(path) as held:
        given: dict[str, Ragged | Ints | tuple[str, ...] | int] = {"sources": tuple(held["sources"].tolist())}
        given |= dict(zip(("begin", "end", "padding"), held["special"].tolist(), strict=True))
        for field in fields(Rows):
            if f"{field.name}.values" in held:
                values, starts = (held[f"{field.name}.{name}"].astype(np.int64) for name in ("values", "starts"))
                given[field.name] = Ragged(values, starts)
            elif field.name not in given:
                given[field.name] = held[field.name].astype(np.int64)
    return Rows(**given)  # type: ignore[arg-type] # each is of its field's type


def _small(values: Ints) -> npt.NDArray[np.generic]:
    """The same numbers in the smallest type that holds them."""
    most = int(values.max(initial=0))
    return values.astype(np.min_scalar_type(most))
