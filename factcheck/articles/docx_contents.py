"""Tables of contents in a Word document, which a field makes of its headings."""

import re

from factcheck.articles.zipped import Element

_CONTENTS = re.compile(r"\s*TOC\b")
GALLERY = "Table of Contents"  # as Word calls what it puts into a document; the same in every language


def contents_marks(root: Element, prefix: str) -> dict[Element, bool]:
    """The marks between which tables of contents stand, those that begin one being True; a field without end has none.

    `prefix` is the namespace of the names in the part, in braces.
    """
    found = dict[Element, bool]()
    open_fields = list[tuple[Element, str]]()
    for element in root.iter(f"{prefix}fldChar", f"{prefix}instrText"):
        kind = element.get(f"{prefix}fldCharType")
        if kind == "begin":
            open_fields.append((element, ""))
        elif not open_fields:
            continue
        elif kind is None:
            begin, instruction = open_fields.pop()
            open_fields.append((begin, instruction + (element.text or "")))
        elif kind == "end":
            begin, instruction = open_fields.pop()
            if _CONTENTS.match(instruction):
                found |= {begin: True, element: False}
    return found
