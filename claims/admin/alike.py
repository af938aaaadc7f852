"""Claims that may be the same: an editor looks at two beside one another, and decides."""

import re
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from claims import folding
from claims.models import AlikeClaims, Claim

from .labels import change_url, shortened
from .lists import Listed

_WORD = re.compile(r"\w+")


@admin.register(AlikeClaims)
class AlikeClaimsAdmin(Listed):
    list_display = ["alike", "one", "other"]
    list_display_links = None
    sortable_by: ClassVar[list[str]] = []
    actions = ["they_differ"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return AlikeClaims.objects.to_decide().select_related("first", "second")

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["-score", "pk"]

    # Who may merge may decide --------------------------------------------------------------------

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("claims.merge_records"))

    has_module_permission = has_view_permission
    has_decide_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_add_permission
    has_delete_permission = has_add_permission

    @admin.display(description="alike")
    def alike(self, pair: AlikeClaims) -> str:
        address = reverse("admin:claims_alikeclaims_pair", args=[pair.pk])
        return format_html('<a href="{}">{} %: compare</a>', address, round(pair.score * 100))

    @admin.display(description="one claim")
    def one(self, pair: AlikeClaims) -> str:
        return shortened(pair.first.text)

    @admin.display(description="the other")
    def other(self, pair: AlikeClaims) -> str:
        return shortened(pair.second.text)

    @admin.action(description="They are other claims", permissions=["decide"])
    def they_differ(self, request: HttpRequest, queryset: Any) -> None:
        number = AlikeClaims.objects.filter(pk__in=queryset.values("pk")).say_they_differ(
            request.user
        )
        self.message_user(request, _told(number), messages.SUCCESS)

    # A pair --------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.pair_view)
        return [path("<int:key>/pair/", view, name="claims_alikeclaims_pair"), *super().get_urls()]

    def pair_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """The two claims; merging is the list of claims' own action."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pairs = AlikeClaims.objects.to_decide().with_claims()
        pair = pairs.filter(pk=key).first()
        if pair is None:
            raise Http404("Somebody has decided about this pair, or one of the claims is gone.")
        if request.method == "POST":
            AlikeClaims.objects.filter(pk=key).say_they_differ(request.user)
            messages.success(request, _told(1))
            return HttpResponseRedirect(reverse("admin:claims_alikeclaims_changelist"))
        request.current_app = self.admin_site.name
        ours, theirs = (_folded(claim.text) for claim in (pair.first, pair.second))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "The same claim?",
            "pair": pair,
            "columns": [_column(pair.first, theirs), _column(pair.second, ours)],
            "merge": reverse("admin:claims_claim_changelist"),
        }
        return TemplateResponse(request, "admin/claims/alikeclaims/pair.html", context)


def _told(number: int) -> str:
    pairs = "1 pair of claims" if number == 1 else f"{number:,} pairs of claims"
    return f"{pairs}: other claims, and not offered again."


def _folded(text: str) -> set[str]:
    return {folding.folded(word) for word in _WORD.findall(text)}


def _column(claim: Claim, others: set[str]) -> dict[str, Any]:
    """The claim as the page shows it; of its words, which the other lacks."""
    people = [one for one in claim.attributions.all() if not (one.denial_id or one.evidence_id)]
    return {
        "claim": claim,
        "url": change_url(claim),
        "words": [
            (part, bool(_WORD.fullmatch(part)) and folding.folded(part) not in others)
            for part in re.split(r"(\W+)", claim.text)
            if part
        ],
        "claimants": [one.actor for one in people if one.role == "claimant"],
        "subjects": [one.actor for one in people if one.role == "subject"],
    }
