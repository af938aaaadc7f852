"""The operations."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI

from claims import facets
from claims.bitmaps.filterset import IndexedFilter
from claims.exports import described
from claims.exports.rows import claims as with_all_parts
from claims.filters import ActorFilter, ArticleFilter, StatementFilter
from claims.models import Actor, Article, Claim, Evidence

from . import schemas
from .lists import page, valid
from .parameters import documented
from .problems import CONTENT_TYPE, Refused, problem

VERSION = "1.0.0"
DESCRIPTION = (
    "Who claimed what about whom, who denied it, and what evidence was asked for, shown, contested "
    "or missing, each with the passage that says it. The lists take the parameters of the pages, "
    "and give the same records. Nothing here says whether a claim is true."
)


class _API(NinjaAPI):
    """Its document tells of errors as they are sent."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if str(status) >= "400" and "content" in response:
                        response["content"] = {CONTENT_TYPE: {**response["content"][_JSON]}}
        return schema


_JSON = "application/json"
api = _API(
    title="claimsite",
    version=VERSION,
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": "MIT", "identifier": "MIT"}}},
)

_NOT_MODIFIED = {"304": {"description": "Not modified: as the tag of If-None-Match says"}}


def _of_a_list(filter_class: Any, **options: Any) -> dict[str, Any]:
    return {"parameters": documented(filter_class, **options), "responses": _NOT_MODIFIED}


_OF_A_RECORD: dict[str, Any] = {"responses": _NOT_MODIFIED}
_NO_PAGES = ("cursor", "at", "sort")


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    detail = f"Not understood: {', '.join(error.errors)}."
    return problem(request, 400, detail, error.errors)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404, str(error))


def _filtered(request: HttpRequest, rows: Any, **options: Any) -> IndexedFilter:
    filterset = IndexedFilter(request.GET, rows)
    valid(filterset, **options)
    return filterset


@api.get(
    "/claims",
    response={200: schemas.page_of(schemas.Claim), 400: schemas.Problem},
    openapi_extra=_of_a_list(StatementFilter),
    summary="Claims",
    tags=["claims"],
)
def claims(request: HttpRequest, response: HttpResponse) -> Any:
    """The public claims that fit all of the parameters, 25 on a page."""
    filterset = _filtered(request, Claim.objects.published())
    keys = [row.pk for row in filterset.page.rows]
    absolute = request.build_absolute_uri
    items = [described.described(claim, absolute) for claim in with_all_parts(keys)]
    return page(request, response, filterset, items)


@api.get(
    "/claims/{slug}",
    response={200: schemas.Claim, 404: schemas.Problem},
    openapi_extra=_OF_A_RECORD,
    summary="A claim",
    tags=["claims"],
)
def claim(request: HttpRequest, slug: str) -> Any:
    """A public claim, by its slug or one that it had before."""
    published = Claim.objects.published()
    found = published.with_all_parts()
    one = found.filter(slug=_slug(slug)).first() or found.of_former_slug(_slug(slug)).first()
    if one is None:
        raise Http404("There is no such claim.")
    return described.described(one, request.build_absolute_uri)


@api.get(
    "/claim-facets",
    response={200: list[schemas.Facet], 400: schemas.Problem},
    openapi_extra=_of_a_list(StatementFilter, without=_NO_PAGES),
    summary="How many claims each value would give",
    tags=["claims"],
)
def claim_facets(request: HttpRequest) -> Any:
    """For each parameter, its values and the exact number of claims with each, under all other
    parameters; of actors and publishers the first ten."""
    filterset = _filtered(request, Claim.objects.published(), without=_NO_PAGES)
    return [
        {
            "parameter": facet.name,
            "label": str(facet.label),
            "values": [
                {"value": entry.value, "label": str(entry.label), "count": entry.count}
                for entry in facet.entries
            ],
        }
        for facet in facets.facets(filterset)
    ]


@api.get(
    "/evidence",
    response={200: schemas.page_of(schemas.LedgerEntry), 400: schemas.Problem},
    openapi_extra=_of_a_list(StatementFilter),
    summary="Evidence",
    tags=["evidence"],
)
def evidence(request: HttpRequest, response: HttpResponse) -> Any:
    """The public pieces of evidence that fit all of the parameters, by their own dates."""
    rows = Evidence.objects.published().with_answered_claims().with_people().with_passages()
    filterset = _filtered(request, rows)
    absolute = request.build_absolute_uri
    items = [described.of_ledger(row, absolute) for row in filterset.page.rows]
    return page(request, response, filterset, items)


@api.get(
    "/articles",
    response={200: schemas.page_of(schemas.Article), 400: schemas.Problem},
    openapi_extra=_of_a_list(ArticleFilter),
    summary="Articles",
    tags=["articles"],
)
def articles(request: HttpRequest, response: HttpResponse) -> Any:
    """The public articles, the newest first."""
    rows = Article.objects.published().with_publishers().with_claim_counts()
    filterset = ArticleFilter(request.GET, rows)
    valid(filterset)
    absolute = request.build_absolute_uri
    items = [described.article(row, absolute) for row in filterset.page.rows]
    return page(request, response, filterset, items)


@api.get(
    "/articles/{slug}",
    response={200: schemas.ArticleText, 404: schemas.Problem},
    openapi_extra=_OF_A_RECORD,
    summary="An article with its words",
    tags=["articles"],
)
def article(request: HttpRequest, slug: str) -> Any:
    """A public article, with the latest revision of its text."""
    rows = Article.objects.published().with_publishers().with_claim_counts()
    one = rows.filter(slug=_slug(slug)).first()
    text = one and one.texts.latest_first().first()
    if one is None or text is None:
        raise Http404("There is no such article.")
    own = described.article(one, request.build_absolute_uri)
    return {**own, "revision": text.revision, "text": text.body}


@api.get(
    "/actors",
    response={200: schemas.page_of(schemas.Actor), 400: schemas.Problem},
    openapi_extra=_of_a_list(ActorFilter),
    summary="Actors",
    tags=["actors"],
)
def actors(request: HttpRequest, response: HttpResponse) -> Any:
    """The actors that public records name, by name."""
    rows = Actor.objects.published().with_claim_counts().with_aliases()
    filterset = ActorFilter(request.GET, rows)
    valid(filterset)
    absolute = request.build_absolute_uri
    items = [described.actor(row, absolute) for row in filterset.page.rows]
    return page(request, response, filterset, items)


@api.get(
    "/actors/{slug}",
    response={200: schemas.ActorWithTies, 404: schemas.Problem},
    openapi_extra=_OF_A_RECORD,
    summary="An actor",
    tags=["actors"],
)
def actor(request: HttpRequest, slug: str) -> Any:
    """A public actor, by its slug or one that it had before, with whom it acts for and who acts for
    it."""
    rows = Actor.objects.published().with_claim_counts().with_aliases().with_ties()
    one = rows.filter(slug=_slug(slug)).first() or rows.of_former_slug(_slug(slug)).first()
    if one is None:
        raise Http404("There is no such actor.")
    absolute = request.build_absolute_uri
    return {**described.actor(one, absolute), **described.ties(one, absolute)}


def _slug(text: str) -> str:
    """What is no slug is looked up as none is."""
    return text if text.isascii() and "\0" not in text else ""
