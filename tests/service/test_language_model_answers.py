"""Whatever a language model's server replies, an answer is made of true quotes of what was offered, and comes."""

import httpx

from corpus.span import Span
from index.snapshot import Snapshot
from service.answer import Answer
from service.answering import answer_question
from service.finding import Question
from service.language_model import LanguageModel, LanguageModelSettings
from tests.conftest import no_network
from tests.index.fakes import WordsEncoder
from tests.service.language_model_replies import made_replies
from tests.service.language_model_server import Script, drips, envelope, model_at, says, sends, serving

REPLIES = 500  # an answer takes some milliseconds, and each may use two replies
ASKED = Question("Can the old bridge at Varn be repaired?", 3)


def assert_true_quotes(answer: Answer, snapshot: Snapshot) -> None:
    for quote in answer.quotes:
        row = snapshot.document_row(quote.document.id)
        assert row is not None
        assert quote.text == quote.span.of(snapshot.document(row).document.text)
        assert quote.span in {Span(one.span.start, one.span.end) for one in snapshot.document(row).sentences}
    assert answer.quotes


def test_no_reply_whatever_makes_a_quote_that_is_not_a_slice_or_keeps_the_answer_away(snapshot: Snapshot) -> None:
    bodies = iter(made_replies(3, 2 * REPLIES))
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, stream=httpx.ByteStream(next(bodies))))
    settings = LanguageModelSettings("http://model.test/v1", "small", None, 5.0, 1)
    built_in = answer_question(snapshot, WordsEncoder(), ASKED)
    with httpx.Client(transport=transport) as client, no_network():
        for _ in range(REPLIES):
            answer = answer_question(snapshot, WordsEncoder(), ASKED, model=LanguageModel(client, settings))
            assert_true_quotes(answer, snapshot)
            assert not answer.warnings or answer.citations == built_in.citations


def test_with_every_trouble_of_a_server_the_answer_comes_in_time_with_a_warning(snapshot: Snapshot) -> None:
    built_in = answer_question(snapshot, WordsEncoder(), ASKED)
    troubles: list[Script] = [
        drips((), 0.05),
        says("The answer is sentence 1."),
        sends(envelope('{"sentences": [1]}')[:30], Content_Length="400", Connection="close"),
        sends(b"", 503),
    ]
    for script in troubles:
        with serving(script) as server, model_at(server.base_url, timeout=0.3) as model:
            answer = answer_question(snapshot, WordsEncoder(), ASKED, model=model)
        assert answer.citations == built_in.citations
        assert len(answer.warnings) == 1
    with model_at(server.base_url) as model:  # the last server is gone by now
        assert len(answer_question(snapshot, WordsEncoder(), ASKED, model=model).warnings) == 1
