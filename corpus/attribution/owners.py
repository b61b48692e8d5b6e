"""Who a mention means within its article: names, roles, short forms, pronouns and nameless groups.

Nothing outside the article is known here. Where two people fit, the answer is ``None``.
"""

from corpus.attribution.analysis import Analysis
from corpus.attribution.groups import Group, before, named
from corpus.attribution.identities import UNSURE, Owner, body_owner, fits, gender_of, group_owner
from corpus.attribution.names import bare, collect, described, name_within
from corpus.attribution.roles import role_words
from corpus.attribution.subjects import Subject, clause_subject
from corpus.attribution.words import Word, listed

_SENTENCES_BACK = 3  # sentences, about a paragraph of news; a pronoun farther from its name is left unknown
_ISSUER_BACK = 4  # sentences: the issuer of "the statement" is named close before it
_BODY_BACK = 40  # sentences, about a page: "the committee" is the last body of that name
_POSSESSOR_WITHIN = 8  # words at a sentence's start: "Mrs. Clinton's careful collection of ..."
_ISSUED = listed("statement communique communiqué declaration resolution release")
_VAGUE = listed("""
    it that which what there some many several most few others all both one two three half none more another anyone
    everyone everybody somebody someone nobody those people i we you me us
    """)
_POSSESSIVE = listed("his her their its")
_PARTS = listed("""
    bank body camp center centre channel command community crowd force foundation movement session side state states
    wing
    """)  # bodies that, in small letters before "of", are parts or acts of things: "the far side of the lake"
_OWN = listed("this our my")
_OFFICES = listed("""
    president minister premier chancellor king queen prince emir pope mayor governor ambassador commissioner spokesman
    spokeswoman spokesperson chairman chairwoman chair moderator host speaker interviewer reporter correspondent author
    writer editor columnist source official reader judge prosecutor man woman person boy girl
    """)  # held by somebody whom a reader is taken to know, or no calling
_HANDED = listed("passed put addressed referred handed left directed")  # and to whom: who then answers
_WRITING = listed("newspaper paper magazine publication writer reporter correspondent columnist journalist author")
_NOMINATIVE = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_ENDS = frozenset(",.;:!?")
_SPEAKING = listed("i we you me us")


