"""The API's addresses."""

from django.urls import path
from django.views.generic import RedirectView

from .docs import docs
from .site import api

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api-docs"), name="api-root"),
    path("docs", docs, name="api-docs"),
    path("", api.urls),
]
