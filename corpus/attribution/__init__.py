"""Who said it: from an article's sentences to statements, by rules over words, with no model.

``reading.read`` looks at one document alone, ``speakers.build_register`` at the readings of all documents, and
``entry.attribute`` joins the two. Nothing here knows English grammar beyond the word lists it carries.
"""


from corpus.attribution.reading import Reading, read

__all__ = ["Reading", "read"]
