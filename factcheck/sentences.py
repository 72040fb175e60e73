"""Where sentences begin: text in, character offsets out; knows no spaCy.

Layout comes first: line breaks, bullets, separator rows and URLs. Any other sentence ends with a stop, and every
stop is doubted: abbreviation, initial, list number, bracket, what follows. One regular expression finds the
candidates, and only they are looked at, each in a window of fixed width; so the time is linear for any text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Ending = Literal["never_end", "end_before_opener", "end_before_capital", "end_unless_number"]

STOPS = ".!?…‼⁇⁈⁉‽؟۔।॥։።"
UNSPACED_STOPS = "。！？｡"  # no space follows them
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
BULLETS = "•▪▫◦●■◆►▶▸‣⁃➤➢"
ROWS = "*_=~#—–-"
SAME = "|".join(f"(?<={re.escape(sign)}){re.escape(sign)}{{2,}}" for sign in ROWS)  # the rest of a separator row
CLOSING_QUOTES = "”’»›\"'"
CLOSING = CLOSING_QUOTES + ")]"
UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
GOES_ON = ",;:%&/=)]}"  # a sentence never starts with these
WINDOW = 300  # how far a bracket may reach

CANDIDATE = re.compile(
    rf"""([{STOPS}{UNSPACED_STOPS}{BREAKS}{BULLETS}:;{ROWS}])(?:  # one set of first characters makes the search fast
      (?P<url> (?: (?<=:)// | (?<=\bwww\.) ) \S* ) (?P<after_url> \s* )
    | (?P<stop> (?<=[{STOPS}{UNSPACED_STOPS}]) [{STOPS}{UNSPACED_STOPS}]* (?:\ \.(?!\.)){{0,9}} ) # and . . .
      (?P<close> (?: [”’»›)\]}}]                                 # “No.”
                   | ["'“‘«] (?! \w )
                   | [^\S{BREAKS}] (?: [”»›)\]}}] (?! \w ) | " (?! \S ) )
                   | \[ \d{{1,3}} \] | [⁰¹²³⁴-⁹†‡] | \*{{1,3}} (?! \S )  # a footnote's mark
                   | [{UNSEEN}] ){{0,9}} )
      (?P<after_stop> \s* )
    | (?P<pause> (?<=[:;]) [^\S{BREAKS}]+ )
    | (?P<line> (?<=[{BREAKS}]) \s* )
    | (?P<bullet> (?<=[{BULLETS}]) )
    | (?P<row> {SAME} ) (?P<after_row> \s* )
    )""",
    re.VERBOSE,
)
BREAK = re.compile(f"\r\n|[{BREAKS}]")
URL = re.compile(r"(?:https?://|ftp://|www\.)", re.IGNORECASE)
SIGNS = re.compile(r"""["'“”‘’„«»‹›(\[{¿¡–—\-*_\s…]*""")  # may stand before a sentence's first word
WORD = re.compile(r"(?:[^\W_][°º]?(?:[.&]?[^\W_])*|(?<!\d)[$€£¥₹])$")
CLAUSE = re.compile(r"[^\W\d_]+,?\ [^\W\d_]{2}")
NEXT_WORD = re.compile(r"[^\W\d_]+")
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*$")
NUMBER = re.compile(r"\d|[IVXLCDM]+\b")
BEFORE_AMOUNT = re.compile(r"(?:(?<!\w)\d{1,3}|\d[.,]\d{1,9})\s*$")  # no year
LIST_MARK = re.compile(r"\b(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})$")


@dataclass(frozen=True)
class Vocabulary:
    """A language's words.

    endings         how an abbreviation ends a sentence, by abbreviation without its stop ("Yahoo!" with its mark);
                    one in small letters stands for any case
    openers         words that, capitalised, open a sentence after an abbreviation
    name_particles  openers that also continue a name after an initial ("I. La Russa")
    continuers      words that, capitalised, continue a sentence after "9 a.m."
    speech          verbs of saying: in `"Why?" Smith asked` the sentence goes on
    pauses          the marks of ":" and ";" that end a sentence where another one follows with a capital
    amounts         words that go on with the number at the end of the line before: "million"
    last_letters    letters with which a plain word ends, any if empty; other words may be abbreviations
    """

    endings: Mapping[str, Ending]
    openers: frozenset[str]
    name_particles: frozenset[str]
    continuers: frozenset[str]
    speech: frozenset[str]
    pauses: frozenset[str]
    amounts: frozenset[str]
    last_letters: frozenset[str]


def sentence_starts(text: str, words: Vocabulary) -> list[int]:
    """The offsets at which a sentence begins, ascending, each on a character that is not blank; [] for a blank text."""
    start = len(text) - len(text.lstrip())
    if start == len(text):
        return []
    starts = [start]
    for candidate in CANDIDATE.finditer(text, start):
        for begin in _boundaries(candidate, start, words):
            if start < begin < len(text):
                starts.append(begin)
                start = begin
    return starts


