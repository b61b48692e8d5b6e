"""Who said it, over the practice debates: ``python -m evals.debate_speakers [--misses NAME]``.

Every sentence that is evidence of a question is looked up in the statements made of its article. The speaker is *right*
if it is the one the debate's writer gave, by the whole name, its surname or another spelling, or if both give nobody;
*missing* if we give nobody; *wrong* if we give another; *own* if the writer gave nobody, since it is the article's own
voice, and we give somebody, whom the article often does report. Told are the debates that may be looked at and, summed
only, those for reporting.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from corpus.articles import load_articles
from corpus.attribution import read, seen_in, state
from corpus.sentences import cut_sentences
from corpus.speakers import SpeakerRegister, build_register, load_entries, name_key
from corpus.spelled_alike import alike
from corpus.statements import Speaker, Statement
from evals.asked_suites import DEBATES, LEARNT, REPORTED, TUNED, debate_cases

Verdict = Literal["right", "wrong", "missing", "own"]
_VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "missing", "own")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of evidence: whom its article's statements give it to, and whom the debate's writer did."""

    document: str
    quote: str
    given: str | None
    wanted: tuple[str | None, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether that is right."""
        if any(same(self.given, one) for one in self.wanted):
            return "right"
        if self.given is None:
            return "missing"
        return "own" if None in self.wanted else "wrong"


def main() -> None:
    """Look up, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", choices=sorted({*LEARNT, *TUNED}), help="list a debate's")
    arguments = parser.parse_args()
    if arguments.misses:
        print_misses(told(arguments.misses))
        return
    seen = LEARNT + TUNED
    for name, debates in (("may be looked at", seen), ("for reporting only", REPORTED)):
        tell(f"{len(debates)} debates that are {name}", [one for debate in debates for one in told(debate)])
    for debate in REPORTED:
        tell(debate, list(told(debate)))


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are of one speaker, as far as one debate goes; ``None`` is only itself."""
    if one is None or other is None:
        return one is other
    if alike(one, other):
        return True
    first, second = name_key(one).split(), name_key(other).split()
    return bool(first and second) and (first[-1] == second[-1] or {*first} <= {*second} or {*second} <= {*first})


def told(debate: str) -> Iterator[Told]:
    """Every sentence of evidence in a debate, once."""
    heard = Heard.of(DEBATES / debate / "articles")
    entries = (entry for case in debate_cases(debate) for entry in case.evidence)
    for entry in {(one.document, one.quotes[0]): one for one in entries}.values():
        speaker = heard.speaker(entry.document, entry.quotes[0])
        yield Told(entry.document, entry.quotes[0], speaker.name if speaker else None, entry.speakers)


@dataclass(frozen=True, slots=True)
class Heard:
    """What is reported to have been said in the articles of a folder, and the register of who is heard there."""

    texts: Mapping[str, str]
    statements: Mapping[str, Sequence[Statement]]
    register: SpeakerRegister

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Read a folder of articles as a build does."""
        documents = load_articles(folder).documents
        cut = {one.id: cut_sentences(one.text) for one in documents}
        readings = {one.id: read(one, cut[one.id]) for one in documents}
        register = build_register(seen_in(readings.values()), load_entries())
        statements = {name: state(reading, cut[name], register) for name, reading in readings.items()}
        return cls({one.id: one.text for one in documents}, statements, register)

    def speaker(self, document: str, quote: str) -> Speaker | None:
        """Whose words a sentence is."""
        start = self.texts[document].index(quote)
        said = _said(self.statements[document], start, start + len(quote))
        return said.speaker if said is not None else None


def _said(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The statement that has most of a place in a text."""
    here = [one for one in statements if one.span.start < end and start < one.span.end]
    return max(here, key=lambda one: min(one.span.end, end) - max(one.span.start, start), default=None)


def print_misses(some: Iterable[Told]) -> None:
    """Print the sentences that have not the right speaker."""
    for one in some:
        if one.verdict != "right":
            print(f"{one.verdict}: {one.given} for {one.wanted[0]} in {one.document}: {one.quote}")


def tell(name: str, some: Sequence[Told]) -> None:
    """Print the shares of the verdicts."""
    counts = Counter(one.verdict for one in some)
    shares = ", ".join(f"{verdict} {counts[verdict] / len(some):.3f}" for verdict in _VERDICTS)
    print(f"{name} ({len(some)} sentences): {shares}")


if __name__ == "__main__":
    main()
