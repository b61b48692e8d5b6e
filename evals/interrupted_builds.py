"""What a build killed at any moment breaks: ``python -m evals.interrupted_builds [--kills 50] [--seed 1]``.

The real ``onrecord index build``, with the real encoder, over the repository's articles and generated ones, is killed
with SIGKILL at uniformly random moments of its duration, while a service in this process goes on answering from the
same index folder. After each kill: every article file has its bytes, the current snapshot verifies, the service
answers, and the next build (in this process) succeeds and leaves nothing behind; after the last, its id is the one
that a folder never disturbed gets. Exit 1 where anything was broken.
"""

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from corpus.articles import add_article
from corpus.document import Document
from index.encoder import Encoder
from index.errors import SearchIndexError
from index.snapshots import Snapshots
from service.answering import answer_question
from service.building import build_index
from service.finding import Question
from service.live_index import LiveIndex
from service.settings import Settings
from service.wiring import open_encoder

_ARTICLES = Path(__file__).resolve().parents[1] / "corpus" / "articles"
_GENERATED, _SENTENCES = 3, 16  # new articles a round and their sentences: about a second of encoding on two cores
_QUESTIONS = (
    "Who argued for a comprehensive strategy?",
    "What did the ferry witnesses see?",
    "Who chaired the meeting?",
)
_PAUSE = 0.05  # seconds between two questions; without it the service takes the cores from the build it watches
_KEEP = 3  # snapshots kept, few so that retention is at work as well

# What the build had said last when it was killed tells the step it was in.
_STEPS = (
    ("snapshot ", "published"),
    ("writing the snapshot", "publishing"),
    ("encoding texts", "writing"),
    ("cutting articles", "encoding"),
)


@dataclass
class Findings:
    """Everything that went wrong, and in which steps the builds were killed."""

    by_step: Counter[str] = field(default_factory=Counter)
    lost_articles: list[str] = field(default_factory=list)
    broken_services: list[str] = field(default_factory=list)
    unclean_builds: list[str] = field(default_factory=list)


class Asker(threading.Thread):
    """Asks the service one question after another, and counts answers and failures."""

    def __init__(self, live: LiveIndex) -> None:
        super().__init__(name="asker", daemon=True)
        self.answers, self.failures, self.ended = 0, list[str](), threading.Event()
        self._live = live

    def run(self) -> None:
        """Ask until it is ended."""
        while not self.ended.wait(_PAUSE):
            try:
                ask(self._live, _QUESTIONS[self.answers % len(_QUESTIONS)])
                self.answers += 1
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                self.failures.append(repr(error))


def ask(live: LiveIndex, question: str) -> None:
    """Ask one question of what is served; raises whatever the service does."""
    serving = live.take()
    answer = answer_question(serving.snapshot, serving.encoder, Question(question))
    if not answer.citations and answer.no_answer is None:
        raise AssertionError("an answer without quotes")


