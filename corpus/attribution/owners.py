"""Who a mention means within its article: names, roles, short forms, pronouns and nameless groups.

Nothing outside the article is known here. Where two people fit, the answer is ``None``.
"""

from corpus.attribution.analysis import Analysis
from corpus.attribution.antecedents import Antecedents
from corpus.attribution.groups import Group, after, two_callings
from corpus.attribution.heard import Heard
from corpus.attribution.holders import Holders
from corpus.attribution.identities import UNSURE, Owner, body_owner, gender_of, group_owner
from corpus.attribution.namelike import named
from corpus.attribution.names import bare, collect, described, is_surname, name_within
from corpus.attribution.roles import role_words
from corpus.attribution.subjects import Subject
from corpus.attribution.variation import PARTY, POSTS
from corpus.attribution.words import Word, listed

_ISSUER_BACK = 4  # sentences: the issuer of "the statement" is named close before it
_ISSUED = listed("statement communique communiqué declaration resolution release")
_VAGUE = listed("""
    it that which what there some many several most few others all both one two three half none more another anyone
    everyone everybody somebody someone nobody those people i we you me us four five six seven eight nine ten dozen
    """)
_POSSESSIVE = listed("his her their its")
_MADE_WITHIN = 2  # words between a text and who made it: "data newly compiled by"
_MADE = listed("written published compiled issued prepared released authored produced conducted drafted jointly newly")
_PARTS = listed("""
    bank body camp center centre channel command community crowd force foundation movement session side state states
    wing
    """)  # bodies that, in small letters before "of", are parts or acts of things: "the far side of the lake"
_OF_PLACES = listed("""
    new north south east west upper lower saudi sri hong port fort los san united azad dera khyber gilgit
    """)  # begin a place's name of two words: "New Delhi"
_OWN = listed("this our my")
_TEXTS = listed("column talk lecture sermon interview memoir memoirs")  # somebody's words, where whose is told
_WRITING = listed("newspaper paper magazine publication writer reporter correspondent columnist journalist author")


