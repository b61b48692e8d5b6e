"""Two spellings of one name: which are one person's, and which are two people's."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.speakers import SpeakerEntry, build_register
from corpus.spelled_alike import alike, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shahbaz Sharif", "Shehbaz Sharif"),
        ("Halim Torvane", "Halim Torwane"),
        ("Qasim Ardalani", "Qasem Ardalany"),
        ("Yawar Tashkeen", "Yawar Tashkin"),
        ("Sandor Pelik", "Sandor Pellik"),
        ("Felipe Calderón", "Felipe Calderon"),
        ("Martin O'Malley", "Martin O’Malley"),
        ("Jake Tapper", "JAKE TAPPER"),
        ("Mehr Lodhari", "Meher Lodhari"),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert alike(one, other) and alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ali Hassan", "Ali Hussain"),
        ("Asim Munir", "Asif Munir"),
        ("Amin Qadir", "Amina Qadir"),
        ("Omar Hale", "Amar Hale"),
        ("Ali Khan", "Ala Khan"),
        ("Karim Selim", "Karem Salim"),  # two vowels
        ("Jamal Khan", "Jamil Khan"),
        ("Q. Mir", "K. Mir"),
        ("Charles I", "Charles II"),
        ("!! Ali", "?? Ali"),
        ("Qadir", "Kadir"),  # a surname alone may be anybody's
        ("Omar Qadir", "Omar Hale Qadir"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert not alike(one, other) and not alike(other, one)


@given(st.text(max_size=30))
def test_any_text_can_be_compared(text: str) -> None:
    words = text.split()
    assert alike(text, text) == (len(words) > 1 and all(any(c.isalnum() for c in word) for word in words))


def test_the_more_frequent_spelling_stays_and_a_kept_one_always() -> None:
    counts = {"Halim Torwane": 1, "Halim Torvane": 3}
    assert spellings(counts) == {"Halim Torwane": "Halim Torvane"}
    assert spellings(counts, ["Halim Torwane"]) == {"Halim Torvane": "Halim Torwane"}
    assert spellings(counts, counts) == {}


def test_what_may_be_a_spelling_of_either_of_two_is_neithers() -> None:
    assert spellings({"Hamed Khan": 1}, ["Hamid Khan", "Hamad Khan"]) == {}


def test_two_articles_spellings_are_one_speaker_and_the_report_says_so() -> None:
    seen = [SpeakerEntry("Halim Torwane", "Director"), SpeakerEntry("Halim Torvane"), SpeakerEntry("Halim Torvane")]
    for order in permutations([*seen, SpeakerEntry("Omar Hale")]):
        register = build_register(order)
        assert [one.name for one in register.speakers] == ["Halim Torvane", "Omar Hale"]
        assert register.report.merged == (("Halim Torwane", "Halim Torvane"),)
        for name in ("Halim Torwane", "Torwane", "Torvane"):
            speaker = register.lookup(name)
            assert speaker is not None and speaker.name == "Halim Torvane" and speaker.role == "Director"


def test_a_name_in_the_edited_file_is_whom_another_spelling_means() -> None:
    register = build_register([SpeakerEntry("Shehbaz Sharif")] * 3, [SpeakerEntry("Shahbaz Sharif")])
    speaker = register.lookup("Shehbaz Sharif")
    assert speaker is not None and speaker.name == "Shahbaz Sharif"


def test_bodies_are_never_joined_by_their_sound() -> None:
    seen = [SpeakerEntry("Port Borad", person=False), SpeakerEntry("Port Board", person=False)]
    assert len(build_register(seen).speakers) == 2
    seen = [SpeakerEntry("Port Council", person=False), SpeakerEntry("Port Councel", person=False)]
    assert len(build_register(seen).speakers) == 2
