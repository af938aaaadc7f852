"""What the admins of claims, denials and evidence share."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponseRedirect

from claims import publishing
from claims.models import Attribution, Claim, Denial, Evidence, PublicationState

from .labels import change_url, link, shortened
from .publication import PublishableAdmin

DATE_FIELDS = ("date", "date_basis", "date_note", "earliest_on", "latest_on")


class StatementAdmin(PublishableAdmin):
    """An address that stays, a date with its days, people; published on good grounds only."""

    ordering: ClassVar[Any] = [F("latest_on").desc(nulls_last=True), "-pk"]
    # Dates as the sources give them: not a day to click through, but in the list and sortable.
    readonly_fields = ["earliest_on", "latest_on"]

    def get_queryset(self, request: HttpRequest) -> Any:
        people = Attribution.objects.roles_in_order().select_related("actor")
        if self.model is Claim:
            people = people.filter(denial=None, evidence=None)
        return super().get_queryset(request).prefetch_related(Prefetch("attributions", people))

    @admin.display(description="who")
    def who(self, statement: Any) -> str:
        """The people of the statement itself, with their roles."""
        return ", ".join(
            f"{row.actor} ({row.get_role_display().lower()})"
            for row in statement.attributions.all()
        )

    def refuse(self, record: Any) -> None:
        publishing.refuse_obstacles(record)

    def is_public(self, record: Any) -> bool:
        claim = record if isinstance(record, Claim) else record.claim
        return PublicationState.DRAFT not in (record.publication_state, claim.publication_state)


class AnswerAdmin(StatementAdmin):
    """A denial of a claim, or evidence for or against one."""

    autocomplete_fields = ["claim"]
    list_select_related = ["claim"]
    linked_lookups = frozenset({"claim__id__exact"})
    readonly_fields = [*StatementAdmin.readonly_fields, "back"]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False
            form.base_fields["slug"].help_text = "Made from the claim's where you leave it blank."
        return form

    @admin.display(description="the claim's page here")
    def back(self, record: Denial | Evidence) -> str:
        return link(change_url(record.claim), record.claim.text) if record.pk else "–"

    @admin.display(description="claim", ordering="claim__text")
    def claim_text(self, record: Denial | Evidence) -> str:
        return shortened(record.claim.text, 80)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Back to the claim from whose page one came."""
        if request.GET.get("claim") == str(obj.claim_id):
            return HttpResponseRedirect(change_url(obj.claim))
        return super().response_post_save_add(request, obj)
