"""Ligatures, which are the letters that they join."""

_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
# Fonts of TeX that don't tell what their letters are have them at these places
_LIGATURES |= dict(zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
_LIGATURES |= dict(zip("\x0b\x0c\x0e\x0f", ("ff", "fi", "ffi", "ffl"), strict=True))


def has_ligatures(text: str) -> bool:
    """Whether there are any in a text."""
    return any(map(text.__contains__, _LIGATURES))


def expanded(text: str) -> str:
    """A text with letters for its ligatures."""
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return text
