"""Who is meant by what they are: "the minister", "the speaker", "the committee"."""

import re
from collections.abc import Iterator

from corpus.attribution.analysis import Analysis
from corpus.attribution.groups import Group, with_of
from corpus.attribution.heard import Heard
from corpus.attribution.identities import Owner, body_owner, gender_of
from corpus.attribution.namelike import named
from corpus.attribution.names import Names, bare
from corpus.attribution.roles import RETIRED
from corpus.attribution.tokens import Tokens
from corpus.attribution.variation import Variation, body_may_be
from corpus.attribution.words import listed

# Bodies of which "the committee" names one; there are governments, courts and police that no article names in full.
_ONE_OF_MANY = listed("""
    committee commission council institute institution centre center forum panel foundation network authority bureau
    agency association union board directorate movement
    """)
_NAME_WORDS = 8  # before the noun: "Senate Standing Committee" has two
_MOST_BODIES = 100  # names of one noun; an article has a handful, a list made to be slow thousands
_BODY_BACK = 40  # sentences, about a page: "the committee" is the last body of that name
_ROLE_BACK = 12  # sentences, two or three paragraphs: "the minister" is the one who speaks there
_OFFICES = listed("""
    president minister premier chancellor king queen prince emir pope mayor governor ambassador commissioner spokesman
    spokeswoman spokesperson chairman chairwoman chair moderator host speaker interviewer reporter correspondent author
    writer editor columnist source official reader judge prosecutor man woman person boy girl lawyer doctor widow wife
    husband son daughter mother father brother sister victim suspect driver witness policeman policewoman soldier guard
    constable aide envoy gunman attacker
    """)  # held by somebody whom a reader is taken to know, or no calling
_FORMER_BACK = 4  # sentences; farther back, somebody else may be meant
_FAR_BACK = 100  # sentences, a long article
_VARIED_BACK = 4  # sentences; farther back, somebody else may be meant
_FORMERLY = RETIRED | listed("former ex")
_COMMANDS = listed("chief head commander officer spymaster soldier general")  # what a retired officer may have been
_AT_DESK = listed("speaker panellist panelist presenter")
_LAWMAKERS = listed("lawmaker deputy senator member mp mna")  # where the speaker is the house's
_SPOKESMEN = listed("spokesman spokesperson spokeswoman")
_ARMY = listed("army military")
_PUBLIC_RELATIONS = frozenset(("director", "general", "ispr"))
_STATES_OWN = listed("army force forces front guard")
_REBEL = listed("liberation republican resistance revolutionary salvation independence")
_GATHERINGS = listed("""
    seminar webinar panel panellist panellists panelist panelists roundtable symposium keynote moderator moderated
    speakers lecture
    """)  # of which reports say "the speaker"


