"""What the site proposes of a text, for an editor to accept, change or dismiss. Nothing of it is
stored.

    ArticleText ─► proposing ─► composing ─► sentences · actors · dating · speech ─► Proposals

`cues` has the words of each language. Only `proposing` asks the database.
"""

from .proposals import DateGiven, NamedActor, Proposals, Speech, Who, Words
from .proposing import propose
from .sentences import Sentence, State, counts, coverage, sentences

__all__ = [
    "DateGiven",
    "NamedActor",
    "Proposals",
    "Sentence",
    "Speech",
    "State",
    "Who",
    "Words",
    "counts",
    "coverage",
    "propose",
    "sentences",
]
