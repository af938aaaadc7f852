"""An editor who has the page of a text open."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.annotating import address
from tests.browser import watching
from tests.browser.annotating.the_text import BODY, text_of
from tests.browser.signing_in import sign_in
from tests.browser.watching import Watch
from tests.editing import make_editor


@pytest.fixture
def editor(transactional_db):
    return make_editor()


@pytest.fixture
def article(transactional_db):
    make.make_actor(name="Ukraine", aliases=["Kiev"])
    make.make_actor(name="Iran", aliases=["Tehran"])
    make.make_actor(name="Russia")
    article = make.make_article(headline="Drones, Said Kiev", published="2022-12-13")
    make.make_text(body=BODY, article=article)
    return article


@pytest.fixture
def desk(page: Page, live_server, editor, article):
    """The page of the text, with nothing that the browser complains of."""
    page.add_init_script(watching.SCRIPT)
    watch = Watch(page, live_server.url)
    sign_in(page.context, live_server.url, editor)
    page.goto(live_server.url + address(article))
    expect(text_of(page)).to_be_visible()
    yield page
    assert [told for told in watch.told() if "moves" not in told] == []
