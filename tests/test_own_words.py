"""A newsroom's own words join those of a language, stay with the pipeline, and are named where they are broken."""

import json
import pickle
import re

import pytest
import spacy
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck.cli import main
from factcheck.errors import WordsError

TEXT = (
    "Cllr. Brown took the Halden Express 7 to Pier 39 on 12/03/2021. The dock of 12 football pitches cost $40m or Ξ900."
)
PLAIN = ["7", "39", "12/03/2021", "12", "$40m"]
OURS = [
    ("12/03/2021", "DATE", None, "2021-03-12"),
    ("12 football pitches", "QUANTITY", "football-pitch", None),
    ("$40m", "MONEY", "CAD", None),
    ("Ξ900", "MONEY", "ETH", None),
]


def figures(nlp, text=TEXT):
    doc = nlp(text)
    found = [span._.figure for span in doc.spans["figures"]]
    return [(figure.text, figure.kind, figure.unit, figure.date) for figure in found]


def refused(added, lang="en"):
    with pytest.raises(WordsError) as caught:
        factcheck.load(lang, words=added)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture(scope="module")
def nlp(samples):
    return factcheck.load("en", words=samples / "words.en.json")


def test_the_sample(nlp, en):
    assert [text for text, *_ in figures(en)] == PLAIN
    assert figures(nlp) == OURS
    assert [len(list(pipeline(TEXT).sents)) for pipeline in (en, nlp)] == [3, 2]


def test_the_example_in_the_readme(samples):
    (example,) = re.findall(r"^```json\n(.*?)^```$", (samples.parent / "README.md").read_text("utf-8"), re.M | re.S)
    found = figures(factcheck.load("en", words=json.loads(example)))
    assert [figure for figure in found if figure in OURS] == OURS[1:3]


def test_a_mapping_is_as_good_as_a_file(samples, nlp):
    added = json.loads((samples / "words.en.json").read_text(encoding="utf-8"))
    assert factcheck.load("en", words=added).get_pipe("figures").files == nlp.get_pipe("figures").files


