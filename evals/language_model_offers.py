"""What a language model is offered when it is measured: the sentences nearest to a question, as in the service."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.case import QuestionCase
from evals.matching import shows
from index.encoder import Encoder
from index.retrieval import Filters
from index.snapshot import Snapshot
from service.close_reading import CloseReading, read_closely
from service.deciding import choose_quotes
from service.finding import find_candidates, find_hits
from service.question import understand
from service.reading import Candidate

QUOTES = 3  # that count as the answer, the default of a request


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence on offer and the document it stands in."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The sentences for a case, the nearest first, and the numbers (from 0) of those the built-in choice quotes."""

    case: QuestionCase
    sentences: tuple[Offered, ...]
    built_in: tuple[int, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences alone."""
        return tuple(one.text for one in self.sentences)

    def found(self, numbers: Sequence[int]) -> bool:
        """Whether the first few of the sentences of these numbers show as much of the evidence as is wanted."""
        return self.met(numbers[:QUOTES]) >= self.case.min_evidence

    def met(self, numbers: Sequence[int]) -> int:
        """The entries of the evidence that the sentences of these numbers show."""
        chosen = [self.sentences[number] for number in numbers]
        return sum(any(shows(one.document, one.text, entry) for one in chosen) for entry in self.case.evidence)


@dataclass(frozen=True, slots=True)
class Desk:
    """Makes offers from one snapshot, with the reader that the service would have."""

    snapshot: Snapshot
    encoder: Encoder
    close: CloseReading | None
    most: int

    def offer(self, case: QuestionCase, question: str | None = None) -> Offer:
        """What is offered for a case; ``question`` is searched with in the place of the case's own."""
        text = question or case.question
        understood = understand(text, self.encoder, self.snapshot)
        hits = find_hits(self.snapshot, understood.encoded, Filters(), understood.asked_for)
        candidates = find_candidates(self.snapshot, understood, hits, None)
        if self.close is not None:
            candidates = read_closely(self.snapshot, understood, candidates, self.close)
        chosen = choose_quotes(self.snapshot, understood, candidates, QUOTES)
        offered = candidates[: self.most]
        offered += [one for one in chosen if one not in offered]
        return Offer(case, tuple(map(self._offered, offered)), tuple(offered.index(one) for one in chosen))

    def _offered(self, candidate: Candidate) -> Offered:
        document = self.snapshot.document(candidate.document).document
        return Offered(document.id, candidate.span.of(document.text))
