"""What was found in a worksheet that has no place of its own: it is kept aside, and what needs attention is told."""

from collections.abc import Iterable

from factcheck.review.records import Aside, Problem, Written


class Kept:
    """The rows aside and the problems so far, in the order in which they were found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.aside: list[Aside] = []
        self.problems = list(problems)

    def tell(self, place: str, what: str) -> None:
        """Tells what needs attention at a place of the workbook."""
        self.problems.append(Problem(place, what))

    def put(self, aside: Aside, what: str) -> None:
        """Keeps a row aside, and tells so."""
        self.aside.append(aside)
        self.tell(aside.place, f"{what}; it is kept.")

    def put_text(self, place: str, text: Written, what: str) -> None:
        """Keeps what belongs to no row of ours."""
        self.put(Aside("elsewhere", place, {"other": text}), what)