def main() -> int:
    """Run the kills and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))  # errors alone
    with tempfile.TemporaryDirectory() as home:
        return _measure(Path(home), options.kills, random.Random(options.seed))


def _measure(home: Path, kills: int, chance: random.Random) -> int:
    started = time.monotonic()
    articles, index = home / "articles", home / "index"
    shutil.copytree(_ARTICLES, articles)
    encoder = open_encoder(Settings(index=index))
    build_index(articles, index, encoder, keep=_KEEP)
    _renew(articles, chance)
    seconds = _run_build(articles, index)
    live = LiveIndex(Snapshots(index), lambda: encoder)
    live.start()
    asker = Asker(live)
    asker.start()
    findings = Findings()
    for _ in range(kills):
        _renew(articles, chance)
        before = _hashes(articles)
        findings.by_step[_kill_build(articles, index, chance.uniform(0, seconds))] += 1
        _check(before, articles, index, encoder, live, findings)
    _check_against_full(articles, index, encoder, findings)
    asker.ended.set()
    asker.join()
    live.stop()
    findings.broken_services += asker.failures
    _print_table(findings, seconds, asker.answers, time.monotonic() - started)
    return 1 if findings.lost_articles or findings.broken_services or findings.unclean_builds else 0


def _renew(articles: Path, chance: random.Random) -> None:
    """Replace the generated articles, so that every build has texts to encode."""
    for path in articles.glob("generated-*.md"):
        path.unlink()
    for number in range(_GENERATED):
        name = f"generated-{number}"
        lines = (
            f"Witness {chance.randrange(10**6)} saw the ferry number {n} pass the mill at {chance.randrange(24)}:00, "
            f"with {chance.randrange(900)} crates of apples aboard and nobody at the wheel."
            for n in range(_SENTENCES)
        )
        add_article(articles, Document(name, f"What witnesses saw, part {number}", "\n\n".join(lines)))


def _command(articles: Path, index: Path) -> list[str]:
    program = Path(sys.executable).with_name("onrecord")
    return [str(program), "index", "build", "--articles", str(articles), "--index", str(index)]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")} | {
        "ONRECORD_KEEP": str(_KEEP)
    }


def _run_build(articles: Path, index: Path) -> float:
    """Build with the real command, undisturbed, and say how long it took."""
    started = time.monotonic()
    subprocess.run(_command(articles, index), check=True, capture_output=True, env=_environment())
    return time.monotonic() - started


def _kill_build(articles: Path, index: Path, after: float) -> str:
    """Start the real command, kill it after so many seconds, and name the step it was in."""
    command = _command(articles, index)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_environment()
    ) as process:
        time.sleep(after)
        process.kill()
        said = process.communicate()[0]
    return next((step for mark, step in _STEPS if mark in said), "starting or cutting")


def _hashes(articles: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in articles.iterdir()}


def _check(
    before: dict[str, str], articles: Path, index: Path, encoder: Encoder, live: LiveIndex, findings: Findings
) -> None:
    after = _hashes(articles)
    findings.lost_articles += sorted(name for name in before if after.get(name) != before[name])
    snapshots = Snapshots(index)
    try:
        snapshots.verify(str(snapshots.current_id()))
        ask(live, _QUESTIONS[0])
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        findings.broken_services.append(repr(error))
    try:
        built = build_index(articles, index, encoder, keep=_KEEP).built.manifest
    except (SearchIndexError, OSError) as error:
        findings.unclean_builds.append(repr(error))
        return
    left = [path.name for path in (index / "snapshots").iterdir() if path.name.startswith("building-")]
    if left or built.id != snapshots.open_current().id:
        findings.unclean_builds.append(f"built {built.id}, current is {snapshots.current_id()}, left behind {left}")


def _check_against_full(articles: Path, index: Path, encoder: Encoder, findings: Findings) -> None:
    """After all the kills, what the interrupted builds left in the cache must give what an undisturbed build gives."""
    current = Snapshots(index).current_id()
    fresh = build_index(articles, index.with_name("undisturbed"), encoder, keep=_KEEP).built.manifest.id
    if current != fresh:
        findings.unclean_builds.append(f"{current} after all kills, {fresh} in a folder never disturbed")


def _print_table(findings: Findings, seconds: float, answers: int, took: float) -> None:
    print(f"builds of {seconds:.1f} s killed by SIGKILL at uniformly random moments: {findings.by_step.total()}")
    for step, count in findings.by_step.most_common():
        print(f"  while {step:<22} {count:>4}")
    for name, found in (
        ("broken services", findings.broken_services),
        ("lost articles", findings.lost_articles),
        ("next builds not clean", findings.unclean_builds),
    ):
        print(f"{name:<30} {len(found):>4}")
        for one in found[:5]:
            print(f"  {one}")
    print(f"questions answered meanwhile   {answers:>4}   (in {took:.0f} s altogether)")


if __name__ == "__main__":
    sys.exit(main())
