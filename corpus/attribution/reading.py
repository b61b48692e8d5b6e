"""What one article says about who speaks in it: at most one line a sentence, before any register is asked."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.attribution.analysis import Analysis, analyse
from corpus.attribution.foremost import ASKING, foremost
from corpus.attribution.groups import after
from corpus.attribution.identities import UNSURE, Owner
from corpus.attribution.interviews import Voice, voices
from corpus.attribution.modes import mode_of
from corpus.attribution.names import Names
from corpus.attribution.own_words import Around, own_words
from corpus.attribution.owners import Owners
from corpus.attribution.quotes import Link
from corpus.attribution.reports import Report
from corpus.attribution.verbs import Kind
from corpus.attribution.words import listed
from corpus.document import Document
from corpus.sentences import Sentence
from corpus.short_forms import find_short_forms, stated_short_forms
from corpus.span import Span
from corpus.statements import Mode


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of reported speech: its owner as the article names them, and the words that prove it.

    ``words`` are the places of what they say within the sentence, in order; empty where it is all of it.
    """

    sentence: int
    owner: Owner | None
    mode: Mode
    cue: Span | None
    mention: Span | None
    confidence: float
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the article names in full, with roles and rank as it gives them.

    Of a body the ``short`` forms that it states, and of letters alone all that it writes out with those initials.
    """

    name: str
    roles: tuple[str, ...]
    person: bool
    rank: str | None = None
    short: tuple[str, ...] = ()
    long: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All lines of a document in order, and everybody who speaks in them by name; depends on the document alone."""

    document: str
    lines: tuple[Line, ...]
    known: tuple[Known, ...]


_CONFIDENCE = {"direct": 0.97, "mixed": 0.93, "indirect": 0.9}
_BASIS = {"beside": 1.0, "next": 0.97, "running": 0.95, "standing": 0.85, "stray": 0.6}
_TURN = 0.97  # as direct speech beside its cue
_BRINGING = listed("quoted quotes quoting cited cites citing")
_QUESTIONERS = listed("""
    reporter journalist correspondent student questioner participant listener viewer reader host moderator anchor
    interviewer person
    """)  # who ask and then are silent
_QUESTION = listed("whether why how what who when where if about as")
_SPEAKING = listed("i we my our me us")
_WANTING = listed("""
    wants wanted favours favoured favors favored opposes opposed supports supported expects expected wishes wished
    prefers preferred considers considered
    """)
_WANTING_BACK = 2  # sentences
_SIGN = 4  # characters after a label up to its colon, with signs that stress it
_UNKNOWN = 0.5  # that the sentence reports speech is then as sure as ever, but its confidence is about the speaker
_PER_SENTENCE_BACK = 0.97  # a pronoun loses this much for each sentence it looks back over


def read(document: Document, sentences: tuple[Sentence, ...]) -> Reading:
    """Find who is reported to have said what; linear in the length of the text."""
    analysis = analyse(document, sentences)
    owners = Owners(analysis)
    reports: list[list[int]] = [[] for _ in sentences]
    links: list[list[Link]] = [[] for _ in sentences]
    for number, report in enumerate(analysis.reports):
        reports[report.sentence].append(number)
    for link in analysis.links:
        for sentence in range(link.first, link.last + 1):
            links[sentence].append(link)
    making = _Lines(analysis, owners, standing=_without_cue(analysis), voices=voices(analysis, owners))
    lines: list[Line] = []
    for sentence in range(len(sentences)):
        line = making.line(sentence, reports[sentence], links[sentence])
        if line is not None:
            lines.append(line)
        if line is not None and line.owner is not None:
            owners.heard.said[sentence] = line.owner
        owners.heard.also[sentence] = making.named_speaking(sentence, reports[sentence])
    named = {line.owner.text: line.owner for line in lines if line.owner is not None and line.owner.kind == "name"}
    short, long = stated_short_forms(document.text), _spelt_out(named.values(), document.text)
    known = tuple(_known(owner, owners.names, short, long) for _, owner in sorted(named.items()))
    return Reading(document.id, tuple(lines), known)


