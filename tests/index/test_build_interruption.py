"""Promises of a build that is killed: a real process, killed with SIGKILL."""

import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.articles import add_article, load_articles
from index.snapshots import Snapshots
from service.building import build_index
from tests.index.fakes import ARTICLES, WordsEncoder, long_article

REPOSITORY = Path(__file__).resolve().parents[2]
_KILLS = 10
_SEED = 2021


@dataclass(frozen=True)
class Scene:
    """Articles, an index of some of them, the id of its snapshot and of the next, and how long that build takes."""

    articles: Path
    index: Path
    old: str
    new: str
    seconds: float


def start(articles: Path, index: Path, *rename: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.index.slow_build", str(articles), str(index), *rename]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    home = tmp_path_factory.mktemp("scene")
    for document in ARTICLES:
        add_article(home / "articles", document)
    old = build_index(home / "articles", home / "index", WordsEncoder(), keep=3).built.manifest.id
    for number in range(3):
        add_article(home / "articles", long_article(f"witness-{number}", 30))
    shutil.copytree(home / "index", home / "undisturbed")
    started = time.monotonic()
    with start(home / "articles", home / "undisturbed") as process:
        started = time.monotonic()
    assert process.returncode == 0
    seconds = time.monotonic() - started
    return Scene(home / "articles", home / "index", old, str(Snapshots(home / "undisturbed").current_id()), seconds)


@pytest.fixture
def index(scene: Scene, tmp_path: Path) -> Path:
    """A copy of the old index to interrupt the next build of."""
    return Path(shutil.copytree(scene.index, tmp_path / "index"))


def leftovers(index: Path) -> list[str]:
    return [path.name for path in index.rglob("*") if path.name.startswith(("building-", ".CURRENT"))]


def check(scene: Scene, index: Path) -> None:
    """What must hold after a kill: a whole snapshot is served, no article is lost, and the next build is clean."""
    snapshots = Snapshots(index)
    served = snapshots.open_current()
    assert served.id in {scene.old, scene.new}
    assert snapshots.verify(served.id) == served.manifest
    assert snapshots.verify(scene.old).documents == len(ARTICLES)
    assert load_articles(scene.articles).unreadable == ()
    assert len(load_articles(scene.articles).documents) == len(ARTICLES) + 3
    built = build_index(scene.articles, index, WordsEncoder(), keep=3).built
    assert built.manifest.id == scene.new == snapshots.open_current().id
    assert leftovers(index) == []
    assert set(snapshots.published()) == {scene.old, scene.new}
    assert snapshots.rollback() == scene.old


@pytest.mark.parametrize("share", [random.Random(_SEED + n).random() for n in range(_KILLS)])
def test_a_build_killed_at_any_moment_leaves_the_old_snapshot_and_the_next_build_clean(
    scene: Scene, index: Path, share: float
) -> None:
    with start(scene.articles, index) as process:
        time.sleep(share * scene.seconds)
        process.kill()
    check(scene, index)


# The engine's six files are renamed first, then the snapshot's folder, then CURRENT.
@pytest.mark.parametrize("rename", [1, 4, 7, 8])
def test_a_build_killed_right_before_it_renames_something_is_as_harmless(
    scene: Scene, index: Path, rename: int
) -> None:
    with start(scene.articles, index, str(rename)) as process:
        process.wait(timeout=30)
    assert process.returncode == -9
    assert Snapshots(index).current_id() == scene.old
    check(scene, index)


def test_an_interrupted_build_goes_on_from_the_texts_it_had_encoded(scene: Scene, index: Path) -> None:
    with start(scene.articles, index, "1") as process:
        process.wait(timeout=30)
    encoder = WordsEncoder()
    build_index(scene.articles, index, encoder, keep=3)
    assert encoder.encoded == []
