"""What the words of an RTF document mean: where text goes, how it looks, where paragraphs, cells and notes end.

The words and the numbers of character sets are those of the Rich Text Format Specification 1.9.1.
"""

import codecs
import re
from typing import Any, NamedTuple

from factcheck.articles.raised import raised
from factcheck.articles.rtf_story import Story

_ADDRESS = re.compile(r'\s*HYPERLINK\s+"?(http[^"\s]+)', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b")
_HEADING = re.compile(r"\s*(?:title|heading [1-9]);\s*", re.IGNORECASE)  # names of styles that programs give
_OUTLINE = range(9)  # levels of headings; 9 is the text below them
_CODEC = "cp1252"
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
_PLACES = {"fonttbl": "fonts", "stylesheet": "styles", "info": "info"}
# Groups that hold no text of the article
_LEFT_OUT = frozenset(
    "colortbl pict object header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc aftnsep "
    "aftnsepc shprslt nonesttables sp tc xe rxe txe upr private template listtable filetbl rsidtbl".split()
)


class State(NamedTuple):
    """What holds within a group: where its text goes, and how that looks.

    unread  how many bytes behind a character of Unicode say the same, for programs that don't know it
    """

    place: str
    story: Story
    codec: str = _CODEC
    unread: int = 1
    is_hidden: bool = False
    is_raised: bool = False
    url: str | None = None


class Words:
    """Does what words say: the method of a word has the name of the place where it may stand, and then its own.

    `story` is the text of the document, `notes` are those in it, in order.
    """

    def __init__(self) -> None:
        self.story, self.notes = Story(), list[Story]()
        self.state = State("text", self.story)
        self.is_changed = False
        self._said = {"title": "", "author": "", "instruction": ""}
        self._codec, self._fonts, self._headings = _CODEC, dict[int | None, str](), set[int | None]()
        self._number: int | None = None  # of the font or style that is being told

    def known(self) -> dict[str, str | None]:
        """Title and author, as the document tells; when it was published it doesn't say."""
        title, author = self._said["title"].strip(), self._said["author"].strip()
        return {"title": title or None, "author": author or None}

    def word(self, word: str, number: int | None, is_optional: bool) -> None:
        """Does what a word says; the group of one that is unknown and optional is left out."""
        place = self.state.place
        if place == "text" and word in _LEFT_OUT:
            self._set(place="nowhere")
        elif place == "text" and word in _PLACES:
            self._set(place=_PLACES[word])
        elif action := getattr(self, f"_{place}_{word}", None):
            action(number)
        elif is_optional:
            self._set(place="nowhere")

    def text(self, text: str) -> None:
        """A run of text, in the place where it goes."""
        state = self.state
        if state.place == "text":
            if not state.is_hidden:
                state.story.text(raised(text) if state.is_raised else text, state.url)
        elif state.place in self._said:
            self._said[state.place] += text
        elif state.place == "styles" and _HEADING.fullmatch(text):
            self._headings.add(self._number)

    def back_to(self, state: State) -> None:
        """The end of a group, at whose begin this was the state."""
        if self.state.story is not state.story:
            self.state.story.close()
        self.state = state

    def _set(self, **changes: Any) -> None:
        self.state = self.state._replace(**changes)

    # Paragraphs and tables

    def _text_par(self, number: int | None) -> None:
        if not self.state.is_hidden:  # else what follows goes on with the paragraph
            self.state.story.end()

    _text_sect = _text_page = _text_nestcell = _text_nestrow = _text_par

    def _text_line(self, number: int | None) -> None:
        self.state.story.line_break()

    def _text_tab(self, number: int | None) -> None:
        self.state.story.tab()

    def _text_cell(self, number: int | None) -> None:
        self.state.story.end_cell()

    def _text_row(self, number: int | None) -> None:
        self.state.story.end_row()

    def _text_trowd(self, number: int | None) -> None:
        self.state.story.cells = 0

    def _text_cellx(self, number: int | None) -> None:
        self.state.story.cells += 1

    def _text_pard(self, number: int | None) -> None:
        story = self.state.story
        story.is_heading = story.is_item = story.in_table = False

    def _text_intbl(self, number: int | None) -> None:
        self.state.story.in_table = True

    def _text_listtext(self, number: int | None) -> None:
        self.state.story.is_item = True
        self._set(place="nowhere")

    _text_pntext = _text_listtext

    def _text_outlinelevel(self, number: int | None) -> None:
        self.state.story.is_heading = number in _OUTLINE

    def _text_s(self, number: int | None) -> None:
        self.state.story.is_heading = self.state.story.is_heading or number in self._headings

    # How text looks

    def _text_plain(self, number: int | None) -> None:
        self._set(is_hidden=False, is_raised=False, codec=self._codec)

    def _text_f(self, number: int | None) -> None:
        self._set(codec=self._fonts.get(number, self._codec))

    def _text_v(self, number: int | None) -> None:
        self._set(is_hidden=number != 0)

    def _text_deleted(self, number: int | None) -> None:
        self._set(is_hidden=number != 0)
        self.is_changed = True

    def _text_revised(self, number: int | None) -> None:
        self.is_changed = True

    def _text_super(self, number: int | None) -> None:
        self._set(is_raised=number != 0)

    _text_up = _text_super

    def _text_nosupersub(self, number: int | None) -> None:
        self._set(is_raised=False)

    _text_sub = _text_dn = _text_nosupersub

    # Notes, boxes, links

    def _text_footnote(self, number: int | None) -> None:
        note = Story()
        self.notes.append(note)
        mark = raised(str(len(self.notes)))
        self.text(mark)
        note.flow.mark(mark)
        self._set(story=note, is_raised=False)

    def _text_shpinst(self, number: int | None) -> None:
        """A shape, which may hold a text."""

    def _text_shptxt(self, number: int | None) -> None:
        self._set(story=Story(self.state.story))

    def _text_fldinst(self, number: int | None) -> None:
        self._said["instruction"] = ""
        self._set(place="instruction")

    def _text_fldrslt(self, number: int | None) -> None:
        if _CONTENTS.match(self._said["instruction"]):
            self._set(place="nowhere")
        elif address := _ADDRESS.match(self._said["instruction"]):
            self._set(url=address[1])

    # Encodings and fonts

    def _text_ansicpg(self, number: int | None) -> None:
        self._encode(f"cp{number}")

    def _text_mac(self, number: int | None) -> None:
        self._encode("mac_roman")

    def _text_pc(self, number: int | None) -> None:
        self._encode("cp437")

    def _text_pca(self, number: int | None) -> None:
        self._encode("cp850")

    def _encode(self, codec: str) -> None:
        """The encoding of the document, where it is one that we know."""
        try:
            self._codec = codecs.lookup(codec).name
        except LookupError:
            return
        self._set(codec=self._codec)

    def _text_uc(self, number: int | None) -> None:
        self._set(unread=max(number or 0, 0))

    def _fonts_f(self, number: int | None) -> None:
        self._number = number

    def _fonts_fcharset(self, number: int | None) -> None:
        if number in _CHARSETS:
            self._fonts[self._number] = _CHARSETS[number]

    def _styles_s(self, number: int | None) -> None:
        self._number = number

    def _styles_outlinelevel(self, number: int | None) -> None:
        if number in _OUTLINE:
            self._headings.add(self._number)

    # Properties

    def _info_title(self, number: int | None) -> None:
        self._set(place="title")

    def _info_author(self, number: int | None) -> None:
        self._said["author"] = ""
        self._set(place="author")
