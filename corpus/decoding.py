"""From a text file's bytes to its characters: what can be told is told, and what is guessed is said."""

from dataclasses import dataclass

import charset_normalizer

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LOOKED_AT = 4096  # bytes; a text that has no letter of one byte in so many is not English in UTF-16
_MOSTLY = 0.3  # of one half of a UTF-16 text's bytes, at least, are nought where it is in Latin letters
_FEW = 0.5  # of a text's bytes are beyond ASCII, at most, where it is in Latin letters: accents and quotation marks
_TOO_FEW = 16  # bytes beyond ASCII; with fewer nothing is told, and a guess at another script is mostly wrong
_WESTERN = "windows-1252"  # what Windows and old web pages wrote Latin letters in; the web's own default


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding it was read in where that is a guess."""

    text: str
    guessed: str | None = None


def decode(raw: bytes) -> Decoded | None:
    """A text in UTF-8, 16 or 32, or else in what it is most likely in; ``None`` where nothing fits.

    Bytes that are UTF-8 are hardly ever anything else; UTF-16 without its mark shows by noughts between its letters.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _in(name, raw)
    told = _in("utf-8-sig", raw)
    if told is not None and "\0" not in told.text:
        return told
    for name, high in (("utf-16-le", raw[1:_LOOKED_AT:2]), ("utf-16-be", raw[0:_LOOKED_AT:2])):
        if high and high.count(0) > _MOSTLY * len(high):
            return _in(name, raw, guessed=True)
    if told is not None:
        return told
    beyond_ascii = sum(byte > 0x7F for byte in raw)  # noqa: PLR2004 - the last of ASCII
    western = beyond_ascii <= max(_TOO_FEW, _FEW * len(raw))
    likely = _in(_WESTERN, raw, guessed=True) if western else None
    if likely is not None:
        return likely
    best = charset_normalizer.from_bytes(raw).best()
    return Decoded(str(best), best.encoding) if best else None


def _in(name: str, raw: bytes, *, guessed: bool = False) -> Decoded | None:
    try:
        return Decoded(raw.decode(name), name if guessed else None)
    except UnicodeDecodeError:
        return None
