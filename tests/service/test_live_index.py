import threading
from pathlib import Path

import pytest

from index.build import build_snapshot
from index.snapshots import Snapshots
from service.answering import answer_question
from service.finding import Question
from service.live_index import LiveIndex, NotReadyError
from tests.index.fakes import WordsEncoder
from tests.service.conftest import ARTICLES, BRIDGE


def test_a_published_snapshot_is_served_after_the_next_look(
    live: LiveIndex, index: Path, encoder: WordsEncoder
) -> None:
    live.refresh()
    before = live.take().snapshot.id
    published = build_snapshot(ARTICLES[:2], encoder, index).manifest.id
    live.refresh()
    assert live.take().snapshot.id == published != before


def test_a_snapshot_taken_before_a_rebuild_still_answers_from_itself(
    live: LiveIndex, index: Path, encoder: WordsEncoder
) -> None:
    live.refresh()
    held = live.take()
    build_snapshot((BRIDGE,), encoder, index, keep=1)
    live.refresh()
    answer = answer_question(held.snapshot, held.encoder, Question("Why does the harbour need dredging?"))
    assert answer.snapshot == held.snapshot.id
    assert {quote.document.id for quote in answer.quotes} >= {"harbour"}


def test_a_damaged_snapshot_is_refused_by_name_and_the_old_one_serves_on(
    live: LiveIndex, index: Path, encoder: WordsEncoder
) -> None:
    live.refresh()
    before = live.take().snapshot.id
    damaged = build_snapshot(ARTICLES[:2], encoder, index).manifest.id
    store = index / "snapshots" / damaged / "store.sqlite"
    raw = bytearray(store.read_bytes())
    raw[len(raw) // 2] ^= 1
    store.write_bytes(raw)
    live.refresh()
    assert live.take().snapshot.id == before
    assert damaged in (live.problem or "")


def test_a_snapshot_of_another_encoder_is_refused_and_the_old_one_serves_on(live: LiveIndex, index: Path) -> None:
    live.refresh()
    before = live.take().snapshot.id
    build_snapshot(ARTICLES, WordsEncoder("words-2"), index)
    live.refresh()
    assert live.take().snapshot.id == before
    assert "words-2" in (live.problem or "")


@pytest.mark.parametrize("emptied", [True, False])
def test_what_was_said_of_a_refused_snapshot_is_not_said_once_none_is_current(
    live: LiveIndex, index: Path, encoder: WordsEncoder, emptied: bool
) -> None:
    live.refresh()
    before = live.take().snapshot.id
    (index / "CURRENT").write_text("0123456789abcdef\n", encoding="utf-8")
    live.refresh()
    assert "0123456789abcdef" in (live.problem or "")
    if emptied:
        (index / "CURRENT").write_text("", encoding="utf-8")
    else:
        (index / "CURRENT").unlink()
    live.refresh()
    assert live.take().snapshot.id == before
    assert "0123456789abcdef" not in (live.problem or "")
    assert f"no snapshot is current any more, and {before} is served on" in (live.problem or "")
    Snapshots(index).rollback(before)
    live.refresh()
    assert live.problem is None


def test_nothing_to_serve_is_said_with_the_remedy(tmp_path: Path) -> None:
    live = LiveIndex(Snapshots(tmp_path), WordsEncoder)
    live.refresh()
    with pytest.raises(NotReadyError, match="onrecord index build"):
        live.take()


def test_answers_under_rebuilds_are_each_of_one_snapshot(live: LiveIndex, index: Path, encoder: WordsEncoder) -> None:
    live.start()
    stop = threading.Event()
    trouble: list[str] = []
    asked = 0

    def keep_asking() -> None:
        nonlocal asked
        while not stop.is_set():
            serving = live.take()
            answer = answer_question(serving.snapshot, serving.encoder, Question("Can the bridge be repaired?", 5))
            asked += 1
            known = set(serving.snapshot.store.document_ids)
            if answer.snapshot != serving.snapshot.id or not {q.document.id for q in answer.quotes} <= known:
                trouble.append(answer.snapshot)

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for number in range(6):
            build_snapshot(ARTICLES[: 1 + number % 3], encoder, index, keep=2)
            live.refresh()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        live.stop()
    assert asked > 0
    assert trouble == []


def test_a_repaired_snapshot_of_the_same_id_is_served_again(index: Path, encoder: WordsEncoder) -> None:
    current = Snapshots(index).current_id()
    vectors = index / "snapshots" / str(current) / "passages.faiss"
    vectors.write_bytes(vectors.read_bytes()[:-1] + b"\0\0")
    live = LiveIndex(Snapshots(index), lambda: encoder)
    live.refresh()
    assert live.problem is not None
    assert build_snapshot(ARTICLES, encoder, index, full=True).manifest.id == current
    live.refresh()
    assert live.take().snapshot.id == current
    assert live.problem is None


def test_trouble_with_reading_current_ends_no_watching_and_is_forgotten_when_it_is_over(
    live: LiveIndex, index: Path, encoder: WordsEncoder
) -> None:
    live.refresh()
    aside = (index / "CURRENT").rename(index / "aside")
    (index / "CURRENT").mkdir()
    live.refresh()
    assert live.problem is not None
    (index / "CURRENT").rmdir()
    aside.rename(index / "CURRENT")
    live.refresh()
    assert live.problem is None
    published = build_snapshot(ARTICLES[:1], encoder, index).manifest.id
    live.refresh()
    assert live.take().snapshot.id == published


def test_trouble_nobody_foresaw_ends_no_watching(index: Path, encoder: WordsEncoder) -> None:
    """A reader that cannot be loaded, and says so otherwise than it may: the next snapshot is still looked at."""
    broken = [True]

    def load_reader() -> None:
        if broken:
            raise KeyError("weights")

    live = LiveIndex(Snapshots(index), lambda: encoder, load_reader)
    live.refresh()
    assert "KeyError" in (live.problem or "")
    with pytest.raises(NotReadyError):
        live.take()
    broken.clear()
    build_snapshot(ARTICLES[:1], encoder, index)
    live.refresh()
    assert live.problem is None
    assert live.take().snapshot.manifest.documents == 1
