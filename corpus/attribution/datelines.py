"""Datelines: the place and day before a report's own words, "HALMIR, June 4 (SNS): Foreign Minister ..."."""

from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word

_LONGEST = 14  # tokens before the sign: two places, a day and an agency
_SHORTEST_PLACE = 3  # letters; "UN:" and "Q:" are speakers
_ENDS = frozenset(":—–-")
_QUOTES = frozenset("\"“‘'")
_INNER = frozenset(",./()")


def after_dateline(tokens: Tokens, first: int, last: int, *, opening: bool) -> int:
    """The first token of a sentence's own words; ``first`` where the sentence begins with no dateline.

    A capital word and a sign alone may be a speaker, so that a place has a day or an agency after it; but the text's
    ``opening`` sentence may begin with a place in capitals alone, unless a quotation follows.
    """
    if first >= last or not tokens.capital(first):
        return first
    sign = next((k for k in range(first + 1, min(first + _LONGEST, last)) if tokens.word[k] in _ENDS), None)
    if sign is None or not all(_belongs(tokens, k) for k in range(first, sign)):
        return first
    told = any(tokens.word[k].isdigit() or tokens.word[k] == "(" for k in range(first + 1, sign))
    day = any(tokens.kind[k] & Word.TIME for k in range(first + 1, sign))
    place = tokens.word[first].isupper() and len(tokens.word[first]) >= _SHORTEST_PLACE
    if opening and place and tokens.word[sign + 1] not in _QUOTES:
        return sign + 1
    return sign + 1 if told and (place or day) else first


def _belongs(tokens: Tokens, place: int) -> bool:
    word = tokens.word[place]
    return tokens.capital(place) or word.isdigit() or word in _INNER or bool(tokens.kind[place] & Word.TIME)
