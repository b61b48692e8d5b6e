"""Promises of a build."""

import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.articles import add_article, remove_article
from corpus.document import Document
from corpus.errors import DuplicateIdError, EmptyCorpusError
from index.build import BuiltSnapshot, build_snapshot
from index.build_cache import BuildCache, CachedDocument
from index.encoding import Progress, about
from index.errors import WriterBusyError
from index.snapshots import Snapshots
from service.building import BuildReport, build_index
from tests.index.fakes import ARTICLES, DAM, FERRY, MILL, ORCHARD, WordsEncoder, long_article

REPOSITORY = Path(__file__).resolve().parents[2]


def build(folder: Path, documents: tuple[Document, ...] = ARTICLES, *, full: bool = False) -> BuiltSnapshot:
    return build_snapshot(documents, WordsEncoder(), folder, full=full)


def newly_encoded(folder: Path, documents: tuple[Document, ...]) -> list[str]:
    encoder = WordsEncoder()
    built = build_snapshot(documents, encoder, folder)
    assert built.encoded == len(encoder.encoded)
    return encoder.encoded


def content(folder: Path) -> dict[str, bytes]:
    """Every file of the current snapshot."""
    home = folder / "snapshots" / str(Snapshots(folder).current_id())
    files = (path for path in home.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in files}


def test_equal_articles_give_an_equal_id_and_equal_files_byte_for_byte(tmp_path: Path) -> None:
    one, two = build(tmp_path / "one"), build(tmp_path / "two")
    assert one.manifest == two.manifest
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_the_order_of_the_articles_makes_no_difference(tmp_path: Path) -> None:
    assert build(tmp_path / "one").manifest == build(tmp_path / "two", ARTICLES[::-1]).manifest


def test_a_snapshot_holds_every_document_as_it_was_and_its_parts_have_equal_rows(tmp_path: Path) -> None:
    build(tmp_path, (*ARTICLES, long_article("ines")))
    snapshot = Snapshots(tmp_path).open_current()
    for document in (*ARTICLES, long_article("ines")):
        row = snapshot.document_row(document.id)
        assert row is not None
        stored = snapshot.document(row)
        assert (stored.document, stored.sha256) == (document, document.sha256)
        assert len(stored.sentences) == len(stored.statements)
    assert len(snapshot.vectors) == len(snapshot.words) == snapshot.manifest.passages
    assert snapshot.document_row("nobody") is None


def test_each_passage_is_searched_with_what_is_known_of_its_article_and_each_sentence_alone(tmp_path: Path) -> None:
    encoder = WordsEncoder()
    build_snapshot((DAM,), encoder, tmp_path)
    assert about(DAM) == "The dam at Oro. The Oro Times. Zoë Ångström. 2021-03-04"
    assert f"{about(DAM)}\n{DAM.text.strip()}" in encoder.encoded
    assert "Nobody in the valley slept that night." in encoder.encoded


def test_only_new_texts_are_encoded(tmp_path: Path) -> None:
    assert newly_encoded(tmp_path, (DAM, FERRY))
    assert newly_encoded(tmp_path, (DAM, FERRY)) == []
    added = newly_encoded(tmp_path, (DAM, FERRY, ORCHARD))
    assert added
    assert all("orchard" in text.lower() or "apples" in text.lower() for text in added)


def test_an_incremental_build_equals_a_full_one_byte_for_byte(tmp_path: Path) -> None:
    extra = long_article("ines")
    for documents in ((DAM, MILL), (DAM, MILL, extra), (FERRY, extra), (*ARTICLES, extra)):
        build(tmp_path / "grown", documents)
    build(tmp_path / "fresh", (*ARTICLES, extra))
    assert content(tmp_path / "grown") == content(tmp_path / "fresh")
    encoder = WordsEncoder()
    again = build_snapshot((*ARTICLES, extra), encoder, tmp_path / "grown", full=True)
    assert again.encoded == len(encoder.encoded) > 0
    assert again.manifest == build(tmp_path / "fresh", (*ARTICLES, extra)).manifest


