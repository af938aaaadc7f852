"""What a value may be.

The models' own fields judge it, so that no limit is written twice. Rules that are only constraints
of the database (it is not asked here) are repeated, and say so.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from claims.models import Correction, PublicationState

from .problems import Place, Problems, shown
from .records import CorrectionEntry

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

LARGEST = 2_147_483_647
"""The largest number that a place in a text can have in every database."""


def number(text: str, least: int = 0) -> int | None:
    """The number that the text is, from `least` to LARGEST; None if it is none."""
    if text.isascii() and text.isdigit() and len(text) <= 10 and least <= int(text) <= LARGEST:
        return int(text)
    return None


def check(
    model: type[models.Model],
    name: str,
    value: str,
    place: Place,
    problems: Problems,
    *,
    called: str = "",
) -> bool:
    """Whether the model's field `name` takes the value; a problem, where it does not."""
    model_field: Any = model._meta.get_field(name)
    try:
        model_field.clean(value, None)
        model_field.get_prep_value(value)
    except ValidationError as error:
        for message in dict.fromkeys(error.messages):
            said = message if "“" in message or '"' in message else f"“{shown(value)}”: {message}"
            problems.add(place, f"{called or name}: {said.rstrip('.')}. Correct it.")
        return False
    return True


def check_choice(
    choices: type[models.TextChoices], value: str, called: str, place: Place, problems: Problems
) -> bool:
    """Whether the value is one of the choices; a problem that lists them, where it is not."""
    if value not in choices.values:
        # All of them, not the nearest: to “shown” that would be “not_shown”.
        listed = ", ".join(choices.values)
        problems.add(place, f"“{shown(value)}” is no {called}: use one of {listed}.")
    return value in choices.values


def check_slug(model: type[models.Model], slug: str, place: Place, problems: Problems) -> bool:
    """Whether the key can be an address; a problem, where it cannot."""
    model_field: Any = model._meta.get_field("slug")
    most = model_field.max_length
    if len(slug) > most:
        problems.add(place, f"the key has {len(slug)} characters: shorten it to {most} at most.")
        return False
    if not SLUG.fullmatch(slug):
        problems.add(
            place,
            f"the key “{shown(slug)}” cannot be an address: use a to z, 0 to 9 and single hyphens "
            "between them.",
        )
        return False
    return True


def publication(given: str | None, place: Place, problems: Problems) -> str:
    """The state of publication that an entry gives; published, where it gives none."""
    state = given or PublicationState.PUBLISHED.value
    check_choice(PublicationState, state, "state of publication", place, problems)
    return state


def read_corrections(
    entries: list[CorrectionEntry], at: Any, problems: Problems, **of: Any
) -> Iterator[Correction]:
    """The corrections of a claim or an article; `at` gives the place of a part of its entry."""
    seen = set()
    for number, entry in enumerate(entries):
        place = at("corrections", number)
        if (entry.on, entry.text) in seen:
            problems.add(place, "the correction is there twice: remove one.")
            continue
        seen.add((entry.on, entry.text))
        if check(Correction, "made_on", entry.on, place, problems, called="on") and check(
            Correction, "text", entry.text, place, problems
        ):
            yield Correction(made_on=entry.on, text=entry.text, **of)
