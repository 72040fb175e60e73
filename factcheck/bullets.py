"""Where what a sentence says begins: behind bullets, numbers, letters of a list and marks of notes.

Some formats have them in their text, others only draw them; so that a sentence is the same in all, it begins behind.
"""

import re
from collections.abc import Iterable

from factcheck.records import Mention
from factcheck.sentences import BULLETS

_SIGNS = "·∙○□☐☑☒❖✓✔→➜*†‡–—\uf000-\uf0ff-"  # \uf000 ...: signs of Word's own fonts
_FRONT = re.compile(
    rf"""(?: (?: [{BULLETS}] [^\S\r\n]*
    | (?: [{_SIGNS}]
        | [⁰¹²³⁴-⁹]{{1,3}}                       # a note
        | \d{{1,3}} [.)]                        # 1.  2)
        | [(\[] (?: \d{{1,2}} | [^\W\d_] ) [)\]]  # (1)  [1]  (a)
        | [^\W\d_] \) | [a-z] \. (?! \s+ \d )     # a)  B)  a., but not p. 5
        | (?: [ivx]{{1,5}} | [IVX]{{2,5}} ) [.)]  # but not I. Newton
      ) [^\S\r\n]+ ) )+ (?= \S )""",
    re.VERBOSE,
)


def begin(text: str, start: int, end: int, numbers: Iterable[Mention]) -> int:
    """Where what a sentence says begins, which stands in the text from `start` to `end`: behind bullets and the like.

    One that is part of a number, as in "3. Mai", is none; `numbers` are those in the sentence.
    """
    found = _FRONT.match(text, start, end)
    if not found or any(start <= one.start < found.end() < one.end for one in numbers):
        return start
    return found.end()
