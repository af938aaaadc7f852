"""An editor at the admin's forms: opens one, fills it in, saves it, as a browser posts it."""

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.db.models import Max
from django.test import Client
from django.urls import reverse

from claims.admin.conflicts import version
from claims.models import Change

KINDS = ["actor", "article", "articletext", "attribution", "claim", "denial", "evidence", "passage"]


def make_editor(**more: Any) -> User:
    return User.objects.create_superuser("editor", password="editor", **more)


def signed_in(role: str, name: str = "") -> Client:
    """A client of a user with the role: reader, contributor, editor, administrator."""
    user = User.objects.create_user(name or role, password="-", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    client.user = user  # type: ignore[attr-defined]
    return client


def add_address(kind: str) -> str:
    return reverse(f"admin:claims_{kind}_add")


def change_address(record: Any) -> str:
    return reverse(f"admin:claims_{record._meta.model_name}_change", args=[record.pk])


def delete_address(record: Any) -> str:
    return reverse(f"admin:claims_{record._meta.model_name}_delete", args=[record.pk])


def delete(client: Client, record: Any, **more: Any) -> Any:
    """Ask for the deletion, and press the button that says it is meant."""
    return client.post(delete_address(record), {"post": "yes", "_version": version(record)}, **more)


def list_address(kind: str) -> str:
    return reverse(f"admin:claims_{kind}_changelist")


def filled_in(response: Any) -> dict[str, Any]:
    """What a browser would post of the form that `response` shows, if nothing was changed."""
    context = response.context or response.context_data
    forms = [context["adminform"].form]
    version = context.get("version")
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    posted = {"_version": version} if version else {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is None or value is False:
                continue
            # A textarea posts CRLF, whatever line ends it was given.
            text = str(getattr(value, "pk", value)) if value is not True else "on"
            posted[field.html_name] = re.sub(r"\r?\n", "\r\n", text)
    return posted


def opened(client: Client, record: Any) -> dict[str, Any]:
    """What a browser would post of the form of `record`, if nothing was changed."""
    return filled_in(client.get(change_address(record)))


def save(client: Client, address: str, **changes: Any) -> Any:
    """Open the form at `address`, change fields, press "Save". None for a change empties one.

    Inline rows are named `attributions-0-actor`; write it `attributions_0_actor` here.
    """
    posted = filled_in(client.get(address))
    for name, value in changes.items():
        name = re.sub(
            r"^([a-z]+(?:_2)?)_(\d+)_", lambda m: f"{m[1].replace('_', '-')}-{m[2]}-", name
        )
        if value is None:
            posted.pop(name, None)
        else:
            posted[name] = getattr(value, "pk", value)
    return client.post(address, posted)


def errors(response: Any) -> list[str]:
    """All messages that the form shows, the fields' and the rows' among them."""
    assert response.status_code == 200, f"saved, or gone: {response.status_code}"
    return [
        str(message) for message in response.context["errors"].data for message in _flat(message)
    ]


def _flat(message: Any) -> list[Any]:
    return (
        [message] if not isinstance(message, list) else [m for part in message for m in _flat(part)]
    )


def told(response: Any) -> list[str]:
    """The messages on the page that follows."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def act(client: Client, kind: str, action: str, *records: Any, **more: Any) -> Any:
    """Tick `records` in the list, choose `action`, press "Go"."""
    seen = Change.objects.aggregate(last=Max("pk"))["last"] or 0  # the list is just opened
    chosen = [record.pk for record in records]
    posted = {"action": action, "_selected_action": chosen, "_seen": seen, **more}
    return client.post(list_address(kind), posted)


def autocomplete(model, field, **more):
    return f"{reverse('admin:autocomplete')}?" + urlencode(
        {"app_label": "claims", "model_name": model, "field_name": field, **more}
    )
