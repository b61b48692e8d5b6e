"""Promises of search by vectors."""

from pathlib import Path

import numpy as np
import pytest

from index.encoder import Halves, Vectors
from index.vectors import (
    PassageVectors,
    open_sentence_vectors,
    sentence_cosines,
    write_passage_vectors,
    write_sentence_vectors,
)

_COUNT, _DIMENSION = 3000, 32
_HALF = 2e-3  # what is lost of a cosine by keeping float16


@pytest.fixture(scope="module")
def vectors() -> Halves:
    drawn = np.random.default_rng(5).normal(size=(_COUNT, _DIMENSION)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), np.float16)


def query(vectors: Halves, row: int) -> Vectors:
    return np.asarray(vectors[row], np.float32)


def cosines_to(vectors: Halves, row: int) -> Vectors:
    return np.asarray(vectors.astype(np.float32) @ query(vectors, row))


@pytest.fixture(scope="module", params=["exact", "inverted file"])
def index(request: pytest.FixtureRequest, vectors: Halves, tmp_path_factory: pytest.TempPathFactory) -> PassageVectors:
    path = tmp_path_factory.mktemp("vectors") / "passages.faiss"
    write_passage_vectors(path, vectors, exact_limit=_COUNT if request.param == "exact" else 100)
    return PassageVectors(path)


def test_every_passage_has_a_row(index: PassageVectors) -> None:
    assert len(index) == _COUNT


def test_every_vector_finds_itself_first_with_a_cosine_of_one(index: PassageVectors, vectors: Halves) -> None:
    for row in range(0, _COUNT, 37):
        ((found, cosine),) = index.search(query(vectors, row), 1)
        assert found == row
        assert cosine == pytest.approx(1, abs=_HALF)


def test_the_nearest_come_first_with_their_true_cosines(index: PassageVectors, vectors: Halves) -> None:
    found = index.search(query(vectors, 7), 20)
    cosines = [cosine for _, cosine in found]
    assert cosines == sorted(cosines, reverse=True)
    for row, cosine in found:
        assert cosine == pytest.approx(float(cosines_to(vectors, 7)[row]), abs=_HALF)


def test_an_exact_search_gives_the_true_nearest(vectors: Halves, tmp_path: Path) -> None:
    write_passage_vectors(tmp_path / "v", vectors)
    for row in range(0, _COUNT, 499):
        true = np.argsort(-cosines_to(vectors, row), kind="stable")[:10].tolist()
        assert [found for found, _ in PassageVectors(tmp_path / "v").search(query(vectors, row), 10)] == true


def test_the_inverted_file_finds_nearly_all_of_the_true_ten_nearest(vectors: Halves, tmp_path: Path) -> None:
    write_passage_vectors(tmp_path / "v", vectors, exact_limit=0)
    index, kept = PassageVectors(tmp_path / "v"), 0
    for row in range(0, _COUNT, 100):
        true = set(np.argsort(-cosines_to(vectors, row))[:10].tolist())
        kept += len(true & {found for found, _ in index.search(query(vectors, row), 10)})
    assert kept / 300 >= 0.9  # vectors without any order are the hardest; real ones are measured in the evals


def test_a_restricted_search_is_exact_among_the_rows_it_is_given(index: PassageVectors, vectors: Halves) -> None:
    rows = np.arange(11, _COUNT, 29, dtype=np.int64)
    expected = rows[np.argsort(-cosines_to(vectors, 0)[rows])][:10].tolist()
    found = [row for row, _ in index.search(query(vectors, 0), 10, rows)]
    assert set(found) == set(expected)


def test_a_search_gives_no_more_than_there_is(index: PassageVectors, vectors: Halves) -> None:
    assert sorted(row for row, _ in index.search(query(vectors, 0), 50, np.array([5, 3], np.int64))) == [3, 5]
    assert index.search(query(vectors, 0), 5, np.empty(0, np.int64)) == []
    assert index.search(query(vectors, 0), 0) == []


def test_a_small_index_gives_all_it_has(vectors: Halves, tmp_path: Path) -> None:
    write_passage_vectors(tmp_path / "v", vectors[:3])
    assert len(PassageVectors(tmp_path / "v").search(query(vectors, 0), 200)) == 3


@pytest.mark.parametrize("exact_limit", [0, _COUNT])
def test_equal_vectors_give_files_that_are_equal_byte_for_byte(
    vectors: Halves, tmp_path: Path, exact_limit: int
) -> None:
    for name in ("one", "two"):
        write_passage_vectors(tmp_path / name, vectors.copy(), exact_limit)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_equal_cosines_are_in_order_of_rows(vectors: Halves, tmp_path: Path) -> None:
    write_passage_vectors(tmp_path / "v", np.repeat(vectors[:1], 5, axis=0))
    assert [row for row, _ in PassageVectors(tmp_path / "v").search(query(vectors, 0), 5)] == [0, 1, 2, 3, 4]


def test_sentence_vectors_give_the_cosine_of_each_sentence_asked_for(vectors: Halves, tmp_path: Path) -> None:
    write_sentence_vectors(tmp_path / "sentences.npy", vectors)
    opened = open_sentence_vectors(tmp_path / "sentences.npy")
    assert len(opened) == _COUNT
    cosines = sentence_cosines(opened, [2, 900, 2], query(vectors, 2))
    assert cosines == pytest.approx([1, float(cosines_to(vectors, 2)[900]), 1], abs=_HALF)


def test_vectors_that_do_not_fit_on_the_disk_are_an_error_and_no_shorter_file() -> None:
    with pytest.raises(OSError, match="No space left on device"):
        write_passage_vectors(Path("/dev/full"), np.ones((100, 8), np.float16))
