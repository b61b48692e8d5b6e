"""Calls to a language model that is measured: what could be used, and what they took."""

from collections import Counter
from collections.abc import Callable
from statistics import median
from typing import TypeVar

from service.language_model import LanguageModelError, Rewritten, Selection

_Reply = TypeVar("_Reply", Selection, Rewritten)


class Calls:
    """Asks one thing after another and keeps account."""

    def __init__(self) -> None:
        self._replies: list[Selection | Rewritten] = []
        self._troubles: Counter[str] = Counter()

    def ask(self, call: Callable[[], _Reply]) -> _Reply | None:
        """The model's reply, ``None`` where there is none that can be used."""
        try:
            reply = call()
        except LanguageModelError as error:
            self._troubles[error.trouble] += 1
            return None
        self._replies.append(reply)
        return reply

    def report(self) -> str:
        """How many replies could be used, the seconds each took, and the tokens read and written for it."""
        asked = len(self._replies) + self._troubles.total()
        used = f"replies used {len(self._replies)} of {asked}"
        if self._troubles:
            used += f" ({', '.join(f'{count} {trouble}' for trouble, count in self._troubles.most_common())})"
        return f"{used}; {self._seconds()}; {self._tokens()}" if self._replies else used

    def _seconds(self) -> str:
        seconds = sorted(reply.seconds for reply in self._replies)
        return f"seconds: median {median(seconds):.2f}, most {seconds[-1]:.2f}"

    def _tokens(self) -> str:
        read = sum(reply.usage.prompt_tokens or 0 for reply in self._replies)
        written = sum(reply.usage.completion_tokens or 0 for reply in self._replies)
        return f"tokens: {read / len(self._replies):.0f} read, {written / len(self._replies):.0f} written"
