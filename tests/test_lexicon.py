"""Every word of the tables is read as what its table says, in a sentence of its own."""

import pytest

from factcheck.pipeline import languages

LANGUAGES = [language.code for language in languages()]
OTHERWISE = {("it", "°")}  # 7° is a rank in Italian


def words(reader, lang, frame):
    """The figures that a reader finds in a language's frame."""
    tables = reader.lexicon.words
    for group in (tables.units.percents, tables.units.durations, tables.units.measures):
        for unit, names in group.items():
            yield from ((frame.format(f"7 {name}"), unit) for name in names if (lang, name) not in OTHERWISE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_units(readers, frames, lang):
    for text, unit in words(readers[lang], lang, frames[lang]["there_is"]):
        assert [(figure.value, figure.unit) for figure in readers[lang].read(text)] == [(7, unit)], text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_currencies(readers, frames, lang):
    frame, number, costs = (frames[lang][name] for name in ("there_is", "seven_thousand", "costs"))
    for code, currency in readers[lang].lexicon.words.currencies.items():
        unit = None if code == "XXX" else code
        texts = [costs.format(f"{number} {name}") for name in currency.currencies]
        texts += [frame.format(f"{sign} {number}") for sign in currency.signs]
        texts += [frame.format(f"{number} {sign}") for sign in currency.signs]
        for text in texts:
            assert [(f.kind, f.value, f.unit) for f in readers[lang].read(text)] == [("MONEY", 7000, unit)], text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_months(readers, frames, lang):
    for month, names in readers[lang].lexicon.words.dates.months.items():
        for name in names:
            text = frames[lang]["day"].format(name)
            assert [figure.date for figure in readers[lang].read(text)] == [f"2021-{month:02}-07"], text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_modifiers(readers, frames, lang):
    for modifier, names in readers[lang].lexicon.words.context.modifiers.items():
        for name in names:
            text = frames[lang]["people"].format(name)
            assert [figure.modifier for figure in readers[lang].read(text)] == [modifier], text
