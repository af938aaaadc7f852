"""Articles and their texts: verbatim, numbered, never changed, never lost while used."""

import pytest
from django.db import OperationalError
from django.db.models.signals import pre_save

from claims.models import Article, ArticleText, Claim, Passage
from tests import factories as make
from tests.editing import add_address, change_address, delete, errors, save

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def an_article(**changes):
    return {
        "headline": "Kiev Showed No Proof",
        "slug": "kiev-showed-no-proof",
        "publisher": make.make_actor(name="UrduPoint", kind="news_organisation"),
        **changes,
    }


def test_a_text_is_kept_to_the_character_but_for_its_line_ends(editor):
    response = save(
        editor,
        add_address("article"),
        **an_article(texts_2_0_body="  date\r\n\r\n“Kiev”\u00a0 said\t\r\nso. \r\n\r\n"),
    )

    assert response.status_code == 302
    text = ArticleText.objects.get()
    assert text.body == "  date\n\n“Kiev”\u00a0 said\t\nso. \n\n"
    assert text.revision == 1


def test_an_article_may_wait_for_its_text(editor):
    assert save(editor, add_address("article"), **an_article()).status_code == 302
    assert not ArticleText.objects.exists()


@pytest.mark.parametrize("body", [" ", "\r\n", "a\0b", "a\x0bb", "\x1b"])
def test_a_text_without_words_or_with_control_characters_is_refused(editor, body):
    response = save(editor, add_address("article"), **an_article(texts_2_0_body=body))

    assert errors(response)
    assert not Article.objects.exists()


def test_a_correction_is_a_new_revision_and_passages_of_which_it_has_nothing_stay(editor):
    claim = make.make_claim()
    text = claim.anchors.get().passage.text

    response = save(editor, change_address(text.article), texts_2_0_body="Corrected.\n")

    followed = editor.get(response.url).content.decode()
    assert "Left on earlier revisions: 1." in followed
    assert list(text.article.texts.order_by("revision").values_list("revision", "body")) == [
        (1, text.body),
        (2, "Corrected.\n"),
    ]
    assert Passage.objects.get().text == text


def test_the_same_words_are_no_revision(editor):
    text = make.make_text(body="So.\n")

    response = save(editor, change_address(text.article), texts_2_0_body="So.\r\n")

    assert errors(response) == ["These are the words of revision 1, to the character."]


def test_a_saved_text_is_shown_verbatim_and_has_no_field(editor):
    text = make.make_text(body="\n <b>So</b>.\n")

    page = editor.get(change_address(text.article)).content.decode()

    assert '<pre class="verbatim">\n\n &lt;b&gt;So&lt;/b&gt;.\n</pre>' in page
    assert 'name="texts-0-body"' not in page
    response = save(editor, change_address(text.article), **{"texts-0-body": "Other."})
    assert response.status_code == 302
    assert ArticleText.objects.get().body == text.body


def test_a_text_is_deleted_if_nothing_rests_on_it_and_kept_with_a_message_if_something_does(editor):
    used, unused = make.make_claim().anchors.get().passage.text, make.make_text()

    response = save(editor, change_address(used.article), texts_0_DELETE="on")

    assert "protected" in errors(response)[0]
    assert save(editor, change_address(unused.article), texts_0_DELETE="on").status_code == 302
    assert ArticleText.objects.get() == used


def test_an_article_with_a_text_is_protected(editor):
    text = make.make_text()

    response = delete(editor, text.article)

    assert response.status_code == 200
    assert Article.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "2022-13-01"),
        ("published", "yesterday"),
        ("language", "english?"),
        ("url", "javascript:alert(1)"),
        ("archive_url", "ftp://example.org/a"),
        ("headline", "\x07"),
        ("publisher", 10**30),
        ("publisher", "abc"),
        ("retrieved_on", "31.02.2022"),
        ("slug", "ä b"),
    ],
)
def test_what_an_article_cannot_be_is_refused(editor, field, value):
    response = save(editor, add_address("article"), **an_article(**{field: value}))

    assert errors(response)
    assert not Article.objects.exists()


def test_an_article_goes_back_to_draft_only_if_nothing_published_rests_on_it_alone(editor):
    claim = make.make_claim()
    article = claim.anchors.get().passage.text.article

    response = save(editor, change_address(article), publication_state="draft")

    assert claim.text in errors(response)[0]
    assert Article.objects.get(pk=article.pk).publication_state == "published"
    Claim.objects.update(publication_state="draft")
    assert save(editor, change_address(article), publication_state="draft").status_code == 302


def test_a_changed_headline_is_searched_at_once(editor):
    from claims import search

    claim = make.make_claim()
    article = claim.anchors.get().passage.text.article

    save(editor, change_address(article), headline="Zebra crossing")

    assert claim in Claim.objects.matching(search.parse("zebra"))


def test_an_editor_who_meets_a_lock_may_save_again(editor):
    text = make.make_text(body="One.")

    def meet_a_lock(sender, **kwargs):
        pre_save.disconnect(meet_a_lock, sender=ArticleText)
        raise OperationalError("deadlock detected\nDETAIL: ...")

    pre_save.connect(meet_a_lock, sender=ArticleText)
    response = save(editor, change_address(text.article), texts_2_0_body="Two.")

    assert "Save again" in errors(response)[0]
    assert save(editor, change_address(text.article), texts_2_0_body="Two.").status_code == 302


def test_an_editor_who_comes_second_with_a_revision_gets_a_message_and_nothing_is_half_written(
    editor,
):
    """Somebody else's is saved between the moment when the number is read and that when it is
    written."""
    text = make.make_text(body="One.")

    def somebody_else(sender, instance, **kwargs):
        pre_save.disconnect(somebody_else, sender=ArticleText)
        make.make_text(body="Theirs.", article=text.article, revision=instance.revision)

    pre_save.connect(somebody_else, sender=ArticleText)
    response = save(editor, change_address(text.article), headline="New", texts_2_0_body="Mine.")

    assert "another record" in errors(response)[0]
    assert "Mine." in response.content.decode()
    assert Article.objects.get().headline != "New"
