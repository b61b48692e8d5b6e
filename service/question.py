"""Understand a question before searching: who is named in it, what its short forms and slips stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.speakers import Found, name_key
from corpus.statements import Speaker
from index.encoder import Encoder
from index.mentions import find_mentions
from index.retrieval import EncodedQuestion, Term
from index.snapshot import Snapshot
from service.asked_for import AskedFor
from service.described_speakers import described
from service.named_documents import NamedDocument, named_documents
from service.speaker_names import TITLES
from service.spellings import SHORTEST_SLIP, mended, other_names, plain_question

_LONGEST_NAME = 5  # words
_LONG_FORMS = 3  # of one short form; more would drown the question
_NAME_WEIGHT = 0.3  # of the words of a speaker's name: what they say seldom holds their name; 0 and 1 did alike
_SAID = (
    r"say|said|says|view|views|opinion|position|stance|think|thinks|believe|believes|argue|argues|claim|claims|claimed"
    r"|stated|statement|stress|stressed|emphasi[sz]ed?|highlight|highlighted|warn|warned|warning|demand|demanded"
    r"|urge|urged|noted?|announced?|describe[sd]?|explain(?:s|ed)?"
)
_SPEECH = re.compile(rf"\b(?:{_SAID}|according)\b", re.IGNORECASE)
_SAYING = (  # after a name, where more words can only mean that it speaks
    rf"(?:{_SAID}|take|believed|argued|states?|stresses|emphasi[sz]es|highlights|warns|demands|urges|notes|announces"
    r"|comments?|appeal(?:s|ed)?|expect(?:s|ed)?|wants?|wanted|declare[sd]?|tells?|told|call(?:s|ed)?|propose[sd]?"
    r"|suggest(?:s|ed)?|recommend(?:s|ed)?|reject(?:s|ed)?|assert(?:s|ed)?|insist(?:s|ed)?|advise[sd]?)"
)
_AGREEMENT = re.compile(r"\b(dis)?agree[sd]?\b|\bdiffers?\b|\bsame view\b", re.IGNORECASE)
_NO_NAMES = re.compile(
    r"(?:what|why|how|who|whom|whose|when|where|which|does|did|do|is|was|are|were|has|have|had|can|could|should|would"
    r"|will|may|might|according|to|and|or|but|if|on|in|of|for|by|about|between|tell|give|show|list|compare|the|a|an)",
    re.IGNORECASE,
)  # words that begin a question or join names, capital or not
_ENOUGH = 3  # words beside the names, to be a question without them
_SIDES = re.compile(
    r"\b(compare|compared|versus|vs|each|both|articles|pieces|editorials?|commentary|commentaries|differ|disagree|agree)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(compare|each|both)\b", re.IGNORECASE)
ASKS_NUMBER = re.compile(r"\b(how (many|much|long|old|often|far|high|large)|number of|percentage)\b", re.IGNORECASE)
ASKS_DAY = re.compile(r"^\W*(since )?when\b|\b(what|which) (year|date|day|month|century|decade)\b", re.IGNORECASE)
ASKS_PERSON = re.compile(r"\b(who|whom|whose)\b", re.IGNORECASE)
_ASKS_ONE = re.compile(
    r"(?:^|,)\W*(?:(?!(?:do|those|people|areas|places)\b)\w+\s+){0,2}(?:who|whom|whose|where)\b"
    r"(?!\s+(?:are|were|all|said what|says what|thinks what)\b)",
    re.IGNORECASE,
)  # at the head, since "those who" and "areas where" ask for nobody and no place
_ASKED_FOR = re.compile(
    r"\b(?:[Ww]hat|[Hh]ow|[Ww]hy)\s+(?:did|does|do|has|have|is|was|were)\s+(?:the\s+)?(?P<says>(?:[A-Z][\w’'-]*\s+){0,4}[A-Z][\w’'-]*)"
    r"(?:\s+[a-z]+){0,2}?\s+(?:say|said|think|believe|argue|claim|state|suggest|respond|reply|want|propose|told|tell)\b"
    r"|\b(?:[Aa]ccording to)\s+(?:the\s+)?(?P<source>(?:[A-Z][\w’'-]*\s+){0,4}[A-Z][\w’'-]*)"
    r"|\b[Ww]hat\s+(?:is|was|are|were)\s+(?P<whose>(?:[A-Z][\w-]*\s+){0,4}[A-Z][\w-]*)[’']s?\s+"
    r"(?:view|views|opinion|position|take|reply|response|answer|statement|stance|reaction)\b"
)


@dataclass(frozen=True, slots=True)
class UnderstoodQuestion:
    """A question ready for search: its encoding, and whose words it asks for.

    ``plain`` is the question with its slips mended and its names spelt as the articles spell them, for reading only.

    ``sides`` says whether it sets sides beside each other, ``agreement`` whether it asks if they agree.

    ``unknown`` is a name it asks the words of and nobody has in the corpus, with the nearest names that are known.

    ``words_of`` is the one person whose words it asks for: not who is only spoken about, and not a body.
    """

    encoded: EncodedQuestion
    plain: str
    asked_for: AskedFor
    sides: bool
    agreement: bool
    unknown: tuple[str, Found] | None
    words_of: Speaker | None

    @property
    def voices(self) -> tuple[Speaker, ...]:
        """The speakers it names."""
        return self.asked_for.speakers

    @property
    def one_fact(self) -> bool:
        """Whether it asks for one number, day, person or place, which one sentence can hold."""
        asked = (ASKS_NUMBER, ASKS_DAY, _ASKS_ONE)
        return not self.sides and any(one.search(self.encoded.text) for one in asked)


def understand(question: str, encoder: Encoder, snapshot: Snapshot) -> UnderstoodQuestion:
    """Read a question in the light of a snapshot's speakers, short forms and vocabulary."""
    named = _named_in(question, snapshot)
    voices, runs, rest = named.asked_for.speakers, named.runs, named.rest
    names = frozenset(word for run in (*runs, *named.titles) for word in snapshot.words.analyze(" ".join(run)))
    others = other_names(question, snapshot)
    terms = tuple(
        _term(word, question, names, others.get(word, ()), snapshot)
        for word in dict.fromkeys(snapshot.words.analyze(question))
    )
    mentions = find_mentions(question, snapshot.publisher_names)
    encoded = EncodedQuestion(question, encoder.encode_query(rest), terms, mentions)
    some = named.asked_for.speakers or named.asked_for.documents
    sides = named.asked_for.several or (_BOTH if some else _SIDES).search(question) is not None
    agreement = len(voices) > 1 and _AGREEMENT.search(question) is not None
    return UnderstoodQuestion(
        encoded,
        plain_question(question, snapshot),
        named.asked_for,
        sides,
        agreement,
        _unknown(question, runs, snapshot),
        voices[0] if not sides and len(voices) == 1 and _asks_words(question, voices[0], runs) else None,
    )


