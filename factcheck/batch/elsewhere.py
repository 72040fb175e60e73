"""The state of the runs into an address: a copy of it on this machine is at work, and is put back now and then."""

import shutil
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from factcheck import storage
from factcheck.batch.state import FILE, FOLDER, State
from factcheck.errors import FactcheckError

_EVERY = 60.0  # seconds between two times that it is put back
_SHARE = 20  # so many times as long as that took, at least


class StateElsewhere(State):
    """A state whose file is at an address; it is put back when it is left, too.

    FactcheckError where the address can't be reached, or not be written to. Nothing there keeps two runs apart.
    """

    def __init__(self, address: str, made: str) -> None:
        self._address = storage.join(address, FOLDER, FILE)
        self._home = tempfile.TemporaryDirectory(prefix="factcheck-")
        folder = Path(self._home.name)
        copy = folder / FOLDER / FILE
        copy.parent.mkdir()
        with suppress(FileNotFoundError), storage.local(self._address) as found:  # the first run
            shutil.move(found, copy)
        super().__init__(folder, made, address)
        self._put_back()

    def save(self) -> None:
        """Keeps all that was told so far, here; at the address about once a minute."""
        super().save()
        if time.monotonic() > self._next:
            self._put_back()

    def __exit__(self, *error: object) -> None:
        super().__exit__()
        with self._home as folder, suppress(*([FactcheckError] if any(error) else [])):  # the first error is told
            storage.send(Path(folder, FOLDER, FILE), self._address)

    def _put_back(self) -> None:
        began = time.monotonic()
        copy = Path(self._home.name, "whole")
        self._do("COMMIT")  # within a transaction there is no backup
        with closing(sqlite3.connect(copy)) as base:
            self._base.backup(base)
        self._do("BEGIN EXCLUSIVE")
        storage.send(copy, self._address)
        now = time.monotonic()
        self._next = now + max(_EVERY, _SHARE * (now - began))
