"""Text and stated metadata out of PDF."""

import re

import pypdfium2

from corpus.errors import ImportFailedError
from corpus.read_article import ReadArticle

_JOINED = "words divided at line ends: joined where the text has them whole elsewhere, else hyphenated"
_BROKEN = re.compile(r"\b(\w+)[\x02\ufffe]\n?(\w+)")  # pdfium's mark for a hyphen at a line's end


def read_pdf(raw: bytes, source: str) -> ReadArticle:
    """The text of a PDF, page after page, and the title and author its own properties state.

    A word divided at a line's end is joined where the text has it whole elsewhere, else keeps its hyphen; a note says
    so.
    """
    try:
        pdf = pypdfium2.PdfDocument(raw)
        try:
            pages = [_page_text(page) for page in pdf]
            stated = pdf.get_metadata_dict(skip_empty=True)
        finally:
            pdf.close()
    except pypdfium2.PdfiumError as error:
        remedy = "Open it, and save it again without a password"
        raise ImportFailedError(source, f"is not a readable PDF ({error})", remedy) from error
    printed = "\n\n".join(pages)
    text = undivided(printed)
    note = None if text == printed else _JOINED
    return ReadArticle(text=text, title=stated.get("Title"), author=stated.get("Author"), source_note=note)


def _page_text(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_bounded()).replace("\r\n", "\n")
    finally:
        text_page.close()
        page.close()


def undivided(text: str) -> str:
    """A text in which a word divided at a line's end is joined where it stands whole elsewhere, else hyphenated."""
    whole = {word.casefold() for word in re.findall(r"\w+", text)}

    def as_printed(found: re.Match[str]) -> str:
        joined = found[1] + found[2]
        return joined if joined.casefold() in whole else f"{found[1]}-{found[2]}"

    return re.sub("[\x02\ufffe]", "-", _BROKEN.sub(as_printed, text))
