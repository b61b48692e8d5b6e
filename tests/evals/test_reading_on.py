"""When to read on is learnt from what is known as an answer knows it, and told by what would have been read."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.document import Document
from evals.asked_suites import Put, put
from evals.case import Evidence, QuestionCase
from evals.reading_on import ReadQuestion, Step, gathered, summary
from index.build import build_snapshot
from index.snapshots import Snapshots
from service.close_reading import CloseReading, read_closely
from service.reader import SentenceOdds
from service.reader_input import Window
from tests.index.fakes import WordsEncoder
from tests.service.reader_fakes import WordsReader

_THINGS = [f"{a}{b}" for a in ("lamp", "rope", "kiln", "barge", "plough", "anvil", "spool", "mast") for b in "uoiea"]
_LONG = Document(
    "ines",
    "What Ines counts",
    " ".join(f"Ines counts {' '.join(one + end for end in 'abcdefgh')}." for one in _THINGS),  # few words shared
)


class _Telling(WordsReader):
    """Tells both numbers, the one high where the other is low."""

    def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
        super().read(question, windows)
        return [tuple(SentenceOdds(-3.0, 2.0) for one in window.sentences) for window in windows]


def _put(folder: Path, quote: str) -> Put:
    build_snapshot([_LONG], WordsEncoder(), folder)
    snapshot = Snapshots(folder).open_current()
    case = QuestionCase(
        id="q",
        slice="factoid",
        topic="t",
        question="What does Ines count?",
        evidence=(Evidence(_LONG.id, (quote,), ()),),
        min_evidence=1,
    )
    return put(case, snapshot, WordsEncoder())


def _sentence(question: Put, rank: int) -> str:
    one = question.candidates[rank]
    return one.span.of(question.snapshot.document(one.document).document.text)


def test_only_the_windows_that_hold_what_was_not_read_yet_add_to_it(tmp_path: Path) -> None:
    first = _sentence(_put(tmp_path / "any", "Ines"), 0)
    found = gathered("debates", "s", _put(tmp_path / "first", first), CloseReading(_Telling(), 6))["belongs"]
    assert found.windows == (2, 4, 6)
    assert [one.adds for one in found.steps] == [False, False]  # the first windows, before any step, had it
    last = _sentence(_put(tmp_path / "other", "Ines"), -1)
    question = _put(tmp_path / "last", last)
    late = gathered("debates", "s", question, CloseReading(_Telling(), 100))["belongs"]
    assert sum(one.adds for one in late.steps) == 1


def test_the_two_models_see_the_two_numbers_of_a_reader(tmp_path: Path) -> None:
    noted = gathered("debates", "s", _put(tmp_path, "Ines"), CloseReading(_Telling(), 6))
    assert noted["belongs"].windows == noted["answers"].windows
    assert all(one.known[4] > 0 for one in noted["belongs"].steps)  # the highest log-odds
    assert all(one.known[4] < 0 for one in noted["answers"].steps)


def test_what_is_noted_is_what_an_answer_would_have_read(tmp_path: Path) -> None:
    question = _put(tmp_path, "Ines")
    reader = _Telling()
    noted = gathered("debates", "s", question, CloseReading(reader, 6))["belongs"]
    learnt_from = list(reader.read_windows)
    reader.read_windows.clear()
    close = CloseReading(reader, 6, to_the_end=True)
    read_closely(question.snapshot, question.understood, question.candidates, close)
    assert reader.read_windows == learnt_from
    assert noted.windows[-1] == len(learnt_from)


def test_a_question_is_told_by_the_windows_before_its_first_unlikely_step() -> None:
    steps = (Step((), adds=False), Step((), adds=True))
    asked = [
        ReadQuestion("a", "debates", steps, (2, 4, 6), (False, False, True)),
        ReadQuestion("b", "unanswered", steps, (2, 4, 5), (False, False, False)),
    ]
    likely = np.array([0.5, 0.1, 0.1, 0.9])
    assert summary(asked, likely, 0.0) == (
        "debates 6.00 windows (median 6), found 1.000; unanswered 5.00 windows (median 5)"
    )
    assert summary(asked, likely, 0.2) == (
        "debates 4.00 windows (median 4), found 0.000; unanswered 2.00 windows (median 2)"
    )
