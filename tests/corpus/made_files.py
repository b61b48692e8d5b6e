"""Files of other kinds, made in memory for the tests of importing."""

import io
import re
import zipfile
from collections.abc import Sequence

import docx


def html_page(body: str, head: str = "<title>The dam at Oro</title>") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def docx_bytes(paragraphs: Sequence[str], title: str = "", author: str = "", language: str = "") -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stated = document.core_properties
    stated.title, stated.author, stated.language = title, author, language
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed_docx(body: str) -> bytes:
    """A DOCX whose body is this WordprocessingML."""
    before, after = io.BytesIO(docx_bytes(["PLACE"])), io.BytesIO()
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = re.sub(
                    rb"<w:p>(?:(?!</w:p>).)*PLACE.*?</w:p>", lambda _: body.encode(), content, flags=re.DOTALL
                )
            new.writestr(name, content)
    return after.getvalue()


def pdf_bytes(pages: Sequence[str], title: str | None = None, author: str | None = None) -> bytes:
    """A PDF of one line a page in Windows-1252, written object by object; an empty page holds no text."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, line in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 200] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        drawn = b"BT /F1 12 Tf 20 100 Td (" + line.encode("cp1252") + b") Tj ET" if line else b""
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn))
    stated = {"Title": title, "Author": author}
    facts = [f"/{name} <feff{value.encode('utf-16-be').hex()}>" for name, value in stated.items() if value]
    objects.append(f"<< {' '.join(facts)} >>".encode())
    return _assembled(objects)


def _assembled(objects: Sequence[bytes]) -> bytes:
    file = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(objects) + 1, len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    return file + b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        len(objects),
        start,
    )
