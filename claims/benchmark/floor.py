"""The framework floor: the list's page, rendered from what is in memory."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.template.response import TemplateResponse

from claims.views import ClaimList


class FrameworkFloor(ClaimList):
    """The list of claims, whose rows and counts were worked out when it was first asked for. From
    then on it is rendered anew each time, with the same template and by the same server, and asks
    the database nothing; where it would, it ends in a RuntimeError."""

    kept: dict[str, dict[str, Any]] = {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        asked = request.META["QUERY_STRING"]
        if asked not in self.kept:
            first = super().get(request, *args, **kwargs)
            assert isinstance(first, TemplateResponse)
            # Once it is rendered, what the template asks for late is in memory too.
            self.kept[asked] = first.context_data or {}
            return first
        response = TemplateResponse(request, self.template_name, self.kept[asked])
        with connection.execute_wrapper(_refused):
            response.render()
        return response


def _refused(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise RuntimeError(f"the framework floor asks the database: {sql}")