def test_a_deleted_article_is_gone_from_every_part(tmp_path: Path) -> None:
    build(tmp_path)
    assert newly_encoded(tmp_path, (DAM, MILL, ORCHARD)) == []
    snapshot = Snapshots(tmp_path).open_current()
    assert snapshot.store.document_ids == ("dam", "mill", "orchard")
    assert snapshot.words.search(snapshot.words.analyze("ferry"), 5, 0.4) == []
    assert snapshot.manifest.id == build(tmp_path / "fresh", (DAM, MILL, ORCHARD)).manifest.id


def test_an_article_that_changes_is_encoded_anew_and_no_other(tmp_path: Path) -> None:
    build(tmp_path)
    encoded = newly_encoded(tmp_path, (DAM, replace(FERRY, title="Rowing to Tamsin"), MILL, ORCHARD))
    assert encoded
    assert all(text.removeprefix("Rowing to Tamsin").split("\n", 1)[-1] in FERRY.text for text in encoded)
    assert newly_encoded(tmp_path, (DAM, replace(FERRY, title="Rowing to Tamsin"), MILL, ORCHARD)) == []


def test_another_encoder_encodes_everything_anew(tmp_path: Path) -> None:
    first = build(tmp_path)
    other = build_snapshot(ARTICLES, WordsEncoder("words-2"), tmp_path)
    assert other.encoded == first.encoded
    assert other.manifest.id != first.manifest.id


def test_progress_never_goes_back_and_each_step_ends_at_its_total(tmp_path: Path) -> None:
    seen: list[Progress] = []
    many = tuple(long_article(f"witness-{n}", 300) for n in range(4))
    build_snapshot(many, WordsEncoder(), tmp_path, report=seen.append)
    steps = [progress.step for progress in seen]
    assert list(dict.fromkeys(steps)) == ["cut", "encode", "write"]
    assert steps == sorted(steps)
    for step in ("cut", "encode", "write"):
        done = [progress.done for progress in seen if progress.step == step]
        (total,) = {progress.total for progress in seen if progress.step == step}
        assert done == sorted(done)
        assert done[-1] == total


@pytest.mark.parametrize("text", ["***", "\u200b", "\u00a0.", "1", "a\x00b", "🌾", "word " * 3000])
def test_an_article_of_almost_nothing_or_of_one_endless_sentence_is_built(tmp_path: Path, text: str) -> None:
    build(tmp_path, (Document("odd", "Odd", text),))
    assert Snapshots(tmp_path).open_current().document(0).document.text == text


