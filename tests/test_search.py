"""What a search finds: the same on SQLite and PostgreSQL, whatever script it is written in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import search
from claims.models import Claim
from tests import factories as make

pytestmark = pytest.mark.django_db

# What stands in a claim; what a reader types; whether they meet.
TABLE = [
    # Words, in any order; every one of them.
    ("Iran sent drones to Russia.", "drones", True),
    ("Iran sent drones to Russia.", "russia IRAN", True),
    ("Iran sent drones to Russia.", "drones tanks", False),
    ("Iran sent drones to Russia.", "drone", False),  # words, not their beginnings
    ("Iran sent drones to Russia.", "ran", False),
    ("Iran sent drones to Russia.", "drones drones", True),
    # Phrases.
    ("Iran sent drones to Russia.", '"drones to Russia"', True),
    ("Iran sent drones to Russia.", '"to drones"', False),
    ("Aware of what they are, of course not", '"are of"', True),
    ("Aware of what they say they are", '"are of"', False),
    ("They are often what they are of", '"are of what"', False),
    ("Iran sent drones to Russia.", "“sent drones” iran", True),
    ("Iran sent drones to Russia.", "«drones to»", True),
    ("Iran sent drones to Russia.", '"sent drones', True),  # unbalanced: words
    ("Iran sent drones to Russia.", 'drones" sent "', True),
    ("Iran sent drones to Russia.", '"" drones', True),
    # What is written without a space is a phrase.
    ("A report by UrduPoint.com of Tuesday", "UrduPoint.com", True),
    ("A report by UrduPoint.com of Tuesday", "urdupoint", True),
    ("A report by UrduPoint.com of Tuesday", "urdupoint com", True),
    ("The urdupoint site, not the com one", "UrduPoint.com", False),
    ("Deaths of COVID-19 rose", "covid-19", True),
    ("Deaths of COVID-19 rose", "covid 19", True),
    ("Deaths of COVID 19 rose", "covid-19", True),
    ("In 19 towns covid spread", "covid-19", False),
    ("Write to press@mod.example.ir today", "press@mod.example.ir", True),
    ("Write to press@mod.example.ir today", "mod.example.ir", True),
    ("See https://a.example/b?c=d_e#f there", "https://a.example/b?c=d_e#f", True),
    ("The file is named drone_list_final", "drone_list_final", True),
    ("The file is named drone_list_final", "list", True),
    ("Iran's mission", "iran's", True),
    ("Iran’s mission", "Iran's", True),
    ("Iran's mission", "iran", True),
    ("AT&T said so", "at&t", True),
    ("The C-130 landed", "c130", False),
    # Cases, marks, ligatures.
    ("Новогодняя ёлка", "елка", True),
    ("Новогодняя елка", "ёлка", True),
    ("Die Straße", "strasse", True),
    ("Die Strasse", "STRASSE straße", True),
    ("The ﬁnal ﬂight", "final flight", True),
    ("The final flight", "ﬁnal", True),
    ("Besançon, Łódź, São Tomé", "besancon sao tome", True),
    ("Besancon", "Besanc\u0327on", True),
    ("İstanbul", "istanbul", True),
    ("ΣΊΣΥΦΟΣ", "σίσυφος", True),
    ("Ｆｕｌｌ ｗｉｄｔｈ", "full width", True),
    ("H₂O and x²", "h2o x2", True),
    # Arabic with marks, Persian with its joiners, Hebrew points.
    ("قالَ الوَزِيرُ", "قال الوزير", True),
    ("قال الوزير", "الوَزِيرُ", True),
    ("او می‌رود به تهران", "می‌رود", True),
    ("او می‌رود به تهران", "میرود", True),
    ("שָׁלוֹם", "שלום", True),
    # Scripts without spaces: any run of letters.
    ("伊朗否认向俄罗斯提供无人机", "俄罗斯", True),
    ("伊朗否认向俄罗斯提供无人机", "无人机 伊朗", True),
    ("伊朗否认向俄罗斯提供无人机", "俄斯", False),
    ("イランは否定した", "イラン", True),
    # Numbers, which a parser might read as something else.
    ("About 1e5 shells", "1e5", True),
    ("About 100000 shells", "1e5", False),
    ("Agent 007 said", "007", True),
    ("Agent 007 said", "7", False),
    ("Agent 7 said", "007", False),
    ("Version v1.2 and 1.20", "v1.2", True),
    ("Version v1.2 and 1.20", "1.2", False),
    ("At 0x1f in memory", "0x1f", True),
    ("At 31 in memory", "0x1f", False),
    ("On 2022-12-13 it was", "2022-12-13", True),
    ("On 2022-12-13 it was", "2022-12", True),
    ("On 2022-12-13 it was", "13-12-2022", False),
    ("-5 degrees", "-5", True),
    ("1,000 and 1.000", "1,000", True),
    ("٣ طائرات", "٣", True),
    # What other engines take for syntax is not.
    ("Iran or not, and near", "iran OR nothing", False),
    ("Iran or not, and near", "iran AND NOT near", True),
    ("Iran or not, and near", "NEAR( iran near )", True),
    ("Iran or not, and near", "iran*", True),
    ("Iran or not, and near", "ira*", False),
    ("Iran or not, and near", "sentence:iran", False),
    ("Iran or not, and near", "!iran & (near | :*) <-> '", True),
    ("Iran or not, and near", "iran'; DROP TABLE claims_claim; --", False),
    ("Iran or not, and near", "%", "refused"),
    ("Iran \\ near", "iran\\near", True),
    # Emoji and other signs are no words; beside words they do no harm.
    ("Drones 🚀 flew", "drones 🚀", True),
    ("Drones 🚀 flew", "🚀", "refused"),
    ("Drones 🚀 flew", "", "refused"),
    ("Drones 🚀 flew", " \t\n ", "refused"),
    ("Drones 🚀 flew", '"""', "refused"),
    ("Drones 🚀 flew", "... --- _", "refused"),
    ("Drones 🚀 flew", "drones\x00", True),
    ("Drones 🚀 flew", "dro\x00nes", False),
    ("Drones 🚀 flew", "drones \ud800", True),
    ("Drones 🚀 flew", "\ud800", "refused"),
    ("Drones 🚀 flew", "drones " * 100, True),
    ("Drones 🚀 flew", "d" * 100_000, False),
    ("Drones 🚀 flew", " ".join(f"w{n}" for n in range(20_000)), "refused"),
    ("Drones 🚀 flew", " ".join(f"w{n}" for n in range(41)), "refused"),
    ("Drones 🚀 flew", " ".join(f"w{n}" for n in range(40)), False),
    ("x" * 100, "x" * 100, True),
    ("x" * 100, "x" * 99, False),
]


