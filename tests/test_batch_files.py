"""Which articles a batch run reads, how they are called, and where their worksheets lie."""

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from batches import USUAL
from hypothesis import given
from hypothesis import strategies as st

from factcheck import storage
from factcheck.batch.files import Sources
from factcheck.batch.items import Item
from factcheck.errors import ArticleError
from factcheck.file_names import file_name


def items(*named: object, glob: str | None = "*.txt", output: str = "out") -> list[Item]:
    return list(Sources(list(map(str, named)), glob, USUAL, output).items())


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("There were 300.")


def names_of(found: list[Item]) -> list[str]:
    return [item.name for item in found]


def test_a_folder_is_read_with_all_that_is_in_it_by_name(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.txt", "a/b.md", "c/d/e.TXT", ".hidden/a.txt", ".b.txt")
    assert names_of(items(tmp_path)) == ["a/z.txt", "b.txt"]
    assert names_of(items(tmp_path, glob="*.*")) == ["a/b.md", "a/z.txt", "b.txt", "c/d/e.TXT"]
    assert names_of(items(tmp_path, glob="a/*")) == ["a/b.md", "a/z.txt"]
    assert [item.output for item in items(tmp_path, glob="*.*")] == ["a/b.md.xlsx", "a/z.xlsx", "b.xlsx", "c/d/e.xlsx"]


def test_all_documents_of_a_folder_are_read(tmp_path: Path) -> None:
    put(tmp_path, "a.TXT", "b/c.pdf", "d.docx", "e.md", "f.html", "g.png", "h", "i.xlsx.part", "README")
    assert names_of(items(tmp_path, glob=None)) == ["a.TXT", "b/c.pdf", "d.docx", "e.md", "f.html"]


def test_links_to_folders_and_the_output_folder_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "out/b.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    assert names_of(items(tmp_path, output=str(tmp_path / "out"))) == ["a.txt", "c.txt"]


def test_folders_may_be_deep_and_longer_than_paths_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def listed(folder: str) -> list[tuple[str, bool]]:
        depth = len(Path(folder).parts) - len(tmp_path.parts)
        if depth == 3_000:
            Path(folder).stat()
        return [("a.txt", False), ("d", True), ("e.txt", False)]

    monkeypatch.setattr(storage, "listed", listed)
    found = items(tmp_path)
    assert len(found) == 6_001 and found[0].name == "a.txt" and found[-1].name == "e.txt"
    assert found[3_000].name == "/".join("d" * 3_000)  # it can't be read, which is told


def test_folders_that_hide_something_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a/b.txt", "c.txt")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").mkdir()
    assert names_of(items(tmp_path)) == ["a/b.txt", "c.txt", "empty.txt"]
    listed = storage.listed

    def forbidden(folder: str) -> list[tuple[str, bool]]:
        if Path(folder).name == "a":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(storage, "listed", forbidden)
    assert names_of(items(tmp_path)) == ["a", "c.txt", "empty.txt"]
    with pytest.raises(ArticleError, match=r"a: can't be read \(Permission denied\)"):
        items(tmp_path / "a")


def test_of_several_sources_each_has_its_own_name_in_front(tmp_path: Path) -> None:
    put(tmp_path, "2023/a.txt", "2024/a.txt", "b.txt")
    (tmp_path / "more.jsonl").write_text('{"id": "x/1", "text": "There were 300."}\n')
    found = items(tmp_path / "2023", tmp_path / "2024", tmp_path / "b.txt", tmp_path / "more.jsonl")
    assert names_of(found) == ["2023/a.txt", "2024/a.txt", "b.txt", "more/x/1"]
    assert [item.output for item in found][:3] == ["2023/a.xlsx", "2024/a.xlsx", "b.xlsx"]
    assert found[-1].output.startswith("more/x_1-") and found[-1].output.count("/") == 1


def test_a_list_on_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outside = tmp_path.parent / "x.txt"
    listed = f"a/b.txt\n\n./c d.txt\r\n{tmp_path}/a/../e.txt\n{outside}\nlast.txt".encode() + b"\nn\xff.txt"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(listed)))
    found = items("-")
    away = outside.relative_to(outside.anchor).as_posix()
    assert names_of(found) == ["a/b.txt", "c d.txt", "e.txt", away, "last.txt", "n\ufffd.txt"]
    assert os.fsencode(found[-1].place) == b"n\xff.txt"


def test_sources_that_are_not_there_are_told_first(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="nowhere: there is no such file or folder"):
        Sources([str(tmp_path), "nowhere"], "*", USUAL, "out").check()


def test_count(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b/c.txt", "d.md")
    (tmp_path / "e.jsonl").write_text('{"text": "There were 300."}\n' * 3)
    assert Sources([str(tmp_path), str(tmp_path / "e.jsonl")], "*.txt", USUAL, "out").count() == 5
    assert Sources(["-"], "*.txt", USUAL, "out").count() is None


@pytest.mark.parametrize(
    "name", ["a/b", "CON", "nul.txt", "x" * 300, "é" * 200, "a:b", 'a"b', "end. ", "tab\tx", "", ".", ".."]
)
def test_names_that_some_system_refuses_are_changed(name: str) -> None:
    new = file_name(name)
    assert new != name and len(new.encode()) <= 160 and not set(new) & set('/\\:"<>|?*\t')
    assert file_name(new) == new


@given(st.lists(st.text(), unique=True, min_size=2, max_size=4))
def test_no_two_names_become_one(names: list[str]) -> None:
    assert len({file_name(name) for name in names}) == len(names)


FEED = """<rss version="2.0"><channel><title>News</title>
<item><title>Bridge</title><link>https://example.org/bridge</link><description>It cost 3 million.</description></item>
<item><title>Road</title><link>https://example.org/road</link><description>It has 20 km.</description></item>
</channel></rss>"""


def test_the_entries_of_a_feed_are_articles(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(FEED)
    (tmp_path / "b.xml").write_text("<rss><channel></channel></rss>")
    put(tmp_path, "c.txt")
    found = items(tmp_path, glob=None)
    assert names_of(found) == ["a.rss/https://example.org/bridge", "a.rss/https://example.org/road", "b.xml", "c.txt"]
    assert [item.article and item.article.title for item in found] == ["Bridge", "Road", None, None]
    assert len({item.output for item in found[:2]}) == 2
    assert all(item.output.startswith("a.rss/") and item.output.count("/") == 1 for item in found[:2])
    assert found[2].problem and "b.xml" not in found[2].problem
    assert Sources([str(tmp_path)], None, USUAL, "out").count() is None
