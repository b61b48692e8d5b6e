"""From sentences found to a decision: read them closely, weigh them, choose, and say why there is no answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.speakers import Found
from index.retrieval import Filters
from index.snapshot import Snapshot
from service.agreement import raise_agreement
from service.answer import Confidence, Reason
from service.asked_for import AskedFor
from service.choosing import choose
from service.close_reading import CloseReading, read_closely
from service.confidence import Calibration, calibration_for, judge
from service.enumerations import complete_lists
from service.evidence import Evidence, stands_beside, weigh
from service.finding import Question
from service.language_model import LanguageModel, LanguageModelError
from service.model_use import ModelUse, model_use
from service.question import UnderstoodQuestion
from service.question_words import ASKS_SEVERAL
from service.reader import Reader, ReaderError
from service.reading import Candidate
from service.worth import asked_by

_NEAREST = 3  # quotes shown beside "no answer"
_CLEARLY = (
    0.6  # of 27 questions for choices about a name nobody has, answerable ones had 0.75 and more, others 0.56 at most
)
_OFFERED = 20  # sentences a language model is shown; follow-ups had their evidence among them in 0.8 to 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The candidates, best first, the reader they were read with, and what had to be done without."""

    candidates: Sequence[Candidate]
    reader: Reader | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What will be quoted, how likely it answers, why there is no answer where there is none, and who took part."""

    chosen: Sequence[Candidate]
    confidence: Confidence
    against: tuple[Reason, str] | None
    reader: str | None
    warnings: tuple[str, ...]
    model: ModelUse | None = None


def read_candidates(
    snapshot: Snapshot, understood: UnderstoodQuestion, candidates: Sequence[Candidate], close: CloseReading | None
) -> Reading:
    """Read the nearest closely where there is a reader; one that fails is done without, and that is said."""
    if close is None:
        return Reading(candidates, None)
    try:
        return Reading(read_closely(snapshot, understood, candidates, close), close.reader)
    except ReaderError as error:
        return Reading(candidates, None, (f"{error} The quotes were chosen without it.",))


def decide(
    snapshot: Snapshot,
    question: Question,
    understood: UnderstoodQuestion,
    reading: Reading,
    model: LanguageModel | None,
) -> Decision:
    """What to quote of the candidates, or why there is no answer; a language model, where there is one, chooses."""
    candidates = reading.candidates
    if understood.agreement:
        candidates = raise_agreement(snapshot, candidates, understood.voices)
    evidence = weigh(snapshot, understood, candidates) if candidates else None
    calibration = calibration_for(reading.reader)
    confidence = judge(evidence, calibration)
    surely = confidence.probability >= _CLEARLY and reading.reader is not None
    unheard = _unheard(snapshot, question, understood, candidates[:1] if surely else ())
    if unheard:
        confidence = replace(confidence, probability=min(confidence.probability, round(calibration.beneath, 4)))
    against = unheard or _reason_against(snapshot, question, understood, evidence, confidence, calibration)
    limit = min(_NEAREST, question.limit) if against else question.limit
    chosen = choose_quotes(snapshot, understood, candidates, limit, one_fact=understood.one_fact and not against)
    reader = reading.reader.name if reading.reader else None
    decision = Decision(chosen, confidence, against, reader, reading.warnings)
    return (
        decision
        if model is None or against
        else _chosen_by(model, snapshot, question, understood, candidates, decision)
    )


def choose_quotes(
    snapshot: Snapshot,
    understood: UnderstoodQuestion,
    candidates: Sequence[Candidate],
    limit: int,
    *,
    one_fact: bool | None = None,
) -> list[Candidate]:
    """The sentences to quote, in the order to show them; ``one_fact`` in the place of the question's own."""
    if understood.only:
        candidates = _of_the_only(candidates, understood.only)
    if ASKS_SEVERAL.search(understood.encoded.text) and not understood.agreement:  # whose order says who agrees
        candidates = complete_lists(snapshot, candidates)
    if not candidates:
        return []
    single = understood.one_fact if one_fact is None else one_fact
    asked = asked_by(understood, one_fact=single)
    return choose(snapshot, candidates, limit, asked, understood.asked_for if understood.sides else None)


