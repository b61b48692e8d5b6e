"""A build to kill: ``python -m tests.index.slow_build ARTICLES INDEX [RENAME]``.

It says "ready" before the first step and rests a moment at each text and step, so that a kill may meet it anywhere.
With RENAME it kills itself with SIGKILL before its so-many-eth renaming of a file or folder, counted from 1.
"""

import os
import signal
import sys
import time
from pathlib import Path

from index.encoding import Progress
from service.building import build_index
from tests.index.fakes import WordsEncoder

_TEXT_SECONDS = 0.004
_STEP_SECONDS = 0.03


def rest(_progress: Progress) -> None:
    time.sleep(_STEP_SECONDS if _progress.step == "write" else 0)


def die_before_renaming(number: int) -> None:
    count = 0

    def watch(event: str, _arguments: object) -> None:
        nonlocal count
        if event == "os.rename":
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


if __name__ == "__main__":
    if sys.argv[3:]:
        die_before_renaming(int(sys.argv[3]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    build_index(Path(sys.argv[1]), Path(sys.argv[2]), WordsEncoder("words-1", _TEXT_SECONDS), keep=3, report=rest)
