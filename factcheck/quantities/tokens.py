"""A sentence as tokens: words, numbers as printed, signs, and what only looks like a number (codes, phones, links).

The same for every language; a figure is never found inside a token of one of the sorts in OPAQUE.
"""

import re
from typing import NamedTuple

GROUP_SPACE = "\u0020\u00a0\u2009\u202f"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TIMES = rf"\d+ (?: [.,]\d+ )? [{GROUP_SPACE}]? [×x·*] [{GROUP_SPACE}]?"
POWER = rf"(?: {TIMES} )? 10 (?: \^ [-−]? \d{{1,2}} (?! \d ) | ⁻?[{RAISED}]{{2,}} | ⁻?[⁰²³⁴⁵⁶⁷⁸⁹] )"
LETTER = rf"[^\W{RAISED}]"  # or a digit: what a footnote's mark is not
MARKS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
# Thousands that are no address of a machine, whose parts go to 255 without leading zeros: 1.000.000.000
LARGE = r"\. (?: 0\d\d | 25[6-9] | 2[6-9]\d | [3-9]\d\d )"
GROUPED = rf"\d{{1,3}} (?: (?: \.\d{{3}} ){{4,}} | (?: \.\d{{3}} ){{0,3}} {LARGE} (?: \.\d{{3}} )* ) (?! \.?\d )"
# The rest of a date with dashes, behind its first digit.
DASHED_DATE = r"(?: \d{3} - \d\d? - \d\d? | \d? - \d\d? - (?: \d{4} | \d\d ) ) (?! [-–]? \d )"
TOKEN = re.compile(
    rf"""
    (?P<plain> [^\W\d_{RAISED}{MARKS}]+ (?= [ ;)»”'’] | , (?! \d ) | \. (?! \S ) ) ) \ ?  # a plain word, found fast
  | (?P<link>                                     # repeats are bounded: no text may stall us
        (?: [a-z]{{2,9}}:// | www\. ) \S+ | [@#] \w+
      | [\w.+-]{{1,64}} @ [\w-]{{1,64}} (?:\.[\w-]{{1,64}}){{1,8}}
      | \w{{0,64}} _ [\w.-]*                         # links, mail, handles, names
      | [^\W\d_] [\w-]{{0,63}} (?:\.[\w-]{{1,63}}){{0,4}} \. [a-z]{{2,6}} / \S*
      | [\w-]{{1,64}} \. (?: pdf | csv | xlsx? | docx? | html? | txt | jpe?g | png | zip | mp[34] ) \b
    )
  | (?P<phone>
        \+ \d{{1,3}} [\s\d()./-]{{6,20}} \d | \( 0\d{{1,4}} \) [\s\d./-]{{4,16}} \d
      | \( \d{{3}} \) \s? \d{{3}} [\s.-] \d{{4}} (?!\d)
      | (?<![\d-]) \d{{3}} (?P<dots>[.-]) \d{{3}} (?P=dots) \d{{4}} (?![\d-])
      | (?<![\d.,]) 0 \d{{1,4}} (?: [\s/.-] \d{{3,8}} ){{1,4}} (?!\d)
      | \b 1 - \d{{3}} - \d{{3}} - \d{{4}} (?!\d)
      | \d (?<! [\d.,] \d ) \d\d [ /.-] \d{{6,7}} (?! [\d.,]\d | \d )
    )
  | (?P<code>
        [A-Z] (?<! \w \w ) [A-Z] \d\d (?: [ ]? [A-Z\d]{{4}} ){{3,7}} (?: [ ]? [A-Z\d]{{1,3}} )? \b  # bank accounts
      | \d (?<! [\w.,] \d ) (?! {DASHED_DATE} ) \d* (?: [-–] \d+ ){{2,}} (?! [\w.,]?\d )  # 4-3-3, books
      | (?! {GROUPED} ) \d+ (?: \.\d+ ){{3,}} (?!\d)                                 # addresses of machines
    )
  | (?P<date>
        \d{{4}} - \d\d? - \d\d? (?!\d) | \d\d? (?P<mark>[/.-]) \d\d? (?P=mark) (?:\d{{4}}|\d\d) (?! / | {LETTER} )
    )
  | (?P<clock> \d\d? : \d\d (?: : \d\d )? (?![\d:]) )
  | (?P<slash> \d+ (?: / \d+ )+ (?! {LETTER} ) )
  | (?P<short> (?<!\w) ['’‘] \d\d (?!\d|[.,]\d) )
  | (?P<number>
        (?: (?<![\w%°)\]/.]) (?<!\d[ ]) [-−+] )?
        (?: {POWER}
          | \d{{1,3}} (?: [{GROUP_SPACE}] \d{{3}} )+ (?: [.,]\d+ )? (?!\d)
          | \d{{1,3}} (?: ['’] \d{{3}} )+ (?: [.,]\d+ )? (?!\d)
          | \d+ (?: [.,] \d+ )* | (?<![\w.]) [.] \d+
        ) (?: [{GROUP_SPACE}]? [{MARKS}] )? | [{MARKS}]
    )
  | (?P<word> [^\W\d_{RAISED}]+ )
  | (?P<note> [{RAISED}]                            # a footnote's mark
      | [*†‡] (?<= [\w%°)»”’€$£] . ) [*†‡]{{0,2}} (?! \w )
      | \[ (?: (?<= [^\s([] . ) | (?<! [^\n] . ) ) \d{{1,3}} (?: [,–-] [ ]? \d{{1,3}} )* \]
    )
  | (?P<sign> \S | \n (?! \s{{0,64}} [a-zà-öø-ÿ] ) )             # a line break ends nothing before a small letter
    """,
    re.VERBOSE,
)

OPAQUE = frozenset(("link", "phone", "code"))
SORTS = {number: "word" if name == "plain" else name for name, number in TOKEN.groupindex.items()}
WHOLE = re.compile("[^ ]+")


class Token(NamedTuple):
    """A piece of the sentence: its text, where it stands, and what sort it is (the name of its group in TOKEN)."""

    text: str
    start: int
    end: int
    sort: str


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a piece of text; offsets count characters in the whole text."""
    return [
        Token(found[sort := found.lastindex or 0], found.start(sort), found.end(sort), SORTS[sort])
        for found in TOKEN.finditer(text, start, end)
    ]


def unspaced(token: Token) -> list[Token]:
    """The parts of a number whose groups stand apart by plain spaces, as numbers of their own."""
    start = token.start
    return [Token(part[0], start + part.start(), start + part.end(), "number") for part in WHOLE.finditer(token.text)]


def split(text: str) -> list[str]:
    """The texts of the tokens, for the phrases of a lexicon."""
    return [text] if text.isalpha() and text.isascii() else [token.text for token in tokens(text, 0, len(text))]
