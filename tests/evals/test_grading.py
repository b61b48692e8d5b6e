import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.span import Span, utf8_span, utf16_span
from evals.case import Evidence, Names, QuestionCase, Relevant, SearchCase
from evals.grading import grade_answer, grade_search, is_verbatim
from service.presenting import document_facts, location
from service.schemas import (
    AnswerOut,
    CitationOut,
    CitationScores,
    CitedSpeaker,
    ConfidenceOut,
    Context,
    HitOut,
    HitsOut,
    IndexFacts,
    NoAnswerOut,
    Selector,
    TimingOut,
)

TEXT = "The dam held. Engineer Vera Lund said the gates were oiled. Nobody slept. The dam held. 🌊 The river rose."
TEXTS = {"dam": TEXT}
FACTS = IndexFacts.model_construct(snapshot="s", documents=1, encoder="e")


def cited(words: str, speaker: str | None = None) -> CitationOut:
    start = TEXT.index(words)
    return _citation(Span(start, start + len(words)), words, speaker)


def _citation(span: Span, words: str, speaker: str | None = None, text: str = TEXT) -> CitationOut:
    said = (
        CitedSpeaker(id="x", name=speaker, role=None, mode="direct", mention=None, cue=None, words=[], confidence=1.0)
        if speaker
        else None
    )
    return CitationOut(
        id="c1",
        quote=words,
        document=document_facts(Document("dam", "Dam", text), hashlib.sha256(text.encode()).hexdigest()),
        location=location(text, span, 0, 0),
        selector=Selector(exact=words, prefix="", suffix=""),
        context=Context(before="", after=""),
        speaker=said,
        scores=CitationScores(dense_rank=1, lexical_rank=1, fused=1.0, reader=None),
        link="/",
    )


def reply(*citations: CitationOut, answered: bool = True) -> AnswerOut:
    return AnswerOut.model_construct(  # whatever else a reply has, grading does not look at it
        id="ans_1",
        question="?",
        status="answered" if answered else "no_answer",
        confidence=ConfidenceOut(probability=0.7, threshold=0.4, calibration="c"),
        no_answer=None if answered else NoAnswerOut(reason="insufficient_support", detail="", nearest=list(citations)),
        text="",
        positions=[],
        citations=list(citations) if answered else [],
        index=FACTS,
        warnings=[],
        timing_ms=TimingOut(retrieve=1, read=1, total=2),
    )


def case(*evidence: Evidence, wanted: int = 1, must_not: tuple[str, ...] = ()) -> QuestionCase:
    return QuestionCase(
        id="q", slice="x", topic="t", question="?", evidence=evidence, min_evidence=wanted, must_not=must_not
    )


HELD = Evidence("dam", ("The dam held.",), (None,))
OILED = Evidence("dam", ("Engineer Vera Lund said the gates were oiled.",), ("Vera Lund", "Engineer"))


def test_each_entry_met_has_one_judgement_of_its_speaker() -> None:
    quotes = reply(cited("The dam held.", "Vera Lund"), cited("the gates were oiled.", "Vera Lund"))
    grade = grade_answer(case(HELD, OILED, wanted=2), quotes, TEXTS, Names())
    assert (grade.met, grade.wanted, grade.right) == (2, 2, True)
    assert grade.heard == ("wrong", "right")
    nobody = grade_answer(case(OILED), reply(cited("the gates were oiled.")), TEXTS, Names())
    assert nobody.heard == ("missing",)
    untold = Evidence("dam", ("The dam held.",), ())
    assert grade_answer(case(untold), reply(cited("The dam held.", "Vera Lund")), TEXTS, Names()).heard == ()


