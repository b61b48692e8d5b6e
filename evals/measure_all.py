"""Every measurement that needs no arguments, one after another, each in a process of its own: ``make evals``."""

import subprocess
import sys

_MODULES = (
    "gold_questions",
    "multihop",
    "confidence",
    "speaker_attribution",
    "tampered_quotations",
    "sentence_boundaries",
    "quote_invariant",
    "reload_under_load",
    "interrupted_builds",
)


def main() -> None:
    """Run them all, then exit 1 where one failed and name it."""
    failed = []
    for module in _MODULES:
        print(f"\n== python -m evals.{module}", flush=True)
        if subprocess.run([sys.executable, "-m", f"evals.{module}"], check=False).returncode:
            failed.append(module)
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
