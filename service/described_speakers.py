"""People whom a question describes instead of naming: "the ex-NACTA chief", "a retired major general".

A description is heard only where it fits one person of the snapshot and no other.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from corpus.attribution.roles import SHORT_OFFICES
from corpus.speakers import name_key
from corpus.statements import Speaker
from index.descriptions import LINKS, described_words
from index.snapshot import Snapshot
from service.function_words import FUNCTION_WORDS, PREPOSITIONS
from service.speech import tells_of_an_event

_LONGEST = 8  # words: "former head of the National Counter Terrorism Authority"
_AT_LEAST = 2  # words that say what somebody is; one alone ("the president") fits people whom no article names
_SHARE = 0.5  # of what somebody is called, at least: "news leader" is not the editor of a news site for players
_JOINING = frozenset(("and", "or", "on", "with", "by", "as"))
_ONE_OF_MANY = frozenset(("a", "an", "each", "both"))  # "a chief executive" is nobody yet
_OF_ONE_OFFICE = frozenset(("prime", "executive"))  # "prime minister" says as little as "minister"
_ASKING = frozenset(
    ("say", "says", "said", "think", "thinks", "want", "wants", "see", "sees", "argue", "argues", "claim", "claims")
)  # and what else a question asks of somebody
_RANKS = frozenset(("general", "major", "colonel", "brigadier", "admiral", "marshal"))  # kept by those who retire
_CALLINGS = frozenset(("professor", "journalist", "analyst", "economist", "historian", "lawyer", "researcher"))
_OFFICES = frozenset(
    (
        *_RANKS,
        *_CALLINGS,
        *("head", "minister", "president", "chairman", "secretary", "spokesperson", "officer", "ambassador", "judge"),
        *(
            "founder",
            "senator",
            "governor",
            "mayor",
            "adviser",
            "advisor",
            "envoy",
            "commander",
            "executive",
            "ceo",
            "director",
        ),
    )
)


def described(
    words: Sequence[str], position: int, snapshot: Snapshot, breaks: AbstractSet[int] = frozenset()
) -> tuple[Speaker, int] | None:
    """The one person whom the longest run of words from ``position`` describes, and the run's length in words.

    Before the words at ``breaks`` a clause ends: no run goes on over that.
    """
    for length in range(min(_LONGEST, len(words) - position), 0, -1):
        run = words[position : position + length]
        if any(position < one < position + length for one in breaks):
            continue
        if not _may_describe(run) or not _whole(words, position, position + length, breaks):
            continue
        said = described_words(_spelt_out(run))
        alone = len(said - _OF_ONE_OFFICE) < _AT_LEAST
        if not said & _OFFICES or (
            alone and not (_introduced(words, position) or _is_premier(said, words, position, breaks))
        ):
            continue
        initials = frozenset(name_key(word) for word in run if word.isupper())
        fitting = _fitting(said, initials, 0.0 if alone else _SHARE, snapshot)
        if len(fitting) == 1:
            return next(one for one in snapshot.register.speakers if one.id in fitting), length
    return None


def _spelt_out(run: Sequence[str]) -> str:
    """A run of words, or the office that letters alone stand for: "IGP"; "PM" says as little as two words do."""
    office = SHORT_OFFICES.get(run[0].lower(), "") if len(run) == 1 and run[0].isupper() else ""
    return office if len(office.split()) > _AT_LEAST else " ".join(run)


def _may_describe(run: Sequence[str]) -> bool:
    """Whether it neither begins nor ends with a word that says nothing, and names one person, not two."""
    plain = [name_key(word) for word in run]
    return plain[0] not in LINKS and plain[-1] not in LINKS and not _JOINING.intersection(plain)


def _whole(words: Sequence[str], first: int, last: int, breaks: AbstractSet[int]) -> bool:
    """Whether a run is all that is said of somebody: no word more describes them, and no name follows."""
    before = [] if first in breaks else words[:first][-1:]
    after = [] if last in breaks else words[last:][:1]
    begins = not before or name_key(before[0]) in FUNCTION_WORDS - _ONE_OF_MANY
    return begins and not (after and (after[0][:1].isupper() or after[0] in ("of", "for")))


def _introduced(words: Sequence[str], position: int) -> bool:
    """Whether one word alone says enough: "the professor", whom an article has named before it calls them so.

    "Where was the journalist killed" may mean anybody.
    """
    word = words[position]
    if tells_of_an_event(words):
        return False
    return position > 0 and words[position - 1].lower() == "the" and word.islower() and name_key(word) in _CALLINGS


def _is_premier(said: frozenset[str], words: Sequence[str], position: int, breaks: AbstractSet[int]) -> bool:
    """Whether it is "the prime minister", an office that one person has, and they are asked, not spoken of.

    Not "which prime minister", "the prime minister's wife", "critics of the prime minister", "the prime minister, Li".
    """
    if said != {"prime", "minister"} or position == 0 or words[position - 1].lower() != "the":
        return False
    before = words[position - 2].lower() if position > 1 else ""
    name_before = position > 1 and position - 1 in breaks and words[position - 2][:1].isupper()
    after = words[position + 2 : position + 3]
    beside = name_before or bool(after and position + 2 in breaks and after[0][:1].isupper())
    spoken_of = before in PREPOSITIONS - {"per", "by"} or before in ("by", "shot", "kill", "killed")
    owns = re.search(r"[’']s?$", words[position + 1]) is not None
    goes_on = bool(after) and position + 2 not in breaks and name_key(after[0]) not in FUNCTION_WORDS | _ASKING
    return not (beside or spoken_of or owns or goes_on or tells_of_an_event(words))


def _fitting(said: frozenset[str], initials: frozenset[str], share: float, snapshot: Snapshot) -> set[str]:
    """Ids of the people who are all that is said; who has left an office is meant only where that is said too."""
    wanted = [(frozenset((word,)), *_in_full(word, snapshot, as_initials=word in initials)) for word in said]
    kept = bool(said & _RANKS) or "former" in said
    return {
        one.speaker_id
        for word in said & _OFFICES
        for one in snapshot.descriptions.get(word, ())
        if (kept or "former" not in one.words) and _covers(one.words, wanted, share)
    }


def _covers(called: frozenset[str], wanted: Sequence[tuple[frozenset[str], ...]], share: float) -> bool:
    said = [next((form for form in forms if form <= called), None) for forms in wanted]
    return None not in said and sum(len(form) for form in said if form) >= share * len(called)


def _in_full(word: str, snapshot: Snapshot, *, as_initials: bool) -> tuple[frozenset[str], ...]:
    """What a short form stands for: "NACTA" for "National Counter Terrorism Authority"."""
    stated = tuple(described_words(form.long) for form in snapshot.store.long_forms(word))
    return (*stated, *snapshot.initials.get(word, ())) if as_initials else stated
