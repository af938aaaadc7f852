"""The article that most of these tests annotate, and who does."""

import pytest

from tests.annotating import article_to_annotate
from tests.editing import signed_in


@pytest.fixture
def article(db):
    return article_to_annotate()


@pytest.fixture
def editor(article):
    """An editor's browser, once the article is there."""
    return signed_in("editor")