def answer(query: str) -> list[Claim] | str:
    try:
        asked = search.parse(query)
    except search.SearchError:
        return "refused"
    return list(Claim.objects.published().matching(asked))


@pytest.mark.parametrize(("text", "query", "meets"), TABLE)
def test_a_query_finds_the_claims_with_all_of_its_words(
    text: str, query: str, meets: bool | str
) -> None:
    claim = make.make_claim(text=text, anchored=False)
    make.make_claim(text="Something else was said.", anchored=False)
    assert answer(query) == ("refused" if meets == "refused" else [claim] if meets else [])


def test_the_words_of_quotes_and_headlines_are_found() -> None:
    article = make.make_article(headline="Kiev showed no proof")
    passage = make.make_passage(article=article, quote="The minister denied it.")
    claim = make.make_claim(text="Iran sent drones.", passage=passage)
    for query in ("drones", "kiev proof", '"minister denied"', "minister kiev drones"):
        assert answer(query) == [claim], query


def test_a_phrase_does_not_run_from_one_text_into_the_next() -> None:
    article = make.make_article(headline="proof at last")
    passage = make.make_passage(article=article, quote="Kiev showed no")
    make.make_claim(text="Iran", passage=passage)
    for query in (
        '"no proof"',
        '"Iran Kiev"',
        '"showed no proof at"',
        '"iran proof"',
        '"iran z kiev"',
    ):
        assert answer(query) == [], query