class Holders:
    """Resolves what people of one document are called there beside their names."""

    def __init__(self, analysis: Analysis, names: Names, heard: Heard) -> None:
        self.tokens = analysis.tokens
        self.analysis = analysis
        self.names = names
        self.heard = heard
        self._gathering = not _GATHERINGS.isdisjoint(analysis.tokens.low)
        self._bodies = _named_bodies(analysis.tokens)
        self._variation = Variation(analysis.tokens, names)
        self._first = {word: k for k, word in reversed(list(enumerate(analysis.tokens.low)))}

    def holder(self, words: frozenset[str], group: Group, sentence: int) -> tuple[str, ...] | None:
        """Who "the ..." means, a role with these words that more than one holds, or nobody by the article's words."""
        return (
            self._of_the_army(words, group)
            or self._heard_last(words, sentence)
            or self.names.latest(words, group.first)
            or self._just_named(group, sentence)
            or self._at_the_desk(group, sentence)
            or self._former(group, sentence)
            or self._varied(group, sentence)
        )

    def named(self, name: tuple[str, ...]) -> Owner:
        """A full name as an owner."""
        gender = self.names.gender.get(name, "") or gender_of([name[0].lower()])
        return Owner("name", " ".join(name), person=True, gender=gender)

    def _recent(self, sentence: int, most: int) -> Iterator[Owner]:
        """Who spoke, or was what a sentence is about, from a sentence back."""
        for back in range(sentence - 1, max(-1, sentence - 1 - most), -1):
            yield from (one for one in (self.heard.said[back], self.heard.about(back)) if one is not None)

    def _heard_last(self, words: frozenset[str], sentence: int) -> tuple[str, ...] | None:
        """Of those who are called all these words, whoever spoke last, or was what a sentence is about since.

        Somebody only mentioned since is not meant: "The minister said ... He was there along with Law Minister Khan."
        """
        for owner in self._recent(sentence, _ROLE_BACK):
            name = _full(owner)
            if name and words <= self.names.called(name):
                return name
        return None

    def _of_the_army(self, words: frozenset[str], group: Group) -> tuple[str, ...] | None:
        """ "The military spokesman": the head of the army's public relations, where an article names him."""
        spokesman = words & _SPOKESMEN and words & _ARMY and words <= _SPOKESMEN | _ARMY
        return self.names.latest(_PUBLIC_RELATIONS, group.first) if spokesman else None

    def _at_the_desk(self, group: Group, sentence: int) -> tuple[str, ...] | None:
        """ "The speaker" of a seminar: whoever was heard last by name, or given the floor; not "the next speaker"."""
        plain = group.head == group.first + 1 and group.last == group.head
        if self.tokens.low[group.head] not in _AT_DESK or self.tokens.capital(group.head) or not plain:
            return None
        person = next((owner for owner in self._recent(sentence, _ROLE_BACK) if owner.person), None)
        name = () if person is None else _full(person)
        return name if name and self._gathering and not self.names.called(name) & _LAWMAKERS else None

    def _former(self, group: Group, sentence: int) -> tuple[str, ...] | None:
        """ "The former spy chief" whom nobody is called: an officer named in the last sentences, and retired."""
        if self.tokens.low[group.first + 1] not in _FORMERLY or self.tokens.low[group.head] not in _COMMANDS:
            return None
        name = next(filter(None, map(_full, self._recent(sentence, _FORMER_BACK))), None)
        return name if name is not None and self._left(name) else None

    def nameless(self, group: Group, sentence: int) -> Owner | None:
        """ "The officer", of an officer without a name who has just spoken, and no other of the kind."""
        word = bare(self.tokens.low[group.head])
        told = [owner for owner in self.heard.said[max(0, sentence - _VARIED_BACK) : sentence] if owner is not None]
        plain = self.tokens.low[group.first] == "the" and group.head == group.first + 1 and group.last == group.head
        if not plain or not told or _calling(told[-1]) != word:
            return None
        return told[-1] if all(owner == told[-1] or _calling(owner) != word for owner in told) else None

    def _varied(self, group: Group, sentence: int) -> tuple[str, ...] | None:
        """ "The HPP leader", "the veteran politician": whoever has just spoken by name, unless that cannot be."""
        aged = self._variation.aged(self.tokens.low[group.head])
        if aged is not None:
            return aged
        backward = range(sentence - 1, max(-1, sentence - 1 - _VARIED_BACK), -1)
        spoke = next((back for back in backward if self.heard.said[back] is not None), None)
        person = None if spoke is None else self.heard.said[spoke]
        if spoke is None or person is None or not person.person or person.kind != "name" or self._named_next(group):
            return None
        name = tuple(person.text.split())
        others = {
            owner for owner in self.heard.said[max(0, sentence - _FAR_BACK) : sentence] if owner and _full(owner)
        } - {person}
        if not self._variation.may_be(name, group, self.analysis.reaches[spoke].first, alone=not others):
            return None
        word = bare(self.tokens.low[group.head])
        since = max(1, sentence - _BODY_BACK)  # a lead names nobody yet: "..., the army's spokesman said on Monday."
        nameless = (owner for owner in self.heard.said[since:sentence] if owner is not None)
        return None if any(_calling(owner) == word for owner in nameless) else name

    def _named_next(self, group: Group) -> bool:
        """Whether a name follows, which the role is of: "the host, PTI lawmaker Omar Awan"."""
        comma = group.last + 1
        return comma + 1 < len(self.tokens) and self.tokens.word[comma] == "," and named(self.tokens, comma + 1)

    def _left(self, name: tuple[str, ...]) -> bool:
        """Whether somebody's rank says that it is over: "General (retd)"."""
        return any(word.strip("().").lower() in _FORMERLY for word in self.names.ranks.get(name, "").split())

    def _just_named(self, group: Group, sentence: int) -> tuple[str, ...] | None:
        """ "The sociologist" whom nobody has spoken of before: whoever the sentence before was about, if undescribed.

        Not an office, which everybody knows the holder of: "the president".
        """
        word = self.tokens.low[group.head]
        known = word in _OFFICES or self._first[word] < group.first or group.head > group.first + 1
        if known or not sentence or self._variation.is_age(word):
            return None
        name = next(filter(None, map(_full, self._recent(sentence, 1))), None)
        if name is None or self.names.roles.get(name) or self.names.described.get(name):
            return None
        return name

    def body_called(self, noun: str, group: Group, sentence: int) -> Owner | None:
        """ "the committee": the body of that name that spoke last, or else the only one named so far."""
        if self.tokens.low[group.head + 1 : group.head + 2] in (["of"], ["in"], ["at"]):
            return None  # "the ministry of finance", "the court in Quetta"
        called = {*self.tokens.low[group.first + 1 : group.head]}
        for back in range(sentence - 1, max(-1, sentence - _BODY_BACK), -1):
            owner = self.heard.said[back]
            if owner is not None and _is_called(owner, noun, called):
                return owner
        only = self._only_named(noun, called, group.first) if noun in _ONE_OF_MANY else None
        return only or self._varied_body(noun, group, sentence)

    def _varied_body(self, noun: str, group: Group, sentence: int) -> Owner | None:
        """ "The party", "the think tank": the body that has just spoken by name, if it is of that sort."""
        plain = group.first + (2 if noun == "tank" else 1) == group.head
        told = [owner for owner in self.heard.said[max(0, sentence - _VARIED_BACK) : sentence] if owner is not None]
        between = range(max(0, sentence - _VARIED_BACK), sentence)
        also = (
            any(owner.body and owner != told[-1] for owner in map(self.heard.about, between) if owner) if told else True
        )
        if not plain or also or told[-1].kind != "name" or any(owner.body and owner != told[-1] for owner in told):
            return None
        return told[-1] if told[-1].body and body_may_be(noun, told[-1].text) else None

    def _only_named(self, noun: str, called: set[str], place: int) -> Owner | None:
        """The one body that is called so before a place, by the fullest of its names; two are nobody."""
        fullest: Owner | None = None
        for where, owner in self._bodies.get(noun, ()):
            if where >= place or not _is_called(owner, noun, called):
                continue
            words, known = {*owner.text.split()}, {*fullest.text.split()} if fullest else set()
            if not (words <= known or known <= words):
                return None
            fullest = fullest if words <= known else owner
        return fullest


