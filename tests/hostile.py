"""Hostile files, each made of the bytes of a good workbook: what may lie where a worksheet is expected.

`REFUSED` are those that nothing can be read from, or nothing should; the marks in those of `READABLE` may be read. All
are made in a second or two and small (under 5 MB), whatever they claim or unpack to.
"""

import io
import re
import warnings
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

Parts = dict[str, bytes]
Builder = Callable[[bytes], bytes]

BOOK, SHEET, STRINGS = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
RELATIONS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
HUGE = 1_050_000_000  # bytes

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LEVELS = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 20))
_BOMB = f'<!DOCTYPE b [<!ENTITY a0 "aaaaaaaaaa">{_LEVELS}<!ENTITY e "&a19;">]>'.encode()
_OUTSIDE = f'<!DOCTYPE b [<!ENTITY e SYSTEM "{Path(__file__).as_uri()}">]>'.encode()


def parts_of(good: bytes) -> Parts:
    """The parts of a workbook by name."""
    with ZipFile(io.BytesIO(good)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of these parts; names may come twice."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that comes twice
        for name, data in parts:
            archive.writestr(name, data)
    return stream.getvalue()


def changed(good: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook, one of its parts changed."""
    parts = parts_of(good)
    before, parts[part] = parts[part], change(parts[part])
    assert parts[part] != before
    return zipped(parts.items())


def truncated(good: bytes) -> bytes:
    """A download that broke off."""
    return good[: len(good) // 2]


def huge_part(good: bytes, name: str = SHEET, before: bytes = b"</sheetData>") -> bytes:
    """A zip bomb: one part that unpacks to more than a gigabyte, of spaces before what it holds once."""
    head, _, foot = parts_of(good)[name].partition(before)
    return _swollen(good, {name: (head, before + foot)}, HUGE)


def huge_parts(good: bytes) -> bytes:
    """A zip bomb: many parts, none of them large."""
    return _swollen(good, {f"xl/media/image{number}.png": (b"", b"") for number in range(50)}, HUGE // 50)


def _swollen(good: bytes, parts: dict[str, tuple[bytes, bytes]], size: int) -> bytes:
    """The workbook with some parts replaced or added: so many spaces between a head and a foot."""
    stream, spaces = io.BytesIO(), b" " * 1_000_000
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts_of(good).items():
            if name not in parts:
                archive.writestr(name, data)
        for name, (head, foot) in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(head)
                for _ in range(size // len(spaces)):
                    part.write(spaces)
                part.write(foot)
    return stream.getvalue()


def many_cells(good: bytes) -> bytes:
    """A row of millions of empty cells, well under a gigabyte."""
    return changed(good, SHEET, lambda sheet: _with_row(sheet, b"<c/>" * 7_000_000))


def many_styles(good: bytes) -> bytes:
    """Millions of styles that nothing has."""
    return changed(good, "xl/styles.xml", lambda styles: styles.replace(b"</dxfs>", b"<dxf/>" * 3_000_000 + b"</dxfs>"))


def many_sheets(good: bytes) -> bytes:
    """Thousands of sheets, all of them one part."""
    sheets = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (count, count) for count in range(100, 20_000))
    space = f' xmlns:r="{_OFFICE}"'.encode()
    return changed(
        good, BOOK, lambda book: book.replace(b"</sheets>", sheets.replace(b"/>", space + b"/>") + b"</sheets>")
    )


def lying_size(good: bytes, claimed: int) -> bytes:
    """A sheet whose size the directory of the zip file gives wrong."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in parts_of(good).items():
            archive.writestr(name, data)
        archive.getinfo(SHEET).file_size = claimed  # the directory is written at the end
    return stream.getvalue()


def entity_in_sheet(good: bytes, entities: bytes) -> bytes:
    """A cell that says an entity."""
    cell = b'<c t="inlineStr"><is><t>&e;</t></is></c>'
    return changed(good, SHEET, lambda sheet: _with_entities(_with_row(sheet, cell), entities))


def entity_in_book(good: bytes, entities: bytes) -> bytes:
    """A defined name that stands for an entity."""
    name = b'<definedName name="e">&e;</definedName></definedNames>'
    return changed(good, BOOK, lambda book: _with_entities(book.replace(b"</definedNames>", name), entities))


def entity_in_strings(good: bytes, entities: bytes) -> bytes:
    """A shared text, which a cell shows, that says an entity."""
    strings = parts_of(good).get(STRINGS, f'<sst xmlns="{_SPREADSHEET}"></sst>'.encode())
    cell = f'<c t="s"><v>{strings.count(b"<si>")}</v></c>'.encode()
    more = _with_entities(strings.replace(b"</sst>", b"<si><t>&e;</t></si></sst>"), entities)
    declared = _with_part(good, STRINGS, more, f"{_MAIN}.sharedStrings+xml", "sharedStrings")
    return changed(declared, SHEET, lambda sheet: _with_row(sheet, cell))


def _with_entities(xml: bytes, entities: bytes) -> bytes:
    """XML with entities declared at its top."""
    return re.sub(rb"^(<\?xml[^>]*\?>)?", lambda top: top[0] + entities, xml, count=1)


def _with_row(sheet: bytes, cell: bytes) -> bytes:
    """A sheet with one more row, of a single cell."""
    return sheet.replace(b"</sheetData>", b"<row>" + cell + b"</row></sheetData>")


def _with_part(good: bytes, name: str, data: bytes, content_type: str, relation: str) -> bytes:
    """The workbook with one part more or another, declared as it should be."""
    parts = parts_of(good)
    known = name in parts
    parts[name] = data
    if known:
        return zipped(parts.items())
    declared = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    related = f'<Relationship Type="{_OFFICE}/{relation}" Target="/{name}" Id="rIdMore"/></Relationships>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", declared.encode())
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", related.encode())
    return zipped(parts.items())


def password(_: bytes) -> bytes:
    """What Excel makes of a workbook with a password: no zip file but an OLE2 one, with this stream in it."""
    head = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0")
    return head + "Root Entry\0EncryptionInfo\0EncryptedPackage\0".encode("utf-16-le").ljust(2048, b"\0")


def macro(good: bytes) -> bytes:
    """A workbook that brings a macro."""
    code = bytes.fromhex("D0CF11E0A1B11AE1").ljust(4096, b"\0")
    more = _with_part(good, "xl/vbaProject.bin", code, "application/vnd.ms-office.vbaProject", "vbaProject")
    enabled = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return changed(more, TYPES, lambda types: types.replace(f"{_MAIN}.sheet.main+xml".encode(), enabled))


def external_link(good: bytes) -> bytes:
    """A workbook with a formula that takes its value from another one."""
    name = "xl/externalLinks/externalLink1.xml"
    link = (
        f'<externalLink xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}">'
        '<externalBook r:id="rId1"><sheetNames><sheetName val="Sheet"/></sheetNames></externalBook></externalLink>'
    )
    parts = parts_of(_with_part(good, name, link.encode(), f"{_MAIN}.externalLink+xml", "externalLink"))
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/externalLinkPath" Target="file:///other.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    reference = f'<externalReference xmlns:r="{_OFFICE}" r:id="rIdMore"/>'
    references = f"</sheets><externalReferences>{reference}</externalReferences>"
    parts[BOOK] = parts[BOOK].replace(b"</sheets>", references.encode())
    parts[SHEET] = _with_row(parts[SHEET], b"<c><f>[1]Sheet!A1</f><v>1</v></c>")
    return zipped(parts.items())


def picture(_: bytes) -> bytes:
    """A picture under a wrong name."""
    return bytes.fromhex("89504E470D0A1A0A0000000D49484452").ljust(1000, b"\0")


def text(_: bytes) -> bytes:
    """A page of text under a wrong name."""
    return b"ID,Claim,Status\nC01,It cost 3 million.,\n"


def document(good: bytes) -> bytes:
    """A text document: a zip file of the same family, without a workbook in it."""
    types = parts_of(good)[TYPES].replace(b"spreadsheetml", b"wordprocessingml")
    return zipped([(TYPES, types), ("word/document.xml", b"<document/>")])


def other_tool(_: bytes) -> bytes:
    """A workbook of another tool."""
    book, stream = Workbook(), io.BytesIO()
    book["Sheet"].append(["ID", "Name", "Status"])
    book["Sheet"].append([1, "Harbour wall", "open"])
    book.save(stream)
    return stream.getvalue()


def far_cell(good: bytes, place: str) -> bytes:
    """A sheet with a single cell far away."""
    row = re.sub("[A-Z]", "", place)
    far = f'<row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    return changed(good, SHEET, lambda sheet: sheet.replace(b"</sheetData>", far))


def broken_sheet(good: bytes) -> bytes:
    """A sheet that is no XML from some place on."""
    return changed(good, SHEET, lambda sheet: sheet[: len(sheet) // 2] + b"<&" + sheet[len(sheet) // 2 :])


def missing_sheet(good: bytes) -> bytes:
    """A workbook that names a sheet whose part isn't there."""
    return zipped((name, data) for name, data in parts_of(good).items() if name != SHEET)


def outside(good: bytes, target: str) -> bytes:
    """A workbook whose first sheet is said to lie outside of the file."""
    first = re.compile(rb'Target="/?(xl/)?worksheets/sheet1\.xml"')
    return changed(good, RELATIONS, lambda relations: first.sub(f'Target="{target}"'.encode(), relations))


def same_names(good: bytes) -> bytes:
    """A zip file with two sheets of one name; the second says nothing."""
    parts = parts_of(good)
    empty = re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", parts[SHEET], flags=re.DOTALL)
    return zipped([*parts.items(), (SHEET, empty)])


REFUSED: dict[str, Builder] = {
    "truncated": truncated,
    "a bomb of one part": huge_part,
    "a bomb of many parts": huge_parts,
    "millions of cells": many_cells,
    "millions of styles": many_styles,
    "thousands of sheets": many_sheets,
    "a size of nearly nothing": partial(lying_size, claimed=10),
    "a size of gigabytes": partial(lying_size, claimed=4_000_000_000),
    "an entity bomb in a sheet": partial(entity_in_sheet, entities=_BOMB),
    "an entity bomb in the workbook": partial(entity_in_book, entities=_BOMB),
    "an entity bomb in the texts": partial(entity_in_strings, entities=_BOMB),
    "a password": password,
    "a picture": picture,
    "a text": text,
    "a document": document,
    "another tool's": other_tool,
    "a broken sheet": broken_sheet,
    "a sheet that is not there": missing_sheet,
    "a sheet in the system": partial(outside, target="../../../../etc/passwd"),
    "a sheet on the web": partial(outside, target="https://example.org/sheet1.xml"),
}
READABLE: dict[str, Builder] = {
    "a file in a sheet": partial(entity_in_sheet, entities=_OUTSIDE),
    "a file in the workbook": partial(entity_in_book, entities=_OUTSIDE),
    "a file in the texts": partial(entity_in_strings, entities=_OUTSIDE),
    "a macro": macro,
    "an external link": external_link,
    "a cell in the last corner": partial(far_cell, place="XFD1048576"),
    "a cell beyond the last row": partial(far_cell, place="A99999999999"),
    "a cell beyond the last column": partial(far_cell, place="ZZZZZ1048577"),
    "two parts of one name": same_names,
}
