"""What the admins of claims, denials and evidence share."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponseRedirect

from claims import publishing
from claims.models import Anchor, Attribution, Claim, Denial, Evidence, PublicationState

from .fields import is_key
from .labels import change_url, link, shortened
from .lists import several
from .publication import PublishableAdmin

DATE_FIELDS = ("date", "date_basis", "date_note", "earliest_on", "latest_on")


class StatementAdmin(PublishableAdmin):
    """An address that stays, a date with its days, people; published on good grounds only."""

    ordering: ClassVar[Any] = [F("latest_on").desc(nulls_last=True), "-pk"]
    sortable_by: ClassVar[Any] = ["dated"]
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
        return several(
            [
                f"{row.actor} ({row.get_role_display().lower()})"
                for row in statement.attributions.all()
            ]
        )

    # In the order of the days, not of the letters that EDTF writes them in.
    @admin.display(description="date", ordering=F("latest_on").asc(nulls_first=True))
    def dated(self, statement: Any) -> str:
        basis = f" ({statement.get_date_basis_display()})" if statement.date else ""
        return f"{statement.date}{basis}"

    def refuse(self, record: Any) -> None:
        publishing.refuse_obstacles(record)

    def is_public(self, record: Any) -> bool:
        claim = record if isinstance(record, Claim) else record.claim
        return {record.publication_state, claim.publication_state} == {PublicationState.PUBLISHED}


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

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> Any:
        """Of a new one, the first passage is likely to be in the text that its claim rests on."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        key = request.GET.get("claim", "")
        if inline.model is Anchor and not obj.pk and is_key(key):
            text = Anchor.objects.first_text_of(int(key))
            kwargs["initial"] = [{"text": text}] if text else []
        return kwargs

    @admin.display(description="the claim's page here")
    def back(self, record: Denial | Evidence) -> str:
        return link(change_url(record.claim), record.claim.text) if record.pk else "–"

    @admin.display(description="claim")
    def claim_text(self, record: Denial | Evidence) -> str:
        return shortened(record.claim.text, 80)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Back to the claim from whose page one came."""
        if request.GET.get("claim") == str(obj.claim_id):
            return HttpResponseRedirect(change_url(obj.claim))
        return super().response_post_save_add(request, obj)
