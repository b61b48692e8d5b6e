"""Words by which a question asks for something said."""

import re
from collections.abc import Sequence

_SAID = (
    r"say|said|says|view|views|opinion|position|stance|think|thinks|believe|believes|argue|argues|claim|claims|claimed"
    r"|stated|statement|stress|stressed|emphasi[sz]ed?|highlight|highlighted|warn|warned|warning|demand|demanded"
    r"|urge|urged|noted?|announced?|describe[sd]?|explain(?:s|ed)?|remark(?:s|ed)?"
)
SPEECH = re.compile(rf"\b(?:{_SAID}|according)\b", re.IGNORECASE)
SAYING = re.compile(
    rf"(?:{_SAID}|take|believed|argued|states?|stresses|emphasi[sz]es|highlights|warns|demands|urges|notes|announces"
    r"|comments?|appeal(?:s|ed)?|expect(?:s|ed)?|wants?|wanted|declare[sd]?|tells?|told|call(?:s|ed)?|propose[sd]?"
    r"|suggest(?:s|ed)?|recommend(?:s|ed)?|reject(?:s|ed)?|assert(?:s|ed)?|insist(?:s|ed)?|advise[sd]?)",
    re.IGNORECASE,
)  # beside whom or what is named, where more words can only mean that it speaks
WHAT_IS_SAID = re.compile(
    r"(?:views?|opinions?|positions?|stance|take|thoughts|words|statements?|remarks?|comments?|arguments?|claims?|assertions?"
    r"|warnings?|demands?|appeals?|announcements?|descriptions?|explanations?|suggestions?|proposals?|recommendations?"
    r"|advice|response|reply|reaction|assessment|answer)",
    re.IGNORECASE,
)  # what is somebody's where they have said it
_EVENTS = re.compile(
    r"happen(?:s|ed)?|killed|hurt|injured|wounded|shot|dead|died?|arrested|detained|abducted|kidnapped|attacked|assaulted"
    r"|born|buried",
    re.IGNORECASE,
)


def tells_of_an_event(words: Sequence[str]) -> bool:
    """Whether the words of a question ask for what happened to somebody or somewhere, and not for what was said."""
    return any(map(_EVENTS.fullmatch, words))
