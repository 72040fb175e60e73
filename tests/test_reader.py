"""The reader on any text: it never raises, and what it gives lies where it says."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.pipeline import languages
from factcheck.records import WHYS, figure_from_dict, figure_to_dict

LANGUAGES = [language.code for language in languages()]
PIECES = """
0 1 7 12 20 31 99 2020 1984 20.000 11,175 1,234.5 3,5 '95 1984/85 12/03/2021 2021-03-12 14:30 14.30 ½ -3 +4 .5 % ‰
€ $ £ C$ US$ °C milioni mila di euro e mezzo due tre un una venti ventina centinaia decine terzo metà volte su da dal
al tra fra circa oltre anni gennaio maggio a.C. ore alle secolo articolo n. km m² secondo sei Covid-19 F-16 5G A1 XX
# @ . , ; ( ) - – ' ’ « » / … million thousand a half dozen hundreds of one third in out between and from to or about
over nearly May March 5th am p.m. 1960s year-old 10-km BC century quarter section No. second twenty -five point percent
per cent pounds http://x.it/1 a@b.it aged feet inches centesimi
""".split()
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).flatmap(
        lambda pieces: st.sampled_from([" ", ""]).map(lambda space: space.join(pieces))
    ),
)


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=400, deadline=None)
@given(text=texts)
def test_any_text(readers, lang, text):
    end = 0
    figures, others = readers[lang].sift(text)
    for figure in figures:
        assert end <= figure.start < figure.end
        assert figure.text == text[figure.start : figure.end]
        assert figure.counted is None or figure.counted.text == text[figure.counted.start : figure.counted.end]
        assert all(isinstance(value, Decimal | None) for value in (figure.value, figure.low, figure.high))
        assert figure.low is None or figure.high is None or figure.low < figure.high
        assert figure_from_dict(figure_to_dict(figure)) == figure
        end = figure.end
    for other in others:
        assert other.text == text[other.start : other.end]
        assert all(other.end <= figure.start or figure.end <= other.start for figure in figures)


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_the_quick_look_hides_nothing(readers, lang, text):
    reader = readers[lang]
    if not reader.might_hold(text, 0, len(text)):
        assert reader.sift(text) == ([], [])


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_the_component_gives_what_the_reader_reads(pipelines, lang, text):
    doc = pipelines[lang](text)
    for span in doc.spans["figures"]:
        figure = span._.figure
        assert figure.kind == span.label_
        assert span.start_char <= figure.start < figure.end <= span.end_char
        assert figure.text == doc.text[figure.start : figure.end]
    others = [(span.start, span.end, span.label_) for span in doc.spans["not_figures"]]
    assert all(first[1] <= second[0] for first, second in pairwise(others))
    assert {why for *_, why in others} <= set(WHYS)


def test_a_long_run_is_read_in_linear_time(readers):
    """A hundred times the text has a hundred times the figures, each read once."""
    assert len(readers["en"].read("12 people, " * 2000)) == 2000
    assert readers["it"].read("un " * 20000) == readers["it"].read("mille" * 20000) == []
    readers["en"].read("(" * 20000 + "1" * 4000 + "-" * 20000)
