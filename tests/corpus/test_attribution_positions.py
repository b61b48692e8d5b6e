"""Positions that no verb of saying reports, and which body "the committee" is: each test is one promise."""

import pytest

from tests.corpus.test_attribution import said

OPENED = "Omar Hale spoke at the harbour."


def speaker(sentence: str) -> str | None:
    """Who a sentence's words are, after one about Omar Hale."""
    entry = said(f"{OPENED}|{sentence}")[1]
    return None if entry is None else entry[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hale's argument is that tolls feed smuggling.",
        "His central argument is that tolls feed smuggling.",
        "Hale's message to the boatmen was simple: pay the toll.",
        "His advice was to widen the gate first.",
        "Hale's demand is that the toll be cut.",
        "Hale is convinced that the toll alone will fail.",
        "Hale was sceptical of the plan.",
        "He is against another toll.",
        "Hale closed with a warning that the smugglers would return.",
        "Hale ended with an appeal to the boatmen.",
        "Hale grants that the toll was late.",
        "Hale charged that the board had hidden the figures.",
        "Hale hopes that ships will return.",
        "Hale has written that tolls feed smuggling.",
        "Hale has spoken of more than 200 boats.",
        "Hale takes the view that tolls feed smuggling.",
        "Hale took issue with the claim that traffic had fallen.",
        "Hale cast doubt on the figures.",
        "Hale placed the blame on the boatmen.",
        "Hale put forth that tolls are the oxygen of smuggling.",
        "As Hale puts it, the plan is dead.",
        "As Hale observed on television this week, a gate that nobody watches is only wood.",
        "Hale was quoted as saying that the figures were invented.",
        "The agency quoted Hale as saying that the figures were invented.",
        "Hale was reported to have said that the figures were invented.",
        "According to Hale's column, the plan is dead.",
        "A study published by Omar Hale argues that the plan is dead.",
    ],
)
def test_a_position_is_told_without_a_verb_of_saying(sentence: str) -> None:
    assert speaker(sentence) == "Omar Hale"


@pytest.mark.parametrize(
    "sentence",
    [
        "Hale closed the meeting at noon.",
        "Hale opened a school with the governor.",
        "Hale took the road to the harbour.",
        "Police charged the protesters that evening.",
        "The court granted bail to Hale that day.",
        "The gate was opened by the mayor with a key.",
        "A written order of the board shut the gate.",
        "The rules were written by officials of the board.",
        "It is certain that the toll will rise.",
        "The plan is against the law.",
        "The tide is in favour of small boats.",
        "The argument is that tolls feed smuggling.",
    ],
)
def test_acts_and_things_that_only_look_alike_report_nobody(sentence: str) -> None:
    assert speaker(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The problem with Hale's argument is that it is wrong.",
        "What is striking about Hale's argument is that it is old.",
        "The argument against his view is that it is impractical.",
        "The response to the minister's demand was to strike.",
        "Hale's case is that of a man wronged.",
        "Hale's appeal was to the young.",
        "The minister's proposal was to be presented on Friday.",
        "Monday's message was simple: talk or lose.",
    ],
)
def test_what_a_position_is_compared_with_or_blamed_for_is_nobodys(sentence: str) -> None:
    assert speaker(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "If Omar Hale is convinced that it will fail, he should resign.",
        "Had Omar Hale been in favour of the toll, it would have passed.",
        "It is unclear whether Omar Hale is against the toll.",
        "Neither Hale nor Qadir was in favour of the toll.",
        "Few are convinced that it will fail.",
        "He is against the law.",
        "The police were against the wall.",
        "The ruling was in favour of the boatmen.",
    ],
)
def test_what_is_only_supposed_and_what_no_person_holds_are_no_attitudes(sentence: str) -> None:
    assert speaker(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "According to Lina Qadir, Omar Hale is sceptical of the toll.",
        "In Lina Qadir's view, Omar Hale is against the toll.",
        "According to Lina Qadir, the minister's argument is that the toll is bad.",
    ],
)
def test_whoever_the_sentence_begins_with_tells_of_anothers_position(sentence: str) -> None:
    assert speaker(sentence) == "Lina Qadir"


@pytest.mark.parametrize(
    "sentence",
    [
        "The police took a view of the valley from the hill.",
        "The police opened with a warning shot.",
        "The police drew attention from passers-by.",
        "The minister gave the reporter no reason to doubt.",
        "The court granted that request.",
        "The company charged that customer twice.",
        "As the minister observed two minutes of silence, a bell rang.",
        "As Omar Hale calculated the cost, the price rose.",
        "He found the missing man had drowned.",
    ],
)
def test_the_same_verbs_in_another_sense_report_nobody(sentence: str) -> None:
    assert speaker(sentence) is None


def test_a_study_is_its_makers_and_not_theirs_who_obtained_it() -> None:
    assert speaker("A paper obtained by Lina Qadir said that it failed.") == "Paper"
    assert speaker("A report by Monday said that it failed.") == "Report"


def test_who_is_quoted_by_an_agency_speaks() -> None:
    assert speaker("Hale was quoted by the agency as saying that it failed.") == "Omar Hale"


@pytest.mark.parametrize(
    ("named", "sentence", "speaker_"),
    [
        ("The Northern Government fell.", "In Varn, the government said that it was late.", "Government"),
        ("The Harbour Council sat.", "The council in Tarn said that it was late.", "Council"),
    ],
)
def test_a_body_of_another_place_is_not_the_one_named(named: str, sentence: str, speaker_: str) -> None:
    assert said(f"{named}|{sentence}")[1] == (speaker_, "indirect")


def test_a_texts_first_word_may_leave_open_who_holds_it() -> None:
    assert said("Few are convinced that it will fail.") == [None]
    assert said("Nobody was sceptical of the toll.") == [None]


def test_a_position_inside_somebodys_words_is_theirs() -> None:
    told = "His men were not against the toll, Hale added, but they would not pay it to people “who never worked”."
    assert speaker(told) == "Omar Hale"


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("The Harbour Safety Committee met on Friday.", "The committee said that the gate was shut."),
        ("The Harbour Safety Committee met on Friday.", "The Committee emphasised that the gate was shut."),
        ("A fire broke out at the Harbour Safety Committee.", "The committee's report says that the gate was shut."),
        ("The Harbour Safety Committee met on Friday.", "A study by the committee says that the gate was shut."),
    ],
)
def test_the_committee_is_the_only_body_so_named_before(named: str, sentence: str) -> None:
    assert said(f"{named}|{sentence}")[1] == ("Harbour Safety Committee", "indirect")


def test_a_bodys_name_goes_on_with_what_it_is_for_but_not_with_a_day() -> None:
    name = "Committee on Harbour Safety"
    assert said(f"The {name} said that the gate was shut.") == [(name, "indirect")]
    assert said(f"The {name} on Friday said that the gate was shut.") == [(name, "indirect")]
    assert said("The Harbour Committee on Friday said that it was shut.") == [("Harbour Committee", "indirect")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The committee said that the gate was shut.",  # two are named
        "The bridge committee said that the gate was shut.",  # another one
        "The committee of elders said that the gate was shut.",
    ],
)
def test_a_committee_that_may_be_another_is_not_joined(sentence: str) -> None:
    named = "The Harbour Safety Committee met the River Traffic Committee."
    found = said(f"{named}|{sentence}")[1]
    assert found is not None
    assert found[0] not in ("Harbour Safety Committee", "River Traffic Committee")


def test_the_council_is_not_its_head() -> None:
    found = said("Omar Hale, chairman of the council, arrived.|The council said that the gate was shut.")[1]
    assert found == ("Council", "indirect")
