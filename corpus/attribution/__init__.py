"""Who said it: from an article's sentences to statements, by rules over words, with no model.

``read`` looks at one document alone; ``seen_in`` gathers the names of all readings for ``speakers.build_register``;
``state`` joins a reading with the register, and ``attribute`` does both for one document. Nothing here knows English
grammar beyond the word lists it carries.
"""

from corpus.attribution.entry import attribute, seen_in, state
from corpus.attribution.reading import Reading, read

__all__ = ["Reading", "attribute", "read", "seen_in", "state"]
