"""Words that are spelt rightly because English texts are full of them, whether or not an article has them."""

import json
from functools import cache
from importlib.resources import files


def is_common(word: str) -> bool:
    """Whether a word is one of the 22,501 commonest of English books and of Wikipedia.

    These are the whole words among the pieces that BERT was given (Devlin et al. 2019, section 3; uncased), which the
    tokenizer of our own reader has.
    """
    return word.lower() in _common_words()


@cache
def _common_words() -> frozenset[str]:
    stored = json.loads(files("service").joinpath("reader_model/tokenizer.json").read_text(encoding="utf-8"))
    return frozenset(piece for piece in stored["model"]["vocab"] if piece.isalpha())
