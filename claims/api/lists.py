"""Pages of a list, by its FilterSet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from claims import addresses, paging
from claims.filters import ListFilter

from .parameters import NO_PARAMETERS
from .problems import Refused


def valid(filterset: ListFilter, *, without: tuple[str, ...] = ()) -> None:
    """Raise Refused, with all that is wrong with its parameters, unless the list can be given."""
    errors: dict[str, list[str]] = {
        name: [gettext("There is no such filter.")] for name in filterset.unknown
    }
    for name in (*NO_PARAMETERS, *without):
        if name in filterset.data:
            errors[name] = [gettext("There is no such filter.")]
    _ = filterset.page  # which may refuse its cursor
    for name, messages in filterset.form.errors.items():
        errors[name] = [*errors.get(name, []), *map(str, messages)]
    if errors:
        raise Refused(errors)


def page(
    request: HttpRequest, response: HttpResponse, filterset: ListFilter, items: list[Any]
) -> dict[str, Any]:
    """The page of a list as the API answers it; the addresses of those around it are in its `Link`
    header, too (RFC 8288)."""
    found, data = filterset.page, filterset.data
    end = paging.end(filterset.ordered(filterset.queryset)) if found.next else None
    links = {
        "first": addresses.removing(data, "cursor"),
        "previous": addresses.at_page(data, found.previous),
        "next": addresses.at_page(data, found.next),
        "last": addresses.at_page(data, end),
    }
    whole = {name: _whole(request, link) for name, link in links.items()}
    response["Link"] = ", ".join(
        f'<{link}>; rel="{"prev" if name == "previous" else name}"'
        for name, link in whole.items()
        if link
    )
    return {"total": filterset.number(), **whole, "items": items}


def _whole(request: HttpRequest, link: str | None) -> str | None:
    return link and request.build_absolute_uri(request.path + ("" if link == "?" else link))
