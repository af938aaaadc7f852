"""A mistake of one word or line in one file, and what has to be said of it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Slip:
    """One mistake in one file: `old`, where it stands first, becomes `new`.

    The message names the line on which `at` stands then (in the file `named`), or the first line
    of `new`, and holds all of `says`.
    """

    file: str
    old: str
    new: str
    says: tuple[str, ...]
    at: str = ""
    named: str = ""

    def make(self, root: Path) -> int:
        """Make it, and return the line that the message has to name."""
        path = root / self.file
        text = path.read_text(encoding="utf-8")
        assert self.old in text
        start = text.index(self.old)
        path.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")
        text = (root / (self.named or self.file)).read_text(encoding="utf-8")
        start = text.index(self.at) if self.at else start
        return text.count("\n", 0, start) + 1


def slip(file: str, old: str, new: str, *says: str, at: str = "", named: str = "") -> Slip:
    return Slip(file, old, new, says, at, named)
