"""Where the sentences and paragraphs of a text are; spans only, no text is copied or changed.

sentencex proposes the boundaries. It sees a masked copy of the same length, in which quotation marks and every kind of
white space are plain spaces: it keeps a quotation whole otherwise, takes quadratic time over many opening marks, and
panics on some white space that is not ASCII. The proposals are then moved past closing marks, and some are withdrawn.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import sentencex

from corpus.span import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place without surrounding white space, and its paragraph, counted from 0."""

    span: Span
    paragraph: int


def cut_sentences(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """Cut a text into sentences: ordered, disjoint, never empty, and only white space lies between them."""
    return tuple(
        Sentence(span, number)
        for number, paragraph in enumerate(_paragraphs(text))
        for span in _sentences_within(text, paragraph, language)
    )


# --- paragraphs -------------------------------------------------------------------------------------------------

# U+0085 is left out: in real articles it is a Windows ellipsis read wrongly, not the end of a line.
_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029]")
# A Markdown heading or a table row: a paragraph of its own. A line without a letter or digit (a rule) is one too.
_LONE_LINE = re.compile(r"\s*(?:#{1,6}\s|\||[\W_]+$)")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•‣◦▪●–]|\(?\d{1,3}[.)])\s")
_COLUMNS = range(40, 101)  # plain text is wrapped at 60 to 80 columns, newspaper copy at 40, source files at 100
_LEAST_BREAKS = 3  # two lines of like length are often chance
_FULL_SHARE = 0.5  # wrapped text fills nearly all its inner lines; lines of free length, about one in six


def _paragraphs(text: str) -> Iterator[Span]:
    lines = [line for line in (_trimmed(text, Span(*found.span())) for found in _LINE.finditer(text)) if line]
    wrapped = _is_hard_wrapped(text, lines)
    paragraph: Span | None = None
    for line in lines:
        if paragraph and wrapped and _runs_on(text, paragraph, line):
            paragraph = Span(paragraph.start, line.end)
            continue
        if paragraph:
            yield paragraph
        paragraph = line
    if paragraph:
        yield paragraph


def _is_hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines end where the column does: mostly, the next line's first word would not have fitted any more."""
    inner = [(line, following) for line, following in pairwise(lines) if _runs_on(text, line, following)]
    if len(inner) < _LEAST_BREAKS:
        return False
    breakable = (line for pair in inner for line in pair if " " in line.of(text))  # a long web address is not
    column = max(map(len, breakable), default=0)
    full = sum(len(line) + 1 + len(following.of(text).split(maxsplit=1)[0]) > column for line, following in inner)
    return column in _COLUMNS and full >= _FULL_SHARE * len(inner)


def _runs_on(text: str, line: Span, following: Span) -> bool:
    breaks = len(_LINE_END.findall(text, line.end, following.start))
    apart = _LONE_LINE.match(text, line.start, line.end) or _LONE_LINE.match(text, following.start, following.end)
    return breaks == 1 and not apart and not _LIST_ITEM.match(text, following.start, following.end)


