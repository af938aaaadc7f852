"""Whom "he" and "the minister" mean: the last person named before of whom that can be said."""

import re
from collections.abc import Collection, Iterable

from .cues import Cues
from .proposals import Who
from .sentence_words import Name

_LEFT, _RIGHT = 80, 60  # code points before and after a name in which its title is looked for
_FAR = 600  # code points: "he" means nobody who was named longer ago

_WORD = re.compile(r"[\w-]+")


class People:
    """The persons that a text names, in its order, with the words of their titles and offices."""

    def __init__(self, body: str, names: Iterable[Name], cues: Cues) -> None:
        self._places = [
            (name.start, name.end, name.whose[0])
            for name in sorted(names, key=lambda name: name.start)
            if len(name.whose) == 1 and name.whose[0].kind == "person"
        ]
        self._titles: dict[Who, set[str]] = {}
        for start, end, who in self._places:
            titles = self._titles.setdefault(who, set())
            titles |= _titles(body, start, end, cues) | {
                word for office in who.offices for word in office.lower().split()
            }

    def last(self, before: int) -> Who | None:
        """The person named last before an offset, and not far from it."""
        near = [who for _, end, who in self._places if before - _FAR <= end <= before]
        return near[-1] if near else None

    def titled(self, title: Collection[str], before: int) -> Who | None:
        """The person named last before an offset of whose titles and offices these are words
        ("iranian", "minister"); of those after it, as a headline has it, the only one."""
        fitting = [place for place in self._places if self._titles[place[2]].issuperset(title)]
        earlier = [who for _, end, who in fitting if end <= before]
        if earlier:
            return earlier[-1]
        later = {who for _, _, who in fitting}
        return later.pop() if len(later) == 1 else None


def _titles(body: str, start: int, end: int, cues: Cues) -> set[str]:
    """The words of the titles printed next to a name: "Defense Minister X", "X, president of Y,";
    none where none of them is a role."""
    left = re.split(r"[\n,;:.()]", body[max(0, start - _LEFT) : start])[-1]
    title: set[str] = set()
    for word in reversed(_WORD.findall(left)):
        if not (word[0].isupper() or word.lower() in cues.roles):
            break
        title.add(word.lower())
    right = body[end : end + _RIGHT]
    if right.startswith(","):
        title |= {word.lower() for word in _WORD.findall(re.split(r"[\n,;:.()]", right[1:])[0])}
    return title if title & cues.roles else set()
