"""Batch runs: what is written, resumed, set aside."""

import csv
import gc
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
import spacy
from batches import Here, batch, claims_in, errors_in, put_articles, run_here, sources_of, text_of, written
from openpyxl import load_workbook

from factcheck import storage
from factcheck.batch import run as running
from factcheck.batch import shards, work
from factcheck.batch.run import run
from factcheck.batch.settings import Settings
from factcheck.batch.state import State
from factcheck.claims import extract
from factcheck.errors import ArticleError, FactcheckError, RunError
from factcheck.formats import as_object, encoded
from factcheck.records import Article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven articles, some of them in folders."""
    folder = tmp_path / "articles"
    put_articles(folder, 4)
    put_articles(folder / "2024" / "05", 3, "Città {}.txt")
    return folder


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write into; workbooks of the same cells are the same bytes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return tmp_path / "out"


def test_a_corpus_holds_what_extract_gives_article_by_article(folder: Path, output: Path) -> None:
    totals = run_here(folder, output)
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.txt"))]
    articles = (Article(name, (folder / name).read_text(encoding="utf-8")) for name in names)
    expected = [json.loads(encoded(as_object(claim))) for article in articles for claim in extract(article)]
    assert claims_in(output) == expected
    assert totals.states == {"done": 7} and totals.claims == len(expected) == 21
    assert totals.figures == sum(len(claim["figures"]) for claim in expected)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_other_formats_hold_the_same(folder: Path, output: Path, kind: str) -> None:
    run_here(folder, output)
    run_here(folder, output, kind)
    (file,) = output.glob(f"claims-*.{kind}")
    if kind == "csv":
        with file.open(encoding="utf-8", newline="") as stream:
            rows: list[dict[str, object]] = list(csv.DictReader(stream))
        nested = {"figures", "links", "attribution", "schema", "start", "end", "paragraph", "sentence"}
        nested |= {"page", "heading"}
        found = [{key: json.loads(str(v) or "null") if key in nested else v for key, v in row.items()} for row in rows]
    else:
        from pyarrow import parquet

        found = parquet.read_table(file).to_pylist()
    assert found == claims_in(output)


def test_parquet_without_pyarrow_names_the_extra(folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FactcheckError, match=r"pip install 'factcheck\[parquet\]'"):
        run_here(folder, output, "parquet")


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path, output: Path) -> None:
    (tmp_path / "a.txt").write_text("=SUM(A1) and 300 dogs of the town were there on a day of the year.\n")
    run_here(tmp_path, output, "csv")
    with (output / "claims-00000.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.DictReader(stream))["text"].startswith("'=SUM")


def test_worksheets_lie_as_the_articles_do(folder: Path, output: Path) -> None:
    run_here(folder, output, "xlsx")
    found = {path for path in written(output) if not path.startswith("index")}
    assert found == {path.relative_to(folder).with_suffix(".xlsx").as_posix() for path in folder.rglob("*.txt")}


def test_shards_hold_so_many_articles(folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_here(folder, output)
    whole = (output / "claims-00000.jsonl").read_bytes()
    monkeypatch.setattr(shards, "ARTICLES", 3)
    monkeypatch.setattr(running, "ARTICLES", 2)
    run_here(folder, output)
    parts = sorted(output.glob("claims-*.jsonl"))
    assert [part.name for part in parts] == ["claims-00000.jsonl", "claims-00001.jsonl", "claims-00002.jsonl"]
    assert b"".join(part.read_bytes() for part in parts) == whole
    (folder / "0003.txt").unlink()
    run_here(folder, output)
    assert sorted(output.glob("claims-*.jsonl")) == parts[:2]


@pytest.mark.parametrize("between", ["another format", "no state", "a hole"])
def test_no_shard_of_an_earlier_run_stays(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    monkeypatch.setattr(shards, "ARTICLES", 1)
    run_here(folder, output)
    (output / "claims-00002 of the desk.jsonl").touch()
    for path in sorted(folder.rglob("*.txt"))[1:]:
        path.unlink()
    if between == "another format":
        run_here(folder, output, "csv")
    elif between == "no state":
        (output / ".factcheck" / "state.sqlite").unlink()
    else:
        (output / "claims-00001.jsonl").unlink()
    run_here(folder, output)
    names = ["claims-00000.jsonl", "claims-00002 of the desk.jsonl"]
    assert sorted(path.name for path in output.glob("claims-*.jsonl")) == names


class Counting(Here):
    """An engine that knows which articles it had to look for figures in."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.read = list[str]()

    def results(self, more):  # type: ignore[no-untyped-def]
        for jobs, results in super().results(more):
            names = {job.number: job.item.name for job in jobs}
            self.read += [names[one.number] for one in results or () if one.state != "unchanged"]
            yield jobs, results


