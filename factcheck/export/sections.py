"""The claims of an article by what became of them: what matters most to a reader comes first."""

from collections.abc import Iterable, Mapping

from factcheck.review.records import DISPUTED, SOURCED, UNSOURCED, Marks
from factcheck.review.rules import is_claim, status_of
from factcheck.worksheet.layout import REVIEW
from factcheck.worksheet.rows import Entry
from factcheck.worksheet.wording import Wording

TO_DO, NOT_A_CLAIM = "to_do", "not_a_claim"
SECTIONS = (DISPUTED, UNSOURCED, SOURCED, TO_DO, NOT_A_CLAIM)


def section_of(marks: Marks) -> str:
    """Where a claim with these marks belongs; one whose status can't be understood is still to do."""
    return (status_of(marks) or TO_DO) if is_claim(marks) else NOT_A_CLAIM


def by_section(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """The claims by section, in order; every section is there."""
    found: dict[str, list[Entry]] = {section: [] for section in SECTIONS}
    for entry in entries:
        found[section_of(entry.reviewed.marks)].append(entry)
    return found


def name_of(section: str, words: Wording) -> str:
    """What a section is called in the reviewer's language."""
    if section == NOT_A_CLAIM:
        heading = words.heading(REVIEW.id, NOT_A_CLAIM)
        return heading[:1].lower() + heading[1:]
    return words.summary.to_do if section == TO_DO else words.values.statuses[section]
