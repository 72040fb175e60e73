"""Digits that are set higher than their line, as in a plain text."""

DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789+-\u2212", f"{DIGITS}⁺⁻⁻")


def raised(text: str) -> str:
    """Text that is set higher than its line: digits and their signs as ¹²³, so that 10⁶ is not 106."""
    return text.translate(_RAISED)
