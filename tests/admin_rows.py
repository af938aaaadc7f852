"""The lists of the admin: of which kinds there is one, and the rows that it shows."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.test import Client

from tests.editing import list_address

KINDS = sorted(
    str(model._meta.model_name)
    for model in admin.site._registry
    if model._meta.app_label == "claims"
)


def rows(client: Client, kind: str, **query: Any) -> list[Any]:
    """The records of the first page, where `query` filters or searches."""
    address = f"{list_address(kind)}?{urlencode(query)}"
    return list(client.get(address).context["cl"].result_list)
