"""The sources of the fixture, copied to where a test may change them."""

import shutil
from pathlib import Path
from typing import Any

from claims.models import Mention

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
SECOND = Path(__file__).parent

ACTORS, CLAIMS = "actors.yaml", "claims.yaml"
ARTICLE = "articles/urdupoint-2022-12-13.txt"
READING = "readings/urdupoint-2022-12-13.yaml"
SECOND_READING = "readings/invented-wire-2022-12-14.yaml"


def copy_of_the_fixtures(folder: Path) -> Path:
    """A copy of fixtures/ in `folder`."""
    return Path(shutil.copytree(FIXTURES, folder / "fixtures"))


def with_the_second_article(root: Path) -> Path:
    """The copy at `root`, with the second article, its reading and its publisher."""
    for folder in ("articles", "readings"):
        shutil.copytree(SECOND / folder, root / folder, dirs_exist_ok=True)
    with (root / "actors.yaml").open("a", encoding="utf-8") as registry:
        registry.write((SECOND / "actors.yaml").read_text(encoding="utf-8"))
    return root


def change(path: Path, old: str, new: str) -> None:
    """Replace `old`, where it stands first in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def printed(**of: Any) -> list[tuple[str, str, str, str]]:
    """(article, role, name, title) of the mentions, in reading order."""
    mentions = Mention.objects.filter(**of).in_reading_order()
    return [
        (one.passage.text.article.slug, one.attribution.role, one.name, one.title)
        for one in mentions.select_related("attribution", "passage__text__article")
    ]
