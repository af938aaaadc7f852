"""Claims, denials and evidence over time."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from claims.timeline import timeline as drawn_timeline

from .charts import chart


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """What fits the filters of the URL, by date."""
    return chart(request, "timeline", drawn_timeline)
