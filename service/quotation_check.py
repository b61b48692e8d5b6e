"""Check anybody's quotation against the corpus: found, altered, spliced, misattributed, or not found.

"Found" is identity by construction: the same words and inner marks, one after another, in one document. Only white
space, the style of marks, normalisation form, invisible characters, the case of the first letter and the marks around
the quotation may differ; likeness never makes a quotation true. One with an ellipsis is at best "altered", with what
was left out shown: no rule of ours can tell whether the omission is fair.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from corpus.speakers import slug
from corpus.statements import Speaker
from index.snapshot import Snapshot
from service.answer import Quote
from service.integrity import check_quotes
from service.quotation import QuotationCheck, QuotedPlace, Verdict
from service.quotation_alignment import Alignment, align, align_within, show
from service.quotation_kinds import differing_kinds, holds_negation
from service.quotation_parts import find_parts, is_run_on
from service.quotation_places import MOST_PLACES, FoundPlaces, WordsPlace, find_candidates, find_places
from service.quotation_words import QuotedWords, is_word, read_document_words, read_words, without_surrounding_marks
from service.speaker_names import names_same

LONGEST_QUOTATION = 5_000  # characters; two printed pages
_SHOWN = 5  # places shown of a quotation found in many
_NEAR = 0.6  # of the quotation's words that a passage must share with it in order; unrelated news shares under 0.45
_SHORTEST_NEAR = 3  # words shared; two of three are often chance
_COMPARED = 12  # documents compared word by word for the nearest passage, a tenth of a second
_FEW = 3  # words under which a quotation names nothing in particular

SameName = Callable[[str, Speaker], bool]


def check_quotation(
    snapshot: Snapshot, quotation: str, speaker: str | None, same_name: SameName = names_same
) -> QuotationCheck:
    """The verdict on a quotation, and on who said it where a speaker is given.

    Raises ``ValueError`` where the quotation holds no word or is longer than ``LONGEST_QUOTATION``, or the speaker's
    name is empty.
    """
    quoted = _read(quotation)
    if speaker is not None and not speaker.strip():
        raise ValueError("the speaker's name is empty. Give a name, or leave the speaker out.")
    found = find_places(snapshot, quoted)
    if not found.places:
        check = _near(snapshot, quotation, quoted, found)
        if check.verdict != "found":
            return check
        found = FoundPlaces(_places_of(snapshot, check), found.complete)
    return _found(snapshot, quotation, quoted, found, speaker, same_name)
