"""Questions about who somebody is: "Where does Okafor work?" asks for no words of theirs."""

import re

from service.naming import Named, called

_WORKS = r"(?:work(?:ing)?|employed|based|born|educated|teach(?:ing)?|study(?:ing)?|retire|serve (?:as|in|under|with))"
_ASKING = r"(?:where|when|(?:for )?(?:which|what|whom|who))"
_STATION = r"(?:job|profession|occupation|employer|post|institut(?:e|ion)|affiliation|background|career|university)"
_PLACE = (
    r"(?:town|city|country|university|institut(?:e|ion)|province|party|organi[sz]ation|think tank|company|newspaper)"
)
_TITLE = r"(?:\w+\.?\s+)?"  # "Prof."
_REST = r"(?:[\s,]+\w+){0,4}\W*$"  # "from the army", ", and where"; more makes another question of it


def asks_who_somebody_is(question: str, named: Named) -> bool:
    """Whether a question that names one person asks for their work or life; those are told by others."""
    asked = named.asked_for
    if not asked.one or not asked.speakers or not asked.speakers[0].person:
        return False
    called_so = called(named.runs)
    name = rf"{_TITLE}(?:{called_so})"
    patterns = (
        rf"^\W*who(?:[’']s|\s+is|\s+was)\s+{name}\W*$",
        rf"^\W*(?:{_ASKING}\b.*)\s+(?:does|did|is|was|has)\s+{name}\s+{_WORKS}\b{_REST}",
        rf"\b(?:{called_so})(?:[’']s?)?\s+{_STATION}\b",
        rf"^\W*(?:where|(?:what|which)\s+(?:\w+\s+)?{_PLACE})\s+(?:is|was)\s+{name}\s+from\W*$",
    )
    return any(re.search(one, question, re.IGNORECASE) for one in patterns)
