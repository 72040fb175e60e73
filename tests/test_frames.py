"""Claims of a frame of articles: the same as in a corpus, from pandas and from Dask."""

import subprocess
import sys
from pathlib import Path

import dask.dataframe as dd
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from pyarrow import parquet

import factcheck
from factcheck.cli import main
from factcheck.errors import ArticleError, LanguageError
from factcheck.table import schema

TEXTS = [
    "Il fiume è salito di tre metri durante la notte. Secondo il sindaco i danni sono di 2,5 milioni di euro.",
    "The river rose by 3 feet, the mayor said. Some 40 families have left their homes. https://example.org/river",
    "Nobody was hurt, and nothing else has happened to the people of the town.",
    "Two boats sank in the harbour, and the loss is put at between £1,000 and £5,000.",
]


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame({"id": [f"a-{number}" for number in range(len(TEXTS))], "text": TEXTS})


def test_claims_are_those_of_a_corpus(frame: pd.DataFrame, tmp_path: Path) -> None:
    frame.to_parquet(tmp_path / "articles.parquet")
    out = tmp_path / "out"
    command = ["batch", str(tmp_path / "articles.parquet"), "-o", str(out), "--format", "parquet", "--jobs", "1"]
    main(command, standalone_mode=False)
    corpus = out / "claims-00000.parquet"
    expected = claims_of(corpus)
    assert len(expected) == 5
    factcheck.extract_frame(frame).to_parquet(tmp_path / "pandas.parquet", schema=schema(), index=False)
    assert claims_of(tmp_path / "pandas.parquet") == expected
    lazy = factcheck.extract_frame(dd.from_pandas(frame, npartitions=2))
    lazy.to_parquet(tmp_path / "dask", schema=schema(), write_index=False)
    assert claims_of(tmp_path / "dask") == expected


def claims_of(path: Path) -> list[dict[str, object]]:
    """The rows of a Parquet file, or of all in a folder."""
    rows: list[dict[str, object]] = parquet.read_table(path).to_pylist()
    return rows


def test_dask_gives_what_it_says(frame: pd.DataFrame) -> None:
    """The types are known before anything is read, and are the same where a part has no claims."""
    lazy = factcheck.extract_frame(dd.from_pandas(frame, npartitions=4))
    eager = factcheck.extract_frame(frame)
    assert not lazy.known_divisions
    assert_frame_equal(lazy.compute().reset_index(drop=True), eager)
    assert lazy.dtypes.equals(eager.dtypes)
    assert factcheck.extract_frame(frame[2:3]).dtypes.equals(eager.dtypes)


def test_dask_reads_nothing_early(frame: pd.DataFrame) -> None:
    def never(_: int) -> pd.DataFrame:
        raise AssertionError("read")

    lazy = factcheck.extract_frame(dd.from_map(never, [1, 2], meta=frame))
    with pytest.raises(AssertionError, match="read"):
        lazy.compute()


def test_values_are_plain(frame: pd.DataFrame) -> None:
    claim = factcheck.extract_frame(frame).iloc[0]
    (figure,) = claim.figures
    assert (figure["value"], figure["unit"], figure["vague"]) == ("3", "meter", False)
    assert claim.article == "a-0" and claim.attribution is None and claim.links == []


def test_articles_are_named_by_a_column_or_the_index(frame: pd.DataFrame) -> None:
    assert set(factcheck.extract_frame(frame, id="text").article) < set(TEXTS)
    assert set(factcheck.extract_frame(frame.drop(columns="id")).article) == {"0", "1", "3"}
    lazy = factcheck.extract_frame(dd.from_pandas(frame.set_index("id"), npartitions=2))
    assert set(lazy.article.compute()) == {"a-0", "a-1", "a-3"}


def test_the_language_is_the_argument_the_column_or_the_text() -> None:
    frame = pd.DataFrame({"body": ["3 km", "3 km"], "in": ["it", None]})
    assert list(factcheck.extract_frame(frame, "body", lang="en").article) == ["0", "1"]
    with pytest.warns(UserWarning, match="1 of 2 rows hold no article .*; the first: row 1: The language of the text"):
        assert list(factcheck.extract_frame(frame, "body", lang_column="in").article) == ["0"]


def test_rows_that_hold_no_article_lose_no_other(frame: pd.DataFrame) -> None:
    broken = pd.DataFrame({"id": ["b", "c", None, "d"], "text": [None, " ", TEXTS[0], "\0"]})
    mixed = pd.concat([broken, frame])
    with pytest.warns(UserWarning, match="4 of 8 rows .* are left out; the first: row 'b': the text is empty") as told:
        found = factcheck.extract_frame(mixed)
    assert len(told) == 1
    assert_frame_equal(found, factcheck.extract_frame(frame))


def test_own_words_are_read() -> None:
    frame = pd.DataFrame({"text": ["The storm left 30 mm of rain and 12 snurbs of snow."]})
    words = {"units": {"measures": {"meter": ["snurb", "snurbs"]}}}
    found = factcheck.extract_frame(dd.from_pandas(frame, npartitions=1), lang="en", words=words).compute()
    assert [figure["unit"] for figure in found.figures[0]] == ["millimeter", "meter"]


def test_what_does_not_fit_is_told_at_once(frame: pd.DataFrame) -> None:
    with pytest.raises(ArticleError, match="no column 'body'; there are: id, text"):
        factcheck.extract_frame(dd.from_pandas(frame, npartitions=1), "body")
    with pytest.raises(ArticleError, match="more than one column 'text'"):
        factcheck.extract_frame(pd.concat([frame, frame], axis=1))
    with pytest.raises(LanguageError, match="'xx' is not installed"):
        factcheck.extract_frame(frame, lang="xx")
    with pytest.raises(TypeError, match="pandas or Dask, not list"):
        factcheck.extract_frame(TEXTS)


def test_pandas_needs_no_dask() -> None:
    code = (
        "import sys, pandas, factcheck; factcheck.extract_frame(pandas.DataFrame({'text': ['3 km']}), lang='en');"
        "sys.exit('dask' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
