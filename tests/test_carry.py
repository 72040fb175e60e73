"""What becomes of every mark in a new version of the article, rule by rule."""

from dataclasses import replace

import pytest
from review_samples import article, marked

from factcheck.errors import WorksheetError
from factcheck.records import Article, Claim, Figure
from factcheck.review.carry import carry, taken
from factcheck.review.records import (
    Aside,
    OwnColumn,
    OwnSheet,
    Review,
    ReviewedArticle,
    ReviewedClaim,
    ReviewedSentence,
)

SOURCED = {"status": "sourced", "source_link": "https://example.org", "notes": "see page 3", "reviewer": "Ada"}
HARBOUR = "Il porto ha 12 gru. I lavori durano 18 mesi e costano 40 milioni di euro. Vi lavorano 350 persone."


def review(text=HARBOUR, marks=None, figures=None, **more):
    return Review([marked(article(text), marks or {}, figures)], "it", **more)


def updated(old, text, name="article.txt", lang="it"):
    return carry(old, name, article(text, name, lang, taken(old.articles)))


def marks_of(carried):
    return [one.marks for one in carried.review.claims]


def test_an_unchanged_article_keeps_everything():
    old = review(HARBOUR, {0: SOURCED, 2: {"Desk": "city", "not_a_claim": "x"}}, {(1, 1): {"figure_note": "41"}})
    carried = updated(old, HARBOUR)
    assert carried.review == old
    assert (carried.problems, carried.counts["unchanged"], carried.counts["claims"]) == ((), 3, 3)


def test_sentences_that_moved_are_unchanged():
    carried = updated(review(marks={0: SOURCED}), "Vi lavorano 350 persone. E molti gatti.\n\nIl  porto ha 12 gru.")
    assert marks_of(carried) == [{}, SOURCED]
    assert carried.problems == ()


def test_the_same_sentence_that_is_read_in_another_way():
    def read_before(old, **change):
        one = old.articles[0].claims[0]
        figure = replace(one.claim.figures[0], **change)
        claims = [replace(one, claim=replace(one.claim, figures=(figure,))), *old.articles[0].claims[1:]]
        return replace(old, articles=[replace(old.articles[0], claims=claims)])

    old = review(marks={0: SOURCED}, figures={(0, 0): {"figure_note": "all"}})
    carried = updated(read_before(old, modifier="~"), HARBOUR)
    assert marks_of(carried)[0] == {**SOURCED, "change": "reading"}
    carried = updated(read_before(old, value=Figure("", 0, 0, "CARDINAL").value), HARBOUR)
    rest = {name: mark for name, mark in SOURCED.items() if name != "status"}
    assert marks_of(carried)[0] == {**rest, "change": "reading", "earlier_status": "sourced"}
    assert carried.review.articles[0].claims[0].figures == ({"figure_note": "all"},)
    assert [problem.place for problem in carried.problems] == ["C01"]


@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("it", "Il porto ha 12 gru.", "Il porto di Vigo ha 12 gru nuove."),
        (
            "it",
            "Il comune ha speso 40 milioni per la scuola.",
            "Il comune di Roma ha speso 40 milioni per la nuova scuola.",
        ),
        ("en", "The council voted 48 million euros in 2019.", "Last night the council voted 48 million euros in 2019."),
    ],
)
def test_a_changed_sentence_keeps_its_marks_and_is_flagged(lang, before, after):
    old = Review([marked(article(before, lang=lang), {0: SOURCED}, {(0, 0): {"figure_status": "disputed"}})], lang)
    carried = updated(old, after, lang=lang)
    assert marks_of(carried) == [{**SOURCED, "change": "sentence", "earlier_sentence": before}]
    assert carried.review.articles[0].claims[0].figures[0] == {"figure_status": "disputed"}
    assert carried.problems[0].text.startswith("its sentence changed")


@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("it", "Il porto ha 12 gru.", "Il porto ha 13 gru."),
        ("it", "Il tunnel è lungo 40 chilometri.", "Il tunnel è lungo 40 metri."),
        ("it", "Nel porto lavorano 350 persone.", "Nel porto lavorano 350 persone e 20 cani."),
        ("en", "The tower is over 300 feet high.", "The tower is under 300 feet high."),
        ("en", "Over 350 dockers work there.", "Over 1,200 dockers work there."),
    ],
)
def test_with_other_figures_a_claim_is_to_do_again(lang, before, after):
    old = Review([marked(article(before, lang=lang), {0: SOURCED})], lang)
    (marks,) = marks_of(updated(old, after, lang=lang))
    assert "status" not in marks
    assert marks == {
        **{name: mark for name, mark in SOURCED.items() if name != "status"},
        "change": "figures",
        "earlier_sentence": before,
        "earlier_status": "sourced",
    }