def _boundaries(found: re.Match[str], start: int, words: Vocabulary) -> Iterator[int]:
    """Where a sentence begins at or after a candidate; `start` is where the present one began."""
    text, end = found.string, found.end()
    match found.lastgroup:
        case "after_stop":
            if _stop_ends(found, start, words):
                yield end
        case "line":
            if _line_ends(found[0], text, end) and not _amount_goes_on(found, words):
                yield end
        case "pause":
            if _pause_ends(found, words):
                yield end
        case "after_url":
            if _url_ends(found, start, words):
                yield end
        case "bullet":
            if text[found.start() - 1].isspace():
                yield found.start()
        case "after_row":
            if text[found.start() - 1].isspace() and (found["after_row"] or end == len(text)):
                yield found.start()
                yield end


def _line_ends(blanks: str, text: str, end: int) -> bool:
    """Whether the blanks before `end` hold a line break that ends a sentence: any but a single one before a URL."""
    breaks = len(BREAK.findall(blanks))
    return breaks > 1 or (breaks == 1 and not URL.match(text, end))


def _amount_goes_on(found: re.Match[str], words: Vocabulary) -> bool:
    """Whether a single line break parts a number from what it counts in: `3⏎million`."""
    text, at, end = found.string, found.start(), found.end()
    after = NEXT_WORD.match(text, end, end + 40)
    amount = bool(after and after[0] in words.amounts) and BEFORE_AMOUNT.search(text[max(0, at - 20) : at])
    return bool(amount) and len(BREAK.findall(found[0])) == 1


def _url_ends(found: re.Match[str], start: int, words: Vocabulary) -> bool:
    """Whether a sentence ends with a URL: one that follows a stop, has one, or stands before an opener."""
    text, end = found.string, found.end()
    if _line_ends(found["after_url"], text, end):
        return True
    if not found["after_url"] or URL.match(text, end):
        return False
    before = text[max(start, found.start() - 9) : found.start()].rstrip("htpsfwHTPSFW").rstrip()
    closed = before.rstrip(CLOSING)[-1:] + found["url"].rstrip(CLOSING)[-1:]
    head = _head(text, end)
    return not _small(text, head) and (any(mark in STOPS for mark in closed) or _opens(text, head, words.openers))


def _stop_ends(found: re.Match[str], start: int, words: Vocabulary) -> bool:
    """Whether a sentence ends with a stop and the quotes and brackets that close after it."""
    text, at, end = found.string, found.start(), found.end()
    gap = found["after_stop"]
    if gap != " " and _line_ends(gap, text, end):
        return True
    if not gap and not _glued(found):
        return False
    head = _head(text, end)
    if head == len(text) or text[head] in GOES_ON or URL.match(text, end):
        return False
    if _small(text, head) and not _before_small(found, words):
        return False
    if _bare(text, start, at) or _in_bracket(text, start, at, end):
        return False
    if found["stop"] or text[at] != ".":
        return not (_marked_name(found, head, words) or _said(found, head, words))
    return not (_list_mark(text, start, at) or _abbreviated(text, start, at, head, words))


def _head(text: str, begin: int) -> int:
    """Where the first word after a boundary begins, past quotes, brackets and dashes."""
    found = SIGNS.match(text, begin, begin + WINDOW)
    return found.end() if found else begin


def _small(text: str, head: int) -> bool:
    """Whether a word begins with a small letter, and is not one like iPhone."""
    rest = text[head + 1 : head + 3]
    return text[head : head + 1].islower() and not (rest.isalpha() and not rest.islower())


def _pause_ends(found: re.Match[str], words: Vocabulary) -> bool:
    """Whether a sentence ends with a colon or semicolon: an opener follows, or a capitalised word and a small one."""
    text, mark, end = found.string, found[1], found.end()
    if mark not in words.pauses or (mark == ":" and not _plain_word(text, found.start(), words)):
        return False
    if _opens(text, end, words.openers):
        return True
    clause = CLAUSE.match(text, end)
    if not clause or (mark == ";" and "," in clause[0]):  # "Rome, 3 cases; Milan, with 5"
        return False
    return clause[0][0].isupper() and clause[0][1:].islower()


def _before_small(found: re.Match[str], words: Vocabulary) -> bool:
    """Whether a sentence ends before a small letter: after a bare mark (`Why? because`), a plain word or a bracket."""
    text, at = found.string, found.start()
    if found["close"] or found["stop"] or not found["after_stop"] or text[at] == "…":
        return False
    return text[at] in "?!" or _plain_word(text, at, words) or (text[at - 1] in ")]" and text[at - 2].isalnum())


