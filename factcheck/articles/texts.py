"""What is no article: a text without words, or with characters that no text holds."""

from factcheck.characters import LONE_SURROGATE


def unfit(text: str) -> str | None:
    """Why a text is no article, with the mend; None if it is one."""
    if why := broken(text):
        return why
    if not text:
        return "the text is empty; give an article."
    if not any(char.isprintable() and not char.isspace() for char in text):
        return "there is only white space, or nothing that can be seen; give an article."
    return None


def broken(text: str) -> str | None:
    """Which character no text holds, with the mend; None if there is none."""
    if (at := text.find("\0")) >= 0:
        return f"character {at} is a NUL, which no text holds; remove it, or save the text as UTF-8."
    if lone := LONE_SURROGATE.search(text):
        return f"character {lone.start()} is half of one (a lone surrogate), or not UTF-8; save the text as UTF-8."
    return None
