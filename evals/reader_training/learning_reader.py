"""A reader as torch learns it: the first layers of MPNet with three numbers a token."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.functional import dropout, scaled_dot_product_attention
from transformers import MPNetForQuestionAnswering

from evals.reader_training.tables import NO_ANSWER

BELONGING_FILE = "belonging.npy"  # as in service/reader_belonging.py
DROPOUT = 0.1  # as the encoder was made with


class LearningReader(torch.nn.Module):
    """For each token: that an answer begins there, that it ends there, and that its sentence belongs to one.

    The words' vectors and the table that tells how far apart two tokens are stay as they were; so attention is computed
    in one piece, as fast as the device can.
    """

    def __init__(self, model: Any, third: torch.Tensor, share: float = DROPOUT) -> None:
        """``model``: an ``MPNetForQuestionAnswering``; ``third``: weights of the third number, (width + 1,).

        The last of them is what is added. ``share`` is dropped while it learns.
        """
        super().__init__()
        self.model = model
        self._share = share
        self.belongs = torch.nn.Linear(len(third) - 1, 1)
        with torch.no_grad():
            self.belongs.weight.copy_(third[None, :-1])
            self.belongs.bias.copy_(third[-1:])
        for held in (model.mpnet.embeddings.word_embeddings, model.mpnet.encoder.relative_attention_bias):
            held.weight.requires_grad = False

    def hold(self, layers: int) -> None:
        """Hold the first layers still, and with them what comes before; ``ValueError`` where there are not so many."""
        held = self.model.mpnet.encoder.layer
        if not 0 <= layers <= len(held):
            raise ValueError(f"of {len(held)} layers {layers} cannot be held still")
        for part in (self.model.mpnet.embeddings, *held[:layers]) if layers else ():
            part.requires_grad_(requires_grad=False)

    def forward(self, ids: torch.Tensor, inside: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits (rows, tokens, 2) and the third number (rows, tokens); ``inside`` is false where a row is padded."""
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=self._in_short_numbers(ids)):
            states = self._states(ids, inside)
            logits = self.model.qa_outputs(states)
        return logits.float(), self.belongs(states.float())[..., 0]

    def _states(self, ids: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
        mpnet = self.model.mpnet
        states: torch.Tensor = mpnet.embeddings(input_ids=ids)
        near = mpnet.encoder.compute_position_bias(states[:1])
        bias = near.masked_fill(~inside[:, None, None, :], NO_ANSWER)
        if self._in_short_numbers(ids):
            bias = bias.bfloat16()
        for layer in mpnet.encoder.layer:
            attention = layer.attention
            states = attention.LayerNorm(self._dropped(self._attended(attention.attn, states, bias)) + states)
            states = layer.output(layer.intermediate(states), states)
        return states

    def _in_short_numbers(self, ids: torch.Tensor) -> bool:
        """Whether to multiply sixteen-bit numbers: on an accelerator, and to learn on a processor made for them."""
        return ids.is_cuda or (self.training and torch.cpu._is_avx512_bf16_supported())

    def _attended(self, attention: Any, states: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        shape = (*states.shape[:2], attention.num_attention_heads, attention.attention_head_size)
        q, k, v = (part(states).view(shape).transpose(1, 2) for part in (attention.q, attention.k, attention.v))
        found = scaled_dot_product_attention(q, k, v, attn_mask=bias, dropout_p=self._share if self.training else 0.0)
        return attention.o(found.transpose(1, 2).flatten(2))  # type: ignore[no-any-return]

    def _dropped(self, states: torch.Tensor) -> torch.Tensor:
        return dropout(states, self._share, self.training)


def open_learning_reader(folder: Path, layers: int | None = None, share: float = DROPOUT) -> LearningReader:
    """A reader that ``save_learning_reader`` wrote, as it is, or the first layers of an encoder with fresh numbers.

    ``layers`` are an encoder's; ``None`` is all it has. ``share`` is dropped while it learns. ``ValueError`` where a
    reader has another number of layers.
    """
    path = folder / BELONGING_FILE
    held: Any = {} if layers is None or path.exists() else {"num_hidden_layers": layers}
    model = MPNetForQuestionAnswering.from_pretrained(
        folder, **held, dtype=torch.float32, hidden_dropout_prob=share, attention_probs_dropout_prob=share
    )
    has = model.config.num_hidden_layers
    if layers not in {None, has}:
        raise ValueError(f"{folder} has {has} layers and not {layers}: leave --layers out")
    third = torch.from_numpy(np.load(path)) if path.exists() else torch.zeros(model.config.hidden_size + 1)
    return LearningReader(model, third, share)


def save_learning_reader(reader: LearningReader, folder: Path) -> None:
    """Write a reader for ``open_learning_reader`` and ``evals.reader_training.export``."""
    reader.model.save_pretrained(folder)
    third = torch.cat((reader.belongs.weight[0], reader.belongs.bias)).detach().cpu().numpy()
    np.save(folder / BELONGING_FILE, third.astype(np.float32))
