"""The reader of figures against tables of examples, every field of every figure."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.pipeline import languages
from factcheck.records import Figure

LANGUAGES = [language.code for language in languages()]
DATA = Path(__file__).parent / "data"
NONE = dict.fromkeys(("value", "low", "high", "unit", "trend", "date", "counted"))
DEFAULTS = {**NONE, "modifier": "=", "vague": False}


def plain(figure: Figure) -> dict:
    fields = {name: getattr(figure, name) for name in ("text", "kind", *DEFAULTS)}
    return fields | {"counted": figure.counted.text if figure.counted else None}


def same(expected: object, found: object) -> bool:
    if isinstance(found, Decimal) and isinstance(expected, str):
        return abs(Decimal(expected) - found) <= abs(found) * Decimal("1e-6")
    return expected == found


def differences(expected: list[dict], found: list[dict]) -> list[str]:
    wanted = [DEFAULTS | figure for figure in expected]
    if [figure["text"] for figure in wanted] != [figure["text"] for figure in found]:
        return [
            f"{[figure['text'] for figure in wanted]}, not {[(figure['text'], figure['kind']) for figure in found]}"
        ]
    return [
        f"{w['text']} {name}: {w[name]}, not {f[name]}"
        for w, f in zip(wanted, found, strict=True)
        for name in w
        if not same(w[name], f[name])
    ]


def rows():
    for lang in LANGUAGES:
        for number, line in enumerate((DATA / lang / "figures.jsonl").read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            known = row.get("miss")
            marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
            yield pytest.param(lang, row, id=f"{lang}-{number}", marks=marks)


@pytest.mark.parametrize(("lang", "row"), list(rows()))
def test_table(pipelines, lang, row):
    doc = pipelines[lang](row["text"])
    found = [plain(span._.figure) for span in doc.spans["figures"]]
    assert not differences(row["figures"], found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_figure_where_there_is_none(pipelines, lang):
    doc = pipelines[lang]((DATA / lang / "nofigures.txt").read_text(encoding="utf-8"))
    assert [span.text for span in doc.spans["figures"]] == []
