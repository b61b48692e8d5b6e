"""The article that is added last where the time of one article more is measured, and what only it answers."""

from corpus.document import Document

ADDED = Document(
    id="zz-added-last",
    title="Harbour master of Qasimabad resigns",
    text="The harbour master of Qasimabad, Yusra Tanoli, resigned on Monday after the dredger Sitara-9 ran aground.\n",
    publisher="OnRecord tests",
)
ADDED_QUESTION = "Why did the harbour master of Qasimabad resign?"