def _asks_words(question: str, speaker: Speaker, runs: Sequence[Sequence[str]]) -> bool:
    """Whether a question asks for what a person said: "did Awan say", "Awan's view", "according to Awan", "Awan on"."""
    if not speaker.person or ASKS_PERSON.search(question):
        return False
    called = "|".join(r"\W+".join(map(re.escape, run)) for run in runs)
    told = rf"(?<!\babout )(?<!\bthat )\b(?:{called})\s+(?:\w+\s+)?{_SAYING}\b"
    return (
        re.search(rf"\baccording to (?:{called})\b|^\W*(?:{called})\s+on\b|{told}", question, re.IGNORECASE) is not None
    )


def named_speakers(question: str, snapshot: Snapshot) -> tuple[Speaker, ...]:
    """The speakers a question names, in order."""
    return _named_in(question, snapshot).asked_for.speakers


@dataclass(frozen=True, slots=True)
class _Named:
    """What a question names, the runs of words that name speakers and those that name documents, and what is left."""

    asked_for: AskedFor
    runs: tuple[tuple[str, ...], ...]
    titles: tuple[tuple[str, ...], ...]
    rest: str


def _named_in(question: str, snapshot: Snapshot) -> _Named:
    """The speakers and documents that a question names.

    A body or country is heard only where the question asks for something said: most are named as the subject.
    """
    words = re.findall(r"[\w’'-]+", question)
    named: dict[int, list[NamedDocument]] = {}
    for one in named_documents(words, snapshot):
        named.setdefault(one.first, []).append(one)
    spoken = _SPEECH.search(question) is not None
    found: dict[Speaker, None] = {}
    runs: list[tuple[str, ...]] = []
    rest: list[str] = []
    position = 0
    documents: list[NamedDocument] = []
    while position < len(words):
        here = named.get(position)
        if here and not any(_is_authors(one, words, snapshot) for one in here):
            documents += here
            position = here[0].last
            continue
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            run = words[position : position + length]
            speaker = _named(run, snapshot)
            if speaker and (speaker.person or spoken) and not _of_another(words, position, length, speaker):
                found.setdefault(speaker)
                runs.append(tuple(run))
                position += length
                break
        else:
            meant = described(words, position, snapshot)
            if meant:
                found.setdefault(meant[0])
                runs.append(tuple(words[position : position + meant[1]]))
            else:
                rest.append(words[position])
            position += meant[1] if meant else 1
    titles = tuple(tuple(words[one.first : one.last]) for one in documents)
    apart = tuple(one.row for one in documents if not any(_speaks_in(one.row, speaker, snapshot) for speaker in found))
    left = " ".join(rest) if (found or documents) and len(rest) >= _ENOUGH else question
    return _Named(AskedFor(tuple(found), apart), tuple(runs), titles, left)


