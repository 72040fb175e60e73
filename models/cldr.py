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

HERE = Path(__file__).resolve().parent
WIDTHS = ("long", "short", "narrow")
SKIPPED = {"concentr-percent", "concentr-permille", "concentr-permyriad", "concentr-item"}


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
    """What each unit is called, in all widths, by its CLDR id without the dimension, as durations and measures."""
    found: dict[str, dict[str, list[str]]] = {"durations": {}, "measures": {}}
    for key, patterns in sorted(locale._data["unit_patterns"].items()):
        if key in SKIPPED:
            continue
        dimension, _, unit = key.partition("-")
        words = [behind(pattern) for width in WIDTHS for name, pattern in forms(patterns, width)]
        if any(words):
            found["durations" if dimension == "duration" else "measures"][unit] = unique(words)
    return found


def forms(patterns: Any, width: str) -> list[tuple[str, str]]:
    """A unit's patterns of one width, by plural form."""
    return [(name, pattern) for name, pattern in dict(patterns.get(width, {})).items() if name != "per"]


def behind(pattern: str) -> str | None:
    """What stands behind the number, None where it stands elsewhere."""
    before, _, after = pattern.partition("{0}")
    return None if before.strip() else after.strip() or None


def unique(words: list[str | None]) -> list[str]:
    """The words, each once, in order."""
    return list(dict.fromkeys(word.replace("\u00a0", " ") for word in words if word))


def shared_without_owner(table: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    """The units, a form that several of them share moved to "": 5 m may be read, what m means may not."""
    owners: dict[str, set[str]] = defaultdict(set)
    for group in table.values():
        for unit, words in group.items():
            for word in words:
                owners[word].add(unit)
    for group in table.values():
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
