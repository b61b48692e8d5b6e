"""Turn a trained reader into the files shipped: ``python -m evals.reader_training.export MODEL [--to FOLDER]``.

The model becomes an OpenVINO graph whose matrices are kept as eight-bit whole numbers with one scale a row; word
vectors, too. Prints the largest difference that this makes to a score on a few windows, and the files' sizes.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from openvino import opset13
from tokenizers import Tokenizer
from transformers import AutoTokenizer, BertForQuestionAnswering

from evals.reader_training.examples import HELD_OUT, squad
from evals.shared_data import add_shared_option, shared_folder
from index.encoder_model import quiet_libraries
from index.silent_openvino import openvino
from service.openvino_reader import MODEL_FILES, OpenVinoReader, ReaderModel, plain_tokenizer
from service.reader import DEFAULT_READER
from service.reader_conversion import trace_reader

_FEWEST = 100_000  # numbers in a matrix worth the trouble; all matrices and both tables have more
_PROBES = 40  # windows compared before and after
_LARGEST = 127  # of a signed byte, used on both sides of zero alike


def main() -> None:
    """Trace, compress, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_shared_option(parser)
    parser.add_argument("model", type=Path)
    parser.add_argument("--to", type=Path, default=Path("service/reader_model"))
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    tokenizer = plain_tokenizer(AutoTokenizer.from_pretrained(arguments.model).backend_tokenizer.to_str())
    tokenizer.save(str(arguments.to / "tokenizer.json"))
    with quiet_libraries():
        model: Any = BertForQuestionAnswering.from_pretrained(arguments.model)
        graph = trace_reader(model.eval(), "span", segmented=True)
    before = OpenVinoReader(ReaderModel("before", "span", graph.clone(), tokenizer, ""))
    _compress(graph)
    openvino.save_model(graph, arguments.to / "reader.xml", compress_to_fp16=True)
    digests = {name: hashlib.sha256((arguments.to / name).read_bytes()).hexdigest() for name in MODEL_FILES}
    calibration = f"{DEFAULT_READER}-{digests['reader.bin'][:8]}"
    card = {"name": DEFAULT_READER, "calibration": calibration, "sha256": digests}
    (arguments.to / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    for name in MODEL_FILES:
        print(f"{name}: {(arguments.to / name).stat().st_size / 1e6:.1f} MB")
    shared = shared_folder(arguments)
    if shared:
        _compare(before, arguments.to, tokenizer, shared)


def _compress(graph: openvino.Model) -> None:
    """Put bytes and a scale in the place of each large matrix, row by row."""
    for node in graph.get_ordered_ops():
        if node.get_type_name() != "Constant" or node.output(0).get_element_type() != openvino.Type.f32:
            continue
        values = np.array(node.data)
        if values.ndim != 2 or values.size < _FEWEST:  # noqa: PLR2004 - matrices
            continue
        scales = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / _LARGEST
        whole = opset13.constant(np.round(values / scales).astype(np.int8))
        shown = opset13.multiply(opset13.convert(whole, "f32"), opset13.constant(scales.astype(np.float32)))
        for target in node.output(0).get_target_inputs():
            target.replace_source_output(shown.output(0))


def _compare(before: OpenVinoReader, folder: Path, tokenizer: Tokenizer, shared: Path) -> None:
    after = OpenVinoReader(
        ReaderModel("after", "span", openvino.Core().read_model(folder / "reader.xml"), tokenizer, "")
    )
    cases = [
        (question, paragraph.window(0))
        for paragraph, question, _ in squad(shared / "data" / "squad2_dev_part.jsonl.gz", held_out=True)
    ][:: 1 + 2000 // _PROBES][:_PROBES]
    differences = [
        abs(a - b)
        for question, window in cases
        for one, other in zip(before.read(question, [window]), after.read(question, [window]), strict=True)
        for a, b in zip(one, other, strict=True)
    ]
    print(f"{len(cases)} windows of {len(HELD_OUT)} articles: log-odds differ by {np.mean(differences):.3f} on average")


if __name__ == "__main__":
    main()
