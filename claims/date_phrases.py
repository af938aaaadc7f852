"""The phrases of `claims.dates` for those who translate the interface: that module knows nothing
of Django, and `makemessages` nothing of it. The months are in Django's own catalogue."""

from django.utils.translation import gettext_noop

PHRASES = (
    gettext_noop("{day} {month} {year}"),
    gettext_noop("{month} {year}"),
    gettext_noop("a day in {month}"),
    gettext_noop("a day in {year}"),
    gettext_noop("a month of {year}"),
    gettext_noop("spring {year}"),
    gettext_noop("summer {year}"),
    gettext_noop("autumn {year}"),
    gettext_noop("the {year}s"),
    gettext_noop("a year between {first} and {last}"),
    gettext_noop("perhaps {date}"),
    gettext_noop("about {date}"),
    gettext_noop("perhaps about {date}"),
    gettext_noop("between {first} and {last}"),
)
