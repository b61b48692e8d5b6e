"""The register of speakers: one id a person, no guess where two fit."""

from itertools import permutations
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.speakers import SpeakerEntry, build_register, load_entries, slug

SEEN = (
    SpeakerEntry("Lina Qadir", "port director"),
    SpeakerEntry("Lina Qadir"),
    SpeakerEntry("Omar Bashir"),
    SpeakerEntry("Sana Malik"),
    SpeakerEntry("Harbour Board", person=False),
)
EDITED = (SpeakerEntry("Omar Bashir", "chief of the navy", ("Navy Chief", "Umar Basheer")),)


def test_a_person_of_two_articles_has_one_id() -> None:
    register = build_register(SEEN)
    assert [speaker.id for speaker in register.speakers] == ["harbour-board", "lina-qadir", "omar-bashir", "sana-malik"]


@pytest.mark.parametrize("name", ["Lina Qadir", "lina qadir", "QADIR", "Qadir's", " Lina  Qadír "])
def test_a_look_up_minds_no_case_accent_space_or_genitive(name: str) -> None:
    speaker = build_register(SEEN).lookup(name)
    assert speaker is not None
    assert speaker.id == "lina-qadir"


def test_an_article_before_a_name_is_not_part_of_it() -> None:
    speaker = build_register(SEEN).lookup("the Harbour Board")
    assert speaker is not None
    assert speaker.id == "harbour-board"


def test_the_edited_file_names_roles_and_aliases() -> None:
    register = build_register(SEEN, EDITED)
    speaker = register.lookup("the Navy Chief")
    assert speaker is not None
    assert (speaker.name, speaker.role) == ("Omar Bashir", "chief of the navy")


def test_what_was_joined_is_reported() -> None:
    register = build_register(
        (*SEEN, SpeakerEntry("Umar Basheer")), (SpeakerEntry("Omar Bashir", None, ("umar basheer",)),)
    )
    assert ("Umar Basheer", "Omar Bashir") in register.report.merged
    assert sum(speaker.name.endswith(("Bashir", "Basheer")) for speaker in register.speakers) == 1


def test_a_surname_of_two_people_belongs_to_neither_and_is_reported() -> None:
    register = build_register((*SEEN, SpeakerEntry("Hina Qadir")))
    assert register.lookup("Qadir") is None
    assert register.report.ambiguous == (("qadir", ("Hina Qadir", "Lina Qadir")),)


def test_a_shared_surname_is_answered_with_everybody_who_bears_it() -> None:
    found = build_register((*SEEN, SpeakerEntry("Hina Qadir"))).find("qadir")
    assert (found.speaker, found.nearest) == (None, ("Hina Qadir", "Lina Qadir"))


def test_a_name_with_an_initial_is_the_same_person() -> None:
    register = build_register((*SEEN, SpeakerEntry("Sana T. Malik")))
    assert register.lookup("Sana Malik") == register.lookup("Sana T. Malik")
    assert register.report.merged == (("Sana Malik", "Sana T. Malik"),)


def test_a_misspelt_name_is_found() -> None:
    register = build_register(SEEN)
    for typo in ("Lina Qadr", "Omar Bashr", "Sana Mallik", "Harbor Board"):
        found = register.find(typo)
        assert found.speaker is not None
        assert not found.exact


def test_an_unknown_name_is_answered_with_the_nearest_ones() -> None:
    found = build_register(SEEN).find("Sana Karim")
    assert found.speaker is None
    assert found.nearest[0] == "Sana Malik"


def test_a_name_like_nothing_known_has_no_nearest() -> None:
    found = build_register(SEEN).find("Xyzzy")
    assert (found.speaker, found.nearest) == (None, ())


def test_two_names_equally_near_are_both_offered_and_neither_taken() -> None:
    register = build_register((SpeakerEntry("Hina Karim"), SpeakerEntry("Mina Karim")))
    found = register.find("Tina Karim")
    assert found.speaker is None
    assert set(found.nearest) == {"Hina Karim", "Mina Karim"}


def test_the_order_of_the_articles_does_not_matter() -> None:
    registers = [build_register(order, EDITED) for order in permutations(SEEN)]
    assert all(register.speakers == registers[0].speakers for register in registers)
    assert all(register.report == registers[0].report for register in registers)


