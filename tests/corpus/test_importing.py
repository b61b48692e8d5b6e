"""Promises of importing files; pages and addresses have their own files."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import importing
from corpus.articles import add_article, load_articles
from corpus.decoding import Decoded, decode
from corpus.errors import CorpusError, ImportFailedError
from corpus.import_pdf import undivided
from corpus.importing import Stated, import_file
from tests.corpus.made_files import changed_docx, docx_bytes, pdf_bytes

NOTHING = Stated()
TEXT = "The mayor of Málaga said “no”\u00a0– twice.\nNobody\u200f\u2019s well was dry; e\u0301tude 🌾.\n"


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_a_text_keeps_every_character_whichever_unicode_form_it_is_saved_in(
    tmp_path: Path, encoding: str, suffix: str
) -> None:
    path = put(tmp_path, f"well.{suffix}", TEXT.encode(encoding))
    assert import_file(path, NOTHING).text == TEXT


def test_a_windows_1252_text_is_told_and_keeps_its_quotation_marks(tmp_path: Path) -> None:
    text = "The café’s owner said “we won’t pay”, and the mayor – who is from Málaga – agreed. The fine was £300.\n"
    assert import_file(put(tmp_path, "cafe.txt", text.encode("cp1252")), NOTHING).text == text


@pytest.mark.parametrize(
    "text",
    ["The minister said it’s over.\n", "Café closes.\n", "Señor Núñez\n", "“No” – £5\n", "Only ASCII.\n", "é"],
)
def test_a_short_text_of_windows_1252_keeps_its_characters_and_the_guess_is_said(tmp_path: Path, text: str) -> None:
    document = import_file(put(tmp_path, "a.txt", text.encode("cp1252")), NOTHING)
    assert document.text == text
    assert ("taken for windows-1252" in str(document.source_note)) is not text.isascii()


def test_a_text_in_other_letters_of_one_byte_is_told_by_its_frequencies(tmp_path: Path) -> None:
    text = "Министр сказал, что операция закончена. Никто в городе не знает, почему она продолжалась две недели.\n" * 4
    assert import_file(put(tmp_path, "a.txt", text.encode("cp1251")), NOTHING).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_a_text_of_wide_characters_is_told_with_and_without_its_mark(tmp_path: Path, encoding: str) -> None:
    text = "The minister said it’s over. Nobody — not even Málaga’s mayor — was asked.\n"
    assert import_file(put(tmp_path, "a.txt", text.encode(encoding)), NOTHING).text == text


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFailedError, match="is not text"):
        import_file(put(tmp_path, "a.txt", b"\0abc\0\0\1 and some words"), NOTHING)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), min_size=1))
def test_whatever_is_saved_as_utf_8_is_read_as_it_was(text: str) -> None:
    assert decode(text.encode()) == Decoded(text)


def test_only_newlines_of_a_text_are_normalised(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "One.\r\n\r\nTwo.\u2028Still two.\x0cThree.  \rFour.")
    assert import_file(path, NOTHING).text == "One.\n\nTwo.\u2028Still two.\x0cThree.  \nFour."


def test_a_plain_text_states_a_title_by_a_short_line_set_off_and_an_author_by_a_byline(tmp_path: Path) -> None:
    document = import_file(put(tmp_path, "a.txt", "Dam holds\n\nBy Zoë Ångström\n\nThe dam held.\n"), NOTHING)
    assert (document.title, document.author, document.source_note) == ("Dam holds", "Zoë Ångström", None)
    assert document.text == "Dam holds\n\nBy Zoë Ångström\n\nThe dam held.\n"


def test_where_a_text_states_no_title_the_file_name_is_used_and_that_is_said(tmp_path: Path) -> None:
    for text in ("The dam held.\n\nNobody slept.", "The dam held", "A line\nand another\n\nText."):
        document = import_file(put(tmp_path, "Great Dam.txt", text), NOTHING)
        assert (document.id, document.title, document.author) == ("great-dam", "Great Dam", None)
        assert "the file's name" in str(document.source_note)


def test_a_byline_of_two_paragraphs_down_or_of_no_name_is_not_an_author(tmp_path: Path) -> None:
    for line in ("By the river it was quiet", "By Zoë Ångström\nwho was there", "(Reuters)", "By 2030 they will leave"):
        assert import_file(put(tmp_path, "a.txt", f"Dam holds\n\n{line}\n\nThe dam held.\n"), NOTHING).author is None


def test_markdown_states_its_title_by_its_first_heading_and_keeps_its_marks(tmp_path: Path) -> None:
    text = "Some *words*.\n\n# The dam held #\n\n## Later\n\n- [a link](https://example.org)\n"
    document = import_file(put(tmp_path, "a.md", text), NOTHING)
    assert (document.title, document.text) == ("The dam held", text)


def test_markdown_with_front_matter_is_the_article_it_says_it_is(tmp_path: Path) -> None:
    header = "title: Dam\nid: the-dam\nauthor: Zoë\npublished: 2021-03-04\nurl: https://example.org/dam\nlanguage: en"
    document = import_file(put(tmp_path, "a.md", f"---\n{header}\n---\nThe dam held.\n"), NOTHING)
    assert (document.id, document.title, document.author) == ("the-dam", "Dam", "Zoë")
    assert (document.published, document.text) == (date(2021, 3, 4), "The dam held.\n")


def test_front_matter_in_a_file_of_any_name_is_imported_under_a_name_made_from_it(tmp_path: Path) -> None:
    path = put(tmp_path, "Great Dam.md", "---\ntitle: Dam\n---\nThe dam held.\n")
    assert import_file(path, NOTHING).id == "great-dam"
    assert import_file(path, Stated(id="mine")).id == "mine"


def test_front_matter_is_read_in_utf_16_as_plain_text_is(tmp_path: Path) -> None:
    path = put(tmp_path, "dam.md", "---\ntitle: Dam\n---\nThe dam held.\n".encode("utf-16"))
    assert import_file(path, NOTHING).title == "Dam"


def test_front_matter_of_another_kind_is_refused_by_the_name_of_the_file(tmp_path: Path) -> None:
    for fields, name in (("layout: post", "layout"), ("tags:\n- a\n- b", "tags"), ('"kind": x', "kind")):
        path = put(tmp_path, "My Story.md", f"---\ntitle: Dam\n{fields}\n---\nThe dam held.\n")
        with pytest.raises(
            ImportFailedError, match=rf"My Story\.md: has front matter .*'{name}'.*remove the front matter"
        ):
            import_file(path, NOTHING)


def test_a_text_that_begins_with_a_rule_has_no_front_matter(tmp_path: Path) -> None:
    text = "---\nThe dam held.\n\n---\nNobody slept.\n"
    assert import_file(put(tmp_path, "a.md", text), NOTHING).text == text


def test_what_the_importer_states_wins_over_the_file(tmp_path: Path) -> None:
    stated = Stated("own-id", "Own", "Own author", "Own paper", date(2020, 1, 2), "https://example.org/x", "ur")
    header = "title: Dam\nid: the-dam\nauthor: Zoë\npublished: 2021-03-04"
    document = import_file(put(tmp_path, "a.md", f"---\n{header}\n---\nThe dam held.\n"), stated)
    assert (document.id, document.title, document.author, document.publisher) == (
        "own-id",
        "Own",
        "Own author",
        "Own paper",
    )
    assert (document.published, document.url, document.language) == (date(2020, 1, 2), "https://example.org/x", "ur")


def test_a_pdf_gives_its_text_page_after_page_and_what_its_properties_state(tmp_path: Path) -> None:
    raw = pdf_bytes(["“We wait,” she said – twice.", "The café closed."], "Die Mühle – چکی", "Zoë Ångström")
    document = import_file(put(tmp_path, "a.pdf", raw), NOTHING)
    assert document.text == "“We wait,” she said – twice.\n\nThe café closed."
    assert (document.title, document.author) == ("Die Mühle – چکی", "Zoë Ångström")


def test_a_pdf_that_states_nothing_is_guessed_nothing(tmp_path: Path) -> None:
    document = import_file(put(tmp_path, "Mill.pdf", pdf_bytes(["By Zoë Ångström, 4 March 2021"])), NOTHING)
    assert (document.title, document.author, document.published) == ("Mill", None, None)


def test_a_docx_gives_its_paragraphs_and_what_its_properties_state(tmp_path: Path) -> None:
    paragraphs = ["“We wait,”\u00a0she said\u200f.", "", "e\u0301 🌾 the end."]
    raw = docx_bytes(paragraphs, "The mill", "Zoë Ångström", "en")
    document = import_file(put(tmp_path, "a.DOCX", raw), NOTHING)
    assert document.text == "\n".join(paragraphs)
    assert (document.title, document.author, document.language) == ("The mill", "Zoë Ångström", "en")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.docx", docx_bytes(["The mill stood."], " Padded\u00a0", "Zoë ", "English (United Kingdom)")),
        ("a.pdf", pdf_bytes(["The mill stood."], "Padded \u00a0", " Zoë\t")),
        ("a.md", "# Padded\u00a0\n\nThe mill stood.\n".encode()),
    ],
)
def test_what_is_imported_can_be_added_however_untidy_its_stated_title_is(
    tmp_path: Path, name: str, raw: bytes
) -> None:
    document = import_file(put(tmp_path, name, raw), NOTHING)
    add_article(tmp_path / "articles", document)
    assert load_articles(tmp_path / "articles").documents[0].title == "Padded"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "no text was found"),
        ("a.txt", b" \n\t", "no text was found"),
        ("a.md", b"", "no text was found"),
        ("a.html", b"", "is not HTML"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.pdf", b"", "is not a readable PDF"),
        ("a.pdf", b"%PDF-1.4\nnothing", "is not a readable PDF"),
        ("a.pdf", pdf_bytes([""]), "no text was found"),
        ("a.docx", b"", "is not a readable DOCX"),
        ("a.docx", b"not a zip file", "is not a readable DOCX"),
        ("a.docx", docx_bytes(["Text"])[:4000], "is not a readable DOCX"),
        ("a.docx", docx_bytes([""]), "no text was found"),
        ("a.xlsx", b"PK", "is not a known kind"),
        ("Makefile", b"all:", "is not a known kind"),
        ("a.txt", bytes(range(256)) * 4, "encoding could not be told"),
    ],
)
def test_what_cannot_be_an_article_is_refused_with_its_name_and_a_remedy(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = put(tmp_path, name, content)
    with pytest.raises(ImportFailedError, match=says) as caught:
        import_file(path, NOTHING)
    assert str(path) in str(caught.value)


def test_a_file_that_is_missing_or_a_folder_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name in ("gone.txt", "folder.txt"):
        with pytest.raises(CorpusError, match=f"{name}: cannot be read"):
            import_file(tmp_path / name, NOTHING)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(importing.LARGEST_IMPORT + 1)  # a file of holes takes no room on the disk
    with pytest.raises(ImportFailedError, match="is larger than"):
        import_file(path, NOTHING)


def test_a_docx_keeps_what_was_added_and_what_stands_in_tables_and_controls(tmp_path: Path) -> None:
    insertion = (
        '<w:p><w:r><w:t xml:space="preserve">The army will </w:t></w:r>'
        '<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>soon </w:delText></w:r></w:del>'
        "<w:r><w:t>leave.</w:t><w:tab/><w:t>Ever.</w:t></w:r></w:p>"
    )
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Killed: 31</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>It was said.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    path = put(tmp_path, "a.docx", changed_docx(insertion + table + control))
    assert import_file(path, NOTHING).text.split("\n") == [
        "The army will not leave.\tEver.",
        "Killed: 31",
        "It was said.",
    ]


@pytest.mark.parametrize("place", range(200, 2600, 200))
def test_a_damaged_docx_is_an_error_that_names_it(tmp_path: Path, place: int) -> None:
    raw = bytearray(docx_bytes(["The mill stood. " * 50] * 20))
    raw[place : place + 8] = b"\xff" * 8
    path = put(tmp_path, "a.docx", bytes(raw))
    try:
        assert import_file(path, NOTHING).text
    except ImportFailedError as error:
        assert "a.docx" in str(error)


def test_a_word_divided_at_a_line_end_of_a_pdf_is_joined_where_the_text_has_it_whole() -> None:
    divided = "the govern\x02\nment of a well\x02known man, a govern\ufffement; the government"
    assert undivided(divided) == "the government of a well-known man, a government; the government"
    assert "\x02" not in undivided("a\x02 b \ufffe")


def test_a_text_without_a_space_is_undivided() -> None:
    assert undivided("a" * 200_000) == "a" * 200_000  # a pattern that tries each beginning would take minutes
