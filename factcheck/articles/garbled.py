"""Letters of a text that were garbled or lost before it came to us: they are left as they are, and told."""

import re
from collections.abc import Iterator

from factcheck.paragraphs import paragraphs

# The bytes from 80 to BF as windows-1252 shows them; of those that it lacks control characters are made.
_BEHIND = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# A letter or sign in UTF-8, shown as if it were in windows-1252: "Ã¨" for "è", "â€™" for "’".
_GARBLED = re.compile(rf"[ÂÃÄÅ][{_BEHIND}]|[âï][{_BEHIND}]{{2}}|ð[{_BEHIND}]{{3}}")
_CLOSED = re.compile("[ÂÃÄÅ][’”»]")  # the end of a quotation as often as not: "a irmÃ”"
_BEFORE, _AFTER = re.compile(r"\S*\Z"), re.compile(r"\S*")
_SHOWN = 20  # characters of a word, before what is wrong in it and behind


def garbled(text: str) -> Iterator[str]:
    """What is wrong with the letters of a text, a sentence each, which says where the first one stands."""
    found = [match.start() for match in _GARBLED.finditer(text) if _is_letter(match[0])]
    if len(found) > 1 or (found and not _CLOSED.match(text, found[0])):
        yield f"letters are garbled ({_where(text, found[0])}), as by a wrong encoding; they are left so."
    if (lost := text.find("\ufffd")) >= 0:
        yield f"letters are lost, with a � in their place ({_where(text, lost)})."


def _is_letter(garbled: str) -> bool:
    """Whether characters are those of one letter in UTF-8."""
    data = b"".join(char.encode("latin-1" if char < "\xa0" else "cp1252") for char in garbled)
    try:
        return len(data.decode("utf-8")) == 1
    except UnicodeDecodeError:
        return False


def _where(text: str, at: int) -> str:
    """The word at an offset, and the number of its paragraph."""
    number = sum(start <= at for start, _ in paragraphs(text))
    word = _BEFORE.search(text, max(0, at - _SHOWN), at)[0] + _AFTER.match(text, at, at + _SHOWN)[0]  # type: ignore[index]  # they match
    return f"“{word}”, paragraph {number}"
