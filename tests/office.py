"""A real LibreOffice that does with a workbook what a reviewer would: the steps are in office.bas.

A step is its name and what it needs, as plain values: `("set", "Review", "Status", {"Key": "c0ffee"}, "sourced")`.

| step | |
|---|---|
| open path | the steps that follow are done in this workbook |
| save path | as .xlsx or .ods |
| save path sheet separator | this sheet, as it is shown, as .csv in UTF-8 |
| unprotect sheet | |
| set sheet heading row value | a text, number or date |
| sort sheet heading ascending | the whole table below row 1 |
| filter sheet heading text | hides the rows that do not hold this text |
| hide row, delete row, insert row: sheet row | a row inserted is empty and stands above this one |
| insert column sheet heading before | a new column to the left of the heading `before` |
| move column sheet heading before | |
| rename sheet title | |
| recalculate | every formula anew |

A heading is a cell of row 1. A row is its number as the program shows it, or a dict of headings and the
texts that the row holds there: the first such row is meant.
"""

import csv
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

Argument = str | int | float | date | Path | Mapping[str, str]
Step = Sequence[Argument]

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

LIMIT = 180  # seconds of one run; on a slow machine LibreOffice alone needs ten to start
_STEPS = Path(__file__).with_suffix(".bas").read_text(encoding="utf-8")

# A profile that isn't new: into a new one LibreOffice copies macros of its own, over ours
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>"""
# Where LibreOffice looks for a user's macros, and how they lie there
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/>
</library:libraries>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Steps"/><library:element library:name="Run"/>
</library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{}" script:language="StarBasic">{}
</script:module>"""
_RUN = """Sub Main
  Dim at As Integer, said As String
  said = "done"
  On Error Goto Failed
{}
Finish:
  On Error Resume Next
  CloseStep()
  Open {} For Output As #1
  Print #1, said
  Close #1
  StarDesktop.terminate()
  Exit Sub
Failed:
  said = "step " & at & ": " & IIf(Complaint = "", Error$, Complaint)
  Resume Finish
End Sub"""


def run(folder: Path, steps: Sequence[Step]) -> list[Path]:
    """Does the steps, in order, in one LibreOffice; gives the files saved, in order.

    Names of files are meant in `folder`, which must exist. AssertionError says which step failed, and why.
    """
    calls = (f"  at = {number}: {_call(folder, step)}" for number, step in enumerate(steps, 1))
    with tempfile.TemporaryDirectory(dir=folder, prefix="office-") as name:
        profile, said = Path(name), Path(name, "said.txt")
        _install(profile, _RUN.format("\n".join(calls), _literal(said)))
        _start(profile, "macro:///Standard.Run.Main")
        assert said.exists(), "LibreOffice ended before the last step"
        answer = said.read_text(encoding="utf-8", errors="replace").strip()
        assert answer == "done", answer
    return [folder / str(step[1]) for step in steps if step[0] == "save"]


def shown(path: Path, sheet: str, folder: Path) -> list[list[str]]:
    """The cells of a sheet as LibreOffice shows them after it computed every formula anew; row 1 comes first."""
    (saved,) = run(folder, [("open", path.absolute()), ("recalculate",), ("save", "shown.csv", sheet, ",")])
    with saved.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def converted(paths: Sequence[Path], extension: str, folder: Path) -> list[Path]:
    """Files that LibreOffice opened and saved in another format, told by its extension, in a folder that must exist."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="office-") as name:
        _start(Path(name), "--convert-to", extension, "--outdir", str(folder), *map(str, paths))
    found = [folder / path.with_suffix(f".{extension}").name for path in paths]
    assert all(path.exists() for path in found), "LibreOffice did not save every file"
    return found


def _call(folder: Path, step: Step) -> str:
    """A step as a line of Basic."""
    what, *arguments = step
    if what in ("open", "save"):
        arguments[0] = folder / str(arguments[0])
    name = str(what).title().replace(" ", "")
    assert f"Sub {name}Step(" in _STEPS, f"there is no step {what!r}"
    return f"{name}Step({', '.join(map(_literal, arguments))})"


def _literal(value: Argument) -> str:
    """A value as Basic writes it: a path is an address, a dict a list of its keys and values."""
    if isinstance(value, Mapping):
        return f"Array({', '.join(_literal(part) for pair in value.items() for part in pair)})"
    if isinstance(value, date):
        return f"DateSerial({value.year}, {value.month}, {value.day})"
    if isinstance(value, int | float):
        return repr(value)
    text = value.absolute().as_uri() if isinstance(value, Path) else value
    quoted = text.replace('"', '""')
    return '"' + re.sub("[\x00-\x1f]", lambda found: f'" & Chr({ord(found[0])}) & "', quoted) + '"'


def _install(profile: Path, main: str) -> None:
    """Makes a profile that holds the macros."""
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    (library.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    for name, code in (("Steps", _STEPS), ("Run", main)):
        (library / f"{name}.xba").write_text(_MODULE.format(name, escape(code)), encoding="utf-8")


def _start(profile: Path, *arguments: str) -> None:
    """Waits until LibreOffice has done what it was started for; kills it with all that it started if it takes long."""
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    with subprocess.Popen([*command, *arguments], start_new_session=True) as office:
        try:
            office.wait(LIMIT)
        except BaseException:
            os.killpg(office.pid, signal.SIGKILL)
            raise
