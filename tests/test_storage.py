"""Files here and at addresses; memory:// is fsspec's own."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from factcheck import storage
from factcheck.errors import FactcheckError


@pytest.fixture(params=["local", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "local":
        yield str(tmp_path)
        return
    import fsspec

    yield "memory://place"
    fsspec.filesystem("memory").rm("/place", recursive=True)


def broken(stream: BinaryIO) -> None:
    stream.write(b"half")
    raise ValueError("no more")


def test_a_file_is_written_whole_or_not_at_all(folder: str) -> None:
    path = storage.join(folder, "a.txt")
    storage.write(path, lambda stream: stream.write(b"one"))
    with pytest.raises(ValueError, match="no more"):
        storage.write(path, broken)
    with storage.opened(path) as stream:
        assert stream.read() == b"one"
    assert storage.exists(path) and storage.size(path) == 3


def test_a_file_that_is_removed_is_gone(folder: str) -> None:
    path = storage.join(folder, "a.txt")
    storage.write(path, lambda stream: stream.write(b"one"))
    storage.remove(path)
    storage.remove(path)
    assert not storage.exists(path) and storage.size(path) is None


def test_an_address_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(FactcheckError, match=r"nowhere://a: can't be reached \(.*nowhere"):
        storage.opened("nowhere://a")


def test_addresses_without_fsspec_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(FactcheckError, match=r"pip install 'factcheck\[cluster\]'"):
        storage.opened("s3://a/b")