def _without_cue(analysis: Analysis) -> dict[int, int]:
    """Sentences of quotations that no report has, each with its quotation's first; whole sentences in marks only."""
    linked = {link.quotation.span for link in analysis.links}
    standing: dict[int, int] = {}
    first = 0
    for quotation in analysis.quotations:
        while analysis.sentences[first].span.end <= quotation.span.start:
            first += 1
        begins = analysis.sentences[first].span.start == quotation.span.start
        ends = quotation.span.of(analysis.document.text).rstrip("\"”’'»").endswith((".", "!", "?", "…"))
        if not (begins and ends) or quotation.single or not quotation.closed or quotation.span in linked:
            continue
        for number in range(first, len(analysis.sentences)):
            if not quotation.span.holds(analysis.sentences[number].span):
                break
            standing[number] = first
    return standing


def _spelt_out(owners: Iterable[Owner], text: str) -> Mapping[str, Sequence[str]]:
    """From letters that name a body to what a text writes out with those initials."""
    letters = {owner.text.casefold() for owner in owners if not owner.person and owner.text.isupper()}
    found: dict[str, list[str]] = {}
    for one in find_short_forms(text) if letters else ():
        if one.short in letters:
            found.setdefault(one.short, []).append(one.long)
    return found


def _known(owner: Owner, names: Names, short: Mapping[str, Sequence[str]], long: Mapping[str, Sequence[str]]) -> Known:
    name = tuple(owner.text.split())
    stated = () if owner.person else tuple(short.get(owner.text, ()))
    written = long.get(owner.text.casefold(), ()) if not owner.person and owner.text.isupper() else ()
    return Known(
        owner.text, tuple(names.roles.get(name, ())), owner.person, names.ranks.get(name), stated, tuple(written)
    )


@dataclass(frozen=True, slots=True)
class _Settled:
    """What is known of a report's owner once its first sentence is done; a running quotation asks for it again."""

    owner: Owner | None
    confidence: float


