"""Rules, readings and conditions belong together by name: none is missing, none is left over."""

import inspect

from factcheck.quantities import amounts, durations
from factcheck.quantities.calendar import Calendar
from factcheck.quantities.conditions import Conditions
from factcheck.quantities.grammar import RULES
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