def _trimmed(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.end - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


# --- proposals: sentencex over a masked copy --------------------------------------------------------------------

_DOUBLE_MARKS = '"“”„‟«»‹›「」『』〝〞'
_SINGLE_MARKS = "'‘’‚‛`´"
_BULLETS = "•‣◦▪●"  # sentencex never cuts what follows one
_INVISIBLE = "\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # zero width and writing direction
_NOTE = r"(?:\[\^?\w{1,3}\]|[¹²³⁴-⁹⁰]{1,3})"  # a footnote mark
_HIDDEN = re.compile(
    rf"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff{_INVISIBLE}{_DOUBLE_MARKS}{_BULLETS}]"
    rf"|(?<!\w)[{_SINGLE_MARKS}]|[{_SINGLE_MARKS}](?!\w)"
    rf"|(?<=[.!?\"”]){_NOTE}"
)
_APOSTROPHE = re.compile(
    rf"(?<=\w)[{_SINGLE_MARKS}](?=\w)"
)  # sentencex takes some for opening marks; it sees "x" instead
# A bracket that holds whole sentences, not an aside such as "Gen. (Retd.)": it opens a sentence and has three words.
_WHOLE_BRACKET = re.compile(
    r"(?:^\s*|(?<=[.!?…۔؟]\s)|(?<=[.!?…۔؟][\"”’)]\s))"
    r"\(([^()\s]+\s[^()\s]+\s[^()]+[.!?…۔؟][\"”’]?)\)(?!\S)"
)


# sentencex knows "me." and "FL." as abbreviations only; before one of these words they end a sentence.
# "May" is a month or a name, whole either way; sentencex takes it for a short form.
_SURE_END = re.compile(
    r"(?<=[A-Za-z]{2})[.!?](?=\s{1,9}"
    r"(?:The|He|She|It|They|We|I|You|This|That|These|Those|But|And|In|On|At|His|Her)(?:x(?:s|d|m|ll|re|ve))?\b)"
    r"|(?:(?<=\bme)|(?<=\bsaid no)|(?<=\bsay no)|(?<=\bsays no))\.(?=\s{1,9}[A-Z][a-z])"
    r"|(?<=[a-z\d] May)\.(?=\s{1,9}[A-Z])"
)


def _proposed_ends(text: str, paragraph: Span, language: str) -> list[int]:
    """Where a sentence may end, in order, counted in ``text``; the white space after an end is not part of it."""
    masked = _masked(paragraph.of(text))
    ends = {paragraph.start + end for end in _library_ends(masked, language)}
    ends.update(paragraph.start + sure.end() for sure in _SURE_END.finditer(masked))
    return sorted(ends)


def _library_ends(masked: str, language: str) -> Iterator[int]:
    end = 0
    for piece in sentencex.segment(language, masked):
        if not masked.startswith(piece, end):
            raise RuntimeError(f"sentencex changed the text of a paragraph at {end}: {piece[:80]!r}")
        yield end + len(piece.rstrip())
        end += len(piece)
    if masked[end:].strip():
        raise RuntimeError(f"sentencex left out the text of a paragraph from {end}: {masked[end:][:80]!r}")


def _masked(paragraph: str) -> str:
    opened = _WHOLE_BRACKET.sub(lambda bracket: f"{bracket[0][: -len(bracket[1]) - 2]} {bracket[1]} ", paragraph)
    dotted = _APOSTROPHE.sub("x", opened).replace("…", ".")  # sentencex ends a sentence at "..." and not at "…"
    return _HIDDEN.sub(lambda hidden: " " * len(hidden[0]), dotted)


# --- the cut: ends moved past closing marks, or withdrawn -------------------------------------------------------

_CLOSING = re.compile(
    rf"(?:[{_DOUBLE_MARKS}{_SINGLE_MARKS})\]}}{_INVISIBLE}]|{_NOTE})*"
    r"(?:\s[”»](?!\S)|\s[\"'](?=\s*\Z))?"  # a closing mark that strayed one space from its sentence
)
_NOT_SPACE = re.compile(r"\S")
_LOOK_BACK, _LOOK_AHEAD = 30, 100  # code points a rule may see on each side: a constant, so that the cut is linear


def _sentences_within(text: str, paragraph: Span, language: str) -> Iterator[Span]:
    whole = _trimmed(text, paragraph)
    cased = paragraph.of(text) != paragraph.of(text).lower()
    start = whole.start
    for proposed in _proposed_ends(text, paragraph, language):
        end = _end_of_closing(text, proposed, whole.end)
        following = _NOT_SPACE.search(text, end, whole.end)
        if end <= start or following is None:
            continue
        left = text[max(start, end - _LOOK_BACK) : end]
        right = text[end : min(following.start() + _LOOK_AHEAD, whole.end)]
        if _is_list_mark(text, start, end) or _runs_together(left, right, cased=cased):
            continue
        yield Span(start, end)
        start = following.start()
    if start < whole.end:
        yield Span(start, whole.end)


def _end_of_closing(text: str, end: int, limit: int) -> int:
    closing = _CLOSING.match(text, end, limit)
    return closing.end() if closing else end


# "2." or "(a)" before an item, and marks without a letter or digit: never a sentence of their own before another.
_LIST_MARK = re.compile(r"(?:#{1,6}\s+|\*{1,2})?\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|[\W_]{1,20}")
_OPENING = rf"[{_DOUBLE_MARKS}{_SINGLE_MARKS}(\[{_INVISIBLE}\s.…—–-]*"
_LATIN_END = re.compile(rf"[.!?…][{_DOUBLE_MARKS}{_SINGLE_MARKS}{_INVISIBLE})\]\d\[\s]*$")
# iPhone, eBay, al-Qaida and web addresses are written in lower case wherever they stand.
_NAME_IN_LOWER_CASE = re.compile(rf"{_OPENING}(?:[a-z]{{1,3}}-?[A-Z]|https?:|www\.|[a-z]+\.[a-z]+\.?[a-z]*/)")
_LETTER = re.compile(rf"{_OPENING}([^\W\d_])")
_TAGS = (
    "said|says|asked|asks|added|replied|wrote|warned|inquired|enquired|wondered|demanded|retorted|remarked|exclaimed"
)
# What stands before a proposed end (left) and after it (right) where the sentence goes on all the same.
_GOES_ON = tuple(
    (re.compile(left), re.compile(right))
    for left, right in (
        ("", r"[,;:)\]}%]|[.!?…]+(?:\s|$)"),
        (r"[\"”»]$", r"[—–]\s*[A-Z]"),  # a quotation and the name under it
        (r"\b(?:Ft|Mt|Ms|Retd|Ret|Mohd|Bros|Messrs|[Aa]pprox|[Vv]s?|incl|esp|eg|ie|cf|viz)\.$", ""),
        (r"\b(?:[Nn]os?|[Vv]ols?|[Aa]rts?|[Ff]igs?|[Ss]ecs?|[Cc]h|pp?|[Pp]aras?|[Ee]st|ca?|Rs|Ver)\.$", r"\d"),
        (r"\b[AaPp]\.?[Mm]\.$", r"(?:[A-Z]{1,2}[SD]?T\b|GMT|UTC|PKT|Eastern|Central|Mountain|Pacific|U[KS] time)"),
        (r"[!?][\"”’']+$", rf"(?:[A-Z][\w.'’-]*\s){{1,4}}(?:{_TAGS})[.,;:]"),
    )
)
_GLUED_END = re.compile(rf"(?:[a-z]{{2}}|[)\d{_DOUBLE_MARKS}])\.[{_DOUBLE_MARKS}{_SINGLE_MARKS})\]\d\[]*$|[!?…]\W*$")
_GLUED_START = re.compile(rf"[{_DOUBLE_MARKS}{_SINGLE_MARKS}(\[]*[A-Z](?:[a-z’']|\s)")


def _is_list_mark(text: str, start: int, end: int) -> bool:
    return _LIST_MARK.fullmatch(text, start, end) is not None


def _runs_together(left: str, right: str, *, cased: bool) -> bool:
    """Whether the text after a proposed end goes on with the same sentence."""
    head = right.lstrip()
    if _LATIN_END.search(left) and (
        (cased and _starts_lower(head)) or (right == head and not _starts_without_space(left, head))
    ):
        return True
    return any(after.match(head) and before.search(left) for before, after in _GOES_ON)


def _starts_lower(head: str) -> bool:
    letter = _LETTER.match(head)
    return letter is not None and letter[1].islower() and not _NAME_IN_LOWER_CASE.match(head)


def _starts_without_space(left: str, head: str) -> bool:
    """Whether two sentences were joined by a lost space ("will go.Then he"), unlike "Node.JS" and "3.5"."""
    return _GLUED_END.search(left) is not None and _GLUED_START.match(head) is not None
