"""Turn a trained reader into the files shipped: ``python -m evals.reader_training.export MODEL ROWS [--to FOLDER]``.

The model becomes an OpenVINO graph whose matrices are multiplied as eight-bit whole numbers (NNCF's quantisation after
training, ranges taken from some of the training rows; ``pip install nncf==3.4.0`` beside the project); word vectors are
kept as bytes with one scale a row. Prints by how much that changes the log-odds of tokens, and the files' sizes.
The weights of its third number are copied.
"""

import argparse
import hashlib
import json
import random
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from openvino import opset13
from transformers import AutoModelForQuestionAnswering

from evals.reader_training.rows import Rows, load_rows
from index.encoder_model import quiet_libraries
from index.silent_openvino import openvino
from service.openvino_reader import MODEL_FILES, plain_tokenizer
from service.reader import DEFAULT_READER
from service.reader_belonging import BELONGING_FILE, with_belonging
from service.reader_conversion import trace_reader
from service.reader_input import LONGEST

_FEWEST = 100_000  # numbers in a table worth the trouble: both tables of vectors have more
_RANGES = 300  # rows that the ranges of eight bits are taken from; NNCF's default
_PROBES = 60  # other rows, compared before and after
_WEIGHTS = ("reader.bin", BELONGING_FILE)  # what a probability was fitted for
_LARGEST = 127  # of a signed byte, used on both sides of zero alike

Sequence = npt.NDArray[np.int64]


def main() -> None:
    """Trace, quantise, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("rows", type=Path, help="folder that evals.reader_training.pack wrote")
    parser.add_argument("--to", type=Path, default=Path("service/reader_model"))
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    plain_tokenizer((arguments.model / "tokenizer.json").read_text("utf-8")).save(str(arguments.to / "tokenizer.json"))
    with quiet_libraries():
        model: Any = AutoModelForQuestionAnswering.from_pretrained(arguments.model)
        traced = trace_reader(model.eval(), "span", segmented=False)
    sequences = _sequences(load_rows(arguments.rows / "learn.npz"), _RANGES + _PROBES)
    quantised = _quantised(traced, sequences[:_RANGES])
    _compress(quantised)
    openvino.save_model(quantised, arguments.to / "reader.xml", compress_to_fp16=True)
    shutil.copyfile(arguments.model / BELONGING_FILE, arguments.to / BELONGING_FILE)
    _write_card(arguments.to)
    third = arguments.model / BELONGING_FILE
    both = [with_belonging(one, third) for one in (traced, openvino.Core().read_model(arguments.to / "reader.xml"))]
    told = ", ".join(f"{one:.3f}" for one in _difference(both[0], both[1], sequences[_RANGES:]))
    print(
        f"log-odds of tokens differ by {told} on average: that an answer begins, that it ends, that it belongs to one"
    )


def _write_card(home: Path) -> None:
    """Write down the checksums of a reader's files, and print the files' sizes."""
    there = [home / name for name in MODEL_FILES if (home / name).exists()]
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in there}
    weights = hashlib.sha256("".join(digests.get(name, "") for name in _WEIGHTS).encode()).hexdigest()
    calibration = f"{DEFAULT_READER}-{weights[:8]}"
    card = {"name": DEFAULT_READER, "calibration": calibration, "sha256": digests}
    (home / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    for path in there:
        print(f"{path.name}: {path.stat().st_size / 1e6:.3f} MB")


def _sequences(rows: Rows, count: int) -> list[Sequence]:
    """Some rows as the reader is given them."""
    taken = random.Random(0).sample(range(len(rows)), count)
    pairs = [(rows.questions[int(rows.question[n])], rows.windows[int(rows.window[n])]) for n in taken]
    return [
        np.array([rows.begin, *question, rows.end, *window[: LONGEST - len(question) - 3], rows.end])
        for question, window in pairs
    ]


def _given(sequence: Sequence) -> dict[int, Sequence]:
    return {0: sequence[None], 1: np.ones_like(sequence)[None]}


def _quantised(graph: openvino.Model, sequences: list[Sequence]) -> openvino.Model:
    import nncf  # type: ignore[import-not-found] # noqa: PLC0415 - only this command needs it

    return nncf.quantize(
        graph,
        nncf.Dataset(sequences, _given),
        model_type=nncf.ModelType.TRANSFORMER,
        preset=nncf.QuantizationPreset.MIXED,  # log-odds nearer to the model's than with the other one, and no slower
        subset_size=len(sequences),
    )


def _compress(graph: openvino.Model) -> None:
    """Put bytes and a scale in the place of each large table, row by row."""
    for node in graph.get_ordered_ops():
        if node.get_type_name() != "Constant" or node.output(0).get_element_type() != openvino.Type.f32:
            continue
        values = np.array(node.data)
        if values.ndim != 2 or values.size < _FEWEST:  # noqa: PLR2004 - tables
            continue
        scales = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / _LARGEST
        whole = opset13.constant(np.round(values / scales).astype(np.int8))
        shown = opset13.multiply(opset13.convert(whole, "f32"), opset13.constant(scales.astype(np.float32)))
        for target in node.output(0).get_target_inputs():
            target.replace_source_output(shown.output(0))


def _difference(before: openvino.Model, after: openvino.Model, sequences: list[Sequence]) -> npt.NDArray[np.float32]:
    """Mean distance of each of the three numbers."""
    core = openvino.Core()
    one, other = (core.compile_model(graph, "CPU") for graph in (before, after))
    gaps = []
    for sequence in sequences:
        first, second = (np.array(next(iter(graph(_given(sequence)).values())))[0] for graph in (one, other))
        for numbers in (first, second):
            numbers[:, :2] -= numbers[0, :2]
        gaps.append(np.abs(first - second).mean(axis=0))
    mean: npt.NDArray[np.float32] = np.mean(gaps, axis=0)
    return mean


if __name__ == "__main__":
    main()
