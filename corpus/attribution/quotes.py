"""Whose quotation it is: each quotation is given to the report beside it, or to the one it continues."""

from dataclasses import dataclass, field
from typing import Literal

from corpus.attribution.marks import Quotation
from corpus.attribution.reports import Report, gives_way, holds
from corpus.attribution.verbs import Kind
from corpus.sentences import Sentence

_ADJOINING = 3  # characters between a cue and the words it quotes: a comma or colon, spaces, not a word
_TITLE = 16  # characters with the marks: two or three words, as a title or a doubted word has
_PHRASE = 24  # characters: four words; quoted words this few are a phrase, not speech that runs on from a cue elsewhere
_CUE_ONLY = 120  # characters before the verb of a sentence that holds only a cue: a long title and a name

_STANDING_BACK = 2  # sentences between a speaker and a quotation that is left to stand; one may tell of something else

Basis = Literal["beside", "next", "running", "standing", "stray"]


@dataclass(frozen=True, slots=True)
class Link:
    """A quotation, the number of the report it belongs to, and the sentences ``first`` to ``last`` that it reaches.

    ``basis``: "beside" for a cue in the same sentence, "next" for one in the sentence after, "running" for a quotation
    that goes on after its cue, "standing" for one without a cue after somebody's words, "stray" for words before a
    closing mark that nothing opened.
    """

    quotation: Quotation
    report: int
    basis: Basis
    first: int
    last: int


def link_quotations(
    sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...], reports: list[Report]
) -> list[Link]:
    """At most one link a quotation, in order; quotations that nobody is named for are left out."""
    linking = _Linking(sentences, reports)
    for sentence in sentences:
        linking.opening.setdefault(sentence.paragraph, sentence.span.start)
    for number, report in enumerate(reports):
        if report.spoken:
            linking.spoken.setdefault(report.sentence, []).append(number)
    place = 0
    for number, quotation in enumerate(quotations):
        while place + 1 < len(sentences) and sentences[place].span.end <= quotation.span.start:
            place += 1
        following = quotations[number + 1] if number + 1 < len(quotations) else None
        linking.add(quotation, following, place)
    return linking.links


