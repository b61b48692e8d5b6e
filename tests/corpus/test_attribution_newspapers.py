"""How newspapers of South Asia tell who said what, as trials with new articles found it: each test is one promise."""

import pytest

from corpus.attribution import read, seen_in
from corpus.document import Document
from corpus.sentences import cut_sentences
from corpus.span import Span
from tests.corpus.test_attribution import names_of, sentences_of, statements


def last(*sentences: str) -> str | None:
    """Whose words the last sentence of an article is."""
    return names_of("|".join(sentences))[-1]


@pytest.mark.parametrize(
    ("opened", "later"),
    [
        ("Minister for Interior Rashid Minhas told reporters that the camps were ready.", "The minister said more."),
        ("Minister of State for Interior Rashid Minhas said the border was safe.", "Minhas said it again."),
        ("Inspector General of Police Rashid Minhas said 40 men had been held.", "The IGP said more would follow."),
        ("Inspector General of Police Rashid Minhas said 40 men had been held.", "Mr Minhas said it again."),
        ("Opposition leader in the KP Assembly Dr Rashid Minhas said it was late.", "Dr Minhas said it again."),
        ("Governor of Khyber Pakhtunkhwa Rashid Minhas said it was late.", "The governor said it again."),
        ("Chief of Army Staff General Rashid Minhas said it was late.", "The COAS said it again."),
        ("District Police Officer Rashid Minhas said the van was hit.", "The DPO said two men had died."),
        ("Additional Advocate General Rashid Minhas opposed it.", "The AAG said it was not maintainable."),
        ("Chief Minister of Khyber Pakhtunkhwa Rashid Minhas said it was late.", "Minhas said it again."),
        ("Minister of Foreign Affairs Rashid Minhas said it was late.", "The minister said it again."),
        ("Director of Human Rights Watch Rashid Minhas said it was late.", "Minhas said it again."),
        ("Minister for Water Resources Rashid Minhas said it was late.", "The minister said it again."),
        ("DG ISPR Lt Gen Rashid Minhas said it was late.", "The military spokesman said it again."),
        ("The plan is late, said Minister for Interior Rashid Minhas.", "The minister said it again."),
        ("**Ambassador (R) Rashid Minhas**, chairman, opened the session.", "He said it was late."),
        ("Lt. Gen. (R) Rashid Minhas began by disagreeing.", "In his view, the army had no choice."),
    ],
)
def test_a_name_after_an_office_with_what_it_is_of_is_the_name_alone(opened: str, later: str) -> None:
    assert last(opened, later) == "Rashid Minhas"


@pytest.mark.parametrize(
    ("opened", "later"),
    [
        ("The rector of Kalwan University, Rashid Minhas, said it was late.", "The rector said it again."),
    ],
)
def test_what_an_office_is_of_does_not_hold_the_office(opened: str, later: str) -> None:
    assert last(opened, later) == "Rashid Minhas"


@pytest.mark.parametrize("place", ["In the Senate", "In Peshawar", "At the Assembly", "In Punjab"])
def test_a_place_that_leads_in_is_no_part_of_a_name(place: str) -> None:
    opened = "Senator Kamran Lodhi said it was late."
    assert names_of(f"{opened}|{place} Lodhi spoke of the war.|Lodhi said more.") == ["Kamran Lodhi"] * 3


def test_a_surname_that_is_a_title_elsewhere_ends_a_name() -> None:
    opened = "The minister, Rashid Minhas, said it was late."
    termed = "PTI central information secretary Waqar Sheikh termed it a charge sheet."
    assert names_of(f"{opened}|{termed}|“My uncle has come,” he said.") == [
        "Rashid Minhas",
        "Waqar Sheikh",
        "Waqar Sheikh",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the Rs38bn promised for the districts, only Rs11bn was released.",
        "Mr Kasi did not say that the army would go.",
        "Mr Kasi never said that the war was over.",
        "Mr Kasi didn't explain the figure.",
        "Mr Kasi did not say when the army would go, but officials expect it soon.",
        "Mr Kasi denied saying that the army would go.",
        "The host did not ask about it.",
        "She read out a letter from a schoolgirl in Karak which asked when it would open.",
    ],
)
def test_what_nobody_said_is_nobodys(sentence: str) -> None:
    assert last(sentence) is None


