"""Days as people write them in a request or on the command line."""

import re
from datetime import date


def parse_day(given: object) -> date | None:
    """A day as YYYY-MM-DD, ``None`` for none; raises ``ValueError`` with the remedy, also for what is no text."""
    if given is None:
        return None
    try:
        if not isinstance(given, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
            raise ValueError(given)
        return date.fromisoformat(given)
    except ValueError as error:
        raise ValueError(f"{given!r} is not a day; write it as YYYY-MM-DD") from error