@dataclass(slots=True)
class _Linking:
    """Links made so far, and what is needed to make the next."""

    sentences: tuple[Sentence, ...]
    reports: list[Report]
    spoken: dict[int, list[int]] = field(default_factory=dict)
    opening: dict[int, int] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def add(self, quotation: Quotation, following: Quotation | None, first: int) -> None:
        """Link a quotation that begins in sentence ``first``, where anybody is named for it."""
        last = first
        while last + 1 < len(self.sentences) and self.sentences[last + 1].span.start < quotation.span.end:
            last += 1
        if following is not None and self._goes_on(quotation, following):
            while last + 1 < len(self.sentences) and self.sentences[last + 1].paragraph == quotation.paragraph:
                last += 1
        found = self._beside(quotation, first, last) or self._continued(quotation, first)
        if found is not None:
            self.links.append(Link(quotation, found[0], found[1], first, last))

    def _goes_on(self, quotation: Quotation, following: Quotation) -> bool:
        """Whether an unclosed quotation is carried on by the next paragraph, which then begins with a mark."""
        begins = self.opening[following.paragraph] == following.span.start
        adjoins = following.paragraph == quotation.paragraph + 1
        return not quotation.closed and adjoins and following.opened and begins

    def _beside(self, quotation: Quotation, first: int, last: int) -> tuple[int, Basis] | None:
        behind = self._after(quotation, last)
        if behind is not None and quotation.hanging:
            return behind, "beside"
        ahead = self._before(quotation, first) if quotation.opened else None
        if ahead is not None:
            return ahead, "beside"
        if behind is not None:
            return behind, "beside"
        waiting = self._waiting(quotation, last)
        return None if waiting is None else (waiting, "next")

    def _before(self, quotation: Quotation, first: int) -> int | None:
        """The cue before a quotation: one right before it has it, a phrase further on belongs to the outer report."""
        start = quotation.span.start
        holding = [
            number
            for number in self.spoken.get(first, [])
            if self.reports[number].cue.end <= start
            and any(piece.start <= start < piece.end for piece in self.reports[number].content)
        ]
        if not holding:
            return None
        span = self.sentences[first].span
        holding = [number for number in holding if not gives_way(self.reports[number], span)] or holding
        near = start - self.reports[holding[-1]].cue.end <= _ADJOINING
        number = holding[-1] if near else self._outermost(holding)
        strong = self.reports[number].kind & (Kind.SAY | Kind.CLAUSE | Kind.THINK)
        return number if near or strong or len(quotation.span) > _TITLE else None

    def _outermost(self, numbers: list[int]) -> int:
        """The first report that no other one holds: "added" in "His men were not against it, he added, but"."""
        reports = self.reports
        inner = {n for n in numbers if any(m != n and holds(reports[m], reports[n]) for m in numbers)}
        return next((number for number in numbers if number not in inner), numbers[0])

    def _after(self, quotation: Quotation, last: int) -> int | None:
        end = quotation.span.end
        for number in self.spoken.get(last, []):
            report = self.reports[number]
            if report.cue.start >= end and any(piece.start < end <= piece.end for piece in report.content):
                return number
        return None

    def _waiting(self, quotation: Quotation, last: int) -> int | None:
        """The cue of the next sentence, where that holds nothing else: "she asked."."""
        after = last + 1
        if not quotation.closed or after >= len(self.sentences):
            return None
        begin = self.sentences[after].span.start
        if self.sentences[last].span.end != quotation.span.end:
            return None
        for number in self.spoken.get(after, [])[:1]:
            report = self.reports[number]
            if self.sentences[after].paragraph == quotation.paragraph and not report.content:
                return number if report.cue.end - begin < _CUE_ONLY else None
        return None

    def _continued(self, quotation: Quotation, first: int) -> tuple[int, Basis] | None:
        """The report a quotation without a cue of its own runs on from."""
        if not quotation.opened:
            return self._stray(first)
        latest = self.links[-1] if self.links else None
        if latest is not None and latest.last == first - 1 and self._goes_on(latest.quotation, quotation):
            return latest.report, "running"
        if len(quotation.span) < _PHRASE:
            return None
        if self.sentences[first].span.start < quotation.span.start:
            return (latest.report, latest.basis) if latest is not None and latest.last == first else None
        before = first - 1
        if latest is not None and latest.last >= max(before, 0):
            same = self.sentences[max(before, 0)].paragraph == quotation.paragraph
            if same or latest.report in self.spoken.get(before, []):
                return latest.report, "running"
        return self._announced(quotation, before) or self._left_to_stand(quotation, before)

    def _left_to_stand(self, quotation: Quotation, before: int) -> tuple[int, Basis] | None:
        """For whole sentences in marks with no cue: whoever's words the sentence before reports, in one paragraph.

        "She feared a long campaign. “Every spokesman will have his figure.”"
        """
        for sentence in range(before, max(-1, before - _STANDING_BACK), -1):
            if self.sentences[sentence].paragraph != quotation.paragraph:
                return None
            cues = self.spoken.get(sentence, [])
            if cues:
                main = (n for n in cues if not gives_way(self.reports[n], self.sentences[sentence].span))
                return next(main, cues[0]), "standing"
        return None

    def _announced(self, quotation: Quotation, before: int) -> tuple[int, Basis] | None:
        """For a paragraph that begins with a quotation: the bare cue that the paragraph before it ends with."""
        cues = self.spoken.get(before, [])
        if not cues or self.sentences[before].paragraph == quotation.paragraph:
            return None
        return None if self.reports[cues[-1]].content else (cues[-1], "running")

    def _stray(self, first: int) -> tuple[int, Basis] | None:
        """For a sentence that ends in a closing mark alone: whoever spoke in the sentence before."""
        if self.spoken.get(first):
            return None
        before = self.spoken.get(first - 1)
        if before:
            return before[0], "stray"
        if self.links and self.links[-1].last == first - 1:
            return self.links[-1].report, "stray"
        return None
