"""Check anybody's quotation against the corpus: found, altered, spliced, misattributed, or not found.

"Found" is identity by construction: the same words and inner marks, one after another, in one document, no figure cut.
Only white space, the style of marks, normalisation form, ligatures, invisible characters, the case of the first letter
and the marks around the quotation may differ; likeness never makes a quotation true. Left out between may be whole
sentences, with an ellipsis, and the tag of a speech, where all of it is one known speaker's; both are shown. Any other
omission is at best "altered": no rule of ours can tell whether it is fair.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.snapshot import Snapshot
from service.integrity import check_quotes
from service.quotation import Kind, QuotationCheck, QuotedPlace, Verdict
from service.quotation_alignment import Alignment, align, align_within, show
from service.quotation_attribution import SameName, is_said_by, place_of
from service.quotation_kinds import differing_kinds
from service.quotation_left_out import ends_with_question, note_on_parts
from service.quotation_omissions import Omission, find_omission
from service.quotation_parts import Part, find_parts, follows, run_on
from service.quotation_places import FoundPlaces, WordsPlace, find_candidates, find_places
from service.quotation_tags import without_tags
from service.quotation_words import (
    ELLIPSIS,
    QuotedWords,
    is_word,
    read_document_words,
    read_words,
    without_surrounding_marks,
)
from service.speaker_names import is_named, names_same

LONGEST_QUOTATION = 5_000  # characters; two printed pages
_SHOWN = 5  # places shown of a quotation found in many
_NEAR = 0.6  # of the quotation's words that the passage must have in order; unrelated sentences have under half
_COMPACT = 0.4  # of the passage that must be shared words; marks count as well, and half may have been left out
_FEWEST_NEAR = 3  # words shared; one or two are chance
_COMPARED = 12  # documents compared word by word for the nearest passage; about 50 ms
_TOLD = "The article tells this in its own words; it does not quote its speaker there."
_FEW = 3  # words under which a quotation names nothing in particular


class UncheckableError(ValueError):
    """What is given cannot be checked; ``part`` is ``quotation`` or ``speaker``."""

    def __init__(self, part: str, problem: str) -> None:
        self.part = part
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class _Nearest:
    """The passage nearest to a quotation, in the document of a row."""

    row: int
    alignment: Alignment


def check_quotation(
    snapshot: Snapshot, quotation: str, speaker: str | None, same_name: SameName = names_same
) -> QuotationCheck:
    """The verdict on a quotation, and on who said it where a speaker is given.

    Raises ``UncheckableError`` where the quotation holds no word or is longer than ``LONGEST_QUOTATION``, or the
    speaker's name is empty.
    """
    quoted = _read(quotation)
    if speaker is not None and not speaker.strip():
        raise UncheckableError("speaker", "the speaker's name is empty. Give a name, or leave the speaker out.")
    check = _checked(snapshot, quoted, speaker, same_name)
    check_quotes(place.quote for place in check.places)
    return check


def _checked(snapshot: Snapshot, quoted: QuotedWords, speaker: str | None, same_name: SameName) -> QuotationCheck:
    found = find_places(snapshot, quoted)
    if found.places:
        return _found(snapshot, quoted, found, speaker, same_name)
    omission = find_omission(snapshot, quoted) if ELLIPSIS in quoted.keys else None
    if omission:
        return _with_omission(snapshot, quoted, omission, speaker, same_name)
    nearest = _nearest(snapshot, quoted)
    if nearest and _is_identical(nearest.alignment):
        place = WordsPlace(nearest.row, nearest.alignment.first, nearest.alignment.last)
        return _found(snapshot, quoted, FoundPlaces((place,), found.complete), speaker, same_name)
    tagged = without_tags(snapshot, quoted, nearest.row, nearest.alignment) if nearest else None
    if nearest and tagged:
        return _without_tags(snapshot, quoted, _Nearest(nearest.row, tagged), speaker, same_name)
    cut = _cut(snapshot, quoted, found)
    if cut:
        return _altered(snapshot, quoted, cut, complete=found.complete)
    return _not_verbatim(snapshot, quoted, nearest, complete=found.complete)


def _read(quotation: str) -> QuotedWords:
    if len(quotation) > LONGEST_QUOTATION:
        raise UncheckableError(
            "quotation",
            f"the quotation has {len(quotation)} characters, and {LONGEST_QUOTATION} can be checked at once.",
        )
    quoted = without_surrounding_marks(read_words(quotation))
    if not any(map(is_word, quoted.keys)):
        raise UncheckableError("quotation", "the quotation holds no word. Give the words as they were printed.")
    return quoted


# --- the words are there ----------------------------------------------------------------------------------------


def _found(
    snapshot: Snapshot, quoted: QuotedWords, found: FoundPlaces, speaker: str | None, same_name: SameName
) -> QuotationCheck:
    places = found.places
    least = "" if found.complete else "at least "
    count = f"{least}{len(places)} places" if len(places) > 1 else f"{least}one place"
    if speaker is not None:
        theirs = tuple(place for place in places if is_said_by(snapshot, place, speaker, same_name))
        if not theirs:
            return _misattributed(snapshot, quoted, found, speaker)
        places = theirs
    by = f", said by {speaker.strip()} in {len(places)} of them" if speaker and len(found.places) > 1 else ""
    details = [f"These words stand in {count} of the corpus{by}."]
    if sum(map(is_word, quoted.keys)) < _FEW:
        details.append(f"Fewer than {_FEW} words tell no quotation from another.")
    return _check(snapshot, quoted, "found", " ".join(details), places, found=found)


def _misattributed(snapshot: Snapshot, quoted: QuotedWords, found: FoundPlaces, speaker: str) -> QuotationCheck:
    places = [place_of(snapshot, place) for place in found.places]
    detail = f"These words are in the corpus, but {_whose(places, speaker.strip())}."
    return _check(snapshot, quoted, "misattributed", detail, found.places, found=found)


def _whose(places: Sequence[QuotedPlace], given: str) -> str:
    """Whose the words are, as far as the corpus knows."""
    known = list(dict.fromkeys(place.speaker for place in places if place.speaker))
    unconfirmed = f"that {given} said them cannot be confirmed"
    if not known:
        voices = {place.voice for place in places}
        if voices == {"article"}:
            return f"the article says them in its own voice; {unconfirmed}"
        if "speakers" in voices:
            return f"they are not one speaker's; {unconfirmed}"
        return f"it is not known there who said them; {unconfirmed}"
    names = [speaker.name for speaker in known]
    whose = f"they are {_listed(names)}'s" if len(names) == 1 else f"they are those of {_listed(names)}"
    if len(known) == 1 and known[0].role and is_named(given, known[0]):
        return f"{whose} ({known[0].role}); that this is {given} cannot be confirmed"
    if any(place.speaker is None for place in places):
        return f"where it is known who said them, {whose}; {unconfirmed}"
    return f"{whose}, not {given}'s"


def _listed(names: list[str]) -> str:
    *others, last = names if len(names) <= _SHOWN else [*names[:_SHOWN], f"{len(names) - _SHOWN} others"]
    return f"{', '.join(others)} and {last}" if others else last


def _with_omission(
    snapshot: Snapshot, quoted: QuotedWords, omission: Omission, speaker: str | None, same_name: SameName
) -> QuotationCheck:
    if omission.joint == "apart":
        return _spliced(snapshot, quoted, omission.places, complete=omission.complete)
    near = _Nearest(omission.place.row, omission.alignment(quoted))
    if omission.joint != "whole":
        return _altered(snapshot, quoted, near, complete=omission.complete)
    left_out = "The quotation leaves whole sentences of the same speaker out and says so; they are shown."
    return _found_in_pieces(snapshot, quoted, near, left_out, speaker, same_name)


def _without_tags(
    snapshot: Snapshot, quoted: QuotedWords, near: _Nearest, speaker: str | None, same_name: SameName
) -> QuotationCheck:
    left_out = "The words between, which the quotation leaves out, are the article's; they are shown."
    return _found_in_pieces(snapshot, quoted, near, left_out, speaker, same_name)


def _found_in_pieces(
    snapshot: Snapshot, quoted: QuotedWords, near: _Nearest, left_out: str, speaker: str | None, same_name: SameName
) -> QuotationCheck:
    """The words are there in order, and what stands between them is shown."""
    place = WordsPlace(near.row, near.alignment.first, near.alignment.last)
    check = _found(snapshot, quoted, FoundPlaces((place,), complete=True), speaker, same_name)
    document = read_document_words(snapshot.document(near.row).document.text)
    return replace(check, detail=f"{check.detail} {left_out}", diff=show(near.alignment.steps, quoted, document))


def _spliced(
    snapshot: Snapshot, quoted: QuotedWords, places: Sequence[WordsPlace], *, complete: bool
) -> QuotationCheck:
    speakers = dict.fromkeys(place_of(snapshot, place).speaker for place in places)
    names = [speaker.name for speaker in speakers if speaker]
    why = f"they are words of {_listed(names)}" if names[1:] else "they stand apart"
    detail = f"Each of {len(places)} parts is verbatim, but {why} and were joined."
    return _check(snapshot, quoted, "spliced", detail, places, complete=complete)


# --- the words are not there ------------------------------------------------------------------------------------


def _not_verbatim(
    snapshot: Snapshot, quoted: QuotedWords, nearest: _Nearest | None, *, complete: bool
) -> QuotationCheck:
    near = nearest if nearest and _is_near(quoted, nearest.alignment) else None
    if near and _is_one_passage(snapshot, quoted, near):
        return _altered(snapshot, quoted, near, complete=complete)
    parts = find_parts(snapshot, quoted)
    if len(parts) > 1 and not run_on(snapshot, parts):
        return _spliced(snapshot, quoted, [part.place for part in parts], complete=complete)
    near = _joined(snapshot, quoted, parts) or near
    if near:
        return _altered(snapshot, quoted, near, complete=complete)
    read = "" if complete else " The corpus has more documents than were read."
    detail = f"No passage of the corpus is near these words.{read}"
    return _check(snapshot, quoted, "not_found", detail, (), complete=complete)


def _cut(snapshot: Snapshot, quoted: QuotedWords, found: FoundPlaces) -> _Nearest | None:
    """The first place whose words are these, but begin or end inside a word or a figure, with the whole of that."""
    for place in found.cut:
        document = read_document_words(snapshot.document(place.row).document.text)
        alignment = align_within(quoted, document, place.first, place.last)
        if alignment:
            return _Nearest(place.row, alignment)
    return None


def _altered(snapshot: Snapshot, quoted: QuotedWords, near: _Nearest, *, complete: bool) -> QuotationCheck:
    document = read_document_words(snapshot.document(near.row).document.text)
    steps = near.alignment.steps
    kinds = differing_kinds(steps, quoted, document)
    detail = _what_differs(near.alignment, quoted, kinds)
    check = _check(
        snapshot,
        quoted,
        "altered",
        detail,
        [WordsPlace(near.row, near.alignment.first, near.alignment.last)],
        complete=complete,
    )
    return replace(check, diff=show(steps, quoted, document), differs=kinds)


def _what_differs(alignment: Alignment, quoted: QuotedWords, kinds: Sequence[Kind]) -> str:
    operations = {step.operation for step in alignment.steps if step.operation != "equal"}
    if ELLIPSIS in quoted.keys and _is_elided(alignment, quoted):
        return "The quotation leaves words out and says so; what it leaves out is shown, and may change the meaning."
    if _is_cut(alignment):
        return "The quotation begins or ends inside a figure or a word; what it cuts off is shown."
    if set(kinds) <= {"case", "punctuation"}:
        only = " and ".join("capital and small letters" if kind == "case" else "marks" for kind in kinds)
        return f"The words are those of the nearest passage; {only} differ."
    listed = f"(what differs: {', '.join(kinds)})"
    if operations == {"delete"}:
        return f"The quotation leaves words of the nearest passage out without saying so {listed}."
    if operations == {"insert"}:
        return f"The quotation adds words to the nearest passage {listed}."
    return f"The nearest passage has other words {listed}."


def _is_cut(alignment: Alignment) -> bool:
    """Whether all of the quotation's words stand in a row in the passage, which goes on before or after them."""
    kinds = [step.operation for step in alignment.steps]
    return kinds.count("equal") == 1 and set(kinds) == {"equal", "delete"}


