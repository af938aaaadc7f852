"""An actor's page: its claims, denials and evidence, over time; its names."""

import re

import pytest

from tests import factories as make
from tests.actor_pages import page_of, section, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


# What it said ------------------------------------------------------------------------------------


def test_each_role_has_its_section_with_its_explanation_and_its_number(client):
    iran, other = make.make_actor(name="Iran"), make.make_actor(name="Other")
    for number in range(3):
        make.make_claim(text=f"Made {number}.", claimants=[iran], subjects=[other])
    about = make.make_claim(text="About it.", claimants=[other], subjects=[iran])
    make.make_denial(claim=about, form="interpretive", deniers=[iran])
    make.make_evidence(claim=about, state="requested", requesters=[iran], holders=[other])
    make.make_evidence(claim=about, state="not_shown", sources=[iran], holders=[other])
    page = page_of(client, iran)
    made = words(section(page, "role-claimant"))
    assert made.startswith("Claims made 3 Says that it is so.")
    assert [f"Made {n}." in made for n in range(3)] == [True] * 3
    assert words(section(page, "role-subject")).startswith("Claims about this actor 1 ")
    assert "Claimed by Other" in words(section(page, "role-subject"))
    assert words(section(page, "role-requester")).startswith("Evidence asked for 1 ")
    assert "Asked of Other" in words(section(page, "role-requester"))
    missing = words(section(page, "role-source"))
    assert "Said not to be shown 1 Somebody says that it was not shown." in missing
    assert "Not shown by Other" in missing
    assert "role-examiner" not in page


def test_a_denial_stands_with_its_form_and_the_forms_are_counted_and_explained(client):
    actor = make.make_actor()
    for form in ("literal", "evidential", "evidential"):
        make.make_denial(form=form, deniers=[actor])
    denials = words(section(page_of(client, actor), "role-denier"))
    assert "No proof 2 “There is no proof”" in denials
    assert "Literal 1 “It is false”" in denials
    assert denials.count("Denied: no proof") == 2
    assert denials.count("Denied: literal") == 1


def test_ten_of_a_role_are_shown_newest_first_and_then_the_way_to_all(client):
    actor = make.make_actor(name="Iran")
    for number in range(1, 13):
        date = f"2022-12-{number:02d}"
        make.make_claim(text=f"Claim of day {number}.", claimants=[actor], date=date)
        make.make_evidence(state="presented", sources=[actor], date=date)
    page = page_of(client, actor)
    made = section(page, "role-claimant")
    assert re.findall(r"Claim of day (\d+)\.", made) == [str(n) for n in range(12, 2, -1)]
    for role, path in (("claimant", "claims"), ("source", "evidence")):
        link = f"/{path}/?{role}=iran"
        assert f'<a href="{link}">All 12 ' in section(page, f"role-{role}")
        assert client.get(link).context["found"] == 12


def test_a_draft_shows_nowhere_on_the_page(client):
    actor, secret = make.make_actor(name="Iran"), make.make_actor(name="Secret", kind="person")
    claim = make.make_claim(claimants=[actor])
    make.make_claim(text="A draft.", claimants=[actor], publication_state="draft")
    make.make_denial(claim=claim, deniers=[actor], publication_state="draft")
    make.make_evidence(claim=claim, sources=[actor], publication_state="draft")
    make.make_affiliation(actor=secret, principal=actor, office="Hidden office")
    hidden = make.make_article(publication_state="draft", headline="Hidden headline")
    passage = make.make_passage(article=hidden, quote="Tehran said nothing of the kind.")
    attribution = claim.attributions.get(role="claimant")
    make.mention(attribution=attribution, passage=passage, name="Tehran")
    page = page_of(client, actor)
    assert words(section(page, "role-claimant")).startswith("Claims made 1 ")
    for hidden in ("A draft.", "role-denier", "role-source", "Secret", "Hidden", "Tehran"):
        assert hidden not in page


def test_a_vague_actor_is_flagged_and_the_flag_explained(client):
    vague = make.make_actor(name="Western countries", kind="group", vague=True)
    clear = make.make_actor(name="Iran", wikidata_id="Q794")
    make.make_claim(claimants=[vague], subjects=[clear])
    assert "The sources do not say who belongs to it." in page_of(client, vague)
    page = page_of(client, clear)
    assert "The sources do not say who belongs to it." not in page
    assert 'href="https://www.wikidata.org/wiki/Q794"' in page


def test_a_shared_link_tells_name_and_numbers(client):
    actor = make.make_actor(name="Iran")
    make.make_claim(claimants=[actor])
    make.make_denial(deniers=[actor])
    page = page_of(client, actor)
    assert '<meta property="og:title" content="Iran">' in page
    assert "Claims made: 1. Claims about this actor: 0. Claims denied: 1." in page


def test_who_only_publishes_is_led_to_what_it_reports(client):
    publisher = make.make_actor(name="Daily Paper", kind="news_organisation")
    article = make.make_article(publisher=publisher)
    make.make_claim(passage=make.make_passage(article=article))
    assert 'href="/claims/?publisher=daily-paper"' in page_of(client, publisher)


# Over time ---------------------------------------------------------------------------------------


