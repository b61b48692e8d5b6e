"""Whom a pronoun means: the nearest earlier person or body that it fits."""

from corpus.attribution.analysis import Analysis
from corpus.attribution.groups import Group
from corpus.attribution.heard import Heard
from corpus.attribution.identities import UNSURE, Owner, fits
from corpus.attribution.subjects import clause_subject
from corpus.attribution.words import Word, listed

_SENTENCES_BACK = 3  # sentences, about a paragraph of news; a pronoun farther from its name is left unknown
_NOMINATIVE = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_ENDS = frozenset(",.;:!?")
_SPEAKING = listed("i we you me us")


class Antecedents:
    """Resolves a document's pronouns in the order of its sentences."""

    def __init__(self, analysis: Analysis, heard: Heard) -> None:
        self.tokens = analysis.tokens
        self.analysis = analysis
        self.heard = heard
        self.aside: set[int] = set()  # sentences whose owner speaks in a relative clause: "Awan, who said little"
        self.asked: set[int] = set()  # and those of whoever asked the one they are about: "was asked by a reporter"
        self.answering: dict[int, Owner] = {}  # who goes on: who is asked ("A student asked Awan why"), or who quotes
        self._learnt: dict[str, str] = {}

    def find(self, pronoun: str, group: Group, sentence: int) -> tuple[Owner | None, int]:
        """The nearest earlier subject a pronoun fits; one that nobody can tell apart ends the search with ``None``."""
        if pronoun in _SPEAKING:
            return None, 0
        if group.first > self.analysis.reaches[sentence].first + 1:
            clause = self._interrupted(group, sentence)
            if clause is not None:
                return self._outside(pronoun, clause, sentence)
            inner = self.heard.subject_before(sentence, group.first)
            if inner is not None and self._may_be(inner, pronoun, 0):
                return (None if inner is UNSURE else inner), 0
            clause_before = self._reported_before(group, sentence)
            if clause_before is not None and pronoun == "it" and self._may_be(clause_before, pronoun, 0):
                return clause_before, 0
        for back in range(1, min(_SENTENCES_BACK, sentence) + 1):
            if self._goes_on(pronoun, sentence - back):
                continue
            earlier = sentence - back
            speaking = (self.heard.said[earlier], self.heard.agent(earlier))
            told = (
                self.answering.get(earlier),
                *(() if earlier in self.asked else speaking),
                self.heard.about(earlier),
                self.heard.presented(earlier),
                *self.heard.also[earlier],
            )
            for owner in told:
                if owner is not None and self._may_be(owner, pronoun, back):
                    self._learn_gender(owner, pronoun)
                    return (None if owner is UNSURE else owner), back
        return None, 0

    def _reported_before(self, group: Group, sentence: int) -> Owner | None:
        """Who speaks earlier in a sentence: "After a day the army declares the siege over: 33 are dead, it says"."""
        for report in reversed(self.analysis.reports_in(sentence)):
            subject = report.subject
            if report.spoken and subject is not None and subject.group.last < group.first:
                return self.heard.nominal(subject.group, sentence)
        return None

    def _goes_on(self, pronoun: str, sentence: int) -> bool:
        """Whether the same pronoun is that sentence's subject, and who speaks in it does so in a relative clause."""
        reach = self.analysis.reaches[sentence]
        subject = clause_subject(self.tokens, reach.first, reach.last) if sentence in self.aside else None
        return subject is not None and self.tokens.low[subject.group.head] == pronoun

    def _may_be(self, owner: Owner, pronoun: str, back: int) -> bool:
        """Whether a pronoun can mean the owner; one word without a title that has never spoken may be a place."""
        learnt = self._learnt.get(owner.text, "")
        if not fits(owner, pronoun, back) or (learnt and learnt != _NOMINATIVE.get(pronoun, learnt)):
            return False
        surely = owner.kind != "name" or not owner.person or " " in owner.text or owner.gender
        return bool(surely) or owner in self.heard.said or (owner.text,) in self.heard.names.titled

    def _alone(self, owner: Owner, sentence: int) -> bool:
        """Whether a sentence names nobody but one person, whom it may have asked."""
        reach = self.analysis.reaches[sentence]
        own = {word.lower() for word in owner.text.split()}
        named = self.heard.names.mentioned(reach.first, reach.last + 1)
        return all(not own.isdisjoint(word.lower() for word in name) for _, name in named)

    def _surely(self, owner: Owner, pronoun: str) -> bool:
        """Whether a person is known to be "he" or "she", and not only may be."""
        return owner.person and (owner.gender or self._learnt.get(owner.text, "")) == pronoun

    def _learn_gender(self, owner: Owner, pronoun: str) -> None:
        """Somebody who was "she" once is not "he" later in the article."""
        if owner.kind == "name" and owner.person and not owner.gender and pronoun in _NOMINATIVE:
            self._learnt.setdefault(owner.text, _NOMINATIVE[pronoun])

    def _interrupted(self, group: Group, sentence: int) -> int | None:
        """Where the clause begins that "it says" is put into ("Trade, it says, has grown"), or ``None``."""
        tokens, reach = self.tokens, self.analysis.reaches[sentence]
        if tokens.word[group.first - 1] != ",":
            return None
        place = group.first + 1
        while place < reach.last and (tokens.kind[place] & Word.AUX or tokens.adverb(place)):
            place += 1
        if place >= reach.last or not tokens.kind[place] & Word.VERB or tokens.word[place + 1] not in _ENDS:
            return None
        begin = group.first
        while begin > reach.first and tokens.word[begin - 1] not in ";:":
            begin -= 1
        leads_in = tokens.kind[begin] & Word.SUBORDINATOR and not tokens.kind[begin] & Word.RELATIVE
        return None if leads_in else begin

    def _outside(self, pronoun: str, clause: int, sentence: int) -> tuple[Owner | None, int]:
        """Who an inserted "it says" means: somebody before the clause it interrupts, never that clause's subject.

        After a whole clause, "Bashir was late, he said", two people are possible, and nobody is named.
        """
        first = self.analysis.reaches[sentence].first
        inside = clause_subject(self.tokens, clause, self.analysis.reaches[sentence].last)
        only_begins = inside is not None and self.heard.only_begins(inside.group, first)
        taken = None if inside is None or only_begins else self.heard.nominal(inside.group, sentence)
        if clause > first:
            earlier = self.heard.subject_before(sentence, clause)
            if earlier is not None and fits(earlier, pronoun, 0):
                return (None if earlier is UNSURE else earlier), 0
        thing = pronoun in ("it", "its")
        speaking = self.heard.said[sentence - 1] if sentence and pronoun == "she" else None
        other = taken is not None and self._surely(taken, "she")
        if speaking is not None and self._surely(speaking, "she") and not other and self._alone(speaking, sentence - 1):
            return speaking, 1  # of two people one is known to be a woman: "Musharraf would reveal it, she said"
        if not thing and taken is not None and fits(taken, pronoun, 0) and inside is not None:
            place = inside.group.last + 1
            if self.tokens.word[place] != ",":
                return None, 0
        for back in range(1, min(_SENTENCES_BACK, sentence) + 1):
            place = sentence - back
            heard = (self.heard.said[place], True)
            for owner, spoke in (heard, (self.heard.about(place), False), (self.heard.presented(place), False)):
                if owner is None or not fits(owner, pronoun, back) or (thing and not spoke and not owner.paper):
                    continue
                if owner == taken and thing:
                    continue
                return (None if owner is UNSURE or owner == taken else owner), back
        return None, 0
