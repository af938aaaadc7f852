"""The site's addresses, and some that fail, each in one way."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from claimsite.urls import handler400 as handler400
from claimsite.urls import handler500 as handler500
from claimsite.urls import urlpatterns as site


def bad(request: HttpRequest) -> HttpResponse:
    raise BadRequest


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def failing(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("a secret that no reader may see")


@csrf_protect
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


urlpatterns = [
    path("bad/", bad),
    path("forbidden/", forbidden),
    path("failing/", failing),
    path("form/", form),
    *site,
]
