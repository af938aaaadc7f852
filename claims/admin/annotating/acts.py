"""What is done on the page of a text on the desk, and where it leads."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpResponse, HttpResponseRedirect

from claims import revisions
from claims.annotating import choosing, places, saving
from claims.annotating.places import Span, span_of
from claims.models import Anchor, Dismissal, Passage, PassedOver
from claims.models.passed_over import Proposal
from claims.roles import may_change

from ..base import REFUSALS, reasons
from .asked import RECORDS, Asked
from .forms import AdjustForm, FindForm, NothingForm

_ROWS_MORE = 3


class Acts(Asked):
    """A request that may do something: `act` says what."""

    def answer(self) -> HttpResponse | None:
        """Where it leads; None where the page is to be shown."""
        if self.request.method != "POST":
            self.open()
            return None
        act = {
            "find": self._find_act,
            "save": self._save_act,
            "nothing": self._nothing_act,
            "undo": self._undo_act,
            "dismiss": self._dismiss_act,
            "remove": self._remove_act,
            "adjust": self._adjust_act,
        }.get(self.asked.get("act", ""))
        if act is None:
            messages.error(self.request, "Nothing is done: the form did not say what is to be.")
            return self._to()
        if self.outdated and act not in (self._save_act, self._find_act):
            self._refuse(["Nothing is done: a new revision was added meanwhile. Look again."])
            return self._to()
        answered: HttpResponse | None = act()
        return answered

    # Doing ---------------------------------------------------------------------------------------

    def _find_act(self) -> HttpResponse | None:
        form = FindForm(self.sheet.body, self.asked)
        if form.is_valid():
            return self._to(*form.span, anchor="chosen")
        self.more["find"] = form
        return None

    def _save_act(self) -> HttpResponse | None:
        self.shown = self._span()
        asked = self.asked.get("record", "")
        if self.shown is None or asked not in (*RECORDS, "another"):
            self._refuse(["Nothing is saved: choose the words, and what they carry."])
            return self._to()
        data = self.asked.copy()
        if twin := choosing.record_of(data.get("join", ""), RECORDS):
            data["of"], asked = choosing.key_of(twin), "another"
        self.asked = data
        if "more" in data:
            _add_rows(data)
        self._open_record(asked, data)
        form = self.more.get("form")
        if form is None:
            return None
        if "more" in data:
            self.more["quiet"] = True
            return None
        carried = form.carried()
        if self.outdated:
            form.add_error(
                None,
                "Nothing is saved: a new revision of the text was added meanwhile. Copy what you "
                "typed, open the page again, and choose the words in the new text.",
            )
        if carried is None or form.errors:
            self.more["twin"] = form.twin and choosing.key_of(form.twin)
            return None
        if carried.statement.pk and not may_change(self.user, carried.statement):
            form.add_error(None, "Nothing is saved: this record is not a draft of your own.")
            return None
        try:
            with transaction.atomic():
                passage = saving.carry(self.sheet.text, self.shown, carried)
                # What carries something was not passed over.
                if (row := self._passed_over()) and may_change(self.user, row):
                    row.delete()
        except (*REFUSALS, DatabaseError) as error:
            if not (why := reasons(error)):
                raise
            for message in why:
                form.add_error(None, message)
            return None
        saved = choosing.key_of(carried.statement)
        return self._to(*self.shown, like=saved, anchor=passage.fragment)

    def _nothing_act(self) -> HttpResponse | None:
        self._need("claims.add_passedover")
        self.shown = self._span_of_button("nothing") or self._span()
        form = NothingForm(self.asked)
        if self.shown is None:
            self._refuse(["Nothing is noted: choose the words first."])
        elif (row := self._passed_over()) and not may_change(self.user, row):
            self._refuse(["Somebody else has noted already that these words carry nothing."])
        elif not form.is_valid():
            self.panel, self.more["nothing"] = "nothing", form
            return None
        else:
            spans, reason = [self.shown], form.cleaned_data["reason"]
            self._try(
                lambda: saving.pass_over(self.sheet.text, spans, reason),
                "Noted: these words carry nothing.",
            )
        return self._to(anchor="to-do")

    def _passed_over(self) -> PassedOver | None:
        """The note that just the chosen words carry nothing, if there is one."""
        start, end = self.shown or (0, 0)
        found: Any = PassedOver.objects.of_text(self.sheet.text).filter(start=start, end=end)
        row: PassedOver | None = found.first()
        return row

    def _undo_act(self) -> HttpResponse | None:
        self._need("claims.delete_passedover")
        row: Any = self._row(PassedOver.objects.of_text(self.sheet.text), "undo")
        if row is not None:
            if not may_change(self.user, row):
                raise PermissionDenied
            self._try(row.delete, "These words wait again.")
        return self._to(anchor="to-do")

    def _dismiss_act(self) -> HttpResponse | None:
        self._need("claims.add_dismissal")
        proposal, _, spans = self.asked.get("dismiss", "").partition(":")
        found = [span_of(self.sheet.body, *pair.split("-", 1)) for pair in _pairs(spans)]
        if proposal not in Proposal.values or not found or None in found:
            self._refuse(["Nothing is dismissed: the form did not say what."])
        else:
            self._try(lambda: self._dismiss(proposal, found), "Dismissed.")
        return self._to(anchor="suggestions")

    @transaction.atomic
    def _dismiss(self, proposal: str, spans: list[Any]) -> None:
        for start, end in spans:
            key = {"text": self.sheet.text, "proposal": proposal, "start": start, "end": end}
            Dismissal.objects.get_or_create(**key)

    def _remove_act(self) -> HttpResponse | None:
        self._need("claims.delete_anchor")
        rows = Anchor.objects.of_text(self.sheet.text).with_records().select_related("passage")
        anchor: Any = self._row(rows, "anchor")
        if anchor is not None:
            if not may_change(self.user, anchor.statement):
                raise PermissionDenied
            words = f"The {anchor.statement._meta.verbose_name} rests on this passage no more."
            self._try(lambda: saving.take_from_passage(anchor), words)
        return self._to(anchor="carried")

    # Adjusting -----------------------------------------------------------------------------------

    def _adjust_act(self) -> HttpResponse | None:
        self._need("claims.change_passage")
        passage = self._passage(self.asked.get("adjust", ""))
        self.shown = self._span()
        if passage is None or self.shown is None:
            self._refuse(["Nothing is moved: there is no such passage in the text any more."])
            return self._to()
        if not may_change(self.user, passage):
            raise PermissionDenied
        if self.asked.get("stood", "") != f"{passage.start}-{passage.end}":
            self._refuse(["Nothing is moved: somebody else moved this passage. Look again."])
            return self._to(passage.start, passage.end)
        form = AdjustForm(self.sheet.body, passage, self.shown, self.asked)
        if form.is_valid():
            start, end = form.found
            try:
                with transaction.atomic():
                    if (start, end) != (passage.start, passage.end):
                        kept = Passage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
                        revisions.move(kept, self.sheet.text, start, end)
            except (*REFUSALS, DatabaseError, Passage.DoesNotExist) as error:
                why = reasons(error)
                if isinstance(error, Passage.DoesNotExist):
                    why = ["Nothing is moved: the passage is gone. Look again."]
                elif not why:
                    raise
                for message in why:
                    form.add_error("quote", message)
            else:
                messages.success(self.request, "The passage stands there now.")
                return self._to(start, end, anchor=f"passage-{start}-{end}")
        self._open_adjusting(str(passage.pk), form)
        return None

    # What all of them need -----------------------------------------------------------------------

    def _need(self, permission: str) -> None:
        if not self.user.has_perm(permission):
            raise PermissionDenied

    def _row(self, rows: Any, name: str) -> Any:
        """The one of `rows` that the form names; None, told of, where it is gone."""
        key = self.asked.get(name, "")
        row = rows.filter(pk=int(key)).first() if places.is_number(key) else None
        if row is None:
            self._refuse(["Nothing is done: it is gone, somebody else was quicker. Look again."])
        return row

    def _span_of_button(self, name: str) -> Span | None:
        start, _, end = self.asked.get(name, "").partition("-")
        return span_of(self.sheet.body, start, end)

    def _try(self, act: Any, done: str) -> None:
        try:
            with transaction.atomic():
                act()
        except (*REFUSALS, DatabaseError) as error:
            if not (why := reasons(error)):
                raise
            self._refuse(why)
        else:
            messages.success(self.request, done)

    def _refuse(self, why: list[str]) -> None:
        for message in why:
            messages.error(self.request, message)

    def _to(
        self, start: Any = None, end: Any = None, *, anchor: str = "", like: str = ""
    ) -> HttpResponseRedirect:
        query = {"start": start, "end": end} if start is not None else {}
        query |= {"like": like} if like else {}
        asked = f"?{urlencode(query)}" if query else ""
        return HttpResponseRedirect(f"{self.here}{asked}{'#' if anchor else ''}{anchor}")


def _pairs(spans: str) -> list[str]:
    return [pair for pair in spans[:20_000].split(",") if "-" in pair][:500]


def _add_rows(data: Any) -> None:
    """A few more rows for people, asked for without a script."""
    number = data.get("people-TOTAL_FORMS", "")
    if places.is_number(number):
        data["people-TOTAL_FORMS"] = str(min(int(number) + _ROWS_MORE, 60))
