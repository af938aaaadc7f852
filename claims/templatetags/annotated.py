"""What the page of an article says of its marked words."""

from typing import Any

from django import template

from claims.pages import notes

register = template.Library()


@register.filter
def kinds_around(words: Any) -> list[str]:
    """The kinds of all records of all passages that a stretch of text belongs to."""
    return notes.kinds(words.within)
