"""The mean of two readers' weights: ``python -m evals.reader_training.average A B --out FOLDER``.

One trained on from the other lies near it, and their mean is often as good as either where each is better (Wortsman et
al. 2022, "Model soups").
"""

import argparse
from pathlib import Path

import torch
from transformers import AutoTokenizer, BertForQuestionAnswering


def main() -> None:
    """Read both, average, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the other, 0..1")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    model = BertForQuestionAnswering.from_pretrained(arguments.one)
    other = BertForQuestionAnswering.from_pretrained(arguments.other).state_dict()
    model.load_state_dict(mean(model.state_dict(), other, arguments.share))
    model.save_pretrained(arguments.out)
    AutoTokenizer.from_pretrained(arguments.one).save_pretrained(arguments.out)


def mean(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """Each tensor of one, with ``share`` of the other's; both must have the same names and shapes."""
    return {
        name: (1 - share) * tensor + share * other[name] if tensor.is_floating_point() else tensor
        for name, tensor in one.items()
    }


if __name__ == "__main__":
    main()
