"""Whether a tampered quotation is ever accepted: ``python -m evals.tampered_quotations [--shared DIR] [--seed N]``.

Quotations are copied out of the articles here and, where ``../shared`` is present, out of news; most are then tampered
with. One that stands in the corpus all the same is left out, as told by a comparison that shares no code with the
check. The speaker of a place is its author where the index has no statements.
"""

import argparse
import gzip
import json
import random
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.articles import load_articles
from corpus.document import Document, normalise_newlines
from corpus.span import Span
from index.build import build_snapshot
from index.encoder import Vectors, ignore_progress
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.quotation_check import check_quotation
from service.speaker_names import names_same

TAMPERED, TRUE = 5_000, 1_000  # what the issue asks for
_NEWS = 100  # articles, 1 MB: enough for other places where a tampered quotation might be true
_TRIES = 200  # sentences looked at for one that holds what is to be changed
_NEGATION = re.compile(r"\b(?:not|no|never|nobody|nothing|none|neither|nor)\b|n[’']t\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion)\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_DATES = (
    tuple(
        [
            "January",
            "February",
            "March",
            "April",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    ),
    tuple(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    tuple(str(year) for year in range(1998, 2031)),
)
_DATE = re.compile(rf"\b(?:{'|'.join(name for names in _DATES for name in names)})\b")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "hundred", "million", "billion")


class _NoEncoder:
    """Stands in for the encoder: the check of a quotation uses no vector."""

    name = fingerprint = "none"
    dimension = 8

    def encode_documents(self, texts: Sequence[str], done: Callable[[int], None] = ignore_progress) -> Vectors:
        """The same unit vector for each text."""
        done(len(texts))
        return np.tile(self.encode_query(""), (len(texts), 1))

    def encode_query(self, text: str) -> Vectors:  # every text has the same vector
        """A unit vector."""
        return np.eye(1, self.dimension, dtype=np.float32)[0]


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation, who is said to have said it, and what was done to it."""

    kind: str
    quotation: str
    speaker: str | None = None


def documents(shared: Path | None) -> tuple[Document, ...]:
    """The articles here, then news where there is any."""
    ours = load_articles(Path(__file__).resolve().parents[1] / "corpus" / "articles").documents
    news = shared / "data" / "multihop_rag_articles.jsonl.gz" if shared else None
    if news is None or not news.is_file():
        return ours
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, _NEWS)]
    return (
        *ours,
        *(
            Document(f"news-{n:03}", r["title"], normalise_newlines(r["body"]), author=r.get("author"))
            for n, r in enumerate(rows)
        ),
    )


# --- cases ------------------------------------------------------------------------------------------------------


class Cases:
    """Makes quotations out of a snapshot's documents; the same seed makes the same ones."""

    def __init__(self, snapshot: Snapshot, seed: int) -> None:
        self._snapshot = snapshot
        self._random = random.Random(seed)
        self._stored = [snapshot.document(row) for row in range(snapshot.manifest.documents)]
        self._plain = [f" {_plain(stored.document.text)} " for stored in self._stored]
        self._names = sorted({name for stored in self._stored for name in _NAME.findall(stored.document.text)})
        self._speakers = sorted(
            {s.name for s in snapshot.store.speakers} | {d.document.author or "" for d in self._stored}
        )
        self._tampering: dict[str, Callable[[], Case | None]] = {
            "negation inserted": lambda: self._changed("negation inserted", self._with_negation),
            "negation removed": lambda: self._changed("negation removed", self._without_negation),
            "number changed": lambda: self._changed("number changed", self._other_number),
            "name swapped": lambda: self._changed("name swapped", self._other_name),
            "date changed": lambda: self._changed("date changed", self._other_date),
            "word left out": lambda: self._changed("word left out", self._without_word),
            "two sentences joined": self._joined,
            "speaker swapped": self._swapped,
        }

    def tampered(self, count: int) -> Iterator[Case]:
        """``count`` quotations that are not in the corpus, of all kinds in turn; fewer where the corpus is too small."""
        makers = list(self._tampering.values())
        made = tried = 0
        seen: set[Case] = set()
        while made < count and tried < count * _TRIES:
            case = makers[made % len(makers)]()
            tried += 1
            if case is None and tried % _TRIES == 0 and len(makers) > 1:
                makers.pop(made % len(makers))
            if case is None or case in seen or (case.speaker is None and self._stands(case.quotation)):
                continue
            seen.add(case)
            made += 1
            yield case

    def true(self, count: int) -> Iterator[Case]:
        """``count`` quotations that are in the corpus, restyled."""
        kinds = {"part of a sentence": self._part, "sentence": lambda: self._run(1), "sentences": lambda: self._run(3)}
        for number in range(count):
            kind = list(kinds)[number % len(kinds)]
            yield Case(kind, self._restyled(kinds[kind]()))

    def _stands(self, quotation: str) -> bool:
        wanted = f" {_plain(quotation)} "
        return any(wanted in plain for plain in self._plain)

    def _run(self, longest: int) -> str:
        while True:
            stored = self._random.choice(self._stored)
            first = self._random.randrange(len(stored.sentences))
            last = min(first + self._random.randint(1, longest), len(stored.sentences))
            text = Span(stored.sentences[first].span.start, stored.sentences[last - 1].span.end).of(
                stored.document.text
            )
            if len(text.split()) >= 4 and len(text) < 4_000:  # noqa: PLR2004 # long enough to change, short enough to send
                return text

    def _part(self) -> str:
        words = [found.span() for found in re.finditer(r"\S+", sentence := self._run(1))]
        first = self._random.randrange(len(words) - 2)
        last = self._random.randrange(first + 2, len(words))
        part = sentence[words[first][0] : words[last][1]]
        return part if re.search(r"\w", part) else sentence

    def _changed(self, kind: str, change: Callable[[str], str | None]) -> Case | None:
        changed = change(self._run(2))
        return Case(kind, changed) if changed else None

    def _with_negation(self, text: str) -> str:
        place = self._random.choice([found.start() for found in re.finditer(r"(?<=\s)\S", text)])
        return f"{text[:place]}{self._random.choice(('not', 'never', 'no'))} {text[place:]}"

    def _without_negation(self, text: str) -> str | None:
        found = self._one(_NEGATION, text)
        return text[: found.start()].rstrip() + text[found.end() :] if found else None

    def _other_number(self, text: str) -> str | None:
        found = self._one(_NUMBER, text)
        if not found:
            return None
        other = (
            str(int(found[0]) + self._random.randint(1, 9)) if found[0].isdigit() else self._other(_NUMBERS, found[0])
        )
        return text[: found.start()] + other + text[found.end() :]

    def _other_name(self, text: str) -> str | None:
        found = self._one(_NAME, text)
        return text[: found.start()] + self._other(self._names, found[0]) + text[found.end() :] if found else None

    def _other_date(self, text: str) -> str | None:
        found = self._one(_DATE, text)
        if not found:
            return None
        others = next(names for names in _DATES if found[0] in names)
        return text[: found.start()] + self._other(others, found[0]) + text[found.end() :]

    def _without_word(self, text: str) -> str:
        words = [found.span() for found in re.finditer(r"\S+", text)]
        start, end = self._random.choice(words[1:-1])
        return text[:start] + text[end:].lstrip()

    def _joined(self) -> Case:
        return Case("two sentences joined", f"{self._run(1)} {self._run(1)}")

    def _swapped(self) -> Case | None:
        quotation = self._run(1)
        said = check_quotation(self._snapshot, quotation, None).places
        name = self._random.choice([speaker for speaker in self._speakers if speaker] or ["Somebody Else"])
        if any(place.speaker and names_same(name, place.speaker) for place in said):
            return None
        return Case("speaker swapped", quotation, name)

    def _one(self, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
        found = list(pattern.finditer(text))
        return self._random.choice(found) if found else None

    def _other(self, names: Sequence[str], name: str) -> str:
        return self._random.choice([other for other in names if other != name])

    def _restyled(self, text: str) -> str:
        straight = {"“": '"', "”": '"', "‘": "'", "’": "'"}
        pairs = self._random.choice(
            (straight, {"'": "’"}, {"–": "—", "—": "-"}, {"”": "»", "“": "«"}, {"…": "..."}, {})
        )
        text = "".join(pairs.get(character, character) for character in text)
        text = re.sub(r"\s+", lambda _: self._random.choice((" ", " ", " ", "\n", "  ", "\u00a0", "\t")), text)
        text = unicodedata.normalize(self._random.choice(("NFC", "NFD")), text)
        before, after = self._random.choice((("", ""), ('"', '"'), ("“", "”"), ("«", "»"), ("  ", "...")))
        return f"{before}{text}{after}"


def _plain(text: str) -> str:
    """The words of a text and nothing else, in small letters."""
    plain = unicodedata.normalize("NFC", re.sub("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]", "", text))
    return " ".join(re.findall(r"\w+", plain.lower()))


# --- the table --------------------------------------------------------------------------------------------------


def verdicts(snapshot: Snapshot, cases: Iterator[Case]) -> tuple[dict[tuple[str, str], int], list[Case]]:
    """How often each (kind, verdict) came, and the cases found."""
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for case in cases:
        verdict = check_quotation(snapshot, case.quotation, case.speaker).verdict
        counts[case.kind, verdict] += 1
        if verdict == "found":
            found.append(case)
    return counts, found


def main() -> int:
    """Print the table; 1 where a tampered quotation was accepted or a true one rejected."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tampered", type=int, default=TAMPERED)
    parser.add_argument("--true", type=int, default=TRUE)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build_snapshot(documents(arguments.shared), _NoEncoder(), Path(folder))
        snapshot = Snapshots(Path(folder)).open_current()
        cases = Cases(snapshot, arguments.seed)
        started = time.perf_counter()
        tampered, accepted = verdicts(snapshot, cases.tampered(arguments.tampered))
        true, _ = verdicts(snapshot, cases.true(arguments.true))
        seconds = time.perf_counter() - started
        documents_read = snapshot.manifest.documents
    rejected = sum(true.values()) - sum(count for (_, verdict), count in true.items() if verdict == "found")
    _print(tampered | true)
    print(
        f"\n{documents_read} documents; {1000 * seconds / sum((tampered | true).values()):.0f} ms a case with its making"
    )
    print(f"tampered: {sum(tampered.values())}, accepted as found: {len(accepted)}")
    print(f"true: {sum(true.values())}, rejected: {rejected}")
    for case in accepted:
        print(f"  accepted ({case.kind}): {case.quotation!r} {case.speaker or ''}")
    return 1 if accepted or rejected else 0


def _print(counts: dict[tuple[str, str], int]) -> None:
    kinds = list(dict.fromkeys(kind for kind, _ in counts))
    columns = ("found", "altered", "spliced", "misattributed", "not_found")
    print("".join([f"{'':22}", *(f"{column:>14}" for column in columns)]))
    for kind in kinds:
        print("".join([f"{kind:22}", *(f"{counts.get((kind, column), 0):14}" for column in columns)]))


if __name__ == "__main__":
    sys.exit(main())
