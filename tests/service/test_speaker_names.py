import pytest

from corpus.statements import Speaker
from service.speaker_names import names_same


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Niall O'Brien", "Niall O’Brien"),
        ("Niall O’Brien", "Niall O'Brien"),
        ("Niall O‘Brien", "Niall OʼBrien"),
        ("Niall O`Brien", "Niall O´Brien"),
        ("Omar al‑Attar", "Omar al-Attar"),
        ("Omar al–Attar", "Omar al-Attar"),
        ("Omar  al-Attar ", "Omar al Attar"),
        ("Omar\u00a0al-At\u00adtar\u200e", "Omar al-Attar"),
        ("“Omar al-Attar”", "Omar al-Attar"),
    ],
)
def test_a_name_is_the_same_whatever_its_apostrophes_hyphens_and_spaces(given: str, name: str) -> None:
    assert names_same(given, Speaker("one", name))


def test_an_apostrophe_makes_no_other_name_the_same() -> None:
    assert not names_same("Niall Brien", Speaker("one", "Niall O’Brien"))
