"""Who is meant by what they are: "the minister", "the speaker", "the committee", the one an interview is with."""

from collections import Counter

from corpus.attribution.analysis import Analysis
from corpus.attribution.groups import Group
from corpus.attribution.heard import Heard
from corpus.attribution.identities import Owner, gender_of
from corpus.attribution.names import Names
from corpus.attribution.words import listed

_BODY_BACK = 40  # sentences, about a page: "the committee" is the last body of that name
_ROLE_BACK = 12  # sentences, two or three paragraphs: "the minister" is the one who speaks there
_OFFICES = listed("""
    president minister premier chancellor king queen prince emir pope mayor governor ambassador commissioner spokesman
    spokeswoman spokesperson chairman chairwoman chair moderator host speaker interviewer reporter correspondent author
    writer editor columnist source official reader judge prosecutor man woman person boy girl
    """)  # held by somebody whom a reader is taken to know, or no calling
_FORMER_BACK = 4  # sentences; farther back, somebody else may be meant
_FORMERLY = listed("former retired retd ret ex")
_AT_DESK = listed("speaker panellist panelist presenter")


class Holders:
    """Resolves what people of one document are called there beside their names."""

    def __init__(self, analysis: Analysis, names: Names, heard: Heard) -> None:
        self.tokens = analysis.tokens
        self.analysis = analysis
        self.names = names
        self.heard = heard
        self._first = {word: k for k, word in reversed(list(enumerate(analysis.tokens.low)))}

    def holder(self, words: frozenset[str], group: Group, sentence: int) -> tuple[str, ...] | None:
        """Who "the ..." means, a role with these words that more than one holds, or nobody by the article's words."""
        return (
            self._heard_last(words, sentence)
            or self.names.latest(words, group.first)
            or self._just_named(group, sentence)
            or self._at_the_desk(group, sentence)
            or self._former(group, sentence)
        )

    def named(self, name: tuple[str, ...]) -> Owner:
        """A full name as an owner."""
        gender = self.names.gender.get(name, "") or gender_of([name[0].lower()])
        return Owner("name", " ".join(name), person=True, gender=gender)

    def _heard_last(self, words: frozenset[str], sentence: int) -> tuple[str, ...] | None:
        """Of those who are called all these words, whoever spoke last, or was what a sentence is about since.

        Somebody only mentioned since is not meant: "The minister said ... He was there along with Law Minister Khan."
        """
        for back in range(sentence - 1, max(-1, sentence - 1 - _ROLE_BACK), -1):
            for owner in (self.heard.said[back], self.heard.about(back)):
                name = tuple(owner.text.split()) if owner is not None and owner.kind == "name" else ()
                if name and words <= self.names.called(name):
                    return name
        return None

    def _at_the_desk(self, group: Group, sentence: int) -> tuple[str, ...] | None:
        """ "The speaker" of a seminar: whoever was heard last by name, or given the floor."""
        if self.tokens.low[group.head] not in _AT_DESK or self.tokens.capital(group.head):
            return None
        for back in range(sentence - 1, max(-1, sentence - 1 - _ROLE_BACK), -1):
            for owner in (self.heard.said[back], self.heard.about(back)):
                if owner is not None and owner.person and " " in owner.text and owner.kind == "name":
                    return tuple(owner.text.split())
        return None

    def _former(self, group: Group, sentence: int) -> tuple[str, ...] | None:
        """ "The former spy chief" whom nobody is called: whoever of the last sentences is named in full and retired."""
        if self.tokens.low[group.first + 1] not in _FORMERLY:
            return None
        for back in range(sentence - 1, max(-1, sentence - 1 - _FORMER_BACK), -1):
            for owner in (self.heard.said[back], self.heard.about(back)):
                name = tuple(owner.text.split()) if owner is not None and owner.kind == "name" else ()
                if name[1:]:
                    return name if self._left(name) else None
        return None

    def _left(self, name: tuple[str, ...]) -> bool:
        """Whether somebody's rank or role says that it is over: "General (retd)", "former director"."""
        told = " ".join((self.names.ranks.get(name, ""), *self.names.roles.get(name, ())))
        return any(word.strip("().").lower() in _FORMERLY for word in told.split())

    def _just_named(self, group: Group, sentence: int) -> tuple[str, ...] | None:
        """ "The sociologist" whom nobody has spoken of before: whoever the sentence before was about, if undescribed.

        Not an office, which everybody knows the holder of: "the president".
        """
        word = self.tokens.low[group.head]
        known = word in _OFFICES or self._first[word] < group.first or group.head > group.first + 1
        if known or not sentence:
            return None
        for owner in (self.heard.said[sentence - 1], self.heard.about(sentence - 1)):
            if owner is not None and owner.kind == "name" and owner.person and " " in owner.text:
                name = tuple(owner.text.split())
                described = self.names.roles.get(name) or self.names.described.get(name)
                return None if described else name
        return None

    def body_called(self, noun: str, sentence: int) -> Owner | None:
        """ "the committee": the body of that name that spoke last."""
        for back in range(sentence - 1, max(-1, sentence - _BODY_BACK), -1):
            owner = self.heard.said[back]
            if owner is not None and owner.kind == "name" and owner.text.lower().endswith(" " + noun):
                return owner
        return None

    def interviewed(self, sentence: int) -> Owner | None:
        """Whom an interview is with, where answers have no name: who is named most before the sentence it begins in.

        A name in the article's title comes first; where two are named as often, nobody is taken.
        """
        before_it = [name for place, name in self.names.mentions if place < self.analysis.reaches[sentence].first]
        counts = Counter(full for full in map(self.names.full, before_it) if full is not None and len(full) > 1)
        title = self.analysis.document.title
        titled = [name for name in counts if name[-1] in title]
        most = [name for name in counts if counts[name] == max(counts.values())]
        name = titled[0] if len(titled) == 1 else most[0] if len(most) == 1 else None
        return None if name is None else self.named(name)
