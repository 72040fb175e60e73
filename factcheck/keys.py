"""What a sentence is known by: a key that is the same in every run, on every machine, and after any spreadsheet."""

import hashlib
import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def key(sentence: str, count: int) -> str:
    """The key of a `normal` sentence that stands in the article for the so many-th time: 16 hexadecimal digits."""
    return hashlib.sha256(f"{sentence}\n{count}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def normal(sentence: str) -> str:
    """A sentence as its key sees it: NFC, white space collapsed, without what is unseen or no worksheet can hold."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", sentence)).split())
