"""What goes into a run and what comes out of it, an article at a time: Item, Result. Plain records, quick to send."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from factcheck.records import Article, Claim, Kind, LeftOut

# done: read anew; unchanged: as in an earlier run; updated: a reviewer's marks were carried to a new version; reviewed:
# left as it is, because a reviewer wrote in it; set aside: it could not be read
Outcome = Literal["done", "unchanged", "updated", "reviewed", "set aside"]

READING, LANGUAGE, PIPELINE, WRITING, WORKER = "reading", "language", "pipeline", "writing", "worker"  # where it failed


class Item(NamedTuple):
    """An article to come.

    name     unique in a run: the path in its folder, with "/", or its id in a corpus
    place    where it stands, for messages: a file's path, or a line of a corpus
    output   the path of its worksheet in the output folder, with "/"
    article  itself, where it comes from a corpus; else `place` is the file to read
    problem  why it can't be read, one sentence, where that is known already
    """

    name: str
    place: str
    output: str
    article: Article | None = None
    problem: str | None = None


class Known(NamedTuple):
    """What an earlier run made of an article: a digest of its content then, and where its worksheet is.

    The digest is "" where it could not be read, or is to be read again in any case.
    """

    digest: str
    output: str | None


class Job(NamedTuple):
    """What a worker is given for an article: its number in the run, and what is known of it, if anything is."""

    number: int
    item: Item
    known: Known | None = None


class Read(NamedTuple):
    """An article that was read, in a known language, and a hash of its content."""

    job: Job
    article: Article
    digest: str


class Problem(NamedTuple):
    """Why an article was set aside: one sentence, and the step in which it happened."""

    what: str
    where: str


@dataclass(slots=True)
class Counts:
    """How much was found in an article; `kinds` are its figures by kind."""

    claims: int = 0
    left_out: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)

    def passing(self, found: Iterable[Claim | LeftOut]) -> Iterator[Claim | LeftOut]:
        """What is found, counted as it passes."""
        for one in found:
            if isinstance(one, Claim):
                self.claims += 1
                self.kinds.update(figure.kind for figure in one.figures)
            else:
                self.left_out += 1
            yield one


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an article.

    number   the job's
    digest   of its content; "" where it could not be read
    output   the path of its worksheet in the output folder; None for a corpus of claims
    lines    its claims as JSON lines, compressed (zlib), for a corpus of claims
    problem  why it was set aside
    notes    what a checker should know of how it was read, a sentence each
    """

    number: int
    state: Outcome
    digest: str = ""
    lang: str | None = None
    output: str | None = None
    counts: Counts = field(default_factory=Counts)
    lines: bytes | None = None
    problem: Problem | None = None
    notes: tuple[str, ...] = ()


def set_aside(job: Job, what: str, where: str) -> Result:
    """The result for an article that could not be read; `what` is one sentence, `where` the step.

    A worksheet that an earlier run made is still its own.
    """
    return Result(job.number, "set aside", output=job.known and job.known.output, problem=Problem(what, where))
