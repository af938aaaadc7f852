"""Articles and the revisions of their texts. A revision is added and never changed."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.utils.html import format_html

from claims import publishing
from claims.models import Anchor, Article, ArticleText
from claims.roles import may_revise

from .annotating import WithAnnotating
from .base import RecordAdmin, wide
from .corrections import CorrectionInline
from .exporting import WithExport
from .fields import VerbatimField
from .intake import WithIntake, warn_of_duplicates
from .labels import change_url, link, shortened
from .lists import FilterByKnown
from .publication import PublishableAdmin
from .record_form import RecordForm
from .revisions import WithRevisions
from .rows import Rows


class NewTextForm(RecordForm):
    body = VerbatimField(
        required=True,
        widget=forms.Textarea(attrs={"rows": 20, "cols": 100}),
        help_text="Verbatim, headline included. It cannot be changed afterwards, for the passages "
        "count on it: a correction is a new revision.",
    )

    class Meta:
        model = ArticleText
        fields = ["body"]

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if not body.strip():
            raise forms.ValidationError("The text is blank: paste the article's words.")
        last = self._revisions().first()
        if last and last.body == body:
            raise forms.ValidationError(
                f"These are the words of revision {last.revision}, to the character."
            )
        return body

    def save(self, commit: bool = True) -> Any:
        last = self._revisions().first()
        self.instance.revision = last.revision + 1 if last else 1
        return super().save(commit)

    def _revisions(self) -> Any:
        """Those of the article so far, the last one first."""
        texts = ArticleText.objects.filter(article=self.instance.article_id)
        return texts.order_by("-revision")


class KeptTextInline(Rows, admin.StackedInline):
    """The revisions, as they are. One on which no passage rests may be deleted."""

    model = ArticleText
    fields = ["revision", "sha256", "words"]
    readonly_fields: ClassVar[Any] = fields
    extra = 0
    verbose_name = "revision"
    verbose_name_plural = "text, by revision"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).order_by("-revision")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="text")
    def words(self, text: ArticleText) -> str:
        # A browser drops the line feed that a <pre> begins with.
        return format_html('<pre class="verbatim">\n{}</pre>', text.body)


class NewTextInline(Rows, admin.StackedInline):
    model = ArticleText
    form = NewTextForm
    extra = max_num = 1
    can_delete = False
    verbose_name = "new revision"
    verbose_name_plural = "add a text, or a correction of it"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).none()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_add_permission(request, obj)
        return may and (obj is None or may_revise(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)


class FilterByLanguage(FilterByKnown):
    def known(self) -> list[tuple[str, str]]:
        return [(language, language) for language in Article.objects.languages()]


@admin.register(Article)
class ArticleAdmin(WithExport, WithAnnotating, WithRevisions, WithIntake, PublishableAdmin):
    change_form_template = "admin/claims/article/change_form.html"
    list_display = [
        *("title", "publisher", "publication_state", "agency", "dated", "language", "claims"),
        *("written_by", "annotate_link"),
    ]
    sortable_by: ClassVar[Any] = ["dated"]
    list_display_links = ["title"]
    list_filter = ["publication_state", ("language", FilterByLanguage)]
    list_select_related = ["publisher", "agency"]
    ordering: ClassVar[Any] = [F("published_latest_on").desc(nulls_last=True), "-pk"]
    search_fields = ["headline", "slug", "publisher__name"]
    search_help_text = "Letters of its headline, or the name of its publisher; or its slug."
    autocomplete_fields = ["publisher", "agency"]
    prepopulated_from = ("headline",)
    fieldsets = [
        (None, {"fields": ["headline", "slug", "publisher", "agency", "publication_state"]}),
        ("As printed", {"fields": ["byline", "dateline", "published", "published_as_given"]}),
        ("Source", {"fields": ["language", "url", "archive_url", "retrieved_on", "rights"]}),
    ]
    inlines = [KeptTextInline, NewTextInline, CorrectionInline]
    actions = [*PublishableAdmin.actions, "export_as_readings"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return wide(field) if db_field.name == "headline" else field

    @admin.display(description="headline")
    def title(self, article: Article) -> str:
        return shortened(article.headline)

    @admin.display(description="published", ordering=F("published_latest_on").asc(nulls_first=True))
    def dated(self, article: Article) -> str:
        return article.published

    def fill_in(self, rows: list[Any]) -> None:
        super().fill_in(rows)
        numbers = Anchor.objects.claims_by_article([row.pk for row in rows])
        for row in rows:
            row.claims = numbers.get(row.pk, 0)

    @admin.display(description="claims")
    def claims(self, article: Any) -> int:
        """That rest on it, drafts too."""
        return int(article.claims)

    def refuse(self, record: Any) -> None:
        publishing.refuse_stranding(record)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for text in formset.new_objects:
            if not isinstance(text, ArticleText):
                continue
            warn_of_duplicates(request, text)
            self.tell_followed(request, text)


@admin.register(ArticleText)
class ArticleTextAdmin(RecordAdmin):
    """The texts by themselves, to be found and read. They are added with their article."""

    list_display = ["title", "revision", "sha256"]
    list_select_related = ["article"]
    ordering = ["-article", "-revision"]
    search_fields = ["article__headline", "article__slug", "article__publisher__name"]
    fields = ["its_article", "revision", "sha256", "words"]
    readonly_fields: ClassVar[Any] = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("article").defer("body")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="article")
    def title(self, text: ArticleText) -> str:
        return shortened(text.article.headline)

    @admin.display(description="article")
    def its_article(self, text: ArticleText) -> str:
        return link(change_url(text.article), text.article.headline)

    words = KeptTextInline.words
