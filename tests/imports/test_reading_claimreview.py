"""ClaimReview as sites publish it, in every shape, read into the same item."""

import io
import json

import pytest

from claims.imports.items import Item, Named, Refused
from claims.imports.reading import Unreadable, read

from .reading import REVIEW, items, packed, review, reviews

pytestmark = pytest.mark.one_database

OTHER = review(url="https://examiner.example/tower", claimReviewed="The tower fell")
TWO = ["The bridge was closed", "The tower fell"]
PAGE = (
    '<!doctype html><html><body><script>var a = "<";</script>'
    '<script type="application/ld+json">{}</script>'
    '<script type="application/ld+json; charset=utf-8">{}</script></body></html>'
)


def texts(found):
    return [one.text for one in items(found)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param([REVIEW, OTHER], id="an array"),
        pytest.param({"@graph": [REVIEW, {"@type": "WebPage"}, OTHER]}, id="a graph"),
        pytest.param([{"@graph": [REVIEW]}, {"@graph": [OTHER]}], id="an array of graphs"),
        pytest.param(
            {
                "@type": "DataFeed",
                "dataFeedElement": [
                    {"@type": "DataFeedItem", "item": REVIEW},
                    {"@type": "DataFeedItem", "item": [OTHER]},
                ],
            },
            id="a feed",
        ),
        pytest.param({"@type": "DataFeed", "dataFeedElement": [REVIEW, OTHER]}, id="a plain feed"),
        pytest.param({"@type": "WebPage", "mainEntity": REVIEW, "about": [OTHER]}, id="parts"),
        pytest.param([[REVIEW], [OTHER]], id="arrays in an array"),
        pytest.param(
            b"\n".join(json.dumps(one).encode() for one in (REVIEW, OTHER)), id="JSON Lines"
        ),
        pytest.param(
            b"\xef\xbb\xbf" + json.dumps([REVIEW, OTHER], indent=1).encode(), id="byte order mark"
        ),
        pytest.param(PAGE.format(json.dumps(REVIEW), json.dumps(OTHER)).encode(), id="a page"),
        pytest.param(packed(json.dumps([REVIEW, OTHER]).encode()), id="packed"),
    ],
)
def test_every_shape_has_the_same_reviews(content):
    found = items(reviews(content))
    assert [one.text for one in found] == TWO
    assert [one.number for one in found] == [1, 2]
    assert len({one.key for one in found}) == 2


def test_one_object_alone_is_one_review():
    assert texts(reviews(REVIEW)) == TWO[:1]


def test_what_the_review_says_is_in_the_item():
    (one,) = items(reviews(REVIEW))
    assert (one.source, one.kind, one.url) == (
        "claimreview",
        "fact",
        "https://examiner.example/bridge",
    )
    assert (one.date, one.date_basis) == ("2018-03-01", "said")
    assert one.claimants == (Named("A mayor", "person"),)
    (piece,) = one.evidence
    assert (piece.words, piece.side) == ("False", "against")
    assert (piece.kind, piece.state) == ("assessment", "presented")
    assert piece.sources == (Named("The Examiner"),)
    assert (piece.date, piece.date_basis) == ("2018-03-02", "reported")
    assert piece.url == "https://examiner.example/bridge"
    assert one.original == REVIEW