class Owners:
    """Resolves one document's subjects in the order of its sentences; ``said`` is filled by the caller as it goes."""

    def __init__(self, analysis: Analysis) -> None:
        self.tokens = analysis.tokens
        self.analysis = analysis
        self.names = collect(analysis.tokens, {reach.first for reach in analysis.reaches})
        self.said: list[Owner | None] = [None] * len(analysis.sentences)
        self.aside: set[int] = set()  # sentences whose owner speaks in a relative clause: "Awan, who said little"
        self._first = {word: k for k, word in reversed(list(enumerate(analysis.tokens.low)))}
        self._subjects: dict[int, Owner | None] = {}
        self._learnt: dict[str, str] = {}
        self._within = {k for link in analysis.links for k in range(link.first + 1, link.last + 1)}
        self._small = {word for word in analysis.tokens.word if word[0].islower()}
        firsts = {reach.first for reach in analysis.reaches}
        self._inner = {word for k, word in enumerate(analysis.tokens.word) if word[0].isupper() and k not in firsts}
        for report in analysis.reports:
            if report.subject is not None:
                described(self.tokens, self.names, report.subject.group, analysis.reaches[report.sentence].last)

    def owner(self, subject: Subject, sentence: int) -> tuple[Owner | None, int]:
        """Who the subject is, and how many sentences back the words that tell it stand."""
        group = subject.group
        word = bare(self.tokens.low[group.head])
        if self.tokens.kind[group.head] & (Word.PRONOUN | Word.OBJECT_PRONOUN) or word in _POSSESSIVE:
            return self._antecedent(word, group, sentence)
        return self.nominal(group, sentence), 0

    def nominal(self, group: Group, sentence: int) -> Owner | None:
        """Who a noun group is, without looking at pronouns."""
        tokens, head = self.tokens, group.head
        kind = tokens.kind[head]
        writes = tokens.low[group.first] in _OWN and tokens.low[head] in _WRITING
        if writes or tokens.low[head] in _VAGUE or kind & (Word.PRONOUN | Word.OBJECT_PRONOUN):
            return None
        if any(tokens.kind[k] & Word.AND for k in range(group.first, group.last)):
            return group_owner(tokens, group, several=True)
        if kind & Word.PAPER and not tokens.capital(head):
            return self._possessor(group, sentence) or self._issuer(group, sentence)
        if named(tokens, head) and not kind & (Word.PERSON | Word.BODY | Word.PAPER | Word.TITLE):
            return self._named(group, sentence)
        capitals = sum(tokens.capital(k) for k in range(group.first, group.last + 1) if tokens.is_word(k))
        if tokens.capital(head) and kind & Word.BODY and capitals > 1:  # 1: "Police" alone only begins a sentence
            return body_owner(tokens, group)
        return self._role(group, sentence)

    def _possessor(self, group: Group, sentence: int) -> Owner | None:
        """ "General Munir's speech": papers and positions belong to the one named before them."""
        tokens, head = self.tokens, group.head
        for place in range(head - 1, group.first - 1, -1):
            if tokens.low[place] in _POSSESSIVE:
                return self._antecedent(tokens.low[place], Group(place, place, place), sentence)[0]
            if tokens.genitive(place):
                return self.nominal(Group(group.first, place, place), sentence)
        place = head - 1
        if place >= group.first and named(tokens, place) and tokens.low[head] in _ISSUED:
            return body_owner(tokens, Group(group.first, place, place))
        return None

    def _issuer(self, group: Group, sentence: int) -> Owner | None:
        """Whoever spoke last, for a statement that nobody is named for; other papers speak for themselves."""
        if self.tokens.low[group.head] not in _ISSUED:
            return self._role(group, sentence)
        for back in range(sentence - 1, max(-1, sentence - 1 - _ISSUER_BACK), -1):
            owner = self.said[back]
            if owner is not None:
                return owner
        return group_owner(self.tokens, group, several=False)

    def _named(self, group: Group, sentence: int) -> Owner | None:
        tokens, head = self.tokens, group.head
        found = name_within(tokens, group.first, head)
        if found is None:
            return None
        words, begin = found
        if len(words) == 1:
            if tokens.kind[head] & Word.PLACE:
                return Owner("name", words[0])
            if head == self.analysis.reaches[sentence].first and tokens.low[head] in self._small:
                return None  # a common word that only begins the sentence
        full = self.names.full(words)
        if full is None:
            return UNSURE
        title = [tokens.low[k] for k in range(group.first, begin)]
        gender = gender_of(title) or self.names.gender.get(full, "") or gender_of([full[0].lower()])
        return Owner("name", " ".join(full), person=True, gender=gender)

    def _role(self, group: Group, sentence: int) -> Owner | None:
        tokens = self.tokens
        if not self._speaks(group):
            return None
        several = tokens.plural(group.head)
        words = role_words(tokens.text[tokens.start[group.first] : tokens.end[group.last]])
        definite = tokens.low[group.first] == "the" or tokens.capital(group.head)
        if definite and words and not several:
            holder = self.names.holder(words)
            if (
                holder is None
                and tokens.low[group.first] == "the"
                and tokens.kind[group.head] & (Word.PERSON | Word.TITLE)
            ):
                holder = self.names.latest(words, group.first) or self._just_named(group, sentence)
            if holder is not None:
                gender = self.names.gender.get(holder, "") or gender_of([holder[0].lower()])
                return Owner("name", " ".join(holder), person=True, gender=gender)
            if tokens.kind[group.head] & Word.BODY:
                body = self._body_called(tokens.low[group.head], sentence)
                if body is not None:
                    return body
        return group_owner(tokens, group, several=several)

    def _just_named(self, group: Group, sentence: int) -> tuple[str, ...] | None:
        """ "The sociologist" whom nobody has spoken of before: whoever the sentence before was about, if undescribed.

        Not an office, which everybody knows the holder of: "the president".
        """
        word = self.tokens.low[group.head]
        known = word in _OFFICES or self._first[word] < group.first or group.head > group.first + 1
        if known or not sentence:
            return None
        for owner in (self.said[sentence - 1], self._own_subject(sentence - 1)):
            if owner is not None and owner.kind == "name" and owner.person and " " in owner.text:
                name = tuple(owner.text.split())
                described = self.names.roles.get(name) or self.names.described.get(name)
                return None if described else name
        return None

    def _speaks(self, group: Group) -> bool:
        """Whether a noun group that is no name can be somebody: a person, a body or a text, not a thing or a place."""
        tokens, head = self.tokens, group.head
        kind = tokens.kind[head] & (Word.PERSON | Word.TITLE | Word.BODY | Word.PAPER | Word.QUANTIFIER)
        if not kind:
            return tokens.capital(head)
        return tokens.low[head] not in _PARTS or tokens.capital(head) or not self._of_thing(head + 1)

    def _of_thing(self, place: int) -> bool:
        """Whether an "of" with a thing follows: "of the Afghan border", but not "of Texas"."""
        tokens, following, count = self.tokens, place + 1, len(self.tokens)
        if following >= count or tokens.low[place] != "of":
            return False
        while following < count - 1 and tokens.kind[following] & (Word.DETERMINER | Word.POSSESSIVE):
            following += 1
        if not tokens.capital(following):
            return True
        while following < count - 1 and tokens.capital(following):
            following += 1
        return tokens.is_word(following) and not tokens.kind[following]

    def _body_called(self, noun: str, sentence: int) -> Owner | None:
        """ "the committee": the body of that name that spoke last."""
        for back in range(sentence - 1, max(-1, sentence - _BODY_BACK), -1):
            owner = self.said[back]
            if owner is not None and owner.kind == "name" and owner.text.lower().endswith(" " + noun):
                return owner
        return None

    def _antecedent(self, pronoun: str, group: Group, sentence: int) -> tuple[Owner | None, int]:
        """The nearest earlier subject a pronoun fits; one that nobody can tell apart ends the search with ``None``."""
        if pronoun in _SPEAKING:
            return None, 0
        if group.first > self.analysis.reaches[sentence].first + 1:
            clause = self._interrupted(group, sentence)
            if clause is not None:
                return self._outside(pronoun, clause, sentence)
            inner = self._subject_before(sentence, group.first)
            if inner is not None and self._may_be(inner, pronoun, 0):
                return (None if inner is UNSURE else inner), 0
        for back in range(1, min(_SENTENCES_BACK, sentence) + 1):
            if self._goes_on(pronoun, sentence - back):
                continue
            earlier = sentence - back
            for owner in (self.said[earlier], self._own_subject(earlier), self._presented(earlier)):
                if owner is not None and self._may_be(owner, pronoun, back):
                    self._learn_gender(owner, pronoun)
                    return (None if owner is UNSURE else owner), back
        return None, 0

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
        return bool(surely) or owner in self.said or (owner.text,) in self.names.titled

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
        only_begins = inside is not None and self._only_begins(inside.group, first)
        taken = None if inside is None or only_begins else self.nominal(inside.group, sentence)
        if clause > first:
            earlier = self._subject_before(sentence, clause)
            if earlier is not None and fits(earlier, pronoun, 0):
                return (None if earlier is UNSURE else earlier), 0
        thing = pronoun in ("it", "its")
        if not thing and taken is not None and fits(taken, pronoun, 0) and inside is not None:
            place = inside.group.last + 1
            if self.tokens.word[place] != ",":
                return None, 0
        for back in range(1, min(_SENTENCES_BACK, sentence) + 1):
            place = sentence - back
            heard = (self.said[place], True)
            for owner, spoke in (heard, (self._own_subject(place), False), (self._presented(place), False)):
                if owner is None or not fits(owner, pronoun, back) or (thing and not spoke and not owner.paper):
                    continue
                if owner == taken and thing:
                    continue
                return (None if owner is UNSURE or owner == taken else owner), back
        return None, 0

    def _own_subject(self, sentence: int) -> Owner | None:
        if sentence not in self._subjects:
            self._subjects[sentence] = self._subject_before(sentence, self.analysis.reaches[sentence].last + 1)
        return self._subjects[sentence]

    def _subject_before(self, sentence: int, place: int) -> Owner | None:
        """The subject of a sentence's own words, if it stands before ``place``; quoted sentences have none."""
        reach = self.analysis.reaches[sentence]
        if reach.first > reach.last or self._quoted(sentence):
            return None
        subject = clause_subject(self.tokens, reach.first, place - 1)
        if subject is None:
            return self._genitive(sentence, place)
        if subject.group.last >= place - 1 or self._only_begins(subject.group, reach.first):
            return None
        return self.nominal(subject.group, sentence)

    def _presented(self, sentence: int) -> Owner | None:
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

    def _only_begins(self, group: Group, first: int) -> bool:
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