def test_the_shipped_file_can_be_read_and_has_no_alias_twice() -> None:
    entries = load_entries()
    aliases = [alias.casefold() for entry in entries for alias in (entry.name, *entry.aliases)]
    assert len(aliases) == len(set(aliases))
    assert build_register((), entries).report.ambiguous == ()


@pytest.mark.parametrize(
    ("stored", "problem"),
    [
        ('[[speaker]]\nname = "A"\n[[speaker]]\nrole = "b"\n', "entry 2 needs a name"),
        ("[[speaker]\n", "cannot be read"),
        ('[[speaker]]\nname = "Zo\xeb"\n', "cannot be read"),
        ('speaker = "x"\n', "must hold"),
        ('[[speakers]]\nname = "A"\n', "must hold"),
        ('[[speaker]]\nname = "A"\naliases = "Awan"\n', r"entry 1 \(A\): role must be a text, and aliases a list"),
        ('[[speaker]]\nname = "A"\nalias = ["Awan"]\n', "unknown field 'alias'"),
        ('[[speaker]]\nname = "A"\nkind = "group"\n', "kind is 'group'"),
        ('[[speaker]]\nname = "A"\n[[speaker]]\nname = "A"\n', "'A' has two entries"),
    ],
)
def test_a_mistake_in_the_editable_file_is_named_with_its_place(tmp_path: Path, stored: str, problem: str) -> None:
    file = tmp_path / "speakers.toml"
    file.write_bytes(stored.encode("latin-1"))
    with pytest.raises(CorpusError, match=problem):
        load_entries(file)


def test_an_id_is_made_of_plain_words() -> None:
    assert slug("Bilâl O'Neil-Khan") == "bilal-oneil-khan"
    assert slug("…") == "unnamed"


def test_a_longer_and_a_shorter_name_with_one_office_are_one_person() -> None:
    longer, shorter = SpeakerEntry("Omar Said Rafi", "Harbour Minister"), SpeakerEntry("Omar Rafi", "minister")
    register = build_register((shorter, longer))
    assert register.lookup("Omar Rafi") == register.lookup("Omar Said Rafi") == register.lookup("Rafi")
    assert [one.name for one in register.speakers] == ["Omar Said Rafi"]


def test_a_shorter_name_without_a_role_or_with_another_is_somebody_else() -> None:
    longer = SpeakerEntry("Omar Said Rafi", "Harbour Minister")
    for shorter in (
        SpeakerEntry("Omar Rafi"),
        SpeakerEntry("Omar Rafi", "fisherman"),
        SpeakerEntry("Said Rafi", "minister"),
    ):
        assert len(build_register((shorter, longer)).speakers) == 2


def test_a_shorter_name_that_two_longer_ones_hold_is_neithers() -> None:
    two = (SpeakerEntry("Omar Said Rafi", "minister"), SpeakerEntry("Omar Ali Rafi", "minister"))
    assert len(build_register((*two, SpeakerEntry("Omar Rafi", "minister"))).speakers) == 3


@pytest.mark.parametrize("name", ["Naeem Lodhi", "naim lodhi", "Naeem Khaalid Lodhi"])
def test_a_person_is_known_by_a_part_of_the_name_however_spelt(name: str) -> None:
    found = build_register((SpeakerEntry("Naeem Khalid Lodhi"),)).whose_name_holds(name.split())
    assert found is not None
    assert found.name == "Naeem Khalid Lodhi"


def test_part_of_a_name_that_two_people_have_or_in_another_order_is_nobodys() -> None:
    register = build_register((SpeakerEntry("Omar Said Rafi"), SpeakerEntry("Omar Ali Rafi")))
    assert register.whose_name_holds(["Omar", "Rafi"]) is None
    assert register.whose_name_holds(["Omar", "Said"]) is None
    assert register.whose_name_holds(["Rafi", "Omar"]) is None
    assert register.whose_name_holds(["Rafi"]) is None


def test_who_is_joined_by_an_office_keeps_what_was_joined_before() -> None:
    one, spelt, shorter = (
        SpeakerEntry("Omar Said Rafi"),
        SpeakerEntry("Omar Sayd Rafi", "minister"),
        SpeakerEntry("Omar Rafi", "minister"),
    )
    (speaker,) = build_register((one, spelt, shorter)).speakers
    assert speaker.role == "minister"
    assert {"Omar Sayd Rafi", "Omar Rafi"} < {speaker.name, *speaker.aliases, "Omar Said Rafi"}
