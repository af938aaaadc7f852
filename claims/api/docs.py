"""The API described, for a person: a page made of its own OpenAPI document."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .site import api


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Each operation with its parameters, as a form that asks it."""
    schema: Any = api.get_openapi_schema()
    operations = [
        {
            "path": path,
            "operation": operation["get"],
            "parameters": [
                {**one, "values": _one_of(one["schema"])}
                for one in operation["get"].get("parameters", [])
            ],
            "of_a_record": "{" in path,
        }
        for path, operation in schema["paths"].items()
    ]
    return render(
        request,
        "claims/api.html",
        {"info": schema["info"], "operations": operations, "schemas": _schemas(schema)},
    )


def _schemas(schema: Any) -> list[dict[str, Any]]:
    """Of each record, its fields: name, type in words, meaning."""
    return [
        {
            "name": name,
            "description": one.get("description", ""),
            "fields": [
                {
                    "name": field,
                    "type": _type(given),
                    "values": given.get("enum", []),
                    "description": given.get("description", ""),
                }
                for field, given in one.get("properties", {}).items()
            ],
        }
        for name, one in sorted(schema["components"]["schemas"].items())
    ]


def _one_of(schema: Any) -> list[str]:
    """The values that there are, where that is a closed list."""
    if "enum" in schema:
        values: list[str] = schema["enum"]
        return values
    inner = [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]
    return next((found for one in inner if (found := _one_of(one))), [])


def _type(given: Any) -> str:
    if "$ref" in given:
        return str(given["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in given:
        return " or ".join(map(_type, given["anyOf"]))
    if given.get("type") == "array":
        return f"list of {_type(given.get('items', {}))}"
    return str(given.get("type", "any"))
