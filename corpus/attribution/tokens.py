"""The words and signs of a text, each with its place and classes; made in one pass."""

import re
from dataclasses import dataclass

from corpus.attribution.verbs import FORMS, PERFECT_ONLY
from corpus.attribution.words import CLASSES, Word, listed

# A word keeps inner hyphens, apostrophes and ampersands, and the dots of "U.S" and "2.5" but not of a lost space
# ("strategy.Terrorism"); any other sign is a token of its own, but of the stars that make words
# bold in Markdown only those that end a heading before a sentence.
_TOKEN = re.compile(
    r"[^\W_]+(?:(?:[-'’&]|\.(?=[^\W\d_](?![^\W\d_])|\d))[^\W_]+)*"
    r"|``|\'\'|[^\w\s*]|_|(?<=[^\s*])\*{1,3}(?=:|\s[^\W\d_a-z])"
)
_GENITIVE = ("'s", "’s", "s'", "s’")
_SHORTENED = (*_GENITIVE, "'m", "’m", "'d", "’d", "'re", "’re", "'ll", "’ll", "'ve", "’ve")
_THREE = ("re", "ll", "ve")
_ABBREVIATED = listed(
    "gen maj lt col capt brig adm sgt mr mrs ms dr prof sen rep gov rev hon st jr sr messrs insp supt cmdr retd ret"
)
# The Arabic article before a name, as it sounds before each letter; "re-Opening" is none.
_ARTICLED = re.compile(r"(?:al|el|ul|ur|ud|ad|an|ar|as|at|az|ed|es)-[^\W\d_a-z]")
_EACH = listed("daily weekly monthly yearly")  # adjectives before a paper's name: "the daily Dawn"
_SHORT_LY = 4  # letters; "only" stands in the list, "ally" and "July" are no adverbs
_NOUNS = Word.PERSON | Word.BODY | Word.PAPER | Word.PLURAL
_HAVING = listed("has have had having")
_VERB_NAMES = frozenset(FORMS)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one entry a token, in the order of the text; ``low`` is for look-ups only, never for offsets."""

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    low: list[str]
    kind: list[int]

    def __len__(self) -> int:
        return len(self.start)

    def is_word(self, i: int) -> bool:
        """Whether the token is a word or number, not a sign."""
        return self.word[i][0].isalnum()

    def capital(self, i: int) -> bool:
        """Whether the token begins with an upper-case letter, or is a name after a small article: "al-Attar"."""
        word = self.word[i]
        return word[0].isupper() or (word[2:3] == "-" and _ARTICLED.match(word) is not None)

    def genitive(self, i: int) -> bool:
        """Whether the token ends as an English genitive."""
        return self.word[i].endswith(_GENITIVE)

    def abbreviated(self, i: int) -> bool:
        """Whether a full stop after this token may belong to it ("Gen.", "J.", "U.S.")."""
        word = self.low[i]
        return word in _ABBREVIATED or (self.capital(i) and (len(word) == 1 or "." in word))

    def adverb(self, i: int) -> bool:
        """Whether the token can stand between a subject and its verb without changing either."""
        if self.kind[i] & (Word.ADVERB | Word.NOT):
            return True
        word = self.word[i]
        return len(word) > _SHORT_LY and word.endswith("ly") and word[0].islower() and word not in _EACH

    def plural(self, i: int) -> bool:
        """Whether the token looks plural; names ending in "s" look so too."""
        if self.kind[i] & Word.PLURAL:
            return True
        if self.word[i].isupper():
            return False  # "the COAS"
        return self.low[i].endswith("s") and not self.low[i].endswith(("ss", "us", "is")) and not self.genitive(i)


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens in linear time; white space belongs to none."""
    start: list[int] = []
    end: list[int] = []
    word: list[str] = []
    for found in _TOKEN.finditer(text):
        begin, stop = found.span()
        start.append(begin)
        end.append(stop)
        word.append(found.group())
    low = [piece.lower() for piece in word]
    classes = CLASSES.get
    none = 0
    kind = [classes(piece, none) for piece in low]
    for i, piece in enumerate(low):
        if piece in _VERB_NAMES and (piece not in PERFECT_ONLY or not _HAVING.isdisjoint(low[max(0, i - 2) : i])):
            kind[i] |= Word.VERB
        elif not kind[i] and piece.endswith(_SHORTENED):
            kind[i] |= classes(piece[:-3] if piece.endswith(_THREE) else piece[:-2], none)
        if piece == "tank" and i and low[i - 1] == "think":
            kind[i - 1], kind[i] = 0, Word.BODY
        elif piece.endswith("-year-old"):
            kind[i] = Word.PERSON
        elif not kind[i] and "-" in piece:
            kind[i] = classes(piece.rpartition("-")[2], none) & _NOUNS  # "ex-wife", "vice-president"
    return Tokens(text, start, end, word, low, kind)
