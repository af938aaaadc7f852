"""An editor at the page of a text: opens a short form for words of it, changes what is filled in,
saves it; as a browser posts it."""

from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from claims import quotes
from claims.models import Actor, Anchor, Article, Claim, Passage
from tests import factories as make

BODY = (
    "Drones, Said Kiev\n\n"
    "Russia flies Iranian drones, Kiev said on Monday. “No,” said Tehran. Nobody showed proof.\n\n"
    "Nobody showed proof.\n"
)
SAID = "Russia flies Iranian drones, Kiev said on Monday."


def article_to_annotate() -> Article:
    """An article of 13 December 2022 with BODY as its text, and actors whom it names."""
    for name, alias in (("Ukraine", "Kiev"), ("Iran", "Tehran"), ("Russia", "")):
        make.make_actor(name=name, aliases=[alias] if alias else [])
    article = make.make_article(headline="Drones, Said Kiev", published="2022-12-13")
    make.make_text(body=BODY, article=article)
    return article


def a_claim_of(client: Client, article: Article, **more: Any) -> Any:
    """Save the claim that SAID carries."""
    more.setdefault("text", "Russia flies Iranian drones.")
    return save(client, article, SAID, "claim", **more)


def nothing_saved() -> bool:
    return not any(model.objects.exists() for model in (Claim, Passage, Anchor))


def address(article: Article, **asked: Any) -> str:
    own = reverse("admin:claims_article_annotate", args=[article.pk])
    return f"{own}?{urlencode(asked)}" if asked else own


def place(article: Article, quote: str) -> dict[str, int]:
    body = article.texts.latest_first().first().body
    start, end = quotes.find(body, quote)
    return {"start": start, "end": end}


def opened(client: Client, article: Article, quote: str, record: str, **asked: Any) -> Any:
    """The page with the form for a record open, for the words of a quote."""
    return client.get(address(article, **place(article, quote), record=record, **asked))


def filled_in(response: Any) -> dict[str, str]:
    """What a browser would post of the open form, if nothing was changed."""
    context = response.context
    posted = {
        "act": "save",
        "revision": str(context["text"].revision),
        "record": context["record"],
        "start": str(context["start"]),
        "end": str(context["end"]),
    }
    form, people = context["form"], context["people"]
    if getattr(form, "record", None):
        posted["of"] = form.record_key
    for each in [form, people.management_form, *people.forms]:
        for field in each:
            posted |= _values(field)
    return posted


def _values(field: Any) -> dict[str, str]:
    value = field.value()
    widget = field.field.widget
    if hasattr(widget, "decompress"):
        words, key = value if isinstance(value, list) else widget.decompress(value)
        return {field.html_name: words or "", f"{field.html_name}_key": key or ""}
    if value in (None, "") and getattr(widget, "choices", None):
        value = next(iter(widget.choices))[0]  # what a browser shows of a choice not made
    if value is None or value is False:
        return {} if value is False else {field.html_name: ""}
    return {field.html_name: "on" if value is True else str(value)}


def rows_of(response: Any) -> list[tuple[str, str, str, str]]:
    """(slug, role, name, title) of the people who are filled in."""
    found = []
    for form in response.context["people"].forms:
        actor = form["actor"].value()
        if isinstance(actor, Actor):
            slug = Actor.objects.get(pk=actor.pk).slug
            found.append((slug, *(form[name].value() or "" for name in ("role", "name", "title"))))
    return found


def save(
    client: Client,
    article: Article,
    quote: str,
    record: str,
    *,
    people: dict[str, Any] | None = None,
    asked: dict[str, Any] | None = None,
    **changes: Any,
) -> Any:
    """Open the form, give people roles, change fields, press save.

    `people` are names as one types them, with a role, or with a mapping of fields; whoever is
    not filled in already goes into a new row. None empties a field.
    """
    response = opened(client, article, quote, record, **(asked or {}))
    posted = filled_in(response)
    for name, value in changes.items():
        posted.pop(f"{name}_key", None)
        posted[name] = "" if value is None else str(value)
    for typed, what in (people or {}).items():
        fields = {"role": what} if isinstance(what, str) else what
        row = _row(posted, typed)
        posted |= {f"people-{row}-{name}": value for name, value in fields.items()}
    return client.post(address(article), posted)


def _row(posted: dict[str, str], typed: str) -> int:
    """The row that has the actor, or the first empty one, or a new one."""
    total = int(posted["people-TOTAL_FORMS"])
    for wanted in (typed, ""):
        for row in range(total):
            if posted.get(f"people-{row}-actor") == wanted:
                posted[f"people-{row}-actor"] = typed
                return row
    posted["people-TOTAL_FORMS"] = str(total + 1)
    posted[f"people-{total}-actor"] = typed
    return total


def errors(response: Any) -> list[str]:
    """All that the open form complains of, its fields' and its rows' errors."""
    assert response.status_code == 200, f"saved, or gone: {response.status_code}"
    form, people = response.context["form"], response.context.get("people")
    found = [message for messages in form.errors.values() for message in messages]
    for row in people.forms if people is not None else ():
        found += [message for messages in row.errors.values() for message in messages]
    return found + list(people.non_form_errors() if people is not None else ())
