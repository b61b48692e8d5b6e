"""The promise on many spans: ``python -m evals.quote_invariant [--spans 1000000]``.

Articles are made of Urdu, combining marks, emoji, CRLF, no-break spaces, direction marks, curly quotation marks and
markup, written as article files, loaded, cut and sliced. For each span: the slice equals what the file's own bytes
hold between the same two characters, counted byte by byte without decoding them, and its UTF-8 and UTF-16 twins lead
back to the same characters.
"""

import argparse
import random
from pathlib import Path

from corpus.article_file import parse_article
from corpus.document import Document
from corpus.sentences import cut_sentences
from corpus.span import Span, utf8_span, utf16_span
from index.passages import cut_passages
from service.integrity import IntegrityError, check_slice

_PIECES = (
    "Plain words end here. ",
    "“Curly — ‘quotes’”, he said. ",
    "یہ ایک جملہ ہے۔ کیا؟ ",
    "e\u0301a\u0308o\u0302 combining. ",
    "🇵🇰👩‍👩‍👧‍👦🧿 emoji! ",
    "no\u00a0break\u202fspace. ",
    "\u202bright-to-left\u202c \u200f\u200e marks. ",
    "line\r\nbreak.\rAnother\n\nparagraph. ",
    "<script>alert('1')</script> & markup. ",
    "İstanbul ǅ ﬁ ß folding. ",
    "Maj. Gen. (Retd.) A. B. Khan said so. ",
    "\u2028\u2029\u0085 separators. ",
    "\U0001d54a𒀀 astral. ",
    "--- \t tabs... ",
)
_GOES_ON = 0b10  # the first two bits of a byte that begins no character
_SPANS_A_TEXT = 1_000  # random ones, beside every sentence and passage


def main() -> None:
    """Check, count, print; exit 1 where a span failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spans", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=11)
    arguments = parser.parse_args()
    random_source = random.Random(arguments.seed)
    checked = failed = 0
    while checked < arguments.spans:
        document, raw = _loaded(random_source)
        body, starts = _body(raw)
        for span in _spans(document.text, random_source):
            checked += 1
            in_file = body[starts[span.start] : starts[span.end]]
            failed += not _holds(document.text, span, in_file)
            if checked == arguments.spans:
                break
    print(f"{checked} spans checked, {failed} failures")
    if failed:
        raise SystemExit(1)


def _loaded(random_source: random.Random) -> tuple[Document, bytes]:
    """A document as it is loaded, and the bytes of the file it was loaded from, with newlines of three kinds."""
    text = "".join(random_source.choice(_PIECES) for _ in range(random_source.randint(1, 40)))
    raw = f"---\ntitle: Made\n---\n{text}".encode()
    return parse_article(raw, Path("made.md")), raw


def _body(raw: bytes) -> tuple[bytes, list[int]]:
    """The text's bytes with newlines made one kind, and where each of its characters begins, with the end.

    A byte of UTF-8 that is not 10xxxxxx begins a character (RFC 3629, section 3).
    """
    body = raw[raw.index(b"\n---\n") + len(b"\n---\n") :].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return body, [*(place for place, byte in enumerate(body) if byte >> 6 != _GOES_ON), len(body)]


def _spans(text: str, random_source: random.Random) -> list[Span]:
    sentences = cut_sentences(text)
    passages = [passage.span for passage in cut_passages(0, text, sentences)]
    ends = [sorted(random_source.choices(range(len(text) + 1), k=2)) for _ in range(_SPANS_A_TEXT)]
    return [*(sentence.span for sentence in sentences), *passages, *(Span(start, end) for start, end in ends)]


def _holds(text: str, span: Span, in_file: bytes) -> bool:
    copied = span.of(text)
    try:
        check_slice(copied, span, text, "made")
    except IntegrityError:
        return False
    in_bytes, in_units = utf8_span(text, span), utf16_span(text, span)
    utf8 = text.encode()[in_bytes.start : in_bytes.end]
    utf16 = text.encode("utf-16-le")[in_units.start * 2 : in_units.end * 2]
    return copied.encode() == in_file == utf8 and copied.encode("utf-16-le") == utf16


if __name__ == "__main__":
    main()
