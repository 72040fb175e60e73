"""Characters that no text holds."""

import re

LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character


def readable(text: str) -> str:
    """A text whose lone surrogates, which tokenizers refuse, are replaced; offsets stay."""
    return LONE_SURROGATE.sub("\ufffd", text)
