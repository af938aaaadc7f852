"""The site's addresses: the admin, the API, the pages of `claims`, and what a supervisor asks."""

from django.contrib import admin
from django.urls import include, path

from claimsite import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("claims.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("claims.urls")),
]

# 503 where the database cannot, whoever asked it.
handler500 = "claimsite.unavailable.server_error"
handler400 = "claimsite.limits.bad_request"