def test_views_that_are_denied_are_views() -> None:
    assert last("Omar Hale does not believe that force helps.") == "Omar Hale"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("When a reporter asked why it was late, Omar Hale said it was a gesture.", "Omar Hale"),
        ("“Why are you afraid?” asked Omar Hale, who heads the bench.", "Omar Hale"),
        ("Omar Hale said that some had died, a charge officials deny.", "Omar Hale"),
        ("Director General Inter-Harbour Public Relations (IHPR) Lt Gen Omar Hale said it was late.", "Omar Hale"),
        ("Director Omar Hale, who said it had been requested by the county office, was not there.", "Omar Hale"),
        ("Lina Qadir quoted the late Omar Hale: “My people are not for sale.”", "Omar Hale"),
        ("Omar Hale was blunter: “We have outsourced policy.”", "Omar Hale"),
        ("«A map of roads», sneered the critic Omar Hale.", "Omar Hale"),
        ('"A map of roads", said Omar Hale.', "Omar Hale"),
        ("In 2014 officials spoke of victory.", "Officials"),
    ],
)
def test_the_one_who_says_it_is_told_from_those_beside(sentence: str, speaker: str) -> None:
    assert last("Lina Qadir said it was late.", sentence) == speaker


@pytest.mark.parametrize(
    ("asked", "speaker"),
    [
        ("Lina Qadir was asked by a reporter whether she was safe.", "Lina Qadir"),
        ("A student asked Ms Lina Qadir whether it was safe.", "Lina Qadir"),
        ("When Lina Qadir asked him which, Mr Omar Hale said it was late.", "Lina Qadir"),
    ],
)
def test_she_who_answers_is_the_one_who_was_asked(asked: str, speaker: str) -> None:
    assert last(asked, "She replied that it was.") == speaker


def test_the_army_is_not_an_army_of_rebels() -> None:
    opened = "The Harbour Liberation Army (HLA) said it had taken a train."
    assert last(opened, "After a day the army said that the train was free.") != "Harbour Liberation Army"
    state = "The Elmira National Army said it had freed a train."
    assert last(state, "The army said that nobody was hurt.") == "Elmira National Army"


def test_words_after_a_name_are_a_role_only_where_they_are_its_apposition() -> None:
    assert (
        last("According to Anwar Khan, the general mistakes delay for peace.", "The general said no.") != "Anwar Khan"
    )
    text, sentences = sentences_of("'We lost,' said Omar Khan, 'and the army commander lied.'")
    (statement,) = statements(text, sentences)
    assert statement.speaker is not None
    assert statement.speaker.role is None


def test_a_judge_who_asks_is_who_observes_next() -> None:
    assert last("Justice Mansoor Shah asked counsel Omar Hale whether it was late.", "He observed that it was.") == (
        "Mansoor Shah"
    )


def test_a_view_is_no_place_that_leads_in() -> None:
    assert last("Arif Khan disagreed.", "In Imran Khan's view, it was late.") == "Imran Khan"


def test_a_namesake_who_is_told_of_apart_is_another_person() -> None:
    opened = "Malik Ahmad Khan, the speaker, said it was late."
    assert last(opened, "Ahmad Khan, a party member, said that it was not.") == "Ahmad Khan"
    assert last("Haji Gul Khan said it was late.", "Gul Khan, his grandson, said that it was not.") == "Gul Khan"


@pytest.mark.parametrize(
    "sentence",
    [
        "The judgment against Omar Hale was blunt: “He has lied.”",
        "A government that asks its people to give must tell them why.",
        "**Background**: “The talks” are old.",
    ],
)
def test_what_is_said_of_somebody_or_of_anybody_is_nobodys(sentence: str) -> None:
    assert last("Omar Hale was there.", sentence) is None


def test_who_quotes_another_goes_on_speaking() -> None:
    opened = "Pervez Hale quoted Omar Iqbal: “Raise thyself so high.”"
    assert names_of(f"{opened}|He said the poet was misread.") == ["Omar Iqbal", "Pervez Hale"]


def test_a_bold_heading_before_a_sentence_is_no_part_of_a_name() -> None:
    assert last("**Economy** Omar Hale said that it would grow.") == "Omar Hale"


