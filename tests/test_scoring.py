"""The scores of `nlp.evaluate` tell how well sentences and figures are found, and figures read."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import get_words_and_spaces

from factcheck.records import Figure

TEXT = "It cost $3.5 million. About 200 people left. The rest, 5%, stayed."


def evaluated(nlp, reference):
    return nlp.evaluate([Example(nlp.make_doc(reference.text), reference)])


def marked(nlp, *figures):
    """A Doc with these figures, whose tokens are not the pipeline's."""
    words = re.findall(r"[$%.,]|[^\s$%.,]+", TEXT)
    doc = Doc(nlp.vocab, *get_words_and_spaces(words, TEXT))
    assert doc.text == TEXT and len(doc) != len(nlp.make_doc(TEXT))
    spans = []
    for figure in figures:
        span = doc.char_span(figure.start, figure.end, label=figure.kind)
        span._.figure = figure
        spans.append(span)
    doc.spans["figures"] = spans
    return doc


def figure(text, kind, value=None, unit=None):
    return Figure(text, TEXT.index(text), TEXT.index(text) + len(text), kind, value, unit=unit)


MONEY = figure("$3.5 million", "MONEY", Decimal(3500000), "USD")
PEOPLE = figure("200", "CARDINAL", Decimal(200))
SHARE = figure("5%", "PERCENT", Decimal(5), "%")
NONE = figure("cost", "MONEY", Decimal(1))


def test_what_is_all_right(en):
    scores = evaluated(en, en(TEXT))
    assert scores["sents_f"] == scores["spans_figures_f"] == 1
    assert scores["spans_figures_value_acc"] == scores["spans_figures_unit_acc"] == 1
    assert scores["spans_figures_per_type"].keys() == {"MONEY", "CARDINAL", "PERCENT"}


def test_spans_are_scored_by_kind(en):
    scores = evaluated(en, marked(en, MONEY, NONE, replace(SHARE, kind="RATIO")))
    assert scores["spans_figures_p"] == pytest.approx(1 / 3)
    assert scores["spans_figures_r"] == pytest.approx(1 / 3)
    assert scores["spans_figures_per_type"]["MONEY"] == pytest.approx({"p": 1, "r": 0.5, "f": 2 / 3})
    assert scores["spans_figures_per_type"]["RATIO"]["r"] == 0


def test_values_and_units_are_scored_where_the_span_was_found(en):
    wrong_unit, wrong_value = replace(MONEY, unit="CAD"), replace(PEOPLE, value=Decimal(2))
    scores = evaluated(en, marked(en, wrong_unit, wrong_value, SHARE, NONE))
    assert scores["spans_figures_value_acc"] == pytest.approx(2 / 3)
    assert scores["spans_figures_unit_acc"] == pytest.approx(2 / 3)


def test_a_reference_with_spans_alone(en):
    doc = en.make_doc(TEXT)
    doc.spans["figures"] = [doc.char_span(PEOPLE.start, PEOPLE.end, label="CARDINAL")]
    scores = evaluated(en, doc)
    assert scores["spans_figures_r"] == 1
    assert scores["spans_figures_value_acc"] is scores["spans_figures_unit_acc"] is None


def test_a_reference_without_annotation(en):
    scores = evaluated(en, en.make_doc(TEXT))
    ours = [value for name, value in scores.items() if name.startswith(("spans_figures", "sents"))]
    assert ours == [None] * 9


def test_the_weights_are_those_of_scores_that_exist(en):
    assert en.config["training"]["score_weights"].keys() <= evaluated(en, en(TEXT)).keys()
    assert en.config["training"]["score_weights"]["spans_figures_f"] > 0


def test_a_figure_is_given_to_a_span(en):
    doc = en.make_doc(TEXT)
    span: Span = doc.char_span(PEOPLE.start, PEOPLE.end, label="CARDINAL")
    span._.figure = PEOPLE
    assert span._.figure == PEOPLE
