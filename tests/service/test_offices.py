import pytest

from corpus.statements import Speaker
from service.speaker_names import names_same


def speaker(name: str, role: str | None, *aliases: str) -> Speaker:
    return Speaker("one", name, role, (name.rpartition(" ")[2], *aliases))


@pytest.mark.parametrize(
    ("given", "role"),
    [
        ("General Shah", "editor of the Daily Post"),
        ("General Imran Shah", "editor of the Daily Post"),
        ("Lt-Gen (retd) Shah", "secretary general of the union"),
        ("Prime Minister Shah", "interior minister"),
        ("Prime Minister Shah", "adviser to the prime minister"),
        ("Chief Minister Shah", "prime minister"),
        ("Senator Shah", "mayor of Tarn"),
        ("Ambassador Shah", "retired colonel"),
    ],
)
def test_a_title_that_a_known_role_has_nothing_of_is_another_persons(given: str, role: str) -> None:
    assert not names_same(given, speaker("Imran Shah", role))


@pytest.mark.parametrize(
    ("given", "role"),
    [
        ("Mr Shah", "editor of the Daily Post"),
        ("Dr Imran Shah", "editor of the Daily Post"),
        ("Professor Shah", "editor of the Daily Post"),
        ("Shah (retd)", "editor of the Daily Post"),
        ("General Shah", None),
        ("General Shah", "defence analyst, retired major general"),
        ("General Shah", "Chief of Army Staff, Pakistan"),
        ("Major Shah", "spokesman for the army"),
        ("Minister Shah", "interior minister"),
        ("Minister Shah", "Prime Minister of Pakistan"),
        ("Prime Minister Shah", "former Prime Minister of Pakistan"),
        ("PM Shah", "party leader and former prime minister"),
        ("Chairman Shah", "chairman, Pakistan Peoples Party"),
    ],
)
def test_a_title_of_the_kind_of_the_role_or_of_courtesy_contradicts_nothing(given: str, role: str | None) -> None:
    assert names_same(given, speaker("Imran Shah", role))


def test_a_title_the_corpus_gives_is_no_contradiction() -> None:
    assert names_same("General Shah", speaker("Imran Shah", "editor of the Daily Post", "General Shah"))
