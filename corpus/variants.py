"""Names spelt in more than one way, from ``corpus/variants.toml``."""

import tomllib
from functools import cache
from pathlib import Path

from corpus.errors import CorpusError

VARIANTS_FILE = Path(__file__).with_name("variants.toml")


@cache
def load_variants(path: Path = VARIANTS_FILE) -> tuple[tuple[str, ...], ...]:
    """The lists of names that mean the same; raises ``CorpusError`` naming the file and the remedy."""
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} cannot be read ({error}). Mend it, or leave `same = []` in it.") from error
    same = stored.get("same")
    if stored.keys() != {"same"} or not isinstance(same, list) or not all(map(_is_group, same)):
        raise CorpusError(f"{path} must hold `same`, a list of lists of two names or more, and nothing else.")
    return tuple(tuple(group) for group in same)


def _is_group(group: object) -> bool:
    least = 2  # one name alone is no variant
    return isinstance(group, list) and len(group) >= least and all(isinstance(one, str) and one for one in group)
