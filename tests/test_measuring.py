"""Whatever builds is measured."""

import pytest

from claims.readings.building import build
from claims.readings.problems import BuildError
from claims.suggestions.measuring import measure

pytestmark = pytest.mark.one_database

ACTORS = """\
paper: {name: The Paper, kind: news_organisation}
iran: {name: Iran, kind: state}
exactly:
- record: [actor, quds]
  name: Quds
  kind: group
"""
CLAIMS = """\
it-rained: {text: It rained., kind: fact, about: []}
exactly:
- record: [claim, it-rained]
  source_url: https://example.org/
"""
READING = """\
article: {file: rain.txt, headline: Rain, publisher: paper, published: 2022-12-13}
cast:
  iran: {is: iran, name: Iran}
passages:
- {quote: Iran said that it rained., by: iran, claim: it-rained}
exactly:
- record: [article, rain]
  rights: free
"""


@pytest.fixture
def root(tmp_path):
    for name, text in (
        ("actors.yaml", ACTORS),
        ("claims.yaml", CLAIMS),
        ("readings/rain.yaml", READING),
        ("articles/rain.txt", "Rain\nIran said that it rained.\n"),
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    return tmp_path


def test_sections_exactly_are_no_hindrance(root):
    assert build(root).text

    ((slug, figures),) = measure(root)
    assert slug == "rain"
    assert [(one.name, one.found, one.expected) for one in figures] == [
        ("actors named", 1, 1),
        ("sentences of speech", 1, 1),
        ("speakers", 1, 1),
        ("dates", 0, 0),
    ]


def test_what_does_not_build_is_not_measured(root):
    (root / "readings" / "rain.yaml").write_text(READING.replace("is: iran", "is: nobody"))

    with pytest.raises(BuildError, match="nobody"):
        list(measure(root))