def test_a_claim_without_marks_is_only_counted():
    carried = updated(review(), HARBOUR.replace("12 gru", "13 gru"))
    assert not any(marks_of(carried))
    assert (carried.problems, carried.counts["figures"], carried.counts["unchanged"]) == ((), 1, 2)


def test_a_second_update_loses_nothing_of_the_first():
    first = updated(review(marks={0: SOURCED}), HARBOUR.replace("12 gru", "13 gru")).review
    again = {**marks_of(updated(first, HARBOUR.replace("12 gru", "13 gru")))[0], "status": "disputed"}
    old = replace(first, articles=[marked(first.articles[0], {0: again})])
    carried = updated(old, HARBOUR.replace("12 gru", "14 gru"))
    assert marks_of(carried)[0]["earlier_status"] == "sourced → disputed"
    assert marks_of(carried)[0]["earlier_sentence"] == "Il porto ha 12 gru."
    cleared = replace(
        first, articles=[marked(first.articles[0], {0: {n: m for n, m in again.items() if n != "change"}})]
    )
    carried = updated(cleared, HARBOUR.replace("12 gru", "14 gru"))
    assert marks_of(carried)[0]["earlier_sentence"] == "Il porto ha 12 gru. → Il porto ha 13 gru."


def test_the_graver_flag_stays():
    old = review(marks={0: {"change": "figures", "notes": "a"}})
    assert marks_of(updated(old, HARBOUR.replace("Il porto", "Il grande porto")))[0]["change"] == "figures"
    old = review(marks={0: {"change": "sentence", "notes": "a"}})
    assert marks_of(updated(old, HARBOUR.replace("12", "13")))[0]["change"] == "figures"


def test_what_somebody_typed_over_the_flag_is_kept():
    carried = updated(review(marks={0: {"change": "seen by Ada"}}), HARBOUR.replace("12", "13"))
    assert [(one.why, one.marks) for one in carried.review.aside] == [("edited", {"change": "seen by Ada"})]


def test_a_sentence_that_is_unlike_the_old_one_gets_nothing():
    carried = updated(review("Il porto ha 12 gru.", {0: SOURCED}), "Oggi il prezzo del pane sale del 12%.")
    assert marks_of(carried) == [{}]
    (aside,) = carried.review.aside
    assert (aside.why, aside.id, aside.text, aside.marks) == ("gone", "C01", "Il porto ha 12 gru.", SOURCED)


def test_of_two_that_are_as_like_none_is_taken():
    carried = updated(review("La sala ha 40 posti.", {0: SOURCED}), "La sala ha 45 posti. La sala ha 50 posti.")
    assert marks_of(carried) == [{}, {}]
    assert [one.why for one in carried.review.aside] == ["gone"]


def test_figures_and_order_break_ties():
    carried = updated(review("La sala ha 40 posti.", {0: SOURCED}), "La salina ha 50 posti. La salina ha 40 posti.")
    assert [bool(marks) for marks in marks_of(carried)] == [False, True]
    old = review("La sala ha 40 posti. Apre alle 9 con 3 guide. La sala ha 50 posti.", {0: SOURCED, 2: {"notes": "b"}})
    carried = updated(old, "La sala ha 41 posti. Apre alle 9 con 3 guide. La sala ha 51 posti.")
    assert [marks.get("notes") for marks in marks_of(carried)] == ["see page 3", None, "b"]


@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 1), (3, 2), (2, 3)])
def test_equal_sentences_are_flagged_when_their_number_changes(before, after):
    same = "Sono 30 case. "
    old = review(same * before, {place: {"status": "sourced", "notes": f"n{place}"} for place in range(before)})
    carried = updated(old, same * after)
    assert marks_of(carried) == [
        {"notes": f"n{place}", "earlier_status": "sourced", "change": "equal sentences"} if place < before else {}
        for place in range(after)
    ]
    rest = [{"status": "sourced", "notes": f"n{place}"} for place in range(after, before)]
    assert [one.marks for one in carried.review.aside] == rest


def test_which_of_equal_sentences_was_edited_is_not_guessed():
    old = review("Sono 30 case. Sono 30 case.", {0: {"notes": "a"}, 1: {"notes": "b"}})
    carried = updated(old, "Sono 30 case. Sono 31 case.")
    assert marks_of(carried) == [{"notes": "a", "change": "equal sentences"}, {}]
    assert [one.marks for one in carried.review.aside] == [{"notes": "b"}]


def test_equal_sentences_of_the_same_number_are_known_by_their_order():
    old = review("Sono 30 case. Il porto è bello. Sono 30 case.", {0: SOURCED, 1: {"notes": "b"}})
    assert marks_of(updated(old, "Sono 30 case. Oggi. Sono 30 case.")) == [SOURCED, {"notes": "b"}]