@pytest.mark.parametrize(
    "kind", ["ClaimReview", ["Review", "ClaimReview"], "http://schema.org/ClaimReview"]
)
def test_the_type_is_known_however_it_is_written(kind):
    assert texts(reviews(review(**{"@type": kind}))) == TWO[:1]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("A mayor", (Named("A mayor"),)),
        (["A mayor", {"name": "A poet"}], (Named("A mayor"), Named("A poet"))),
        ({"@type": "Person", "name": ["A mayor"]}, (Named("A mayor", "person"),)),
        ({"@type": "Organization", "url": "https://www.town.example/"}, (Named("town.example"),)),
        ({"@type": "Person", "name": "", "url": ""}, ()),
        ({"name": "Unknown"}, ()),
        ([], ()),
        (None, ()),
        (
            {"@type": "Person", "name": "A mayor", "sameAs": "https://www.wikidata.org/wiki/Q5"},
            (Named("A mayor", "person", ("https://www.wikidata.org/wiki/Q5",)),),
        ),
    ],
)
def test_an_author_is_a_text_an_object_or_a_list(author, expected):
    (one,) = items(reviews(review(itemReviewed={"@type": "CreativeWork", "author": author})))
    assert one.claimants == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2018-03-02", "2018-03-02"),
        ("2018-03-02T23:30:00-05:00", "2018-03-02"),
        ("2018-03-02 20:05", "2018-03-02"),
        ("2017-03-01 20:30:17 UTC", "2017-03-01"),
        ("2018-3-2", "2018-03-02"),
        ("2018-03", "2018-03"),
        ("2018", "2018"),
        ("March 2, 2018", "2018-03-02"),
    ],
)
def test_dates_are_read_in_many_forms_and_never_made_more_precise(given, expected):
    (one,) = items(reviews(review(datePublished=given, itemReviewed={})))
    assert (one.date, one.date_basis) == (expected, "reported")


@pytest.mark.parametrize("given", ["3/4/2018", "soon", "2018-13-01", "0000-00-00"])
def test_a_date_that_leaves_doubt_is_none_and_is_noted(given):
    (one,) = items(reviews(review(datePublished=given, itemReviewed={})))
    assert (one.date, one.date_basis, one.date_note) == ("", "", f"given as “{given}”")


def test_a_works_date_is_when_it_was_published_and_not_when_somebody_said_it():
    work = {"@type": "CreativeWork", "datePublished": "2018-02-01", "author": {"@type": "Person"}}
    (one,) = items(reviews(review(itemReviewed=work)))
    assert (one.date, one.date_basis) == ("2018-02-01", "reported")


def test_appearances_are_the_addresses_of_what_is_reviewed():
    reviewed = {
        "@type": "Claim",
        "firstAppearance": {"@type": "CreativeWork", "url": "https://one.example/"},
        "appearance": [{"url": "https://two.example/"}, "https://three.example/", "four", "1"],
        "url": "https://one.example/",
    }
    (one,) = items(reviews(review(itemReviewed=reviewed)))
    assert one.appearances == tuple(f"https://{n}.example/" for n in ("one", "two", "three"))


@pytest.mark.parametrize(
    ("rating", "words", "side"),
    [
        ({"alternateName": "FAUX"}, "FAUX", "against"),
        ({"alternateName": "Pants on Fire!"}, "Pants on Fire!", "against"),
        ({"alternateName": "Verdadero"}, "Verdadero", "for"),
        ({"alternateName": "Half true"}, "Half true", "neither"),
        (
            {"alternateName": "Satire", "ratingValue": 3, "worstRating": 1, "bestRating": 5},
            "Satire",
            "neither",
        ),
        ({"ratingValue": "1", "worstRating": "1", "bestRating": "5"}, "1 of 1 to 5", "against"),
        ({"ratingValue": 5, "worstRating": 1, "bestRating": 5}, "5 of 1 to 5", "for"),
        ({"ratingValue": 5, "worstRating": 5, "bestRating": 1}, "5 of 5 to 1", "neither"),
        ({"ratingValue": -1, "worstRating": -1, "bestRating": -1}, "-1 of -1 to -1", "neither"),
        ({"ratingValue": 4}, "4", "neither"),
    ],
)
def test_a_rating_stays_the_reviewers_own_and_is_never_guessed(rating, words, side):
    (one,) = items(reviews(review(reviewRating=rating)))
    (piece,) = one.evidence
    assert (piece.words, piece.side, piece.state) == (words, side, "presented")


def test_a_review_without_a_rating_has_no_assessment():
    (one,) = items(reviews(review(reviewRating={"ratingValue": ""})))
    assert one.evidence == ()


