"""The public addresses (DESIGN, The URL)."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path
from django.views.decorators.http import require_safe

from claims import views
from claims.sitemaps import SECTIONS

urlpatterns = [
    path("", views.ClaimList.as_view(), name="home"),
    path("claims/", views.ClaimList.as_view(), name="claims"),
    path("claims.<slug:form>", views.export, name="export"),
    path("claims/<slug:slug>/", views.claim, name="claim"),
    path("claims/<slug:slug>/cite.<slug:form>", views.cite, name="cite"),
    path("evidence/", views.EvidenceList.as_view(), name="evidence"),
    path("evidence.<slug:form>", views.export_evidence, name="export-evidence"),
    path("disputes/", views.disputes, name="disputes"),
    path("timeline/", views.timeline, name="timeline"),
    path("articles/", views.ArticleList.as_view(), name="articles"),
    path("articles.atom", views.article_feed, name="article-feed"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("actors/", views.ActorList.as_view(), name="actors"),
    path("actors.atom", views.actor_feed, name="actor-feed"),
    path("actors/<slug:slug>/", views.actor, name="actor"),
    path("choose-actor/", views.choose_actor, name="choose-actor"),
    path("about/", views.about, name="about"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", require_safe(sitemaps.index), {"sitemaps": SECTIONS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        require_safe(sitemaps.sitemap),
        {"sitemaps": SECTIONS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
]
