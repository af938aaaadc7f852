"""An article: its text, and beside it what the text carries."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.exports import linked_pages
from claims.models import Article, Change, Passage
from claims.pages import notes

from .gone import moved_or_gone


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article's whole text, its passages marked; the newest revision unless one is asked for."""
    published = Article.objects.published()
    found: Any = published.with_publishers().filter(slug=slug).first()
    if found is None:
        return moved_or_gone(request, published, slug)
    texts = list(found.texts.latest_first())
    wanted = request.GET.get("revision")
    text = next((text for text in texts if wanted in (None, str(text.revision))), None)
    if wanted is not None and text is None:
        raise Http404(f"No revision {wanted} of this article")
    passages = Passage.objects.of_text(text).with_published_records().in_reading_order()
    noted = notes.notes(passages if text else [])
    context = {
        "article": found,
        "linked_data": linked_pages.of_article(found, request.build_absolute_uri),
        "text": text,
        "newest": texts[0] if texts else None,
        "texts": texts,
        "notes": noted,
        "counts": notes.counts(noted),
        "elsewhere": _on_other_revisions(texts, text),
        "corrections": found.corrections.latest_first(),
        "changed_at": Change.objects.last_of_article(found.pk),
        "paragraphs": list(notes.annotated(text.body, noted)) if text else [],
    }
    return render(request, "claims/article.html", context)


def _on_other_revisions(texts: list[Any], text: Any) -> list[tuple[int, int]]:
    """(revision, number of passages) of the other texts on which something published rests, the
    newest first; asked only where there are others."""
    others = [other for other in texts if other != text]
    return list(Passage.objects.counts_by_revision(others)) if others else []