def test_text_is_folded_and_its_entities_are_read():
    (one,) = items(reviews(review(claimReviewed=" The&nbsp;bridge\n&amp; the  tower ")))
    assert one.text == "The bridge & the tower"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"claimReviewed": ""}, "claimReviewed"),
        ({"claimReviewed": None}, "claimReviewed"),
        ({"url": ""}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://examiner.example/" + "x" * 1000}, "url"),
    ],
)
def test_a_review_that_is_no_claim_is_refused_and_the_others_are_read(values, field):
    first, refused, last = reviews([REVIEW, review(**values), OTHER])
    assert isinstance(refused, Refused)
    assert (refused.number, refused.field) == (2, field)
    assert [first.text, last.text] == TWO


def test_a_claim_says_itself_where_the_review_does_not():
    reviewed = {"@type": "Claim", "name": "The tower fell"}
    assert texts(reviews(review(claimReviewed="", itemReviewed=reviewed))) == ["The tower fell"]


def test_a_broken_line_and_a_broken_script_are_refused_alone():
    lines = b"\n".join([json.dumps(REVIEW).encode(), b'{"a": ', json.dumps(OTHER).encode()])
    page = PAGE.format('{"a": ', json.dumps(REVIEW)).encode()
    assert [type(one).__name__ for one in reviews(lines)] == ["Item", "Refused", "Item"]
    assert [type(one).__name__ for one in reviews(page)] == ["Refused", "Item"]
    assert reviews(lines)[1].place == "line 2"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"claims", "no JSON"),
        (b"<html><body>No script</body></html>", "no <script"),
        (b'{"@type": "Article"}', "no ClaimReview"),
        (b"[" * 1000, "in a row"),
    ],
)
def test_a_file_without_reviews_is_refused_with_the_reason(content, says):
    with pytest.raises(Unreadable, match=says):
        reviews(content)


@pytest.fixture
def records_of_a_megabyte(monkeypatch):
    monkeypatch.setattr("claims.imports.reading.documents._LARGEST_RECORD", 1_000_000)


def test_a_few_bytes_that_are_megabytes_of_one_string_are_given_up_early(records_of_a_megabyte):
    content = packed(b'[{"@type": "ClaimReview", "claimReviewed": "' + b"a" * 4_000_000)
    assert len(content) < 10_000
    with pytest.raises(Unreadable, match="an object has more than 1,000,000 bytes"):
        reviews(content)


def test_a_file_may_be_longer_than_any_object_in_it(records_of_a_megabyte):
    assert len(reviews([review(description="x" * 600_000)] * 4)) == 4


@pytest.mark.parametrize("pack", [False, True])
def test_what_breaks_off_is_read_as_far_as_it_goes(pack):
    whole = json.dumps([review(claimReviewed=f"Claim {n} " + "x" * 99) for n in range(3000)])
    content = whole.encode()
    content = packed(content)[:-2000] if pack else content[:-2000]
    found: list[Item | Refused] = []
    reading = read(io.BytesIO(content), format="claimreview")
    with pytest.raises(Unreadable, match=r"breaks off|no JSON"):
        found.extend(reading)
    assert len(found) > 100


def test_what_was_read_before_is_passed_over():
    found = reviews([REVIEW, review(claimReviewed=""), OTHER], after=2)
    assert [(one.number, one.text) for one in items(found)] == [(3, "The tower fell")]


def test_the_same_record_has_the_same_key_wherever_it_stands():
    first = items(reviews([REVIEW, OTHER]))
    last = items(reviews([OTHER, REVIEW]))
    assert [one.key for one in first] == [one.key for one in reversed(last)]


def test_a_long_key_is_cut_and_still_its_own():
    long = ["x" * 700 + end for end in "ab"]
    found = items(reviews([review(claimReviewed=words) for words in long]))
    assert [len(one.key) for one in found] == [500, 500]
    assert found[0].key != found[1].key
