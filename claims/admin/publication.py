"""Records with a publication state: their address, their way to the public, and back."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from claims import publishing
from claims.models import PublicationState

from .base import RecordAdmin
from .labels import shortened


class PublishableAdmin(RecordAdmin):
    actions = ["publish", "put_back_to_draft"]
    prepopulated_from: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # Addresses do not break: a slug is chosen once.
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {"slug": self.prepopulated_from} if self.prepopulated_from and not obj else {}

    # The public page -----------------------------------------------------------------------------

    def is_public(self, record: Any) -> bool:
        return bool(record.publication_state == PublicationState.PUBLISHED)

    def view_on_site(self, record: Any) -> str | None:
        """No link to a page that the public does not get."""
        return record.get_absolute_url() if self.is_public(record) else None

    # Actions -------------------------------------------------------------------------------------

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move(request, queryset, PublicationState.PUBLISHED, publishing.publish)

    @admin.action(description="Back to draft", permissions=["change"])
    def put_back_to_draft(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move(request, queryset, PublicationState.DRAFT, publishing.put_back_to_draft)

    def _move(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        state: PublicationState,
        move: Callable[[QuerySet], list[publishing.Refused]],
    ) -> None:
        records = self.model._default_manager.filter(
            pk__in=list(queryset.values_list("pk", flat=True))
        )
        before = dict(records.values_list("pk", "publication_state"))
        refused = move(records)
        moved = [
            record
            for record in records.filter(publication_state=state)
            if before[record.pk] != state
        ]
        for record in moved:
            self.log_change(request, record, f"Publication state: {state.label.lower()}.")
        if moved:
            self.message_user(
                request, f"Now {state.label.lower()}: {len(moved)}.", messages.SUCCESS
            )
        for record, why in refused:
            self.message_user(
                request,
                f"“{shortened(str(record))}” stays as it was. {' '.join(why)}",
                messages.ERROR,
            )
        if not moved and not refused:
            self.message_user(request, "All of them are that already.", messages.INFO)
