"""Files here and elsewhere: local paths, and addresses such as s3://bucket/folder, which go through fsspec."""

import errno
import os
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


@contextmanager
def _reached(path: str) -> Iterator[tuple[Any, str]]:
    """What `system` gives; FactcheckError for whatever it raises while it is used, but that there is no such file."""
    found = system(path)
    try:
        yield found
    except (FactcheckError, FileNotFoundError):
        raise
    except Exception as error:  # each file system has its own
        raise FactcheckError(f"{path}: can't be reached ({reason(error)}); check the address.") from error


def opened(path: str) -> BinaryIO:
    """A file, open for reading bytes; OSError, or FactcheckError for an address."""
    if not is_remote(path):
        return opened_here(Path(path))
    with _reached(path) as (files, inside):
        stream: BinaryIO = files.open(inside, "rb")
        return stream


def opened_here(path: Path) -> BinaryIO:
    """A local file, open for reading bytes; OSError also for pipes and devices, which may never come or end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "this is not a regular file")
    return path.open("rb")


def exists(path: str) -> bool:
    """Whether there is a file or folder."""
    if not is_remote(path):
        return Path(path).exists()
    with _reached(path) as (files, inside):
        return bool(files.exists(inside))


def is_folder(path: str) -> bool:
    """Whether there is a folder."""
    if not is_remote(path):
        return Path(path).is_dir()
    with _reached(path) as (files, inside):
        return bool(files.isdir(inside))


def listed(folder: str) -> list[tuple[str, bool]]:
    """The names in a folder, sorted, each with whether it is a folder; links to folders are left out.

    OSError, or FactcheckError for an address, if it can't be read.
    """
    if not is_remote(folder):
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.is_dir(follow_symlinks=False), entry.is_symlink()) for entry in entries]
        return sorted((name, is_dir) for name, is_dir, link in found if not (link and Path(folder, name).is_dir()))
    with _reached(folder) as (files, inside):
        names = {entry["name"].rstrip("/"): entry["type"] == "directory" for entry in files.ls(inside, detail=True)}
        files.invalidate_cache(inside)
    names.pop(inside.rstrip("/"), None)  # a folder may be an empty file of its own
    return sorted((name.rpartition("/")[2], is_dir) for name, is_dir in names.items())


def same(path: str, other: str) -> bool:
    """Whether two paths are those of one file or folder that is there."""
    if is_remote(path) or is_remote(other):
        return path.rstrip("/") == other.rstrip("/")
    try:
        return Path(path).samefile(other)
    except (OSError, ValueError):  # one of them isn't there, or can't be: it is too long, or there is a NUL in it
        return False


def size(path: str) -> int | None:
    """The size of a file in bytes, None if there is none."""
    try:
        if not is_remote(path):
            return Path(path).stat().st_size
        with _reached(path) as (files, inside):
            return int(files.size(inside))
    except FileNotFoundError:
        return None


def write(path: str, put: Callable[[BinaryIO], object]) -> None:
    """Has `put` write a file, which appears whole or not at all; OSError, or FactcheckError for an address."""
    if not is_remote(path):
        with replacing(Path(path)) as stream:
            put(stream)
            stream.flush()
        return
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        with whole.open("wb") as stream:
            put(stream)
        send(whole, path)


def send(file: Path, path: str) -> None:
    """Copies a file of this machine to an address; FactcheckError if that fails."""
    with _reached(path) as (files, inside):
        if files.root_marker:  # it has folders; elsewhere that would make a bucket
            files.makedirs(files._parent(inside), exist_ok=True)
        try:
            files.put_file(str(file), inside)
        except FileNotFoundError as error:
            raise FactcheckError(f"{path}: can't be written ({reason(error)}); check the address.") from None


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
        with _reached(path) as (files, inside):
            files.get_file(inside, str(copy))
        yield copy


def move(path: str, to: str) -> None:
    """Gives a file another name."""
    if not is_remote(path):
        Path(path).rename(to)
    else:
        with _reached(path) as (files, inside):
            files.mv(inside, system(to)[1])


def remove(path: str) -> None:
    """Removes a file, if there is one."""
    if not is_remote(path):
        Path(path).unlink(missing_ok=True)
    elif exists(path):
        with _reached(path) as (files, inside):
            files.rm_file(inside)


def join(folder: str, *parts: str) -> str:
    """The path of a file in a folder."""
    return "/".join([folder.rstrip("/"), *parts]) if is_remote(folder) else str(Path(folder, *parts))


def reason(error: BaseException) -> str:
    """Why a file can't be read or written, for a message."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return next(iter(str(error).strip().splitlines()), "") or type(error).__name__
