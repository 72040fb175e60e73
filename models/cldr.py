"""Writes models/<lang>/figures/cldr.json: the currencies and units of CLDR, as Babel 2.18 has them.

    python models/cldr.py            all languages here
    python models/cldr.py it es      these

Not needed to run factcheck: the tables lie beside this file. Babel comes with `pip install -e .[dev]`.
The tables are the Unicode Consortium's, under the licence in LICENSE-CLDR.txt.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from babel import Locale
from babel.units import get_unit_name

HERE = Path(__file__).resolve().parent
WIDTHS = ("long", "short", "narrow")
PERCENTS = {"concentr-percent": "%", "concentr-permille": "permille", "concentr-permyriad": "permyriad"}


def currencies(locale: Locale) -> dict[str, dict[str, list[str]]]:
    """What each ISO 4217 code is called: its names, singular and plural, and its signs."""
    plurals = locale._data["currency_names_plural"]
    out = {}
    for code in sorted(set(locale.currencies) | set(plurals)):
        names = [*dict(plurals.get(code, {})).values(), locale.currencies.get(code)]
        symbol = locale.currency_symbols.get(code)
        out[code] = {"currencies": unique(names), "signs": unique([symbol, code])}
    return out


def units(locale: Locale) -> dict[str, dict[str, list[str]]]:
    """What each unit is called, in all widths, by its CLDR id without the dimension: the tables of cldr.json."""
    found: dict[str, dict[str, list[str]]] = {"percents": {}, "durations": {}, "measures": {}, "leading": {}}
    for key in sorted(locale._data["unit_patterns"]):
        dimension, _, unit = key.partition("-")
        kind = "percents" if key in PERCENTS else "durations" if dimension == "duration" else "measures"
        patterns = [pattern.partition("{0}") for width in WIDTHS for pattern in forms(locale, key, width)]
        behind = unique([after.strip() for before, _, after in patterns if not before.strip()])
        before = unique([before.strip() for before, _, after in patterns if not after.strip()])
        found[kind] |= {PERCENTS.get(key, unit): behind} if behind else {}
        found["leading"] |= {unit: before} if before else {}
    return found


def forms(locale: Locale, key: str, width: str) -> list[str]:
    """A unit's patterns of one width, one for each plural form; its name where CLDR has no pattern."""
    patterns = locale._data["unit_patterns"][key].get(width, {})
    found = [pattern for form, pattern in dict(patterns).items() if form != "per"]
    name = get_unit_name(key, length=width, locale=locale)
    missing = (locale.plural_form.tags | {"other"}) - patterns.keys()
    return [*found, f"{{0}} {name}"] if name and missing else found


def unique(words: list[str | None]) -> list[str]:
    """The words, each once, in order."""
    return list(dict.fromkeys(word.replace("\u00a0", " ") for word in words if word))


def shared_without_owner(table: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    """The units, a form that several of them share moved to "": 5 m may be read, what m means may not."""
    owners: dict[str, set[str]] = defaultdict(set)
    behind = [group for name, group in table.items() if name != "leading"]
    for group in behind:
        for unit, words in group.items():
            for word in words:
                owners[word].add(unit)
    for group in behind:
        for unit, words in group.items():
            group[unit] = [word for word in words if len(owners[word]) == 1]
    shared = sorted(word for word, units in owners.items() if len(units) > 1)
    return {**table, "measures": {**table["measures"], "": shared}} if shared else table


def text(tables: dict[str, Any]) -> str:
    """The tables as JSON, an entry a line."""
    groups = []
    for name, group in tables.items():
        if isinstance(group, str):
            groups.append(f"  {json.dumps(name)}: {json.dumps(group)}")
            continue
        rows = {json.dumps(key): json.dumps(names, ensure_ascii=False) for key, names in group.items()}
        entries = [f"    {key}: {names}" for key, names in rows.items()]
        groups.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(entries) + "\n  }")
    return "{\n" + ",\n".join(groups) + "\n}\n"


def table(lang: str) -> str:
    """The contents of a language's cldr.json."""
    locale = Locale(lang)
    note = "Made by models/cldr.py, from CLDR as Babel 2.18 has it: do not edit. The other files come first."
    return text({"//": note, "currencies": currencies(locale), **shared_without_owner(units(locale))})


def main() -> None:
    """Writes the tables of the languages named on the command line, or of all."""
    for lang in sys.argv[1:] or sorted(path.parent.name for path in HERE.glob("*/config.cfg")):
        (HERE / lang / "figures" / "cldr.json").write_text(table(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
