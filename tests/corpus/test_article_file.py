"""Promises of the article file."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article_file import parse_article, read_article_file, render_article, slug
from corpus.document import Document, is_blank, is_one_line
from corpus.errors import ArticleError

PATH = Path("articles/dam.md")
_LINES = (
    "---",
    "----",
    "title: not a field",
    "“He went,” she said.",
    "\u00a0",
    "وزیر نے کہا۔",
    "# heading",
    "🌾",
    "",
    " ",
)
_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1),
    st.lists(st.sampled_from(_LINES), min_size=1, max_size=8).map("\n".join),
).filter(lambda text: not is_blank(text))
_FIELDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)
_TITLES = _FIELDS.filter(lambda title: not is_blank(title) and is_one_line(title))
_IDS = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True)


def file(header: str, body: str = "The dam held.\n") -> bytes:
    return f"---\n{header}\n---\n{body}".encode()


def refused(raw: bytes) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        parse_article(raw, PATH)
    assert str(PATH) in str(caught.value)
    assert caught.value.remedy
    assert caught.value.remedy in str(caught.value)
    return caught.value


@given(_IDS, _TITLES, _TEXTS, st.none() | _FIELDS, st.none() | st.dates())
def test_a_rendered_article_is_read_back_as_the_very_same_document(
    name: str, title: str, text: str, author: str | None, published: date | None
) -> None:
    document = Document(name, title, text, author, author, published, "https://x.org/a?b=c", "ur-PK", author)
    assert parse_article(render_article(document), PATH) == document


def test_the_body_is_kept_character_for_character_and_only_newlines_are_normalised() -> None:
    body = "  “Curly” quotes,\u00a0a\u200f mark\tand e\u0301.\r\n\rEnd 🌾 \n\n"
    document = parse_article(b"---\r\ntitle: Dam\r\n---\r\n" + body.encode(), PATH)
    assert document.text == "  “Curly” quotes,\u00a0a\u200f mark\tand e\u0301.\n\nEnd 🌾 \n\n"


def test_a_byte_order_mark_is_no_part_of_the_article() -> None:
    assert parse_article(b"\xef\xbb\xbf" + file("title: Dam", "Text"), PATH).text == "Text"


def test_a_rule_of_dashes_in_the_text_does_not_end_or_begin_anything() -> None:
    body = "First.\n---\ntitle: not a field\n---\nLast.\n"
    assert parse_article(file("title: Dam", body), PATH).text == body


def test_html_and_scripts_in_the_text_are_text() -> None:
    body = "<script>alert('x')</script>\n<b>bold</b> &amp; {{ braces }}\n"
    assert parse_article(file("title: <i>Dam</i>", body), PATH).text == body


def test_the_id_is_the_file_name_unless_it_is_given() -> None:
    assert parse_article(file("title: Dam"), PATH).id == "dam"
    assert parse_article(file("title: Dam\nid: other-dam"), PATH).id == "other-dam"


def test_values_are_plain_texts_whatever_yaml_would_make_of_them() -> None:
    document = parse_article(file("title: 2024\nauthor: yes\npublisher: 1e3\npublished: 2024-02-29"), PATH)
    assert (document.title, document.author, document.publisher) == ("2024", "yes", "1e3")
    assert document.published == date(2024, 2, 29)


def test_empty_optional_fields_are_not_known_rather_than_empty() -> None:
    document = parse_article(file('title: Dam\nauthor:\npublisher: ""\npublished:\nurl: ~\nlanguage:'), PATH)
    assert (document.author, document.publisher, document.published, document.url, document.language) == (None,) * 5


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        (b"No fence here.\n", 1, "does not begin with"),
        (b"", 1, "does not begin with"),
        (b"---\ntitle: Dam\nThe text.\n", 1, "no closing line"),
        (file("title: Dam\nauthors: A. Nonym"), 3, "unknown field 'authors'"),
        (file("title: Dam\n? [a, b]\n: c"), 3, "unknown field"),
        (file("title: Dam\npublished: 4 March 2021"), 3, "is not a date"),
        (file("title: Dam\npublished: 2021-02-30"), 3, "is not a date"),
        (file("title: Dam\nurl: www.example.org"), 3, "is not an address"),
        (file("title: Dam\nurl: javascript:alert(1)"), 3, "is not an address"),
        (file("title: Dam\nid: ../etc/passwd"), 3, "cannot be an id"),
        (file("title: Dam\nid: Große Dämme"), 3, "cannot be an id"),
        (file("title: Dam\nlanguage: English please"), 3, "is not a language code"),
        (file("author: A. Nonym"), 2, "has no title"),
        (file("author: A. Nonym\ntitle:"), 3, "has no title"),
        (file("title: Dam", ""), 4, "no text after the front matter"),
        (file("title: Dam", " \n\n"), 4, "no text after the front matter"),
        (b"---\ntitle: Dam\n---\nfine\nbad \xff byte\n", 5, "is not UTF-8"),
        (file('title: "Dam'), 3, "is not YAML"),
        (file("title: Dam\nauthor: said: that"), 3, "is not YAML"),
        (file("title: Dam\nauthor: a\x07b"), 2, "is not YAML"),
        (file("title: Dam\nauthor: [one, two]"), 3, "is not a plain text"),
        (file("title: Dam\nauthor: {name: one}"), 3, "is not a plain text"),
        (file("- title"), 2, "no `name: value` lines"),
        (file(""), 2, "no `name: value` lines"),
    ],
)
def test_every_error_names_the_file_the_line_and_the_remedy(raw: bytes, line: int, says: str) -> None:
    error = refused(raw)
    assert says in error.problem
    assert error.line == line
    assert f"line {line}" in str(error)


def test_a_date_is_written_as_year_month_day_and_in_no_other_way() -> None:
    for other in ("20210304", "2021-W09-4"):
        assert "is not a date" in refused(file(f"title: Dam\npublished: {other}")).problem


def test_a_field_given_twice_is_an_error_and_never_a_silent_choice() -> None:
    assert "title" in refused(file("title: Dam\ntitle: Another dam")).problem


def test_a_yaml_bomb_ends_at_once() -> None:
    layers = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = time.monotonic()
    refused(file("l0: &l0 boom\n" + "\n".join(layers)))
    assert time.monotonic() - started < 2


def test_an_anchor_that_holds_itself_ends_at_once() -> None:
    assert refused(file("title: &a [*a]")).line == 2


def test_front_matter_of_thousands_of_nested_brackets_is_refused_like_any_other() -> None:
    refused(file("title: " + "[" * 3000))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"gone\.md: cannot be read"):
        read_article_file(tmp_path / "gone.md")


@given(st.text())
def test_a_slug_is_always_an_id(name: str) -> None:
    assert parse_article(file(f"title: Dam\nid: '{slug(name)}'"), PATH).id == slug(name)


def test_half_a_character_in_a_field_is_refused_with_its_line() -> None:
    refusal = refused(file('title: "\\ud800"'))
    assert "invalid Unicode" in refusal.problem
    assert refusal.line == 2


def test_a_name_in_another_script_has_an_id_of_its_own_and_always_the_same() -> None:
    made = [slug(name) for name in ("سخت ریاست", "قومی سلامتی", "安全保障", "!!!", "سخت ریاست 2026")]
    assert len(set(made)) == len(made)
    assert made[0] == slug("سخت ریاست")
    assert made[4].startswith("2026-")
    assert slug("が") == slug("か\u3099")  # as one character, and as a file system may decompose it
    assert (slug("2026"), slug("The café!")) == ("2026", "the-caf")
    for one in made:
        assert parse_article(file(f"title: Dam\nid: '{one}'"), PATH).id == one


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("\u200b\u200d", "the article has no title"),
        ("The dam\\nholds", "a line break"),
        ("The dam\\u2028holds", "a line break"),
    ],
)
def test_a_title_that_nobody_can_see_or_of_two_lines_is_refused(title: str, problem: str) -> None:
    with pytest.raises(ArticleError, match=problem) as caught:
        parse_article(file(f'title: "{title}"'), PATH)
    assert caught.value.field == "title"


def test_a_text_of_zero_bytes_is_no_text() -> None:
    with pytest.raises(ArticleError, match="there is no text"):
        parse_article(b"---\ntitle: Dam\n---\n\0\0\n", PATH)
