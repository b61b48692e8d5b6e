"""Whom a role, a rank or a pronoun means: each test is one promise, with sentences of our own."""

import pytest

from tests.corpus.test_attribution import said

LATE = "said that it was late."


def speakers(*paragraphs: str) -> list[str | None]:
    return [None if one is None else one[0] for one in said(*paragraphs)]


@pytest.mark.parametrize(
    "role",
    ["colonel", "brigadier", "captain", "admiral", "sergeant", "mufti", "sheikh", "archbishop", "commodore", "envoy"],
)
def test_a_rank_or_calling_in_small_letters_speaks(role: str) -> None:
    assert speakers(f"The {role} {LATE}") == [role.capitalize()]


@pytest.mark.parametrize(
    "introduced",
    [
        "The defence minister, General Hamdan Kuyas, said that arming would go on.",
        "The country's defence minister, Hamdan Kuyas, said that arming would go on.",
        "Defence minister Hamdan Kuyas said that arming would go on.",
        "The hearing was opened by its minister, Hamdan Kuyas, on Monday.",
    ],
)
def test_a_role_told_before_a_name_is_that_persons(introduced: str) -> None:
    assert speakers(f"{introduced}|A senator asked why.|The minister {LATE}")[2] == "Hamdan Kuyas"


def test_a_description_between_commas_speaks_for_whom_it_describes() -> None:
    described = "The account was given by Maj Gen Arif Balkar, director general of Information, who said it was late."
    assert speakers(described) == ["Arif Balkar"]
    suspended = "Neville Strand, the former inspector general of police, who was suspended in May, told the court so."
    assert speakers(suspended) == ["Neville Strand"]


def test_a_role_after_words_that_lead_in_is_somebody_else() -> None:
    assert speakers(f"In a talk with Lina Qadir, the mayor {LATE}") == ["Mayor"]
    assert speakers(f"Lina Qadir, the mayor and two aides {LATE}") == ["Mayor and two aides"]


def test_a_calling_nobody_was_told_of_before_is_that_of_whom_the_sentence_before_is_about() -> None:
    assert speakers(f"Dr. Farida Munawer took issue with the general.|The sociologist {LATE}")[1] == "Farida Munawer"


@pytest.mark.parametrize(
    "before",
    [
        "Dr. Farida Munawer, an economist, took issue with the general.",  # is something else
        "A sociologist spoke first.|Farida Munawer took issue with the general.",  # is somebody else
    ],
)
def test_a_calling_of_somebody_else_is_not(before: str) -> None:
    assert speakers(f"{before}|The sociologist {LATE}")[-1] == "Sociologist"


def test_an_office_everybody_knows_is_not_whoever_was_spoken_of() -> None:
    assert speakers(f"Dr. Farida Munawer took issue with the general.|The president {LATE}")[1] == "President"


def test_a_name_after_a_small_article_is_a_whole_name() -> None:
    assert speakers(f"Munir al-Attar {LATE}|The harbour would close, al-Attar said.") == ["Munir al-Attar"] * 2


def test_by_telephone_is_how_and_not_who() -> None:
    assert speakers("Its head, Pervin Jatoli, who was away, said by telephone that it was late.") == ["Pervin Jatoli"]
    assert speakers("The delay was announced by Pervin Jatoli.") == ["Pervin Jatoli"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Lina Qadir put the toll at 33, citing the register.", "Lina Qadir"),
        ("Lina Qadir puts the number of dead at more than 80.", "Lina Qadir"),
        ("Lina Qadir put out the fire.", None),
        ("Lina Qadir put 40 men at the gate.", None),
    ],
)
def test_who_puts_a_figure_at_something_says_so(sentence: str, speaker: str | None) -> None:
    assert speakers(sentence) == [speaker]


def test_who_speaks_aside_is_not_whom_the_same_pronoun_goes_on_to_mean() -> None:
    assert speakers(
        "Sofika Dranitsa was named inspector general last week."
        "|She appeared beside Governor Antun Birkal, who said little."
        "|“I have been asked whether I am afraid,” she began."
    )[2] == "Sofika Dranitsa"  # fmt: skip


def test_whom_a_sentence_brings_on_is_whom_the_next_pronoun_means() -> None:
    sent = "The council sent its spokesman, Irak Fontev, who joined by video.|The posts, he said, would go."
    assert speakers(sent)[1] == "Irak Fontev"
    passed = "Questions about the raids were passed to the brigadier.|He repeated that 33 fighters had died."
    assert speakers(passed)[1] == "Brigadier"


def test_what_an_inserted_she_said_interrupts_may_begin_with_a_capital() -> None:
    assert speakers("Serwah Mantebo showed slides.|Oil losses, she argued, are high.")[1] == "Serwah Mantebo"


