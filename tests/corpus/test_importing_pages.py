"""Promises of importing HTML pages and http(s) addresses; the transport is a working stand-in for the network."""

from collections.abc import Callable
from datetime import date

import httpx
import pytest

from corpus import importing
from corpus.document import Document
from corpus.errors import ImportFailedError
from corpus.importing import Stated, import_address, import_bytes
from tests.corpus.made_files import html_page, pdf_bytes

NOTHING = Stated()
FIRST = "The “gates”\u00a0stayed shut for a week, and the engineers\u2019 huts stood empty in the rain."
SECOND = "وزیر\u200f نے\u200cکہا کہ پانی کم ہے، and nobody\u200d 🌾 asked the town\u2014which had waited nine years."
BODY = f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"


def page(text: str, encoding: str = "utf-8") -> Document:
    return import_bytes(text.encode(encoding), ".html", "page.html", "page", NOTHING)


def test_a_page_keeps_curly_quotes_no_break_spaces_and_direction_marks() -> None:
    assert page(html_page(BODY)).text == f"{FIRST}\n{SECOND}"


def test_entities_are_the_characters_they_stand_for() -> None:
    body = (
        BODY.replace("“", "&ldquo;").replace("\u00a0", "&nbsp;").replace("\u200d", "&zwj;").replace("\u200f", "&rlm;")
    )
    assert page(html_page(body)).text == f"{FIRST}\n{SECOND}"


def test_scripts_styles_and_navigation_are_no_part_of_the_article() -> None:
    around = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    script = "<script>var tracked = 'yes';</script><style>p { color: red }</style>"
    text = page(html_page(around + BODY + script + "<footer>Copyright, all rights reserved</footer>")).text
    assert FIRST in text
    for dropped in ("Home", "tracked", "color"):
        assert dropped not in text


def test_a_page_states_its_facts_in_meta_tags() -> None:
    head = """<title>Gates shut | The Oro Times</title>
        <meta property="og:title" content="Gates shut"><meta property="og:site_name" content="The Oro Times">
        <meta name="author" content="Zoë Ångström">
        <meta property="article:published_time" content="2021-03-04T09:00:00Z">
        <link rel="canonical" href="https://oro.example/gates">"""
    document = page(html_page(BODY, head))
    assert (document.title, document.publisher, document.author) == ("Gates shut", "The Oro Times", "Zoë Ångström")
    assert (document.published, document.url) == (date(2021, 3, 4), "https://oro.example/gates")
    assert document.language == "en"


def test_no_day_author_or_publisher_is_guessed_from_the_text_of_a_page() -> None:
    opening = "<p>On 4 March 2019 the dam was opened by engineers, says Mr Ali.</p>"
    document = page(html_page(f"<article>{opening}<p>{SECOND}</p></article><footer>© 2020 Oro</footer>"))
    assert "4 March 2019" in document.text
    assert (document.published, document.author, document.publisher) == (None, None, None)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1252", "cp1252"), ("windows-1251", "cp1251"), ("iso-8859-1", "cp1252"), (None, "cp1252")],
)
def test_a_page_that_is_not_utf_8_is_read_as_browsers_read_it(declared: str | None, encoding: str) -> None:
    said = "“We will not pay,” the owner said – and the engineers’ huts stood empty in the rain for weeks."
    meta = f'<meta charset="{declared}">' if declared else ""
    assert page(html_page(f"<article><p>{said}</p></article>", meta + "<title>Huts</title>"), encoding).text == said


def test_a_page_that_is_utf_8_is_read_as_that_whatever_it_declares() -> None:
    assert page(html_page(BODY, '<meta charset="iso-8859-1"><title>T</title>')).text == f"{FIRST}\n{SECOND}"


def fetched(handler: Callable[[httpx.Request], httpx.Response], url: str, stated: Stated = NOTHING) -> Document:
    with httpx.Client(transport=httpx.MockTransport(handler)) as client:
        return import_address(url, stated, client)


def served(content: bytes, kind: str) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _request: httpx.Response(200, content=content, headers={"content-type": kind})


def test_an_address_is_fetched_and_stored_with_where_it_was_found() -> None:
    document = fetched(
        served(html_page(BODY).encode(), "text/html; charset=utf-8"), "https://oro.example/News/Gates.html"
    )
    assert (document.id, document.title) == ("gates", "The dam at Oro")
    assert (document.url, document.text) == ("https://oro.example/News/Gates.html", f"{FIRST}\n{SECOND}")


