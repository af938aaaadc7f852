"""An article comes in through the admin: pasted, as a file, as a saved page; looked through; saved
as a draft with its text, or not at all."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Actor, Article, Change, TextLikeness
from tests import factories as make
from tests import saved_pages
from tests.editing import list_address, make_editor, save, signed_in, told
from tests.taking_in import ADDRESS, TEXT, errors, look, nothing_is_written, take_in, uploaded
from tests.test_likeness import ENGLISH

pytestmark = pytest.mark.one_database

# From the words to the draft ---------------------------------------------------------------------


def test_a_pasted_text_becomes_a_draft_with_its_words_as_they_are(editor: Client) -> None:
    paper = make.make_actor(name="The Daily Test", kind="news_organisation")
    found = look(editor, text=TEXT.replace("\n", "\r\n"))
    assert found.context["form"]["headline"].value() == "Minister denies it"
    response = take_in(editor, found, publisher=paper.pk, published="2022-12")
    article = Article.objects.get()
    assert response.status_code == 302
    assert response["Location"].startswith(f"/admin/claims/article/{article.pk}/")
    assert (article.slug, article.publisher) == ("minister-denies-it", paper)
    assert (article.publication_state, article.published) == ("draft", "2022-12")
    assert article.published_latest_on.isoformat() == "2022-12-31"
    text = article.texts.get()
    assert (text.body, text.revision) == (TEXT, 1)
    assert TextLikeness.objects.filter(text=text).exists()


def test_a_saved_page_fills_the_form_in(editor: Client) -> None:
    paper = make.make_actor(name="Daily T.", kind="news_organisation", aliases=["The Daily Test"])
    page = uploaded(saved_pages.WITH_JSON_LD.encode(), "page.html")
    response = take_in(editor, look(editor, file=page))
    assert response.status_code == 302
    article = Article.objects.get()
    assert (article.headline, article.publisher) == ("Minister denies sale", paper)
    assert (article.byline, article.published) == ("Ada Writer", "2022-12-13")
    assert article.published_as_given == "2022-12-13T01:10:00+03:00"
    assert article.url == "https://daily.test.example/world/minister-denies-sale"
    assert article.language == "en-GB"
    assert article.texts.get().body == saved_pages.BODY_OF_JSON_LD


def test_the_source_of_a_page_can_be_pasted(editor: Client) -> None:
    found = look(editor, html=saved_pages.WITH_OG_TAGS)
    values = {
        name: found.context["form"][name].value() for name in ("headline", "slug", "language")
    }
    # No address is made of Persian letters: the last part of the page's own is there.
    assert values == {"headline": "وزیر دفاع تکذیب کرد", "slug": "123", "language": "fa"}


def test_a_file_in_another_encoding_is_read_and_that_is_said(editor: Client) -> None:
    data = saved_pages.IN_CYRILLIC.encode("cp1251")
    found = look(editor, file=uploaded(data, "page.htm"))
    assert "Министр отрицает\n\nМинистр сказал" in found.context["form"]["body"].value()
    assert "The file was read as cp1251" in found.content.decode()


def test_the_language_of_letters_that_are_not_latin_is_left_to_the_editor(editor: Client) -> None:
    found = look(editor, text="Министр отрицает")
    assert not found.context["form"]["language"].value()
    assert look(editor, text=TEXT).context["form"]["language"].value() == "en"


def test_what_no_reader_can_see_is_taken_out_and_that_is_said(editor: Client) -> None:
    found = look(editor, text="He\0 said\x07 so.")
    assert found.context["form"]["body"].value() == "He said so."
    assert "U+0000 (1×), U+0007 (1×)" in found.content.decode()


def test_an_address_that_is_taken_gets_a_number(editor: Client) -> None:
    make.make_article(slug="minister-denies-it")
    make.make_article(slug="minister-denies-it-2")
    assert look(editor, text=TEXT).context["form"]["slug"].value() == "minister-denies-it-3"


def test_all_that_is_written_is_one_edit_of_the_user(editor: Client) -> None:
    take_in(editor, look(editor, text=TEXT), publisher_name="New Paper", add_publisher="on")
    changes = Change.objects.filter(kind__in=("actor", "article", "articletext"))
    assert {change.kind for change in changes} == {"actor", "article", "articletext"}
    assert len({change.edit for change in changes}) == 1
    assert {change.by.username for change in changes} == {"editor"}


# The publisher -----------------------------------------------------------------------------------


def test_a_publisher_is_found_by_its_name_in_any_case(editor: Client) -> None:
    paper = make.make_actor(name="Газета Пример", kind="news_organisation")
    assert (
        take_in(editor, look(editor, text=TEXT), publisher_name="газета пример").status_code == 302
    )
    assert Article.objects.get().publisher == paper


def test_a_publisher_that_is_new_is_added_when_asked_for(editor: Client) -> None:
    found = look(editor, text=TEXT)
    assert errors(take_in(editor, found, publisher_name="None")) == {
        "publisher_name": ["No actor is called “None”: choose one, or tick that it is to be added."]
    }
    assert nothing_is_written()
    assert take_in(editor, found, publisher_name="None", add_publisher="on").status_code == 302
    actor = Actor.objects.get()
    # “none” is nobody, in the address of a list.
    assert (actor.name, actor.kind, actor.slug) == ("None", "news_organisation", "none-2")


def test_a_name_that_several_have_is_not_guessed(editor: Client) -> None:
    make.make_actor(name="Tribune", kind="news_organisation")
    make.make_actor(name="Chicago Paper", kind="news_organisation", aliases=["Tribune"])
    why = errors(take_in(editor, look(editor, text=TEXT), publisher_name="Tribune"))
    assert why["publisher_name"][0].startswith("Several actors are called “Tribune” (")
    found = look(editor, html=saved_pages.WITH_JSON_LD.replace("The Daily Test", "Tribune"))
    assert found.context["form"]["publisher"].value() is None


def test_an_agency_is_found_by_its_name_and_never_added(editor: Client) -> None:
    paper = make.make_actor(name="Paper")
    found = look(editor, text=TEXT)
    why = errors(take_in(editor, found, publisher=paper.pk, agency_name="Wire"))
    assert why == {"agency_name": ["No actor is called “Wire”: choose one."]}
    wire = make.make_actor(name="Wire")
    take_in(editor, found, publisher=paper.pk, agency_name="wire")
    assert Article.objects.get().agency == wire


def test_an_article_needs_a_publisher(editor: Client) -> None:
    why = errors(take_in(editor, look(editor, text=TEXT)))
    assert why == {"publisher": ["Choose the publisher, or write its name below."]}


# Duplicates --------------------------------------------------------------------------------------


def test_the_same_text_is_noticed_and_saved_only_with_a_word(editor: Client) -> None:
    there = make.make_text(body=TEXT).article
    found = look(editor, text=TEXT)
    assert f'/admin/claims/article/{there.pk}/change/" dir="auto">' in found.content.decode()
    assert "has the same words" in found.content.decode()
    posted = {"publisher": there.publisher.pk, "slug": "second"}
    assert list(errors(take_in(editor, found, **posted))) == ["another"]
    assert Article.objects.count() == 1
    assert take_in(editor, found, **posted, another="on").status_code == 302
    assert Article.objects.count() == 2


def test_the_same_address_is_noticed_when_it_was_typed_in_the_form(editor: Client) -> None:
    there = make.make_article(url="http://news.example/a/")
    found = look(editor, text=TEXT)
    assert "something like it" not in found.content.decode()
    posted = {"publisher": there.publisher.pk, "url": "https://www.news.example/a?utm_source=b"}
    refused = take_in(editor, found, **posted)
    assert list(errors(refused)) == ["another"]
    assert "has the same address" in refused.content.decode()
    assert take_in(editor, refused, another="on").status_code == 302


def test_nearly_the_same_text_is_told_of_and_needs_no_word(editor: Client) -> None:
    there = make.make_text(body=ENGLISH).article
    found = look(editor, text=ENGLISH[: len(ENGLISH) * 19 // 20])
    assert re.search(r"has 9[4-7] % of its words", found.content.decode())
    assert take_in(editor, found, publisher=there.publisher.pk, headline="H").status_code == 302


def test_the_plain_form_tells_of_what_is_like_it_after_saving(editor: Client) -> None:
    there = make.make_text(body=ENGLISH).article
    article = make.make_article()
    address = reverse("admin:claims_article_change", args=[article.pk])
    response = save(editor, address, **{"texts-2-0-body": f"{ENGLISH} And more."})
    assert response.status_code == 302
    [warning] = [message for message in told(response) if "same article" in message]
    assert f"/admin/claims/article/{there.pk}/change/" in warning
    assert "has 99 % of its words" in warning


# Who may -----------------------------------------------------------------------------------------


def test_a_contributor_takes_an_article_in(db: None) -> None:
    client = signed_in("contributor")
    assert ADDRESS in client.get(list_address("article")).content.decode()
    found = look(client, text=TEXT)
    response = take_in(client, found, publisher_name="New Paper", add_publisher="on")
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    assert Article.objects.get().publication_state == "draft"


def test_who_may_add_no_actors_is_not_offered_to(db: None) -> None:
    client = signed_in("contributor")
    user = client.user  # type: ignore[attr-defined]
    user.groups.clear()
    from django.contrib.auth.models import Permission

    names = ["add_article", "add_articletext", "view_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    found = look(client, text=TEXT)
    assert "add_publisher" not in found.context["form"].fields
    why = errors(take_in(client, found, publisher_name="New Paper", add_publisher="on"))
    assert why == {"publisher_name": ["No actor is called “New Paper”: choose one."]}


def test_a_reader_looks_on_and_takes_nothing_in(db: None) -> None:
    client = signed_in("reader")
    assert ADDRESS not in client.get(list_address("article")).content.decode()
    assert client.get(ADDRESS).status_code == 403
    assert look(client, text=TEXT).status_code == 403


def test_nobody_gets_there_without_logging_in(client: Client, db: None) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/admin/login/")
    assert look(client, text=TEXT)["Location"].startswith("/admin/login/")


def test_a_forged_form_is_refused(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    assert look(client, text=TEXT).status_code == 403
    assert client.post(ADDRESS, {"step": "save"}).status_code == 403


# The page ----------------------------------------------------------------------------------------


def test_the_list_of_articles_leads_here_and_to_the_plain_form(editor: Client) -> None:
    tools = editor.get(list_address("article")).content.decode().partition('"object-tools"')[2]
    assert tools.index(f'href="{ADDRESS}"') < tools.index('href="/admin/claims/article/add/"')


def test_the_pages_bring_no_script_or_style_of_their_own(editor: Client) -> None:
    make.make_text(body=TEXT)
    for response in (editor.get(ADDRESS), look(editor), look(editor, text=TEXT)):
        page = response.content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", page)
        assert page.count("<h1") == 1


def test_the_queries_are_as_many_whatever_is_there(editor: Client) -> None:
    def number() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert look(editor, text=ENGLISH).status_code == 200
        return len(asked)

    make.make_text(body=f"{ENGLISH} And more.")
    few = number()
    for n in range(12):
        make.make_text(body=f"{ENGLISH} And more, {n}.")
    assert number() == few <= 12
