"""The component that finds figures: `doc.spans["figures"]`, each span with its kind as label and `span._.figure`.

The digits and number words that are no figures are in `doc.spans["not_figures"]`, with the reason as label.

The Figure itself is part of the Doc's user data. Where that is left out, as in `DocBin()` without `store_user_data`
or `doc.to_bytes(exclude=["user_data"])`, the spans and their labels remain and `span._.figure` is None.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example

from factcheck.components import parse
from factcheck.components.base import WordsComponent
from factcheck.components.scoring import score_figures
from factcheck.components.texts import text_of
from factcheck.quantities.reader import BELONGING, CALENDAR, Reader
from factcheck.quantities.tables import FigureWords
from factcheck.records import WHYS, Figure, Mention, PassedOver, figure_from_dict, figure_to_dict

KEY, OTHERS = "figures", "not_figures"


class Figures(WordsComponent[FigureWords]):
    """Finds the figures of each sentence (of the whole text, where nobody has set sentences)."""

    folder = "figures"
    schema = FigureWords

    @cached_property
    def reader(self) -> Reader:
        """The reader of figures for these words."""
        return Reader(self.words)

    @cached_property
    def of(self) -> frozenset[str]:
        """The words between a share and what it is a share of."""
        return frozenset(self.words.context.of)

    def __call__(self, doc: Doc) -> Doc:
        """Sets both groups; a span covers the tokens of its figure, whose own offsets are in the Figure."""
        text = text_of(doc)
        figures: list[Figure] = []
        others: list[PassedOver] = []
        for start, end in self._pieces(doc, text):
            if self.reader.might_hold(text, start, end):
                found, passed = self.reader.sift(text, start, end)
                figures += found
                others += passed
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=self._spans(doc, text, figures))
        doc.spans[OTHERS] = SpanGroup(doc, name=OTHERS, spans=self._others(doc, others))
        return doc

    def _pieces(self, doc: Doc, text: str) -> list[tuple[int, int]]:
        """The offsets of the sentences, up to the start of the next; the whole text where nobody has set any."""
        table = doc.to_array([IDX, SENT_START])
        starts = [0, *(start for start in table[table[:, 1] == 1, 0].tolist() if start)]
        return list(zip(starts, [*starts[1:], len(text)], strict=True))

    def _spans(self, doc: Doc, text: str, figures: list[Figure]) -> list[Span]:
        """The figures as spans; those that share a token become one, whose value is None."""
        spans: list[Span] = []
        parsed = doc.has_annotation("DEP")
        for figure in figures:
            span = self._covering(doc, figure, figure.kind)
            if spans and span.start < spans[-1].end:
                first = spans.pop()
                span = Span(doc, first.start, span.end, label=figure.kind)
                start, end = span.start_char, span.end_char
                figure = Figure(text[start:end], start, end, figure.kind)
            elif parsed and figure.kind not in CALENDAR:
                figure = replace(figure, counted=self._counted(span, figure))
            span._.figure = figure
            spans.append(span)
        return spans

    def _others(self, doc: Doc, others: list[PassedOver]) -> list[Span]:
        """What was passed over as spans; those that share a token become one, with the reason that tells most."""
        spans: list[Span] = []
        for other in others:
            span = self._covering(doc, other, other.why)
            if spans and span.start < spans[-1].end:
                first = spans.pop()
                span = Span(doc, first.start, span.end, label=min(first.label_, span.label_, key=WHYS.index))
            spans.append(span)
        return spans

    def _covering(self, doc: Doc, mention: Mention, label: str) -> Span:
        """The tokens of a mention."""
        span = doc.char_span(mention.start, mention.end, label=label, alignment_mode="expand")
        assert span is not None  # the mention lies in the text
        return span

    def _counted(self, span: Span, figure: Figure) -> Mention | None:
        """What a figure counts, by the parse where it says so, else by the reader."""
        read = figure.counted
        if read is not None and figure.start <= read.start < figure.end:  # 7 towns in 10
            return read
        found = parse.counted(span, self.of)
        if found is None and figure.kind in BELONGING and (read is None or read.end <= figure.start):
            found = parse.belongs_to(span)
        return Mention(found.text, found.start_char, found.end_char) if found is not None else read

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Scores of the figures and of how they were read; see scoring.py."""
        return score_figures(list(examples), KEY)


def _get_figure(span: Span) -> Figure | None:
    """The Figure of a span in `doc.spans["figures"]`, None for any other span."""
    data: dict[str, Any] | None = span._.factcheck_figure
    return figure_from_dict(data, span.start_char) if data else None


def _set_figure(span: Span, figure: Figure) -> None:
    """Gives a span its Figure; offsets are kept from the span's start, so that Docs can be joined."""
    span._.factcheck_figure = figure_to_dict(figure, -span.start_char)


# Extension values must be plain: workers and DocBin can't carry a dataclass.
Span.set_extension("factcheck_figure", default=None, force=True)
Span.set_extension("figure", getter=_get_figure, setter=_set_figure, force=True)


@Language.factory(
    "factcheck_figures",
    assigns=["doc.spans"],
    default_score_weights={
        f"spans_{KEY}_f": 1.0,
        f"spans_{KEY}_p": 0.0,
        f"spans_{KEY}_r": 0.0,
        f"spans_{KEY}_per_type": None,
        f"spans_{KEY}_value_acc": 0.0,
        f"spans_{KEY}_unit_acc": 0.0,
    },
)
def create(nlp: Language, name: str) -> Figures:
    """The component for a pipeline's language."""
    return Figures(nlp.lang, name)
