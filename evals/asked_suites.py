"""Questions of suites with the candidates that OnRecord finds for them, for measurements that look inside an answer."""

import argparse
import atexit
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.articles import load_articles
from corpus.document import Document
from evals import practice_news
from evals.case import QuestionCase
from evals.matching import shows
from evals.practice_news import news_suite
from evals.shared_data import add_shared_option, shared_folder
from evals.suite import SUITES, open_suite
from index.build import build_snapshot
from index.encoder import Encoder
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.agreement import raise_agreement
from service.close_reading import CloseReading, read_closely
from service.finding import Question, find_candidates, find_hits
from service.question import UnderstoodQuestion, understand
from service.reader import DEFAULT_READER
from service.reading import Candidate
from service.settings import Settings
from service.wiring import open_encoder, open_reader

DEBATES = Path(__file__).parent / "debates"
LEARNT = (  # debates that the reader, the order of sentences and the kinds of answer are learnt from
    *"abcdhijknopqwxyz",
    *(f"z{letter}" for letter in "abcdefghijklmnopqrtuvw"),
    *(f"v{letter}" for letter in "abcdefijklmnqrstv"),
    *(f"t{letter}" for letter in "abcdefghijklmnopqrstuvwx"),
)
TUNED = (*"efgrst", "zs", "zx", "zy", "vo", "vp", "vu")  # debates for the probability and other choices
REPORTED = (*"lmuv", "ua", "ub", "vg", "vh", "vw", "vx")  # debates for nothing but reporting
RETOLD = Path(__file__).parent / "retold"
RETOLD_SEEN = tuple("abcfghijk")  # groups of retold articles that may be looked at
RETOLD_REPORTED = tuple("del")  # for nothing but reporting
DIGESTS = Path(__file__).parents[1] / "corpus" / "articles"


@dataclass(frozen=True, slots=True)
class Put:
    """A question put to a snapshot: as understood, with its candidates before any is read, best first."""

    case: QuestionCase
    snapshot: Snapshot
    understood: UnderstoodQuestion
    candidates: list[Candidate]

    def read(self, close: CloseReading | None) -> list[Candidate]:
        """The candidates in the order that an answer takes them in, with a reader or without."""
        found = read_closely(self.snapshot, self.understood, self.candidates, close) if close else self.candidates
        return raise_agreement(self.snapshot, found, self.understood.voices) if self.understood.agreement else found

    def shown_by(self, candidate: Candidate) -> frozenset[int]:
        """See the function of this name."""
        return shown_by(self.case, self.snapshot, candidate)


def shown_by(case: QuestionCase, snapshot: Snapshot, candidate: Candidate) -> frozenset[int]:
    """Which pieces of a question's evidence a candidate shows, by their numbers."""
    stored = snapshot.document(candidate.document).document
    text = candidate.span.of(stored.text)
    return frozenset(n for n, one in enumerate(case.evidence) if shows(stored.id, text, one))


@contextmanager
def debate_snapshot(name: str) -> Iterator[tuple[Snapshot, Encoder]]:
    """An index of a practice debate's articles, by the default encoder, for as long as it is used."""
    with index_of(load_articles(DEBATES / name / "articles").documents) as built:
        yield built


def debate_cases(name: str) -> list[QuestionCase]:
    """A practice debate's questions."""
    return _questions(str(DEBATES / name / "questions.jsonl"))


def put_debate(name: str) -> Iterator[Put]:
    """A practice debate's questions put to its articles."""
    with debate_snapshot(name) as (snapshot, encoder):
        for case in debate_cases(name):
            yield put(case, snapshot, encoder)


def put_digests(suite: str) -> Iterator[Put]:
    """A suite's questions for tuning, put to our digests."""
    with index_of(load_articles(DIGESTS).documents) as (snapshot, encoder):
        for case in tuning_cases(suite):
            yield put(case, snapshot, encoder)


def tuning_cases(suite: str) -> list[QuestionCase]:
    """The questions for tuning of a suite over our digests."""
    return [case for case in _questions(str(SUITES / f"{suite}.jsonl")) if case.split == "tune"]


def put_news(shared: Path, group: str) -> Iterator[Put]:
    """The questions of a group of practice news put to its articles."""
    suite = news_suite(shared, group)
    with index_of(suite.documents or ()) as (snapshot, encoder):
        for case in suite.cases:
            if isinstance(case, QuestionCase):
                yield put(case, snapshot, encoder)


def put_tuned(shared: Path) -> Iterator[tuple[str, str, Iterator[Put]]]:
    """All questions for choices, put to their articles: their kind, their suite, and the questions of it."""
    yield from (("debates", name, put_debate(name)) for name in TUNED)
    yield from (("practice news", name, put_news(shared, name)) for name in practice_news.TUNED)
    yield "digests", "digests", put_digests("digests")


@dataclass(frozen=True, slots=True)
class Fit:
    """What a fit to our reader is called with: the shared folder, our reader, whether to keep what comes out."""

    shared: Path
    close: CloseReading
    write: bool


def called_fit(description: str | None) -> Fit | None:
    """A fit's command line; ``None``, and that is said, where the shared data is not there."""
    parser = argparse.ArgumentParser(description=description)
    add_shared_option(parser)
    parser.add_argument("--write", action="store_true", help="keep the models")
    arguments = parser.parse_args()
    shared = shared_folder(arguments)
    return Fit(shared, our_reader(parser), arguments.write) if shared else None


def our_reader(parser: argparse.ArgumentParser) -> CloseReading:
    """Our own reader as the settings have it read; an error of the parser's where they name none or another one."""
    close = open_reader(Settings())
    if close is None or close.reader.name != DEFAULT_READER:
        parser.error("what is fitted here is fitted to our own reader: unset ONRECORD_READER")
    return close


def put(case: QuestionCase, snapshot: Snapshot, encoder: Encoder) -> Put:
    """One question put to a snapshot."""
    understood = understand(case.question, encoder, snapshot)
    hits = find_hits(snapshot, understood.encoded, Question(case.question).filters, understood.asked_for)
    return Put(case, snapshot, understood, find_candidates(snapshot, understood, hits, None))


def _questions(name: str) -> list[QuestionCase]:
    return [case for case in open_suite(name).cases if isinstance(case, QuestionCase)]


@contextmanager
def index_of(documents: Sequence[Document]) -> Iterator[tuple[Snapshot, Encoder]]:
    """An index of documents by the default encoder, for as long as it is used."""
    encoder = _encoder()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        build_snapshot(documents, encoder, home)
        yield Snapshots(home).open_current(), encoder


@cache
def _encoder() -> Encoder:
    """The default encoder, converted once for all the indexes of a process, in a folder that ends with it."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return open_encoder(Settings(index=Path(folder.name)))
