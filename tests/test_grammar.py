"""Rules, readings and conditions belong together by name: none is missing, none is left over."""

import inspect
import re

from factcheck.quantities import amounts, durations
from factcheck.quantities.calendar import Calendar
from factcheck.quantities.conditions import Conditions
from factcheck.quantities.grammar import CATEGORY, CONDITION, RULES
from factcheck.quantities.passed_over import RULES as NOTHING

NAMES = {name for name, _ in RULES}
OTHERS = {"amount_of", "number_of", "unit_of", "hold"}


def functions(of):
    """The public functions that a module or class defines itself."""
    home = getattr(of, "__module__", None) or of.__name__
    found = inspect.getmembers(of, inspect.isfunction)
    return {name for name, one in found if one.__module__ == home and not name.startswith("_")} - OTHERS


def test_every_rule_has_a_reading_or_is_nothing():
    readings = [*functions(amounts), *functions(durations), *functions(Calendar)]
    assert set(readings) == NAMES - NOTHING.keys()
    assert len(readings) == len(set(readings))


def test_every_condition_has_a_rule():
    assert functions(Conditions) <= NAMES


def test_nothing_names_rules():
    assert NOTHING.keys() <= NAMES


def test_a_plain_word_begins_an_age_and_nothing_else():
    """Grammar.next looks for nothing else there. A rule's beginning is tried out: behind it anything may be missing."""
    categories = sorted({name for _, pattern in RULES for name in CATEGORY.findall(pattern)})
    letters = {name: chr(0x4E00 + number) for number, name in enumerate(categories)}
    looks_around = re.compile(r"\(\?(?:!|<=)(?:[^()]|\([^()]*\))*\)")
    begins = set()
    for name, pattern in RULES:
        plain = looks_around.sub("", CONDITION.sub("", pattern))
        start = re.compile(CATEGORY.sub(lambda found: rf"(?:{letters[found[0]]}|\Z)", plain), re.VERBOSE)
        for word in ("SMALL", "NAME"):
            begins |= {(name, word, after) for after in letters if start.match(letters[word] + letters[after])}
    assert begins == {("age", "SMALL", "COMMA"), ("age", "NAME", "COMMA")}