class Owners:
    """Resolves one document's subjects in the order of its sentences; ``heard`` is filled by the caller as it goes."""

    def __init__(self, analysis: Analysis) -> None:
        self.tokens = analysis.tokens
        self.analysis = analysis
        self.names = collect(analysis.tokens, {reach.first for reach in analysis.reaches})
        self.heard = Heard(analysis, self.names, self.nominal)
        self.pronouns = Antecedents(analysis, self.heard)
        self.holders = Holders(analysis, self.names, self.heard)
        self._small = {word for word in analysis.tokens.word if word[0].islower()}
        for report in analysis.reports:
            if report.subject is not None:
                described(self.tokens, self.names, report.subject.group, analysis.reaches[report.sentence].last)

    def owner(self, subject: Subject, sentence: int) -> tuple[Owner | None, int]:
        """Who the subject is, and how many sentences back the words that tell it stand."""
        group = subject.group
        word = bare(self.tokens.low[group.head])
        if self.tokens.kind[group.head] & (Word.PRONOUN | Word.OBJECT_PRONOUN) or word in _POSSESSIVE:
            return self.pronouns.find(word, group, sentence)
        return self.nominal(group, sentence), 0

    def nominal(self, group: Group, sentence: int) -> Owner | None:
        """Who a noun group is, without looking at pronouns."""
        tokens, head = self.tokens, group.head
        kind = tokens.kind[head]
        writes = tokens.low[group.first] in _OWN and tokens.low[head] in _WRITING
        if writes or tokens.low[head] in _VAGUE or kind & (Word.PRONOUN | Word.OBJECT_PRONOUN):
            return None
        joint = next((k for k in range(group.first, group.last) if tokens.kind[k] & Word.AND), None)
        if joint is not None:
            one = self._two_callings(group, joint)
            named_after = Group(joint + 1, group.last, group.last)
            return self._named(named_after, sentence) if one else group_owner(tokens, group, several=True)
        common = not tokens.capital(head) or head == self.analysis.reaches[sentence].first
        if tokens.low[head] in _TEXTS or (kind & Word.PAPER and common):
            return self._possessor(group, sentence) or self._issuer(group, sentence)
        if (
            named(tokens, head)
            and not self._post(group)
            and (not kind & (Word.PERSON | Word.BODY | Word.PAPER | Word.TITLE) or is_surname(tokens, head))
        ):
            return self._named(group, sentence)
        within = (k for k in range(group.first, group.last + 1) if tokens.is_word(k))
        capitals = sum(tokens.capital(k) and not tokens.kind[k] & Word.DETERMINER for k in within)
        if tokens.capital(head) and kind & Word.BODY and capitals > 1:  # 1: "Police" alone only begins a sentence
            return body_owner(tokens, group)
        return self._role(group, sentence)

    def _possessor(self, group: Group, sentence: int) -> Owner | None:
        """ "General Munir's speech": papers and positions belong to the one named before them."""
        tokens, head = self.tokens, group.head
        for place in range(head - 1, group.first - 1, -1):
            if tokens.low[place] in _POSSESSIVE:
                return self.pronouns.find(tokens.low[place], Group(place, place, place), sentence)[0]
            if tokens.genitive(place):
                return self.nominal(Group(group.first, place, place), sentence)
        maker = self._maker(head, sentence)
        if maker is not None:
            return maker
        place = head - 1
        if place >= group.first and named(tokens, place) and tokens.low[head] in _ISSUED:
            return body_owner(tokens, Group(group.first, place, place))
        return None

    def _maker(self, head: int, sentence: int) -> Owner | None:
        """ "A study published by Omar Awan", "a statement from the ministry", but not "a report from Quetta"."""
        tokens, last = self.tokens, self.analysis.reaches[sentence].last
        by = head + 1
        while by < last and by <= head + _MADE_WITHIN and tokens.low[by] in _MADE:
            by += 1
        if by >= last or tokens.low[by] not in ("by", "from"):
            return None
        group = after(tokens, by + 1, last)
        sent_by = Word.BODY | Word.PERSON | Word.TITLE
        if group is None or tokens.kind[group.head] & Word.TIME:
            return None
        if tokens.low[by] == "from" and not tokens.kind[group.head] & sent_by:
            return None
        return self.nominal(group, sentence)

    def _issuer(self, group: Group, sentence: int) -> Owner | None:
        """Whoever spoke last, for a statement that nobody is named for; other papers speak for themselves."""
        if self.tokens.low[group.head] not in _ISSUED:
            return self._role(group, sentence)
        for back in range(sentence - 1, max(-1, sentence - 1 - _ISSUER_BACK), -1):
            owner = self.heard.said[back]
            if owner is not None:
                return owner
        return group_owner(self.tokens, group, several=False)

    def _named(self, group: Group, sentence: int) -> Owner | None:
        tokens, head = self.tokens, group.head
        found = name_within(tokens, group.first, head)
        if found is None:
            return None
        words, begin = found
        place = tokens.kind[head] & Word.PLACE if len(words) == 1 else words[0].lower() in _OF_PLACES
        if place:
            return Owner("name", " ".join(words))
        if len(words) == 1:
            first = head == self.analysis.reaches[sentence].first
            many = tokens.plural(head) and tokens.low[head] not in self.names.by_word
            if first and (tokens.low[head] in self._small or many):
                return None  # a common word that only begins the sentence
        full = self.names.full(words)
        if full is None:
            return UNSURE
        if full == words and self._of_many(group, begin):
            return body_owner(tokens, group)
        title = [tokens.low[k] for k in range(group.first, begin)]
        gender = gender_of(title) or self.names.gender.get(full, "") or gender_of([full[0].lower()])
        return Owner("name", " ".join(full), person=True, gender=gender)

    def _two_callings(self, group: Group, joint: int) -> bool:
        """Whether two words say what one person is: "Author and journalist Zahid Hussain"."""
        plain = joint == group.first + 1 and two_callings(self.tokens, joint, group.last)
        return plain and all(named(self.tokens, k) for k in range(joint + 2, group.last + 1))

    def _post(self, group: Group) -> bool:
        """Whether letters say what somebody is the head of, and do not name them: "the DG ISPR"."""
        return group.head > group.first and self.tokens.low[group.head - 1] in POSTS

    def _of_many(self, group: Group, begin: int) -> bool:
        """Whether a name is no person's: "Tehreek-e-Insaf", letters ("PPP"), or "the Taliban", as nobody is called."""
        tokens, head = self.tokens, group.head
        if any(PARTY.search(tokens.low[k]) for k in range(begin, head + 1)):
            return True
        alone = begin == head and tokens.low[head] in self.names.by_word  # "the Malik", of Malik Shahzar Khan
        if tokens.low[group.first : begin] == ["the"] and not alone:
            return True
        return begin == head and tokens.word[head].isupper() and len(tokens.word[head]) > 1

    def _role(self, group: Group, sentence: int) -> Owner | None:
        tokens = self.tokens
        if not self._speaks(group):
            return None
        several = tokens.plural(group.head)
        words = role_words(tokens.text[tokens.start[group.first] : tokens.end[group.last]])
        definite = tokens.low[group.first] == "the" or tokens.capital(group.head)
        if definite and words and not several:
            held = self._held(words, group, sentence)
            if held is not None:
                return held
        return group_owner(tokens, group, several=several)

    def _held(self, words: frozenset[str], group: Group, sentence: int) -> Owner | None:
        """Who is called "the minister", or which body "the council"; the head of the Council is not the Council."""
        kind = self.tokens.kind[group.head]
        person = bool(kind & (Word.PERSON | Word.TITLE)) or self._post(group)
        if kind & Word.BODY and not person:
            return self.holders.body_called(bare(self.tokens.low[group.head]), group, sentence)
        nameless = self.holders.nameless(group, sentence) if person else None
        if nameless is not None:
            return nameless
        holder = self.names.holder(words)
        if holder is None and person and self.tokens.low[group.first] == "the":
            holder = self.holders.holder(words, group, sentence)
        return None if holder is None else self.holders.named(holder)

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
