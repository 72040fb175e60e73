"""Names of files as every system can hold them."""

import hashlib
import re

_LONGEST = 150  # bytes of a file's name
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|[. ]+$')  # by one system or another
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # on Windows


def file_name(part: str) -> str:
    """A name as every system can hold it; one that had to change ends with a short hash, so that no two become one.

    >>> file_name("Città 3"), file_name("a/b")
    ('Città 3', 'a_b-c14cddc0')
    """
    safe = _REFUSED.sub("_", part)
    if safe == part and not _RESERVED.match(part) and 0 < len(_bytes(part)) <= _LONGEST:
        return part
    start = _bytes(safe)[: _LONGEST - 10].decode("utf-8", "ignore")
    return f"{'_' if _RESERVED.match(start) else ''}{start}-{hashlib.sha256(_bytes(part)).hexdigest()[:8]}"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
