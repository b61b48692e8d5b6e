"""Words that are spelt rightly because English texts are full of them, whether or not an article has them."""

import json
from functools import cache
from importlib.resources import files

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def is_common(word: str) -> bool:
    """Whether a word is one of the 22,501 commonest of English books and of Wikipedia.

    These are the whole words among the pieces that BERT was given (Devlin et al. 2019, section 3; uncased), which the
    tokenizer of our own reader has.
    """
    return word.lower() in _common_words()


def common_slips(word: str) -> list[str]:
    """The common words that a word in small letters is one slip away from: of the same letters, then the most frequent.

    A slip is a letter too few, too many or wrong, or two neighbours exchanged (Damerau 1964).
    """
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    near = {f"{head}{tail[1:]}" for head, tail in cuts if tail}
    near |= {f"{head}{tail[1]}{tail[0]}{tail[2:]}" for head, tail in cuts if len(tail) > 1}
    for letter in _LETTERS:
        near |= {f"{head}{letter}{tail}" for head, tail in cuts}
        near |= {f"{head}{letter}{tail[1:]}" for head, tail in cuts if tail}
    ranks = _common_words()
    common = (one for one in near if one in ranks and one != word)
    return sorted(common, key=lambda one: (sorted(one) != sorted(word), ranks[one]))


@cache
def _common_words() -> dict[str, int]:
    """Each with its place in the vocabulary, which begins with the most frequent."""
    stored = json.loads(files("service").joinpath("reader_model/tokenizer.json").read_text(encoding="utf-8"))
    return {piece: rank for piece, rank in stored["model"]["vocab"].items() if piece.isalpha()}
