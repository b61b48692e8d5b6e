"""Which program was measured: the commit, and a hash of the files that decide what it answers."""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_FOLDERS = ("corpus", "index", "prompts", "service", "evals")
_NOT_THE_PROGRAM = ("__pycache__", "articles", "suites", "reader_training")  # the snapshot and the suite tell those
_PROGRAM_ENDINGS = (".py", ".toml", ".json", ".txt", ".md", ".html", ".css", ".js", ".bin", ".xml", ".gz")
_NOT_READ = "baseline.jsonl.gz"  # what is measured against, not what is measured


def commit() -> str | None:
    """The commit that is checked out, or ``None`` where there is no repository or no git."""
    git = shutil.which("git")
    if git is None:
        return None
    told = subprocess.run([git, "rev-parse", "HEAD"], cwd=_ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or None


def code_hash() -> str:
    """A short hash of the program's files, changed or committed."""
    whole = hashlib.sha256()
    for path in _files():
        whole.update(f"{path.relative_to(_ROOT)}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        for path in sorted((_ROOT / folder).rglob("*")):
            parts = path.relative_to(_ROOT).parts
            if path.suffix in _PROGRAM_ENDINGS and path.name != _NOT_READ and not set(parts) & set(_NOT_THE_PROGRAM):
                yield path
