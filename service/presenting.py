"""From our types to the contract's shapes."""

from datetime import date

from corpus.document import Document
from corpus.span import Span, utf8_span, utf16_span
from corpus.statements import Statement
from index.manifest import Manifest
from index.retrieval import EncodedQuestion, matched_words
from index.snapshot import Snapshot
from index.store import DocumentFacts, StoredDocument
from service import schemas
from service.answer import Answer, Citation, Quote, frame_text
from service.close_search import ReadHit
from service.reader import shown_odds

_AROUND = 32  # code points of prefix and suffix in a selector, as browsers' text fragments use


def present_answer(answer: Answer, snapshot: Snapshot) -> schemas.AnswerOut:
    """An answer as the contract has it."""
    reply = answer.no_answer
    return schemas.AnswerOut(
        id=answer.id,
        question=answer.question,
        searched_for=answer.searched_for,
        status="no_answer" if reply else "answered",
        confidence=schemas.ConfidenceOut.model_validate(answer.confidence, from_attributes=True),
        no_answer=schemas.NoAnswerOut(
            reason=reply.reason, detail=reply.detail, nearest=[present_citation(one, snapshot) for one in reply.nearest]
        )
        if reply
        else None,
        text=frame_text(answer.citations),
        positions=[
            schemas.PositionOut(
                speaker_id=one.speaker.id if one.speaker else None,
                speaker=one.speaker.name if one.speaker else None,
                citations=list(one.citations),
            )
            for one in answer.positions
        ],
        citations=[present_citation(one, snapshot) for one in answer.citations],
        index=index_facts(snapshot, answer.reader),
        warnings=list(answer.warnings),
        timing_ms=schemas.TimingOut.model_validate(answer.timing, from_attributes=True),
        usage=schemas.ModelUseOut.model_validate(answer.model, from_attributes=True) if answer.model else None,
    )


def present_citation(citation: Citation, snapshot: Snapshot) -> schemas.CitationOut:
    """A citation with its place in three units, its surroundings and its link."""
    quote = citation.quote
    text, span = quote.document.text, quote.span
    return schemas.CitationOut(
        id=citation.id,
        quote=quote.text,
        document=document_facts(quote.document, quote.sha256),
        location=location(text, span, quote.sentence.paragraph, quote.number),
        selector=schemas.Selector(
            exact=quote.text,
            prefix=text[max(0, span.start - _AROUND) : span.start],
            suffix=text[span.end : span.end + _AROUND],
        ),
        context=_context(quote, snapshot),
        speaker=_speaker(quote.statement, text),
        scores=schemas.CitationScores.model_validate(citation.scores, from_attributes=True),
        link=f"/documents/{quote.document.id}#c={span.start}-{span.end}",
    )


def present_hit(found: ReadHit, question: EncodedQuestion, snapshot: Snapshot) -> schemas.HitOut:
    """A passage with its place and the reasons for which it was found."""
    hit = found.hit
    stored = snapshot.document(hit.passage.document)
    first = hit.passage.first
    return schemas.HitOut(
        text=hit.passage.span.of(stored.document.text),
        document=document_facts(stored.document, stored.sha256),
        location=location(stored.document.text, hit.passage.span, stored.sentences[first].paragraph, first),
        scores=schemas.CitationScores(
            dense_rank=hit.dense_rank, lexical_rank=hit.words_rank, fused=hit.score, reader=shown_odds(found.answers)
        ),
        matched=list(matched_words(snapshot, question, hit.passage)),
    )


def present_speakers(snapshot: Snapshot) -> schemas.SpeakersOut:
    """Everybody who is reported to have said something, in order of id."""
    counts = snapshot.store.statement_counts()
    return schemas.SpeakersOut(
        speakers=[
            schemas.SpeakerOut(
                id=one.id, name=one.name, role=one.role, aliases=list(one.aliases), statements=counts.get(one.id, 0)
            )
            for one in snapshot.store.speakers
        ]
    )


def present_statements(snapshot: Snapshot, speaker_id: str) -> schemas.StatementsOut:
    """What one speaker is reported to have said, in order of date, then of document and place."""
    published = snapshot.store.published
    document_of = snapshot.store.sentence_document
    rows = snapshot.store.sentences_of(speaker_id)
    ordered = sorted(rows, key=lambda row: (published[int(document_of[row])] or date.max, row))
    return schemas.StatementsOut(statements=[_statement(snapshot, row) for row in ordered])


