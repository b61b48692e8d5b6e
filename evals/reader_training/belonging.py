"""Give the reader its third number a token: ``python -m evals.reader_training.belonging [--write]``.

The two numbers that the reader has learnt compete: where one sentence answers best, a second one that answers too is
pressed down. So what its last layer makes of a sentence (the mean over its tokens) is asked a plain question apart, by
a logistic regression: is this sentence evidence? It is fitted on debates that the reader has not learnt from and that
nothing else is fitted on, judged on those for choices, and written beside the graph (``service/reader_belonging.py``).
Run it after ``evals.reader_training.export``, and the fits that use a reader after it.
"""

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score
from tokenizers import Tokenizer

from evals.asked_suites import BELONGING, TUNED, Put, put_debate
from evals.logistic import fit_logistic
from evals.reader_training.export import write_card
from index.silent_openvino import openvino
from service.openvino_reader import DEFAULT_FOLDER, open_default_tokenizer
from service.reader_belonging import BELONGING_FILE, last_layer
from service.reader_input import Window, assemble
from service.reader_windows import as_window, runs_to_read

_READ = 8  # windows of a question, as many as by default
_STRENGTH = 0.001  # inverse of the penalty; 0.003 to 0.03 did alike on debates, worse on our digests
_THREADS = 2  # windows read side by side

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """Sentences of the windows read for a question: the last layer's mean, shape (sentences, width), which answer."""

    states: Floats
    evidence: npt.NDArray[np.bool_]


def main() -> None:
    """Read, fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    parser.add_argument("--reader", type=Path, default=DEFAULT_FOLDER)
    arguments = parser.parse_args()
    graph = openvino.Core().read_model(arguments.reader / "reader.xml")
    tokenizer = open_default_tokenizer(arguments.reader)
    learnt, judged = (_joined(_seen(graph, tokenizer, names)) for names in (BELONGING, TUNED))
    weights, bias = fit_logistic(learnt.states, learnt.evidence, _STRENGTH)
    precision = average_precision_score(judged.evidence, judged.states @ weights + bias)
    print(
        f"{len(learnt.evidence)} sentences of {len(BELONGING)} debates, {learnt.evidence.mean():.3f} of them evidence; "
        f"on {len(judged.evidence)} of {len(TUNED)} others average precision {precision:.3f}"
    )
    if arguments.write:
        np.save(arguments.reader / BELONGING_FILE, np.append(weights, bias).astype(np.float32))
        write_card(arguments.reader)


def _seen(graph: openvino.Model, tokenizer: Tokenizer, names: Sequence[str]) -> Iterator[Seen]:
    states = openvino.Model([last_layer(graph)], graph.get_parameters(), "last layer")
    compiled = openvino.Core().compile_model(states, "CPU", {"NUM_STREAMS": _THREADS})
    own = local()  # a request each for the threads

    def read(question: str, window: Window) -> Floats:
        given = assemble(tokenizer, question, window)
        ids = np.array([given.ids], np.int64)
        if not hasattr(own, "request"):
            own.request = compiled.create_infer_request()
        found = own.request.infer({0: ids, 1: np.ones_like(ids)})[0][0]
        rows = [found[start:end].mean(0) if start < end else np.zeros(found.shape[1]) for start, end in given.ranges]
        return np.array(rows, np.float32)

    with ThreadPoolExecutor(_THREADS) as pool:
        for name in names:
            for question in put_debate(name):
                runs = runs_to_read(question.snapshot, question.candidates, _READ)
                windows = [as_window(question.snapshot, run) for run in runs]
                found = pool.map(read, [question.understood.plain] * len(windows), windows)
                places = [(run.document, number) for run in runs for number in range(run.first, run.last)]
                yield _of_candidates(question, places, np.concatenate(list(found)))


def _of_candidates(question: Put, places: Sequence[tuple[int, int]], states: Floats) -> Seen:
    """Headings and the like are no candidates, and are left out; a sentence that was read twice counts once."""
    candidates = {(one.document, one.number): one for one in question.candidates}
    rows = list({place: row for row, place in enumerate(places) if place in candidates}.values())
    evidence = [bool(question.shown_by(candidates[places[row]])) for row in rows]
    return Seen(states[rows], np.array(evidence, np.bool_))


def _joined(seen: Iterator[Seen]) -> Seen:
    parts = list(seen)
    return Seen(np.concatenate([one.states for one in parts]), np.concatenate([one.evidence for one in parts]))


if __name__ == "__main__":
    main()
