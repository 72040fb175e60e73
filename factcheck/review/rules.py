"""What counts: the rules by which claims are tallied, coloured and looked at again; each one is written once, here.

A rule says of some columns what must stand in them: a status, EMPTY, ANY, UNKNOWN (a status that can't be
understood) or OPEN (none, or an unknown one). The tally asks it of marks, the workbook makes conditional formats and
live formulas of it.
"""

from collections.abc import Mapping
from typing import TypeAlias

from factcheck.review.records import DISPUTED, SOURCED, STATUSES, Marks

Rule: TypeAlias = Mapping[str, str]

EMPTY, ANY, UNKNOWN, OPEN = "", "*", "?", "-"

COUNTS: Rule = {"not_a_claim": EMPTY}  # every row that is a claim
NOT_A_CLAIM: Rule = {"not_a_claim": ANY}
TO_DO: Rule = {**COUNTS, "status": OPEN}
BY_STATUS: Mapping[str, Rule] = {status: {"status": status} for status in STATUSES}

# Of claims that count: what to look at again, by the name under which it is tallied
SECOND_LOOK: Mapping[str, Rule] = {
    name: {**rule, **COUNTS}
    for name, rule in {
        "no_link": {"status": SOURCED, "source_link": EMPTY},
        "no_note": {"status": DISPUTED, "notes": EMPTY},
        "no_reviewer": {"status": ANY, "reviewer": EMPTY},
        "changed": {"status": ANY, "change": ANY},
        "unknown_status": {"status": UNKNOWN},
    }.items()
}
FIGURE_MARKED: Rule = {"figure_status": ANY}  # of a figure that has a status of its own


def holds(rule: Rule, marks: Marks) -> bool:
    """Whether marks are as a rule says."""
    return all(_fits(marks.get(column), wanted) for column, wanted in rule.items())


def is_claim(marks: Marks) -> bool:
    """Whether the reviewer left the row in the count."""
    return holds(COUNTS, marks)


def status_of(marks: Marks) -> str | None:
    """The status that was chosen; None where there is none, or one that can't be understood."""
    status = marks.get("status")
    return status if isinstance(status, str) and status in STATUSES else None


def _fits(cell: object, wanted: str) -> bool:
    if wanted == EMPTY:
        return cell is None
    if wanted == OPEN:
        return cell not in STATUSES
    if wanted == UNKNOWN:
        return cell is not None and cell not in STATUSES
    return cell is not None and (wanted == ANY or cell == wanted)
