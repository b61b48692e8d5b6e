"""The promise on many spans: ``python -m evals.quote_invariant [--spans 1000000]``.

Articles are made of Urdu, combining marks, emoji, CRLF, no-break spaces, direction marks, curly quotation marks and
markup, written as article files, loaded, cut and sliced. For each span: the slice equals what the file's own bytes
say by an independent count, and its UTF-8 and UTF-16 twins lead back to the same characters.
"""

import argparse
import random
from pathlib import Path

from corpus.article_file import parse_article, render_article
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
        document = _loaded(random_source)
        for span in _spans(document.text, random_source):
            checked += 1
            failed += not _holds(document.text, span)
            if checked == arguments.spans:
                break
    print(f"{checked} spans checked, {failed} failures")
    if failed:
        raise SystemExit(1)


def _loaded(random_source: random.Random) -> Document:
    text = "".join(random_source.choice(_PIECES) for _ in range(random_source.randint(1, 40)))
    made = Document(id="made", title="Made", text=text)
    return parse_article(render_article(made), Path("made.md"))


def _spans(text: str, random_source: random.Random) -> list[Span]:
    sentences = cut_sentences(text)
    passages = [passage.span for passage in cut_passages(0, text, sentences)]
    ends = [sorted(random_source.choices(range(len(text) + 1), k=2)) for _ in range(_SPANS_A_TEXT)]
    return [*(sentence.span for sentence in sentences), *passages, *(Span(start, end) for start, end in ends)]


def _holds(text: str, span: Span) -> bool:
    copied = span.of(text)
    try:
        check_slice(copied, span, text, "made")
    except IntegrityError:
        return False
    in_bytes, in_units = utf8_span(text, span), utf16_span(text, span)
    utf8 = text.encode()[in_bytes.start : in_bytes.end].decode()
    utf16 = text.encode("utf-16-le")[in_units.start * 2 : in_units.end * 2].decode("utf-16-le")
    return copied == utf8 == utf16 == "".join(list(text)[span.start : span.end])


if __name__ == "__main__":
    main()