def _damage(path: Path, kind: str) -> None:
    raw = bytearray(path.read_bytes())
    if kind == "another program's":
        path.unlink()
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE documents (name TEXT)")
        connection.close()
        return
    if kind == "truncated":
        raw = raw[: len(raw) // 2]
    elif kind == "no database":
        raw = bytearray(b"not a database at all" * 500)
    else:
        start = int(kind)
        raw[start : start + 64] = b"\xff" * 64
    path.write_bytes(raw)


_DAMAGES = ["0", "100", "4096", "8192", "12300", "20000", "truncated", "no database", "another program's"]


@pytest.mark.parametrize("kind", _DAMAGES)
def test_a_damaged_build_cache_costs_time_and_nothing_else(tmp_path: Path, kind: str) -> None:
    documents = tuple(long_article(f"witness-{n}", 30) for n in range(6))
    first = build(tmp_path, documents)
    _damage(tmp_path / "build-cache.sqlite", kind)
    assert build(tmp_path, documents).manifest == first.manifest
    assert newly_encoded(tmp_path, documents) == []


def test_a_full_disk_loses_nothing_that_is_in_the_build_cache(tmp_path: Path) -> None:
    vectors = np.zeros((1, 4), np.float16)
    entry = CachedDocument(np.zeros((1, 3), np.int32), np.zeros((1, 2), np.int32), vectors, vectors, b"")
    large = replace(entry, reading=bytes(10_000_000))
    with BuildCache(tmp_path / "cache.sqlite", 4) as cache:
        cache.put([("kept", entry)])
        cache._connection.execute("PRAGMA max_page_count = 100")
        with pytest.raises(sqlite3.OperationalError, match="full"):
            cache.put([("large", large)])
        assert cache.get("kept") is not None


def from_folder(articles: Path, index: Path) -> BuildReport:
    return build_index(articles, index, WordsEncoder(), keep=5)


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    add_article(tmp_path / "articles", DAM)
    (tmp_path / "articles" / "broken.md").write_text("no front matter", encoding="utf-8")
    report = from_folder(tmp_path / "articles", tmp_path / "index")
    assert [Path(error.path).name for error in report.unreadable] == ["broken.md"]
    assert report.built.manifest.documents == 1


def test_nearly_equal_articles_are_reported_and_both_built(tmp_path: Path) -> None:
    original = long_article("ines")
    for document in (original, replace(original, id="copy", text=original.text + " The end.")):
        add_article(tmp_path / "articles", document)
    report = from_folder(tmp_path / "articles", tmp_path / "index")
    assert [(pair.first, pair.second) for pair in report.near_duplicates] == [("copy", "ines")]
    assert report.built.manifest.documents == 2


def test_a_corpus_that_is_empty_or_has_an_id_twice_leaves_the_old_snapshot(tmp_path: Path) -> None:
    articles, index = tmp_path / "articles", tmp_path / "index"
    path = add_article(articles, DAM)
    old = from_folder(articles, index).built.manifest.id
    (articles / "twice.md").write_bytes(path.read_bytes())
    with pytest.raises(DuplicateIdError):
        from_folder(articles, index)
    (articles / "twice.md").unlink()
    remove_article(articles, "dam")
    with pytest.raises(EmptyCorpusError, match="holds no readable article"):
        from_folder(articles, index)
    assert Snapshots(index).open_current().id == old


_LIMITED = """
import resource, sys
from pathlib import Path
from index.build import build_snapshot
from index.errors import UnwritableError
from tests.index.fakes import ARTICLES, WordsEncoder
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
try:
    build_snapshot(ARTICLES, WordsEncoder(), Path(sys.argv[1]))
except UnwritableError as error:
    sys.stdout.write(str(error))
"""


@pytest.mark.parametrize("most", [0, 200, 1_000, 5_000, 30_000])
def test_a_disk_that_takes_no_more_is_one_error_and_the_old_snapshot_stays(tmp_path: Path, most: int) -> None:
    """A limit on the size of a file in place of a full disk; each of the parts written fails at another size."""
    before = build(tmp_path, (DAM,)).manifest.id
    command = [sys.executable, "-c", _LIMITED, str(tmp_path), str(most)]
    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert f"{tmp_path} cannot be written (" in ran.stdout
    assert Snapshots(tmp_path).open_current().id == before
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == [before]
    assert build(tmp_path).manifest.documents == len(ARTICLES)


def test_trouble_with_the_disk_loses_no_build_cache(tmp_path: Path) -> None:
    build(tmp_path)
    command = [sys.executable, "-c", _LIMITED, str(tmp_path), "0"]
    subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True)
    assert newly_encoded(tmp_path, ARTICLES) == []


_HOLD = """
import sys, time
from pathlib import Path
from index.snapshots import Snapshots
with Snapshots(Path(sys.argv[1])).writing():
    sys.stdout.write("writing\\n")
    sys.stdout.flush()
    time.sleep(60)
"""


def test_a_second_writer_is_refused_and_told_which_process_writes_and_a_killed_one_blocks_nobody(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", _HOLD, str(tmp_path)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(WriterBusyError, match=f"is being written by process {writer.pid}"):
            build(tmp_path)
        writer.kill()
    assert Counter(build(tmp_path).deleted) == Counter()
    assert Snapshots(tmp_path).open_current().manifest.documents == len(ARTICLES)
