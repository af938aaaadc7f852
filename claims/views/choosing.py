"""Choosing an actor to filter a list by: what one types is looked for in all of their names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.bitmaps.filterset import IndexedFilter
from claims.choosing import LISTS, ROLES, Choosing, choices
from claims.models import Claim, Evidence


@require_safe
def choose_actor(request: HttpRequest) -> HttpResponse:
    """The actors named like `name`, each with the address of the list `of` which the URL is, with
    the actor in `role` added to its filters.

    A whole page, of which the list takes the part that it needs while one types.
    """
    choosing = Choosing.of(request.GET)
    model = Evidence if choosing.list == "evidence" else Claim
    filterset = IndexedFilter(choosing.filters, queryset=model.objects.published())
    context = {
        "choosing": choosing,
        "choices": choices(choosing, filterset) if filterset.is_valid() else [],
        "filter": filterset,
        "roles": ROLES,
        "back": f"{LISTS[choosing.list]}?{choosing.filters.urlencode()}",
    }
    status = 200 if filterset.is_valid() else 400
    return render(request, "claims/choose_actor.html", context, status=status)
