"""How many rows are as a rule says: as a live formula over the sheets, and as the number that it gives now.

COUNTIFS takes blank cells for "", and all others for "<>"; it pays no heed to case. A criterion may be several words:
SUMPRODUCT adds up what each of them gives, in Google Sheets, too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from factcheck.review.records import STATUSES, Marks
from factcheck.review.rules import ANY, EMPTY, OPEN, UNKNOWN, Rule, holds
from factcheck.worksheet.page import Formula
from factcheck.worksheet.text import clean
from factcheck.worksheet.wording import Wording

_ROW: Rule = {"key": ANY}  # of every row that is not an empty one, which somebody inserted
_LONGEST = 200  # characters of a criterion; Excel takes 255
_PLAIN = str.maketrans({"~": "~~", "*": "~*", "?": "~?"})


class Counts:
    """Counts rows, each given as what stands in the columns that rules ask for.

    `ranges` has the cells of these columns by the column's id, sheet by sheet; without them formulas count nothing.
    """

    def __init__(self, rows: Iterable[Marks], ranges: Mapping[str, tuple[str, ...]], words: Wording) -> None:
        self._alike = [(dict(row), count) for row, count in Counter(tuple(row.items()) for row in rows).items()]
        self._ranges, self._words = ranges, words

    def __call__(self, rule: Rule) -> Formula:
        """The rows for which a rule holds."""
        if rule.get("status") in (OPEN, UNKNOWN):
            known = "+".join(self._sum({**rule, "status": status}) for status in STATUSES)
            rest = {name: wanted for name, wanted in rule.items() if name != "status"}
            whole = rest if rule["status"] == OPEN else {**rule, "status": ANY}
            formula = f"{self._sum(whole)}-({known})"
        else:
            formula = self._sum(rule)
        return Formula(f"={formula}", sum(count for row, count in self._alike if holds(rule, row)))

    def _sum(self, rule: Rule) -> str:
        """What COUNTIFS gives for a rule on all sheets."""
        rule = {**_ROW, **rule}
        if not rule.keys() <= self._ranges.keys():
            return "0"
        criteria = [self._criterion(column, wanted) for column, wanted in rule.items()]
        several = any(criterion.startswith("{") for criterion in criteria)
        sheets = zip(*(self._ranges[column] for column in rule), strict=True)
        terms = (",".join(map(",".join, zip(ranges, criteria, strict=True))) for ranges in sheets)
        return "+".join(f"SUMPRODUCT(COUNTIFS({term}))" if several else f"COUNTIFS({term})" for term in terms)

    def _criterion(self, column: str, wanted: str) -> str:
        """What COUNTIFS looks for; a status may stand in English, too."""
        if wanted in (EMPTY, ANY):
            return '""' if wanted == EMPTY else '"<>"'
        if column == "status":
            words = [_quoted(word) for word in self._words.status(wanted)]
            return words[0] if len(words) == 1 else f"{{{','.join(words)}}}"
        wanted = clean(wanted)
        cut = "*" if len(wanted) > _LONGEST else ""
        return _quoted(f"={wanted[:_LONGEST].translate(_PLAIN)}{cut}")


def _quoted(text: str) -> str:
    """A text as formulas write it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
