"""The environment of each other system: a virtual environment with exactly the versions of its list."""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

_LISTS = Path(__file__).resolve().parent / "requirements"


class PeerError(Exception):
    """An environment cannot be made; the message names it."""


def python_of(name: str, folder: Path, lists: Path = _LISTS) -> Path:
    """The interpreter of an environment, made at the first call and again when its list has changed."""
    wanted = lists / f"{name}.txt"
    mark = hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()
    home = folder / name
    done = home / "made-from.txt"
    python = home / "bin" / "python"
    if done.is_file() and done.read_text(encoding="utf-8") == mark:
        return python
    print(f"making the environment of {name} in {home}", flush=True)
    venv.create(home, clear=True, with_pip=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(wanted)]
    if subprocess.run(command, check=False).returncode:
        raise PeerError(f"{wanted} cannot be installed; see what pip says above.")
    done.write_text(mark, encoding="utf-8")
    return python
