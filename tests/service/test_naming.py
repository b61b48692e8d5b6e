"""Who a question names, and whose words it asks for: ordinary questions that were once misread."""

import pytest

from corpus.document import Document
from corpus.speakers import Found, SpeakerRegister
from index.build import build_snapshot
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from service.answering import answer_question
from service.asked_for import AskedFor
from service.finding import Question
from service.question import UnderstoodQuestion, understand
from tests.index.fakes import WordsEncoder

_ARTICLES = (
    Document(
        "talks",
        "The talks",
        "Analyst Ejaz Awan said that the operation had failed. Professor Ishtiaq Ahmed said that the region "
        "needs trade. Army Chief General Asim Munir said that dialogue must go on. Former NACTA head Ehsan "
        "Ghani called this a policy without a future. PTI said that it would boycott the session. ISPR said "
        "that the convoy had arrived. The National Action Plan bans armed groups. The Jaffer Express was "
        "attacked near Bannu. Imran Khan is in prison.",
    ),
    Document(
        "trade",
        "The trade",
        "Prime Minister Shahbaz Sharif said that trade matters. Elena Rivera said that tariffs rise.",
    ),
    Document(
        "border", "The border", "Kabul closed the border. Western traders left. India watched.", author="Shamim Shahid"
    ),
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("naming")
    build_snapshot(_ARTICLES, WordsEncoder(), folder)
    return Snapshots(folder).open_current()


def read(question: str, snapshot: Snapshot) -> UnderstoodQuestion:
    return understand(question, WordsEncoder(), snapshot)


@pytest.mark.parametrize(
    "question",
    [
        "What did Ahmed Sharif Chaudhry say?",
        "What did Munir Akram tell the UN about the border?",
        "What did Shahid Khaqan Abbasi say about trade?",
        "What did President Ghani say about the policy?",
        "What did the Indian Army Chief say about dialogue?",
        "What did India's army chief say about dialogue?",
    ],
)
def test_a_name_that_only_shares_a_word_is_somebody_else(question: str, articles: Snapshot) -> None:
    assert read(question, articles).voices == ()


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Since Awan says that the operation failed, what should come?", "Ejaz Awan"),
        ("What did Professor Ahmed say about trade?", "Ishtiaq Ahmed"),
        ("What did General Munir say?", "Asim Munir"),
        ("What did the Army Chief say about dialogue?", "Asim Munir"),
        ("What did Pakistan's Army Chief say about dialogue?", "Asim Munir"),
        ("What did Journalist Shahid say of Kabul?", "Shamim Shahid"),
        ("What Did Awan Say About The Operation?", "Ejaz Awan"),
        ("DID MUNIR VISIT THE REGION?", "Asim Munir"),
        ("What did PM Sharif say about trade?", "Shahbaz Sharif"),
        ("What did President Rivera say about tariffs?", "Elena Rivera"),
        ("What did DG ISPR say about the convoy?", "ISPR"),
    ],
)
def test_a_title_or_a_word_before_a_name_hides_nobody(question: str, name: str, articles: Snapshot) -> None:
    understood = read(question, articles)
    assert [one.name for one in understood.voices] == [name]
    assert understood.unknown is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Why does Ahmed say PTI lacks determination?", {"Ishtiaq Ahmed"}),
        ("What did Munir say PTI should do?", {"Asim Munir"}),
        ("What do Munir and PTI say about the session?", {"Asim Munir", "PTI"}),
        ("How does what Awan says differ from what ISPR says?", {"Ejaz Awan", "ISPR"}),
    ],
)
def test_a_body_that_somebody_speaks_of_is_no_second_speaker(
    question: str, names: set[str], articles: Snapshot
) -> None:
    assert {one.name for one in read(question, articles).voices} == names


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Awan say about people who have disclosures to make?", "Ejaz Awan"),
        ("According to Awan, who failed?", "Ejaz Awan"),
        ("What is Ghani's view of the policy?", "Ehsan Ghani"),
        ("What did Ghani say about what role each agency has?", "Ehsan Ghani"),
        ("What do Awan's critics say?", None),
        ("Was Ghani told about the operation?", None),
        ("Is Awan expected to join?", None),
        ("Who disagreed with what Awan said?", None),
    ],
)
def test_whose_words_are_asked_for(question: str, name: str | None, articles: Snapshot) -> None:
    words_of = read(question, articles).words_of
    assert (words_of.name if words_of else None) == name


@pytest.mark.parametrize(
    "question",
    [
        "What does the National Action Plan say about armed groups?",
        "How did Kabul respond to the talks?",
        "What does India want from the talks?",
        "What does the Jaffer Express attack tell us about security?",
        "According to the National Action Plan, who is banned?",
        "According to Western traders, is the border closed?",
        "According to the New York Times report, what happened?",
    ],
)
def test_things_and_groups_are_no_unknown_speakers(question: str, articles: Snapshot) -> None:
    assert read(question, articles).unknown is None


@pytest.mark.parametrize(
    "question",
    [
        "What did Imran Khan say about prison?",
        "According to Imran Khan, who boycotts?",
        "What did Dr. Syed M. Ali tell the session?",
        "What did the Indian Army Chief say about dialogue?",
    ],
)
def test_whoever_nobody_hears_is_said_to_be_unknown_and_unlikely_to_answer(question: str, articles: Snapshot) -> None:
    answer = answer_question(articles, WordsEncoder(), Question(question))
    assert answer.no_answer is not None
    assert answer.no_answer.reason == "unknown_speaker"
    assert answer.confidence.probability < answer.confidence.threshold


@pytest.mark.parametrize(
    "question",
    ["Were there reports of casualties?", "What role does each agency have?", "Did both the police and PTI go?"],
)
def test_loose_words_set_no_sides(question: str, articles: Snapshot) -> None:
    assert not read(question, articles).sides


def test_a_question_of_unknown_words_looks_up_only_a_few(articles: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    found = SpeakerRegister.find

    def counted(register: SpeakerRegister, name: str) -> Found:
        asked.append(name)
        return found(register, name)

    monkeypatch.setattr(SpeakerRegister, "find", counted)
    read(" ".join(f"xqzw{chr(97 + n % 26)}{chr(97 + n // 26)}vut" for n in range(250)), articles)
    assert 0 < len(asked) <= 40


@pytest.mark.parametrize(
    "question",
    ["What happened in the session on Tuesday?", "Where was the professor killed?", "Was the journalist hurt?"],
)
def test_an_event_or_a_calling_is_ours_only_where_something_said_is_asked_for(
    question: str, articles: Snapshot
) -> None:
    assert read(question, articles).asked_for == AskedFor()


@pytest.mark.parametrize(
    ("question", "one_fact", "sides"),
    [
        ("How often do they meet?", True, False),
        ("How long do the talks last?", True, False),
        ("How much is the toll?", True, False),
        ("When exactly did it close?", True, False),
        ("How far should Pakistan go?", False, False),
        ("What happened between Munir and the government?", False, False),
        ("What do Awan and the author think?", False, True),
    ],
)
def test_what_is_asked_for(question: str, one_fact: bool, sides: bool, articles: Snapshot) -> None:
    understood = read(question, articles)
    assert (understood.one_fact, understood.sides) == (one_fact, sides)


@pytest.mark.parametrize(
    "question", ["Awan the editorial " + "on " * 300 + ", " * 500, "," * 2000, "who " * 500, "Awan " * 400, "a" * 2000]
)
def test_a_question_made_to_be_slow_is_understood(question: str, articles: Snapshot) -> None:
    """Patterns that go back over what they have read would keep a worker for minutes here."""
    assert read(question, articles).encoded.text == question