@pytest.mark.parametrize(
    ("introduced", "role"),
    [
        ("The former ambassador to Ormistan, Mr Orhal Dust, dwelt upon it.", "ambassador"),
        ("The Ambassador of Ormistan to Hale, H.E. Farhad Zam, welcomed the plan.", "ambassador"),
        ("The chairman of the Harbour Telecom and Networks Authority (HTNA), Imtaz Gorlan, came.", "chairman"),
        ("Mr Omar Hale, Minister of Ports, opened it.", "minister"),
        ("Mr Omar Hale, Additional Secretary at the Ministry of Ports, came.", "Additional Secretary"),
        ("Inspector General Adash Murr laughed.", "inspector general"),
    ],
)
def test_a_role_told_with_where_it_is_held_is_that_persons(introduced: str, role: str) -> None:
    name = speakers(f"{introduced}|A guest asked why.|The {role} {LATE}")[2]
    assert name is not None and name in introduced and " " in name


def test_of_two_ministers_the_one_who_speaks_is_meant_not_the_one_mentioned_last() -> None:
    text = f"Interior Minister Omar Hale {LATE}|He came along with Law Minister Lina Qadir.|The minister {LATE}"
    assert speakers(text) == ["Omar Hale", None, "Omar Hale"]


def test_a_chief_minister_is_not_the_chief() -> None:
    text = f"Chief Minister Omar Hale came.|The chief {LATE}"
    assert speakers(text)[1] == "Chief"


def test_the_speaker_of_a_seminar_is_whoever_was_given_the_floor() -> None:
    text = f"The seminar began.|Dr Lina Qadir gave a talk on the fiscal side.|It was long.|The speaker {LATE}"
    assert speakers(text)[3] == "Lina Qadir"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"The panel met.|Omar Hale {LATE}|The next speaker {LATE}", "Next speaker"),
        (f"The panel met.|Omar Hale {LATE}|A speaker from Korun rose.|The speaker {LATE}", "Speaker"),
        (f"Opposition lawmaker Omar Hale {LATE}|The speaker {LATE}", "Speaker"),
        (f"The panel met.|Lawmaker Omar Hale {LATE}|The speaker {LATE}", "Speaker"),
        (f"Omar Hale {LATE}|The speaker {LATE}", "Speaker"),
    ],
)
def test_another_speaker_and_the_speaker_of_a_house_are_not(text: str, name: str) -> None:
    assert speakers(text)[-1] == name


def test_the_former_chief_is_a_retired_officer_who_was_named_last() -> None:
    assert speakers("General (retd) Omar Hale came.|“It is late,” the former spy chief said.")[1] == "Omar Hale"
    assert speakers("Colonel Omar Hale came.|“It is late,” the former spy chief said.")[1] == "Former spy chief"
    text = f"General (retd) Omar Hale met Lina Qadir.|The former foreign secretary {LATE}"
    assert speakers(text)[1] == "Former foreign secretary"


def test_of_whom_something_was_done_to_the_next_pronoun_tells() -> None:
    assert speakers(f"Omar Hale was beaten by Nadir Awan.|He {LATE}")[1] == "Omar Hale"
    assert speakers(f"The lawyer came for Omar Hale.|The lawyer {LATE}")[1] == "Lawyer"


def test_what_follows_a_name_and_a_comma_is_no_second_name() -> None:
    assert speakers("Dr Lina Qadir, Senior Fellow at the Port Institute, argued that it was late.") == ["Lina Qadir"]
    text = (
        "General Nazim Qulan spoke.|General Temur Haz, Commander Northern Command, took the floor.|He said it was late."
    )
    assert speakers(text)[2] == "Temur Haz"


@pytest.mark.parametrize(
    "passive",
    [
        "The neighbour's role was dealt with by Ms Lina Qadir, Senior Fellow at the Forum.",
        "The keynote was delivered by the Defence Minister, Ms Lina Qadir.",
        "The theme was taken up by Ms Lina Qadir, president of the union.",
    ],
)
def test_by_whom_something_was_done_is_whom_the_next_pronoun_means(passive: str) -> None:
    assert speakers(f"{passive}|She {LATE}")[1] == "Lina Qadir"


def test_he_may_be_the_chairman_of_the_board_that_a_sentence_counts_as_the_words_of() -> None:
    text = (
        "The Port Commission put the number at 71, and its chairman, Rashid Omer, said why.|He added that it was late."
    )
    assert speakers(text)[1] == "Rashid Omer"


def test_a_verb_after_a_name_that_ends_like_a_nations_is_its_verb() -> None:
    assert speakers(f"Yunas Berk {LATE}|Mr Adil Pershan gave a talk.|He {LATE}")[2] == "Adil Pershan"


def test_the_first_speaker_was_somebody_whom_the_next_pronoun_means() -> None:
    assert speakers(f"The first speaker was Mrs Salma Dur, former Director of the Port.|She {LATE}")[1] == "Salma Dur"


def test_her_excellency_is_no_name() -> None:
    assert speakers(f"Her Excellency {LATE}") == [None]
