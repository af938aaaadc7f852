"""The site's addresses, and some at which the database cannot: ROOT_URLCONF for the faults."""

from collections.abc import Callable, Iterator

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from claimsite.urls import handler400 as handler400
from claimsite.urls import handler500 as handler500
from claimsite.urls import urlpatterns as site

from . import provoking


def raising(provoke: Callable[[], None]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        provoke()
        return HttpResponse("It did not fail.")

    return view


def wrong(request: HttpRequest) -> HttpResponse:
    provoking.run("SELECT nothing FROM nowhere")
    return HttpResponse("It did not fail.")


def many(request: HttpRequest) -> HttpResponse:
    """Statements that are quick, and no end of them."""
    while True:
        provoking.run("SELECT 1")


def in_a_transaction(request: HttpRequest) -> HttpResponse:
    """The first of which is taken back, with whatever was told the server in it."""
    with transaction.atomic():
        provoking.run("SELECT 1")
        transaction.set_rollback(True)
    with transaction.atomic():
        provoking.take_long()
    return HttpResponse("It did not fail.")


def limits(request: HttpRequest) -> HttpResponse:
    """What PostgreSQL was told."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        statement = cursor.fetchone()[0]
        cursor.execute("SHOW lock_timeout")
        return HttpResponse(f"{statement} {cursor.fetchone()[0]}")


def begun(request: HttpRequest) -> StreamingHttpResponse:
    def parts() -> Iterator[str]:
        yield "a first line\n"
        provoking.take_long()
        yield "a last line\n"

    return StreamingHttpResponse(parts(), content_type="text/csv")


urlpatterns = [
    path("slow/", raising(provoking.take_long)),
    path("slow.csv", raising(provoking.take_long)),
    path("api/slow", raising(provoking.take_long)),
    path("away/", raising(provoking.go_away)),
    path("wrong/", wrong),
    path("many/", many),
    path("in-a-transaction/", in_a_transaction),
    path("limits/", limits),
    path("begun.csv", begun),
    *site,
]
