"""Who a mention means within its article: names, roles, short forms, pronouns and nameless groups.

Nothing outside the article is known here. Where two people fit, the answer is ``None``.
"""

from dataclasses import dataclass
from typing import Literal

from corpus.attribution.analysis import Analysis
from corpus.attribution.groups import Group, named
from corpus.attribution.names import Names, collect, described, name_within, role_words
from corpus.attribution.subjects import Subject, clause_subject
from corpus.attribution.tokens import Tokens
from corpus.attribution.words import Word, listed

_SENTENCES_BACK = 6  # sentences a pronoun may look back; farther ones were wrong more often than right in PolNeAR train
_ISSUED = listed("statement communique communiqué declaration resolution release")
_VAGUE = listed("it that which what there some many several most few others all both one two three half none more another "
    "anyone everyone everybody somebody someone nobody those people i we you me us")
_MALE = listed("mr sir lord king prince father brother chairman congressman man boy husband son spokesman")
_FEMALE = listed("mrs ms miss lady dame queen princess mother sister chairwoman congresswoman woman girl wife daughter "
    "spokeswoman")

_ARTICLES = listed("the a an")

OwnerKind = Literal["name", "role", "group"]


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody as the article calls them: a full name, a role nobody in the article is named for, or a group."""

    kind: OwnerKind
    text: str
    person: bool
    several: bool
    gender: str = ""


class Owners:
    """Resolves one document's subjects in the order of its sentences."""

    def __init__(self, analysis: Analysis) -> None:
        self.tokens = analysis.tokens
        self.analysis = analysis
        self.names = collect(analysis.tokens)
        self.said: list[Owner | None] = [None] * len(analysis.sentences)
        self._subjects: dict[int, Owner | None] = {}
        self._within = {k for link in analysis.links for k in range(link.first + 1, link.last + 1)}
        for report in analysis.reports:
            if report.subject is not None:
                described(self.tokens, self.names, report.subject.group, analysis.reaches[report.sentence].last)

    def owner(self, subject: Subject, sentence: int) -> tuple[Owner | None, int]:
        """Who the subject is, and how many sentences back the words that tell it stand."""
        group = subject.group
        word = self.tokens.low[group.head]
        if self.tokens.kind[group.head] & (Word.PRONOUN | Word.OBJECT_PRONOUN) or word in (
            "his",
            "her",
            "their",
            "its",
        ):
            return self._antecedent(word, group, sentence)
        return self.nominal(group, sentence), 0

    def nominal(self, group: Group, sentence: int) -> Owner | None:
        """Who a noun group is, without looking at pronouns."""
        tokens = self.tokens
        head = group.head
        kind = tokens.kind[head]
        if tokens.low[head] in _VAGUE or kind & (Word.PRONOUN | Word.OBJECT_PRONOUN):
            return None
        joined = any(tokens.kind[k] & Word.AND for k in range(group.first, group.last))
        if joined:
            return _named_group(tokens, group, several=True)
        owner = self._possessor(group, sentence)
        if owner is not None:
            return owner
        if kind & Word.PAPER and tokens.low[head] in _ISSUED and not tokens.capital(head):
            return self._issuer(group, sentence)
        if named(tokens, head) and not kind & (Word.PERSON | Word.BODY | Word.PAPER | Word.TITLE):
            return self._person(group)
        if tokens.capital(head) and kind & Word.BODY and _capital_words(tokens, group) > 1:
            return _named_body(tokens, group)
        return self._role(group, sentence)

    def _possessor(self, group: Group, sentence: int) -> Owner | None:
        """ "General Munir's speech": papers and positions belong to the one named before them."""
        tokens = self.tokens
        head = group.head
        if not tokens.kind[head] & Word.PAPER:
            return None
        for place in range(head - 1, group.first - 1, -1):
            if tokens.low[place] in ("his", "her", "their"):
                return self._antecedent(tokens.low[place], Group(place, place, place), sentence)[0]
            if tokens.genitive(place):
                return self.nominal(Group(group.first, place, place), sentence)
        place = head - 1
        if place >= group.first and named(tokens, place) and tokens.low[head] in _ISSUED:
            return _named_body(tokens, Group(group.first, place, place))
        return None

    def _issuer(self, group: Group, sentence: int) -> Owner | None:
        for back in range(sentence - 1, max(-1, sentence - 5), -1):  # 4: a statement's issuer is named close before it
            owner = self.said[back]
            if owner is not None:
                return owner
        return _named_group(self.tokens, group, several=False)

    def _person(self, group: Group) -> Owner | None:
        tokens = self.tokens
        found = name_within(tokens, group.first, group.head)
        if found is None:
            return None
        words, begin = found
        if tokens.kind[group.head] & Word.PLACE and len(words) == 1:
            return Owner("name", words[0], person=False, several=False)
        full = self.names.full(words)
        if full is None:
            return None
        gender = _gender(tokens, group.first, begin - 1)
        return Owner("name", " ".join(full), person=True, several=False, gender=gender)

    def _role(self, group: Group, sentence: int) -> Owner | None:
        tokens = self.tokens
        several = tokens.plural(group.head)
        words = role_words(tokens.text[tokens.start[group.first] : tokens.end[group.last]])
        definite = tokens.low[group.first] == "the" or tokens.capital(group.head)
        if definite and words and not several:
            holder = self.names.holder(words)
            if holder is not None:
                return Owner("name", " ".join(holder), person=True, several=False)
            if tokens.kind[group.head] & Word.BODY:
                body = self._body_called(tokens.low[group.head], sentence)
                if body is not None:
                    return body
        return _named_group(tokens, group, several=several)

    def _body_called(self, noun: str, sentence: int) -> Owner | None:
        """ "the committee": the body of that name that spoke last."""
        for back in range(sentence - 1, max(-1, sentence - 40), -1):  # 40: about a page
            owner = self.said[back]
            if owner is not None and owner.kind == "name" and owner.text.lower().endswith(" " + noun):
                return owner
        return None

    def _antecedent(self, pronoun: str, group: Group, sentence: int) -> tuple[Owner | None, int]:
        if pronoun in ("i", "we", "you", "me", "us"):
            return None, 0
        reach = self.analysis.reaches[sentence]
        if group.first > reach.first + 1:
            inner = self._own_subject(sentence, before=group.first)
            if inner is not None and _fits(inner, pronoun):
                return inner, 0
        for back in range(1, _SENTENCES_BACK + 1):
            if sentence - back < 0:
                break
            for owner in (self.said[sentence - back], self._own_subject(sentence - back)):
                if owner is not None and _fits(owner, pronoun):
                    return owner, back
        return None, 0

    def _own_subject(self, sentence: int, before: int | None = None) -> Owner | None:
        key = sentence if before is None else -1
        if key in self._subjects:
            return self._subjects[key]
        reach = self.analysis.reaches[sentence]
        owner = None
        if reach.first <= reach.last and not self._quoted(sentence):
            last = reach.last if before is None else before - 1
            subject = clause_subject(self.tokens, reach.first, last)
            if subject is not None and (before is None or subject.group.last < before - 1):
                owner = self.nominal(subject.group, sentence)
        if key >= 0:
            self._subjects[key] = owner
        return owner

    def _quoted(self, sentence: int) -> bool:
        word = self.tokens.word[self.analysis.reaches[sentence].first]
        return word in '"“' or sentence in self._within