def again(folder: Path, output: Path, settings: Settings, force: bool = False) -> list[str]:
    """Which articles a run reads."""
    engine = Counting(settings)
    run(sources_of(folder, output), settings, engine, force)
    return sorted(engine.read)


@pytest.mark.parametrize("kind", ["jsonl", "xlsx"])
def test_a_second_run_reads_only_what_is_missing_or_changed(folder: Path, output: Path, kind: str) -> None:
    settings = Settings(str(output), kind)  # type: ignore[arg-type]
    everything = again(folder, output, settings)
    assert len(everything) == 7
    first = written(output)
    assert again(folder, output, settings) == []
    (folder / "0001.txt").write_text(text_of(91))
    (folder / "0009.txt").write_text(text_of(9))
    assert again(folder, output, settings) == ["0001.txt", "0009.txt"]
    (folder / "0001.txt").write_text(text_of(1))
    (folder / "0009.txt").unlink()
    assert again(folder, output, settings) == ["0001.txt"]
    now = written(output)
    assert {path: now[path] for path in first if not path.startswith("index")} == {
        path: content for path, content in first.items() if not path.startswith("index")
    }
    assert again(folder, output, settings, force=True) == everything
    assert again(folder, output, replace(settings, lang="en")) == everything


def test_what_somebody_removed_is_made_again(folder: Path, output: Path) -> None:
    run_here(folder, output)
    before = written(output)
    (output / "claims-00000.jsonl").unlink()
    run_here(folder, output)
    assert written(output) == before
    run_here(folder, output, "xlsx")
    (output / "0002.xlsx").unlink()
    settings = Settings(str(output), "xlsx")
    assert again(folder, output, settings) == ["0002.txt"]
    assert (output / "0002.xlsx").exists()


def test_no_article_at_all_is_told(tmp_path: Path, output: Path) -> None:
    done = batch(tmp_path, "-o", output, "--format", "jsonl", "--glob", "*.md")
    assert done.returncode == 1
    assert done.stderr == f"There is no article in the sources; check them, and --glob.\n0 articles -> {output}\n"


def test_empty_names_are_no_folders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for arguments in (("", "-o", "../out"), (".", "-o", "")):
        done = batch(*arguments)
        assert done.returncode == 2 and "is empty; give" in done.stderr
    assert not (folder / "index.xlsx").exists() and not (folder.parent / "out").exists()


def test_how_an_article_was_read_is_told_in_the_index(folder: Path, output: Path) -> None:
    (folder / "lost.txt").write_text(f"{text_of(0)}The caf\ufffd reopened, they said.\n", encoding="utf-8")
    (folder / "mixed.txt").write_text(f"{text_of(0)}{text_of(1)}{text_of(2)}", encoding="utf-8")
    notes = {"lost.txt": "“caf\ufffd”, paragraph 3", "mixed.txt": "paragraphs 5-6: read in 'it'."}
    for kept in ("done", "unchanged"):
        done = batch(folder, "-o", output, "--jobs", 1, "--format", "jsonl", "-v")
        assert done.returncode == 0
        assert f"9 articles: 9 {kept};" in done.stderr and "; 2 with notes in index.xlsx ->" in done.stderr
        rows = load_workbook(output / "index.xlsx")["Index"].iter_rows(min_row=2, values_only=True)
        found = {str(row[0]): str(row[-1]) for row in rows if row[-1]}
        assert found.keys() == notes.keys()
        for name, note in notes.items():
            assert note in found[name]
            assert (f"{name}: {found[name]}\n" in done.stderr) == (kept == "done")
    (folder / "lost.txt").write_bytes(b"")
    assert run_here(folder, output).noted == 1


