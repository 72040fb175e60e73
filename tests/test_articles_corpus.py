"""Corpora: what is written as JSON Lines, CSV or Parquet comes back as articles, and broken rows stop nobody."""

import csv
import io
import json
import sys
import tracemalloc
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.articles.corpus import Columns, Row, count, is_corpus, rows
from factcheck.errors import ArticleError
from factcheck.records import Article

USUAL = Columns()
ARTICLES = [
    {
        "id": "a-1",
        "text": "Il ponte costa 3 milioni.",
        "lang": "it",
        "title": "Il ponte",
        "url": "https://example.org/1",
    },
    {"id": "a-2", "text": 'Two boats sank.\n\nNobody, the mayor said; "nobody" was hurt.\t', "lang": "en"},
    {"id": "ü 3", "text": "perché 3 € \U0001f642", "lang": None},
]


def write(path: Path, articles: list[dict[str, Any]]) -> str:
    """A corpus of articles that all have text in their cells, in the format of its extension."""
    names = list(dict.fromkeys(name for article in articles for name in article))
    if path.suffix == ".parquet":
        pq.write_table(pa.table({name: [article.get(name) for article in articles] for name in names}), path)
    elif path.suffix in (".csv", ".tsv"):
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, names, delimiter="\t" if path.suffix == ".tsv" else ",")
            table.writeheader()
            table.writerows(articles)
    else:
        path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return str(path)


def parquet(path: Path, **columns: Any) -> str:
    pq.write_table(pa.table(columns), path)
    return str(path)


def lines(path: Path, *lines: str | bytes) -> str:
    path.write_bytes(b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines))
    return str(path)


def articles(path: str, columns: Columns = USUAL) -> list[Article]:
    found = list(rows(path, columns))
    assert [row.problem for row in found] == [None] * len(found)
    return [row.article for row in found if row.article]


def problems(path: str, columns: Columns = USUAL) -> dict[str, str]:
    """What is wrong, by the place in the file."""
    return {row.place.removeprefix(f"{path}, "): row.problem for row in rows(path, columns) if row.problem is not None}


def texts(path: str) -> list[str]:
    return [row.article.text for row in rows(path, USUAL) if row.article]


@pytest.mark.parametrize("extension", ["jsonl", "ndjson", "csv", "tsv", "parquet"])
def test_articles_come_back(tmp_path: Path, extension: str) -> None:
    path = write(tmp_path / f"corpus.{extension}", ARTICLES)
    assert is_corpus(path) and is_corpus(path.upper())
    assert articles(path) == [
        Article("a-1", ARTICLES[0]["text"], "it", "Il ponte", "https://example.org/1"),
        Article("a-2", ARTICLES[1]["text"], "en"),
        Article("ü 3", ARTICLES[2]["text"]),
    ]


@pytest.mark.parametrize("name", ["a.txt", "a", "corpus.jsonl/a.txt", "a.json", "a.xls", ".csv"])
def test_other_files_are_no_corpora(name: str) -> None:
    assert not is_corpus(name)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60).map("3 {}".format)
IDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=8)


