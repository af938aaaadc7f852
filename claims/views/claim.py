"""A claim as a case file, and how to cite it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.exports import linked
from claims.exports.described import described
from claims.models import Claim, ImportedRecord
from claims.pages import case_file, citing

from .gone import moved_or_gone
from .grounds import add_deciding_evidence
from .related import related

# By the end of its address: how a citation is written, and as what it is sent.
FORMS = {
    "txt": (citing.as_text, "text/plain; charset=utf-8"),
    "bib": (citing.as_bibtex, "application/x-bibtex; charset=utf-8"),
    "json": (citing.as_csl_json, "application/vnd.citationstyles.csl+json"),
}


@require_safe
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """A claim with its passages, and what was answered and shown, in order of time."""
    published = Claim.objects.published()
    found: Any = published.as_case_file().filter(slug=slug).first()
    if found is None:
        return moved_or_gone(request, published, slug)
    add_deciding_evidence([found])
    answers = case_file.answers_in_order(found)
    sources = case_file.sources(found)
    articles = case_file.articles(found)
    reports = [report for source in sources for report in source.reports]
    cited = _cited(request, found)
    return render(
        request,
        "claims/claim.html",
        {
            "claim": found,
            "in_short": case_file.in_short(found),
            "terms": case_file.terms_of_claim(found),
            "answers": answers,
            "terms_of_answers": case_file.terms_of_answers(answers),
            "sources": sources,
            "reports": reports,
            "only_answering": len(articles) - len(reports),
            "related": related(found, articles),
            "imported_from": ImportedRecord.objects.of_claim(found),
            "corrections": found.corrections.latest_first(),
            "linked_data": linked.document(
                described(found, request.build_absolute_uri), request.build_absolute_uri
            ),
            "cited": cited,
            "citations": {form: write(cited) for form, (write, _) in FORMS.items()},
        },
    )


@require_safe
def cite(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The citation of a claim as a file."""
    if form not in FORMS:
        raise Http404(f"No citation of the form {form}")
    published = Claim.objects.published()
    found: Any = published.as_case_file().filter(slug=slug).first()
    if found is None:
        return moved_or_gone(request, published, slug, form)
    write, content_type = FORMS[form]
    response = HttpResponse(write(_cited(request, found)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slug}.{form}"'
    return response


def _cited(request: HttpRequest, claim: Any) -> citing.Cited:
    oldest = case_file.oldest(case_file.articles(claim))
    return citing.Cited(
        key=claim.slug,
        title=claim.text,
        url=request.build_absolute_uri(claim.get_absolute_url()),
        read_on=timezone.localdate(),
        changed_on=timezone.localdate(claim.changed_at) if claim.changed_at else None,
        note=case_file.origin_in_short(claim, oldest),
    )
