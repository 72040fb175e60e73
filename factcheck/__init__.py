"""Turns news articles into a fact-checker's worksheet.

    >>> import factcheck
    >>> claim, = factcheck.extract("The river rose by 3 metres. Nobody was hurt.", lang="en")
    >>> claim.figures[0].value, claim.figures[0].unit
    (Decimal('3'), 'meter')

Everything is imported when it is first used: `import factcheck` costs nothing.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.claims import extract, to_frame
    from factcheck.errors import FactcheckError
    from factcheck.frames import extract_frame
    from factcheck.pipeline import languages, load
    from factcheck.records import Article, Claim, Figure, Mention

__all__ = [
    "Article",
    "Claim",
    "FactcheckError",
    "Figure",
    "Mention",
    "extract",
    "extract_frame",
    "languages",
    "load",
    "to_frame",
]

_HOME = {
    "FactcheckError": "errors",
    "extract": "claims",
    "extract_frame": "frames",
    "to_frame": "claims",
    "languages": "pipeline",
    "load": "pipeline",
    "Article": "records",
    "Claim": "records",
    "Figure": "records",
    "Mention": "records",
}

try:
    __version__ = version("factcheck")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0"


def __getattr__(name: str) -> Any:
    """The public name, imported from its module at first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    value = getattr(import_module(f"factcheck.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
