"""What Babel formats for a language is read back: every currency and unit of CLDR, percents, numbers and dates.

A language joins by its folder in models/. What is not read stands with its reason in data/<lang>/babel.json.
"""

import json
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_compound_unit, format_unit
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factcheck.pipeline import languages

DATA = Path(__file__).parent / "data"
LANGS = [language.code for language in languages()]
WIDTHS = ("long", "short", "narrow")
WIDTHS_AND_LANGS = [(lang, width) for lang in LANGS for width in WIDTHS]
# What CLDR has a number for and the reader a word.
OWN_NAMES = {
    "percent": "%",
    "permillion": "part-per-million",
    "portion-per-1e9": "part-per-billion",
}
STYLES = ({}, {"format": "#,##0.00 ¤¤"}, {"format": "¤¤ #,##0.00"}, {"format_type": "name"})
VALUES = [Decimal(value) for value in ("1", "2", "12", "0.5", "1234.5", "-7.25", "1000000", "98765432.1")]
ADDRESS = re.compile(r"\d{1,3}(\.(1\d\d|2[0-4]\d|25[0-5])){3}")  # of a machine, or a number: it is read as the first
values = st.decimals(-(10**9), 10**12, places=3).map(lambda value: value.normalize() + 0)


@cache
def unit_patterns(lang):
    return Locale(lang)._data["unit_patterns"]


def currencies(lang):
    locale = Locale(lang)
    return sorted(set(locale.currencies) | set(locale._data["currency_names_plural"]))


def unit_of(key):
    unit = key.partition("-")[2]
    return OWN_NAMES.get(unit, unit)


def formatted(lang, width, key, value):
    """The unit as Babel formats it, None where it has nothing to format it with but its key."""
    text = format_unit(value, key, length=width, locale=lang)
    return None if text.endswith(key) else text


def form(lang, text, value):
    """What stands before the number and behind it."""
    before, _, after = text.partition(format_decimal(value, locale=lang))
    return before.strip(), after.strip()


@cache
def owners(lang):
    """The units that each form may mean, in any width."""
    found = defaultdict(set)
    for key in unit_patterns(lang):
        for width in WIDTHS:
            for value in VALUES:
                text = formatted(lang, width, key, value)
                if text:
                    found[form(lang, text, value)].add(unit_of(key))
    return found


@cache
def own_units(reader):
    """The forms in the language's own table, which comes before CLDR's: an Italian "tonnellata" is a metric one."""
    words = reader.lexicon.words.units
    tables = (words.percents, words.durations, words.measures)
    return {name: unit for table in tables for unit, names in table.items() for name in names}


def read_back(reader, text, value, *units):
    figures = reader.read(text)
    return len(figures) == 1 and figures[0].value == value and figures[0].unit in units


def unit_read_back(reader, lang, width, key, value):
    """Whether a unit is read; a form that several units share has none, or the one of the language's own table."""
    text = formatted(lang, width, key, value)
    if text is None:
        return True
    shown = form(lang, text, value)
    own = own_units(reader).get(shown[1])
    shared = len(owners(lang)[shown] | ({own} if own else set())) > 1
    return read_back(reader, text, value, *((None, own) if shared else (unit_of(key),)))


def known(lang):
    """The units that are not read, by width."""
    path = DATA / lang / "babel.json"
    reasons = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {width: {key for keys in reasons.get(width, {}).values() for key in keys} for width in WIDTHS}


@pytest.mark.parametrize(("lang", "width"), WIDTHS_AND_LANGS)
def test_every_unit_but_those_listed(readers, lang, width):
    reader = readers[lang]
    missed = {
        key
        for key in unit_patterns(lang)
        if not all(unit_read_back(reader, lang, width, key, value) for value in VALUES)
    }
    assert missed == known(lang)[width]


@pytest.mark.parametrize("lang", LANGS)
def test_hardly_any_unit_is_listed(lang):
    common = [(key, width) for key in unit_patterns(lang) for width in ("long", "short")]
    told = [(key, width) for key, width in common if formatted(lang, width, key, VALUES[0])]
    assert sum(key in known(lang)[width] for key, width in told) <= 0.005 * len(told)


@pytest.mark.parametrize(("lang", "width"), WIDTHS_AND_LANGS)
@settings(max_examples=300)
@given(data=st.data(), value=values)
def test_any_amount_of_any_unit(readers, lang, width, data, value):
    key = data.draw(st.sampled_from(sorted(unit_patterns(lang).keys() - known(lang)[width])))
    assume(not ADDRESS.search(format_decimal(value, locale=lang)))
    assert unit_read_back(readers[lang], lang, width, key, value), formatted(lang, width, key, value)


@pytest.mark.parametrize("lang", LANGS)
def test_every_unit_in_a_rate(readers, lang):
    """What stands behind "per" may be a part of the unit or be left outside; number and first unit stay.

    Pounds per year are money; a word such as "points" is a unit only where nothing else stands beside it.
    """
    reader, patterns, value = readers[lang], unit_patterns(lang), Decimal("12.5")
    money = reader.lexicon.words.currencies
    per = [key for key in patterns if "per" in patterns[key].get("long", {})]
    assert per
    for key in patterns:
        text = formatted(lang, "long", key, value)
        alone = reader.read(text)[0].unit if text else None
        shown = form(lang, text, value)[1] if text else None
        units = {alone, *(code for code, one in money.items() if shown in one.currencies)}
        units |= {None} if shown in reader.lexicon.alone else set()
        for other in per if text else ():
            rate = format_compound_unit(value, key, denominator_unit=other, locale=lang)
            figures = reader.read(rate)
            assert [figure.value for figure in figures] == [value], rate
            found = figures[0].unit
            assert found in units or "-per-" in found, rate


@pytest.mark.parametrize("lang", LANGS)
def test_every_currency(readers, lang):
    """The code XXX stands for no currency."""
    reader, missed = readers[lang], []
    for code in currencies(lang):
        for value in VALUES:
            for style in STYLES:
                text = format_currency(value, code, locale=lang, currency_digits=False, **style)
                if not read_back(reader, text, value, code if code != "XXX" else None):
                    missed.append(text)
    assert missed == []


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=300)
@given(data=st.data(), cents=st.integers(-(10**12), 10**14), style=st.sampled_from(STYLES))
def test_any_amount_of_any_currency(readers, lang, data, cents, style):
    code = data.draw(st.sampled_from([code for code in currencies(lang) if code != "XXX"]))
    value = Decimal(cents) / 100
    text = format_currency(value, code, locale=lang, currency_digits=False, **style)
    assume(not ADDRESS.search(text))
    assert read_back(readers[lang], text, value, code), text


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=300)
@given(value=values)
def test_any_number_and_percent(readers, lang, value):
    number = format_decimal(value, locale=lang)
    assume(not ADDRESS.search(number))
    assert read_back(readers[lang], number, value, None), number
    percent = format_percent(value / 100, locale=lang, decimal_quantization=False)
    assert read_back(readers[lang], percent, value, "%"), percent


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=500)
@given(day=st.dates(date(1000, 1, 1), date(2100, 12, 31)), width=st.sampled_from(["full", "long", "medium"]))
def test_any_date(readers, lang, day, width):
    text = format_date(day, width, locale=lang)
    figures = readers[lang].read(text)
    assert [(figure.kind, figure.date) for figure in figures] == [("DATE", day.isoformat())], text
