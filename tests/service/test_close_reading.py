"""Promises of close reading: what is read, in which order it comes out, and what happens when the reader fails."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import service.close_reading
from corpus.document import Document
from index.build import build_snapshot
from index.retrieval import Filters
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.answering import answer_question
from service.close_reading import CloseReading, add_odds, read_closely
from service.finding import Question, find_candidates, find_hits
from service.question import UnderstoodQuestion, understand
from service.reader import UNREAD, Reader, SentenceOdds
from service.reader_input import Window
from service.reader_windows import WINDOW_WORDS, Run, as_window, runs_to_read, with_speaker
from service.reading import Candidate, Place
from service.reading_on import SoFar
from service.relevance import PLAIN, Relevance
from tests.index.fakes import WordsEncoder
from tests.service.reader_fakes import BrokenReader, WordsReader

ASKED = "Can the bridge at Varn be repaired?"


def candidates_for(snapshot: Snapshot, question: str) -> list[Candidate]:
    understood = understood_for(snapshot, question)
    hits = find_hits(snapshot, understood.encoded, Filters(), understood.asked_for)
    return find_candidates(snapshot, understood, hits, None)


def understood_for(snapshot: Snapshot, question: str) -> UnderstoodQuestion:
    return understand(question, WordsEncoder(), snapshot)


def test_no_more_windows_are_read_than_the_budget(snapshot: Snapshot) -> None:
    reader = WordsReader()
    read_closely(snapshot, understood_for(snapshot, ASKED), candidates_for(snapshot, ASKED), CloseReading(reader, 1))
    assert len(reader.read_windows) == 1


def test_windows_hold_whole_sentences_of_one_document_around_the_nearest(snapshot: Snapshot) -> None:
    candidates = candidates_for(snapshot, ASKED)
    runs = runs_to_read(snapshot, candidates, 5)
    first = candidates[0]
    assert runs[0].document == first.document
    assert runs[0].first <= first.number < runs[0].last
    for run in runs:
        shown = as_window(snapshot, run)
        assert len(shown.sentences) == run.last - run.first
        assert sum(len(one.split()) for one in shown.sentences) <= WINDOW_WORDS + 20 or len(shown.sentences) == 1


def test_a_sentence_that_belongs_to_an_answer_comes_before_one_that_does_not(snapshot: Snapshot) -> None:
    one, other = candidates_for(snapshot, ASKED)[:2]
    text = text_of(snapshot, other)

    class Belonging(WordsReader):
        def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
            return [
                tuple(SentenceOdds(-9.0, 2.0 if text in one else -6.0) for one in window.sentences)
                for window in windows
            ]

    nearly = [replace(one, relevance=0.58), replace(other, relevance=0.5)]
    read = read_closely(snapshot, understood_for(snapshot, ASKED), nearly, CloseReading(Belonging(), 8))
    assert [one.belongs for one in read] == [2.0, -6.0]


def odds_where(text: str, window: Window, there: float, elsewhere: float) -> tuple[SentenceOdds, ...]:
    return tuple(SentenceOdds(there if text in one else elsewhere) for one in window.sentences)


class SureOf(WordsReader):
    """Is sure of every sentence that holds a word, and of no other."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word

    def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
        super().read(question, windows)
        return [odds_where(self.word, window, 30.0, -9.0) for window in windows]


