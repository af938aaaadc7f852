"""Ten reprints of one agency's story are one source."""

from dataclasses import dataclass, field

from claims.pages import provenance


@dataclass
class Report:
    name: str
    publisher: str
    agency: str = ""
    texts: set[str] = field(default_factory=set)


def sources(*reports: Report) -> list[list[str]]:
    return [[r.name for r in group] for group in provenance.independent_sources(reports)]


def test_nothing_is_reported_by_nobody():
    assert sources() == []


def test_ten_reprints_of_one_agencys_story_are_one_source():
    reprints = [Report(f"{n}", publisher=f"paper-{n}", agency="sputnik") for n in range(10)]
    assert sources(*reprints) == [[f"{n}" for n in range(10)]]


def test_an_agencys_own_article_and_its_reprints_are_one_source():
    own, reprint = Report("own", "sputnik"), Report("reprint", "urdupoint", "sputnik")
    assert sources(own, reprint) == [["own", "reprint"]]
    assert sources(reprint, own) == [["reprint", "own"]]


def test_without_an_agency_two_publishers_are_two_sources_and_one_is_one():
    one, other, again = Report("a", "tass"), Report("b", "reuters"), Report("c", "tass")
    assert sources(one, other, again) == [["a", "c"], ["b"]]


def test_one_publisher_with_stories_of_two_agencies_has_two_sources():
    assert sources(Report("a", "urdupoint", "sputnik"), Report("b", "urdupoint", "apa")) == [
        ["a"],
        ["b"],
    ]


def test_texts_that_are_the_same_are_one_source_whoever_prints_them():
    assert sources(
        Report("a", "one", texts={"same"}),
        Report("b", "two", texts={"else"}),
        Report("c", "three", texts={"same", "corrected"}),
    ) == [["a", "c"], ["b"]]


def test_a_report_that_ties_two_sources_makes_them_one_in_the_order_of_the_first():
    assert sources(
        Report("a", "one", texts={"x"}),
        Report("b", "two"),
        Report("c", "three", agency="wire"),
        Report("d", "four", agency="wire", texts={"x"}),
        Report("e", "five", texts={"x"}),
    ) == [["a", "c", "d", "e"], ["b"]]


def test_no_agency_and_an_unknown_text_tie_nothing():
    assert sources(Report("a", "one"), Report("b", "two")) == [["a"], ["b"]]
