"""What a correction of a text left behind: readers are told of it, and an editor decides."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import revisions
from claims.models import Anchor, Mention, Passage
from tests import factories as make
from tests.corrected_text import BODY, CHANGED, CORRECTED, SURE
from tests.editing import change_address, save
from tests.whole import is_whole

pytestmark = pytest.mark.django_db


def left_behind_address(article):
    return reverse("admin:claims_article_left_behind", args=[article.pk])


# The public page ---------------------------------------------------------------------------------


def test_the_article_says_what_rests_on_an_earlier_revision_and_shows_it_there(
    client, text, sure, doubtful
):
    make.make_claim(passage=sure, text="Sure.")
    claim = make.make_claim(passage=doubtful, text="Doubtful.")
    revisions.add_revision(text.article, CORRECTED)

    page = client.get(text.article.get_absolute_url()).content.decode()
    assert '<a href="?revision=1">1 passage on revision 1</a>' in page
    assert "Doubtful." not in page
    assert "Sure." in page
    doubtful.refresh_from_db()
    way = f"{text.article.get_absolute_url()}?revision=1#{doubtful.fragment}"
    assert way in client.get(claim.get_absolute_url()).content.decode()
    earlier = client.get(f"{text.article.get_absolute_url()}?revision=1").content.decode()
    assert f'id="{doubtful.fragment}"' in earlier
    assert "1 passage on revision 2" in earlier


def test_a_draft_on_an_earlier_revision_is_not_counted(client, text, doubtful):
    make.make_claim(passage=doubtful, publication_state="draft")
    revisions.add_revision(text.article, CORRECTED)
    assert "on revision 1" not in client.get(text.article.get_absolute_url()).content.decode()


# In the admin ------------------------------------------------------------------------------------


def test_a_correction_in_the_form_moves_what_is_sure_and_says_what_it_left(
    editor, text, sure, doubtful
):
    make.make_claim(passage=sure)
    make.make_claim(passage=doubtful)

    response = save(editor, change_address(text.article), texts_2_0_body=CORRECTED)

    page = editor.get(response.url).content.decode()
    assert "Passages that follow to it: 1. Left on earlier revisions: 1." in page
    assert (
        left_behind_address(text.article)
        in editor.get(change_address(text.article)).content.decode()
    )


@pytest.fixture
def left(text, doubtful):
    """A passage left behind, with the form's fields that name it."""
    minister = make.make_actor(name="Minister")
    claim = make.make_claim(passage=doubtful, claimants=[minister])
    make.mention(attribution=claim.attributions.get(), medium="on radio")
    revisions.add_revision(text.article, CORRECTED)
    doubtful.refresh_from_db()
    return doubtful


def move(editor, passage, revision=2, **fields):
    named = {f"passage-{passage.pk}-{name}": value for name, value in fields.items()}
    return editor.post(
        left_behind_address(passage.text.article),
        {"passage": passage.pk, "revision": revision, **named},
    )


def test_the_old_words_stand_beside_the_nearest_in_the_new_text(editor, left):
    page = editor.get(left_behind_address(left.text.article)).content.decode()
    assert f"<strong>{CHANGED}</strong>" in page
    new = "anybody was there to hear it, and the hall was locked until"
    assert f"{new} one" in page.split("Where it stands")[1]


def test_an_editor_chooses_the_place_and_all_that_rests_there_goes_along(editor, left):
    new = left.text.article.texts.get(revision=2)
    (nearest,) = revisions.candidates(left, new)

    response = move(editor, left, at=f"{nearest.start}-{nearest.end}")

    assert response.status_code == 302
    left.refresh_from_db()
    assert (left.text, left.exact) == (new, nearest.words)
    assert Mention.objects.get().passage == left
    assert not Passage.objects.left_behind().exists()
    is_whole()


def test_an_editor_types_the_words_as_the_new_text_has_them(editor, left):
    words = "Hardly anybody was there to hear it, and the hall was locked until one."
    response = move(editor, left, at="typed", quote=words)
    assert response.status_code == 302
    left.refresh_from_db()
    assert left.exact == words


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose one of the places"),
        ({"at": "typed"}, "Choose one of the places"),
        ({"at": "0-5"}, "not one of the available choices"),
        ({"at": "typed", "quote": "Nobody was there at all, at all."}, "does not occur"),
        ({"at": "typed", "quote": "Tehran denied it again."}, "occurs 2 times"),
        ({"at": "typed", "quote": "a\0b"}, "Null characters"),
    ],
)
def test_what_marks_no_place_is_told_with_what_was_typed_kept(editor, left, fields, said):
    response = move(editor, left, **fields)
    assert response.status_code == 200
    assert said in response.content.decode()
    left.refresh_from_db()
    assert left.text.revision == 1


def test_a_name_that_the_new_words_do_not_print_is_told_and_nothing_moves(editor, text, sure):
    claim = make.make_claim(passage=sure, claimants=[make.make_actor()])
    make.mention(attribution=claim.attributions.get(), name="Kiev")
    revisions.add_revision(text.article, BODY.replace(SURE, "Ukraine failed to show any proof."))
    sure.refresh_from_db()

    response = move(editor, sure, at="typed", quote="Ukraine failed to show any proof.")

    assert "“Kiev” does not occur in the passage" in response.content.decode()
    sure.refresh_from_db()
    assert (sure.text, sure.exact) == (text, SURE)


def test_the_second_of_two_editors_is_told(editor, left):
    article = left.text.article
    new = article.texts.get(revision=2)
    (nearest,) = revisions.candidates(left, new)
    place = f"{nearest.start}-{nearest.end}"
    revisions.add_revision(article, CORRECTED.replace("the Russian capital", "Moscow"))

    page = editor.get(move(editor, left, at=place).url).content.decode()
    assert "revision 3 was added meanwhile" in page
    left.refresh_from_db()
    assert left.text.revision == 1
    Anchor.objects.all().delete()
    page = editor.get(move(editor, left, revision=3, at=place).url).content.decode()
    assert "not left behind any more" in page


@pytest.mark.parametrize("key", ["", "abc", 10**30, -1, "1\0"])
def test_odd_keys_give_no_server_error(editor, left, key):
    address = left_behind_address(left.text.article)
    assert editor.post(address, {"passage": key, "revision": key}).status_code == 302
    odd = f"/admin/claims/article/{str(key).replace(chr(0), '%00')}/left-behind/"
    assert editor.get(odd).status_code in (302, 404)


@pytest.mark.parametrize("group", ["reader", "contributor"])
def test_who_may_not_change_what_rests_there_may_not_move_it(client, left, group):
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert (
        "Move it there" not in client.get(left_behind_address(left.text.article)).content.decode()
    )
    assert move(client, left, at="typed", quote="Kiev").status_code == 403
    client.logout()
    assert client.get(left_behind_address(left.text.article)).status_code == 302


def test_the_page_asks_as_much_of_many_passages_as_of_few(editor):
    counts = []
    for number in (2, 15):
        sentences = [f"Sentence number {n:03d} says so." for n in range(number)]
        text = make.make_text(body="\n".join(sentences))
        for sentence in sentences:
            make.make_claim(passage=make.make_passage(text=text, quote=sentence))
        make.make_text(article=text.article, body="Other words altogether.")
        with CaptureQueriesContext(connection) as queries:
            page = editor.get(left_behind_address(text.article))
        assert page.content.decode().count("As it stood") == number
        counts.append(len(queries))
    assert counts[0] == counts[1]
