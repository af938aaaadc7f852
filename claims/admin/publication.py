"""Records with a publication state: their address, their way to the public, and back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from claims import history, publishing
from claims.models import PublicationState
from claims.roles import is_editor

from .base import RecordAdmin
from .fields import one_line
from .labels import shortened

NO_COMMENT = "Nothing is returned: write in the comment what is to be done."


class CommentedActionForm(ActionForm):
    """What is done, and why: the comment is kept in the history, and shown to who wrote it."""

    comment = forms.CharField(
        max_length=1000, required=False, label="Comment", widget=forms.TextInput
    )


class PublishableAdmin(RecordAdmin):
    actions = ["publish", "return_to_author", "put_back_to_draft", "withdraw"]
    action_form = CommentedActionForm
    prepopulated_from: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # That something is published is for an editor to say.
        kept = ["publication_state"] if not is_editor(request.user) else []
        slug = ["slug"] if obj and not self.may_move(request) else []
        return [*super().get_readonly_fields(request, obj), *slug, *kept]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {"slug": self.prepopulated_from} if self.prepopulated_from and not obj else {}

    def may_move(self, request: HttpRequest) -> bool:
        """Whether the slug of a record that is there may be changed. Of most kinds it is chosen
        once: addresses do not break."""
        return False

    # The public page -----------------------------------------------------------------------------

    def is_public(self, record: Any) -> bool:
        return bool(record.publication_state == PublicationState.PUBLISHED)

    def view_on_site(self, record: Any) -> str | None:
        """No link to a page that the public does not get."""
        return record.get_absolute_url() if self.is_public(record) else None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """As ever; what the review queue posts leads back to the queue."""
        kind = request.POST.get("_review", "") if request.method == "POST" else ""
        if not kind:
            return super().changelist_view(request, extra_context)
        comment = one_line(request.POST.get("comment", ""))
        back = {"kind": str(self.opts.model_name)}
        if not request.POST.getlist("_selected_action"):
            self.message_user(request, "Nothing is done: choose what you mean.", messages.ERROR)
            back["comment"] = comment
        elif request.POST.get("action") == "return_to_author" and not comment:
            self.message_user(request, NO_COMMENT, messages.ERROR)
        else:
            super().changelist_view(request, extra_context)
        return HttpResponseRedirect(f"{reverse('admin:claims_review')}?{urlencode(back)}")

    # Actions -------------------------------------------------------------------------------------

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return is_editor(request.user)

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move(request, queryset, PublicationState.PUBLISHED, publishing.publish)

    @admin.action(description="Return to the author, with the comment", permissions=["publish"])
    def return_to_author(self, request: HttpRequest, queryset: QuerySet) -> None:
        """They are drafts, and the comment says what they lack."""
        comment = one_line(request.POST.get("comment", ""))
        if not comment:
            self.message_user(
                request,
                NO_COMMENT,
                messages.ERROR,
            )
            return
        chosen = self._seen(request, queryset)
        with history.acting(comment=comment):
            refused = publishing.put_back_to_draft(chosen)
        returned = chosen.filter(publication_state=PublicationState.DRAFT).order_by("pk")
        for record in returned:
            history.record_return(record, comment)
        self._tell(request, f"Returned: {len(returned)}.", bool(returned), refused)

    @admin.action(description="Withdraw from the public", permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move(request, queryset, PublicationState.WITHDRAWN, publishing.withdraw)

    @admin.action(description="Back to draft", permissions=["publish"])
    def put_back_to_draft(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move(request, queryset, PublicationState.DRAFT, publishing.put_back_to_draft)

    def _move(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        state: PublicationState,
        move: Callable[[QuerySet], list[publishing.Refused]],
    ) -> None:
        records = self._seen(request, queryset)
        before = dict(records.values_list("pk", "publication_state"))
        with history.acting(comment=one_line(request.POST.get("comment", ""))):
            refused = move(records)
        moved = [
            record
            for record in records.filter(publication_state=state)
            if before[record.pk] != state
        ]
        self._tell(request, f"Now {state.label.lower()}: {len(moved)}.", bool(moved), refused)
        if not moved and not refused:
            self.message_user(request, "All of them are that already.", messages.INFO)

    def _seen(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Those of the chosen records that are as the editor saw them; the others are named."""
        keys = list(queryset.values_list("pk", flat=True))
        unseen = self.changed_unseen(request, keys)
        for record in self.model._default_manager.filter(pk__in=unseen).order_by("pk"):
            self.message_user(
                request,
                f"“{shortened(str(record))}” was changed by somebody else since you opened the "
                "list, and stays as it is: look at it first.",
                messages.ERROR,
            )
        return self.model._default_manager.filter(pk__in=set(keys) - unseen)

    def _tell(
        self, request: HttpRequest, done: str, any_done: bool, refused: list[publishing.Refused]
    ) -> None:
        if any_done:
            self.message_user(request, done, messages.SUCCESS)
        for record, why in refused:
            self.message_user(
                request,
                f"“{shortened(str(record))}” stays as it was. {' '.join(why)}",
                messages.ERROR,
            )
