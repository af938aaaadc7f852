"""What a request to the page of a text on the desk asks to see."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest

from claims.annotating import choosing, places, printed
from claims.annotating.filling import Filling
from claims.annotating.forms import FORMS, AnotherPassageForm
from claims.annotating.people import people_formset
from claims.annotating.places import Span, span_of
from claims.annotating.sheet import Sheet
from claims.models import Actor, Passage, Relation
from claims.readings.naming import places as places_of_words

from ..labels import shortened, what
from .forms import AdjustForm, FindForm, NothingForm

RECORDS = ("claim", "denial", "evidence")
# What is written beside the record itself.
_ALONG = ("passage", "anchor", "attribution", "mention")
_MOST_KNOWN = 60


class Asked:
    """One request, and what the page shows of it: the chosen words, and the panel beside the text
    (words, record, another, nothing, adjust)."""

    def __init__(self, request: HttpRequest, sheet: Sheet, here: str, *, outdated: bool) -> None:
        self.request, self.sheet, self.here, self.outdated = request, sheet, here, outdated
        self.user: Any = request.user
        self.asked: Any = request.POST if request.method == "POST" else request.GET
        self.status = 200
        self.panel = ""
        self.shown: Span | None = None
        self.more: dict[str, Any] = {"find": FindForm(sheet.body)}

    def context(self) -> dict[str, Any]:
        start, end = self.shown or ("", "")
        return {
            "panel": self.panel,
            "start": start,
            "end": end,
            "quote": self.sheet.body[start:end] if self.shown else "",  # type: ignore[misc]
            "like": self.asked.get("like", "") if self.shown else "",
            "may": {name: self._may_add(name) for name in (*RECORDS, "passedover", "dismissal")},
            "may_remove": self.user.has_perm("claims.delete_anchor"),
            "may_undo": self.user.has_perm("claims.delete_passedover"),
            "may_move": self.user.has_perm("claims.change_passage"),
            **(self._offered() if self.panel == "record" else {}),
            **self.more,
        }

    def _offered(self) -> dict[str, Any]:
        """What the form of a record offers to be chosen and not typed."""
        assert self.shown is not None
        quote, cast = self.sheet.body[slice(*self.shown)], self.sheet.cast
        known = {words for some in (cast.names, cast.titles) for w in some.values() for words in w}
        return {
            "printed": printed.offered(
                quote, sorted(known, key=lambda words: (-len(words), words))
            ),
            "dates": self.sheet.dates_before(),
            "reported": self.sheet.reported,
        }

    def open(self) -> None:
        """What a GET asks to see."""
        self.shown = self._span()
        if "start" in self.asked and self.shown is None:
            messages.warning(self.request, "The text has no words there: choose them again.")
        if key := self.asked.get("adjust"):
            self._open_adjusting(key)
        elif self.shown:
            self.panel = "words"
            asked = self.asked.get("record", "")
            if asked == "nothing":
                self.panel, self.more["nothing"] = "nothing", NothingForm()
            elif asked in RECORDS or asked == "another":
                self._open_record(asked)
            self._note_what_is_like_it()

    def _span(self) -> Span | None:
        return span_of(self.sheet.body, self.asked.get("start"), self.asked.get("end"))

    def _note_what_is_like_it(self) -> None:
        like = choosing.record_of(self.asked.get("like", ""), RECORDS)
        self.more["saved"] = like and {"kind": choosing.kind_of(like), "record": like}

    def _open_record(self, asked: str, data: Any = None) -> None:
        """The form for a record; or, for another passage of one not chosen yet, that choice."""
        assert self.shown is not None
        kind, record = asked, None
        if asked == "another":
            self.panel = "another"
            record = self._of()
            if record is None:
                self.more["known"] = _known(self.sheet, self.shown)
                return
            kind = choosing.kind_of(record)
        if not self._may_add(kind if record is None else "anchor"):
            raise PermissionDenied
        self.panel = "record"
        relation = self.asked.get("relation", "")
        filling = Filling(
            self.sheet,
            self.shown,
            kind,
            record,
            choosing.record_of(self.asked.get("like", ""), RECORDS),
            relation if relation in Relation.values else Relation.STATES,
        )
        people = people_formset(
            data,
            kind,
            filling.quote,
            self._printed,
            self.user.has_perm("claims.add_actor"),
            () if data is not None else filling.people(),
        )
        initial = None if data is not None else filling.fields()
        common = {"initial": initial, "sheet": self.sheet, "span": self.shown, "people": people}
        form: Any
        if record is not None:
            form = AnotherPassageForm(data, record=record, **common)
        else:
            form = FORMS[kind](data, **common)
        self.more |= {"form": form, "people": people, "record": asked, "record_kind": kind}

    def _of(self) -> Any:
        """The record of which the words are another passage: as chosen, or as typed."""
        typed, key = self.asked.get("of", ""), self.asked.get("of_key", "")
        if record := choosing.record_of(typed, RECORDS):
            return record
        if not typed.strip():
            return None
        try:
            return choosing.chosen("record", typed.replace("\0", ""), key)
        except ValidationError as error:
            self.more |= {"of_errors": error.messages, "of_typed": typed.replace("\0", "")}
        return None

    def _printed(self, actor: Actor) -> tuple[str, str]:
        """The name and the title under which the chosen words print an actor, by what is known."""
        assert self.shown is not None
        quote = self.sheet.body[slice(*self.shown)]
        if found := self.sheet.printed(quote).get(actor.slug):
            return found.name, found.title
        names = [actor.name, *actor.aliases.values_list("name", flat=True)]
        here = [name for name in names if any(True for _ in places_of_words(name, quote))]
        return max(here, key=len, default=""), ""

    def _open_adjusting(self, key: str, form: Any = None) -> None:
        passage = self._passage(key)
        if passage is None:
            messages.warning(self.request, "There is no such passage in the text any more.")
            return
        span = self.shown or (passage.start, passage.end)
        self.panel, self.shown = "adjust", span
        self.more |= {
            "passage": passage,
            "form": form or AdjustForm(self.sheet.body, passage, span),
            "steps": _steps(self.sheet.body, span),
        }

    def _passage(self, key: str) -> Passage | None:
        if not places.is_number(key):
            return None
        return next((p for p in self.sheet.passages if p.pk == int(key)), None)

    def _may_add(self, name: str) -> bool:
        if name in ("passedover", "dismissal"):
            return bool(self.user.has_perm(f"claims.add_{name}"))
        return bool(self.user.has_perms([f"claims.add_{each}" for each in (name, *_ALONG)]))


def _known(sheet: Sheet, span: Span) -> list[dict[str, str]]:
    """The records of the text that these words do not carry, each once, the last first."""
    here, found = set[str](), dict[str, dict[str, str]]()
    for passage in sheet.passages:
        for anchor in passage.anchors.all():
            record, key = anchor.statement, choosing.key_of(anchor.statement)
            words = record.text if choosing.kind_of(record) == "claim" else what(record)
            about = f" – {record.claim.text}" if choosing.kind_of(record) != "claim" else ""
            found[key] = {
                "key": key,
                "kind": choosing.kind_of(record),
                "words": shortened(f"{words}{about}", 160),
            }
            if (passage.start, passage.end) == span:
                here.add(key)
    rows = [row for key, row in found.items() if key not in here]
    return rows[::-1][:_MOST_KNOWN]


def _steps(body: str, span: Span) -> list[tuple[str, Span]]:
    """What a click makes of the ends: a word more or less, where that leaves any words."""
    start, end = span
    steps = [
        ("start: a word more", (places.last_start(body, start), end)),
        ("start: a word less", (places.next_start(body, start), end)),
        ("end: a word less", (start, places.last_end(body, end))),
        ("end: a word more", (start, places.next_end(body, end))),
    ]
    return [(words, to) for words, to in steps if to != span and to[0] < to[1]]