def _is_elided(alignment: Alignment, quoted: QuotedWords) -> bool:
    """Whether the quotation differs only in marked omissions."""
    changed = [quoted.keys[slice(*step.yours)] for step in alignment.steps if step.operation != "equal"]
    return all(ELLIPSIS in keys and not any(map(is_word, keys)) for keys in changed)


def _is_identical(alignment: Alignment) -> bool:
    return all(step.operation == "equal" for step in alignment.steps)


def _is_near(quoted: QuotedWords, alignment: Alignment) -> bool:
    words = sum(map(is_word, quoted.keys))
    length = alignment.last - alignment.first
    return alignment.shared >= max(_FEWEST_NEAR, _NEAR * words) and alignment.shared >= _COMPACT * length


def _is_one_passage(snapshot: Snapshot, quoted: QuotedWords, near: _Nearest) -> bool:
    """Whether all words but one stand in the passage, none further from the one before than in the next sentence."""
    equal = [WordsPlace(near.row, *step.source) for step in near.alignment.steps if step.operation == "equal"]
    added = sum(map(is_word, quoted.keys)) - near.alignment.shared
    return added <= 1 and all(follows(snapshot, one, other) for one, other in pairwise(equal))


def _joined(snapshot: Snapshot, quoted: QuotedWords, parts: tuple[Part, ...]) -> _Nearest | None:
    """The passage from the first to the last of parts that run on, however much was left out between them."""
    if not parts:
        return None
    document = read_document_words(snapshot.document(parts[0].place.row).document.text)
    alignment = align_within(quoted, document, parts[0].place.first, parts[-1].place.last)
    return _Nearest(parts[0].place.row, alignment) if alignment else None


