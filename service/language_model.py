"""An optional language model behind any OpenAI-compatible server: it chooses among what it is offered, never writes.

It is shown numbered sentences and replies with numbers; what else it may say never becomes part of an answer. The one
text it may give, a question rewritten, is searched with and never quoted. It cannot be asked for thoughts: a model
that thinks aloud before it replies runs past the end of its reply, and counts as giving none.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import httpx

from service.language_model_exchange import Exchange, LanguageModelSettings
from service.language_model_reply import LanguageModelError, Usage, read_completion, read_numbers, read_question
from service.language_model_request import FORMS, ModelRequest, choice_request, rewriting_request

__all__ = [
    "LanguageModel",
    "LanguageModelError",
    "LanguageModelSettings",
    "Rewritten",
    "Selection",
    "Usage",
    "open_language_model",
]

_TEMPERATURES = (0.0, 0.5)  # of both tries; of 9 unusable replies 1 was usable at 0 the next time, 5 at 0.5

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Selection:
    """The sentences chosen of those offered, counted from 0, best first; empty means that none answers."""

    numbers: tuple[int, ...]
    usage: Usage
    seconds: float


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question that can be understood alone, for searching and never for showing as anybody's words."""

    question: str
    usage: Usage
    seconds: float


class LanguageModel:
    """Asks one model on one server; may be used by many threads at once.

    Each method that asks raises ``LanguageModelError`` within the settings' time, whatever the server does.
    """

    def __init__(
        self, client: httpx.Client, settings: LanguageModelSettings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._exchange = Exchange(client, settings, clock)
        self._settings = settings
        self._clock = clock
        self._strictest = 0  # of FORMS, that the server has not refused

    @property
    def name(self) -> str:
        """What the server calls the model."""
        return self._settings.model

    @property
    def most_at_once(self) -> int:
        """How many requests may be under way at a time."""
        return self._settings.most_at_once

    def select(self, question: str, sentences: Sequence[str]) -> Selection:
        """The sentences that answer the question."""
        return self._chosen("select_sentences", question, sentences)

    def judge(self, question: str, quotes: Sequence[str]) -> Selection:
        """The quotes, of those given as an answer, that do answer the question; for measuring answers."""
        return self._chosen("judge_answer", question, quotes)

    def rewrite(self, question: str, previous: Sequence[str]) -> Rewritten:
        """A follow-up or a few keywords made into one question; ``previous`` are earlier questions, oldest first."""
        request = rewriting_request(question, previous)
        return Rewritten(*self._asked(request, lambda text: read_question(text, (question, *reversed(previous)))))

    def close(self) -> None:
        """Close the connections; the model cannot be asked afterwards."""
        self._exchange.close()

    def _chosen(self, prompt: str, question: str, sentences: Sequence[str]) -> Selection:
        if not sentences:
            return Selection((), Usage(), 0.0)
        request = choice_request(prompt, question, sentences)
        return Selection(*self._asked(request, lambda text: read_numbers(text, len(sentences))))

    def _asked(self, request: ModelRequest, read: Callable[[str], _T]) -> tuple[_T, Usage, float]:
        """What is read from the reply, what all tries cost, and the seconds they took."""
        started = self._clock()
        until = started + self._settings.timeout
        spent = Usage()
        for temperature in _TEMPERATURES:
            try:
                value, usage = self._tried(request, read, temperature, until)
                return value, spent.plus(usage), self._clock() - started
            except LanguageModelError as error:
                trouble, spent = error, spent.plus(error.usage)
            if self._clock() >= until:
                break
        raise LanguageModelError(trouble.trouble, str(trouble), spent) from trouble

    def _tried(
        self, request: ModelRequest, read: Callable[[str], _T], temperature: float, until: float
    ) -> tuple[_T, Usage]:
        completion = read_completion(self._received(request, temperature, until))
        try:
            return read(completion.text), completion.usage
        except LanguageModelError as error:
            raise LanguageModelError(error.trouble, str(error), completion.usage) from error

    def _received(self, request: ModelRequest, temperature: float, until: float) -> bytes:
        """The server's reply, asked for in the strictest form that it does not refuse."""
        for number in range(self._strictest, len(FORMS)):
            body = self._exchange.send(request.body(self.name, FORMS[number], temperature), until)
            if body is not None:
                self._strictest = number
                return body
        raise LanguageModelError("refused", "the language model's server refused the request")


def open_language_model(settings: LanguageModelSettings) -> LanguageModel:
    """The model of the settings, over a client that heeds no proxy of the environment; nothing is sent yet."""
    limits = httpx.Limits(max_connections=settings.most_at_once)
    return LanguageModel(httpx.Client(trust_env=False, limits=limits), settings)
