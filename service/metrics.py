"""What is counted of the service, for Prometheus."""

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.context_managers import Timer
from starlette.responses import Response

from service.schemas import ModelUseOut

_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)  # around the 10 ms of an answer, up to a stuck one
_MODEL_SECONDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 60.0)  # a hosted model's second, a local one's minute


class Metrics:
    """The counters of one application, in a registry of its own so that two can live in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "onrecord_answers", "Answers by status and reason", ["status", "reason"], registry=self._registry
        )
        self._seconds = Histogram(
            "onrecord_answer_seconds", "Seconds from question to answer", registry=self._registry, buckets=_SECONDS
        )

        self._model_calls = Counter(
            "onrecord_language_model_calls", "Questions put to the language model", ["outcome"], registry=self._registry
        )
        self._model_tokens = Counter(
            "onrecord_language_model_tokens", "Tokens as its server counts them", ["kind"], registry=self._registry
        )
        self._model_seconds = Histogram(
            "onrecord_language_model_seconds",
            "Seconds from asking the language model to its reply",
            registry=self._registry,
            buckets=_MODEL_SECONDS,
        )

    def question(self) -> Timer:
        """Time one question."""
        return self._seconds.time()

    def replied(self, status: str, reason: str | None) -> None:
        """Count one reply."""
        self._answers.labels(status, reason or "").inc()

    def asked_model(self, use: ModelUseOut) -> None:
        """Count one question put to the language model, the tokens its server says it cost, and its seconds."""
        self._model_calls.labels(use.outcome).inc()
        self._model_tokens.labels("prompt").inc(use.prompt_tokens or 0)
        self._model_tokens.labels("completion").inc(use.completion_tokens or 0)
        if use.milliseconds is not None:
            self._model_seconds.observe(use.milliseconds / 1000)

    def response(self) -> Response:
        """Everything counted, in Prometheus's text form."""
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)