def test_marks_of_figures_stay_with_what_is_printed_or_means_the_same():
    old = review(
        "Il 12% delle 350 case e il 40% dei negozi sono vuoti.",
        figures={(0, 0): {"figure_note": "a"}, (0, 1): {"figure_note": "b"}, (0, 2): {"figure_note": "c"}},
    )
    carried = updated(old, "Oggi il 40% dei negozi e il 12 per cento delle case sono vuoti.")
    (claim,) = carried.review.claims
    assert claim.figures == ({"figure_note": "c"}, {"figure_note": "a"})
    assert claim.marks["change"] == "figures"
    (aside,) = carried.review.aside
    assert (aside.why, aside.figure, aside.id, aside.marks) == ("figure gone", "350", "C01.2", {"figure_note": "b"})


def test_gone_claims_stand_aside_with_their_figures_and_come_back():
    old = review(
        marks={1: {**SOURCED, "Desk": "city"}}, figures={(1, 1): {"figure_note": "41"}}, columns=(OwnColumn("Desk"),)
    )
    gone = updated(old, "Il porto ha 12 gru. Vi lavorano 350 persone.")
    assert gone.counts["gone"] == 1
    assert [(one.why, one.id, one.figure) for one in gone.review.aside] == [
        ("gone", "C02", ""),
        ("gone", "C02.2", "40 milioni di euro"),
    ]
    assert len(gone.problems) == 2
    back = updated(gone.review, HARBOUR)
    assert back.review == old
    assert [problem.place for problem in back.problems] == ["C02"]


def test_nothing_comes_back_over_other_marks():
    gone = updated(review(marks={0: SOURCED}), "Vi lavorano 350 persone.").review
    aside = (*gone.aside, replace(gone.aside[0], marks={"notes": "second", "other": "Take in: x"}))
    back = updated(replace(gone, aside=aside), HARBOUR)
    assert marks_of(back)[0] == SOURCED
    assert [one.marks for one in back.review.aside] == [{"notes": "second", "other": "Take in: x"}]


def test_what_has_no_column_on_its_sheet_stays_aside():
    gone = updated(review(marks={0: SOURCED}), "Vi lavorano 350 persone.").review
    gone = replace(gone, aside=(replace(gone.aside[0], marks={**SOURCED, "other": "Take in: x"}),))
    back = updated(gone, HARBOUR)
    assert marks_of(back)[0] == SOURCED
    assert [one.marks for one in back.review.aside] == [{"other": "Take in: x"}]


def test_each_figure_gets_back_one_row():
    text = "Il 12% delle case e il 12% dei negozi sono vuoti."
    notes = {(0, 0): {"figure_note": "a"}, (0, 1): {"figure_note": "b"}}
    old = review(f"{text} Sono 30 case.", figures=notes)
    gone = updated(old, "Sono 30 case.").review
    extra = replace(gone.aside[0], marks={"figure_note": "c"})
    back = updated(replace(gone, aside=(*gone.aside, extra)), f"{text} Sono 30 case.").review
    assert back.articles == old.articles
    assert [one.marks for one in back.aside] == [{"figure_note": "c"}]


def test_what_comes_back_to_one_of_equal_sentences_is_flagged():
    gone = updated(review("Sono 30 case. Il porto ha 12 gru.", {0: SOURCED}), "Il porto ha 12 gru.").review
    marks = marks_of(updated(gone, "Sono 30 case. Il porto ha 12 gru. Sono 30 case."))
    assert marks[0]["change"] == "equal sentences"
    assert (marks[0]["earlier_status"], marks[2]) == ("sourced", {})


LEFT = "Il porto ha 12 gru. Ne parla la legge n. 104. Arriva alle 14:30. Si veda il capitolo 7."


def left_out(marks, text=LEFT, **more):
    found = article(text)
    sentences = [ReviewedSentence(one.sentence, marks.get(place, {})) for place, one in enumerate(found.left_out)]
    return Review([replace(found, left_out=sentences)], "it", **more)


def test_a_sentence_is_taken_in():
    desk = (OwnColumn("Desk"),)
    old = left_out(
        {0: {"take_in": "x", "Desk": "law", "why not": "?"}, 1: {"Desk": "trains"}}, columns=desk, left_out_columns=desk
    )
    carried = updated(old, LEFT)
    assert [one.claim.text for one in carried.review.claims] == ["Il porto ha 12 gru.", "Ne parla la legge n. 104."]
    assert marks_of(carried)[1] == {"Desk": "law"}
    assert [one.marks for one in carried.review.articles[0].left_out] == [{"Desk": "trains"}, {}]
    assert [(one.why, one.marks) for one in carried.review.aside] == [("elsewhere", {"why not": "?"})]
    assert len(list(updated(carried.review, LEFT).review.claims)) == 2, "it stays a claim"