def test_a_redirect_is_followed_and_the_last_address_is_stored() -> None:
    def moved(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(301, headers={"location": "/new-home"})
        return served(b"The dam held.", "text/plain")(request)

    document = fetched(moved, "http://oro.example/old")
    assert (document.url, document.id) == ("http://oro.example/new-home", "new-home")


def test_the_kind_that_the_server_states_decides_and_the_ending_only_where_it_states_none() -> None:
    pdf = pdf_bytes(["The mill stood."])
    assert fetched(served(pdf, "application/pdf"), "https://oro.example/download").text == "The mill stood."
    assert fetched(served(pdf, "application/octet-stream"), "https://oro.example/m.pdf").text == "The mill stood."


def test_an_address_without_a_path_is_named_after_its_host() -> None:
    assert fetched(served(b"The dam held.", "text/plain"), "https://oro.example/").id == "oro.example"


def test_the_encoding_that_the_server_states_is_used() -> None:
    said = "Министр сказал: «Воды мало», и город ждал девять лет, пока инженеры не вернулись на плотину."
    raw = html_page(f"<article><p>{said}</p></article>").encode("cp1251")
    assert fetched(served(raw, "text/html; charset=windows-1251"), "https://oro.example/ru").text == said


def _unreachable(_request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route to host")


@pytest.mark.parametrize(
    ("handler", "url", "says"),
    [
        (lambda _request: httpx.Response(404), "https://oro.example/gone", "could not be fetched .*404"),
        (lambda _request: httpx.Response(503), "https://oro.example/busy", "could not be fetched .*503"),
        (lambda _r: httpx.Response(302, headers={"location": "/a"}), "https://oro.example/a", "could not be fetched"),
        (_unreachable, "https://oro.example/a", "no route to host"),
        (served(b"\x89PNG", "image/png"), "https://oro.example/photo.png", "is not a known kind"),
        (served(b"{}", "application/json"), "https://oro.example/feed", "is not a known kind"),
        (served(b"", "text/plain"), "https://oro.example/a", "no text was found"),
        (served(b"text", "text/plain"), "https://oro.example:port/", "could not be fetched"),
    ],
)
def test_an_address_that_gives_no_article_is_refused_with_its_name_and_a_remedy(
    handler: Callable[[httpx.Request], httpx.Response], url: str, says: str
) -> None:
    with pytest.raises(ImportFailedError, match=says) as caught:
        fetched(handler, url)
    assert url in str(caught.value)


def test_an_address_of_another_scheme_is_refused() -> None:
    with httpx.Client() as client, pytest.raises(ImportFailedError, match="could not be fetched"):
        import_address("file:///etc/hostname", NOTHING, client)


def test_a_page_without_end_is_cut_off_at_the_largest_size_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LARGEST_IMPORT", 10_000)
    sent = 0

    class Endless(httpx.SyncByteStream):
        def __iter__(self):  # type: ignore[no-untyped-def] # an endless generator
            nonlocal sent
            while True:
                sent += 1
                yield b"x" * 1000

    def endless(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Endless(), headers={"content-type": "text/plain"})

    with pytest.raises(ImportFailedError, match="is larger than 10000 bytes"):
        fetched(endless, "https://oro.example/endless")
    assert sent <= 12


def test_characters_that_html_may_not_hold_are_replaced_and_the_page_is_read() -> None:
    words = "The weir at Dunmore was \x01 rebuilt \x00 in the spring of that year."
    page = f"<html><body><article><p>{words}</p></article></body></html>"
    text = importing.import_bytes(page.encode(), ".html", "weir.html", "weir", importing.Stated()).text
    assert "rebuilt" in text
    assert "\x01" not in text


def test_a_raised_figure_stays_apart_from_a_number_and_struck_words_are_left_out() -> None:
    body = (
        "<article><p>The report counts 1,166<sup>3</sup> persons, the <del>old</del><ins>new</ins> figure says, and it "
        "was published after a long delay by the ministry that had promised it in the spring of that year.</p>"
        "<p>Nobody in the capital wanted to say why it took so long, and the numbers were checked again.</p></article>"
    )
    text = import_bytes(html_page(body).encode(), ".html", "page.html", "page", Stated()).text
    assert "1,166³ persons, the new figure" in text


def test_a_page_in_utf_16_is_read_by_its_mark() -> None:
    body = "<article><p>" + "The mayor of Málaga said “no” – twice. " * 8 + "</p></article>"
    assert (
        "Málaga said “no” – twice"
        in import_bytes(html_page(body).encode("utf-16"), ".html", "page.html", "page", Stated()).text
    )
