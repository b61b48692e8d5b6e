"""Whether a word looks like part of a name, or can be somebody with a voice; only its shape and small lists tell."""

import re

from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, abstract, listed

STOP = (
    Word.AUX
    | Word.MODAL
    | Word.NOT
    | Word.AND
    | Word.BUT
    | Word.SUBORDINATOR
    | Word.PRONOUN
    | Word.OBJECT_PRONOUN
    | Word.RELATIVE
)
NOUN = Word.PERSON | Word.BODY | Word.PAPER
_SUM = re.compile(r"(?:Rs|PKR|USD|US)\d")  # "Rs38bn" is nobody
_NEVER = listed("""
    instead besides otherwise hence moreover however furthermore nevertheless nonetheless meanwhile therefore thus
    indeed likewise accordingly afterwards elsewhere nor
    """)  # capital only where they begin a sentence


def animate(tokens: Tokens, i: int) -> bool:
    """Whether the token can be somebody with a voice: a name, a person, a body, a paper or a personal pronoun."""
    kind = tokens.kind[i]
    if kind & (Word.THING | Word.TIME) and not (kind & NOUN):
        return False
    if kind & (NOUN | Word.PRONOUN | Word.QUANTIFIER | Word.PLACE):
        return True
    alone = i == 0 or not tokens.capital(i - 1)
    return named(tokens, i) and not (alone and abstract(tokens.low[i]))


def named(tokens: Tokens, i: int) -> bool:
    """Whether the token looks like (part of) a name."""
    if (
        not tokens.capital(i)
        or not tokens.word[i][0].isalpha()
        or tokens.low[i] in _NEVER
        or _SUM.match(tokens.word[i])
    ):
        return False
    return not tokens.kind[i] & (Word.TIME | Word.DETERMINER | Word.PREPOSITION | Word.AUX | STOP)
