"""The page on method, and the sign of life."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "claims/about.html")


def healthz(request: HttpRequest) -> HttpResponse:
    """That the process answers. It asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")