def _capital_words(tokens: Tokens, group: Group) -> int:
    return sum(1 for k in range(group.first, group.last + 1) if tokens.is_word(k) and tokens.capital(k))


def _gender(tokens: Tokens, first: int, last: int) -> str:
    for place in range(first, last + 1):
        if tokens.low[place] in _MALE:
            return "he"
        if tokens.low[place] in _FEMALE:
            return "she"
    return ""


def _words(tokens: Tokens, group: Group) -> str:
    first = group.first
    while first < group.last and tokens.low[first] in _ARTICLES:
        first += 1
    text = tokens.text[tokens.start[first] : tokens.end[group.last]]
    return text[:1].upper() + text[1:]


def _named_group(tokens: Tokens, group: Group, *, several: bool) -> Owner | None:
    text = _words(tokens, group)
    if not text:
        return None
    kind = tokens.kind[group.head]
    person = bool(kind & (Word.PERSON | Word.TITLE)) and not several
    gender = _gender(tokens, group.first, group.last)
    return Owner("role" if person else "group", text, person=person, several=several, gender=gender)


def _named_body(tokens: Tokens, group: Group) -> Owner:
    return Owner("name", _words(tokens, group), person=False, several=False)


def _fits(owner: Owner, pronoun: str) -> bool:
    if pronoun in ("they", "them", "their"):
        return owner.several or not owner.person
    if pronoun in ("it", "its"):
        return not owner.person and not owner.several
    if owner.several or not owner.person:
        return False
    wanted = "he" if pronoun in ("he", "him", "his") else "she"
    return owner.gender in ("", wanted)
