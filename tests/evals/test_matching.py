import functools
import importlib.util
import warnings
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.span import Span
from evals.case import Evidence, Names
from evals.matching import Place, find_places, places_f1, shows, word_places, words_f1
from evals.shared_data import DEFAULT_SHARED

SCORER = DEFAULT_SHARED / "gold" / "score.py"
TEXT = "The dam held. The gates were oiled in spring. Nobody slept."
WORDS = st.lists(st.sampled_from(["the", "dam", "held", "Dam", "gates", "in", "spring."]), max_size=8).map(" ".join)


def at(start: int, end: int, document: str = "dam") -> Place:
    return Place(document, Span(start, end))


def test_a_quote_shows_evidence_that_it_holds_lies_in_or_nearly_is() -> None:
    entry = Evidence("dam", ("The gates were oiled in spring.", "Oiled gates."), (None,))
    assert shows("dam", "The dam held.  The gates were\noiled in spring.", entry)
    assert shows("dam", "oiled in spring.", entry)
    assert shows("dam", "the gates had been oiled in spring", entry)  # 5 of 6 and 7 words: F1 10/13
    assert shows("dam", "Oiled gates.", entry)
    assert not shows("dam", "in spring.", entry)  # two words may stand anywhere
    assert not shows("mill", "The gates were oiled in spring.", entry)
    assert not shows("dam", "Nobody slept that night.", entry)


@pytest.mark.skipif(not SCORER.is_file(), reason="the reference scorer is not beside the repository")
@settings(deadline=None)
@given(WORDS, WORDS)
def test_the_rule_is_that_of_the_reference_scorer(quote: str, evidence: str) -> None:
    theirs = _reference().hits({"doc": "dam", "quote": quote}, {"doc": "dam", "quote": evidence, "alt": []})
    assert shows("dam", quote, Evidence("dam", (evidence,), (None,))) == theirs


@functools.cache
def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves a file open
        spec.loader.exec_module(module)
    return module


def test_word_f1_by_hand() -> None:
    shown, wanted = word_places(at(0, 13), TEXT), word_places(at(4, 23), TEXT)
    assert (len(shown), len(wanted)) == (3, 4)  # the dam held; dam held the gates
    assert words_f1(shown, wanted) == 2 * 2 / 7
    assert words_f1(set(), wanted) == 0.0
    assert words_f1(word_places(at(0, 13, "mill"), TEXT), wanted) == 0.0


def test_iou_f1_by_hand() -> None:
    wanted = [at(0, 10), at(20, 30)]
    assert places_f1([at(0, 10)], wanted) == pytest.approx(2 * 1 * 0.5 / 1.5)
    assert places_f1([at(0, 5), at(20, 41)], wanted) == pytest.approx(0.5)  # 5 of 10 is half, 10 of 21 is not
    assert places_f1([at(0, 10, "mill")], wanted) == 0.0
    assert places_f1([], wanted) == 0.0


def test_every_place_of_a_quote_is_found() -> None:
    assert find_places("aa", "aaa") == [Span(0, 2), Span(1, 3)]
    assert find_places("", "aaa") == []
    assert find_places("b", "aaa") == []


def test_names_are_the_same_whatever_their_spelling_and_alias() -> None:
    names = Names({"ghani": "Ehsan Ghani"})
    assert names.same("ehsan  ghani", "Ehsan Ghani")
    assert names.same("Ghani", "Ehsan Ghani")
    assert names.same("the National Security Committee", "National Security Committee")
    assert names.same(None, None)
    assert not names.same(None, "Ehsan Ghani")
    assert not names.same("Ejaz Awan", "Ehsan Ghani")
