"""Put cases to a service over HTTP, and keep the texts of its documents at hand."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from evals.case import Case, Names, QuestionCase, SearchCase, case_mark
from evals.grading import grade_answer, grade_search, grade_verdict, worst_grade
from evals.outcome import AnswerGrade, Outcome, SearchGrade, VerdictGrade
from service.quotation_schemas import QuotationCheckOut
from service.schemas import AnswerOut, HitsOut, TextOut

SEARCH_DEPTH = 100  # passages asked for, the most the service gives; the metrics look at the first ten or all
_MISSING = 404


class ServiceError(Exception):
    """The service cannot be measured; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The outcome of a case, and the milliseconds its reply took."""

    outcome: Outcome
    milliseconds: float


class Asker:
    """Asks one service, whose snapshot must stay the same from the first case to the last."""

    def __init__(self, client: httpx.AsyncClient, snapshot: str, names: Names, limit: int) -> None:
        self._client = client
        self._snapshot = snapshot
        self._names = names
        self._limit = limit
        self._texts: dict[str, str] = {}

    async def ask(self, case: Case) -> Asked:
        """Put a case; a failure is an outcome. Raises ``ServiceError`` where the snapshot is another."""
        grade, error = worst_grade(case), None
        started = ended = time.perf_counter()
        try:
            reply = await self._posted(case)
            ended = time.perf_counter()
            grade = await self._graded(case, reply)
        except (httpx.HTTPError, ValidationError) as trouble:
            error = _told(trouble)
        asked = case.question if isinstance(case, QuestionCase | SearchCase) else case.quotation
        outcome = Outcome(case.id, case_mark(case), case.slice, case.topic, asked, error, grade)
        return Asked(outcome, (ended - started) * 1000)

    async def _posted(self, case: Case) -> httpx.Response:
        body: dict[str, object]
        if isinstance(case, QuestionCase):
            path, body = "/v1/answers", {"question": case.question, "limit": self._limit, "documents": case.documents}
        elif isinstance(case, SearchCase):
            path, body = "/v1/search", {"question": case.question, "limit": SEARCH_DEPTH}
        else:
            path, body = "/v1/quotes/verify", {"quotation": case.quotation, "speaker": case.speaker}
        response = await self._client.post(path, json=body)
        return response.raise_for_status()

    async def _graded(self, case: Case, response: httpx.Response) -> AnswerGrade | SearchGrade | VerdictGrade:
        if isinstance(case, SearchCase):
            hits = HitsOut.model_validate_json(response.content)
            self._check(hits.index.snapshot)
            return grade_search(case, hits)
        if not isinstance(case, QuestionCase):
            check = QuotationCheckOut.model_validate_json(response.content)
            self._check(check.index.snapshot)
            return grade_verdict(case, check)
        reply = AnswerOut.model_validate_json(response.content)
        self._check(reply.index.snapshot)
        quoted = reply.no_answer.nearest if reply.no_answer else reply.citations
        await self._fetch([*(one.document.id for one in quoted), *(one.document for one in case.evidence)])
        return grade_answer(case, reply, self._texts, self._names)

    async def _fetch(self, documents: Iterable[str]) -> None:
        """Get the texts not yet at hand; a document that the service does not have stays without one."""
        for document in documents:
            if document in self._texts:
                continue
            response = await self._client.get(f"/v1/documents/{quote(document, safe='')}/text")
            if response.status_code != _MISSING:
                self._texts[document] = TextOut.model_validate_json(response.raise_for_status().content).text

    def _check(self, snapshot: str) -> None:
        if snapshot != self._snapshot:
            raise ServiceError(
                f"The index changed while it was measured ({self._snapshot} to {snapshot}). Run the suite again."
            )


def _told(trouble: httpx.HTTPError | ValidationError) -> str:
    """One line that is the same each time: no address, time or request number."""
    if isinstance(trouble, httpx.HTTPStatusError):
        return f"status {trouble.response.status_code}"
    if isinstance(trouble, ValidationError):
        first = trouble.errors()[0]
        return f"unexpected reply: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return type(trouble).__name__
