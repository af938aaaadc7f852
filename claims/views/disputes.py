"""Who accuses whom, and how much of it is denied."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from claims.disputes import disputes as drawn_disputes

from .charts import chart


@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """What fits the filters of the URL, by accuser and accused."""
    return chart(request, "disputes", partial(drawn_disputes, rtl=get_language_bidi()))
