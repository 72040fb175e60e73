"""Batch runs from and to addresses; file:// is one that processes share."""

import tempfile
from pathlib import Path

import pytest

from factcheck.articles.corpus import Columns
from factcheck.batch import elsewhere
from factcheck.batch.elsewhere import StateElsewhere
from factcheck.batch.files import Sources
from factcheck.batch.items import Item, Result
from factcheck.cli import main
from factcheck.errors import ArticleError, FactcheckError
from factcheck.program import DONE

ITEM = Item("a", "a.txt", "a.xlsx")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process puts what it needs for a while."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Articles whose names show an order: a folder stands where its own name does."""
    folder = tmp_path / "texts"
    for number, name in enumerate(["b.txt", "a/z.txt", "a.txt", "a-b/c.txt", ".hidden/d.txt", "no.md"]):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Il fiume è salito di {number + 2} metri durante la notte.", encoding="utf-8")
    return folder


def batch(*arguments: str) -> object:
    return main(["batch", *arguments, "--jobs", "1"], standalone_mode=False)


def test_claims_at_an_address_are_those_of_a_folder(texts: Path, tmp_path: Path, scratch: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    assert batch(texts.as_uri(), "-o", there.as_uri(), "--format", "jsonl") == DONE
    assert batch(str(texts), "-o", str(here), "--format", "jsonl") == DONE
    claims = "claims-00000.jsonl"
    assert (there / claims).read_bytes() == (here / claims).read_bytes() != b""
    assert not list(scratch.iterdir())


def test_what_is_wrong_with_the_state_names_its_address(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert batch(texts.as_uri(), "-o", out.as_uri()) == DONE
    (out / ".factcheck" / "state.sqlite").write_bytes(b"no database, but long enough to look like one" * 99)
    with pytest.raises(FactcheckError) as told:
        StateElsewhere(out.as_uri(), "")
    assert str(told.value).startswith(f"{out.as_uri()}/.factcheck/state.sqlite: is broken; remove it")


def test_a_run_into_an_address_is_resumed(
    texts: Path, tmp_path: Path, scratch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert batch(texts.as_uri(), "-o", out.as_uri()) == DONE
    (texts / "b.txt").write_text("The river rose by 3 metres during the night.")
    (out / "a.xlsx").unlink()
    assert batch(texts.as_uri(), "-o", out.as_uri()) == DONE
    assert "5 articles: 2 done, 3 unchanged" in capsys.readouterr().err
    assert {path.relative_to(out).as_posix() for path in out.rglob("*.xlsx")} >= {"a.xlsx", "a/z.xlsx", "a-b/c.xlsx"}
    assert not list(scratch.iterdir())


def test_an_output_folder_among_the_sources_is_not_read(texts: Path) -> None:
    (texts / "out").mkdir()
    (texts / "out" / "old.txt").write_text("Two boats sank.")
    found = Sources([texts.as_uri()], "*.txt", Columns(), (texts / "out").as_uri() + "/")
    assert [item.name for item in found.items()] == ["a/z.txt", "a-b/c.txt", "a.txt", "b.txt"]


def test_listed_files_at_addresses_have_their_paths_as_names(texts: Path) -> None:
    found = list(Sources([(texts / "a.txt").as_uri()], "*.txt", Columns(), "out").items())
    assert [(item.name, item.output) for item in found] == [("a.txt", "a.xlsx")]


def test_a_source_that_is_not_there_is_told(texts: Path, tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="nothing: there is no such file or folder"):
        batch((tmp_path / "nothing").as_uri(), "-o", (tmp_path / "out").as_uri())


def test_an_address_that_takes_no_file_is_told_at_once(texts: Path, tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "out").write_text("no folder")
    with pytest.raises(FactcheckError, match=r"out/\.factcheck/state\.sqlite: can't be"):
        batch(texts.as_uri(), "-o", (tmp_path / "out").as_uri())
    assert not list(scratch.iterdir())


def test_the_state_is_put_back_when_a_run_is_left(tmp_path: Path, scratch: Path) -> None:
    address = (tmp_path / "out").as_uri()
    with pytest.raises(SystemExit), StateElsewhere(address, "made") as state:
        state.begin(0, ITEM)
        state.put(ITEM, Result(0, "done", "digest", output="a.xlsx"))
        raise SystemExit(130)
    assert not list(scratch.iterdir())
    with StateElsewhere(address, "made") as state:
        known = state.begin(0, ITEM)
    assert known is not None and known.digest == "digest"


def test_the_state_is_put_back_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what is not saved by the end of the run, as the process is killed."""
    address = (tmp_path / "out").as_uri()
    monkeypatch.setattr(elsewhere, "_EVERY", 0.0)
    monkeypatch.setattr(elsewhere, "_SHARE", 0)
    with StateElsewhere(address, "made") as state:
        state.begin(0, ITEM)
        state.put(ITEM, Result(0, "done", "digest", output="a.xlsx"))
        state.save()
        with StateElsewhere(address, "made") as other:
            assert other.begin(0, ITEM) is not None