def test_places_agree_with_the_nearest_of_several_and_with_as_many_entries_as_are_needed() -> None:
    grade = grade_answer(case(HELD, OILED), reply(cited("The dam held.")), TEXTS, Names())
    assert (grade.words_f1, grade.places_f1) == (1.0, 1.0)
    second = TEXT.rindex("The dam held.")
    grade = grade_answer(case(HELD), reply(_citation(Span(second, second + 13), "The dam held.")), TEXTS, Names())
    assert (grade.words_f1, grade.places_f1) == (1.0, 1.0)
    longer = grade_answer(case(HELD), reply(cited(TEXT)), TEXTS, Names())
    assert longer.met == 1
    assert longer.words_f1 == pytest.approx(2 * 3 / (19 + 3), abs=1e-6)
    assert longer.places_f1 == 0.0


def test_what_is_only_nearest_counts_for_the_probability_and_not_for_what_was_shown() -> None:
    grade = grade_answer(case(HELD, must_not=("dam",)), reply(cited("The dam held."), answered=False), TEXTS, Names())
    assert grade.right
    assert not grade.answered
    assert grade.words_f1 == 0.0
    assert grade.trapped is False


def test_a_trap_is_sprung_by_a_quote_that_holds_it_whatever_its_white_space() -> None:
    asked = case(HELD, must_not=("Nobody  slept",))
    assert grade_answer(asked, reply(cited("Nobody slept.")), TEXTS, Names()).trapped is True
    assert grade_answer(asked, reply(cited("The dam held.")), TEXTS, Names()).trapped is False
    assert grade_answer(case(HELD), reply(cited("The dam held.")), TEXTS, Names()).trapped is None


def test_evidence_of_a_document_that_is_gone_is_not_found() -> None:
    grade = grade_answer(case(Evidence("mill", ("The mill stood.",), (None,))), reply(), TEXTS, Names())
    assert (grade.met, grade.words_f1, grade.places_f1) == (0, 0.0, 0.0)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.text(max_size=3))
def test_a_quote_is_verbatim_only_where_it_is_what_stands_at_its_place(one: int, other: int, more: str) -> None:
    span = Span(min(one, other), max(one, other))
    words = span.of(TEXT)
    assert is_verbatim(_citation(span, words), TEXT)
    if more:
        assert not is_verbatim(_citation(span, words + more), TEXT)
    assert not is_verbatim(_citation(span, words), TEXT + " ")
    moved = _citation(span, words)
    place = moved.location.model_copy(update={"start": span.start + 1, "end": span.end + 1})
    shifted = moved.model_copy(update={"location": place})
    assert is_verbatim(shifted, TEXT) == (TEXT[span.start + 1 : span.end + 1] == words)
    assert utf8_span(TEXT, span).start >= utf16_span(TEXT, span).start


def hit(text: str, document: str = "dam") -> HitOut:
    return HitOut(
        text=text,
        document=document_facts(Document(document, "t", text), "0"),
        location=location(text, Span(0, len(text)), 0, 0),
        scores=CitationScores(dense_rank=1, lexical_rank=1, fused=1.0, reader=None),
        matched=[],
    )


def test_a_fact_counts_where_it_is_first_found_and_white_space_does_not() -> None:
    asked = SearchCase(id="s", slice="x", topic="t", question="?", facts=("It held.", "It rose."))
    hits = HitsOut(
        hits=[hit("Nothing."), hit("So: It\nheld."), hit("It held."), hit("It rose. It held.")],
        index=FACTS,
        warnings=[],
    )
    assert grade_search(asked, hits).gains == (0, 1, 0, 1)
    assert grade_search(asked, hits).ideal == (1, 1)


def test_a_document_stands_where_its_best_passage_does() -> None:
    asked = SearchCase(id="s", slice="x", topic="t", question="?", relevant=(Relevant("b", 2), Relevant("z", 1)))
    hits = HitsOut(hits=[hit("1", "a"), hit("2", "a"), hit("3", "b"), hit("4", "b")], index=FACTS, warnings=[])
    assert grade_search(asked, hits).gains == (0, 2)
    assert grade_search(asked, hits).ideal == (2, 1)
