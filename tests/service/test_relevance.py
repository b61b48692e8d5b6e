"""Sentences are ordered by a learnt relevance, whose weights hold for one encoder."""

import json
from importlib.resources import files

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.encoder import DEFAULT_MODEL
from index.encoder_model import model_fingerprint
from index.question_encoder import HOME
from service.relevance import MEASURES, PLAIN, learnt_relevance, relevance_for


def test_the_shipped_weights_are_for_the_default_encoders_very_files() -> None:
    encoder, relevance = learnt_relevance()
    assert encoder == model_fingerprint(DEFAULT_MODEL)
    assert relevance.learnt
    assert np.isfinite(relevance.weights).all()
    for runtime in ("torch", "openvino-2026.4-16"):
        assert relevance_for(f"{encoder}-{runtime}") is relevance


def test_the_shipped_weights_were_learnt_with_the_shipped_question_encoder() -> None:
    stored = json.loads(files("service").joinpath("relevance.json").read_text(encoding="utf-8"))
    card = json.loads((HOME / "card.json").read_text(encoding="utf-8"))
    assert (stored["encoder"], stored["question_encoder"]) == (card["encoder"], card["sha256"])


def test_there_is_a_weight_for_each_measure_and_for_nothing_else() -> None:
    stored = json.loads(files("service").joinpath("relevance.json").read_text(encoding="utf-8"))
    assert list(stored["weights"]) == list(MEASURES)


def test_another_encoders_sentences_have_the_plain_weights() -> None:
    encoder, _ = learnt_relevance()
    for fingerprint in ("some-other-encoder-0123-openvino", f"{encoder}0-torch"):
        assert relevance_for(fingerprint) is PLAIN
    assert not PLAIN.learnt


@given(rows=st.lists(st.lists(st.floats(-1, 3, width=32), min_size=len(MEASURES), max_size=len(MEASURES)), min_size=1))
def test_each_sentence_is_weighed_by_itself(rows: list[list[float]]) -> None:
    together = PLAIN.of(np.array(rows, np.float32))
    alone = [float(PLAIN.of(np.array([row], np.float32))[0]) for row in rows]
    assert np.allclose(together, alone, atol=1e-5)
