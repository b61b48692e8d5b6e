"""Whose words a question asks for, and which documents: what it sets beside each other are these."""

from dataclasses import dataclass

from corpus.statements import Speaker


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The speakers that a question names and the rows of the documents that it names."""

    speakers: tuple[Speaker, ...] = ()
    documents: tuple[int, ...] = ()

    @property
    def one(self) -> bool:
        """Whether just one is asked for."""
        return len(self.speakers) + len(self.documents) == 1

    @property
    def several(self) -> bool:
        """Whether more than one is asked for."""
        return len(self.speakers) + len(self.documents) > 1

    def side(self, document: int, voice: str | None) -> str | int | None:
        """Which of them a sentence belongs to, by its document's row and the id of who is heard in it: none of them?"""
        if voice is not None and any(one.id == voice for one in self.speakers):
            return voice
        return document if document in self.documents else None
