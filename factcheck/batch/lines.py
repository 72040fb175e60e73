"""The claims of an article as JSON lines, compressed: what a corpus of claims is made of."""

import zlib
from collections.abc import Iterable

from spacy.language import Language

from factcheck.batch.items import Counts, Known, Read, Result
from factcheck.formats import as_object, encoded
from factcheck.records import Claim, LeftOut

_LEVEL = 1  # of zlib: quick, and text becomes a fourth


class Lines:
    """Makes the lines of articles."""

    def stands(self, known: Known) -> bool:  # a worksheet may be gone, lines never are
        """Whether what an earlier run made is still there."""
        return True

    def made(self, read: Read, found: Iterable[Claim | LeftOut], nlp: Language) -> Result:
        """The result for an article; a long one needs no more memory than its lines."""
        packer, counts = zlib.compressobj(_LEVEL), Counts()
        packed = [
            packer.compress(f"{encoded(as_object(one))}\n".encode("utf-8", "backslashreplace"))
            for one in counts.passing(found)
            if isinstance(one, Claim)
        ]
        lines = b"".join([*packed, packer.flush()])
        return Result(read.job.number, "done", read.digest, read.article.lang, counts=counts, lines=lines)
