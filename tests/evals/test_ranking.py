import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.ranking import average_precision, discounted_gain, reciprocal_rank, success_at


def test_by_hand() -> None:
    gains, ideal = (0, 1, 0, 2), (1, 2, 1)
    assert success_at(gains, 1) == 0.0
    assert success_at(gains, 2) == 1.0
    assert reciprocal_rank(gains, 10) == 0.5
    assert average_precision(gains, ideal, 10) == pytest.approx((1 / 2 + 2 / 4) / 3)
    # (1/log2(3) + 2/log2(5)) / (2/log2(2) + 1/log2(3) + 1/log2(4))
    assert discounted_gain(gains, ideal, 10) == pytest.approx((0.63093 + 0.86135) / (2 + 0.63093 + 0.5), abs=1e-4)


def test_nothing_found_and_nothing_relevant_are_nought() -> None:
    for measure in (average_precision, discounted_gain):
        assert measure((), (1,), 10) == 0.0
        assert measure((0, 0), (), 10) == 0.0
    assert reciprocal_rank((0, 0, 1), 2) == 0.0


@settings(deadline=None)
@given(st.data())
def test_the_figures_are_those_of_ir_measures(data: st.DataObject) -> None:
    documents = [f"d{number}" for number in range(15)]
    relevant = data.draw(st.dictionaries(st.sampled_from(documents), st.integers(1, 3), min_size=1))
    order = data.draw(st.lists(st.sampled_from(documents), unique=True, min_size=1))
    depth = data.draw(st.sampled_from([1, 4, 10]))
    judgements = {"q": relevant}
    run = {"q": {document: float(len(order) - rank) for rank, document in enumerate(order)}}
    gains, ideal = tuple(relevant.get(document, 0) for document in order), tuple(relevant.values())

    def theirs(measure: ir_measures.Measure) -> float:
        return float(ir_measures.calc_aggregate([measure], judgements, run)[measure])

    assert success_at(gains, depth) == theirs(ir_measures.Success @ depth)
    assert reciprocal_rank(gains, depth) == pytest.approx(theirs(ir_measures.RR @ depth))
    assert average_precision(gains, ideal, depth) == pytest.approx(theirs(ir_measures.AP @ depth))
    assert discounted_gain(gains, ideal, depth) == pytest.approx(theirs(ir_measures.nDCG @ depth))