@pytest.mark.parametrize("extension", ["jsonl", "csv", "tsv", "parquet"])
@given(found=st.lists(st.tuples(IDS, TEXTS), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_is_written_comes_back(tmp_path: Path, extension: str, found: list[tuple[str, str]]) -> None:
    path = write(tmp_path / f"corpus.{extension}", [{"id": name, "text": text} for name, text in found])
    assert [(one.name, one.text) for one in articles(path)] == found


@pytest.mark.parametrize("extension", ["jsonl", "csv", "tsv"])
@given(data=st.binary(max_size=300), cut=st.integers(0, 300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_it_fail(tmp_path: Path, extension: str, data: bytes, cut: int) -> None:
    path = tmp_path / f"corpus.{extension}"
    whole = Path(write(path, ARTICLES)).read_bytes()
    path.write_bytes(whole[:cut] + data + whole[cut:])
    try:
        found = list(rows(str(path), USUAL))
    except ArticleError as error:
        assert str(error).startswith(str(path)) and "\n" not in str(error)
        return
    assert all((row.article is None) != (row.problem is None) for row in found)


@given(data=st.binary(max_size=40), cut=st.floats(0, 1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_in_parquet_make_it_fail(tmp_path: Path, data: bytes, cut: float) -> None:
    path = tmp_path / "corpus.parquet"
    whole = Path(write(path, ARTICLES)).read_bytes()
    at = int(cut * len(whole))
    path.write_bytes(whole[:at] + data + whole[at + len(data) :])
    try:
        list(rows(str(path), USUAL))
    except ArticleError as error:
        assert str(error).startswith(str(path)) and "\n" not in str(error)


def test_names_that_the_user_gives(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        [{"text": "an abstract", "nr": "7", "corpo": "Tre case.", "l": "IT-it", "t": "T", "u": "U", "d": "2022-03-04"}],
    )
    (article,) = articles(path, Columns("nr", "corpo", "l", "t", "u", "d"))
    assert article == Article("7", "Tre case.", "it", "T", "U", "2022-03-04")


def test_usual_names_in_any_case(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", "\ufeffID; Text ;Language;Published;other", "x;3 case;IT;2022-03-04;y")
    assert articles(path) == [Article("x", "3 case", "it", published="2022-03-04")]


@pytest.mark.parametrize("extension", ["jsonl", "csv", "parquet"])
def test_a_column_that_is_not_there(tmp_path: Path, extension: str) -> None:
    path = write(tmp_path / f"a.{extension}", [{"id": "1", "body": "Tre case."}])
    with pytest.raises(
        ArticleError, match=r"no column 'text'; call one so, .* --text-column .*; there are: id, body\."
    ):
        list(rows(path, USUAL))
    with pytest.raises(ArticleError, match=r"no column 'Body' for --text-column; there are: id, body\."):
        list(rows(path, Columns(text="Body")))
    with pytest.raises(ArticleError, match="no column 'nr' for --id-column"):
        list(rows(path, Columns(id="nr", text="body")))


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="two columns 'text'"):
        list(rows(lines(tmp_path / "a.csv", "id,text,text", "1,a,b"), USUAL))


@pytest.mark.parametrize("extension", ["jsonl", "csv", "parquet"])
def test_without_an_id_a_row_has_its_number(tmp_path: Path, extension: str) -> None:
    path = write(tmp_path / f"a.{extension}", [{"text": "Tre case."}, {"text": "Due case."}])
    assert [article.name for article in articles(path)] == ["1", "2"]


@pytest.mark.parametrize(
    ("id", "name"), [(7, "7"), (7.0, "7"), (" 7 ", "7"), (2**70, str(2**70)), (7.5, "7.5"), ("A/7 b", "A/7 b")]
)
def test_an_id_is_text(tmp_path: Path, id: object, name: str) -> None:
    path = lines(tmp_path / "a.jsonl", json.dumps({"id": id, "text": "3"}))
    assert [article.name for article in articles(path)] == [name]


BROKEN = {
    '{"id": 1, "text": "three"': "no JSON",
    '["three"]': "no object",
    "three": "no JSON",
    '{"id": 1}': "the text is empty",
    '{"id": 1, "text": null}': "the text is empty",
    '{"id": 1, "text": ""}': "the text is empty",
    '{"id": 1, "text": " \\n\\u00a0"}': "only white space",
    '{"id": 1, "text": 3}': "a number instead of a text",
    '{"id": 1, "text": NaN}': "a number instead of a text",
    '{"id": 1, "text": true}': "true or false instead of a text",
    '{"id": 1, "text": ["three"]}': "a list instead of a text",
    '{"id": 1, "text": {"it": "tre"}}': "an object instead of a text",
    '{"id": 1, "text": "\\ud83d three"}': "character 0 is half of one",
    '{"id": 1, "text": "three\\u0000"}': "character 5 is a NUL",
    '{"text": "three"}': "no id",
    '{"id": null, "text": "three"}': "no id",
    '{"id": " ", "text": "three"}': "no id",
    '{"id": NaN, "text": "three"}': "no id",
    '{"id": [1], "text": "three"}': "under 'id' there is a list",
    '{"id": true, "text": "three"}': "under 'id' there is true or false",
    '{"id": "a\\u0000", "text": "three"}': "under 'id', character 1 is a NUL",
    '{"id": 1, "text": "three", "lang": {}}': "under 'lang' there is an object",
    '{"id": 1, "text": "three", "lang": "-"}': "The language '-' is no code",
    '{"id": 1, "text": "three", "title": "\\udc00"}': "under 'title', character 0 is half of one",
    "[" * 100_000: "nobody can read",
    f'{{"id": {"9" * 5_000}, "text": "three"}}': "nobody can read",
}


@pytest.mark.parametrize("line", BROKEN, ids=lambda line: line[:50])
def test_a_broken_line_is_told_and_the_rest_goes_on(tmp_path: Path, line: str) -> None:
    good = '{"id": "%s", "text": "Tre case."}'
    path = lines(tmp_path / "a.jsonl", good % "first", "", line, good % "last")
    found = list(rows(path, USUAL))
    assert [row.article and row.article.name for row in found] == ["first", None, "last"]
    assert found[1].place == f"{path}, line 3"
    assert found[1].problem is not None and BROKEN[line] in found[1].problem and "\n" not in found[1].problem


def test_json_lines_as_others_write_them(tmp_path: Path) -> None:
    one = {"id": 1, "text": "Uno\u2028due\r\ntre"}
    data = "\ufeff" + json.dumps(one, ensure_ascii=False) + "\r\n\r\n \n" + json.dumps({"id": 2, "text": "b"})
    (tmp_path / "a.jsonl").write_bytes(data.encode())
    path = str(tmp_path / "a.jsonl")
    assert [(article.name, article.text) for article in articles(path)] == [("1", one["text"]), ("2", "b")]
    assert count(path) == 2


def test_a_line_that_is_not_utf8(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", b'{"id": 1, "text": "perch\xe9"}', '{"id": 2, "text": "perché"}')
    assert problems(path) == {"line 1": "byte 24 of the line (0xe9) is not UTF-8; save the file as UTF-8."}
    assert texts(path) == ["perché"]
    path = lines(tmp_path / "b.jsonl", "", b'{"id": 1, "text": "perch\xe9"}')
    with pytest.raises(ArticleError, match=r"line 2: byte 24 of the line .* is not UTF-8"):
        list(rows(path, USUAL))


def test_json_that_is_not_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps([{"id": 1, "text": "Tre case."}], indent=1))
    with pytest.raises(ArticleError, match=r"a\.jsonl, line 1: this is no JSON .*; give one object a line\."):
        list(rows(str(path), USUAL))


def test_a_key_that_comes_late_and_one_that_is_rare(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl", '{"id": 1}', '{"id": 2, "text": "b"}', '{"text": "c", "id": 3, "language": "it"}'
    )
    assert [row.article and (row.article.name, row.article.lang) for row in rows(path, USUAL)] == [
        None,
        ("2", None),
        ("3", "it"),
    ]


def test_a_line_of_50_megabytes(tmp_path: Path) -> None:
    text = "Tre case. " * 5_000_000
    path = lines(tmp_path / "a.jsonl", '{"id": 1, "text": "a"}', json.dumps({"id": 2, "text": text}))
    assert texts(path) == ["a", text]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_however_it_is_parted(tmp_path: Path, mark: str, end: str) -> None:
    stream = io.StringIO()
    found = [("1", 'a,b;c\td "e"', "it"), ("2", f"Uno{end}{end}due", "en")]
    csv.writer(stream, delimiter=mark, lineterminator=end).writerows(
        [("id", "text, or body; as it is", "lang"), *found]
    )
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + stream.getvalue().encode())
    path = str(tmp_path / "a.csv")
    columns = Columns(text="text, or body; as it is")
    assert [(one.name, one.text, one.lang) for one in articles(path, columns)] == found
    assert [row.place for row in rows(path, columns)] == [f"{path}, line 2", f"{path}, line 3"]


@pytest.mark.parametrize("mark", ";|")
def test_what_parts_the_cells_of_a_csv_may_be_said_first(tmp_path: Path, mark: str) -> None:
    path = lines(tmp_path / "a.csv", f"sep={mark}\r", f"id{mark}text\r", f"a{mark}Tre, forse quattro, case.\r")
    assert texts(path) == ["Tre, forse quattro, case."]
    assert [row.place for row in rows(path, USUAL)] == [f"{path}, line 3"]


def test_a_text_that_is_called_a_table(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no column 'text'") as told:
        list(rows(lines(tmp_path / "a.csv", "The bridge cost 3 million euros. " * 50), USUAL))
    assert len(str(told.value)) < len(str(tmp_path)) + 400


def test_a_csv_of_texts_alone(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", "text", "Tre case", '"Due case, e una; insieme"', "", '" "')
    assert texts(path) == ["Tre case", "Due case, e una; insieme"]
    assert list(problems(path)) == ["line 5"]


def test_broken_rows_of_a_csv(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.csv",
        "id,text,lang",
        "1,Però è così: 3,5 milioni,it",
        '2,"Un "ponte" nuovo",it',
        "3,Tre case",
        b"4,perch\xe9 no,it",
        ",,",
        "5,Due case,it,,",
        "6",
        ",Tre case,it",
        '7,"Due\ncase",it',
        '8,"Una casa,it',
    )
    found = problems(path)
    assert list(found) == ["line 2", "line 3", "line 5", "line 8", "line 9", "line 12"]
    assert "there are 4 cells, and 3 in the heading; put cells that hold a ',' in quotes" in found["line 2"]
    assert "check its quotes" in found["line 3"] and "check its quotes" in found["line 12"]
    assert "character 5 is half of one (a lone surrogate), or not UTF-8" in found["line 5"]
    assert "the text is empty" in found["line 8"]
    assert "no id" in found["line 9"]
    assert texts(path) == ["Tre case", "Due case", "Due\ncase"]


def test_long_cells(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    text = "Tre case. " * 100_000
    assert texts(lines(tmp_path / "a.csv", "id,text", f"1,{text}")) == [text]
    assert csv.field_size_limit() == before


ACCENTED = [f"In città {number} è più di così" for number in range(3)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("ahead", [0, 60_000])
def test_encodings_of_a_csv(tmp_path: Path, encoding: str, ahead: int) -> None:
    path = tmp_path / "a.csv"
    asked = ["Perche' no?  Tre case"] * ahead
    path.write_bytes("\r\n".join(['"text"', *asked, *ACCENTED]).encode(encoding))
    assert texts(str(path))[ahead:] == ACCENTED


def test_a_csv_in_an_encoding_that_must_be_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(["text", *ACCENTED]).encode("mac-roman"))
    with pytest.raises(ArticleError, match=r"a\.csv: the encoding .* may be mac-roman; save it as UTF-8\."):
        list(rows(str(path), USUAL))


@pytest.mark.parametrize(
    ("extension", "data", "words"),
    [
        ("jsonl", '{"id": 1, "text": "tre"}\n'.encode("utf-16"), "UTF-16"),
        ("jsonl", '{"id": 1, "text": "tre"}\n'.encode("utf-16-le"), "UTF-16"),
        ("jsonl", b"PK\x03\x04\x14\x00\x06\x00", "Word, OpenDocument or ZIP file"),
        ("csv", b"PK\x03\x04\x14\x00\x06\x00", "Word, OpenDocument or ZIP file"),
        ("csv", b"id,text\n1,\x81\x07\x8d", "binary file"),
    ],
)
def test_a_file_of_another_format(tmp_path: Path, extension: str, data: bytes, words: str) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=words):
        list(rows(str(path), USUAL))


@pytest.mark.parametrize("extension", ["jsonl", "csv"])
@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_an_empty_file_has_no_rows(tmp_path: Path, extension: str, data: bytes) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(data)
    assert list(rows(str(path), USUAL)) == []


@pytest.mark.parametrize(
    "type",
    [pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string()), pa.string_view()],
    ids=str,
)
def test_text_in_parquet(tmp_path: Path, type: pa.DataType) -> None:
    given = ["Tre case.", None, "Due case.", "Tre case."]
    path = parquet(tmp_path / "a.parquet", id=pa.array(range(4)), text=pa.array(given, pa.string()).cast(type))
    assert [row.article and (row.article.name, row.article.text) for row in rows(path, USUAL)] == [
        None if text is None else (str(number), text) for number, text in enumerate(given)
    ]
    assert problems(path) == {"row 2": "the text is empty; give an article."}
    assert count(path) == 4


ROME = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("values", "type", "published"),
    [
        ([date(2022, 3, 4)], pa.date32(), "2022-03-04"),
        ([datetime(2022, 3, 4)], pa.timestamp("ns"), "2022-03-04"),
        ([datetime(2022, 3, 4, 5, 6, 7)], pa.timestamp("s"), "2022-03-04T05:06:07"),
        ([datetime(2022, 3, 4, 5, 6, 7, 8)], pa.timestamp("us"), "2022-03-04T05:06:07.000008"),
        ([1646370367000000123], pa.timestamp("ns"), "2022-03-04T05:06:07"),
        ([datetime(2022, 3, 4, 5, 6, 7, tzinfo=ROME)], pa.timestamp("ms", "Europe/Rome"), "2022-03-04T03:06:07+00:00"),
        ([None], pa.date32(), None),
        ([2022], pa.int32(), None),
    ],
)
def test_days_in_parquet(tmp_path: Path, values: list[Any], type: pa.DataType, published: str | None) -> None:
    path = parquet(tmp_path / "a.parquet", text=["Tre case."], date=pa.array(values, type))
    assert [article.published for article in articles(path)] == [published]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2022-03-04", "2022-03-04"),
        (" 2022-03-04T05:06:07Z", "2022-03-04T05:06:07+00:00"),
        ("2022-03-04 05:06", "2022-03-04T05:06:00"),
        ("2022-03", "2022-03"),
        ("2022", "2022"),
        ("4/3/2022", None),
        ("2022-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_as_text(tmp_path: Path, written: str, published: str | None) -> None:
    path = write(tmp_path / "a.csv", [{"text": "Tre case.", "date": written}])
    assert [article.published for article in articles(path)] == [published]


def test_bytes_in_parquet_are_no_text(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", text=[b"Tre case."])
    assert problems(path) == {"row 1": "under 'text' there is bytes instead of a text; give an article."}


def test_text_in_parquet_that_is_not_utf8(tmp_path: Path) -> None:
    text = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\6\0\0\0\x0f\0\0\0"), pa.py_buffer(b"perch\xe9Tre case.")]
    )
    path = parquet(tmp_path / "a.parquet", text=text)
    assert list(problems(path)) == ["row 1"] and texts(path) == ["Tre case."]


def test_parquet_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = parquet(tmp_path / "a.parquet", text=["Tre case."])
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    for ask in (lambda: list(rows(path, USUAL)), lambda: count(path)):
        with pytest.raises(ArticleError, match=r"Parquet needs pyarrow; pip install 'factcheck\[parquet\]'"):
            ask()


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_a_file_that_is_not_there_or_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArticleError, match="there is no such file"):
        list(rows(str(tmp_path / name), USUAL))
    (tmp_path / name).mkdir()
    with pytest.raises(ArticleError, match="can't be read"):
        list(rows(str(tmp_path / name), USUAL))


def test_a_file_at_an_address(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        write(tmp_path / name, ARTICLES)
        path = f"file://{tmp_path}/{name}"
        assert [row.place.rpartition(", ")[0] for row in rows(path, USUAL)] == [path] * 3
        assert texts(path) == [article["text"] for article in ARTICLES]


@pytest.mark.parametrize("extension", ["jsonl", "csv"])
def test_memory_is_flat(tmp_path: Path, extension: str) -> None:
    def peak(number: int) -> int:
        path = write(tmp_path / f"a.{extension}", [{"id": str(n), "text": "Tre case. " * 1_000} for n in range(number)])
        tracemalloc.start()
        try:
            assert sum(row.article is not None for row in rows(path, USUAL)) == number
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(2_000) < 1.5 * peak(200)


def test_rows_are_given_one_by_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", ARTICLES)
    first = next(iter(rows(path, USUAL)))
    assert first == Row(
        f"{path}, line 1", Article("a-1", ARTICLES[0]["text"], "it", "Il ponte", "https://example.org/1"), None
    )
