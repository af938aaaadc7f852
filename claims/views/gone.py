"""What stands at an address where no record is public: the way to where it moved, or that it was
withdrawn."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from claims.models import Actor, Change, PublicationState


def moved_or_gone(request: HttpRequest, published: Any, slug: str, *page: str) -> HttpResponse:
    """The answer where none of `published` has the slug. For a former slug of one, a redirect to
    the same page of it, the query string kept: `page` is what follows the slug in the arguments of
    the address. For a record that was withdrawn, or whose former slug it is, 410.

    Raises Http404 otherwise: a draft is as one that never was.
    """
    model = published.model
    if moved := published.of_former_slug(slug).first():
        here = request.resolver_match
        assert here is not None
        address = reverse(str(here.view_name), args=[moved.slug, *page])
        query = request.META.get("QUERY_STRING", "")
        moved_for_ever = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        # For ever, unless the merge is undone: a browser that kept it would never ask again.
        moved_for_ever["Cache-Control"] = "no-cache"
        return moved_for_ever
    # An actor is public by what it has a role in: it is not withdrawn itself.
    if model is not Actor and (withdrawn := _withdrawn(model, slug)):
        kind = str(model._meta.model_name)
        at = Change.objects.last_withdrawal(kind, withdrawn.pk)
        return render(request, "claims/withdrawn.html", {"kind": kind, "at": at}, status=410)
    raise Http404(f"No {model._meta.verbose_name} “{slug}”")


def _withdrawn(model: Any, slug: str) -> Any:
    withdrawn = model._default_manager.filter(publication_state=PublicationState.WITHDRAWN)
    return withdrawn.filter(slug=slug).first() or withdrawn.of_former_slug(slug).first()
