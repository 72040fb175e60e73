"""Bytes as text, in the encoding in which they were written."""

from factcheck.errors import ArticleError

BOM = "\ufeff"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def decoded(data: bytes, place: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Bytes as text, without a byte order mark; with what a checker should know of how they were read.

    `declared` is the encoding that the document says it is in. Raises ArticleError, which begins with `place`.
    """
    if is_utf16(data):
        raise ArticleError(f"{place}: this is in UTF-16; save it as UTF-8.")
    try:
        return data.decode("utf-8").lstrip(BOM), ()
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise ArticleError(f"{place}: this is a binary file, not a text; give a text file (UTF-8).") from None
        raise ArticleError(
            f"{place}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8, the encoding of articles; "
            "save the file as UTF-8."
        ) from None


def is_utf16(data: bytes) -> bool:
    """Whether bytes begin with the mark of UTF-16, or nearly every second one is NUL, and no other."""
    if data.startswith(_UTF16_BOMS):
        return True
    shares = sorted(half.count(0) / max(len(half), 1) for half in (data[::2], data[1::2]))
    return shares[0] == 0 and shares[1] > 0.7
