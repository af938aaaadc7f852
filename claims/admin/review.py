"""What waits for review: drafts with who wrote them and what they lack, and passages that a
correction of their text left behind."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest

from claims import publishing
from claims.history.telling import edits
from claims.models import Article, Change, Claim, Denial, Evidence, Passage, PublicationState

from .labels import change_url, shortened, what
from .meeting import last_change
from .revisions import address

A_PAGE = 25
MOST_COUNTED = 1000
KINDS: dict[str, Any] = {
    "claim": Claim,
    "denial": Denial,
    "evidence": Evidence,
    "article": Article,
}


def drafts(model: Any) -> Any:
    """The drafts of the kind, the oldest first, each with `author` (a user's name), `written_at`,
    and, if it was given back and nothing was done to it since, `returned` with the comment."""
    kind = str(model._meta.model_name)
    of_it = Change.objects.filter(kind=kind, key=OuterRef("pk"))
    added = of_it.filter(action="added").order_by("pk")
    in_form = Change.objects.filter(
        Q(kind=kind, key=OuterRef("pk")) | Q(owner_kind=kind, owner_key=OuterRef("pk"))
    ).order_by("-pk")
    return model._default_manager.filter(publication_state=PublicationState.DRAFT).annotate(
        author=Subquery(added.values("by__username")[:1]),
        written_at=Subquery(added.values("at")[:1]),
        last_action=Subquery(in_form.values("action")[:1]),
        last_comment=Subquery(in_form.values("comment")[:1]),
    )


def desk(request: HttpRequest) -> dict[str, Any]:
    """The context of the admin's first page: what waits, and the user's own last edits."""
    if not request.user.has_perm("claims.view_change"):
        return {}
    own = Change.objects.filter(by=request.user.pk).select_related("by").latest_first()
    return {
        "waiting": waiting(),
        "most": MOST_COUNTED,
        "own_edits": edits(own[:10]),
        "returned": [
            _row(record)
            for model in KINDS.values()
            for record in _with_claim(
                drafts(model).filter(author=request.user.get_username(), last_action="returned")
            ).order_by("pk")[:5]
        ],
    }


def _with_claim(rows: Any) -> Any:
    """The rows with what `_row` reads of them."""
    if rows.model in (Denial, Evidence):
        rows = rows.select_related("claim")
    return rows if rows.model is Article else publishing.with_grounds(rows)


def waiting() -> list[tuple[str, str, int]]:
    """(kind, what it is called, how many wait) of each kind that the queue has."""
    counts = [
        (name, str(model._meta.verbose_name_plural), _count(drafts_of(model)))
        for name, model in KINDS.items()
    ]
    return [*counts, ("passage", "passages left behind", _count(Passage.objects.left_behind()))]


def queue(request: HttpRequest) -> dict[str, Any]:
    """The context of the page of the queue: one kind at a time, `?kind=`, of drafts or of
    passages left behind. A fixed number of queries."""
    kind = request.GET.get("kind", "claim")
    counts = waiting()
    if kind not in {name for name, _, _ in counts}:
        kind = "claim"
    rows: Any
    if kind == "passage":
        rows = Passage.objects.left_behind().select_related("text__article").defer("text__body")
        rows = rows.order_by("pk")
    else:
        rows = _with_claim(drafts(KINDS[kind])).order_by("pk")
    page = _Pages(rows, A_PAGE).get_page(request.GET.get("p", 1))
    return {
        "kind": kind,
        "kinds": counts,
        "page": page,
        "rows": [_row(record) for record in page.object_list],
        "may_publish": request.user.has_perm("claims.publish_records"),
        "most": MOST_COUNTED,
        "comment": request.GET.get("comment", ""),
        "seen": last_change(),
    }


def drafts_of(model: Any) -> Any:
    return model._default_manager.filter(publication_state=PublicationState.DRAFT)


def _count(rows: Any) -> int:
    """How many, MOST_COUNTED + 1 for more."""
    return int(rows.order_by()[: MOST_COUNTED + 1].count())


class _Pages(Paginator):
    @property
    def count(self) -> int:
        if not hasattr(self, "_found"):
            self._found = _count(self.object_list)
        return self._found


def _row(record: Any) -> dict[str, Any]:
    """What the queue says of a record."""
    row: dict[str, Any] = {
        "key": record.pk,
        "url": change_url(record),
        "name": shortened(str(record)),
    }
    if isinstance(record, Passage):
        article = record.text.article
        row["url"] = address(article)
        return {**row, "about": shortened(article.headline), "revision": record.text.revision}
    if isinstance(record, Denial | Evidence):
        row |= {"name": what(record), "about": shortened(record.claim.text)}
    returned = record.last_action == "returned"
    row |= {
        "author": record.author,
        "written_at": record.written_at,
        "returned": record.last_comment if returned else None,
        "obstacles": _obstacles(record),
    }
    return row


def _obstacles(record: Any) -> list[str]:
    """What a draft lacks, and what else keeps it from being seen."""
    if isinstance(record, Article):
        return []
    found = publishing.obstacles(record)
    published = PublicationState.PUBLISHED
    if isinstance(record, Denial | Evidence) and record.claim.publication_state != published:
        found.append("Its claim is not published: nobody sees it before that is.")
    return found
