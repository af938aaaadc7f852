"""Claims, denials and evidence over time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims import chips
from claims.filters import StatementFilter
from claims.models import Claim
from claims.timeline import timeline as drawn_timeline


def timeline(request: HttpRequest) -> HttpResponse:
    """What fits the filters of the URL, by date; for a refused parameter its message, status 400,
    and no mark."""
    filterset = StatementFilter(request.GET, Claim.objects.published(), request=request)
    valid = filterset.is_valid()
    context = {
        "filter": filterset,
        "chips": chips.chips(filterset),
        "whole_list": request.path,
        "timeline": drawn_timeline(filterset) if valid else None,
    }
    return render(request, "claims/timeline.html", context, status=200 if valid else 400)
