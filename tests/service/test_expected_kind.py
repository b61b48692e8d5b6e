"""What kind of thing a question asks for, and whether a sentence holds one."""

import pytest

from service.expected_kind import holds_kind


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("In which year was the bridge built?", "The bridge was built in 1931.", True),
        ("In which year was the bridge built?", "The bridge is 93 years old.", False),
        ("When was the bridge closed?", "It was closed in March.", True),
        ("When was the bridge closed?", "It was closed by the mayor.", False),
        ("What percentage of the catch is lost?", "A third of the catch is lost.", True),
        ("What percentage of the catch is lost?", "Of 40 boats 3 came back.", False),
        ("How many security agencies are there?", "There are six different security agencies.", True),
        ("How many security agencies are there?", "Security agencies hurt three officers in 2011.", False),
        ("number of suicide attackers killed in the raid", "One suicide attacker and five others died.", True),
        ("How many people left?", "2.2 million left their homes.", True),  # people are counted without being said
        ("How many boats sank?", "Many boats sank.", False),
        ("Who closed the bridge?", "The bridge was closed by Petra Holm.", True),
        ("Who closed the Varn bridge?", "The bridge at Varn was closed.", False),
        ("What are the names of the four officers?", "Four officers died in Bajaur.", True),  # a place is a name too
        ("What are the names of the four officers killed in Bajaur?", "Four officers died in Bajaur.", False),
        ("Why was the bridge closed?", "Nobody knows.", True),
        ("When was the bridge closed?", "Airstrikes may close it.", False),
        ("How many attacks were there?", "The number of attacks rose to 521.", True),
        ("Name the two reasons for the silting.", "The dredger was sold.", True),
    ],
)
def test_a_sentence_holds_the_kind_asked_for_or_not(question: str, sentence: str, *, held: bool) -> None:
    assert holds_kind(question, [sentence], heard=False) is held


def test_one_of_the_sentences_is_enough() -> None:
    assert holds_kind("How many boats sank?", ["Nobody came.", "Nine boats sank."], heard=False)


def test_who_said_something_is_told_by_whoever_is_heard() -> None:
    question, sentences = "Who says that the bridge is safe?", ["It is safe, he says."]
    assert holds_kind(question, sentences, heard=True)
    assert not holds_kind(question, sentences, heard=False)
    assert not holds_kind("Who built the bridge?", sentences, heard=True)
