"""Read what a language model replied, strictly: numbers of what was offered, one question, or an error."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from service.language_model_request import LONGEST_QUESTION

Trouble = Literal["unreachable", "busy", "slow", "refused", "cut", "garbled"]
_MOST_TOKENS = 1_000_000_000  # that a server can have counted; more is no count
_TOPIC_LETTERS = 4  # of a word that may tell a topic, as Awan does; most shorter ones do not
_NO_TOPIC = {"what", "when", "where", "which", "whom", "whose", "does", "were", "have", "that", "this", "they", "about"}
_NOT_IN_A_LINE = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, halves of pairs, no characters, separators


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens a server says it read and wrote; ``None`` where it does not say."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None

    def plus(self, other: "Usage") -> "Usage":
        """Both together; what one of them does not say is left out of the sum."""
        return Usage(
            _sum(self.prompt_tokens, other.prompt_tokens), _sum(self.completion_tokens, other.completion_tokens)
        )


class LanguageModelError(Exception):
    """The model gave no reply that can be used: ``trouble`` says of what kind, ``usage`` what it has cost so far.

    The message is fit for whoever asked: it holds neither the server's address nor anything the server said.
    """

    def __init__(self, trouble: Trouble, message: str, usage: Usage = Usage()) -> None:
        super().__init__(message)
        self.trouble: Trouble = trouble
        self.usage = usage


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model wrote, and what the server says it cost."""

    text: str
    usage: Usage


def read_completion(body: bytes) -> Completion:
    """The one message in a server's reply; raises ``LanguageModelError``."""
    reply = _parsed(_decoded(body))
    match reply:
        case {"choices": [{"finish_reason": "length"}]}:
            raise LanguageModelError("cut", "the language model wrote past the end of its reply", _usage(reply))
        case {"choices": [{"message": {"content": str(text)}}]}:
            return Completion(text, _usage(reply))
    raise LanguageModelError("garbled", "the language model replied with no message", _usage(reply))


def read_numbers(text: str, offered: int) -> tuple[int, ...]:
    """The chosen of ``offered`` sentences, counted from 0, in the reply's order; a repeated one counts once.

    Anything but ``{"sentences": [numbers from 1 to offered, no more than were offered]}`` raises
    ``LanguageModelError``.
    """
    match _parsed(text):
        case {"sentences": [*numbers], **others} if not others and _all_offered(numbers, offered):
            return tuple(number - 1 for number in dict.fromkeys(numbers))
    raise _garbled("no list of numbers that were offered to it")


def read_question(text: str, asked: Sequence[str]) -> str:
    """The rewritten question: one line of at most ``LONGEST_QUESTION`` characters about what was asked.

    ``asked`` is the query, then the questions before it, the latest first. Anything but
    ``{"question": such a line}`` raises ``LanguageModelError``.
    """
    match _parsed(text):
        case {"question": str(question), **others} if not others and _is_one_line(question.strip()):
            if _is_about(question, asked):
                return question.strip()
    raise _garbled("no question of one line about what was asked")


def _all_offered(numbers: Sequence[Any], offered: int) -> bool:
    """Whether all are whole numbers of offered sentences; ``True`` and ``1.0`` are none."""
    return len(numbers) <= offered and all(type(number) is int and 1 <= number <= offered for number in numbers)


def _is_one_line(text: str) -> bool:
    if not 0 < len(text) <= LONGEST_QUESTION or not any(map(str.isalnum, text)):
        return False
    return not any(unicodedata.category(character) in _NOT_IN_A_LINE for character in text)


def _is_about(question: str, asked: Sequence[str]) -> bool:
    """Whether a question shares a word with the first of those asked that has any to tell a topic by."""
    topics = next((words for words in map(_topic_words, asked) if words), None)
    return topics is None or not topics.isdisjoint(_topic_words(question))


def _topic_words(text: str) -> set[str]:
    return set(re.findall(rf"\w{{{_TOPIC_LETTERS},}}", text.casefold())) - _NO_TOPIC


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _garbled("no UTF-8") from error


def _parsed(text: str) -> object:
    """What a JSON text holds; a name given twice, NaN, and nesting or numbers without end count as no JSON."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_not_json)
    except (ValueError, RecursionError) as error:
        raise _garbled("no JSON") from error


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        _not_json("a name given twice")
    return members


def _not_json(what: str) -> NoReturn:
    raise ValueError(what)


def _garbled(what: str) -> LanguageModelError:
    return LanguageModelError("garbled", f"the language model replied with {what}")


def _usage(reply: object) -> Usage:
    match reply:
        case {"usage": {**counts}}:
            return Usage(_count(counts.get("prompt_tokens")), _count(counts.get("completion_tokens")))
    return Usage()


def _count(value: object) -> int | None:
    return value if type(value) is int and 0 <= value <= _MOST_TOKENS else None


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)
