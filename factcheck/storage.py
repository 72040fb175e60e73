"""Files here and elsewhere: local paths, and addresses such as s3://bucket/folder, which go through fsspec."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from factcheck.errors import FactcheckError
from factcheck.whole import replacing


def is_remote(path: str) -> bool:
    """Whether a path is an address such as s3://bucket/folder."""
    return "://" in path


def system(path: str) -> tuple[Any, str]:
    """The file system of an address (fsspec), and the path in it; FactcheckError if it can't be reached."""
    try:
        import fsspec
    except ImportError:
        raise FactcheckError(f"{path}: addresses need fsspec; pip install 'factcheck[cluster]'.") from None
    try:
        found: tuple[Any, str] = fsspec.core.url_to_fs(path)
    except ImportError as error:  # fsspec names the package that it lacks
        raise FactcheckError(f"{path}: {str(error).rstrip('.')}.") from None
    except Exception as error:
        raise FactcheckError(f"{path}: can't be reached ({reason(error)}); check the address.") from error
    return found


def opened(path: str) -> BinaryIO:
    """A file, open for reading bytes; OSError or what its file system raises."""
    if not is_remote(path):
        return Path(path).open("rb")
    files, inside = system(path)
    stream: BinaryIO = files.open(inside, "rb")
    return stream


def exists(path: str) -> bool:
    """Whether there is a file."""
    if not is_remote(path):
        return Path(path).exists()
    files, inside = system(path)
    return bool(files.exists(inside))


def size(path: str) -> int | None:
    """The size of a file in bytes, None if there is none."""
    try:
        if not is_remote(path):
            return Path(path).stat().st_size
        files, inside = system(path)
        return int(files.size(inside))
    except FileNotFoundError:
        return None


def write(path: str, put: Callable[[BinaryIO], object]) -> None:
    """Has `put` write a file, which appears whole or not at all; OSError or what its file system raises."""
    if not is_remote(path):
        with replacing(Path(path)) as stream:
            put(stream)
            stream.flush()
        return
    files, inside = system(path)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        with whole.open("wb") as stream:
            put(stream)
        files.makedirs(files._parent(inside), exist_ok=True)
        files.put_file(str(whole), inside)


def make_folders(root: str, inside: str) -> None:
    """Makes the folders of a file in a folder, which itself must be there."""
    if not is_remote(root):
        for folder in reversed(PurePath(inside).parents[:-1]):
            Path(root, folder).mkdir(exist_ok=True)


@contextmanager
def local(path: str) -> Iterator[Path]:
    """A file as one of this machine: itself, or a copy."""
    if not is_remote(path):
        yield Path(path)
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.rpartition("/")[2]
        files, inside = system(path)
        files.get_file(inside, str(copy))
        yield copy


def move(path: str, to: str) -> None:
    """Gives a file another name."""
    if not is_remote(path):
        Path(path).rename(to)
    else:
        files, inside = system(path)
        files.mv(inside, system(to)[1])


def remove(path: str) -> None:
    """Removes a file, if there is one."""
    if not is_remote(path):
        Path(path).unlink(missing_ok=True)
    elif exists(path):
        files, inside = system(path)
        files.rm_file(inside)


def join(folder: str, *parts: str) -> str:
    """The path of a file in a folder."""
    return "/".join([folder.rstrip("/"), *parts]) if is_remote(folder) else str(Path(folder, *parts))


def reason(error: BaseException) -> str:
    """Why a file can't be read or written, for a message."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return next(iter(str(error).strip().splitlines()), "") or type(error).__name__
