"""Two actors that may be one."""

import pytest

from tests import factories as make


@pytest.fixture
def iran(db):
    return make.make_actor(name="Iran", aliases=["Tehran"])


@pytest.fixture
def persia(db):
    return make.make_actor(name="Persia", aliases=["Tehran", "Islamic Republic"])
