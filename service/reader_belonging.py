"""A third number a token for the reader: that its sentence belongs to an answer, whatever else does.

The two numbers that the reader has learnt compete: where one sentence answers best, a second one that answers too is
pressed down. A linear reading of the last layer does not, and costs nothing. ``belonging.npy`` beside the reader holds
its weights and, last, what is added; they are learnt with the rest by ``evals.reader_training.learn``.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.silent_openvino import openvino

BELONGING_FILE = "belonging.npy"


def with_belonging(graph: openvino.Model, path: Path) -> openvino.Model:
    """The graph with (batch, tokens, 3) numbers in the place of 2; ``ValueError`` where the file does not fit."""
    stored: npt.NDArray[np.float32] = np.load(path, allow_pickle=False)
    logits, state = graph.outputs[0].get_node().input_value(0), last_layer(graph)
    width = state.get_partial_shape()[2].get_length()
    if stored.shape != (width + 1,):
        raise ValueError(f"{path.name} holds {stored.shape} numbers and not {width + 1}")
    ops = openvino.opset13
    weighed = ops.matmul(state, ops.constant(stored[:-1, None]), transpose_a=False, transpose_b=False)
    column = ops.add(weighed, ops.constant(stored[-1:]))
    return openvino.Model([ops.concat([logits, column], -1)], graph.get_parameters(), "reader")


def last_layer(graph: openvino.Model) -> openvino.Output:
    """What the layer before the two numbers gives, (batch, tokens, width).

    The layer ends with an addition; what comes between that and the two numbers is for rounding to eight bits.
    """
    node = graph.outputs[0].get_node()
    while node.get_type_name() != "MatMul":
        node = node.input_value(0).get_node()
    state = node.input_value(0)
    while state.get_node().get_type_name() in {"FakeQuantize", "Multiply"}:
        state = state.get_node().input_value(0)
    return state