def _of_the_only(candidates: Sequence[Candidate], only: AskedFor) -> Sequence[Candidate]:
    """Where the best sentence is of the one speaker or document asked for, only theirs: others' words are no answer."""
    own = [one for one in candidates if only.side(one.document, one.voice) is not None]
    return own if own and own[0] == candidates[0] else candidates


def unknown_detail(name: str, found: Found) -> str:
    """That nobody of a name is heard, and who comes nearest; or that several are."""
    if found.shared:
        return f"{name!r} may be {' or '.join(found.nearest)}. Ask with the whole name or id."
    nearest = f" The nearest names are {', '.join(found.nearest)}." if found.nearest else ""
    return f"No article reports words of {name!r}.{nearest}"


def _wrong_one(understood: UnderstoodQuestion, snapshot: Snapshot) -> str:
    if understood.words_of:
        name = understood.words_of.name
        return f"No reported words of {name} are about this as nearly as others' words are."
    title = snapshot.store.titles[understood.asked_for.documents[0]]
    return f"No sentence of {title!r} is about this as nearly as other articles' are."


def _unheard(
    snapshot: Snapshot, question: Question, understood: UnderstoodQuestion, answering: Sequence[Candidate]
) -> tuple[Reason, str] | None:
    """That it asks for the words of somebody whom no article is known to hear.

    Not where the best sentence clearly answers, ``answering``, and that name stands beside it: then its cue was not
    understood, or it is a publisher's name.
    """
    if understood.unknown is None or question.speaker is not None:
        return None
    name, found = understood.unknown
    if any(stands_beside(name, snapshot, one) for one in answering):
        return None
    return "unknown_speaker", unknown_detail(name, found)


def _reason_against(
    snapshot: Snapshot,
    question: Question,
    understood: UnderstoodQuestion,
    evidence: Evidence | None,
    confidence: Confidence,
    calibration: Calibration,
) -> tuple[Reason, str] | None:
    """Why there is no answer, or ``None`` where there is one."""
    if evidence is not None and confidence.probability >= confidence.threshold:
        return None
    if evidence is None and (question.speaker or question.filters != Filters()):
        return "filtered_out", "No sentence near the question passes the filters."
    if evidence is None or calibration.is_about_something_else(evidence):
        return "no_relevant_content", "No sentence of the corpus is about what the question asks."
    if calibration.asks_the_wrong_one(evidence):
        return "insufficient_support", _wrong_one(understood, snapshot)
    return "insufficient_support", "Sentences of the corpus are about this, and none is likely to answer it."


def _chosen_by(
    model: LanguageModel,
    snapshot: Snapshot,
    question: Question,
    understood: UnderstoodQuestion,
    candidates: Sequence[Candidate],
    built_in: Decision,
) -> Decision:
    """The decision with the language model's choice of sentences; without its reply ours stands, and that is said."""
    offered = [*candidates[:_OFFERED], *(one for one in built_in.chosen if one not in candidates[:_OFFERED])]
    texts = [one.span.of(snapshot.document(one.document).document.text) for one in offered]
    try:
        selection = model.select(understood.encoded.text, texts)
    except LanguageModelError as error:
        said = f"{str(error)[:1].upper()}{str(error)[1:]}. The quotes were chosen without it."
        return replace(
            built_in, warnings=(*built_in.warnings, said), model=model_use(model, error.trouble, error.usage, None)
        )
    chosen = [offered[number] for number in selection.numbers][: question.limit]
    use = model_use(model, "replied", selection.usage, selection.seconds)
    if chosen:
        return replace(built_in, chosen=chosen, model=use)
    detail = "The language model finds that none of the nearest sentences answers."
    nearest = built_in.chosen[:_NEAREST]
    return replace(built_in, chosen=nearest, against=("insufficient_support", detail), model=use)
