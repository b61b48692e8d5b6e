"""Promises of the folder of snapshots."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from corpus.document import Document
from index.build import build_snapshot
from index.errors import NoSnapshotError, SearchIndexError, SnapshotRefusedError
from index.manifest import FORMAT, read_manifest, write_manifest
from index.snapshots import Snapshots
from tests.index.fakes import ARTICLES, DAM, FERRY, MILL, WordsEncoder


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index folder of three snapshots."""
    folder = tmp_path_factory.mktemp("three")
    for count in (1, 2, 3):
        build_snapshot(ARTICLES[:count], WordsEncoder(), folder)
    return folder


@pytest.fixture
def folder(three: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return Path(shutil.copytree(three, tmp_path / "index"))


def home(folder: Path) -> Path:
    return folder / "snapshots" / str(Snapshots(folder).current_id())


def refusal(folder: Path) -> SnapshotRefusedError:
    current = str(Snapshots(folder).current_id())
    for attempt in (Snapshots(folder).open_current, lambda: Snapshots(folder).verify(current)):
        with pytest.raises(SnapshotRefusedError) as caught:
            attempt()
        assert caught.value.snapshot == current
        assert current in str(caught.value)
        assert "onrecord index" in str(caught.value)
    return caught.value


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_flipped_byte_in_any_file_is_refused_with_the_name_of_the_file(folder: Path) -> None:
    for name in [file.path for file in read_manifest(home(folder)).files]:
        path = home(folder) / name
        whole = path.read_bytes()
        for place in {0, len(whole) // 2, len(whole) - 1} if whole else ():
            broken = bytearray(whole)
            broken[place] ^= 1
            path.write_bytes(broken)
            assert refusal(folder).reason == f"{name} does not match its checksum"
        path.write_bytes(whole)
    Snapshots(folder).open_current()


def test_a_flipped_byte_anywhere_in_the_manifest_is_refused(folder: Path) -> None:
    path = home(folder) / "manifest.json"
    whole = path.read_bytes()
    for place in range(0, len(whole), 17):
        broken = bytearray(whole)
        broken[place] ^= 1
        path.write_bytes(broken)
        assert "manifest" in refusal(folder).reason or "format" in refusal(folder).reason


def test_a_truncated_or_lengthened_or_missing_file_is_refused_with_its_name(folder: Path) -> None:
    for name in [file.path for file in read_manifest(home(folder)).files]:
        path = home(folder) / name
        whole = path.read_bytes()
        for broken in {whole[:-1], whole + b"\0"} - {whole}:
            path.write_bytes(broken)
            assert refusal(folder).reason.startswith(f"{name} has ")
        path.unlink()
        assert refusal(folder).reason == f"{name} is missing"
        path.write_bytes(whole)


@pytest.mark.parametrize("version", [FORMAT + 1, 0, None, "1"])
def test_a_snapshot_of_a_foreign_version_is_refused_with_its_version(folder: Path, version: object) -> None:
    path = home(folder) / "manifest.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**stored, "format": version}), encoding="utf-8")
    assert refusal(folder).reason == f"it has format {version!r}, and this program reads {FORMAT}"


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", f'{{"format": {FORMAT}}}', "\udcff"])
def test_a_manifest_that_is_no_manifest_is_refused(folder: Path, text: str) -> None:
    (home(folder) / "manifest.json").write_bytes(text.encode(errors="surrogateescape"))
    assert refusal(folder)


def test_a_manifest_with_unknown_or_missing_facts_is_refused(folder: Path) -> None:
    path = home(folder) / "manifest.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    missing = {name: value for name, value in stored.items() if name != "passages"}
    for changed in ({**stored, "colour": "red"}, missing, {**stored, "files": [1]}, {**stored, "settings": None}):
        path.write_text(json.dumps(changed), encoding="utf-8")
        assert refusal(folder).reason.startswith("its manifest is incomplete")


def test_the_manifest_of_another_snapshot_is_refused_by_both_names(folder: Path) -> None:
    other = Snapshots(folder).published()[0]
    shutil.copy(folder / "snapshots" / other / "manifest.json", home(folder) / "manifest.json")
    assert refusal(folder).reason == f"its manifest belongs to a snapshot {other}"


def test_parts_of_different_snapshots_put_together_are_refused(folder: Path) -> None:
    """Even a forger who makes checksums and id right does not get a snapshot served whose rows do not match."""
    other, mixed = Snapshots(folder).published()[0], folder / "snapshots" / "mixed"
    shutil.copytree(home(folder), mixed)
    shutil.copy(folder / "snapshots" / other / "passages.faiss", mixed / "passages.faiss")
    manifest = read_manifest(home(folder))
    of_other = {file.path: file for file in read_manifest(folder / "snapshots" / other).files}
    exchanged = tuple(of_other[f.path] if f.path == "passages.faiss" else f for f in manifest.files)
    forged = replace(manifest, files=exchanged)
    write_manifest(mixed, forged)
    mixed.rename(mixed.with_name(forged.id))
    with pytest.raises(SnapshotRefusedError, match="do not have the same number of rows"):
        Snapshots(folder).open(forged.id)


def test_an_index_without_a_snapshot_says_how_to_make_one(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path / "nowhere")
    assert (snapshots.current_id(), snapshots.published(), snapshots.list()) == (None, (), ())
    for attempt in (snapshots.open_current, snapshots.rollback, lambda: snapshots.open("abc")):
        with pytest.raises(NoSnapshotError, match="onrecord index build"):
            attempt()


@pytest.mark.parametrize("content", [b"0123456789abcdef\n", b"../../etc", b"..", b"\xff\xfe\x00", b"a" * 5000, b"\x00"])
def test_a_current_that_points_nowhere_is_named_and_rollback_mends_it(folder: Path, content: bytes) -> None:
    newest = Snapshots(folder).published()[-1]
    (folder / "CURRENT").write_bytes(content)
    with pytest.raises(SearchIndexError, match="onrecord index"):
        Snapshots(folder).open_current()
    assert Snapshots(folder).rollback() == newest
    assert Snapshots(folder).open_current().id == newest


def test_the_list_is_in_order_of_building_and_names_the_current_and_the_damaged(folder: Path) -> None:
    first, second, third = Snapshots(folder).published()
    (folder / "snapshots" / second / "manifest.json").write_text("{", encoding="utf-8")
    listed = Snapshots(folder).list()
    assert [one.id for one in listed] == [first, second, third]
    assert [one.current for one in listed] == [False, False, True]
    assert [one.damage is None for one in listed] == [True, False, True]


def test_rollback_goes_back_one_snapshot_at_a_time_until_there_is_none_before(folder: Path) -> None:
    snapshots = Snapshots(folder)
    first, second, _ = snapshots.published()
    assert snapshots.rollback() == second
    assert snapshots.rollback() == first == snapshots.open_current().id
    with pytest.raises(NoSnapshotError):
        snapshots.rollback()
    assert snapshots.current_id() == first


def test_rollback_to_an_id_goes_there_and_an_unknown_or_damaged_one_changes_nothing(folder: Path) -> None:
    snapshots = Snapshots(folder)
    first, second, third = snapshots.published()
    (folder / "snapshots" / second / "store.sqlite").write_bytes(b"")
    for target, error in (("nobody", NoSnapshotError), ("../..", NoSnapshotError), (second, SnapshotRefusedError)):
        with pytest.raises(error):
            snapshots.rollback(target)
        assert snapshots.current_id() == third
    assert snapshots.rollback(first) == first
    assert snapshots.rollback(third) == third == snapshots.open_current().id


@pytest.mark.parametrize("current", [0, 1, 2])
def test_retention_keeps_the_newest_and_never_deletes_the_current(folder: Path, current: int) -> None:
    snapshots = Snapshots(folder)
    ids = snapshots.published()
    snapshots.rollback(ids[current])
    gone = snapshots.keep(2)
    assert len(gone) == 1
    assert ids[current] in snapshots.published()
    assert snapshots.open_current().id == ids[current]
    assert snapshots.keep(1)
    assert snapshots.published() == (ids[current],)


def test_a_build_that_comes_to_an_earlier_snapshot_again_makes_it_current_and_newest(folder: Path) -> None:
    first, second, third = Snapshots(folder).published()
    assert build_snapshot((DAM,), WordsEncoder(), folder).manifest.id == first
    assert Snapshots(folder).published() == (second, third, first)
    assert Snapshots(folder).rollback() == third


def test_a_damaged_snapshot_is_made_whole_by_a_build_that_comes_to_it_again(folder: Path) -> None:
    (home(folder) / "store.sqlite").write_bytes(b"broken")
    build_snapshot((DAM, FERRY, MILL), WordsEncoder(), folder)
    assert Snapshots(folder).open_current().manifest.documents == 3


def test_opening_and_searching_a_snapshot_writes_nothing_into_it(folder: Path) -> None:
    before = files(home(folder))
    snapshot = Snapshots(folder).open_current()
    snapshot.words.search(snapshot.words.analyze("dam"), 3, 0.4)
    snapshot.document(0)
    assert files(home(folder)) == before


def test_a_snapshot_taken_before_retention_deletes_it_answers_to_the_end_in_every_thread(folder: Path) -> None:
    taken = Snapshots(folder).open_current()
    Snapshots(folder).rollback(Snapshots(folder).published()[0])
    Snapshots(folder).keep(1)
    assert taken.document(1).document == FERRY
    with ThreadPoolExecutor(1) as other:
        assert other.submit(taken.document, 2).result().document == MILL


def test_what_a_speaker_said_is_kept_for_few_and_right_for_all(tmp_path: Path) -> None:
    ends = ["a".join(letters) for letters in product("bdgmnrs", repeat=3)][:300]  # no two sound alike
    names = [f"Ada{end} Ber{end}" for end in ends]
    text = " ".join(f"{name} said that thing{number} was lost." for number, name in enumerate(names))
    build_snapshot((Document("many", "Many", text),), WordsEncoder(), tmp_path)
    snapshot = Snapshots(tmp_path).open_current()
    for _ in range(2):
        for number, name in enumerate(names):
            speaker = snapshot.register.lookup(name)
            assert speaker is not None
            assert f"thing{number}" in snapshot.terms_said_by(speaker.id)
            assert f"thing{number + 1}" not in snapshot.terms_said_by(speaker.id)