def _calling(owner: Owner) -> str:
    """What a nameless person is: "spokesman" of the "spokesman for the army"; nothing of anybody else."""
    words = re.split(r" (?:of|for|in|at|from|with|on|who|to)\b", owner.text.lower())[0].split()
    return words[-1] if owner.kind == "role" and words and words[0] not in ("another", "other", "second") else ""


def _is_called(owner: Owner, noun: str, called: set[str]) -> bool:
    """Whether a body's name has several words, the noun and all else that it is called here among them."""
    words = owner.text.lower().split()
    if noun in _STATES_OWN and not _REBEL.isdisjoint(words):
        return False  # "the army" is not the Balochistan Liberation Army
    return owner.kind == "name" and noun in words and len(words) > 1 and called <= {*words}


def _named_bodies(tokens: Tokens) -> dict[str, list[tuple[int, Owner]]]:
    """The bodies that a text calls by a name of several words, with where first, by the noun of what they are."""
    bodies: dict[str, dict[str, tuple[int, Owner]]] = {}
    for head, word in enumerate(tokens.low):
        if word not in _ONE_OF_MANY or not tokens.capital(head):
            continue
        first = head
        while first > max(0, head - _NAME_WORDS) and named(tokens, first - 1) and not tokens.genitive(first - 1):
            first -= 1
        group = Group(first, with_of(tokens, head, len(tokens) - 1), head)
        if group.last > group.first:
            owner = body_owner(tokens, group)
            bodies.setdefault(word, {}).setdefault(owner.text, (head, owner))
    return {word: [*found.values()][:_MOST_BODIES] for word, found in bodies.items()}


def _full(owner: Owner) -> tuple[str, ...]:
    """The words of a person's full name; none of anybody else."""
    name = tuple(owner.text.split()) if owner.kind == "name" and owner.person else ()
    return name if len(name) > 1 else ()
