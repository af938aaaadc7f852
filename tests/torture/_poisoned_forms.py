"""Payloads in every text of the admin's forms, for `xss`."""

from typing import Any

# What the site works out from the others.
from tests.torture._let_in import APART, STRICT, count, load
from tests.torture._poisoned_fixture import Fixture


def by_forms(payloads: list[str], fixture: Fixture) -> None:
    """At the admin, of the records of a fixture that is sound."""
    from django.test import Client

    from claims.models import Actor, Article, Attribution, Claim, Denial, Evidence, Passage
    from tests.editing import act, change_address, make_editor
    from tests.taking_in import look, take_in

    desk = Client()
    desk.force_login(make_editor())
    for number, payload in enumerate(payloads, 501):
        assert load(fixture.of(number))
        ours = {"pk__gt": number * APART, "pk__lt": (number + 1) * APART}
        for model in (Actor, Article, Claim, Denial, Evidence, Attribution, Passage):
            records = model._default_manager.filter(**ours).order_by("pk")
            # The third actor is one with an office.
            for record in [*records[:1], *(records[2:3] if model is Actor else [])]:
                save(desk, model.__name__, change_address(record), payload)
        claim = Claim.objects.filter(**ours).latest("pk")
        answer = act(desk, "claim", "return_to_author", claim, comment=payload)
        count("form", "Change.comment", answer.status_code == 302)
        save(desk, "User", "/admin/auth/user/1/change/", payload)
        save(desk, "Group", "/admin/auth/group/1/change/", payload)
        text = f"{payload}\n\nSomebody said number {number}."
        given = {"text": text} if number % 2 else {"html": f"<title>{payload}</title><p>{text}"}
        seen = look(desk, **given)
        fields = {"headline": payload, "byline": payload, "publisher_name": f"{payload} {number}"}
        let_in = bool(seen.context and seen.context.get("form")) and (
            take_in(desk, seen, **fields, add_publisher="on", another="on").status_code == 302
        )
        for name in (*fields, "body"):
            count("form", f"intake.{name}", let_in)


_TEXTS = {
    *("name", "slug", "wikidata_id", "office", "since", "until", "headline", "byline", "dateline"),
    *(
        "published",
        "published_as_given",
        "language",
        "url",
        "archive_url",
        "rights",
        "text",
        "date",
    ),
    *("date_note", "source_url", "quote", "words", "title", "medium", "first_name", "last_name"),
    *("email",),
}


def save(desk: Any, kind: str, address: str, payload: str) -> None:
    """All texts of the form; then those that it did not refuse."""
    from tests.editing import filled_in

    form = filled_in(desk.get(address))
    # Groups and rights are lists, and no texts.
    posted = {name: value for name, value in form.items() if not str(value).startswith("[")}
    names = {
        name
        for name in posted
        if name.rpartition("-")[2] in _TEXTS
        # There the text is a choice.
        and not (name.endswith("text") and (name.startswith("anchors") or kind == "Passage"))
        # A new row needs more than texts, but for a name.
        and ("-" not in name or posted.get(f"{row(name)}-id") or name.startswith("aliases"))
    }
    # No two rows alike.
    given = {
        name: f"{payload} {row(name)[-1]}" if "-" in name and "-0-" not in name else payload
        for name in names
    }
    left = set(names)
    while left:
        answer = desk.post(address, {**posted, **{name: given[name] for name in left}})
        assert answer.status_code in (200, 302, 400), (address, answer.status_code)
        if answer.status_code != 200:
            left = left if answer.status_code == 302 else set()
            break
        context = answer.context
        forms = [context["adminform"].form]
        for inline in context["inline_admin_formsets"]:
            forms += inline.formset.forms
        wrong = {form.add_prefix(name) for form in forms for name in form.errors} & left
        # What is said of a row, or of two fields together: the last of them goes.
        left -= wrong or {max(left, key=lambda name: (name.rpartition("-")[2] in STRICT, name))}
    for name in names:
        parts = [part for part in name.split("-") if not part.isdigit()]
        count("form", f"{kind}.{'.'.join(parts)}", name in left)


def row(name: str) -> str:
    return name.rpartition("-")[0]
