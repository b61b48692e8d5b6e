"""People and bodies told in other words than their names, and inserted clauses: each test is one promise."""

import pytest

from tests.corpus.test_attribution import names_of


def last(*sentences: str) -> str | None:
    """Whose words the last sentence of an article is."""
    return names_of("|".join(sentences))[-1]


@pytest.mark.parametrize(
    ("opened", "sentence"),
    [
        ("Lina Qadir said the port was small.", "It was also old, the veteran politician added."),
        ("Lina Qadir said the port was small.", "It was also old, the HPP leader added."),
        ("Lina Qadir, 41, said the port was small.", "It was also old, the 41-year-old said."),
        ("Lina Qadir, an analyst, said the port was small.", "The scholar warned that it was old."),
        ("HPA Director General Omar Hale said the port was small.", "It was also old, the DG HPA added."),
        ("Lt Gen Omar Hale told reporters that the port was small.", "It was also old, the general regretted."),
        (
            "Omar Hale of the HPP said so.|Lina Qadir (QRS) said the port was small.",
            "It was old, the QRS leader added.",
        ),
        ("Harbour adviser Lina Qadir said the port was small.", "It was also old, the adviser assured them."),
        ("Columnist Lina Qadir said the port was small.", "The columnist warned that it was old."),
        ("Ambassador Lina Qadir said the port was small.", "It was old, in the envoy's view."),
        ("Former Elmira chief minister Lina Qadir said the port was small.", "The ex-chief minister warned of more."),
    ],
)
def test_another_word_for_who_has_just_spoken_is_theirs(opened: str, sentence: str) -> None:
    assert last(opened, sentence) in ("Lina Qadir", "Omar Hale", "Hale")


@pytest.mark.parametrize(
    ("opened", "sentence"),
    [
        ("Defence Minister Omar Hale said the port was small.", "It was old, the general added."),
        ("Defence Minister Omar Hale said the port was small.", "The analyst warned that it was old."),
        ("Omar Hale said the port was small.", "The army chief warned that it was old."),
        ("Omar Hale said the port was small.", "The opposition leader warned that it was old."),
        ("HPP Senator Omar Hale said the port was small.", "The QRS leader warned that it was old."),
        ("Omar Hale said the port was small.", "The party's spokesman warned that it was old."),
        ("Omar Hale said the port was small.", "The host, HPP lawmaker Lina Qadir, warned that it was old."),
    ],
)
def test_an_office_another_party_or_another_calling_is_somebody_else(opened: str, sentence: str) -> None:
    assert last(opened, sentence) != "Omar Hale"


def test_somebody_nameless_who_spoke_comes_before_the_one_with_a_name() -> None:
    opened = "Emergency Officer Omar Hale was there."
    nameless = "A senior police officer of the harbour told the Post that a boat had burnt."
    assert last(opened, nameless, "Two men fled, the officer said.") == "Senior police officer of the harbour"


@pytest.mark.parametrize(
    ("opened", "sentence", "name"),
    [
        (
            "The Harbour Tehreek-e-Insaf said the port was small.",
            "It was old, the party held.",
            "Harbour Tehreek-e-Insaf",
        ),
        (
            "The Elmira Institute of Peace said the port was small.",
            "It was old, the think tank noted.",
            "Elmira Institute of Peace",
        ),
        ("The Foreign Office said the port was small.", "It was old, the ministry added.", "Foreign Office"),
    ],
)
def test_another_word_for_the_body_that_has_just_spoken_is_its(opened: str, sentence: str, name: str) -> None:
    assert last(opened, sentence) == name


def test_he_is_no_body_that_is_called_with_the_or_by_letters() -> None:
    assert last("Omar Hale spoke first.", "The Taliban, he argued, have nothing to gain.") == "Omar Hale"
    assert last("Omar Hale spoke first.", "The HPP has always stood for talks, he maintained.") == "Omar Hale"


def test_the_word_before_a_verb_is_no_subject_if_somebody_lived_through_it() -> None:
    found = last("The army said it was over.", "A policeman who lived through it told the Post that many died.")
    assert found == "Policeman"


def test_what_somebody_is_chief_of_is_not_a_chief() -> None:
    assert (
        last("Omar Hale spoke first.", "The harbour's chief demand, he told the Post, was a gate.") != "Harbour's chief"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The tide, Qadir expects, will turn.",
        "The board, Qadir advised, would do better to wait.",
        "The board would one day reveal who lit it, Qadir promised.",
        "The board might lend a hand, Qadir suggested.",
        "In Elmira the sailors merely lend a hand, Qadir added.",
        "The gate had been shut again, Qadir went on.",
        "The sailors, Qadir pointed out, lend a hand.",
        "Qadir wondered aloud why the gate was shut.",
        "Qadir put the death toll of the fire on the northern quay at six.",
        "Qadir puts the fire down to the boatmen's haste.",
        "Qadir held the board responsible for the fire.",
        "Qadir brushed aside the board's complaint.",
        "Qadir counselled patience to both sides.",
        "Qadir faulted the board for its haste.",
        "Qadir let it be known that the gate would stay shut.",
        "Qadir gave the assurance that the gate would open.",
        "The gate, in the view of Qadir, is too small.",
        "The gate, to her mind, is too small.",
        "Twelve boats burnt, by her count.",
        "The gate has opened, according to Qadir, and a pilot named Matin is among the dead.",
        "The gate was too small, said Qadir on Monday.",
    ],
)
def test_ways_of_telling_somebodys_words(sentence: str) -> None:
    assert last("Lina Qadir spoke at the harbour.", sentence) == "Lina Qadir"


