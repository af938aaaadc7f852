"""Imports: what was read, taken over and refused, and a page on which an editor brings a file."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from claims import roles
from claims.imports.reading import MAPPINGS, Mapping, Unreadable, parse, read
from claims.imports.writing import import_file
from claims.models import ImportRefusal, ImportRun

from .lists import Listed

MOST_BYTES = 20_000_000
"""Of a file that is imported while a browser waits; the command takes any."""
MOST_REFUSALS_SHOWN = 100
_KEPT = _(
    "What was read of the file before that is imported. Bring the file once more: what is there "
    "already is found again."
)
COUNTED = ("position", "new", "changed", "unchanged", "repeated", "refused")


class ImportForm(forms.Form):
    """A file, how it is to be read, and what is to become of it."""

    file = forms.FileField(help_text=f"JSON, a saved page or a table; at most {MOST_BYTES:,} B.")
    format = forms.ChoiceField(
        choices=[
            ("claimreview", "ClaimReview (JSON-LD)"),
            ("csv", "Table (CSV, TSV)"),
            ("exported", "What a site like this one exported"),
        ]
    )
    mapping = forms.ChoiceField(
        required=False,
        choices=[("", "none"), *((name, name) for name in MAPPINGS)],
        help_text="Of a table: what its columns are.",
    )
    own_mapping = forms.FileField(
        required=False,
        label="Mapping of your own",
        help_text="Of any other table: a YAML file, as docs/import.md describes it.",
    )
    source = forms.CharField(
        required=False,
        max_length=100,
        help_text="Whose records these are, where neither the file nor the mapping says.",
    )
    publish = forms.BooleanField(
        required=False,
        label="Publish them",
        help_text="Those that have a page and somebody to whom they are attributed. Else drafts.",
    )
    dry_run = forms.BooleanField(
        required=False,
        initial=True,
        label="Only try",
        help_text="Does all of it, tells what would come of it, and keeps nothing.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"The file has {file.size:,} bytes; at most {MOST_BYTES:,} are imported here. Use "
                "the command import_claims, or cut the file into parts."
            )
        return file

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not cleaned or cleaned.get("format") != "csv":
            return cleaned
        given = [name for name in ("mapping", "own_mapping") if cleaned.get(name)]
        if not given and "own_mapping" not in self.errors:
            self.add_error("mapping", "A table needs a mapping: choose what its columns are.")
        elif len(given) == 2:
            self.add_error("own_mapping", "Choose a mapping or give one of your own, not both.")
        return cleaned

    def clean_own_mapping(self) -> Mapping | None:
        file = self.cleaned_data["own_mapping"]
        if not file:
            return None
        try:
            return parse(file.read(), file.name)
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error

    def how(self) -> dict[str, Any]:
        """How the file is imported, as ImportRun keeps it."""
        given = self.cleaned_data
        mapping = given["mapping"]
        if given["own_mapping"]:
            name = str(self["own_mapping"].data.name)
            mapping = "".join(sign for sign in name if sign.isprintable())[:100]
        return {
            **{name: given[name] for name in ("format", "source", "publish")},
            "mapping": mapping,
        }


@admin.register(ImportRun)
class ImportRunAdmin(Listed):
    list_display = ["file", "started_at", "by", "mapping", *COUNTED, "ended_at"]
    list_display_links = ["file"]
    sortable_by: ClassVar[list[str]] = []
    ordering = ["-pk"]
    readonly_fields = ["problems"]
    change_list_template = "admin/claims/importrun/change_list.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return ImportRun.objects.latest_first()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        how = ["file", "size", "sha256", "format", "mapping", "source", "publish"]
        return [*how, "by", "started_at", "ended_at", *COUNTED, "problems"]

    # An editor brings files; nobody changes what came of them ------------------------------------

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return roles.is_editor(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return roles.is_editor(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("Refused, or not taken over"))
    def problems(self, run: ImportRun) -> str:
        rows = list(ImportRefusal.objects.in_the_files_order(run)[: MOST_REFUSALS_SHOWN + 1])
        if not rows:
            return "Nothing."
        told = format_html_join(
            "",
            "<li>{}{}: {}</li>",
            (
                (row.place, f", {row.field}" if row.field else "", row.why)
                for row in rows[:MOST_REFUSALS_SHOWN]
            ),
        )
        more = " and more" if len(rows) > MOST_REFUSALS_SHOWN else ""
        link = reverse("admin:claims_importrun_report", args=[run.pk])
        return format_html(
            '<ol>{}</ol><p>{}<a href="{}">The whole report</a>, a line of JSON each.</p>',
            told,
            more,
            link,
        )

    # Pages ---------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("new/", view(self.import_view), name="claims_importrun_new"),
            path("<int:key>/report/", view(self.report_view), name="claims_importrun_report"),
            *super().get_urls(),
        ]

    def report_view(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """All that was refused, as JSON Lines."""
        self._refuse_others(request)
        run = ImportRun.objects.filter(pk=key).defer("met").first()
        if run is None:
            raise Http404("There is no such import.")
        response = StreamingHttpResponse(
            _report(run), content_type="application/jsonl; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.jsonl"'
        return response

    def import_view(self, request: HttpRequest) -> HttpResponse:
        self._refuse_others(request)
        if request.method != "POST":
            return self._page(request, ImportForm())
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form)
        given = form.cleaned_data
        file = given["file"]
        told: list[str] = []
        if not given["dry_run"]:
            request.if_cut_short = _KEPT  # type: ignore[attr-defined]

        def tell(run: ImportRun) -> None:
            rows = ImportRefusal.objects.in_the_files_order(run)[:MOST_REFUSALS_SHOWN]
            told.extend(f"{row.place} {row.field}: {row.why}" for row in rows)

        try:
            run = import_file(
                file,
                file.name,
                lambda after: read(
                    file,
                    format=given["format"],
                    mapping=given["own_mapping"] or given["mapping"],
                    source=given["source"],
                    after=after,
                ),
                how=form.how(),
                by=request.user,
                dry_run=given["dry_run"],
                refused=tell,
            )
        except Unreadable as error:
            form.add_error("file", str(error))
            return self._page(request, form)
        if given["dry_run"]:
            return self._page(request, form, run=run, told=told)
        messages.success(request, f"{run.position:,} records of “{file.name}” were read.")
        return HttpResponseRedirect(reverse("admin:claims_importrun_change", args=[run.pk]))

    def _refuse_others(self, request: HttpRequest) -> None:
        if not roles.is_editor(request.user):
            raise PermissionDenied

    def _page(self, request: HttpRequest, form: ImportForm, **context: Any) -> TemplateResponse:
        request.current_app = self.admin_site.name
        run = context.get("run")
        around = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Import a file",
            "form": form,
            "media": self.media,
            "counted": run and [(name, getattr(run, name)) for name in COUNTED],
        }
        return TemplateResponse(
            request, "admin/claims/importrun/import.html", {**around, **context}
        )


def _report(run: ImportRun) -> Iterator[str]:
    for one in ImportRefusal.objects.in_the_files_order(run).iterator():
        yield one.as_line() + "\n"
