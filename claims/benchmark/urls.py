"""The site's addresses, and the framework floor's. In the benchmark's own settings alone."""

from django.urls import include, path

from .floor import FrameworkFloor

urlpatterns = [
    path("framework-floor/", FrameworkFloor.as_view()),
    path("", include("claimsite.urls")),
]
