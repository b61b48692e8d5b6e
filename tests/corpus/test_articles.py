"""Promises of the articles folder."""

from pathlib import Path

import pytest

from corpus.article_file import read_article_file
from corpus.articles import add_article, find_article, load_articles, remove_article
from corpus.document import Document
from corpus.errors import (
    ArticleError,
    ArticleExistsError,
    CorpusError,
    DuplicateIdError,
    FolderUnwritableError,
    UnknownArticleError,
)

DAM = Document("dam", "The dam", "The dam held through the night.\n")
MILL = Document("mill", "Die Mühle – ایک چکی 🌾", "The mill “stood” empty.\n", author="Zoë Ångström")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_articles_come_in_order_of_id_whatever_the_files_are_called(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Z\nid: zebra\n---\nText", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: A\nid: ant\n---\nText", encoding="utf-8")
    assert [document.id for document in load_articles(tmp_path).documents] == ["ant", "zebra"]


def test_an_unreadable_file_is_named_and_the_others_are_loaded(tmp_path: Path) -> None:
    add_article(tmp_path, DAM)
    (tmp_path / "broken.md").write_text("no front matter", encoding="utf-8")
    (tmp_path / "folder.md").mkdir()
    loaded = load_articles(tmp_path)
    assert loaded.documents == (DAM,)
    assert [Path(error.path).name for error in loaded.unreadable] == ["broken.md", "folder.md"]


def test_other_files_and_hidden_ones_are_left_alone(tmp_path: Path) -> None:
    add_article(tmp_path, DAM)
    for name in ("notes.txt", ".draft.md", ".dam.md.99"):
        (tmp_path / name).write_text("not an article", encoding="utf-8")
    loaded = load_articles(tmp_path)
    assert (loaded.documents, loaded.unreadable) == ((DAM,), ())


def test_two_files_with_one_id_are_an_error_that_names_both(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("---\ntitle: T\nid: same\n---\nText", encoding="utf-8")
    with pytest.raises(DuplicateIdError, match=r"one\.md and .*two\.md have the same id 'same'"):
        load_articles(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere is not a folder"):
        load_articles(tmp_path / "nowhere")


def test_a_folder_that_cannot_be_written_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(FolderUnwritableError, match=r"file/articles cannot be written \(Not a directory\)"):
        add_article(tmp_path / "file" / "articles", DAM)


def test_an_added_article_is_found_again_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "on demand"
    path = add_article(folder, MILL)
    assert find_article(folder, "mill") == (MILL, path)
    assert names(folder) == ["mill.md"]


def test_adding_never_overwrites_a_file_or_an_id(tmp_path: Path) -> None:
    path = add_article(tmp_path, DAM)
    (tmp_path / "renamed.md").write_text("---\ntitle: T\nid: lake\n---\nText", encoding="utf-8")
    (tmp_path / "taken.md").write_text("not an article, but somebody's file", encoding="utf-8")
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    for taken in ("dam", "lake", "taken"):
        with pytest.raises(CorpusError, match=f"there is an article '{taken}'"):
            add_article(tmp_path, Document(taken, "Another", "Another text."))
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before
    assert path.name in before


@pytest.mark.parametrize(
    "document",
    [
        Document("../outside", "T", "Text"),
        Document("Upper", "T", "Text"),
        Document("dam", "", "Text"),
        Document("dam", "T", " \n"),
        Document("dam", "T", "Text with a\rreturn"),
        Document("dam", " padded ", "Text"),
        Document("dam", "T", "Text", url="ftp://example.org"),
        Document("dam", "T", "Text", language="English please"),
    ],
)
def test_what_would_not_be_read_back_the_same_is_refused_and_leaves_no_file(tmp_path: Path, document: Document) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    with pytest.raises(CorpusError):
        add_article(folder, document)
    assert names(folder) == []
    assert names(tmp_path) == ["articles"]


@pytest.mark.parametrize("name", ["broken", "broken.md"])
def test_a_file_that_cannot_be_read_is_removed_by_its_name(tmp_path: Path, name: str) -> None:
    add_article(tmp_path, DAM)
    (tmp_path / "broken.md").write_text("no front matter", encoding="utf-8")
    with pytest.raises(ArticleError, match="does not begin with a line"):
        find_article(tmp_path, name)
    assert remove_article(tmp_path, name) == tmp_path / "broken.md"
    assert names(tmp_path) == ["dam.md"]
    with pytest.raises(UnknownArticleError):
        remove_article(tmp_path, "dam.md")  # the name of a file that can be read is no id


def test_of_two_files_with_one_id_neither_is_shown_or_removed(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("---\ntitle: T\nid: same\n---\nText", encoding="utf-8")
    for attempt in (find_article, remove_article):
        with pytest.raises(DuplicateIdError, match=r"one\.md and .*two\.md"):
            attempt(tmp_path, "same")
    assert names(tmp_path) == ["one.md", "two.md"]


def test_a_write_that_fails_leaves_no_partial_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(FolderUnwritableError, match="No space left"):
        add_article(tmp_path, DAM)
    assert names(tmp_path) == []


def test_where_files_cannot_be_linked_an_article_is_added_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_source: Path, _target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    assert read_article_file(add_article(tmp_path, DAM)) == DAM
    assert names(tmp_path) == ["dam.md"]
    with pytest.raises(ArticleExistsError):
        add_article(tmp_path, DAM)


def test_an_id_that_a_file_has_since_changed_to_is_taken(tmp_path: Path) -> None:
    add_article(tmp_path, DAM)
    path = tmp_path / "dam.md"
    path.write_text("---\ntitle: T\nid: another-lake\n---\nText", encoding="utf-8")
    with pytest.raises(ArticleExistsError):
        add_article(tmp_path, Document("another-lake", "T", "Text"))


def test_a_removed_article_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    add_article(tmp_path, DAM)
    path = add_article(tmp_path, MILL)
    assert remove_article(tmp_path, "mill") == path
    assert load_articles(tmp_path).documents == (DAM,)


def test_an_article_in_a_file_of_another_name_is_removed_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "Ein Fluß.md"
    path.write_text("---\ntitle: T\nid: river\n---\nText", encoding="utf-8")
    assert remove_article(tmp_path, "river") == path
    assert names(tmp_path) == []


def test_removing_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnknownArticleError, match="has no article 'dam'"):
        remove_article(tmp_path, "dam")


def test_a_file_name_that_cannot_be_an_id_is_named_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "Ein Fluß.md").write_text("---\ntitle: T\n---\nText", encoding="utf-8")
    (error,) = load_articles(tmp_path).unreadable
    assert isinstance(error, ArticleError)
    assert "id: ein-fluss" in error.remedy
