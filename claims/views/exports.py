"""A list of claims as a file: the list's own address with an ending, `/claims.csv?actor=iran`."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import addresses
from claims.bitmaps.filterset import IndexedFilter
from claims.exports import documents, feed, linked, parquet, rows, table
from claims.exports.described import Absolute, Record, described
from claims.models import Claim

Records = Iterator[Record]
# By the end of the address: how a list is written, and as what it is sent.
WHOLE: dict[str, tuple[Callable[[Records, Absolute], Iterator[str] | Iterator[bytes]], str]] = {
    "csv": (lambda claims, _: table.written(claims), "text/csv; charset=utf-8; header=present"),
    "json": (lambda claims, _: documents.as_json(claims), "application/json"),
    "jsonl": (
        lambda claims, _: documents.as_json_lines(claims),
        "application/jsonl; charset=utf-8",
    ),
    "jsonld": (linked.written, "application/ld+json"),
    "parquet": (lambda claims, _: parquet.written(claims), "application/vnd.apache.parquet"),
}
FEED = "atom"
# A file is the whole list, and no page of it.
NO_PAGES = addresses.OF_THE_PAGE


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The claims that fit the filters of the address, all of them; of the feed, the first.

    A parameter that is refused, or that does not exist, gets status 400 and its name: a file has no
    place for a notice, and one that left a filter out would say what it does not hold.
    """
    if form not in WHOLE and form != FEED:
        raise Http404(f"No list of the form {form}")
    filterset = IndexedFilter(request.GET, Claim.objects.published())
    if refused := list(_refusals(filterset)):
        return HttpResponse("".join(refused), status=400, content_type="text/plain; charset=utf-8")
    keys = filterset.keys()
    if form == FEED:
        return _feed(request, filterset, islice(keys, feed.LENGTH))
    write, content_type = WHOLE[form]
    lines = write(_records(request, keys), request.build_absolute_uri)
    response = StreamingHttpResponse(lines, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="claims.{form}"'
    return response


def _records(request: HttpRequest, keys: Iterator[int]) -> Records:
    return (described(claim, request.build_absolute_uri) for claim in rows.claims(keys))


def _refusals(filterset: IndexedFilter) -> Iterator[str]:
    """A line for each parameter that this address does not take, with why."""
    for name in filterset.unknown:
        yield _("%(name)s: there is no such filter.") % {"name": name} + "\n"
    for name in NO_PAGES:
        if filterset.data.get(name):
            yield _("%(name)s: a file is the whole list, and has no pages.") % {"name": name} + "\n"
    if not filterset.is_valid():
        for name, errors in filterset.form.errors.items():
            yield from (f"{name}: {error}\n" for error in errors)


def _feed(request: HttpRequest, filterset: IndexedFilter, keys: Iterator[int]) -> HttpResponse:
    query = addresses.removing(filterset.data, "lang").rstrip("?")
    written = feed.written(
        _records(request, keys),
        title=_("Claims"),
        list_url=request.build_absolute_uri(reverse("claims") + query),
        feed_url=request.build_absolute_uri(reverse("export", args=[FEED]) + query),
        description=_("Who claimed what about whom, and the passage that says it."),
    )
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


def forms() -> list[Any]:
    """The endings of the address, as a page offers them."""
    return [*WHOLE, FEED]
