"""A person enters the whole seed article, from its bare text, and the fixture is the built one.

What the person has decided (who says what, what denies what) is read from the reading and the
registries; how it gets into the database is by the admin alone, in Chromium: words are chosen with
the mouse, and neither a quote nor an offset is ever typed.
"""

import json

import pytest

from claims.integrity.records import WRITTEN
from claims.models import Article
from claims.readings.fixture import as_json
from tests.browser.annotating_by_hand import Annotator
from tests.browser.at_the_desk import NAME
from tests.editing import make_editor
from tests.readings import FIXTURES


@pytest.fixture
def person(page, live_server, transactional_db):
    make_editor()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(10_000)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("editor")
    page.get_by_role("button", name="Log in").click()
    yield Annotator(page, live_server.url)
    assert complaints == []


def rows_of_the_fixture(text):
    return {
        json.dumps([row["model"], row["fields"]], sort_keys=True, ensure_ascii=False)
        for row in json.loads(text)
    }


def test_the_whole_article_is_entered_by_hand_and_its_fixture_is_the_built_one(person):
    person.add_actors()
    person.take_in()
    person.annotate()
    person.publish_all()

    assert Article.objects.get().slug == NAME
    everything = (row for model in WRITTEN for row in model.objects.order_by("pk"))
    written = rows_of_the_fixture(as_json(everything))
    built = rows_of_the_fixture((FIXTURES / "demo.json").read_text(encoding="utf-8"))
    assert written - built == set()
    assert built - written == set()
