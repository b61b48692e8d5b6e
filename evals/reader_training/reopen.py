"""The reader's weights out of its graph, as a torch model that can learn on.

The graph's matrices are bytes with a scale a row, and what goes into them is scaled before it is rounded (SmoothQuant,
Xiao et al. 2023, section 4): both scales are put back, so that the model's numbers are the graph's but for the rounding
of what flows between the matrices.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from transformers import MPNetConfig, MPNetForQuestionAnswering

from index.silent_openvino import openvino

_NAMED = "__module.model."  # what tracing puts before a module's name
_CONSTANT = frozenset(["Constant", "Convert", "Multiply", "Subtract", "Reshape"])  # what weights are made by

Floats = npt.NDArray[np.float32]


def reopened(graph: openvino.Model, dropout: float) -> Any:
    """The torch model of a reader's graph, which must be of the kind that ``evals.reader_training.export`` writes."""
    state = {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in _weights(graph)}
    words, width = state["mpnet.embeddings.word_embeddings.weight"].shape
    buckets, heads = state["mpnet.encoder.relative_attention_bias.weight"].shape
    config = MPNetConfig(
        vocab_size=words,
        hidden_size=width,
        num_hidden_layers=sum(name.endswith("intermediate.dense.bias") for name in state),
        num_attention_heads=heads,
        intermediate_size=len(state["mpnet.encoder.layer.0.intermediate.dense.bias"]),
        max_position_embeddings=len(state["mpnet.embeddings.position_embeddings.weight"]),
        relative_attention_num_buckets=buckets,
        layer_norm_eps=1e-5,  # of all-mpnet-base-v2
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )
    model: Any = MPNetForQuestionAnswering(config)
    model.load_state_dict(state)
    return model


def layer_output(graph: openvino.Model, layers: int) -> openvino.Output:
    """What the first so many layers of a reader's graph give, (batch, tokens, width)."""
    module = f"encoder.layer.{layers - 1}.output.LayerNorm"
    norm = next(node for node in graph.get_ordered_ops() if node.get_type_name() == "MVN" and module in _module(node))
    return _after(_after(norm)).output(0)


def _weights(graph: openvino.Model) -> Iterator[tuple[str, Floats]]:
    for node in graph.get_ordered_ops():
        kind, module = node.get_type_name(), _module(node)
        if kind == "MatMul" and "aten::linear" in node.get_friendly_name():
            scale = _smoothing(node.input_value(0))
            weight = _value(node.input_value(1))
            yield f"{module}.weight", weight if scale is None else weight * scale
            yield f"{module}.bias", _constant_input(_after(node)).reshape(-1)
        elif kind == "MVN":
            scaled = _after(node)
            yield f"{module}.weight", _constant_input(scaled).reshape(-1)
            yield f"{module}.bias", _constant_input(_after(scaled)).reshape(-1)
        elif kind == "Gather" and "aten::embedding" in node.get_friendly_name():
            yield f"{module}.weight", _value(node.input_value(0))


def _module(node: openvino.Node) -> str:
    """The torch module that a node was traced from."""
    return str(node.get_friendly_name()).partition(_NAMED)[2].partition("/aten")[0]


def _after(node: openvino.Node) -> openvino.Node:
    """The one node that takes what this one gives: a bias or a scale."""
    (taken,) = node.output(0).get_target_inputs()
    return taken.get_node()


def _smoothing(given: openvino.Output) -> Floats | None:
    """By how much each number is multiplied before it is rounded, if it is."""
    node = given.get_node()
    while node.get_type_name() == "FakeQuantize":
        node = node.input_value(0).get_node()
    smoothed = node.get_type_name() == "Multiply" and "smooth_quant" in node.get_friendly_name()
    return _constant_input(node).reshape(-1) if smoothed else None


def _constant_input(node: openvino.Node) -> Floats:
    return _value(next(given for given in node.input_values() if _is_constant(given)))


def _is_constant(given: openvino.Output) -> bool:
    node = given.get_node()
    if node.get_type_name() == "Constant":
        return True
    return node.get_type_name() in _CONSTANT and all(_is_constant(one) for one in node.input_values())


def _value(given: openvino.Output) -> Floats:
    """What a constant part of the graph comes to."""
    part = openvino.Model([openvino.opset13.convert(given, "f32")], [], "constant")
    compiled = openvino.Core().compile_model(part, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    return np.array(compiled([])[0], np.float32)
