"""A text that is corrected (`tests.corrected_text`), with a passage that surely follows and one
that may not."""

import pytest

from tests import factories as make
from tests.corrected_text import BODY, CHANGED, SURE


@pytest.fixture
def text(db):
    return make.make_text(body=BODY)


@pytest.fixture
def sure(text):
    return make.make_passage(text=text, quote=SURE)


@pytest.fixture
def doubtful(text):
    return make.make_passage(text=text, quote=CHANGED)
