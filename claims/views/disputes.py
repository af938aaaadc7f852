"""Who accuses whom, and how much of it is denied."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi

from claims import chips
from claims.disputes import disputes as drawn_disputes
from claims.filters import StatementFilter
from claims.models import Claim


def disputes(request: HttpRequest) -> HttpResponse:
    """What fits the filters of the URL, by accuser and accused; for a refused parameter its
    message, status 400, and no cell."""
    filterset = StatementFilter(request.GET, Claim.objects.published(), request=request)
    valid = filterset.is_valid()
    context = {
        "filter": filterset,
        "chips": chips.chips(filterset),
        "whole_list": request.path,
        "valid": valid,
        "disputes": drawn_disputes(filterset, rtl=get_language_bidi()) if valid else None,
    }
    return render(request, "claims/disputes.html", context, status=200 if valid else 400)
