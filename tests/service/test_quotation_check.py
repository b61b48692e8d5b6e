"""Promises of the check of quotations."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sentences import cut_sentences
from index.snapshot import Snapshot
from service.quotation import QuotationCheck
from service.quotation_check import LONGEST_QUOTATION, check_quotation
from service.quotation_presenting import present_check
from service.quotation_schemas import QuotationRequest
from tests.service.quotation_corpus import AUTHORS, DOCUMENTS, SAID, snapshot_of


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(tmp_path_factory.mktemp("index"), DOCUMENTS, SAID, AUTHORS)


def check(snapshot: Snapshot, quotation: str, speaker: str | None = None) -> QuotationCheck:
    return check_quotation(snapshot, quotation, speaker)


# --- found ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quotation",
    [
        "The old bridge will not be closed before 12 May 2024.",
        "the old bridge will not be closed",
        '"The old  bridge\nwill not\u00a0be closed before 12 May 2024"',
        'Nadia Khalil said the council "can\'t wait any longer".',
        "«Nadia Khalil said the council «can`t wait any longer»»",
        "of the budget — a record. Ferries carried 1,200 people a day. The non-violent protest",
        "It cost $2.5 million",
        "Le café a rouvert 🎉 hier",
        "Le cafe\u0301 a rou\u00ad\u00advert\u200e 🎉 hier",
        "کیا یہ دوسرا پل ہے؟ جی ہاں",
        "no more",
        "rouvert",
        "-5 degrees at night",
        "it is what it is",
    ],
)
def test_a_true_quotation_is_found_whatever_its_white_space_and_marks(snapshot: Snapshot, quotation: str) -> None:
    assert check(snapshot, quotation).verdict == "found"


# Words apart by white space, but a figure with what belongs to it is one.
CHUNKS = {
    name: [found.span() for found in re.finditer(r"\$2\.5 million|−5 degrees|\S+", text)]
    for name, text in DOCUMENTS.items()
}


@settings(max_examples=200, deadline=None)
@given(data=st.data(), composed=st.booleans(), space=st.sampled_from([" ", "\n", "\t\u00a0"]))
def test_any_run_of_words_of_any_document_is_found_where_it_stands(
    snapshot: Snapshot, data: st.DataObject, composed: bool, space: str
) -> None:
    name = data.draw(st.sampled_from(sorted(DOCUMENTS)))
    first = data.draw(st.integers(0, len(CHUNKS[name]) - 1))
    last = data.draw(st.integers(first, len(CHUNKS[name]) - 1))
    start, end = CHUNKS[name][first][0], CHUNKS[name][last][1]
    taken = DOCUMENTS[name][start:end]
    if words(taken):
        styled = taken.translate(str.maketrans("“”’–", '""\'—'))
        restyled = unicodedata.normalize("NFC" if composed else "NFD", re.sub(r"\s+", space, styled))
        result = check(snapshot, restyled)
        assert result.verdict == "found"
        assert result.occurrences >= 1


def words(text: str) -> list[str]:
    """An independent reading of a text's words."""
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return re.findall(r"\w+", unicodedata.normalize("NFC", seen))


_PIECES = sorted({piece for text in DOCUMENTS.values() for piece in re.findall(r"\w+|[^\w\s]", text)})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*_PIECES, "not", "3", "…", "-", "'", "\u200b"]), min_size=1, max_size=6), st.data())
def test_what_is_found_has_the_very_words_of_the_place(
    snapshot: Snapshot, pieces: list[str], data: st.DataObject
) -> None:
    quotation = "".join(piece + data.draw(st.sampled_from([" ", "", "\n"])) for piece in pieces)
    if not words(quotation):
        return
    result = check(snapshot, quotation)
    for place in result.places if result.verdict == "found" else ():
        mine, theirs = words(quotation), words(place.quote.text)
        assert mine[1:] == theirs[1:]
        assert mine[0].casefold() == theirs[0].casefold()
        assert place.quote.text == place.quote.span.of(place.quote.document.text)


def test_every_place_is_counted_and_few_words_are_said_to_be_few(snapshot: Snapshot) -> None:
    result = check(snapshot, "The dam")
    assert (result.verdict, result.occurrences) == ("found", 2)
    assert "Fewer than 3 words" in result.detail


def test_a_negation_cut_off_the_sentence_is_pointed_out(snapshot: Snapshot) -> None:
    assert "negation" in check(snapshot, "be closed before 12 May 2024").detail
    assert "negation" not in check(snapshot, "Engineers from Quetta opened").detail