def test_the_words_stay_with_the_pipeline(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    assert figures(spacy.load(tmp_path)) == OURS
    assert figures(pickle.loads(pickle.dumps(nlp))) == OURS
    assert figures(factcheck.load("en").from_bytes(nlp.to_bytes())) == OURS
    texts = [doc.spans["figures"][0].text for doc in nlp.pipe(["Pay $5.", "Ξ7 and Pier 39."], n_process=2)]
    assert texts == ["$5", "Ξ7"]


def test_the_language_keeps_its_own_words(nlp, en):
    text = "At 9 a.m. 300 miles away 5% of the people, i.e. 40 families, had paid €3m. In 2020 it was half."
    assert figures(nlp, text) == figures(en, text)
    assert [(figure[0], figure[2]) for figure in figures(en)][-1] == ("$40m", "USD")


@pytest.mark.parametrize(
    ("text", "added", "unit"),
    [
        ("It is 3 miles off.", {"units": {"measures": {"nautical-mile": ["miles"]}}}, "nautical-mile"),
        ("It took 3 fortnights.", {"units": {"measures": {"two-week": ["fortnights"]}}}, "two-week"),
        ("It costs 3 francs.", {"currencies": {"CHF": {"currencies": ["francs"]}}}, "CHF"),
    ],
)
def test_where_both_name_a_word_the_newsroom_is_right(text, added, unit):
    assert [figure[2] for figure in figures(factcheck.load("en", words=added), text)] == [unit]


def test_an_abbreviation_of_the_language_that_ends_otherwise():
    text = "He works at Gull Co. The shop is shut."
    added = {"abbreviations": {"never_end": {"firms": ["co"]}}}
    assert len(list(factcheck.load("en")(text).sents)) == 2
    assert len(list(factcheck.load("en", words=added)(text).sents)) == 1


@pytest.mark.parametrize(
    ("added", "place", "mend"),
    [
        ({"curencies": {}}, "key 'curencies'", "is none of abbreviations, "),
        ({"units": {"sizes": {}}}, "key 'units.sizes'", "is none of percents, durations, measures"),
        ({"currencies": {"X": {"sign": ["x"]}}}, "key 'currencies.X.sign'", "is none of currencies, signs, cents"),
        ({"units": ["mile"]}, "key 'units'", "must be an object"),
        ({"units": {"measures": {"mile": [""]}}}, "key 'units.measures.mile.0'", "must not be empty."),
        ({"units": {"measures": {"mile": [3]}}}, "key 'units.measures.mile.0'", "valid string"),
        ({"units": {"measures": {"mile": ["\ud800"]}}}, "key 'units.measures.mile.0'", "valid string"),
        ({"context": {"names": "Pier"}}, "key 'context.names'", "must be a list, [...], not 'Pier'."),
        ({"numbers": {"fractions": {"fifth": 0}}}, "key 'numbers.fractions.fifth'", "greater than 0"),
        ({"currencies": {"ETH": {"cents_in_one": 0}}}, "key 'currencies.ETH.cents_in_one'", "greater than 0"),
        ({"magnitudes": [{"magnitudes": ["zillion"]}]}, "key 'magnitudes.0.value'", "is missing."),
        ({"magnitudes": [{"value": "1e99", "magnitudes": ["zillion"]}]}, "key 'magnitudes.0.value'", "less than 1"),
        ({"dates": {"months": {"13": ["Tredec"]}}}, "key 'dates.months.13'", "less than or equal to 12"),
        ({"abbreviations": {"never_end": {"x": ["Cllr."]}}}, "key 'abbreviations.never_end'", "without its last stop"),
        ({"sources": {"known": ["a", "a"]}}, "key 'known'", "'a' stands twice; remove one"),
        ({"units": {"measures": {"mile": {1}}}}, "words", "is no JSON"),
    ],
)
def test_a_broken_entry_is_named(added, place, mend):
    message = refused(added)
    assert message.startswith("words")
    assert place in message and mend in message


@pytest.mark.parametrize(
    ("data", "mend"),
    [
        (None, "can't be read"),
        (b"\xff\xfe\x00", "is no JSON in UTF-8"),
        (b"", "line 1: is no JSON ("),
        (b'{"units": {}, "units": {}}', "key 'units' stands twice"),
        (b"[]", "must be a JSON object"),
        (b"[" * 100_000, "brackets within brackets"),
        (b'{"units": {"sizes": {}}}', "key 'units.sizes': is none of"),
    ],
)
def test_a_broken_file_is_named(tmp_path, data, mend):
    path = tmp_path / "own.json"
    if data is not None:
        path.write_bytes(data)
    message = refused(path)
    assert message.startswith(str(path))
    assert mend in message


words = st.text(max_size=4) | st.sampled_from([" ", "3", "7 m", "a.b", "$", "per cent", "\u200b", "½", "-"])
tables = {
    "currencies": st.dictionaries(
        words, st.fixed_dictionaries({"signs": st.lists(words), "currencies": st.lists(words)})
    ),
    "units": st.fixed_dictionaries({"measures": st.dictionaries(words, st.lists(words, max_size=3), max_size=2)}),
    "context": st.fixed_dictionaries(
        {"names": st.lists(words), "idioms": st.lists(words), "articles": st.lists(words)}
    ),
    "numbers": st.fixed_dictionaries(
        {"number_words": st.dictionaries(words, st.integers(0, 10**12)), "parts": st.just({})}
    ),
    "abbreviations": st.fixed_dictionaries({"end_before_capital": st.dictionaries(words, st.lists(words, max_size=3))}),
    "verbs": st.fixed_dictionaries({"forms": st.dictionaries(words, st.lists(words, max_size=3))}),
}


@settings(max_examples=25)
@given(added=st.fixed_dictionaries({}, optional=tables))
def test_any_words_are_read_or_refused(added):
    try:
        nlp = factcheck.load("it", words=added)
    except WordsError:
        return
    for _, signs in (added.get("currencies") or {"": {"signs": [""]}}).items():
        doc = nlp(f"Il ponte costa 3,5 milioni di euro {' '.join(signs['signs'])} 7. Secondo Reuters, sono 30.")
        assert all(span._.figure for span in doc.spans["figures"])


def test_on_the_command_line(samples, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    options = ["extract", str(article), "-o", "-", "--format", "jsonl", "-l", "en", "--words"]
    done = CliRunner().invoke(main, [*options, str(samples / "words.en.json")])
    read = [figure for line in done.stdout.splitlines() for figure in json.loads(line)["figures"]]
    assert [(figure["text"], figure["kind"], figure["unit"], figure["date"]) for figure in read] == OURS
    broken = tmp_path / "own.json"
    broken.write_text('{"unit": {}}', encoding="utf-8")
    done = CliRunner().invoke(main, [*options, str(broken)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {broken}, key 'unit': is none of abbreviations, ")
