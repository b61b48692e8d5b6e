"""Make of a reader's shipped files a model that learns on: ``python -m evals.reader_training.restore --out FOLDER``.

The export keeps matrices as bytes, with what NNCF moved from activations to weights (SmoothQuant, Xiao et al. 2023)
beside them. Both are multiplied in again, so that the model says what it said before it was exported but for the bytes'
rounding; ``evals.reader_training.learn`` takes the folder as ``--start``.
"""

import argparse
import re
import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from transformers import MPNetConfig, MPNetForQuestionAnswering

from evals.reader_training.learning_reader import BELONGING_FILE
from index.silent_openvino import openvino
from service.openvino_reader import DEFAULT_FOLDER

_MODULE = re.compile(r"__module\.model\.(?P<module>.+)/aten::(?P<kind>linear|layer_norm|embedding)/(?P<step>\w+)")
_MATRICES = {"linear": "MatMul", "embedding": "Gather"}
_BEGIN, _PADDING, _END = 0, 1, 2  # numbers of MPNet's special tokens


def main() -> None:
    """Read, multiply, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    restore(arguments.model, arguments.out)


def restore(home: Path, out: Path) -> None:
    """Write the model that ``evals.reader_training.export`` was given; ``ValueError`` where a part is missing."""
    graph = openvino.Core().read_model(home / "reader.xml")
    weights = _weights(graph)
    try:
        model = MPNetForQuestionAnswering(_config(weights, _added_to_variance(graph)))
        model.load_state_dict({name: torch.from_numpy(weights[name]) for name in model.state_dict()})
    except KeyError as error:
        raise ValueError(f"{home} is no reader that was exported here: it lacks {error}") from error
    out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(out)
    for name in ("tokenizer.json", BELONGING_FILE):
        shutil.copy(home / name, out / name)


def _added_to_variance(graph: openvino.Model) -> float:
    """What a layer's normalisation adds to a variance, so that nothing is divided by nought."""
    told = [one.get_attributes()["eps"] for one in graph.get_ordered_ops() if one.get_type_name() == "MVN"]
    return round(float(told[0]), 12) if told else 0.0


def _config(weights: dict[str, npt.NDArray[np.float32]], added: float) -> MPNetConfig:
    layers = {name.split(".")[3] for name in weights if name.startswith("mpnet.encoder.layer.")}
    words, width = weights["mpnet.embeddings.word_embeddings.weight"].shape
    buckets, heads = weights["mpnet.encoder.relative_attention_bias.weight"].shape
    return MPNetConfig(
        vocab_size=words,
        hidden_size=width,
        num_hidden_layers=len(layers),
        num_attention_heads=heads,
        intermediate_size=len(weights["mpnet.encoder.layer.0.intermediate.dense.weight"]),
        max_position_embeddings=len(weights["mpnet.embeddings.position_embeddings.weight"]),
        relative_attention_num_buckets=buckets,
        layer_norm_eps=added,
        bos_token_id=_BEGIN,
        pad_token_id=_PADDING,
        eos_token_id=_END,
    )


def _weights(graph: openvino.Model) -> dict[str, npt.NDArray[np.float32]]:
    """The graph's numbers by their names in the model it was made of."""
    weights: dict[str, npt.NDArray[np.float32]] = {}
    for node in graph.get_ordered_ops():
        of = _MODULE.fullmatch(node.get_friendly_name())
        if of is None:
            continue
        module, kind = of["module"], of["kind"]
        if node.get_type_name() == _MATRICES.get(kind):
            weights[f"{module}.weight"] = _matrix(node)
        elif kind != "embedding" and node.get_type_name() in {"Add", "Multiply"}:
            told = _constant(node.input_value(1).get_node())
            if told is not None and told.size > 1:
                part = "bias" if node.get_type_name() == "Add" else "weight"
                weights[f"{module}.{part}"] = told.ravel()
    return weights


def _matrix(node: openvino.Node) -> npt.NDArray[np.float32]:
    """The matrix that something is multiplied with, or the table it is looked up in, with all its factors."""
    inputs = [node.input_value(number).get_node() for number in range(2)]
    held = [_constant(one) for one in inputs]
    matrix = next(one for one in held if one is not None)
    given = inputs[0]
    while given.get_type_name() == "FakeQuantize":
        given = given.input_value(0).get_node()
    smoothing = _constant(given.input_value(1).get_node()) if given.get_type_name() == "Multiply" else None
    moved = smoothing is not None and "smooth" in given.get_friendly_name().lower()
    return np.ascontiguousarray(matrix * smoothing.reshape(1, -1) if moved and smoothing is not None else matrix)


def _constant(node: openvino.Node) -> npt.NDArray[np.float32] | None:
    """What a node always gives, where it is a constant, one converted, or one with a factor for each row."""
    if node.get_type_name() == "Constant":
        return np.array(node.data, np.float32)
    if node.get_type_name() == "Convert":
        return _constant(node.input_value(0).get_node())
    if node.get_type_name() == "Multiply":
        factors = [_constant(node.input_value(number).get_node()) for number in range(2)]
        return None if factors[0] is None or factors[1] is None else factors[0] * factors[1]
    return None


if __name__ == "__main__":
    main()