def _nearest(snapshot: Snapshot, quoted: QuotedWords) -> _Nearest | None:
    rows = find_candidates(snapshot, quoted.keys, scan=False).rows[:_COMPARED]
    best: _Nearest | None = None
    for row in rows:
        alignment = align(quoted, read_document_words(snapshot.document(row).document.text))
        if alignment and (best is None or _likeness(alignment) > _likeness(best.alignment)):
            best = _Nearest(row, alignment)
    return best


def _likeness(alignment: Alignment) -> tuple[int, int]:
    return alignment.shared, -len(alignment.steps)


def _note_on_telling(places: Sequence[QuotedPlace]) -> str:
    """That the words are the article's way of telling what somebody said, where they are that everywhere."""
    modes = {place.mode for place in places}
    return _TOLD if modes == {"indirect"} else ""


def _check(
    snapshot: Snapshot,
    quoted: QuotedWords,
    verdict: Verdict,
    detail: str,
    places: Sequence[WordsPlace],
    *,
    found: FoundPlaces | None = None,
    complete: bool = True,
) -> QuotationCheck:
    asks = ends_with_question(quoted)
    few = places if verdict == "spliced" else places[:_SHOWN]
    shown = tuple(place_of(snapshot, place, asks=asks) for place in few)
    notes = (_note_on_telling(shown), note_on_parts(shown)) if found else ()
    return QuotationCheck(
        quotation=quoted.text,
        snapshot=snapshot.id,
        verdict=verdict,
        detail=" ".join(filter(None, (detail, *notes))),
        places=shown,
        occurrences=len(found.places) if found else 0,
        diff=(),
        differs=(),
        complete=found.complete if found else complete,
    )
