"""Promises of the search for near-duplicates."""

from corpus.document import Document
from corpus.near_duplicates import ALIKE, find_near_duplicates

_NOUNS = ("dam", "river", "mill", "harbour", "ferry", "orchard", "bridge", "market", "school", "quarry", "well", "road")


def story(seed: int, sentences: int = 40) -> str:
    """A text of its own: no other seed shares its five-word runs."""
    chosen = [_NOUNS[(seed * 7 + n * n) % len(_NOUNS)] for n in range(sentences)]
    return " ".join(f"Witness {seed}-{n} saw the {noun} number {seed * 31 + n}." for n, noun in enumerate(chosen))


def article(name: str, text: str) -> Document:
    return Document(name, name.title(), text)


def test_a_syndicated_copy_with_small_changes_is_found_with_its_likeness() -> None:
    original = story(1)
    copy = original.replace("Witness 1-20 saw", "An onlooker saw") + " Reporting by our own staff."
    (pair,) = find_near_duplicates((article("times", original), article("herald", copy)))
    assert (pair.first, pair.second) == ("herald", "times")
    assert ALIKE <= pair.similarity < 1


def test_an_exact_copy_under_another_title_is_wholly_alike() -> None:
    (pair,) = find_near_duplicates((article("a", story(2)), article("b", story(2))))
    assert pair.similarity == 1


def test_copies_that_differ_only_in_case_spaces_and_marks_are_alike() -> None:
    (pair,) = find_near_duplicates((article("a", story(3)), article("b", story(3).upper().replace(" ", "\n\n"))))
    assert pair.similarity == 1


def test_different_articles_are_not_paired() -> None:
    assert find_near_duplicates(tuple(article(f"a{n}", story(n)) for n in range(60))) == ()


def test_an_article_that_only_quotes_a_sentence_of_another_is_no_copy() -> None:
    quoting = story(5) + " " + story(4).split(". ")[0]
    assert find_near_duplicates((article("a", story(4)), article("b", quoting))) == ()


def test_three_copies_are_three_pairs_in_order_of_ids_whatever_order_they_come_in() -> None:
    copies = tuple(article(name, story(6)) for name in ("c", "a", "b"))
    expected = [("a", "b"), ("a", "c"), ("b", "c")]
    assert [(pair.first, pair.second) for pair in find_near_duplicates(copies)] == expected
    assert find_near_duplicates(copies) == find_near_duplicates(copies[::-1])


def test_copies_are_found_among_many_articles() -> None:
    many = [article(f"a{n:03}", story(n)) for n in range(100)]
    copy = article("copy", story(50).replace("Witness 50-3 saw", "Somebody saw"))
    assert [(pair.first, pair.second) for pair in find_near_duplicates((*many, copy))] == [("a050", "copy")]


def test_texts_shorter_than_a_run_are_compared_with_nothing() -> None:
    assert find_near_duplicates((article("a", "Too short."), article("b", "Too short."))) == ()
    assert find_near_duplicates(()) == ()
