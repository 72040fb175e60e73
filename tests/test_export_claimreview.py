"""ClaimReview: what the mapping says, what the standard requires, what is refused."""

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from export_samples import EN, article, marked, review

from factcheck.cli import main
from factcheck.errors import WordsError
from factcheck.export.claimreview import put_claimreview
from factcheck.export.mapping import read
from factcheck.review.records import OwnColumn, Review
from factcheck.worksheet.write import write_xlsx

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "claimreview.json"
RATING = {"ratingValue": 2, "bestRating": 5, "worstRating": 1, "alternateName": "Half true"}


def mapping(**changed: Any) -> dict[str, Any]:
    given = {
        "author": {"name": "Your newsroom", "url": "https://example.org"},
        "url_pattern": "https://example.org/{article}/{key}#{id}",
        "ratings": {"sourced": RATING, "unsourced": None, "disputed": {**RATING, "ratingValue": 1.5}},
        **changed,
    }
    return {key: value for key, value in given.items() if value is not ...}


def graph(what: Review, given: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    (path := folder / "mapping.json").write_text(json.dumps(given), encoding="utf-8")
    stream = io.BytesIO()
    put_claimreview(stream, what, read(str(path)))
    document = json.loads(stream.getvalue())
    assert set(document) == {"@context", "@graph"}
    assert document["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = document["@graph"]
    for one in found:
        assert one["@type"] == "ClaimReview"
        assert {"claimReviewed", "reviewRating", "author", "itemReviewed"} <= set(one)
        assert ("url" in one) != (one.get("creativeWorkStatus") == "Draft")
        assert one["reviewRating"].keys() == {"@type", *RATING}
    return found


def test_reviews_of_statuses_that_mean_a_rating(tmp_path: Path) -> None:
    first, second = graph(review(), mapping(), tmp_path)
    key = review().articles[0].claims[0].claim.key
    assert first["url"] == f"https://example.org/harbour.txt/{key}#C01"
    assert first["datePublished"] == "2026-03-04"
    assert first["claimReviewed"] == review().articles[0].claims[0].claim.text
    assert first["reviewRating"] == {"@type": "Rating", **RATING}
    assert first["author"] == {"@type": "Organization", "name": "Your newsroom", "url": "https://example.org"}
    assert "datePublished" not in second
    assert second["reviewRating"]["ratingValue"] == 1.5
    assert second["itemReviewed"] == {"@type": "Claim", "creditText": "According to the mayor"}


def test_who_said_it_and_where(tmp_path: Path) -> None:
    known = marked(article(EN, url="https://example.org/news", title="The harbour", published="2026-03-01"))
    who = {"According to the mayor": {"type": "Person", "name": "The mayor"}}
    _, second = graph(Review([known]), mapping(claimants=who), tmp_path)
    assert second["itemReviewed"] == {
        "@type": "Claim",
        "creditText": "According to the mayor",
        "author": {"@type": "Person", "name": "The mayor"},
        "datePublished": "2026-03-01",
        "appearance": {"@type": "CreativeWork", "url": "https://example.org/news", "headline": "The harbour"},
    }


def test_addresses_from_an_own_column(tmp_path: Path) -> None:
    given = mapping(url_pattern=..., url_column="Published at")
    first, second = graph(review(), given, tmp_path)
    assert first["url"] == "https://example.org/checks/1"
    assert second["creativeWorkStatus"] == "Draft"
    with pytest.raises(WordsError, match="no column 'Published at'"):
        graph(replace(review(), columns=()), given, tmp_path)


def test_only_web_addresses(tmp_path: Path) -> None:
    bad = Review([marked(article(EN, url="javascript:alert(1)"), [{"status": "sourced", "Link": "javascript:x"}])])
    (one,) = graph(
        replace(bad, columns=(OwnColumn("Link"),)),
        mapping(url_pattern=..., url_column="Link"),
        tmp_path,
    )
    assert "javascript" not in json.dumps(one)


def test_a_row_that_is_no_claim_is_left_out(tmp_path: Path) -> None:
    marks = [{"status": "sourced", "not_a_claim": "x"}, {"status": "perhaps"}, {"status": "unsourced"}]
    assert graph(Review([marked(article(EN), marks)]), mapping(), tmp_path) == []


@pytest.mark.parametrize("day", ["2026-03-04", " 2026-03-04 "])
def test_dates_as_text(day: str, tmp_path: Path) -> None:
    what = Review([marked(article(EN), [{"status": "sourced", "reviewed_on": day}])])
    assert graph(what, mapping(), tmp_path)[0]["datePublished"] == "2026-03-04"
    what = Review([marked(article(EN), [{"status": "sourced", "reviewed_on": "on Monday"}])])
    assert "datePublished" not in graph(what, mapping(), tmp_path)[0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "must be an object"),
        (mapping(author=...), "author': is missing"),
        (mapping(author={"name": "A", "url": "javascript:x"}), "must be a web address"),
        (mapping(ratings={"sourced": None, "unsourced": None}), "ratings.disputed': is missing"),
        (mapping(ratings={"sourced": None, "unsourced": None, "disputed": None, "true": None}), "is none of sourced"),
        (
            mapping(ratings={"sourced": {**RATING, "ratingValue": 9}, "unsourced": None, "disputed": None}),
            "lie between",
        ),
        (mapping(ratings={"sourced": {**RATING, "alternateName": ""}, "unsourced": None, "disputed": None}), "empty"),
        (mapping(ratings={"sourced": {**RATING, "ratingValue": "x"}, "unsourced": None, "disputed": None}), "number"),
        (mapping(url_column="Published at"), "either url_pattern or url_column"),
        (mapping(url_pattern=...), "either url_pattern or url_column"),
        (mapping(url_pattern="https://example.org/{name}"), "{name} is none of {article}, {id}, {key}"),
        (mapping(url_pattern="/checks/{id}"), "must be a web address"),
        (mapping(claimants={"X said": {"type": "Thing", "name": "X"}}), "'Person' or 'Organization'"),
    ],
)
def test_a_mapping_that_does_not_fit(given: Any, said: str, tmp_path: Path) -> None:
    (path := tmp_path / "mapping.json").write_text(json.dumps(given), encoding="utf-8")
    with pytest.raises(WordsError) as caught:
        read(str(path))
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{path}")


def test_the_command_with_the_sample(tmp_path: Path) -> None:
    with (worksheet := tmp_path / "harbour.xlsx").open("wb") as stream:
        write_xlsx(stream, review())
    own = tmp_path / "mapping.json"
    own.write_bytes(SAMPLE.read_bytes())
    target = tmp_path / "out.json"

    def run(*arguments: object) -> Any:
        return CliRunner().invoke(main, ["export", str(worksheet), *map(str, arguments)])

    assert run("-o", target, "--mapping", own).exit_code == 0
    found = json.loads(target.read_text(encoding="utf-8"))["@graph"]
    assert [one["itemReviewed"].get("author") for one in found] == [None, {"@type": "Person", "name": "The mayor"}]
    refused = run("-o", own, "--mapping", own, "--force")
    assert refused.exit_code == 2
    assert "this is the mapping itself" in refused.stderr
    assert own.read_bytes() == SAMPLE.read_bytes()
    assert "can't be read" in run("-o", target, "--mapping", tmp_path / "none.json", "--force").stderr