def _statement(snapshot: Snapshot, row: int) -> schemas.StatementOut:
    document_row = int(snapshot.store.sentence_document[row])
    stored = snapshot.document(document_row)
    number = row - int(snapshot.store.first_sentence[document_row])
    text, sentence = stored.document.text, stored.sentences[number]
    speaker = _speaker(stored.statements[number], text)
    if speaker is None:
        raise LookupError(f"sentence {number} of {stored.document.id} has no speaker")
    return schemas.StatementOut(
        quote=sentence.span.of(text),
        document=document_facts(stored.document, stored.sha256),
        location=location(text, sentence.span, sentence.paragraph, number),
        speaker=speaker,
    )


def present_document(stored: StoredDocument) -> schemas.DocumentOut:
    """A document's facts, without its text."""
    facts = document_facts(stored.document, stored.sha256)
    return schemas.DocumentOut(
        **facts.model_dump(),
        length=len(stored.document.text),
        sentences=len(stored.sentences),
        source_note=stored.document.source_note,
    )


def present_text(stored: StoredDocument, span: Span) -> schemas.TextOut:
    """The characters of a place, copied."""
    text = stored.document.text
    return schemas.TextOut(
        document=stored.document.id,
        sha256=stored.sha256,
        start=span.start,
        end=span.end,
        utf8=_place(utf8_span(text, span)),
        utf16=_place(utf16_span(text, span)),
        text=span.of(text),
    )


def present_index(manifest: Manifest, reader: str | None, problem: str | None) -> schemas.IndexOut:
    """The facts of the snapshot served."""
    return schemas.IndexOut(
        snapshot=manifest.id,
        format=manifest.format,
        documents=manifest.documents,
        sentences=manifest.sentences,
        passages=manifest.passages,
        statements=manifest.statements,
        speakers=manifest.speakers,
        encoder=manifest.settings.encoder_name,
        reader=reader,
        encoder_fingerprint=manifest.settings.encoder,
        passage_words=manifest.settings.passage_words,
        bytes=sum(file.size for file in manifest.files),
        warnings=[problem] if problem else [],
    )


def index_facts(snapshot: Snapshot, reader: str | None = None) -> schemas.IndexFacts:
    """Which index, in brief, and which reader took part."""
    manifest = snapshot.manifest
    return schemas.IndexFacts(
        snapshot=snapshot.id, documents=manifest.documents, encoder=manifest.settings.encoder_name, reader=reader
    )


def present_documents(snapshot: Snapshot) -> schemas.DocumentsOut:
    """What is known of every document, without their texts."""
    return schemas.DocumentsOut(documents=[document_facts(one, one.sha256) for one in snapshot.store.facts()])


def document_facts(document: Document | DocumentFacts, sha256: str) -> schemas.DocumentFacts:
    """What is known of a document."""
    return schemas.DocumentFacts(
        id=document.id,
        sha256=sha256,
        title=document.title,
        publisher=document.publisher,
        author=document.author,
        url=document.url,
        published=document.published,
        language=document.language,
    )


def location(text: str, span: Span, paragraph: int, sentence: int) -> schemas.Location:
    """A place in code points, UTF-8 bytes and UTF-16 units."""
    return schemas.Location(
        start=span.start,
        end=span.end,
        utf8=_place(utf8_span(text, span)),
        utf16=_place(utf16_span(text, span)),
        paragraph=paragraph,
        sentence=sentence,
    )


def _place(span: Span) -> schemas.Place:
    return schemas.Place(start=span.start, end=span.end)


def _context(quote: Quote, snapshot: Snapshot) -> schemas.Context:
    row = snapshot.document_row(quote.document.id)
    sentences = snapshot.document(row).sentences if row is not None else ()
    text = quote.document.text
    before = sentences[quote.number - 1].span.of(text) if quote.number > 0 else ""
    after = sentences[quote.number + 1].span.of(text) if quote.number + 1 < len(sentences) else ""
    return schemas.Context(before=before, after=after)


def _speaker(statement: Statement | None, text: str) -> schemas.CitedSpeaker | None:
    if statement is None or statement.speaker is None:
        return None
    speaker = statement.speaker
    return schemas.CitedSpeaker(
        id=speaker.id,
        name=speaker.name,
        role=speaker.role,
        mode=statement.mode,
        mention=_text_place(statement.mention, text),
        cue=_text_place(statement.cue, text),
        words=[schemas.TextPlace(text=one.of(text), start=one.start, end=one.end) for one in statement.words],
        confidence=statement.confidence,
    )


def _text_place(span: Span | None, text: str) -> schemas.TextPlace | None:
    return schemas.TextPlace(text=span.of(text), start=span.start, end=span.end) if span else None
