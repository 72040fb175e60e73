"""How well figures were found and read, for `nlp.evaluate`."""

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.pipeline.spancat import spancat_score
from spacy.tokens import Doc
from spacy.training import Example

from factcheck.records import Figure

READ = ("value", "unit")


def score_figures(examples: Sequence[Example], key: str) -> dict[str, Any]:
    """Scores of the spans in `doc.spans[key]`, and of how those that were found were read.

    `spans_KEY_p`, `_r`, `_f` and, by kind, `_per_type` are spaCy's for spans. `spans_KEY_value_acc` and `_unit_acc`
    are the share of right values and units among the figures of the reference that were found at the same place;
    None where the reference has no `span._.figure`.
    """
    scores: dict[str, Any] = spancat_score(examples, spans_key=key)
    pairs = [pair for example in examples for pair in _found(example, key)]
    for name in READ:
        right = sum(getattr(found, name) == getattr(expected, name) for found, expected in pairs)
        scores[f"spans_{key}_{name}_acc"] = right / len(pairs) if pairs else None
    return scores


def _found(example: Example, key: str) -> Iterator[tuple[Figure, Figure]]:
    """The figures that were found and those expected, where both cover the same characters."""
    found = _by_place(example.predicted, key)
    expected = _by_place(example.reference, key)
    return ((found[place], expected[place]) for place in expected.keys() & found.keys())


def _by_place(doc: Doc, key: str) -> dict[tuple[int, int], Figure]:
    """The figures of a Doc, by their offsets."""
    figures = (span._.figure for span in doc.spans.get(key, ()))
    return {(figure.start, figure.end): figure for figure in figures if figure is not None}