def test_what_is_not_only_said_is_said() -> None:
    assert last("Omar Hale did not merely say that it was late; he named three who knew.") == "Omar Hale"


def test_letters_that_two_bodies_share_join_neither() -> None:
    one = "The Harbour Nationalist Party (HNP) said it was late.\n"
    other = "In Elmira the HNP said it was early. The Hill National Party won.\n"
    readings = [
        read(document, cut_sentences(document.text))
        for document in (Document("a", "A", one), Document("b", "B", other))
    ]
    assert [entry.aliases for entry in seen_in(readings)] == [(), ()]


def test_a_bodys_short_form_is_its_name_too() -> None:
    stated = "The Frontier Rights Collective (FRC) said it was late."
    assert set(names_of(f"{stated}|FRC said it again.|The Frontier Rights Collective said more.")) == {
        "Frontier Rights Collective"
    }


def test_an_honorific_makes_no_second_person_within_an_article() -> None:
    assert names_of("Malik Gul Zaman said it was late.|Gul Zaman said it again.") == ["Malik Gul Zaman"] * 2


@pytest.mark.parametrize(
    ("sentence", "theirs", "not_theirs"),
    [
        (
            "Omar Hale said it was “a mistake”, but Lina Qadir countered that it was “the only way left”.",
            "the only way left",
            "a mistake",
        ),
        (
            "Lina Qadir, who used to head the harbour board, said the plan had failed.",
            "the plan had failed",
            "used to head the harbour board",
        ),
        ("“It was late,” said Lina Qadir, “and so on.”", "and so on", "said"),
        ("“It was late,” Lina Qadir said, “so be it,” while the board said no.", "so be it", "the board said no"),
        ("Lina Qadir said it was late; Omar Hale called it “absurd”.", "it was late", "absurd"),
        ("In Lina Qadir's opinion no state can share power.", "no state can share power", "opinion"),
        ("The committees, Lina Qadir said, were never told.", "The committees", "Qadir said"),
        ("The harbour is closed, according to Lina Qadir.", "The harbour is closed", "according to"),
    ],
)
def test_a_statement_tells_which_words_are_the_speakers(sentence: str, theirs: str, not_theirs: str) -> None:
    text, sentences = sentences_of(sentence)
    (statement,) = statements(text, sentences)
    assert statement.speaker is not None
    assert statement.speaker.name == "Lina Qadir"
    assert statement.holds(_place(text, theirs))
    assert not statement.holds(_place(text, not_theirs))


def test_a_sentence_that_is_all_speech_is_all_theirs() -> None:
    text, sentences = sentences_of("Lina Qadir said it was late.|“It was very late indeed.”")
    statement = statements(text, sentences)[-1]
    assert statement.holds(sentences[-1].span)


def _place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It was led by Ms. Raisani. Ms. Raisani spoke.", ["It was led by Ms. Raisani.", "Ms. Raisani spoke."]),
        ("## 1. Introduction", ["## 1. Introduction"]),
        ("It fell.[^2] Yet the point stands.", ["It fell.[^2]", "Yet the point stands."]),
        ("It fell.¹ Yet the point stands.", ["It fell.¹", "Yet the point stands."]),
        ("So he told me. Kamran is from Kohat.", ["So he told me.", "Kamran is from Kohat."]),
        ("Khan said no. Mr Azfar said yes.", ["Khan said no.", "Mr Azfar said yes."]),
        ("“Is it over?” Justice Mahmood inquired.", ["“Is it over?” Justice Mahmood inquired."]),
    ],
)
def test_titles_marks_and_headings_are_cut_where_sentences_end(text: str, sentences: list[str]) -> None:
    document = Document("made-up", "Made up", text + "\n")
    assert [one.span.of(document.text) for one in cut_sentences(document.text)] == sentences


@pytest.mark.parametrize(
    "text",
    [
        "Omar Hale denies",
        "A claim denies",
        "Claims, a charge denies",
        "Omar Hale quoted Lina Qadir:",
        "(AB) Omar Hale said so",
    ],
)
def test_a_text_that_breaks_off_is_read(text: str) -> None:
    assert len(names_of(text)) == 1