def test_the_quotes_of_draft_articles_are_not_found() -> None:
    article = make.make_article(headline="Secret headline", publication_state="draft")
    passage = make.make_passage(article=article, quote="The minister denied it.")
    claim = make.make_claim(text="Iran sent drones.", passage=passage)
    assert answer("minister") == []
    assert answer("secret") == []
    article.publication_state = "published"
    article.save()
    assert answer("minister") == [claim]
    article.headline = "Another headline"
    article.save()
    assert answer("secret") == []
    assert answer("another") == [claim]


def test_what_was_deleted_or_changed_is_not_found() -> None:
    claim = make.make_claim(text="Iran sent drones.", anchored=False)
    Claim.objects.filter(pk=claim.pk).update(text="Iran sent tanks.")
    assert answer("drones") == []
    assert answer("tanks") == [claim]
    claim.delete()
    assert answer("tanks") == []


def test_evidence_is_found_by_the_words_of_its_claim() -> None:
    evidence = make.make_evidence(claim=make.make_claim(text="Iran sent drones."))
    make.make_evidence()
    rows = type(evidence).objects.published()
    assert list(rows.matching(search.parse("drones"))) == [evidence]


def test_claims_that_say_it_themselves_come_first_then_the_newest() -> None:
    quote = "There were drones everywhere that day."
    passages = [make.make_passage(quote=quote) for _ in range(3)]
    old = make.make_claim(text="Drones flew.", date="2020", passage=passages[0])
    new = make.make_claim(text="Drones fell.", date="2022", passage=passages[1])
    undated = make.make_claim(text="Drones stood.", date="", anchored=False)
    quoted = make.make_claim(text="It was so.", date="2023", passage=passages[2])
    query = search.parse("drones")
    rows = Claim.objects.published().matching(query)
    assert list(search.most_relevant_first(rows, query)) == [new, old, undated, quoted]


def test_words_past_the_most_that_are_kept_are_found_on_neither_engine() -> None:
    """PostgreSQL keeps no positions past 16,383; a phrase there would be found on SQLite alone."""
    words = [f"n{number}" for number in range(20_000)]
    claim = make.make_claim(text="Long.", passage=make.make_passage(quote=" ".join(words)))
    assert answer('"n15000 n15001"') == [claim]
    assert answer('"n19000 n19001"') == []
    assert answer("n19000") == []


def test_a_phrase_is_found_though_its_words_occur_hundreds_of_times() -> None:
    """PostgreSQL keeps the places of the first 256 occurrences of a word."""
    quote = "the drone " * 300 + "the minister"
    claim = make.make_claim(text="Long.", passage=make.make_passage(quote=quote))
    assert answer('"the minister"') == [claim]
    assert answer('"drone the minister"') == [claim]
    assert answer('"minister the"') == []


def test_the_longest_words_of_the_longest_quote_can_be_kept() -> None:
    """PostgreSQL refuses a record whose words come to a megabyte."""
    words = [f"ж{number:05d}" + "щ" * 54 for number in range(17_000)]
    claim = make.make_claim(text="Long.", passage=make.make_passage(quote=" ".join(words)))
    assert answer(f'"{words[3]} {words[4]}"') == [claim]
    assert answer(words[3][:-1]) == []


def test_a_refusal_says_what_to_do() -> None:
    with pytest.raises(search.SearchError, match="no letter or digit"):
        search.parse("?!")
    with pytest.raises(search.SearchError, match="at most 40 words"):
        search.parse(" ".join(f"w{number}" for number in range(41)))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(), max_size=60))
def test_no_query_raises_anything_but_a_search_error(query: str) -> None:
    answer(query)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_every_text_is_found_by_itself(text: str) -> None:
    try:
        asked = search.parse(text)
    except search.SearchError:
        return
    claim = make.make_claim(text=text + " and more", anchored=False)
    assert claim in Claim.objects.published().matching(asked)
    claim.delete()
