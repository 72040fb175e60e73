"""The Guide: how to fill in the worksheet, and what each status means."""

from typing import get_args

from factcheck.review.records import STATUSES
from factcheck.worksheet.layout import QUIET
from factcheck.worksheet.page import Cell, Line, Look, Page
from factcheck.worksheet.wording import StatusWords, Wording

_WIDTHS = 22, 74, 54


def guide(words: Wording) -> Page:
    """The page in the reviewer's language."""
    said, names = words.guide, words.names()
    looks: dict[str, Look] = {look: look for look in get_args(Look)}

    def line(look: Look, *texts: str) -> Line:
        first, *rest = (text.format_map(names) for text in texts)
        return (Cell(first, look), *map(Cell, rest))

    def status(look: Look, word: str, told: StatusWords) -> Line:
        return line(look, word, told.means, told.write)

    heads = (said.columns.status, said.columns.means, said.columns.write)
    steps = (line("strong", said.step.format(number=number), text) for number, text in enumerate(said.steps, 1))
    lines: list[Line] = [
        (Cell(said.heading, "title"),),
        (),
        *steps,
        (),
        tuple(Cell(head, "head") for head in heads),
        *(status(looks[name], words.values.statuses[name], said.statuses[name]) for name in STATUSES),
        status("strong", said.empty.status, said.empty),
        (),
        (Cell(said.more, "head"), Cell("", "head"), Cell("", "head")),
        *(line("strong", name, text) for name, text in said.tips.items()),
    ]
    return Page(words.sheets["guide"].title, QUIET, _WIDTHS, tuple(lines))
