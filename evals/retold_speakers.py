"""Who said it, over the retold articles: ``python -m evals.retold_speakers [--misses LETTER]``.

Every sentence of ``evals/retold`` is looked up in the statements made of its article, as in ``evals.debate_speakers``:
*right*, *missing*, *wrong*, or *own*, where the retelling hears the article's own voice. A speaker is right too by any
name that the register joins with the one given. Of the groups for reporting only sums are told.
"""

import argparse
import json
from collections.abc import Iterator

from evals.asked_suites import RETOLD, RETOLD_REPORTED, RETOLD_SEEN
from evals.debate_speakers import Heard, Told, print_misses, tell


def main() -> None:
    """Look up, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", choices=RETOLD_SEEN, help="list a group's")
    arguments = parser.parse_args()
    if arguments.misses:
        print_misses(told(arguments.misses))
        return
    for name, groups in (("may be looked at", RETOLD_SEEN), ("for reporting only", RETOLD_REPORTED)):
        tell(f"{len(groups)} groups that are {name}", [one for group in groups for one in told(group)])


def told(group: str) -> Iterator[Told]:
    """Every sentence of a group."""
    heard = Heard.of(RETOLD / group / "articles")
    with (RETOLD / group / "speakers.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            given = heard.speaker(row["doc"], row["quote"])
            known = heard.register.lookup(row["speaker"]) if row["speaker"] else None
            joined = (known.name,) if known else ()
            yield Told(row["doc"], row["quote"], given.name if given else None, (row["speaker"], *joined))


if __name__ == "__main__":
    main()
