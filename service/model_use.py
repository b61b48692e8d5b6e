"""A language model's part in an answer, for the answer and for what is counted."""

from dataclasses import dataclass

from service.language_model import LanguageModel, Usage


@dataclass(frozen=True, slots=True)
class ModelUse:
    """Tokens as the server counts them, and milliseconds; ``None``: not known.

    ``outcome`` is "replied", or what kept the model from a reply that could be used; then no milliseconds are known.
    """

    name: str
    outcome: str
    prompt_tokens: int | None
    completion_tokens: int | None
    milliseconds: float | None

    def after(self, earlier: "ModelUse | None") -> "ModelUse":
        """This use with what an earlier one for the same answer cost; the outcome is this one's."""
        if earlier is None:
            return self
        tokens = Usage(earlier.prompt_tokens, earlier.completion_tokens).plus(
            Usage(self.prompt_tokens, self.completion_tokens)
        )
        spent = [one for one in (earlier.milliseconds, self.milliseconds) if one is not None]
        milliseconds = sum(spent) if spent else None
        return ModelUse(self.name, self.outcome, tokens.prompt_tokens, tokens.completion_tokens, milliseconds)


def model_use(model: LanguageModel, outcome: str, usage: Usage, seconds: float | None) -> ModelUse:
    """The use of one call."""
    milliseconds = None if seconds is None else round(seconds * 1000, 2)
    return ModelUse(model.name, outcome, usage.prompt_tokens, usage.completion_tokens, milliseconds)
