"""What the admin calls a record where somebody chooses it, and links from record to record."""

from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from claims.models import Actor, ArticleText, Denial, Evidence, Passage

LONGEST = 120


def label(record: models.Model) -> str:
    """Enough to tell the record from its like. Reads its article or its claim, if it has one:
    the admins of those kinds select them along."""
    match record:
        case Actor():
            return f"{record.name} ({record.get_kind_display().lower()})"
        case ArticleText():
            return f"{record.article.headline} (revision {record.revision})"
        case Passage():
            return f"“{shortened(record.exact)}” ({shortened(record.text.article.headline, 60)})"
        case Denial() | Evidence():
            return f"{record.slug}: {what(record)}"
    return str(record)


def what(record: Denial | Evidence) -> str:
    """What a denial or a piece of evidence is, in its own terms."""
    if isinstance(record, Denial):
        return f"{record.get_form_display()} denial"
    return (
        f"{record.get_side_display().lower()}: {record.get_kind_display().lower()}, "
        f"{record.get_state_display().lower()}"
    )


def shortened(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def change_url(record: models.Model) -> str:
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(record.pk)])


def add_url(model: type[models.Model], **initial: Any) -> str:
    """The address of the form for a new record, with fields filled in."""
    opts = model._meta
    return f"{reverse(f'admin:{opts.app_label}_{opts.model_name}_add')}?{urlencode(initial)}"


def link(url: str, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, words)


def listed(items: list[Any]) -> str:
    """An HTML list of texts and links, escaped; a dash for none."""
    if not items:
        return "–"
    return format_html(
        '<ul class="listed">{}</ul>', format_html_join("", "<li>{}</li>", ((i,) for i in items))
    )
