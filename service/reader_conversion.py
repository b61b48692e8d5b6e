"""Readers of other people: extractive question-answering models and cross-encoders that ``transformers`` reads.

torch and transformers are imported only when such a model is named; it is converted anew at each start.
"""

from typing import Any

from index.encoder_model import quiet_libraries
from index.silent_openvino import openvino
from service.openvino_reader import Kind, ReaderModel, plain_tokenizer
from service.reader import UNCALIBRATED, ReaderError

_REMEDY = "Name a folder or hub model for question answering, or a cross-encoder with one score."


def convert_reader(name: str) -> ReaderModel:
    """The model of a folder or a hub name as a graph; raises ``ReaderError``."""
    with quiet_libraries():
        kind, model, tokenizer = _loaded(name)
        if kind == "pair" and model.config.num_labels != 1:
            classes = model.config.num_labels
            raise ReaderError(f"the reader {name!r} sorts into {classes} classes and gives no score. {_REMEDY}")
        graph = trace_reader(model, kind, segmented="token_type_ids" in tokenizer.model_input_names)
    return ReaderModel(name, kind, graph, plain_tokenizer(tokenizer.backend_tokenizer.to_str()), UNCALIBRATED)


def _loaded(name: str) -> tuple[Kind, Any, Any]:
    import transformers  # noqa: PLC0415 - see above

    try:
        architectures = transformers.AutoConfig.from_pretrained(name).architectures or ()
        kind: Kind = "span" if any("QuestionAnswering" in one for one in architectures) else "pair"
        family: Any = {
            "span": transformers.AutoModelForQuestionAnswering,
            "pair": transformers.AutoModelForSequenceClassification,
        }[kind]
        return kind, family.from_pretrained(name).eval(), transformers.AutoTokenizer.from_pretrained(name)
    except (OSError, ValueError) as error:
        raise ReaderError(f"the reader {name!r} cannot be loaded ({error}). {_REMEDY}") from error


def trace_reader(model: Any, kind: Kind, *, segmented: bool) -> openvino.Model:
    """Token ids, attention mask and, where the model has them, segments in; (batch, length, 2) or (batch, 1) out."""
    import torch  # noqa: PLC0415 - see above

    class TokensToScores(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor | None = None) -> torch.Tensor:
            given = {"input_ids": ids, "attention_mask": mask}
            out = self.model(**given, **({"token_type_ids": segments} if segmented else {}))
            scores: torch.Tensor = out.logits if kind == "pair" else torch.stack((out.start_logits, out.end_logits), -1)
            return scores

    example = torch.ones((2, 16), dtype=torch.long)
    names = ("ids", "mask", "segments") if segmented else ("ids", "mask")
    with torch.inference_mode():
        graph = openvino.convert_model(TokensToScores().eval(), example_input=dict.fromkeys(names, example))
    graph.reshape({number: [-1, -1] for number in range(len(names))})
    return graph