def test_marks_on_left_out_sentences_that_are_gone():
    carried = updated(left_out({1: {"take_in": "x"}}), "Il porto ha 12 gru.")
    (aside,) = carried.review.aside
    assert (aside.why, aside.marks, aside.text) == ("gone", {"take_in": "x"}, "Arriva alle 14:30.")


def test_an_x_that_was_not_understood_takes_in_and_is_kept():
    carried = updated(left_out({0: {"take_in": "maybe"}}), LEFT)
    assert carried.counts["claims"] == 2
    assert [one.marks for one in carried.review.aside] == [{"take_in": "maybe"}]


def test_rows_aside_columns_and_sheets_stay():
    added = Aside("added", "Review!9", {"claim": "x", "notes": "n"})
    sheets = (OwnSheet("Sources", (("a", 1),)),)
    old = review(
        columns=(OwnColumn("Desk", 12, ("a", "b")),), figure_columns=(OwnColumn("Seen"),), aside=(added,), sheets=sheets
    )
    new = updated(old, "Il porto ha 13 gru.").review
    assert (new.columns, new.figure_columns, new.sheets, new.ui) == (old.columns, old.figure_columns, sheets, "it")
    assert new.aside[0] == added


def two():
    first = marked(article(HARBOUR, "a.txt"), {0: SOURCED})
    second = marked(article("Il treno porta 400 persone. Costa 3 euro.", "b.txt"), {0: {"notes": "b"}})
    return Review([first, second], "it")


def test_of_several_articles_the_one_of_that_name_is_updated():
    new = updated(two(), "Il treno porta 400 persone. Costa 4 euro.", "b.txt").review
    assert new.articles[0] == two().articles[0]
    assert [one.marks for one in new.articles[1].claims] == [{"notes": "b"}, {}]


@pytest.mark.parametrize("text", ["Il treno porta 400 persone.", "Il vecchio treno porta 450 persone."])
def test_else_the_one_that_shares_most(text):
    new = updated(two(), text, "c.txt").review
    assert [one.name for one in new.articles] == ["a.txt", "b.txt"]
    assert new.articles[1].article.name == "c.txt"
    assert new.articles[1].claims[0].marks["notes"] == "b"


def test_another_article_is_refused():
    with pytest.raises(
        WorksheetError, match=r"^d\.txt: is another article than those in the worksheet \(a\.txt, b\.txt\)"
    ):
        updated(two(), "Oggi il prezzo del pane sale del 12%.", "d.txt")
    same_name = updated(two(), "Oggi il prezzo del pane sale del 12%.", "a.txt")
    assert same_name.counts["gone"] == 3


def test_a_worksheet_without_claims_takes_any_article():
    assert updated(review("Niente cifre."), HARBOUR, "other.txt").counts["new"] == 3


def table(old):
    """The review as a table tells it: figures as printed, no places, no sentences left out."""
    articles = []
    for one in old.articles:
        claims = []
        for reviewed in one.claims:
            claim = reviewed.claim
            figures = tuple(Figure(figure.text, 0, 0, "CARDINAL") for figure in claim.figures)
            plain = Claim(claim.text, 0, len(claim.text), claim.key, one.name, 0, 0, claim.before, claim.after, figures)
            claims.append(ReviewedClaim(plain, reviewed.marks))
        articles.append(ReviewedArticle(Article("table.csv", ""), "table.csv", claims))
    return Review(articles, old.ui, whole=False)


def test_a_table_compares_figures_as_printed():
    old = table(review(marks={0: SOURCED, 1: SOURCED, 2: SOURCED}))
    carried = updated(old, HARBOUR.replace("12 gru", "13 gru").replace("Vi lavorano", "Ora vi lavorano"))
    assert carried.review.whole
    assert [marks.get("change") for marks in marks_of(carried)] == ["figures", None, "sentence"]
    without = replace(
        old,
        articles=[
            replace(one, claims=[replace(it, claim=replace(it.claim, figures=())) for it in one.claims])
            for one in old.articles
        ],
    )
    carried = updated(without, HARBOUR.replace("Vi lavorano", "Ora vi lavorano"))
    assert [marks.get("change") for marks in marks_of(carried)] == [None, None, "figures"]


def test_a_sentence_that_somebody_edited_in_a_table_is_kept():
    old = table(review(marks={0: SOURCED}))
    claims = list(old.claims)
    claims[0] = replace(claims[0], claim=replace(claims[0].claim, text="Il porto ha 14 gru."))
    carried = updated(replace(old, articles=[replace(old.articles[0], claims=claims)]), HARBOUR)
    assert marks_of(carried)[0] == SOURCED
    assert [(one.why, one.marks) for one in carried.review.aside] == [("edited", {"other": "Il porto ha 14 gru."})]


def test_a_table_of_several_articles_is_refused():
    with pytest.raises(WorksheetError, match="several articles"):
        updated(table(two()), HARBOUR)
