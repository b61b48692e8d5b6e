"""Promises about slips and other spellings in a question."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.variants import load_variants
from index.build import build_snapshot
from index.snapshot import Snapshot
from index.snapshots import Snapshots
from index.words import consonants, is_slip
from service.answering import answer_question
from service.common_words import common_slips, is_common
from service.finding import Question
from service.spellings import other_names, plain_question
from tests.index.fakes import WordsEncoder

_NEWS = Document(
    "news",
    "Two provinces",
    "Raids in Baluchistan went on for a week. The Tehreek-e-Taliban Pakistan denied the attack near Bannu. "
    "ISIS-K claimed another one. The parliament discussed Azm-e-Istahkam without the opposition.\n",
    published=date(2025, 3, 1),
)


@pytest.fixture
def news(tmp_path: Path) -> Snapshot:
    build_snapshot([_NEWS], WordsEncoder(), tmp_path)
    return Snapshots(tmp_path).open_current()


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("raids in Balochistan", "raids in Baluchistan"),
        ("raids in BALOCHISTAN?", "raids in Baluchistan?"),
        ("what did Daesh claim", "what did ISIS-K claim"),
        ("who denied it: TTP", "who denied it: Tehreek-e-Taliban Pakistan"),
        ("the oposition and the parliment", "the opposition and the parliament"),
        ("raids in Baluchistan", "raids in Baluchistan"),
        ("what of Azm-e-Istehkam", "what of Azm-e-Istahkam"),
    ],
)
def test_a_question_is_read_in_the_articles_spelling(news: Snapshot, asked: str, plain: str) -> None:
    assert plain_question(asked, news) == plain


def test_the_articles_are_searched_for_the_other_names_too(news: Snapshot) -> None:
    assert ("baluchistan",) in other_names("raids in Balochistan", news)["balochistan"]
    assert other_names("raids in the hills", news) == {}


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Who denied the attack, the Tehrik-i-Taliban Pakistan?", "denied the attack near Bannu"),
        ("How long did raids in Balochistan go on?", "went on for a week"),
        ("What did Daesh claim?", "ISIS-K claimed"),
    ],
)
def test_an_answer_is_found_under_another_spelling(news: Snapshot, question: str, quoted: str) -> None:
    answer = answer_question(news, WordsEncoder(), Question(question, 1))
    assert quoted in answer.quotes[0].text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tehreek", "tehrik"),
        ("baluchistan", "balochistan"),
        ("mohammad", "muhamad"),
        ("qaida", "qaeda"),
        ("iraq", "irak"),
    ],
)
def test_names_from_other_alphabets_sound_alike(one: str, other: str) -> None:
    assert consonants(one) == consonants(other)


def test_different_names_do_not_sound_alike() -> None:
    assert consonants("karachi") != consonants("kabul")


def test_every_variant_is_in_one_list_only() -> None:
    names = [name.casefold() for group in load_variants() for name in group]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("stored", ["same = [['one']]", "same = 3", "other = []", "same = [[1, 2]]", "not toml"])
def test_a_broken_file_of_variants_is_named(tmp_path: Path, stored: str) -> None:
    path = tmp_path / "variants.toml"
    path.write_text(stored, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"variants\.toml"):
        load_variants(path)


_PLAIN = Document(
    "plain",
    "Plain words",
    "The person at the council had depended on the border. The district realigned its regional plan, said the martyr. "
    "A repressive responsible state persisted; India met the council again. Gunmen of Sharif Mehsud left.\n",
)


@pytest.mark.parametrize(
    "asked",
    [
        "Was the operation cancelled?",
        "protest in prison",
        "the destruction, the resolution and the explosion",
        "How should Pakistan respond to religion?",
        "What did Baradar defend?",
        "Who represented the Indian priest?",
    ],
)
def test_a_word_that_is_spelt_rightly_is_not_made_another(tmp_path: Path, asked: str) -> None:
    build_snapshot([_PLAIN], WordsEncoder(), tmp_path)
    assert plain_question(asked, Snapshots(tmp_path).open_current()) == asked


def test_a_name_spelt_otherwise_is_read_as_the_articles_spell_it(tmp_path: Path) -> None:
    build_snapshot([_PLAIN], WordsEncoder(), tmp_path)
    assert plain_question("what of Mahsood's men", Snapshots(tmp_path).open_current()) == "what of Mehsud's men"


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("who siezed the poeple", "who seized the people"),  # no article has them
        ("the atack near Bannu", "the attack near Bannu"),  # an article has it
        ("the comittee", "the committee"),
        ("what the insurgants of Omari did", "what the insurgents of Omari did"),  # a name is nobody's slip
        ("madrassas and jirgas", "madrassas and jirgas"),  # rightly spelt, if seldom
        ("wich raids", "wich raids"),  # a slip away from too many
    ],
)
def test_a_slip_in_a_common_word_is_mended_whether_or_not_an_article_has_it(
    news: Snapshot, asked: str, plain: str
) -> None:
    assert plain_question(asked, news) == plain


@given(word=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_common_words_that_are_a_slip_away_are_common_and_a_slip_away(word: str) -> None:
    for near in common_slips(word):
        assert is_common(near)
        assert near != word
        assert abs(len(near) - len(word)) <= 1
        assert is_slip(word, near)
