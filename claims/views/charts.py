"""What the pages with a drawing share with the lists: filters, chips, and how they refuse."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims import chips
from claims.bitmaps.filterset import IndexedFilter
from claims.choosing import ROLES, Choosing
from claims.models import Claim


def chart(request: HttpRequest, name: str, draw: Callable[[IndexedFilter], Any]) -> HttpResponse:
    """The page `name`, with what `draw` makes of the filters of the URL under that name; for a
    refused parameter its message, status 400, and nothing drawn."""
    filterset = IndexedFilter(request.GET, Claim.objects.published(), request=request)
    valid = filterset.is_valid()
    context = {
        "filter": filterset,
        "chips": chips.chips(filterset),
        "whole_list": request.path,
        "choosing": Choosing.of_list(name, filterset.data),
        "roles": ROLES,
        "valid": valid,
        name: draw(filterset) if valid else None,
    }
    return render(request, f"claims/{name}.html", context, status=200 if valid else 400)
