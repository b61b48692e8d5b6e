"""Questions put to corpora that answer them or do not, with the measures the probability is fitted on."""

import random
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from evals import practice_news
from evals.asked_suites import TUNED, Put, put_debate, put_digests, put_news
from evals.case import QuestionCase
from evals.matching import shows
from evals.reader_training.examples import HELD_OUT
from evals.reader_training.multihop import trained_on
from evals.shared_data import json_lines
from index.build import build_snapshot
from index.encoder import Encoder
from index.retrieval import Filters
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.close_reading import CloseReading
from service.deciding import choose_quotes
from service.evidence import weigh
from service.finding import find_candidates, find_hits
from service.question import understand
from service.reading import Candidate
from service.settings import Settings
from service.wiring import open_encoder

_QUESTIONS = 90  # of a SQuAD article: about half answerable
_FAR = 15  # of another article, put to this one
_NEWS = 150  # answerable ones of MultiHop-RAG, beside its 152 that nothing answers
_QUOTES = 3  # of an answer, as by default
_SHARES = 5  # groups that questions of one corpus are dealt into
_TOLD_EVERY = 100  # cases: a quarter of a minute to a whole one, by the processor
_SEED = 5


@dataclass(frozen=True, slots=True)
class Case:
    """One question to one corpus, by reader or without; cases of a group are left out together.

    ``right`` is whether the quotes shown, or those nearest, are the evidence; ``None`` where nobody judged that.
    """

    kind: str
    group: str
    reader: bool
    answerable: bool
    right: bool | None
    measures: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    snapshot: Snapshot
    encoder: Encoder
    close: CloseReading


def gather(shared: Path, multihop: Path | None, close: CloseReading) -> list[Case]:
    """Every case, each asked with a reader and without; the news questions only with an index of their articles."""
    news = Snapshots(multihop / "index").open_current() if multihop else None  # before the minutes that the rest takes
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        encoder = open_encoder(Settings(index=home))
        cases = [*_told("SQuAD", _squad(shared, home / "squad", encoder, close))]
        cases += _told("our own", _own(shared, encoder, close))
        if news:
            cases += _told("MultiHop-RAG", _news(shared, _Parts(news, encoder, close)))
        return cases


def _told(name: str, cases: Iterator[Case]) -> Iterator[Case]:
    """The cases of a set, telling how many are there as they come: all of them take minutes."""
    for number, case in enumerate(cases, 1):
        if number % _TOLD_EVERY == 0:
            print(f"{name}: {number} cases", flush=True)
        yield case


def _squad(shared: Path, home: Path, encoder: Encoder, close: CloseReading) -> Iterator[Case]:
    questions: dict[str, list[tuple[str, bool]]] = {}
    contexts: dict[str, dict[str, None]] = {}
    for row in json_lines(shared / "data" / "squad2_dev_part.jsonl.gz"):
        if row["title"] in HELD_OUT:
            questions.setdefault(row["title"], []).append((row["question"], row["answerable"]))
            contexts.setdefault(row["title"], {}).setdefault(row["context"])
    names = {title: f"squad-{number}" for number, title in enumerate(HELD_OUT)}
    documents = [Document(names[one], one.replace("_", " "), "\n".join(contexts[one]) + "\n") for one in HELD_OUT]
    parts = _Parts(_built(documents, encoder, home), encoder, close)
    draw = random.Random(_SEED)
    for title, other in zip(HELD_OUT, HELD_OUT[1:] + HELD_OUT[:1], strict=True):
        own = Filters(documents=(names[title],))
        for text, answerable in draw.sample(questions[title], min(_QUESTIONS, len(questions[title]))):
            yield from _asked(parts, "squad", names[title], text, own, answerable=answerable)
        for text, _ in draw.sample(questions[other], _FAR):
            yield from _asked(parts, "far", names[title], text, own, answerable=False)


def _own(shared: Path, encoder: Encoder, close: CloseReading) -> Iterator[Case]:
    """The questions for tuning over our digests with the controls, over the practice debates and over real news."""
    for suite in ("digests", "controls"):
        for question in put_digests(suite):
            group = f"digests-{_share(question.case.topic)}"
            judged = suite == "digests"  # controls are made to deceive: nobody's questions are all like them
            yield from _cases(_Parts(question.snapshot, encoder, close), "digests", group, question, judged=judged)
    for name in TUNED:
        for question in put_debate(name):
            yield from _cases(
                _Parts(question.snapshot, encoder, close), "debates", f"debate-{name}", question, judged=True
            )
    for name in practice_news.TUNED:
        for question in put_news(shared, name):
            parts = _Parts(question.snapshot, encoder, close)
            yield from _cases(parts, "practice news", f"news-{name}", question, judged=True)


def _news(shared: Path, parts: _Parts) -> Iterator[Case]:
    rows = list(json_lines(shared / "data" / "multihop_rag_queries_part.jsonl.gz"))
    nothing = [row for row in rows if row["question_type"] == "null_query"]
    others = [row for row in rows if row["question_type"] != "null_query" and not trained_on(row["query"])]
    chosen = random.Random(_SEED).sample(others, min(_NEWS, len(others)))
    for number, row in enumerate([*nothing, *chosen]):
        answerable = row["question_type"] != "null_query"
        about = row["evidence_list"][0]["url"] if answerable else str(number)
        yield from _asked(parts, "news", f"news-{_share(about)}", row["query"], Filters(), answerable=answerable)


def _share(about: str) -> int:
    """Which share of its kind a question is in, so that questions about the same are left out together."""
    return zlib.crc32(about.encode()) % _SHARES


def _built(documents: Sequence[Document], encoder: Encoder, home: Path) -> Snapshot:
    build_snapshot(documents, encoder, home)
    return Snapshots(home).open_current()


def _asked(parts: _Parts, kind: str, group: str, text: str, filters: Filters, *, answerable: bool) -> Iterator[Case]:
    """The measures of a question of a public set, which nobody judges the quotes of."""
    understood = understand(text, parts.encoder, parts.snapshot)
    hits = find_hits(parts.snapshot, understood.encoded, filters, understood.asked_for)
    case = QuestionCase(id="", slice="", topic="", question=text, evidence=(), min_evidence=int(answerable))
    question = Put(case, parts.snapshot, understood, find_candidates(parts.snapshot, understood, hits, None))
    yield from _cases(parts, kind, group, question, judged=False)


def _cases(parts: _Parts, kind: str, group: str, question: Put, *, judged: bool) -> Iterator[Case]:
    """The measures of a question with the reader and without; a question that finds nothing has none."""
    if not question.candidates:
        return
    for close in (parts.close, None):
        candidates = question.read(close)
        measures = weigh(parts.snapshot, question.understood, candidates).values()
        right = _shows_evidence(question, candidates) if judged else None
        yield Case(kind, group, close is not None, question.case.answerable, right, measures)


def _shows_evidence(question: Put, candidates: Sequence[Candidate]) -> bool:
    """Whether the quotes that an answer would show are the evidence, as many entries of it as are needed."""
    chosen = choose_quotes(question.snapshot, question.understood, candidates, _QUOTES)
    stored = [question.snapshot.document(one.document).document for one in chosen]
    shown = [(one.id, quote.span.of(one.text)) for one, quote in zip(stored, chosen, strict=True)]
    met = [one for one in question.case.evidence if any(shows(document, text, one) for document, text in shown)]
    return 0 < question.case.min_evidence <= len(met)
