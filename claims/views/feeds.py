"""The lists of articles and of actors as feeds: the list's own address with an ending."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims import addresses
from claims.exports import described, feed
from claims.filters import ActorFilter, ArticleFilter, ListFilter
from claims.models import Actor, Article, Change

from .exports import refusals


@require_safe
def article_feed(request: HttpRequest) -> HttpResponse:
    """The first articles of the list."""
    filterset = ArticleFilter(
        request.GET, Article.objects.published().with_publishers().with_claim_counts()
    )
    return _feed(request, filterset, "articles", _("Articles"), described.article, feed.of_article)


@require_safe
def actor_feed(request: HttpRequest) -> HttpResponse:
    """The first actors of the list, under its filter."""
    filterset = ActorFilter(
        request.GET, Actor.objects.published().with_claim_counts().with_aliases()
    )
    return _feed(request, filterset, "actors", _("Actors"), described.actor, feed.of_actor)


def _feed(
    request: HttpRequest,
    filterset: ListFilter,
    page: str,
    title: Promise,
    describe: Callable[[Any, described.Absolute], described.Record],
    entry: Callable[[described.Record], feed.Entry],
) -> HttpResponse:
    """A parameter that is refused, or that does not exist, gets status 400 and its name."""
    if refused := list(refusals(filterset)):
        return HttpResponse("".join(refused), status=400, content_type="text/plain; charset=utf-8")
    rows = list(filterset.ordered(filterset.rows())[: feed.LENGTH])
    kind = str(filterset.queryset.model._meta.model_name)
    changed = Change.objects.last_of_each(kind, [row.pk for row in rows])
    absolute = request.build_absolute_uri

    def record(row: Any) -> described.Record:
        last = changed.get(row.pk)
        return {**describe(row, absolute), "changed": last.isoformat() if last else ""}

    query = addresses.removing(filterset.data, "lang").rstrip("?")
    written = feed.written(
        (entry(record(row)) for row in rows),
        title=str(title),
        list_url=absolute(reverse(page) + query),
        feed_url=absolute(request.path + query),
        description=str(_("As the list of this site has them.")),
    )
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")
