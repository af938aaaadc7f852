"""An article: its text, and beside it what the text carries."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.models import Article, Passage
from claims.pages import notes


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article's whole text, its passages marked; the newest revision unless one is asked for."""
    found = get_object_or_404(Article.objects.published().with_publishers(), slug=slug)
    texts = list(found.texts.latest_first())
    wanted = request.GET.get("revision")
    text = next((text for text in texts if wanted in (None, str(text.revision))), None)
    if wanted is not None and text is None:
        raise Http404(f"No revision {wanted} of this article")
    passages = Passage.objects.of_text(text).with_published_records().in_reading_order()
    noted = notes.notes(passages if text else [])
    context = {
        "article": found,
        "text": text,
        "newest": texts[0] if texts else None,
        "texts": texts,
        "notes": noted,
        "counts": notes.counts(noted),
        "paragraphs": list(notes.annotated(text.body, noted)) if text else [],
    }
    return render(request, "claims/article.html", context)
