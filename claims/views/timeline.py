"""Claims, denials and evidence over time."""

from django.http import HttpRequest, HttpResponse

from claims.timeline import timeline as drawn_timeline

from .charts import chart


def timeline(request: HttpRequest) -> HttpResponse:
    """What fits the filters of the URL, by date."""
    return chart(request, "timeline", drawn_timeline)
