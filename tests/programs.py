"""Workbooks as other programs save them, put together by hand from what is known of these programs.

Google Sheets writes texts as shared strings, days as numbers with formats of its own ("d.m.yyyy", not quoted), no
document properties, no quotePrefix, and keeps the names of sheets. Numbers makes of each table a sheet called "Sheet -
Table", puts an "Export Summary" before them, the table's title above the headings, and hides nothing.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

Rows = list[list[Any]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
DAY, CLOCK = 1, 2  # styles


@dataclass
class Saved:
    """A sheet to be saved: its title, rows, whether it is hidden, and more XML after the rows."""

    title: str
    rows: Rows
    hidden: bool = False
    after: str = ""


def sheets_of(book: Workbook) -> list[Saved]:
    """The sheets of a workbook of openpyxl."""
    return [
        Saved(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)], sheet.sheet_state != "visible")
        for sheet in book.worksheets
    ]


def google(sheets: Sequence[Saved], day: str = "d.m.yyyy") -> bytes:
    """As Google Sheets exports it."""
    for sheet in sheets:
        sheet.after += (
            '<dataValidations><dataValidation type="list" allowBlank="1" sqref="E2:E6">'
            "<formula1>&quot;sourced,unsourced,disputed&quot;</formula1></dataValidation></dataValidations>"
        )
    return _zipped(sheets, day)


def numbers(sheets: Sequence[Saved]) -> bytes:
    """As Numbers exports it."""
    listed = [["Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name"]]
    out = []
    for sheet in sheets:
        title = f"{sheet.title[:20]} - Table 1"
        listed += [[sheet.title, None, None], [None, "Table 1", title]]
        out.append(Saved(title, [["Table 1"], *sheet.rows]))
    summary = "This document was exported from Numbers. Each table was converted to an Excel worksheet."
    return _zipped([Saved("Export Summary", [[], [None, summary], [], *listed]), *out], "yyyy-mm-dd")


def _zipped(sheets: Sequence[Saved], day: str) -> bytes:
    texts: dict[str, int] = {}
    parts = {f"xl/worksheets/sheet{number}.xml": _sheet(sheet, texts) for number, sheet in enumerate(sheets, 1)}
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{_MAIN}">'
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        + "</sst>"
    )
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode={quoteattr(day)}/>'
        '<numFmt numFmtId="165" formatCode="h:mm am/pm"/></numFmts>'
        '<fonts count="1"><font><sz val="10.0"/><name val="Arial"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="lightGray"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf borderId="0" fillId="0" fontId="0" numFmtId="0"/></cellStyleXfs>'
        f'<cellXfs count="3">{"".join(_xf(number) for number in (0, 164, 165))}</cellXfs>'
        '<cellStyles count="1"><cellStyle xfId="0" name="Normal" builtinId="0"/></cellStyles></styleSheet>'
    )
    named = "".join(
        f'<sheet state="{"hidden" if sheet.hidden else "visible"}" name={quoteattr(sheet.title)} sheetId="{number}" '
        f'r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr/><sheets>{named}</sheets><definedNames/><calcPr/>'
        "</workbook>"
    )
    targets = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    parts["xl/_rels/workbook.xml.rels"] = _relations(
        [*targets, ("rIdS", "styles", "styles.xml"), ("rIdT", "sharedStrings", "sharedStrings.xml")]
    )
    parts["_rels/.rels"] = _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    kinds = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles", "xl/sharedStrings.xml": "sharedStrings"}
    kinds |= {name: "worksheet" for name in parts if "worksheets/" in name}
    declared = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
        f'{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default ContentType="application/xml" Extension="xml"/>'
        '<Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>'
        f"{declared}</Types>"
    )
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, _XML + text)
    return stream.getvalue()


def _xf(number: int) -> str:
    return f'<xf borderId="0" fillId="0" fontId="0" numFmtId="{number}" xfId="0" applyNumberFormat="1"/>'


def _relations(targets: Sequence[tuple[str, str, str]]) -> str:
    related = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for name, kind, to in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'


def _sheet(sheet: Saved, texts: dict[str, int]) -> str:
    rows = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{get_column_letter(place)}{number}", cell, texts) for place, cell in enumerate(row, 1))
        + "</row>"
        for number, row in enumerate(sheet.rows, 1)
    )
    return f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetData>{rows}</sheetData>{sheet.after}</worksheet>'


def _cell(place: str, value: Any, texts: dict[str, int]) -> str:
    if value is None:
        return f'<c r="{place}" s="0"/>'  # both programs write what is only dressed
    if isinstance(value, Formula):
        return f'<c r="{place}" s="0"{value.kind}><f>{escape(value.text)}</f>{value.gives}</c>'
    if isinstance(value, bool):
        return f'<c r="{place}" s="0" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" s="0" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
    style = CLOCK if isinstance(value, time) else DAY if isinstance(value, date) else 0
    number = to_excel(value) if isinstance(value, date | time | datetime) else value
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


@dataclass(frozen=True)
class Formula:
    """A formula, and what it gave when the file was saved (None: nobody computed it)."""

    text: str
    gave: str | float | None = None

    @property
    def kind(self) -> str:
        return ' t="str"' if isinstance(self.gave, str) else ""

    @property
    def gives(self) -> str:
        return "" if self.gave is None else f"<v>{escape(str(self.gave))}</v>"


Program = Callable[[Sequence[Saved]], bytes]
