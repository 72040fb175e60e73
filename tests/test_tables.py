"""The tables of examples keep their own rules: fields, values, and texts that stand where the row says.

A row of `data/<lang>/figures.jsonl` is a text and the figures in it, in order; a field left out has its default.
`why` says what the row is for; `miss` why the reader does not read it yet.
RATIO values without an end (a third) stand with 12 decimals.
"""

import json
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from factcheck.pipeline import languages
from factcheck.records import Figure, Kind, Modifier, Trend

DATA = Path(__file__).parent / "data"
LANGUAGES = [language.code for language in languages()]
FIELDS = {field.name for field in fields(Figure)} - {"start", "end"}


def rows(lang):
    return [json.loads(line) for line in (DATA / lang / "figures.jsonl").read_text(encoding="utf-8").splitlines()]


TABLE = [pytest.param(row, id=f"{lang}-{n}") for lang in LANGUAGES for n, row in enumerate(rows(lang), 1)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_enough_rows_and_none_twice(lang):
    texts = [row["text"] for row in rows(lang)]
    assert len(texts) == len(set(texts)) >= 220


@pytest.mark.parametrize("row", TABLE)
def test_row_has_only_known_keys(row):
    assert {"text", "figures"} <= row.keys() <= {"text", "figures", "why", "miss"}
    assert row.get("miss", "a reason")
    for figure in row["figures"]:
        assert {"text", "kind"} <= figure.keys() <= FIELDS


@pytest.mark.parametrize("row", TABLE)
def test_figures_stand_in_the_text_in_order(row):
    at = 0
    for figure in row["figures"]:
        start = row["text"].find(figure["text"], at)
        assert start >= 0, figure
        at = start + len(figure["text"])


@pytest.mark.parametrize("row", TABLE)
def test_counted_stands_outside_or_inside_its_figure_in_the_text(row):
    for figure in row["figures"]:
        counted = figure.get("counted")
        assert counted is None or (counted in row["text"] and counted == counted.strip() != "")


@pytest.mark.parametrize("row", TABLE)
def test_fields_hold_what_the_contract_says(row):
    for figure in row["figures"]:
        assert figure["kind"] in get_args(Kind)
        assert figure.get("modifier", "=") in get_args(Modifier)
        assert figure.get("trend") in (None, *get_args(Trend))
        for name in ("value", "low", "high"):
            assert name not in figure or Decimal(figure[name]).is_finite()
        assert ("low" in figure) == ("high" in figure), "a range has both ends"
        assert not ("low" in figure and "value" in figure), "a range has no value"
        assert not figure.get("vague") or Decimal(figure["high"]) == 10 * Decimal(figure["low"])
        if figure["kind"] in ("DATE", "TIME"):
            assert "date" in figure or "date None" in row["why"], "an empty date gives its reason"
        else:
            assert "date" not in figure
        assert (figure["kind"] == "PERCENT") <= ("unit" in figure)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_without_figures_is_long_enough_to_tell(lang):
    assert len((DATA / lang / "nofigures.txt").read_bytes()) >= 11_000
