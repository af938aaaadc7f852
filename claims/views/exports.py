"""A list as a file: the list's own address with an ending, `/claims.csv?actor=iran`."""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from claims import addresses
from claims.bitmaps.filterset import IndexedFilter
from claims.exports import described, documents, feed, linked, parquet, rows, table
from claims.exports.described import Absolute, Record
from claims.filters import ListFilter
from claims.models import Claim, Evidence

Records = Iterator[Record]
# By the end of the address: how a list is written, and as what it is sent.
Forms = dict[str, tuple[Callable[[Records, Absolute], Iterator[str] | Iterator[bytes]], str]]
_DOCUMENTS: Forms = {
    "json": (lambda records, _: documents.as_json(records), "application/json"),
    "jsonl": (
        lambda records, _: documents.as_json_lines(records),
        "application/jsonl; charset=utf-8",
    ),
}
FEED = "atom"
# A file is the whole list, and no page of it.
NO_PAGES = addresses.OF_THE_PAGE


class Listed(NamedTuple):
    """What a list has: its rows, how they are fetched and described, and the forms of its files;
    the list's and the files' names among the addresses."""

    rows: Callable[[], Any]
    fetched: Callable[[Iterator[int]], Iterator[Any]]
    described: Callable[[Any, Absolute], Record]
    forms: Forms
    entry: Callable[[Record], feed.Entry]
    page: str
    file: str
    title: Promise
    description: Promise


CLAIMS = Listed(
    Claim.objects.published,
    rows.claims,
    described.described,
    {
        "csv": (
            lambda claims, _: table.written(claims),
            "text/csv; charset=utf-8; header=present",
        ),
        **_DOCUMENTS,
        "jsonld": (linked.written, "application/ld+json"),
        "parquet": (lambda claims, _: parquet.written(claims), "application/vnd.apache.parquet"),
    },
    feed.of_claim,
    "claims",
    "export",
    gettext_lazy("Claims"),
    gettext_lazy("Who claimed what about whom, and the passage that says it."),
)
EVIDENCE = Listed(
    Evidence.objects.published,
    rows.evidence,
    described.of_ledger,
    _DOCUMENTS,
    feed.of_evidence,
    "evidence",
    "export-evidence",
    gettext_lazy("Evidence"),
    gettext_lazy("What evidence was asked for, shown or missing, and who says so."),
)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The claims that fit the filters of the address, all of them; of the feed, the first."""
    return _export(request, form, CLAIMS)


@require_safe
def export_evidence(request: HttpRequest, form: str) -> HttpResponseBase:
    """The evidence that fits the filters of the address; of the feed, the first."""
    return _export(request, form, EVIDENCE)


def _export(request: HttpRequest, form: str, listed: Listed) -> HttpResponseBase:
    """A parameter that is refused, or that does not exist, gets status 400 and its name: a file has
    no place for a notice, and one that left a filter out would say what it does not hold."""
    if form not in listed.forms and form != FEED:
        raise Http404(f"No list of the form {form}")
    filterset = IndexedFilter(request.GET, listed.rows())
    if refused := list(refusals(filterset)):
        return HttpResponse("".join(refused), status=400, content_type="text/plain; charset=utf-8")
    keys = filterset.keys()
    if form == FEED:
        return _feed(request, filterset, islice(keys, feed.LENGTH), listed)
    write, content_type = listed.forms[form]
    lines = write(_records(request, keys, listed), request.build_absolute_uri)
    response = StreamingHttpResponse(lines, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{listed.page}.{form}"'
    return response


def _records(request: HttpRequest, keys: Iterator[int], listed: Listed) -> Records:
    """The first of them is fetched now: where the database cannot, that is an answer of its own,
    and no file that ends before it begins."""
    rows = listed.fetched(keys)
    first = list(islice(rows, 1))
    return (listed.described(row, request.build_absolute_uri) for row in chain(first, rows))


def refusals(filterset: ListFilter) -> Iterator[str]:
    """A line for each parameter that this address does not take, with why."""
    for name in filterset.unknown:
        yield _("%(name)s: there is no such filter.") % {"name": name} + "\n"
    for name in NO_PAGES:
        if filterset.data.get(name):
            yield _("%(name)s: a file is the whole list, and has no pages.") % {"name": name} + "\n"
    if not filterset.is_valid():
        for name, errors in filterset.form.errors.items():
            yield from (f"{name}: {error}\n" for error in errors)


def _feed(
    request: HttpRequest, filterset: IndexedFilter, keys: Iterator[int], listed: Listed
) -> HttpResponse:
    query = addresses.removing(filterset.data, "lang").rstrip("?")
    written = feed.written(
        map(listed.entry, _records(request, keys, listed)),
        title=str(listed.title),
        list_url=request.build_absolute_uri(reverse(listed.page) + query),
        feed_url=request.build_absolute_uri(reverse(listed.file, args=[FEED]) + query),
        description=str(listed.description),
    )
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


def forms() -> list[Any]:
    """The endings of the address of claims, as a page offers them."""
    return [*CLAIMS.forms, FEED]
