"""How well sentence cutters find the sentences of news: ``python -m evals.sentence_boundaries [--shared DIR]``.

Every cutter is given the same lines, so only the cutting within a line is compared. Facts and evidence may be several
sentences or a part of one, so their figures have a ceiling below 1; the speaker rows are one sentence each.
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import sentencex

from corpus.sentences import cut_sentences
from corpus.span import Span

Cutter = Callable[[str], list[Span]]

_MULTIHOP_ARTICLES = 20  # as many as their facts can be read through by hand in an hour
_SPEED_CHARACTERS = 1_000_000  # a second or so for the slowest cutter but one

# Each case is the sentences a reader sees; the text is the case joined by single spaces.
HARD_CASES: tuple[tuple[str, ...], ...] = (
    ("Maj. Gen. (Retd.) Tariq Mehmood said nothing.", "He left."),
    ("Lt. Gen. Nadeem Raza spoke first.", "Brig. Ali Khan followed."),
    ("Dr. Syed Javed Hasan is a lawyer.", "Prof. Noor Jehan is not."),
    ("J. R. R. Tolkien wrote it.", "George R. R. Martin did not."),
    ("U.S. forces left in May.", "They did not return."),
    ("He moved to the U.S. in 1990.", "She stayed in the U.K. for good."),
    ("She grew up in the U.S.", "Her brother did not."),
    ("It was Lahore vs. Karachi again.", "Lahore won."),
    ("The road is approx. Forty miles long.", "It floods."),
    ("They met near Ft. Bragg.", "Nobody saw them."),
    ("The speech is at 10 p.m. EST on Friday.", "Bring a coat."),
    ("Doors open at 6 p.m.", "See No. 5 on the list.", "No. 6 is missing."),
    ("Some crops, e.g. wheat and rice, failed.", "Others, i.e. maize, did not."),
    ("Growth was 3.5 percent.", "It had been 2.75 percent."),
    ("Art. 19 protects speech.", "Sec. 144 limits it.", "The fee is Rs. 500 a head."),
    ("“The dam is full.", "It may break.”", "Nobody listened."),
    ('The mayor said, "We are tired.', 'We want peace."', "Then she sat down."),
    ('"We will win!" he said.', "The crowd cheered."),
    ("“Why?” asked the judge.", "There was no answer."),
    ("“Who told you?” Mr. Iqbal asked.", "The boy pointed."),
    ("“Is it over?”", "She did not wait for a reply."),
    ("He called it a “lost cause.”", "Others called it a start."),
    ("Would they fight a 'long war'?", "Some would."),
    ("The proposal would end the dispute for ever.”", "The minister disagreed."),
    ("“The tax is unfair, said the trader.", "He shut his shop."),
    ("He asked, “What comes next?”—a question for all.", "Nobody answered."),
    ("“We lost everything.” — Bashir Ahmed, farmer",),
    ("(The court was closed on Monday.)", "It opened a day later."),
    ("He spoke of the party (it was founded in 1967. Few remember.) at length.",),
    ("The group (TTP) grew.", "So did its rival (BLA)."),
    ("She paused... and went on.", "The rest is known."),
    ("He waited...", "Then the door opened."),
    ("You did what?!", "Never again."),
    ("Is this the end?", "No!", "It is a start."),
    ("1. Close the border.", "2. Open the schools."),
    ("The iPhone sold well.", "eBay did not."),
    ("Yahoo! Inc. was sold.", "Nobody wept."),
    ("Acme Corp. and Bolt Ltd. merged.", "Acme Inc. did not."),
    ("He lives on Main St. near the park.", "St. Mary is close."),
    ("On Sept. 11 the markets closed.", "By Oct. 3 they were open."),
    ("Vol. 2 has 300 pp. 12 are blank.",),
    ("Write to desk@daily.pk or see www.daily.pk/news?id=7 today.", "It is free."),
    ("Sen. Ted Stone and Rep. Ann Lee agreed.", "Gov. Hill refused."),
    ("یہ پہلا جملہ ہے۔", "کیا یہ دوسرا ہے؟", "جی ہاں۔"),
    ("यह पहला है।", "वह दूसरा है।"),
    ("The rains failed.[3]", "The wells dried up.[4]"),
    ("We won! 🎉", "The streets filled."),
    ("al-Shifa hospital closed.", "The WHO protested."),
    ("Col. (Dr.) Anwar Shah, Ret. Judge Amin and Mohd. Yusuf came.", "They sat apart."),
    ("It cost $4.5 million vs. $3.2 million in 2019.", "Why?"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place of a text that should begin and end where sentences do; ``whole`` where it is one sentence."""

    text: str
    span: Span
    whole: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of wanted places whose start, end, or both (and, where one sentence, no cut inside) were found."""

    starts: float
    ends: float
    exact: float


def measure(cutter: Cutter, wanted: list[Wanted]) -> Score:
    """Score a cutter on wanted places; each text is cut once."""
    cut = {text: cutter(text) for text in {place.text for place in wanted}}
    starts = [place.span.start in {span.start for span in cut[place.text]} for place in wanted]
    ends = [place.span.end in {span.end for span in cut[place.text]} for place in wanted]
    inner = [place.whole and place.span not in cut[place.text] for place in wanted]
    exact = [start and end and not bad for start, end, bad in zip(starts, ends, inner, strict=True)]
    return Score(*(sum(hits) / max(1, len(wanted)) for hits in (starts, ends, exact)))


def failed_cases(cutter: Cutter) -> list[str]:
    """The hard cases a cutter does not cut as a reader would, each as it was cut, with bars."""
    cut = [(case, [span.of(" ".join(case)) for span in cutter(" ".join(case))]) for case in HARD_CASES]
    return [" | ".join(pieces) for case, pieces in cut if tuple(pieces) != case]


def megabytes_a_second(cutter: Cutter, text: str) -> float:
    """Speed on one run, by CPU time, in millions of code points."""
    started = time.process_time()
    cutter(text)
    return len(text) / 1e6 / (time.process_time() - started)


def cutters() -> dict[str, Cutter]:
    """The cutters that are installed, ours first."""
    makers: dict[str, Callable[[], Cutter]] = {
        "sentencex 1.0": lambda: _by_line(_sentencex_lengths),
        "nupunkt": lambda: _by_line(import_module("nupunkt").sent_spans),
        "syntok": _syntok,
        "pysbd": lambda: _by_line(_spans_of(import_module("pysbd").Segmenter(clean=False, char_span=True))),
    }
    found: dict[str, Cutter] = {"ours": lambda text: [sentence.span for sentence in cut_sentences(text)]}
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError:
            print(f"{name} is not installed and is left out.")
    return found


def _by_line(cut_line: Callable[[str], list[tuple[int, int]]]) -> Cutter:
    def cut(text: str) -> list[Span]:
        pieces, start = [], 0
        for line in text.split("\n"):
            pieces += [(start + left, start + right) for left, right in cut_line(line)] if line.strip() else []
            start += len(line) + 1
        return [_trimmed(text, left, right) for left, right in pieces if text[left:right].strip()]

    return cut


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(end - len(piece.lstrip()), start + len(piece.rstrip()))


def _sentencex_lengths(line: str) -> list[tuple[int, int]]:
    ends = [0]
    for piece in sentencex.segment("en", line):
        ends.append(ends[-1] + len(piece))
    return list(pairwise(ends))


def _spans_of(segmenter: Any) -> Callable[[str], list[tuple[int, int]]]:
    return lambda line: [(piece.start, piece.end) for piece in segmenter.segment(line)]


def _syntok() -> Cutter:
    analyze = import_module("syntok.segmenter").analyze

    def cut_line(line: str) -> list[tuple[int, int]]:
        sentences = [list(tokens) for paragraph in analyze(line) for tokens in paragraph]
        return [(tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)) for tokens in sentences if tokens]

    return _by_line(cut_line)


def speaker_rows(shared: Path) -> list[Wanted]:
    """The sentences of the five articles that report speech."""
    rows = _records(shared / "gold" / "speakers_dev.jsonl")
    return [Wanted(_article(shared, row["doc"]), Span(row["start"], row["end"]), whole=True) for row in rows]


def evidence_quotes(shared: Path) -> list[Wanted]:
    """The evidence of the questions about the five articles, at its first place."""
    questions = _records(shared / "gold" / "dev.jsonl")
    quotes = [(entry["doc"], entry["quote"]) for row in questions for entry in row["evidence"]]
    return [place for doc, quote in dict.fromkeys(quotes) for place in _found(_article(shared, doc), quote)]


def multihop_facts(shared: Path) -> list[Wanted]:
    """The facts of MultiHop-RAG questions at their first place, verbatim, in the first articles by id."""
    queries = _records(shared / "data" / "multihop_rag_queries_part.jsonl.gz")
    facts = dict.fromkeys((entry["url"], entry["fact"]) for row in queries for entry in row["evidence_list"])
    first = islice(sorted(multihop_articles(shared), key=lambda row: row["id"]), _MULTIHOP_ARTICLES)
    bodies = {row["url"]: row["body"] for row in first}
    return [place for url, fact in facts if url in bodies for place in _found(bodies[url], fact)]


def multihop_articles(shared: Path) -> Iterator[dict[str, Any]]:
    """The records of the public news corpus."""
    return _records(shared / "data" / "multihop_rag_articles.jsonl.gz")


def _found(text: str, quote: str) -> list[Wanted]:
    start = text.find(quote)
    return [Wanted(text, Span(start, start + len(quote)), whole=False)] if start >= 0 and quote else []


def _article(shared: Path, name: str) -> str:
    return (shared / "articles" / f"{name}.txt").read_text(encoding="utf-8")


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Print the table, and the hard cases each cutter fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[1].parent / "shared")
    options = parser.parse_args()
    if not options.shared.is_dir():
        print(f"{options.shared} is absent, so nothing was measured: give the folder with --shared.")
        return
    _print_table(options.shared)
    print("\nHard cases ours fails:", *failed_cases(cutters()["ours"]), sep="\n- ")


def _print_table(shared: Path) -> None:
    wanted = (speaker_rows(shared), evidence_quotes(shared), multihop_facts(shared))
    news = "\n\n".join(row["body"] for row in multihop_articles(shared))[:_SPEED_CHARACTERS]
    print(f"Speaker rows: {len(wanted[0])}; evidence quotes: {len(wanted[1])}; facts: {len(wanted[2])}.\n")
    print(
        "| cutter | speaker rows exact | evidence start / end | facts start / end | both | hard cases failed | MB/s |"
    )
    print("|---|---|---|---|---|---|---|")
    for name, cutter in cutters().items():
        rows, evidence, facts = (measure(cutter, places) for places in wanted)
        failed = f"{len(failed_cases(cutter))} of {len(HARD_CASES)}"
        print(
            f"| {name} | {rows.exact:.3f} | {evidence.starts:.3f} / {evidence.ends:.3f} "
            f"| {facts.starts:.3f} / {facts.ends:.3f} | {facts.exact:.3f} | {failed} "
            f"| {megabytes_a_second(cutter, news):.2f} |"
        )


if __name__ == "__main__":
    main()
