"""Promises of the probability beside an answer and of the measures it is made of."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from index.build import build_snapshot
from index.retrieval import Filters
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.answering import answer_question
from service.close_reading import CloseReading, read_closely
from service.confidence import SURE, WITHOUT_READER, Calibration, calibration_for, calibrations, judge
from service.evidence import MEASURES, Evidence, weigh
from service.finding import Question, find_candidates, find_hits
from service.openvino_reader import open_default_reader
from service.question import understand
from service.reader import UNCALIBRATED
from tests.index.fakes import WordsEncoder
from tests.service.reader_fakes import WordsReader


def evidence_of(snapshot: Snapshot, question: str, reader: WordsReader | None = None) -> Evidence:
    understood = understand(question, WordsEncoder(), snapshot)
    hits = find_hits(snapshot, understood.encoded, Filters(), understood.asked_for)
    candidates = find_candidates(snapshot, understood, hits, None)
    if reader:
        candidates = read_closely(snapshot, understood, candidates, CloseReading(reader, 8))
    return weigh(snapshot, understood, candidates)


def test_relevance_is_measured_of_the_most_relevant_whatever_a_reader_puts_first(snapshot: Snapshot) -> None:
    question = "Who said the gates of the dam were oiled?"
    understood = understand(question, WordsEncoder(), snapshot)
    hits = find_hits(snapshot, understood.encoded, Filters(), understood.asked_for)
    most = sorted((one.relevance for one in find_candidates(snapshot, understood, hits, None)), reverse=True)
    for reader in (None, WordsReader()):
        evidence = evidence_of(snapshot, question, reader)
        assert evidence.relevance == pytest.approx(most[0])
        assert evidence.relevance_of_several == pytest.approx(sum(most[:3]) / 3)
    assert most[0] > most[2]


def test_the_shipped_reader_has_a_calibration_of_its_own() -> None:
    assert calibration_for(open_default_reader()).name == open_default_reader().calibration


def test_an_answer_without_a_reader_has_a_calibration_of_its_own() -> None:
    calibration = calibration_for(None)
    assert calibration.name == WITHOUT_READER
    assert not [measure for measure in calibration.measures if measure.startswith("answers")]


def test_a_reader_nobody_calibrated_is_taken_at_its_word() -> None:
    assert calibration_for(WordsReader()).name == UNCALIBRATED
    measures = dict.fromkeys(MEASURES, 0.0) | {"nearness": 1.0}
    assert judge(Evidence(**measures), calibration_for(WordsReader())).probability == 0.5


def test_every_stored_calibration_names_measures_that_there_are() -> None:
    for calibration in calibrations().values():
        assert set(calibration.measures) <= set(MEASURES)
        assert len(calibration.measures) == len(calibration.coefficients)
        assert 0 < calibration.threshold < 1


@given(st.lists(st.floats(-1e6, 1e6), min_size=len(MEASURES), max_size=len(MEASURES)))
def test_a_probability_lies_between_nought_and_one(values: list[float]) -> None:
    for calibration in calibrations().values():
        assert 0 <= judge(Evidence(*values), calibration).probability <= 1


def test_nothing_found_is_no_support() -> None:
    assert judge(None, calibration_for(None)).probability == 0


def test_the_logistic_model_is_the_one_written_down() -> None:
    calibration = Calibration("by hand", ("answers", "covered"), (2.0, -1.0), 0.5, 0.3, 0.3, 0.4, 0.5, 0.04)
    values = dict.fromkeys(MEASURES, 9.0) | {
        "answers": 0.25,
        "covered": 0.5,
        "others_nearer": 0.4,
        "said_elsewhere": 0.5,
        "anothers_words": 0.0,
    }
    assert calibration.probability(Evidence(**values)) == pytest.approx(1 / (1 + math.exp(-0.5)))
    assert calibration.probability(Evidence(**{**values, "nearness": 0.29})) == 0.04
    assert calibration.probability(Evidence(**{**values, "others_nearer": 0.41})) == 0.04
    assert calibration.probability(Evidence(**{**values, "said_elsewhere": 0.51})) == 0.04
    assert calibration.probability(Evidence(**{**values, "anothers_words": 1.0})) == 0.04
    assert calibration.probability(Evidence(**{**values, "answers": 9.0, "anothers_words": 1.0})) == 0.04
    assert calibration.probability(Evidence(**{**values, "answers": 9.0, "nearness": 0.1})) == 0.04


def test_a_sure_reader_is_believed_where_little_is_near() -> None:
    calibration = Calibration("by hand", ("answers",), (1.0,), 0.0, 0.3, 0.3, 0.4, 0.5, 0.04)
    values = dict.fromkeys(MEASURES, 0.0) | {"nearness": 0.2}
    assert calibration.probability(Evidence(**values | {"answers": SURE - 0.1})) == 0.04
    assert calibration.probability(Evidence(**values | {"answers": SURE})) > 0.5


def test_a_topic_is_held_where_the_one_asked_for_speaks_of_all_of_it(snapshot: Snapshot) -> None:
    assert evidence_of(snapshot, "What did Petra Holm say about dredging?").topic_held == 1
    assert evidence_of(snapshot, "What did Petra Holm say about dredging and the lamp?").topic_held == 0
    assert evidence_of(snapshot, "Who speaks about dredging?").topic_held == 0


def test_a_name_that_no_article_holds_is_unheard(snapshot: Snapshot) -> None:
    assert evidence_of(snapshot, "What did the mayor say about the old bridge at Varn?").names_unheard == 0
    assert evidence_of(snapshot, "What did the mayor say about the old bridge at Oslo in 1977?").names_unheard == 1


def test_a_number_asked_for_and_not_there_is_missing(snapshot: Snapshot) -> None:
    assert evidence_of(snapshot, "How many crowns does dredging cost?").kind_missing == 0
    assert evidence_of(snapshot, "When did the lamp of the lighthouse keeper burn oil on purpose?").kind_missing == 1
    assert evidence_of(snapshot, "Did the lamp burn oil on purpose when the keeper wrote?").kind_missing == 0


def test_the_share_of_words_covered_is_whole_where_the_sentence_is_the_question(snapshot: Snapshot) -> None:
    assert evidence_of(snapshot, "The harbour at Varn silts up every spring").covered == pytest.approx(1)
    assert evidence_of(snapshot, "zyx wvu harbour").covered < 0.6


def test_a_long_questions_measures_count_apart(snapshot: Snapshot) -> None:
    short = evidence_of(snapshot, "Can the bridge be repaired?")
    assert (short.long, short.long_nearness, short.long_covered) == (0, 0, 0)
    asked = "Considering the report on the old bridge at Varn and the other one on the harbour at Oslo, " * 2
    long = evidence_of(snapshot, asked + "who says that it can be repaired?")
    assert (long.long, long.names_unheard) == (1, 0)
    assert (long.long_nearness, long.long_covered) == (long.nearness, long.covered)


def test_without_a_reader_its_measures_are_nought(snapshot: Snapshot) -> None:
    measures = evidence_of(snapshot, "Can the bridge be repaired?")
    assert (measures.answers, measures.answers_of_several, measures.long_answers) == (0, 0, 0)
    with_reader = evidence_of(snapshot, "Can the bridge be repaired?", WordsReader())
    assert with_reader.answers >= with_reader.answers_of_several


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who said the bridge can be repaired for two million crowns?", 0),
        ("Who said the bridge can be repaired for 3 million crowns in 1977?", 2),
        ("Did dredging cost nine million crowns?", 0),
        ("Did dredging cost nineteen million crowns?", 1),
    ],
)
def test_numbers_of_the_question_that_stand_nowhere_near_are_counted(
    question: str, missing: int, snapshot: Snapshot
) -> None:
    assert evidence_of(snapshot, question).numbers_missing == missing


def test_a_number_may_be_written_in_digits_or_words(tmp_path: Path) -> None:
    text = "The ferry sank with 7 cars aboard in May. The ferry carried fifteen lorries in June.\n"
    build_snapshot([Document("ferry", "The ferry", text)], WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    assert evidence_of(snapshot, "Did the ferry sink with seven cars aboard?").numbers_missing == 0
    assert evidence_of(snapshot, "Did the ferry sink with eight cars aboard?").numbers_missing == 1
    assert evidence_of(snapshot, "Did the ferry carry 15 lorries?").numbers_missing == 0
    assert evidence_of(snapshot, "Did the ferry carry 16 lorries?").numbers_missing == 1


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Petra Holm say about the bridge?", "Petra Holm"),
        ("Petra Holm on dredging", "Petra Holm"),
        ("Who agrees with Petra Holm that the bridge is not safe?", None),
        ("What do Petra Holm and Idris Okafor say about the bridge?", None),
        ("Where does the mayor's bridge stand?", None),
        ("Petra Holm's view of the harbour", "Petra Holm"),
        ("Is the harbour silted up, according to Petra Holm?", "Petra Holm"),
        ("Why does Petra Holm want to tear it down?", "Petra Holm"),
        ("Did anyone claim that Petra Holm has failed the fishermen of Varn?", None),
        ("What do critics say about Petra Holm?", None),
        ("How did critics describe Petra Holm?", None),
        ("Has Petra Holm ever been on the bridge?", None),
    ],
)
def test_whose_words_are_asked_for(question: str, speaker: str | None, snapshot: Snapshot) -> None:
    asked = understand(question, WordsEncoder(), snapshot).words_of
    assert (asked.name if asked else None) == speaker


def test_somebody_else_s_words_are_no_answer_to_what_one_person_said(snapshot: Snapshot) -> None:
    right = "Did Idris Okafor say the bridge can be repaired for two million crowns?"
    wrong = "Did Petra Holm say the bridge can be repaired for two million crowns?"
    assert evidence_of(snapshot, right).others_nearer == 0
    assert evidence_of(snapshot, wrong).others_nearer > 0.4
    reply = answer_question(snapshot, WordsEncoder(), Question(wrong))
    assert reply.no_answer is not None
    assert reply.no_answer.reason == "insufficient_support"
    assert "Petra Holm" in reply.no_answer.detail
    assert reply.confidence.probability < reply.confidence.threshold
    assert answer_question(snapshot, WordsEncoder(), Question(wrong, speaker="Petra Holm")).no_answer is None
