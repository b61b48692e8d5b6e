"""Text and stated metadata out of HTML."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from datetime import date

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from corpus.errors import ImportFailedError
from corpus.read_article import ReadArticle, language_code


def read_html(raw: bytes, source: str, charset: str | None = None) -> ReadArticle:
    """The main text of a page as trafilatura finds it, with every character that is not HTML's own white space kept.

    ``charset`` is what the server said of it, if it said anything.
    """
    try:
        tree = lxml_html.document_fromstring(_NOT_IN_HTML.sub("\ufffd", _decoded_page(raw, charset)))
    except (etree.ParserError, ValueError) as error:
        raise ImportFailedError(source, f"is not HTML ({error})", "Check that it is a page") from error
    language = (tree.get("lang") or "").strip() or None
    _as_printed(tree)
    stand_ins = _stand_ins(tree)
    _exchange(tree, stand_ins)
    found = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params=_STATED_DATES
    )
    if found is None or isinstance(found, dict) or not found.text:
        raise ImportFailedError(
            source, "no article text was found in the page", "Save the article as text and add that"
        )
    back = {ord(new): old for old, new in stand_ins.items()}

    def restored(value: str | None) -> str | None:
        return value.translate(back).strip() or None if value else None

    return ReadArticle(
        text=found.text.translate(back),
        title=restored(found.title),
        author=restored(found.author),
        publisher=restored(found.sitename),
        published=_day(found.date),
        url=found.url if found.url and re.fullmatch(r"https?://[^\s<>\"]+", found.url) else None,
        language=language_code(language),
    )


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated) if stated else None
    except ValueError:
        return None


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _as_printed(tree: lxml_html.HtmlElement) -> None:
    """Keep what only the page's looks tell: a raised figure is no part of the number before it, struck words go."""
    for element in list(tree.iter("sup")):
        if re.fullmatch(r"\s*\d+\s*", element.text_content()):
            for part in element.iter(etree.Element):
                part.text, part.tail = _raised(part.text), _raised(part.tail) if part is not element else part.tail
    for element in list(tree.iter("del", "s", "strike")):
        element.drop_tree()


def _raised(text: str | None) -> str | None:
    return text.translate(_RAISED) if text else text


# trafilatura folds no-break spaces and drops direction marks; while it works, other characters stand in for them.
_AT_RISK = re.compile("[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
_STAND_INS = range(0x1F030, 0x1F094)  # domino tiles: printable, so trafilatura keeps them, and in no article's text


def _stand_ins(tree: lxml_html.HtmlElement) -> dict[str, str]:
    whole = "".join(tree.itertext())
    at_risk = sorted(set(_AT_RISK.findall(whole)))
    free = (chr(code) for code in _STAND_INS if chr(code) not in whole)
    return dict(zip(at_risk, free, strict=False))


def _exchange(tree: lxml_html.HtmlElement, stand_ins: dict[str, str]) -> None:
    table = str.maketrans(stand_ins)
    for element in tree.iter(etree.Element):
        element.text = element.text.translate(table) if element.text else element.text
        element.tail = element.tail.translate(table) if element.tail else element.tail


# Characters that HTML may not hold (its standard replaces them too), and that lxml refuses.
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# A day that stands in a meta tag or in a time element is stated; one found by looking through the text is guessed.
_STATED_DATES = {"extensive_search": False, "original_date": True}
_AS_BROWSERS_DO = {"iso8859-1": "windows-1252", "ascii": "windows-1252"}  # the WHATWG Encoding standard's labels
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def _decoded_page(raw: bytes, charset: str | None) -> str:
    """UTF-16 with its mark, UTF-8 where the bytes are UTF-8, else what is declared, else windows-1252."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    declared = _DECLARED.search(raw[:4096])
    stated = [charset, declared.group(1).decode("ascii") if declared else None, "windows-1252"]
    text = raw.removeprefix(BOM_UTF8)
    for name in ("utf-8", *(one for one in stated if one)):
        try:
            known = lookup(name).name
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.decode(_AS_BROWSERS_DO.get(known, known)))
        except (LookupError, UnicodeDecodeError):
            continue
    return text.decode("windows-1252", errors="replace")
