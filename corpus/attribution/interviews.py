"""Whose words the turns of an interview are: a label counts only where it names somebody, or is "Q" or "A".

What a label says holds for all sentences of its turn, whatever these report. A question is the article's own voice, and
what it reports is as elsewhere.
"""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass

from corpus.attribution.analysis import Analysis
from corpus.attribution.groups import Group
from corpus.attribution.identities import UNSURE, Owner
from corpus.attribution.owners import Owners
from corpus.attribution.transcripts import Turn, turns_of
from corpus.attribution.words import listed
from corpus.span import Span

_SIGNS = listed("""
    interview interviews interviewed interviewing interviewee conversation spoke speaks speaking talked talks met meets
    asked sat questions guest
    """)  # of an interview, before it begins; questions and answers without one may tell how to register
_NOT_NAMES = listed("dear about on to re")  # "About Omar Hale: ..." is not said by him


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a sentence of an interview, as far as known; whoever ``asks`` is not the one it is with."""

    label: Span
    owner: Owner | None
    asks: bool


def voices(analysis: Analysis, owners: Owners) -> Mapping[int, Voice]:
    """For each sentence of an interview's turns whose it is; none where a text is no interview."""
    turns = turns_of(analysis.document, analysis.sentences)
    if not turns:
        return {}
    named = {label: _named(analysis, owners, turn) for label, turn in _firsts(analysis, turns).items() if turn.named}
    counted = [
        turn
        for turn in turns
        if turn.asks or not turn.named or named[turn.label.of(analysis.document.text)] is not None
    ]
    labels = {turn.label.of(analysis.document.text) for turn in turns}
    found: dict[int, Voice] = {}
    interviewed, end = None, 0
    for turn in counted:
        interviewed = _interviewed(analysis, owners, range(end, turn.first), labels) or interviewed
        owner = named[turn.label.of(analysis.document.text)] if turn.named else interviewed
        voice = Voice(turn.label, None if turn.asks or owner is UNSURE else owner, turn.asks)
        found |= dict.fromkeys(range(turn.first, turn.last + 1), voice)
        end = turn.last + 1
    return found


def _firsts(analysis: Analysis, turns: tuple[Turn, ...]) -> dict[str, Turn]:
    firsts: dict[str, Turn] = {}
    for turn in turns:
        firsts.setdefault(turn.label.of(analysis.document.text), turn)
    return firsts


def _named(analysis: Analysis, owners: Owners, turn: Turn) -> Owner | None:
    """Whom a label names: somebody whose full name the article has, or who is called by what they are."""
    tokens, sentence = analysis.tokens, analysis.sentences[turn.first]
    first = analysis.reaches[turn.first].first
    while first and tokens.start[first - 1] >= sentence.span.start:
        first -= 1  # a dateline is not counted to a sentence's own words
    within = range(first, analysis.reaches[turn.first].last + 1)
    words = [k for k in within if turn.label.holds(Span(tokens.start[k], tokens.end[k])) and tokens.is_word(k)]
    if not words or tokens.low[words[0]] in _NOT_NAMES:
        return None
    owner = owners.nominal(Group(words[0], words[-1], words[-1]), turn.first)
    known = owner is not None and owner.person and (owner.kind != "name" or " " in owner.text)
    return owner if known else None


def _interviewed(analysis: Analysis, owners: Owners, before: range, labels: Set[str]) -> Owner | None:
    """Whom an interview is with, where answers have no name: who is named most in the sentences before it.

    A name in the article's title comes first. Where two are named as often, nobody is taken; nor is whoever it is
    "by", or whose label it is that asks.
    """
    tokens, names, title = analysis.tokens, owners.names, analysis.document.title
    if not before:
        return None
    first, last = analysis.reaches[before.start].first, analysis.reaches[before.stop - 1].last
    told = {*(tokens.low[k] for k in range(first, last + 1)), *title.lower().split()}
    if not told & _SIGNS:
        return None
    mentioned = (
        names.full(name)
        for place, name in names.mentions
        if first <= place <= last and tokens.low[max(0, place - 1)] != "by"
    )
    full = (name for name in mentioned if name is not None and len(name) > 1)
    counts = Counter(name for name in full if " ".join(name) not in labels)
    if not counts:
        return None
    most = max(counts.values())
    titled = [name for name in counts if name[-1] in title.split()]
    most_named = [name for name, count in counts.items() if count == most]
    chosen = titled if len(titled) == 1 else most_named
    return owners.holders.named(chosen[0]) if len(chosen) == 1 else None
