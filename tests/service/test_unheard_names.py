"""Questions for the words of a name that no cue gives any: unknown, unless a clear answer stands beside it."""

import pytest

from corpus.document import Document
from index.build import build_snapshot
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.answer import Answer
from service.answering import answer_question
from service.close_reading import CloseReading
from service.finding import Question
from tests.index.fakes import WordsEncoder
from tests.service.reader_fakes import WordsReader

_ARTICLES = (
    Document(
        "briefing",
        "The briefing",
        "The minister held a briefing on the valley. Waqar Sheikh found the briefing on the valley a charge sheet. "
        "Omar Latif said that the road to the harbour needs repair. Haris Malik was there.",
        publisher="Hill Courier",
    ),
    Document(
        "court",
        "The court",
        "Advocate Karim Afridi said that the petition was late. Rehana Afridi said that the petition was not late. "
        "A clerk said that the petition was read.",
    ),
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("unheard")
    build_snapshot(_ARTICLES, WordsEncoder(), folder)
    return Snapshots(folder).open_current()


def ask(question: str, articles: Snapshot, speaker: str | None = None) -> Answer:
    return answer_question(
        articles, WordsEncoder(), Question(question, speaker=speaker), CloseReading(WordsReader(), 4)
    )


@pytest.mark.parametrize(
    "question",
    [
        "What did Waqar Sheikh say about the briefing on the valley and the charge sheet?",
        "What did Vaqar Shaikh say about the briefing on the valley and the charge sheet?",
        "What does the Hill Courier say about the briefing on the valley and the charge sheet?",
    ],
)
def test_words_without_a_known_cue_answer_where_the_name_stands_beside_them(question: str, articles: Snapshot) -> None:
    answer = ask(question, articles)
    assert answer.no_answer is None
    assert "charge sheet" in answer.quotes[0].text


@pytest.mark.parametrize(
    "question",
    [
        "What did Nadia Baloch say about the briefing on the valley and the charge sheet?",  # is named nowhere
        "What did Haris Sheikh say about the briefing on the valley and the charge sheet?",  # half of two names
        "What did Haris Malik say about the road to the harbour, repair and needs?",  # beside another's words
        "What did Nawar Sheikh say about the briefing on the valley and the charge sheet?",  # another name
        "What did Waqar Sheikh say about fishing?",  # nothing answers
    ],
)
def test_a_name_that_does_not_stand_beside_a_clear_answer_is_unknown(question: str, articles: Snapshot) -> None:
    answer = ask(question, articles)
    assert answer.no_answer is not None
    assert answer.no_answer.reason == "unknown_speaker"
    assert answer.confidence.probability < answer.confidence.threshold


def test_a_surname_that_two_have_is_not_unknown(articles: Snapshot) -> None:
    answer = ask("What did Afridi say about the petition being late?", articles)
    assert answer.no_answer is None
    assert {position.speaker.name for position in answer.positions if position.speaker} == {
        "Karim Afridi",
        "Rehana Afridi",
    }


def test_a_speaker_filter_that_fits_two_says_who_may_be_meant(articles: Snapshot) -> None:
    answer = ask("Was the petition late?", articles, speaker="Afridi")
    assert answer.no_answer is not None
    assert answer.no_answer.detail == "'Afridi' may be Karim Afridi or Rehana Afridi. Ask with the whole name or id."


@pytest.mark.parametrize(
    "question",
    [
        "Does Karim Afridi say that the road to the harbour needs repair?",
        "Karim Afridi says that the road to the harbour needs repair, right?",
    ],
)
def test_anothers_words_by_name_are_no_answer_however_sure_the_reader_is(question: str, articles: Snapshot) -> None:
    answer = ask(question, articles)
    assert answer.no_answer is not None
    assert "Karim Afridi" in answer.no_answer.detail
    assert answer.confidence.probability < answer.confidence.threshold


@pytest.mark.parametrize(
    "question", ["ok", "a", "what", "how are you", "Who said what?", "AND OR NOT", "why " * 40, "the " * 40]
)
def test_a_question_without_a_subject_has_no_answer(question: str, articles: Snapshot) -> None:
    answer = ask(question, articles)
    assert answer.no_answer is not None
    assert answer.no_answer.reason in ("not_a_question", "no_relevant_content")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Mr Latif", "Omar Latif"),
        ("Major General Omar Latif", "Omar Latif"),
        ("omar-latif", "Omar Latif"),
        ("Defence Minister Omar Latif", "Omar Latif"),
        ("Clerk", "Clerk"),
    ],
)
def test_a_speaker_filter_takes_titles_ids_and_those_without_a_name(given: str, name: str, articles: Snapshot) -> None:
    answer = ask(
        "What about the petition that was read, and the road to the harbour that needs repair?", articles, given
    )
    assert answer.no_answer is None
    assert {one.speaker.name for one in answer.positions if one.speaker} == {name}


def test_a_speaker_filter_does_not_take_an_office_for_another_holders(articles: Snapshot) -> None:
    answer = ask("Was the petition late?", articles, speaker="Mayor Nadia Baloch")
    assert answer.no_answer is not None
    assert answer.no_answer.reason == "unknown_speaker"


def test_a_keyword_question_for_somebodys_remark_asks_for_their_words(articles: Snapshot) -> None:
    answer = ask("Nadia Baloch's remark on the briefing, the valley and the charge sheet", articles)
    assert answer.no_answer is not None
    assert answer.no_answer.reason == "unknown_speaker"
