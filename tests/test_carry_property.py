"""Random reviewers and random new versions of an article: after an update every mark is found exactly once."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_samples import article
from reviewers import Reviewer, grids_in, grids_of, read_grids, save, tokens

from factcheck.keys import normal
from factcheck.review.carry import carry, named, taken
from factcheck.review.records import THEN, Marks, Review, ReviewedArticle, X
from factcheck.worksheet.read import read
from factcheck.worksheet.write import write_xlsx

_SENTENCES = (
    "Il porto {word} ha {n} gru.",
    "Il porto {word} ha {n} gru.",
    "I lavori costano {n} milioni di euro e durano {m} mesi.",
    "Nel molo {word} lavorano {n} persone, il {m}% in più.",
    "Sono {n} case.",
    "Ne parla la legge n. {n}.",
    "Arriva alle 14:30 con la nave {word}.",
    "Oggi il mare {word} è calmo.",
)
_WORDS = ("vecchio", "nuovo", "di Vigo", "grande")

Sentence = tuple[str, str, int, int]


def sentence(chance: Random) -> Sentence:
    return chance.choice(_SENTENCES), chance.choice(_WORDS), chance.randint(12, 14), chance.randint(40, 42)


def some(chance: Random) -> list[Sentence]:
    return [sentence(chance) for _ in range(chance.randint(1, 7))]


def edited(before: list[Sentence], chance: Random, earlier: Sequence[Sentence] = ()) -> list[Sentence]:
    """A new version: sentences deleted, added, moved, doubled, with other words or figures, or back from `earlier`."""
    after = list(before)
    for _ in range(chance.randint(0, 4)):
        place = chance.randrange(len(after) + 1)
        what = chance.choice(("delete", "insert", "swap", "word", "figure", "double"))
        if what == "insert" or not after:
            after.insert(place, chance.choice([*earlier, sentence(chance)]))
            continue
        place = min(place, len(after) - 1)
        form, word, n, m = after[place]
        if what == "delete":
            del after[place]
        elif what == "swap":
            after.insert(chance.randrange(len(after)), after.pop(place))
        elif what == "double":
            after.insert(chance.randrange(len(after) + 1), after[place])
        elif what == "word":
            after[place] = form, chance.choice(_WORDS), n, m
        else:
            after[place] = form, word, chance.choice((n, n + 1)), m + 1
    return after


def text_of(sentences: list[Sentence]) -> str:
    lines = [form.format(word=word, n=n, m=m) for form, word, n, m in sentences]
    return " ".join(lines[:3]) + "\n\n" + " ".join(lines[3:])


def pieces(review: Review) -> Counter[str]:
    """All that stands in the marks of a review; what `update` joined in a cell, one by one."""
    marks: list[Marks] = [one.marks for one in review.aside]
    for claim in review.claims:
        marks += [claim.marks, *claim.figures]
    marks += [left.marks for one in review.articles for left in one.left_out]
    return Counter(piece for mark in marks for cell in mark.values() for piece in str(cell).split(THEN))


FLAGS = {"figures", "sentence", "equal sentences", "reading"}


def check(old: Review, new: Review) -> None:
    """That nothing was lost or invented, and what did not change stayed where it was."""
    assert (new.columns, new.figure_columns, new.left_out_columns) == (
        old.columns,
        old.figure_columns,
        old.left_out_columns,
    )
    before, after = pieces(old), pieces(new)
    used = 0
    for was, now in zip(old.articles, new.articles, strict=True):
        keys = {claim.claim.key for claim in now.claims}
        used += sum(one.marks.get("take_in") == X and one.sentence.key in keys for one in was.left_out)
        check_places(was, now, old)
    lost, invented = before - after, after - before
    assert lost - Counter(dict.fromkeys(FLAGS, len(before))) == Counter({X: used})
    assert set(invented) <= FLAGS | {claim.claim.text for claim in old.claims}


def check_places(old: ReviewedArticle, new: ReviewedArticle, review: Review) -> None:
    """That marks stand where they stood; where a status stands on another sentence, it is flagged."""
    known = {claim.claim.key: claim for claim in old.claims}
    restorable = {aside.key for aside in review.aside}
    before, after = counts(old), counts(new)
    is_flagged = any("change" in claim.marks for claim in old.claims) or any(
        "change" in one.marks for one in review.aside
    )
    for claim in new.claims:
        was, text = known.get(claim.claim.key), normal(claim.claim.text)
        if was and was.marks and before[text] == after[text]:
            assert claim.marks == was.marks
            assert not any(was.figures) or claim.figures == was.figures
        elif not is_flagged and claim.marks.get("change") in ("figures", "equal sentences"):
            assert "status" not in claim.marks
        elif was is None and "status" in claim.marks and claim.claim.key not in restorable:
            assert claim.marks["change"] in ("sentence", "figures")


def counts(article: ReviewedArticle) -> Counter[str]:
    """How often each sentence stands in an article."""
    sentences = [*(one.claim.text for one in article.claims), *(one.sentence.text for one in article.left_out)]
    return Counter(map(normal, sentences))


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**64), rounds=st.integers(1, 2))
def test_no_mark_is_lost_and_none_invented(seed: int, rounds: int) -> None:
    chance = Random(seed)
    reviewer = Reviewer(chance)
    articles = {name: some(chance) for name in chance.choice((("a.txt",), ("a.txt", "b.txt")))}
    earlier: dict[str, list[Sentence]] = {name: [] for name in articles}
    review = Review([article(text_of(one), name) for name, one in articles.items()], chance.choice(("it", "en")))
    for _ in range(rounds):
        marked = reviewer.work(grids_of(review))
        old = read_grids(marked)
        name = chance.choice(list(articles))
        articles[name], earlier[name] = edited(articles[name], chance, earlier[name]), articles[name]
        new = carry(old, name, article(text_of(articles[name]), name, taken=taken(named(old, name)))).review
        check(old, new)
        assert tokens(grids_of(new)) == tokens(marked)
        review = new


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**64))
def test_the_same_through_files(kind: str, seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = Random(seed)
    folder = tmp_path_factory.mktemp("update")
    sentences = some(chance)
    with (folder / "fresh.xlsx").open("wb") as stream:
        write_xlsx(stream, Review([article(text_of(sentences))], chance.choice(("it", "en"))))
    marked = Reviewer(chance, edits=kind == "xlsx").work(grids_in(folder / "fresh.xlsx"))
    save(marked, folder / f"marked.{kind}")
    old = read(folder / f"marked.{kind}")
    text = text_of(edited(sentences, chance))
    new = carry(old, f"marked.{kind}", article(text, taken=taken(old.articles))).review
    check(old, new)
    with (folder / "new.xlsx").open("wb") as stream:
        write_xlsx(stream, new)
    there = marked if kind == "xlsx" else {"Review": next(iter(marked.values()))}
    assert tokens(grids_in(folder / "new.xlsx")) == tokens(there)