def test_articles_that_cannot_be_read_are_set_aside(folder: Path, output: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xff\x00\xff 3 dogs")
    (folder / "b.txt").write_text("Zwei Hunde und 300 Katzen sind mit dem Zug nach Wien gefahren, aber nicht heute.")
    (folder / "c.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "d.txt")
    totals = run_here(folder, output)
    assert totals.states == {"done": 7, "set aside": 4}
    assert totals.attention == (f"4 articles set aside: see {output / 'errors.jsonl'}.",)
    errors = errors_in(output)
    assert [error["path"] for error in errors] == [str(folder / f"{name}.txt") for name in "abcd"]
    assert [error["where"] for error in errors] == ["reading", "language", "reading", "reading"]
    assert all(error["what"].startswith(error["path"]) for error in errors)
    for name in "abcd":
        (folder / f"{name}.txt").unlink()
    totals = run_here(folder, output)
    assert totals.states == {"unchanged": 7} and not totals.attention
    assert not (output / "errors.jsonl").exists()


def test_an_article_that_makes_the_pipeline_fail_is_set_aside(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = work.load

    def poisoned(*arguments: object) -> object:
        nlp = load(*arguments)  # type: ignore[arg-type]
        figures = nlp.get_pipe("figures")
        read = type(figures).__call__

        def call(self: object, doc: object) -> object:
            if "23 children" in str(doc):
                raise RuntimeError("poison")
            return read(self, doc)  # type: ignore[arg-type]

        monkeypatch.setattr(type(figures), "__call__", call)
        return nlp

    monkeypatch.setattr(work, "load", poisoned)
    totals = run_here(folder, output)
    assert totals.states == {"done": 6, "set aside": 1}
    path = str(folder / "0003.txt")
    assert errors_in(output) == [
        {"path": path, "what": f"{path}: the pipeline failed (RuntimeError: poison).", "where": "pipeline"}
    ]


def test_a_model_takes_the_articles_of_its_language(
    tmp_path: Path, folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spacy.blank("en").to_disk(tmp_path / "model")
    loaded, load = list[object](), spacy.load
    monkeypatch.setattr(spacy, "load", lambda *what: loaded.append(what) or load(*what))
    monkeypatch.setattr(running, "ARTICLES", 3)
    assert run_here(folder, output, model=str(tmp_path / "model")).states == {"done": 5, "set aside": 2}
    assert all("this model is for the language 'en', not 'it'" in error["what"] for error in errors_in(output))
    assert len(loaded) == 2, "once for each language"


def test_a_model_that_is_not_there_ends_the_run(folder: Path, output: Path) -> None:
    with pytest.raises(RunError, match="nowhere: this model is not installed"):
        run_here(folder, output, model="nowhere")


def test_an_article_whose_worker_dies_is_tried_once_more(folder: Path, output: Path) -> None:
    settings = Settings(str(output), "jsonl")
    died = list[str]()

    def dies(batch) -> bool:  # type: ignore[no-untyped-def]
        poison = [job.item.name for job in batch if job.item.name == "0002.txt"]
        died.extend(poison)
        return bool(poison)

    totals = run(sources_of(folder, output), settings, Here(settings, dies))
    assert totals.states == {"done": 6, "set aside": 1} and len(died) == 3
    (error,) = errors_in(output)
    assert error["where"] == "worker" and "died twice" in error["what"]
    calm = run(sources_of(folder, output), settings, Here(settings))
    assert calm.states == {"done": 1, "unchanged": 6}
    once = iter([True])
    again = Here(settings, lambda _: next(once, False))
    assert run(sources_of(folder, output), settings, again, force=True).states == {"done": 7}


def test_two_articles_of_one_name_do_not_overwrite_each_other(tmp_path: Path, output: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md.txt").write_text(text_of(1))
    (tmp_path / "a" / "x.md").write_text(text_of(2))
    settings = Settings(str(output), "xlsx")
    sources = replace(sources_of(tmp_path / "a", output), glob="*")
    assert run(sources, settings, Here(settings)).states == {"done": 1, "set aside": 1}
    assert errors_in(output)[0]["path"] == str(tmp_path / "a" / "x.md.txt")
    named_twice = replace(sources, named=[str(tmp_path / "a" / "x.md"), str(tmp_path / "a" / ".." / "a" / "x.md")])
    assert run(named_twice, settings, Here(settings)).states == {"unchanged": 1}


def test_folders_of_one_name_are_told_apart(tmp_path: Path, output: Path) -> None:
    years = [tmp_path / year / "articles" for year in ("2023", "2024")]
    for folder in years:
        put_articles(folder, 2)
    settings = Settings(str(output), "xlsx")
    sources = replace(sources_of(tmp_path, output), named=[*map(str, years), str(years[0])])
    assert run(sources, settings, Here(settings)).states == {"done": 4}
    assert "2024/articles/0001.xlsx" in written(output)


def test_two_articles_of_one_worksheet_do_not_overwrite_each_other_in_a_later_run(tmp_path: Path, output: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    settings = Settings(str(output), "xlsx")
    sources = replace(sources_of(folder, output), glob="*")
    (folder / "x.txt").write_text(text_of(1))
    assert run(sources, settings, Here(settings)).states == {"done": 1}
    (folder / "x").write_text(text_of(2))
    for _ in range(2):
        assert run(sources, settings, Here(settings)).states["set aside"] == 1
        assert errors_in(output)[0]["path"] == str(folder / "x.txt")
    (folder / "x").write_text("")
    assert run(sources, settings, Here(settings)).states == {"set aside": 2}


def test_where_capitals_make_no_other_file_no_worksheet_is_overwritten(tmp_path: Path, output: Path) -> None:
    ids = ["a1", "A1", "cafe\u0301", "caf\u00e9"]
    (tmp_path / "c.jsonl").write_text("".join(json.dumps({"id": id, "text": text_of(0)}) + "\n" for id in ids))
    sources = replace(sources_of(tmp_path, output), named=[str(tmp_path / "c.jsonl")])
    settings = Settings(str(output), "xlsx")
    if not (tmp_path / "C.JSONL").exists():
        assert run(sources, settings, Here(settings)).states == {"done": 4}
        (output / ".FACTCHECK").mkdir()  # as the file systems of Windows and macOS say
    assert run(sources, settings, Here(settings), force=True).states == {"done": 2, "set aside": 2}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="all names are Unicode there")
def test_a_name_that_is_not_utf8(folder: Path, output: Path) -> None:
    broken = [os.fsdecode(os.fsencode(folder) + name) for name in (b"/caf\xe9.txt", b"/caf\xe8.txt", b"/b\xff.txt")]
    for path in broken[:2]:
        Path(path).write_text(text_of(1))
    Path(broken[2]).write_text("")
    Path(os.fsdecode(os.fsencode(folder) + b"/c\xff.jsonl")).write_text("x\n" + json.dumps({"text": text_of(1)}))
    sources = replace(
        sources_of(folder, output), named=[str(folder), os.fsdecode(os.fsencode(folder) + b"/c\xff.jsonl")]
    )
    settings = Settings(str(output), "xlsx")
    assert run(sources, settings, Here(settings)).states == {"done": 9, "set aside": 3}
    assert (output / "articles" / "caf\ufffd.xlsx").exists() and (output / "c\ufffd" / "2.xlsx").exists()
    told = [error["path"] for error in errors_in(output)]
    assert told[:2] == [broken[2], broken[0]] and told[2].endswith(", line 1")
    assert run(sources, settings, Here(settings)).states == {"set aside": 3, "unchanged": 9}


def test_an_article_that_is_called_index(folder: Path, output: Path) -> None:
    (folder / "Index.txt").write_text(text_of(1))
    (folder / "2024" / "index.txt").write_text(text_of(1))
    for _ in range(2):
        assert run_here(folder, output, "xlsx").attention == ()
    found = written(output)
    assert {"index.xlsx", "_Index.xlsx", "2024/index.xlsx"} <= found.keys() and len(found) == 10


def test_a_folder_in_use_is_refused(folder: Path, output: Path) -> None:
    output.mkdir()
    with State(output, "x"), pytest.raises(RunError, match="another run is writing into this folder"):
        run_here(folder, output)


def test_a_broken_state_is_told(folder: Path, output: Path) -> None:
    run_here(folder, output)
    state = output / ".factcheck" / "state.sqlite"
    state.write_bytes(b"no database" * 100)
    with pytest.raises(RunError, match=r"state\.sqlite: is broken; remove it"):
        run_here(folder, output)


def test_an_output_folder_that_vanishes_ends_the_run(folder: Path, output: Path) -> None:
    settings = Settings(str(output), "jsonl")

    def vanish(_: object) -> bool:
        for path in sorted(output.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        output.rmdir()
        return False

    with pytest.raises(RunError, match=r"can't be written|is gone"):
        run(sources_of(folder, output), settings, Here(settings, vanish))


def test_a_source_folder_that_vanishes_ends_the_run(folder: Path, output: Path) -> None:
    settings = Settings(str(output), "jsonl")
    moved = folder.with_name("moved")

    def vanish(_: object) -> bool:
        folder.rename(moved)
        return False

    with pytest.raises(ArticleError, match="there is no such file or folder"):
        run(sources_of(folder, output), settings, Here(settings, vanish))
    moved.rename(folder)
    assert run_here(folder, output).states == {"done": 7}


def test_a_full_disk_ends_the_run_and_it_goes_on_later(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for kind in ("jsonl", "xlsx"):
        with monkeypatch.context() as patch:
            patch.setattr("factcheck.storage.replacing", full)
            with pytest.raises(RunError, match=r"can't be written \(No space left on device\); mend that"):
                run_here(folder, output, kind)
        assert run_here(folder, output, kind).states in ({"done": 7}, {"unchanged": 7})


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_a_shard_that_cannot_be_written_to_its_end_is_all_that_is_told(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    told: list[object] = []

    def some(_: BinaryIO, lines: Iterator[bytes]) -> None:
        next(lines)
        raise error

    monkeypatch.setattr(sys, "unraisablehook", told.append)
    monkeypatch.setitem(shards.FORMATS, "jsonl", some)
    with pytest.raises((KeyboardInterrupt, RunError)) as raised:
        run_here(folder, output)
    del raised
    gc.collect()
    assert not told


def index_of(output: Path) -> list[dict[str, object]]:
    """The rows of the index, by heading."""
    sheet = load_workbook(output / "index.xlsx").worksheets[0]
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_the_index_tells_of_each_article(folder: Path, output: Path) -> None:
    (folder / "0003.txt").write_bytes(b"")
    run_here(folder, output, "xlsx")
    rows = index_of(output)
    assert [row["Article"] for row in rows][:2] == ["0000.txt", "0001.txt"] and len(rows) == 7
    assert rows[0] == rows[0] | {"State": "done", "Language": "en", "Claims": 3, "Figures": 3, "Money": 1}
    assert rows[3]["State"] == "set aside" and "the text is empty" in str(rows[3]["Problem"])
    (folder / "0000.txt").unlink()
    run_here(folder, output, "xlsx")
    again = index_of(output)
    assert {row["Article"]: row["State"] for row in again}["0000.txt"] == "gone"
    assert again[0]["State"] == "done" and again[0]["Claims"] == 3


def test_the_index_is_the_same_bytes_each_time(folder: Path, output: Path, tmp_path: Path) -> None:
    run_here(folder, output, "xlsx")
    run_here(folder, tmp_path / "other", "xlsx")
    assert (output / "index.xlsx").read_bytes() == (tmp_path / "other" / "index.xlsx").read_bytes()


def test_an_index_that_somebody_changed_is_kept(folder: Path, output: Path) -> None:
    run_here(folder, output, "xlsx")
    assert run_here(folder, output, "xlsx").attention == ()
    book = load_workbook(output / "index.xlsx")
    book.worksheets[0]["Z1"] = "Desk"
    book.save(output / "index.xlsx")
    before = (output / "index.xlsx").read_bytes()
    (line,) = run_here(folder, output, "xlsx").attention
    assert line.endswith(f"it is kept as {output / 'index-1.xlsx'}.")
    assert (output / "index-1.xlsx").read_bytes() == before
    assert run_here(folder, output, "xlsx").attention == ()


def killed_after(name: str, output: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Runs from now on are killed when they have written a file, as what it does gives the state that they leave."""
    state, kept, write = output / ".factcheck", output.with_name("kept"), storage.write

    def writing(path: str, put: Callable[[BinaryIO], object]) -> None:
        write(path, put)
        if path.endswith(name):
            shutil.copytree(state, kept)

    monkeypatch.setattr(storage, "write", writing)

    def killed() -> None:
        monkeypatch.setattr(storage, "write", write)
        shutil.rmtree(state)
        kept.rename(state)

    return killed


def test_killed_when_it_has_just_written_a_shard(folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_here(folder, output)
    expected = (output / "claims-00000.jsonl").read_bytes()
    (folder / "0001.txt").write_text(text_of(4))  # as many characters
    killed = killed_after("claims-00000.jsonl", output, monkeypatch)
    run_here(folder, output)
    killed()
    changed = (output / "claims-00000.jsonl").read_bytes()
    assert changed != expected and len(changed) == len(expected)
    (folder / "0001.txt").write_text(text_of(1))
    run_here(folder, output)
    assert (output / "claims-00000.jsonl").read_bytes() == expected


def test_killed_when_it_has_just_written_the_index(folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_here(folder, output)
    (folder / "0009.txt").write_text(text_of(9))
    killed = killed_after("index.xlsx", output, monkeypatch)
    run_here(folder, output)
    killed()
    assert run_here(folder, output).attention == ()
    assert not (output / "index-1.xlsx").exists()


@pytest.mark.parametrize("name", ["index.xlsx", "errors.jsonl", "claims-00001.jsonl"])
def test_what_cannot_be_replaced_ends_the_run(
    name: str, folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "ARTICLES", 4)
    run_here(folder, output)
    (output / name).unlink(missing_ok=True)
    (output / name).mkdir()
    shutil.rmtree(folder / "2024")
    with pytest.raises(RunError, match=rf"{name}: can't be written \(.*\); mend that"):
        run_here(folder, output)
