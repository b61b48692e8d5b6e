"""What a document has told up to a sentence: who spoke in it, and whom its own sentences are about."""

from collections.abc import Callable

from corpus.attribution.analysis import Analysis
from corpus.attribution.groups import Group, after, before
from corpus.attribution.identities import Owner
from corpus.attribution.insertions import is_role
from corpus.attribution.namelike import named
from corpus.attribution.names import Names
from corpus.attribution.subjects import appositive, clause_subject
from corpus.attribution.words import Word, listed

_POSSESSOR_WITHIN = 8  # words at a sentence's start: "Mrs. Clinton's careful collection of ..."
_PASSIVE_WITHIN = 5  # tokens before "by": "was then dealt with at length by"
_HANDED = listed("passed put addressed referred handed left directed")  # and to whom: who then answers


class Heard:
    """Who speaks: ``said`` in each sentence, ``also`` whom it names as speaking, last first; the reading fills both."""

    def __init__(self, analysis: Analysis, names: Names, nominal: Callable[[Group, int], Owner | None]) -> None:
        """``nominal`` tells who a noun group of a sentence is, without looking at pronouns."""
        self.tokens = analysis.tokens
        self.analysis = analysis
        self.names = names
        self.nominal = nominal
        self.said: list[Owner | None] = [None] * len(analysis.sentences)
        self.also: list[tuple[Owner, ...]] = [()] * len(analysis.sentences)
        self._subjects: dict[int, Owner | None] = {}
        self._within = {k for link in analysis.links for k in range(link.first + 1, link.last + 1)}
        firsts = {reach.first for reach in analysis.reaches}
        self._inner = {word for k, word in enumerate(analysis.tokens.word) if word[0].isupper() and k not in firsts}

    def about(self, sentence: int) -> Owner | None:
        """Whom a sentence in the article's own voice is about; quoted sentences are about nobody."""
        if sentence not in self._subjects:
            self._subjects[sentence] = self.subject_before(sentence, self.analysis.reaches[sentence].last + 1)
        return self._subjects[sentence]

    def subject_before(self, sentence: int, place: int) -> Owner | None:
        """The subject of a sentence's own words, if it stands before ``place``; quoted sentences have none."""
        reach = self.analysis.reaches[sentence]
        if reach.first > reach.last or self._quoted(sentence):
            return None
        subject = clause_subject(self.tokens, reach.first, place - 1)
        if subject is None:
            return self._genitive(sentence, place)
        if subject.group.last >= place - 1 or self.only_begins(subject.group, reach.first):
            return None
        named_after = self._who_it_was(subject.group, place)
        return self.nominal(named_after or subject.group, sentence)

    def _who_it_was(self, group: Group, place: int) -> Group | None:
        """The name in "The first speaker was Mrs Salma Duru, ...", whom such a sentence is about."""
        tokens, be = self.tokens, group.last + 1
        if be + 1 >= place or not tokens.kind[be] & Word.BE or not is_role(tokens, group):
            return None
        name = after(tokens, be + 1, place - 1)
        full = name is not None and name.head > name.first and named(tokens, name.head)
        return name if full and name is not None and not is_role(tokens, name) else None

    def agent(self, sentence: int) -> Owner | None:
        """The person by whom a sentence in the passive says that a thing was done: "was dealt with by Ms Orsova".

        Of somebody to whom something was done the sentence is about: "Omar Awan was beaten by ...".
        """
        tokens, reach = self.tokens, self.analysis.reaches[sentence]
        by = next((k for k in range(reach.first + 2, reach.last) if tokens.low[k] == "by"), None)
        if by is None or self._quoted(sentence):
            return None
        be = next((k for k in range(max(reach.first + 1, by - _PASSIVE_WITHIN), by) if tokens.kind[k] & Word.BE), None)
        while be is not None and be > reach.first + 1 and (tokens.kind[be - 1] & Word.AUX or tokens.adverb(be - 1)):
            be -= 1
        if be is None or tokens.kind[be - 1] & (Word.PERSON | Word.PRONOUN) or tokens.capital(be - 1):
            return None
        group = after(tokens, by + 1, reach.last)
        name = None if group is None else appositive(tokens, group, reach.last)
        owner = self._person(name or group, sentence)
        return owner if owner is not None and owner.kind == "name" and " " in owner.text else None

    def presented(self, sentence: int) -> Owner | None:
        """Whom a sentence brings on without being about them: "sent its man, Fontev, who ...", "passed to Awan."."""
        tokens, reach = self.tokens, self.analysis.reaches[sentence]
        if reach.first > reach.last or self._quoted(sentence):
            return None
        for place in range(reach.first + 2, reach.last):
            if tokens.low[place] == "who" and tokens.word[place - 1] == ",":
                return self._person(before(tokens, place - 2, reach.first), sentence)
        last = reach.last if tokens.is_word(reach.last) else reach.last - 1
        group = before(tokens, last, reach.first)
        if group is None or group.first - 2 <= reach.first or tokens.low[group.first - 1] != "to":
            return None
        return self._person(group, sentence) if tokens.low[group.first - 2] in _HANDED else None

    def _person(self, group: Group | None, sentence: int) -> Owner | None:
        owner = None if group is None else self.nominal(group, sentence)
        return owner if owner is not None and owner.person else None

    def only_begins(self, group: Group, first: int) -> bool:
        """Whether one capital word begins the sentence, stands nowhere else as a name and has no verb behind it."""
        tokens, head = self.tokens, group.head
        if head != first or group.last != head or not named(tokens, head) or tokens.low[head] in self.names.by_word:
            return False
        kind = tokens.kind[head] & (Word.PERSON | Word.BODY | Word.PAPER | Word.PLACE | Word.QUANTIFIER)
        following = head + 1
        if kind or following >= len(tokens) or not tokens.is_word(following) or tokens.word[head] in self._inner:
            return False
        verbal = tokens.kind[following] & (Word.AUX | Word.MODAL | Word.FINITE | Word.VERB)
        return not (verbal or tokens.adverb(following) or tokens.low[following].endswith("ed"))

    def _genitive(self, sentence: int, last: int) -> Owner | None:
        """For a thing as the subject, the person it belongs to: "Mrs. Clinton's collection of proposals".

        Or the one for whom it is so: "For Rosaura Pineda, the argument is a luxury".
        """
        tokens, first = self.tokens, self.analysis.reaches[sentence].first
        if tokens.low[first] == "for" and first + 1 < last:
            owner = self._for_whom(first + 1, last, sentence)
            if owner is not None:
                return owner
        for place in range(first, min(first + _POSSESSOR_WITHIN, last)):
            if tokens.genitive(place) and named(tokens, place) and not tokens.kind[place + 1] & Word.PERSON:
                owner = self.nominal(Group(max(first, place - 2), place, place), sentence)
                return owner if owner is not None and owner.person else None
        return None

    def _for_whom(self, first: int, last: int, sentence: int) -> Owner | None:
        end = first
        while end + 1 < last and named(self.tokens, end) and named(self.tokens, end + 1):
            end += 1
        if end == first or self.tokens.word[end + 1] != ",":
            return None
        owner = self.nominal(Group(first, end, end), sentence)
        return owner if owner is not None and owner.person else None

    def _quoted(self, sentence: int) -> bool:
        word = self.tokens.word[self.analysis.reaches[sentence].first]
        return word in '"“' or sentence in self._within