def strip(client, actor):
    return client.get(actor.get_absolute_url()).context["strip"]


def test_claims_are_counted_by_year_and_each_number_is_that_of_the_list(client):
    actor = make.make_actor(name="Iran")
    for date in ("2019", "2019-05-01", "2021-12-30/2022-01-02", "2022"):
        make.make_claim(claimants=[actor], date=date)
    make.make_claim(subjects=[actor], date="2020-02", date_basis="happened")
    make.make_claim(claimants=[actor], date="", date_basis="")
    denied = make.make_claim(date="2020-06-01")
    make.make_denial(claim=denied, deniers=[actor], date="2024-01-01")
    make.make_denial(claim=denied, deniers=[actor], form="evidential")
    found = strip(client, actor)
    assert [bin.after for bin in found.bins] == ["2019", "2020", "2021", "2022"]
    numbers = {row.role: [cell.count for cell in row.cells] for row in found.rows}
    assert numbers == {
        "claimant": [2, 0, 1, 2],
        "subject": [0, 1, 0, 0],
        "denier": [0, 1, 0, 0],
    }
    assert [row.undated for row in found.rows] == [1, 0, 0]
    page = page_of(client, actor)
    links = re.findall(r'<td><a href="([^"]+)">.*?<span>(\d+)</span></a>', page)
    assert len(links) == 5
    for link, number in links:
        assert client.get(link.replace("&amp;", "&")).context["found"] == int(number), link
    years = re.findall(r'<th scope="col"><a href="([^"]+)"', page)
    assert years[0].replace("&amp;", "&") == "/claims/?actor=iran&after=2019&before=2019"


def test_what_is_all_of_one_year_is_counted_by_month_and_of_one_month_by_day(client):
    actor = make.make_actor()
    make.make_claim(claimants=[actor], date="2022-10-05")
    make.make_claim(claimants=[actor], date="2022-12")
    assert [bin.after for bin in strip(client, actor).bins] == ["2022-10", "2022-11", "2022-12"]
    other = make.make_actor()
    make.make_claim(claimants=[other], date="2022-10-05")
    make.make_claim(claimants=[other], date="2022-10-07")
    days = [bin.after for bin in strip(client, other).bins]
    assert days == ["2022-10-05", "2022-10-06", "2022-10-07"]


def test_what_is_all_of_one_day_or_undated_has_no_strip(client):
    actor = make.make_actor()
    make.make_claim(claimants=[actor], date="", date_basis="")
    assert strip(client, actor) is None
    make.make_claim(claimants=[actor], date="2022-10-05")
    assert strip(client, actor) is None


def test_a_long_time_is_drawn_in_longer_stretches(client):
    actor = make.make_actor()
    for date in ("1815-01-01",) * 4 + ("2022",):
        make.make_claim(claimants=[actor], date=date)
    found = strip(client, actor)
    assert found.unit == "decade"
    assert len(found.bins) == 22
    first, *_, last = found.rows[0].cells
    assert (first.count, first.height, last.count, last.height) == (4, 32, 1, 8)


# Its names ---------------------------------------------------------------------------------------


def names(page: str) -> list[str]:
    items = re.findall(r'<li class="names__name">(.*?)</ul>', page, re.DOTALL)
    return [words(item) for item in items]


def test_each_name_and_title_as_printed_is_counted_by_passage_and_leads_there(client):
    actor = make.make_actor(name="Iran", aliases=["Tehran", "Islamic Republic"])
    said = [f"Tehran said {letter}." for letter in "ABCD"]
    text = make.make_text(body=f"{' '.join(said)} Iran did.")
    passages = [make.make_passage(text=text, quote=quote) for quote in reversed(said)]
    for passage in passages:
        claim = make.make_claim(claimants=[actor], passage=passage)
        make.mention(attribution=claim.attributions.get(), passage=passage, name="Tehran")
    # The same words carry a denial too: one passage all the same.
    denial = make.make_denial(deniers=[actor], passage=passages[0])
    make.mention(attribution=denial.attributions.get(), passage=passages[0], name="Tehran")
    last = make.make_passage(text=text, quote="Iran did.")
    claim = make.make_claim(claimants=[actor], passage=last)
    make.mention(
        attribution=claim.attributions.get(), passage=last, title="President of", name="Iran"
    )
    page = page_of(client, actor)
    tehran, iran = names(page)
    assert tehran.startswith("Tehran 4 passages Tehran said A.")
    assert [quote in tehran for quote in said] == [True, True, True, False]
    assert tehran.endswith("and 1 more")
    assert iran.startswith("President of Iran 1 passage Iran did.")
    assert f'{text.article.get_absolute_url()}?revision=1#{last.fragment}"' in page
    unprinted = page.partition('class="names__unprinted"')[2].partition("</p>")[0]
    assert re.findall("<bdi>(.*?)</bdi>", unprinted) == ["Islamic Republic"]


def test_an_articles_own_voice_is_named_as_such(client):
    paper = make.make_actor(name="Paper", kind="news_organisation")
    claim = make.make_claim(claimants=[paper])
    make.mention(attribution=claim.attributions.get(), own_voice=True)
    assert names(page_of(client, paper))[0].startswith("in an article's own voice 1 passage")