@pytest.mark.parametrize(
    "sentence",
    [
        "Qadir brushed her coat.",
        "Qadir waved the flag.",
        "The flag was waved by the children of the port.",
        "Qadir held the rope.",
        "Qadir put the rope on the quay.",
        "The fire, it seems, was small.",
        "Qadir finds it hard to sleep.",
        "The board was called to account for the fire.",
        "The board in its right mind shuts the gate.",
    ],
)
def test_the_same_words_in_another_sense_report_nothing(sentence: str) -> None:
    assert last("Lina Qadir spoke at the harbour.", sentence) is None


def test_a_word_that_only_begins_a_sentence_is_nobody() -> None:
    assert last("Lina Qadir said it was late.", "Whatever doubts there are will be met, Qadir said.") == "Lina Qadir"
    assert last("Lina Qadir said it was late.", "Instead two boats burnt, she said.") == "Lina Qadir"


def test_of_two_people_one_of_whom_is_a_woman_she_is_the_woman() -> None:
    found = last("Mrs Lina Qadir said it was late.", "Munawar would reveal it, she promised.")
    assert found == "Lina Qadir"


@pytest.mark.parametrize(
    "sentence",
    [
        "She wanted the gate shut.",
        "She favoured talks with the boatmen.",
        "She prefers to wait.",
        "Qadir expects calm.",
    ],
)
def test_what_somebody_wants_is_a_position_among_others_of_theirs_and_else_nobodys(sentence: str) -> None:
    assert last("Mrs Lina Qadir said it was late.", sentence) == "Lina Qadir"
    assert last("Mrs Lina Qadir said it was late.", "Omar Hale disagreed.", "The fire went on.", sentence) is None
    assert last("The fire went on.", "Mrs Lina Qadir left.", sentence) is None


def test_two_callings_may_be_one_persons_and_two_people_are_two() -> None:
    assert (
        last("Author and pilot Lina Qadir took the board to task.", "It was far too late, she argued.") == "Lina Qadir"
    )
    assert last("The fire went on.", "Doctor and patient Lina Qadir said that it was late.") != "Lina Qadir"


@pytest.mark.parametrize(
    "sentences",
    [
        ("Lina Qadir told reporters that her son was shot by a soldier.", "The soldier said that he had slept."),
        ("Lina Qadir said a politician had come.", "The politician said that the case was closed."),
        ("Omar Hale called Lina Qadir a thief.", "The veteran politician said it was a lie."),
        ("Omar Hale said the attack was cowardly.", "The TTP leader said more would follow."),
        ("Omar Hale of the HPP spoke.", "Karim Daud of the QRS said it was good.", "The HPP leader said it was a lie."),
        ("Omar Hale said the border was weak.", "The DG ISPR said it was sealed."),
        ("Inspector Omar Hale said two were held.", "The IG HPA said more would be."),
        ("Omar Hale, the health secretary, said it was late.", "The ambassador said it was an insult."),
        ("Omar Hale told the court that he had slept.", "The lawyer said that he had not."),
        ("Mrs Lina Qadir said it was late.", "The spokesman said it was early."),
        ("Omar Hale said the rival leader lied.", "The rival leader said he did not."),
        ("Omar Hale said her son was ill.", "The 12-year-old said he was fine."),
        ("The IMF said growth would slow.", "The party said the government lied."),
    ],
)
def test_who_has_just_spoken_is_not_meant_where_somebody_else_may_be(sentences: tuple[str, ...]) -> None:
    assert last(*sentences) not in ("Omar Hale", "Lina Qadir", "Karim Daud", "IMF")


def test_a_spokesman_is_not_another_bodys_and_the_minister_not_his_brother() -> None:
    army = "A spokesman for the army said no."
    assert last(army, "The spokesman for the police said yes.") == "Spokesman for the police"
    assert last("The brother of the minister said he was innocent.", "The minister said he was guilty.") == "Minister"


@pytest.mark.parametrize(
    "sentence",
    [
        "As the crowd grew, Qadir ran, and the police fired.",
        "Qadir put the phone down to greet a guest.",
        "Qadir put guards at six gates.",
        "Qadir held a rally for those responsible.",
        "Qadir brushed aside a fly.",
        "Two years on, Qadir complains.",
    ],
)
def test_what_is_done_is_not_said(sentence: str) -> None:
    assert last("Mrs Lina Qadir said it was late.", sentence) is None
