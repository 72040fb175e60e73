"""Markdown: the claims of the plain text, with headings and links; what stands in front of the text tells facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from factcheck.articles import read_bytes
from factcheck.errors import ArticleError
from factcheck.records import Article


def only(text: str) -> Article:
    (article,) = read_bytes(text.encode(), "a.md", "a.md")
    return article


TEXT = """\
---
title: "The bridge: a bill"
author: The desk
date: 2024-05-01
url: https://example.org/bridge
tags: [a, b]
---
The bridge
==========

It cost **3 million** euros, as [the
council](https://example.org/council) says.
Nobody `knows` 40 others.

## Who pays

1. The state: 20%
2. The city: 30%

   It borrows 5 million.

- a
- b

| Year | Cars   |
|------|-------:|
| 2020 | 3&nbsp;500 |
| 2021 | [4,000](https://example.org/cars) |

> We were told 12 times.

![The tower, 62 metres high](tower.png)

<div>12 lost</div>

```
line 1
line 2
```
"""


def test_what_a_reader_sees() -> None:
    article = only(TEXT)
    assert article.text == (
        "The bridge\n\nIt cost 3 million euros, as the council says. Nobody knows 40 others.\n\nWho pays\n\n"
        "The state: 20%\nThe city: 30%\nIt borrows 5 million.\n\na\nb\n\n"
        "Year\tCars\n2020\t3\u00a0500\n2021\t4,000\n\n"
        "We were told 12 times.\n\nThe tower, 62 metres high\n\nline 1\nline 2"
    )
    assert [part.heading for part in article.parts] == ["The bridge", "Who pays"]
    assert [article.text[part.start :].partition("\n")[0] for part in article.parts] == ["The bridge", "Who pays"]
    assert [(article.text[link.start : link.end], link.url) for link in article.links] == [
        ("the council", "https://example.org/council"),
        ("4,000", "https://example.org/cars"),
    ]


def test_what_stands_in_front() -> None:
    article = only(TEXT)
    assert (article.title, article.author, article.published) == ("The bridge: a bill", "The desk", "2024-05-01")
    assert article.url == "https://example.org/bridge"
    plain = only("---\n\nIt cost 3 million.\n\n---\n")
    assert (plain.text, plain.title) == ("It cost 3 million.", None)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-05", "2024-05"),
        ("'2024-05-01T10:20:00Z'", "2024-05-01T10:20:00+00:00"),
        ("2024-05-01 10:20:00 +0200", "2024-05-01T10:20:00+02:00"),
        ("yesterday", None),
        ("2024-13-01", None),
        ("1/5/2024", None),
    ],
)
def test_when_it_was_published(written: str, published: str | None) -> None:
    assert only(f"---\ndate: {written}\n---\nIt cost 3 million.").published == published


def test_facts_that_are_none() -> None:
    found = only("---\nlang: gibberish\nurl: javascript:alert(1)\n---\nIt cost 3 million.")
    assert (found.text, found.lang, found.url) == ("It cost 3 million.", None, None)
    assert only("---\nlang: it-IT\n---\nIt cost 3 million.").lang == "it"


@pytest.mark.parametrize("depth", [10, 48, 49, 50, 98, 99, 100, 101, 5_000])
@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
def test_nothing_is_too_deep(mark: str, depth: int) -> None:
    text = only(f"Before 1.\n\n{mark * depth}It cost 3 million.\n\nBehind 2.").text
    assert text.startswith("Before 1.\n\n")
    assert text.endswith("It cost 3 million.\n\nBehind 2.")


def test_lists_in_lists() -> None:
    items = [f"item {number}" for number in range(40)]
    assert only("\n".join(f"{'  ' * at}- {item}" for at, item in enumerate(items))).text == "\n".join(items)


def test_links_to_pages_of_the_web() -> None:
    article = only("It cost [3 million](https://example.org/a), not [2](/b) or [1](mailto:desk@example.org).")
    assert [link.url for link in article.links] == ["https://example.org/a"]


def test_a_link_in_a_sentence_is_cited(en: Language) -> None:
    from factcheck.claims import claims

    first, *_ = claims(only(TEXT), en)
    assert first.links == ("https://example.org/council",) and first.heading == "The bridge"


@given(text=st.text(alphabet="ab1 .\n#*_-|[]()<>&`~!\\:\"'\t\u00a03", max_size=120))
def test_any_markdown_gives_a_text_or_one_sentence(text: str) -> None:
    try:
        article = only(text)
    except ArticleError as error:
        assert "\n" not in str(error)
        return
    assert all(0 <= link.start < link.end <= len(article.text) for link in article.links)
    assert "\n\n\n" not in article.text
