"""Promises of search by words."""

import math
import os
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.words import Words, write_words

ROWS = (
    (0, "The dam held, and the mayor praised the engineers.", "Dam holds. The Oro Times. 2021-03-04"),
    (0, "Engineers oiled the gates of the dam, then the dam again.", "Dam holds. The Oro Times. 2021-03-04"),
    (1, "The café in Málaga closed its doors.", "Closing time. Harbour News"),
    (2, "A ferry crosses twice a day.", "The mayor's ferry"),
)
_ABOUT = 0.4


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    folder = tmp_path_factory.mktemp("words") / "words"
    write_words(folder, ROWS)
    return Words(folder)


def rows(words: Words, query: str, documents: Sequence[int] | None = None, about: float = _ABOUT) -> list[int]:
    return [row for row, _ in words.search(words.analyze(query), 10, about, documents)]


def test_every_passage_has_a_row(words: Words) -> None:
    assert len(words) == len(ROWS)


def test_the_passage_that_says_a_word_more_often_comes_first(words: Words) -> None:
    assert rows(words, "dam", about=0.0) == [1, 0]


def test_case_diacritics_and_endings_make_no_difference(words: Words) -> None:
    assert rows(words, "CAFE MALAGA") == [2]
    assert rows(words, "closings", about=0.0) == [2]
    assert rows(words, "Gate") == [1]


def test_words_about_a_passage_find_it_and_weigh_less_than_its_own(words: Words) -> None:
    assert rows(words, "mayor") == [0, 3]
    assert rows(words, "mayor", about=0.0) == [0]
    assert rows(words, "harbour 2021") == [2, 0, 1]


def test_a_search_within_documents_finds_only_theirs(words: Words) -> None:
    assert rows(words, "the dam engineers ferry", [0]) == [1, 0]
    assert rows(words, "the dam engineers ferry", [2, 1]) == [3, 2]
    assert rows(words, "dam", [1]) == []
    assert rows(words, "dam", []) == []


def test_restricting_a_search_does_not_change_the_scores(words: Words) -> None:
    terms = words.analyze("dam engineers")
    assert dict(words.search(terms, 10, _ABOUT, [0])) == pytest.approx(dict(words.search(terms, 10, _ABOUT)))


def test_no_words_find_nothing(words: Words) -> None:
    for query in ("", " ", "?!", "zebra", "🌾"):
        assert rows(words, query) == []
    assert words.search(["dam"], 0, _ABOUT) == []


@pytest.mark.parametrize(
    "query",
    ['AND OR "( :*', "body:dam", "+dam -dam", "dam^5 OR (", '"dam', "[a TO b]", "row:0", "dam~2", "*", "\\", "IN ["],
)
def test_the_marks_of_query_languages_are_plain_words(words: Words, query: str) -> None:
    plain = "".join(c if c.isalnum() else " " for c in query).lower()
    assert rows(words, query) == rows(words, plain)


def test_a_rare_word_weighs_more_than_a_common_one(words: Words) -> None:
    (dam,), (gates,), (absent,) = words.analyze("dam"), words.analyze("gates"), words.analyze("zebra")
    assert words.rarity(dam) == pytest.approx(math.log(1 + 2.5 / 2.5))
    assert words.rarity(dam) < words.rarity(gates) < words.rarity(absent)


def test_equal_scores_are_in_order_of_rows(tmp_path: Path) -> None:
    write_words(tmp_path / "words", [(n, "same words here", "") for n in range(50)])
    assert rows(Words(tmp_path / "words"), "same") == list(range(10))


def test_equal_input_gives_folders_that_are_equal_byte_for_byte(tmp_path: Path) -> None:
    many = [(n // 7, f"passage {n} on dam {n % 13} and ferry {n * n}", f"title {n // 7}") for n in range(2000)]
    for name in ("one", "two"):
        write_words(tmp_path / name, many)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_words_of_other_scripts_are_found(tmp_path: Path) -> None:
    write_words(tmp_path / "words", [(0, "وزیر نے کہا کہ پانی کم ہے۔", ""), (1, "Воды мало", "")])
    assert rows(Words(tmp_path / "words"), "پانی") == [0]
    assert rows(Words(tmp_path / "words"), "ВОДЫ") == [1]


def test_an_index_whose_lock_cannot_be_written_is_opened_and_nothing_is_written_there(tmp_path: Path) -> None:
    write_words(tmp_path / "words", ROWS)
    (
        tmp_path / "words" / ".tantivy-meta.lock"
    ).unlink()  # so that it fails for the superuser, too, as on a read-only disk
    before = sorted((tmp_path / "words").iterdir())
    (tmp_path / "words").chmod(0o555)
    words = Words(tmp_path / "words")
    (tmp_path / "words").chmod(0o755)
    assert sorted((tmp_path / "words").iterdir()) == before
    shutil.rmtree(tmp_path / "words")
    assert rows(words, "dam", about=0.0) == [1, 0]
    assert words.holds(words.analyze("ferry")[0])


def test_every_file_has_the_rights_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_words(tmp_path / "words", ROWS)
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "words").iterdir()} == {0o644}
