"""What a language model is asked: a prompt, the shape its reply is to have, and the bytes that are sent."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from prompts import load_prompt

Form = Literal["json_schema", "json_object", "text"]
FORMS: tuple[Form, ...] = ("json_schema", "json_object", "text")  # ways to ask for the shape, the strictest first

LONGEST_QUESTION = 300  # characters of a rewritten question; the longest of the suites has 120
_LONGEST_LINE = 800  # characters of a sentence in a prompt; 20 such lines and a reply fit a window of 4,096 tokens
_MOST_PREVIOUS = 6  # questions; what was asked longer ago seldom says whose "he" is meant
_FRAME_TOKENS, _NUMBER_TOKENS = 32, 8  # of a reply, spread over lines by the models that indent what they write
_QUESTION_TOKENS = 160  # of a reply that holds a question of the most characters allowed

_FOLDED = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, invisible and direction marks, halves of pairs, separators
_JOINERS = "\u200c\u200d"  # invisible, and part of the spelling of Urdu and of emoji
_BRACKETS = str.maketrans("<>[]", "‹›()")  # chat templates mark whose turn it is with tags in such brackets


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """One question to the model: the whole prompt, the most tokens of a reply, and its shape (a JSON schema)."""

    prompt: str
    most_tokens: int
    shape: str

    def body(self, model: str, form: Form, temperature: float) -> bytes:
        """The body of the HTTP request, asking for the shape in one of the forms."""
        asked = {
            "model": model,
            "messages": [{"role": "user", "content": self.prompt}],
            "temperature": temperature,
            "max_tokens": self.most_tokens,
            "stream": False,
        }
        shape = json.loads(self.shape)
        if form == "json_schema":
            named = {"name": "reply", "strict": True, "schema": shape}
            asked["response_format"] = {"type": "json_schema", "json_schema": named}
        elif form == "json_object":
            asked["response_format"] = {"type": "json_object", "schema": shape}
        return json.dumps(asked).encode()


def choice_request(prompt: str, question: str, sentences: Sequence[str]) -> ModelRequest:
    """Ask for numbers of the sentences, counted from 1, with the prompt of that name."""
    text = load_prompt(prompt).fill(question=fold_for_prompt(question), sentences=_numbered(sentences))
    count = len(sentences)
    numbers = {"type": "array", "items": {"type": "integer", "enum": list(range(1, count + 1))}, "maxItems": count}
    return ModelRequest(text, _FRAME_TOKENS + _NUMBER_TOKENS * count, _shape("sentences", numbers))


def rewriting_request(question: str, previous: Sequence[str]) -> ModelRequest:
    """Ask for a question that can be understood alone; ``previous`` are earlier questions, oldest first."""
    recent = previous[-_MOST_PREVIOUS:]
    text = load_prompt("rewrite_question").fill(
        question=fold_for_prompt(question), previous=_numbered(recent) if recent else "(none)"
    )
    return ModelRequest(text, _QUESTION_TOKENS, _shape("question", {"type": "string"}))


def fold_for_prompt(text: str) -> str:
    """The text as one bounded line, without marks that a chat template could take for its own; never for a quote."""
    plain = "".join(" " if _is_folded(character) else character for character in text.translate(_BRACKETS))
    line = " ".join(plain.split())
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"


def _is_folded(character: str) -> bool:
    return unicodedata.category(character) in _FOLDED and character not in _JOINERS


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{number}. {fold_for_prompt(line)}" for number, line in enumerate(lines, 1))


def _shape(name: str, of_value: object) -> str:
    """The JSON schema of an object with one value and nothing else."""
    return json.dumps(
        {"type": "object", "properties": {name: of_value}, "required": [name], "additionalProperties": False}
    )