@pytest.fixture
def learnt_relevance(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the relevance of the fake encoder's sentences had been learnt, by which it is known what to expect."""
    learnt = Relevance(PLAIN.weights, learnt=True)
    monkeypatch.setattr(service.close_reading, "relevance_for", lambda _: learnt)


def read_by(snapshot: Snapshot, reader: Reader, *, to_the_end: bool = False) -> None:
    found = candidates_for(snapshot, ASKED)
    assert len(runs_to_read(snapshot, found, 5)) == 5  # one for each article, and in all the same is told
    read_closely(snapshot, understood_for(snapshot, ASKED), found, CloseReading(reader, 5, to_the_end=to_the_end))


@pytest.mark.usefixtures("learnt_relevance")
@pytest.mark.parametrize(
    ("worth_it", "read"),
    [(0, 2), (2, 4), (4, 5)],  # read on while so many windows were read at most
)
def test_windows_are_read_two_at_a_time_for_as_long_as_that_is_worth_it(
    worth_it: int, read: int, small_windows: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[SoFar] = []

    def is_worth_it(so_far: SoFar) -> bool:
        known.append(so_far)
        return so_far.windows <= worth_it

    monkeypatch.setattr(service.close_reading, "is_worth_reading_on", is_worth_it)
    reader = SureOf("bridge")
    read_by(small_windows, reader)
    assert len(reader.read_windows) == read
    assert not known[0].told
    assert all(len(one.told) >= one.windows for one in known)
    assert all(one.next <= one.first == known[0].first for one in known)


@pytest.mark.usefixtures("learnt_relevance")
def test_the_model_in_use_stops_where_a_sentence_is_surely_the_one_asked_for(small_windows: Snapshot) -> None:
    sure, unsure = SureOf("bridge"), SureOf("no such word")
    read_by(small_windows, sure)
    read_by(small_windows, unsure)
    assert (len(sure.read_windows), len(unsure.read_windows)) == (2, 5)


def test_without_a_learnt_relevance_all_is_read_whatever_is_found(small_windows: Snapshot) -> None:
    reader = SureOf("bridge")
    read_by(small_windows, reader)
    assert len(reader.read_windows) == 5


@pytest.mark.usefixtures("learnt_relevance")
def test_a_fit_reads_to_the_end_however_sure_the_reader_is(small_windows: Snapshot) -> None:
    reader = SureOf("bridge")
    read_by(small_windows, reader, to_the_end=True)
    assert len(reader.read_windows) == 5


def test_what_belongs_is_kept_however_surely_a_sentence_answers_nothing() -> None:
    best: dict[Place, SentenceOdds] = {}
    add_odds(best, Run(0, 3, 5), [SentenceOdds(-20.0, 2.0), SentenceOdds(-13.0, -4.0)])
    add_odds(best, Run(0, 4, 6), [SentenceOdds(-14.0, -3.0), UNREAD])
    assert best == {(0, 3): SentenceOdds(-20.0, 2.0), (0, 4): SentenceOdds(-13.0, -4.0), (0, 5): UNREAD}


@pytest.fixture
def small_windows(tmp_path: Path) -> Snapshot:
    """Articles long enough for many windows."""
    says = "The bridge at Varn, {n}, should be repaired by the town with what the harbour earns in a year of trade."
    fills = " Nothing else was told of the ferry or the market that day." * 12
    texts = [f"{says.format(n=number)}{fills}\n" for number in ("one", "two", "three", "four", "five")]
    documents = [Document(f"d{n}", f"Paper {n}", text) for n, text in enumerate(texts)]
    build_snapshot(documents, WordsEncoder(), tmp_path)
    return Snapshots(tmp_path).open_current()


def text_of(snapshot: Snapshot, candidate: Candidate) -> str:
    return candidate.span.of(snapshot.document(candidate.document).document.text)


def test_a_sentence_the_reader_is_sure_of_comes_first_and_the_others_keep_their_order(snapshot: Snapshot) -> None:
    nearest = candidates_for(snapshot, ASKED)
    sure_of = nearest[-1]

    class Sure(WordsReader):
        def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
            text = sure_of.span.of(snapshot.document(sure_of.document).document.text)
            return [odds_where(text, window, 9.0, -9.0) for window in windows]

    close = CloseReading(Sure(), 50, to_the_end=True)
    read = read_closely(snapshot, understood_for(snapshot, ASKED), nearest, close)
    assert [(one.document, one.number) for one in read] == [
        (one.document, one.number) for one in (sure_of, *nearest[:-1])
    ]


def test_of_two_nearly_as_near_the_one_the_reader_doubts_less_comes_first(snapshot: Snapshot) -> None:
    one, other = candidates_for(snapshot, ASKED)[:2]
    text = other.span.of(snapshot.document(other.document).document.text)

    class Doubting(WordsReader):
        def read(self, question: str, windows: Sequence[Window]) -> list[tuple[SentenceOdds, ...]]:
            return [odds_where(text, window, -1.0, -4.0) for window in windows]

    nearly = [replace(one, relevance=0.58), replace(other, relevance=0.5)]
    read = read_closely(snapshot, understood_for(snapshot, ASKED), nearly, CloseReading(Doubting(), 8))
    assert [one.answers for one in read] == [-1.0, -4.0]


def test_a_pronoun_is_read_with_its_speakers_name_and_a_name_is_not_said_twice() -> None:
    assert with_speaker("He added that it was late.", "Idris Okafor") == "Idris Okafor: He added that it was late."
    assert with_speaker("Okafor said so.", "Idris Okafor") == "Okafor said so."
    assert with_speaker("It rained.", None) == "It rained."


def test_what_is_put_before_a_sentence_for_the_reader_is_never_quoted(snapshot: Snapshot) -> None:
    reader = WordsReader()
    answer = answer_question(snapshot, WordsEncoder(), Question(ASKED, 5), CloseReading(reader, 8))
    texts = {quote.document.id: quote.document.text for quote in answer.quotes}
    assert answer.quotes
    assert all(quote.text in texts[quote.document.id] for quote in answer.quotes)
    assert any(sentence.startswith("Idris Okafor: ") for window in reader.read_windows for sentence in window.sentences)


def test_a_reader_that_fails_is_done_without_and_that_is_said(snapshot: Snapshot) -> None:
    without = answer_question(snapshot, WordsEncoder(), Question(ASKED))
    failing = answer_question(snapshot, WordsEncoder(), Question(ASKED), CloseReading(BrokenReader(), 8))
    assert failing.citations == without.citations
    assert failing.confidence == without.confidence
    assert "out of memory" in failing.warnings[0]
    assert without.warnings == ()


def test_the_readers_probability_is_on_the_citation(snapshot: Snapshot) -> None:
    question = Question("Who says the old bridge can be repaired for two million crowns?", 1)
    answer = answer_question(snapshot, WordsEncoder(), question, CloseReading(WordsReader(), 8))
    shown = [citation.scores.reader for citation in answer.citations]
    assert [quote.text[-30:] for quote in answer.quotes] == ["aired for two million crowns.”"]
    assert shown[0] is not None
    assert 0.9 < shown[0] <= 1