def _plain_word(text: str, at: int, words: Vocabulary) -> bool:
    """Whether a word that can't be an abbreviation ends here: four small letters or more, the last one as words end."""
    before = text[max(0, at - 4) : at]
    plain = len(before) == 4 and before.isalpha() and before.islower()
    return plain and (not words.last_letters or before[-1] in words.last_letters)


def _glued(found: re.Match[str]) -> bool:
    """Whether a sentence may end although no space follows: `blue”.The`, not `node.JS`, `example.Com/x` or `3.5`."""
    text, at = found.string, found.start()
    if found[1] in UNSPACED_STOPS:
        return True
    head = _head(text, found.end())
    after, before = text[head : head + 2], text[max(0, at - 3) : at]
    if not after[:1].isupper() or not (after[1:].islower() or after[1:] in " '’"):
        return False
    closed = bool(found["close"]) or before[-1:] in CLOSING
    plain = closed or (len(before) == 3 and before.isalpha() and before.islower())
    return plain and not any(sign in _chunk(text, 0, at) for sign in "./@")


def _bare(text: str, start: int, at: int) -> bool:
    """Whether nothing but signs stands before the stop: `... Ma`, `[...]`, `(?)`."""
    return text[at - 1 : at] in ("(", "[") or (at - start < 12 and not any(map(str.isalnum, text[start:at])))


def _in_bracket(text: str, start: int, at: int, end: int) -> bool:
    """Whether the stop lies in a bracket that opened within the sentence and closes soon."""
    opened = text.rfind("(", max(start + 1, at - WINDOW), at)
    if opened <= text.rfind(")", max(start, at - WINDOW), end):
        return False
    closed = text.find(")", end, end + WINDOW)
    return closed > 0 and not BREAK.search(text, end, closed)


def _list_mark(text: str, start: int, at: int) -> bool:
    """Whether the stop belongs to a list's number or letter: "1. " at a sentence's start, or after ": "."""
    mark = LIST_MARK.search(text, max(start, at - 8), at)
    if not mark:
        return False
    before = text[max(start, mark.start() - 4) : mark.start()]
    if before[-1:].isspace() and before.rstrip().endswith((":", ";")):  # not 14:30.
        return True
    return mark.start() - start < 4 and not any(map(str.isalnum, before))


def _chunk(text: str, start: int, at: int) -> str:
    """What stands before the stop since the last blank."""
    return (text[max(start, at - 40) : at].split() or [""])[-1]


def _abbreviated(text: str, start: int, at: int, head: int, words: Vocabulary) -> bool:
    """Whether the stop belongs to an abbreviation after which the sentence goes on."""
    found = WORD.search(_chunk(text, start, at))
    if not found:
        return False
    word = found[0]
    match words.endings.get(word) or words.endings.get(word.lower() if len(word) > 1 else word):
        case "never_end":
            return True
        case "end_before_opener":
            return not _opens(text, head, words.openers)
        case "end_before_capital":
            after = NEXT_WORD.match(text, head, head + 40)
            return bool(after and (after[0].islower() or after[0].lower() in words.continuers))
        case "end_unless_number":
            after_number = not word[0].isalnum() and text[max(start, at - 3) : at - 1].rstrip()[-1:].isdigit()  # "5 €"
            return NUMBER.match(text, head) is not None and not after_number
    if not (INITIALS.match(word) and (len(word) > 1 or word.isupper())):
        return False
    particle = len(word) == 1 and _opens(text, head, words.name_particles)
    return particle or not _opens(text, head, words.openers)


def _opens(text: str, head: int, openers: frozenset[str]) -> bool:
    """Whether one of the words stands there, capitalised and not itself abbreviated."""
    found = NEXT_WORD.match(text, head, head + 40)
    if not found or text[found.end() : found.end() + 1] == ".":
        return False
    word = found[0]
    return word.lower() in openers and word[0].isupper() and (len(word) == 1 or word[1:].islower())


def _marked_name(found: re.Match[str], head: int, words: Vocabulary) -> bool:
    """Whether the mark belongs to a name, as in "Yahoo!", after which the sentence goes on."""
    text, at = found.string, found.start()
    name = WORD.search(_chunk(text, 0, at))
    return bool(name and name[0] + text[at] in words.endings) and not _opens(text, head, words.openers)


def _said(found: re.Match[str], head: int, words: Vocabulary) -> bool:
    """Whether a verb of saying follows the quote after a name: `"Why?" Mr. Smith asked`."""
    if not found["close"].rstrip().endswith(tuple(CLOSING_QUOTES)):
        return False
    for word in found.string[head : head + 60].split()[:5]:
        word = word.strip(",.;:")
        if word in words.speech:
            return True
        if not word[:1].isupper() or word.lower() in words.openers:
            return False
    return False
