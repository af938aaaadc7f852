"""What is proposed of a text: values with their spans, kept nowhere.

Offsets count Unicode code points of the text's body; an end is exclusive.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Who:
    """An actor of the registry: its key in the database (0 outside of it), its address, name and
    kind, and the offices that are known of it."""

    key: int
    slug: str
    name: str
    kind: str
    offices: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Words:
    """Words of the text, as printed, and where they stand."""

    start: int
    end: int
    printed: str


@dataclass(frozen=True)
class NamedActor:
    """An actor that the text names, and each place where it does, in the text's order.

    More than one actor: the name is ambiguous, and an editor has to choose among them.
    """

    actors: tuple[Who, ...]
    names: tuple[Words, ...]

    @property
    def ambiguous(self) -> bool:
        return len(self.actors) > 1


@dataclass(frozen=True)
class Speech:
    """A sentence, from `start` to `end`, in which `cue` tells that somebody says something.

    `kind` is what it looks like: `claim`, `denial` or `evidence`. `speakers` are those who seem
    to speak, all of them at once ("France and Germany said"); none where that is not clear.
    `speaker_words` are the words by which they are known: names, "the minister"; perhaps empty.
    """

    start: int
    end: int
    kind: str
    cue: Words
    speakers: tuple[Who, ...] = ()
    speaker_words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class DateGiven:
    """Words that give a date, the date that they give (EDTF, as precise as they are and no more),
    and the reason why, as a statement's date has it."""

    words: Words
    edtf: str
    why: str


@dataclass(frozen=True)
class Proposals:
    """All that is proposed of a text, each part in the text's order.

    `read_to` is the code point up to which names, speech and dates were looked for: the text's
    length, unless it is longer than what is looked at.
    """

    actors: tuple[NamedActor, ...]
    speech: tuple[Speech, ...]
    dates: tuple[DateGiven, ...]
    read_to: int