# --- altered ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quotation", "kind"),
    [
        ("The old bridge will be closed before 12 May 2024.", "negation"),
        ("The old bridge will never be closed before 12 May 2024.", "negation"),
        ("the council can wait any longer", "negation"),
        ("The violent protest ended. Some farmers refused the offer.", "negation"),
        ("violent protest ended. Some farmers refused the offer.", "negation"),
        ("The old bridge will not be closed before 13 May 2024.", "date"),
        ("The old bridge will not be closed before 12 June 2024.", "date"),
        ("The old bridge will not be closed before 12 May 2025.", "date"),
        ("It cost $25 million, or 15% of the budget", "number"),
        ("It cost $2. 5 million, or 15% of the budget", "number"),
        ("5 degrees at night", "number"),
        ("It cost £2.5 million, or 15% of the budget", "number"),
        ("a record. Ferries carried 1,200 000 people a day", "number"),
        ("Engineers from Quetta opened three gates at dawn", "number"),
        ("Engineers from Lahore opened two gates at dawn", "name"),
        ("The valley below stayed wet all night long", "other"),
        ("The valley below stayed, dry all night long", "punctuation"),
    ],
)
def test_a_changed_quotation_is_altered_and_its_kind_named(snapshot: Snapshot, quotation: str, kind: str) -> None:
    result = check(snapshot, quotation)
    assert result.verdict == "altered"
    assert kind in result.differs
    assert len(result.places) == 1


def test_the_difference_shows_both_sides_and_leaves_nothing_out(snapshot: Snapshot) -> None:
    result = check(snapshot, "The old bridge will be shut before 12 May 2024")
    steps = [(one.operation, one.yours, one.source) for one in result.diff]
    assert steps == [
        ("equal", "The old bridge will", "The old bridge will"),
        ("delete", "", "not"),
        ("equal", "be", "be"),
        ("replace", "shut", "closed"),
        ("equal", "before 12 May 2024", "before 12 May 2024"),
    ]
    assert result.places[0].quote.text == "The old bridge will not be closed before 12 May 2024"


def test_a_marked_omission_is_shown_and_never_passes_as_found(snapshot: Snapshot) -> None:
    result = check(snapshot, "The old bridge will […] be closed before 12 May 2024.")
    assert result.verdict == "altered"
    assert ("replace", "[…]", "not") in [(one.operation, one.yours, one.source) for one in result.diff]
    assert "leaves words out" in result.detail


def test_an_omission_longer_than_the_quotation_is_still_one_passage(snapshot: Snapshot) -> None:
    result = check(snapshot, "The old bridge will not … “can’t wait any longer”.")
    assert result.verdict == "altered"
    assert result.places[0].quote.text.startswith("The old bridge will not be closed")


# --- spliced, not found -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quotation",
    [
        "The old bridge will not be closed. The valley below stayed dry all night long.",
        "Nobody was hurt at the river. The old bridge will not be closed before 12 May 2024.",
        "Engineers from Quetta opened two gates at dawn. The valley below stayed dry all night long.",
        "Engineers from Quetta opened … Nothing grew on the northern fields",
    ],
)
def test_true_parts_from_places_apart_are_spliced_and_each_place_is_given(snapshot: Snapshot, quotation: str) -> None:
    result = check(snapshot, quotation)
    assert result.verdict == "spliced"
    assert len(result.places) == 2


@pytest.mark.parametrize("quotation", ["Zebras sang opera in Vienna", "the the the", "zqx " * 1_200, "🎉 wow"])
def test_words_near_nothing_are_not_found(snapshot: Snapshot, quotation: str) -> None:
    result = check(snapshot, quotation)
    assert (result.verdict, result.places, result.complete) == ("not_found", (), True)


# --- what comes in ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quotation", ["", "  \n", "“…”", "🎉", "-- !", "\u200b"])
def test_a_quotation_without_a_word_is_refused(snapshot: Snapshot, quotation: str) -> None:
    with pytest.raises(ValueError, match="holds no word"):
        check(snapshot, quotation)


def test_a_quotation_that_is_too_long_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="5001 characters"):
        check(snapshot, "a" * (LONGEST_QUOTATION + 1))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_the_check(snapshot: Snapshot, quotation: str) -> None:
    try:
        result = check(snapshot, quotation)
    except ValueError as error:
        assert "holds no word" in str(error)
    else:
        assert "".join(one.yours for one in result.diff) == "" or result.verdict == "altered"
        assert bool(result.places) is (result.verdict in {"found", "spliced"})


@given(st.sampled_from(sorted(DOCUMENTS)), st.data())
def test_sentences_copied_from_an_article_are_found_there(snapshot: Snapshot, name: str, data: st.DataObject) -> None:
    sentences = cut_sentences(DOCUMENTS[name])
    first = data.draw(st.integers(0, len(sentences) - 1))
    last = data.draw(st.integers(first, min(first + 2, len(sentences) - 1)))
    copied = DOCUMENTS[name][sentences[first].span.start : sentences[last].span.end]
    result = check(snapshot, copied)
    assert result.verdict == "found"
    assert any(one.quote.document.id == name for one in result.places)


def test_the_response_holds_every_place_with_its_offsets(snapshot: Snapshot) -> None:
    shown = present_check(check(snapshot, "Engineers from Quetta opened two gates", None), snapshot)
    (nearest,) = shown.nearest
    text = DOCUMENTS["dam"]
    assert (
        text[nearest.location.start : nearest.location.end] == nearest.text == "Engineers from Quetta opened two gates"
    )
    assert (shown.verdict, shown.speaker, shown.diff, shown.differs) == ("found", None, [], [])


def test_a_request_takes_nothing_but_quotation_and_speaker() -> None:
    assert QuotationRequest.model_validate({"quotation": "a"}).speaker is None
    with pytest.raises(ValueError, match="extra_forbidden"):
        QuotationRequest.model_validate({"quotation": "a", "document": "b"})