@dataclass(slots=True)
class _Lines:
    """The lines of one document in the making."""

    analysis: Analysis
    owners: Owners
    settled: dict[int, _Settled] = field(default_factory=dict)
    standing: dict[int, int] = field(default_factory=dict)
    voices: Mapping[int, Voice] = field(default_factory=dict)

    def line(self, sentence: int, numbers: list[int], links: list[Link]) -> Line | None:
        """The line of one sentence, from the numbers of its reports and the quotations that reach into it."""
        voice = self.voices.get(sentence)
        if voice is not None and not voice.asks:
            return self._answer(voice, sentence)
        if voice is not None:  # "Q:" says who asks, not whose words a question holds
            label = range(voice.label.start, voice.label.end + _SIGN + 1)
            numbers = [n for n in numbers if self.analysis.reports[n].cue.start not in label]
        number, basis = foremost(self.analysis, sentence, numbers, links)
        if number is None:
            return self._left_to_stand(sentence) or self._goes_on_to_want(sentence, numbers)
        report = self.analysis.reports[number]
        if number not in self.settled:
            self.settled[number] = self._settle(report)
        settled = self.settled[number]
        if report.subject is not None and report.subject.relative is not None:
            self.owners.pronouns.aside.add(sentence)
        if self._asks(report):
            self._note_question(report)
        if self._quotes_another(report):
            self._keep_for_pronouns(sentence, self.owners.heard.about(sentence))
        if settled.owner is None and report.kind & Kind.TOPIC:
            return None
        mode = mode_of(self.analysis, sentence, report, links)
        confidence = round(settled.confidence * _BASIS[basis] * _CONFIDENCE[mode], 3)
        words = own_words(self.analysis, sentence, number, Around(numbers, links, self._owner_of))
        return Line(sentence, settled.owner, mode, report.cue, _mention(self.analysis, report), confidence, words)

    def _owner_of(self, number: int) -> Owner | None:
        """Whom a report is of, as far as its own words tell."""
        if number in self.settled:
            return self.settled[number].owner
        subject = self.analysis.reports[number].subject
        return None if subject is None else self.owners.nominal(subject.group, self.analysis.reports[number].sentence)

    def _answer(self, voice: Voice, sentence: int) -> Line:
        """A sentence of an interview's answer: the words of whom the label names, or of whom the interview is with."""
        sure = _TURN if voice.owner is not None else _UNKNOWN
        return Line(sentence, voice.owner, "direct", voice.label, voice.label, sure)

    def named_speaking(self, sentence: int, numbers: list[int]) -> tuple[Owner, ...]:
        """Whom a sentence names as speaking, last first: Omeri in "The board gave it, and its chairman, Omeri, said".

        A pronoun in the next sentence may mean him, though the sentence counts as the board's.
        """
        spoken = (self.analysis.reports[number] for number in reversed(numbers))
        subjects = [one.subject for one in spoken if one.spoken and one.subject is not None and not one.relayed]
        owners = (self.owners.nominal(subject.group, sentence) for subject in subjects)
        return tuple(owner for owner in owners if owner is not None and owner.kind == "name" and owner.person)

    def _left_to_stand(self, sentence: int) -> Line | None:
        """A quotation without a cue is the words of whoever spoke right before it.

        Or else of whom that sentence is about, if the quotation says "I" or "we"; not of somebody who asked.
        """
        first = self.standing.get(sentence, 0)
        before = first - 1
        if before < 0 or any(self._asks(report) for report in self.analysis.reports_in(before)):
            return None
        reach = self.analysis.reaches[first]
        speaking = any(self.analysis.tokens.low[k] in _SPEAKING for k in range(reach.first, reach.last + 1))
        heard = self.owners.heard
        owner = heard.said[before] or (heard.about(before) if speaking else None)
        if owner is None or not owner.person or owner.kind != "name":
            return None
        confidence = round(_BASIS["standing"] * _PER_SENTENCE_BACK * _CONFIDENCE["direct"], 3)
        return Line(sentence, owner, "direct", None, None, confidence)

    def _goes_on_to_want(self, sentence: int, numbers: list[int]) -> Line | None:
        """ "He wanted the gate shut", of whoever has just been reported: a position, told among others of theirs."""
        heard = self.owners.heard.said[max(0, sentence - _WANTING_BACK) : sentence]
        last = next((owner for owner in reversed(heard) if owner is not None), None)
        for number in numbers:
            report = self.analysis.reports[number]
            cue = report.cue.of(self.analysis.document.text).lower()
            if last is None or cue not in _WANTING or report.subject is None or report.subject.relative is not None:
                continue
            owner, back = self.owners.owner(report.subject, sentence)
            if owner == last and owner.person and owner.kind == "name":
                sure = round(_BASIS["standing"] * _PER_SENTENCE_BACK**back * _CONFIDENCE["indirect"], 3)
                return Line(sentence, owner, "indirect", report.cue, _mention(self.analysis, report), sure)
        return None

    def _asks(self, report: Report) -> bool:
        return report.cue.of(self.analysis.document.text).lower() in ASKING

    def _note_question(self, report: Report) -> None:
        """Keep whom a sentence's question is put to, who is "she" in the next: "A student asked Ms Awan why"."""
        if self._is_passive(report):
            self.owners.pronouns.asked.add(report.sentence)
            return
        if report.subject is None or self.analysis.tokens.low[report.subject.group.head] not in _QUESTIONERS:
            return
        tokens, last = self.analysis.tokens, self.analysis.reaches[report.sentence].last
        place = bisect_left(tokens.start, report.cue.end)
        group = after(tokens, place, last)
        if group is None or group.last >= last or tokens.low[group.last + 1] not in _QUESTION:
            return
        self._keep_for_pronouns(report.sentence, self.owners.nominal(group, report.sentence))

    def _keep_for_pronouns(self, sentence: int, owner: Owner | None) -> None:
        """Whom "he" or "she" in the next sentences means, though the sentence is another's words."""
        if owner is not None and owner.person and owner.kind == "name":
            self.owners.pronouns.answering[sentence] = owner

    def _quotes_another(self, report: Report) -> bool:
        """Whether the words are of somebody whom the sentence's subject quotes: "Shah quoted Khetran: “...”"."""
        behind = report.subject is not None and self.analysis.tokens.start[report.subject.group.first] > report.cue.end
        return behind and report.cue.of(self.analysis.document.text).lower() in _BRINGING

    def _is_passive(self, report: Report) -> bool:
        """Whether whoever speaks stands behind "by": "she was asked by a reporter"."""
        if report.subject is None:
            return False
        first = report.subject.group.first
        return self.analysis.tokens.start[first] > report.cue.end and self.analysis.tokens.low[first - 1] == "by"

    def _settle(self, report: Report) -> _Settled:
        if report.subject is None:
            return _Settled(None, _UNKNOWN)
        owner, back = self.owners.owner(report.subject, report.sentence)
        if owner is UNSURE:
            self.owners.heard.said[report.sentence] = owner
            owner = None
        return _Settled(owner, _UNKNOWN if owner is None else _PER_SENTENCE_BACK**back)


def _mention(analysis: Analysis, report: Report) -> Span | None:
    if report.subject is None:
        return None
    group, tokens = report.subject.group, analysis.tokens
    return Span(tokens.start[group.first], tokens.end[group.last])
