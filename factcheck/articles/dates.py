"""When an article was published, as documents tell it."""

import re
from datetime import date, datetime, time

_MONTH = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_ZONE = re.compile(r"\s*(?:[zZ]|([+-]\d\d):?(\d\d))$")


def iso(value: object) -> str | None:
    """A date or a moment in ISO 8601, None for anything else; midnight in no time zone is the day."""
    if isinstance(value, str):
        value = value.strip()
        if _MONTH.fullmatch(value):
            return value
        try:
            value = datetime.fromisoformat(_ZONE.sub(_zone, value))
        except ValueError:
            return None
    if isinstance(value, datetime) and value.time() == time() and value.tzinfo is None:
        value = value.date()
    return value.isoformat() if isinstance(value, date) else None


def _zone(found: re.Match[str]) -> str:
    """A time zone as all versions of Python read it."""
    return f"{found[1]}:{found[2]}" if found[1] else "+00:00"