def _is_authors(document: NamedDocument, words: Sequence[str], snapshot: Snapshot) -> bool:
    """Whether a document is called by its author ("Shahid's piece"): then the author's words are asked for."""
    author = snapshot.store.authors[document.row]
    said = {name_key(word) for word in words[document.first : document.last]}
    names = name_key(author).split() if author else ()
    return any(name in said or f"{name}s" in said for name in names)


def _speaks_in(document: int, speaker: Speaker, snapshot: Snapshot) -> bool:
    """Whether somebody is heard in a document, so that naming both asks for their words there and sets no sides."""
    rows = snapshot.store.sentences_of(speaker.id)
    return document in snapshot.rows_by_author.get(speaker.id, ()) or any(
        int(snapshot.store.sentence_document[row]) == document for row in rows
    )


def _of_another(words: list[str], position: int, length: int, speaker: Speaker) -> bool:
    """Whether a bare surname follows a first name that is not this speaker's: "Ashraf Ghani" is not Ehsan Ghani."""
    if length > 1 or position == 0 or not words[position][0].isupper():
        return False
    before = words[position - 1]
    own = {word for name in (speaker.name, *speaker.aliases) for word in name_key(name).split()}
    plain = name_key(before)
    return before[0].isupper() and plain not in own | TITLES and not _NO_NAMES.fullmatch(before)


def _named(run: list[str], snapshot: Snapshot) -> Speaker | None:
    name = " ".join(run)
    exact = snapshot.register.lookup(name) or (snapshot.register.lookup(name[:-1]) if name.endswith("s") else None)
    if exact is not None or not _may_be_slip(run, snapshot):
        return exact
    return snapshot.register.find(name).speaker


def _may_be_slip(run: list[str], snapshot: Snapshot) -> bool:
    """Whether a run of words holds one that no article has, so that it may be a name written wrongly."""
    terms = [term for word in run for term in snapshot.words.analyze(word)]
    return len(run) <= 2 and any(len(term) >= SHORTEST_SLIP and not snapshot.words.holds(term) for term in terms)  # noqa: PLR2004 - first and last name


def _term(
    word: str, question: str, names: frozenset[str], others: tuple[tuple[str, ...], ...], snapshot: Snapshot
) -> Term:
    weight = snapshot.words.rarity(word) * (_NAME_WEIGHT if word in names else 1.0)
    alternatives = (*_long_forms(word, question, snapshot), *others)
    if alternatives:
        return Term(word, weight, alternatives)
    near = mended(word, snapshot)
    return Term(word, snapshot.words.rarity(near), ((near,),)) if near else Term(word, weight)


def _long_forms(word: str, question: str, snapshot: Snapshot) -> tuple[tuple[str, ...], ...]:
    """What a short form stands for; initials count only where it is written as one or the corpus has no such word."""
    written = re.search(rf"\b{re.escape(word.upper())}\b", question) is not None or not snapshot.words.holds(word)
    forms = [one for one in snapshot.store.long_forms(word) if one.stated or written]
    return tuple(dict.fromkeys(tuple(snapshot.words.analyze(one.long)) for one in forms[:_LONG_FORMS]))


def _unknown(question: str, runs: Sequence[Sequence[str]], snapshot: Snapshot) -> tuple[str, Found] | None:
    """The name whose words are asked for, where it is nobody's; ``runs`` are the words in which somebody was heard."""
    asked = _ASKED_FOR.search(question)
    if asked is None:
        return None
    name = next(group for group in asked.groups() if group)
    words = name.split()
    if any(set(words) <= set(run) for run in runs):  # "the PPP chairman" is known, and "PPP" is no name of his
        return None
    places = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    if any(_known(words, first, last - first, snapshot) for first, last in places):
        return None
    return name, snapshot.register.find(name)


def _known(words: list[str], first: int, length: int, snapshot: Snapshot) -> bool:
    """Whether a run of an asked name is somebody's, a group's ("the Committee"), or short for somebody."""
    name = " ".join(words[first : first + length])
    speaker = _named(words[first : first + length], snapshot)
    if speaker is not None:
        return not _of_another(words, first, length, speaker)
    if name_key(name) in snapshot.group_names:
        return True
    longs = (one.long for one in snapshot.store.long_forms(name_key(name)))
    return any(snapshot.register.lookup(long) is not None for long in longs)
