"""Answers and checks as lines of text, for the terminal."""

from corpus.statements import Speaker
from service.answer import Answer, Citation, Quote
from service.quotation import Difference, QuotationCheck
from service.terminal import note, say


def print_answer(answer: Answer) -> None:
    """Print the quotes, or why there are none and the nearest ones."""
    shown = answer.citations
    if answer.no_answer:
        say(f"No answer ({answer.no_answer.reason}): {answer.no_answer.detail}")
        shown = answer.no_answer.nearest
        if shown:
            say("Nearest quotes, which do not answer it:")
    for citation in shown:
        _print_citation(citation)
    for warning in answer.warnings:
        note(f"warning: {warning}")
    say(f"\nprobability {answer.confidence.probability:.2f}, snapshot {answer.snapshot}")


def _print_citation(citation: Citation) -> None:
    quote = citation.quote
    statement = quote.statement
    speaker = statement.speaker if statement else None
    say(f"\n[{citation.id}] {_named(speaker)}:" if speaker else f"\n[{citation.id}]")
    say(f"  {quote.text}")
    say(f"  -- {_place(quote)}")


def print_check(check: QuotationCheck) -> None:
    """Print the verdict, the true words with their places, and the difference."""
    say(f"{check.verdict}: {check.detail}")
    for place in check.places:
        say("")
        if place.speaker:
            say(f"{_named(place.speaker)}:")
        say(f"  {place.quote.text}")
        say(f"  -- {_place(place.quote)}")
        if place.whole:
            say(f"  part of: {place.whole}")
    if check.differs:
        say(f"\ndiffers in {', '.join(check.differs)}  (+ only yours, - only the source)")
    for step in check.diff:
        if step.operation != "equal":
            say(f"  {_step(step)}")


def _step(step: Difference) -> str:
    parts = [f"+ {step.yours}"] if step.yours else []
    return "   ".join([*([f"- {step.source}"] if step.source else []), *parts])


def _named(speaker: Speaker) -> str:
    return f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name


def _place(quote: Quote) -> str:
    document = quote.document
    day = document.published.isoformat() if document.published else None
    source = ", ".join(told for told in (document.author, document.publisher, day) if told)
    place = f"({document.id}, characters {quote.span.start}-{quote.span.end})"
    return f"{document.title}; {source} {place}" if source else f"{document.title} {place}"
