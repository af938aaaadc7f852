"""What the templates say of records that were fetched: nothing here asks the database."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from claims import addresses, choosing, dates, glossary, highlighting, quotes
from claims.exports import linked_pages
from claims.pages import evidence_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def site_as_linked_data(context: Any) -> SafeString:
    """The site as a document of JSON-LD, for a page that is about nothing else."""
    return linked_pages.of_site(context["request"].build_absolute_uri)


@register.simple_tag
def web_link(address: str) -> SafeString:
    """A link to another site. An address that is none of the web, which a fixture may bring, is
    shown and leads nowhere."""
    if not str(address).lower().startswith(("http://", "https://")):
        return format_html("<bdi>{}</bdi>", address)
    link = '<a rel="noopener noreferrer nofollow" href="{}"><bdi>{}</bdi></a>'
    return format_html(link, address, address)


@register.filter
def having(attributions: Iterable[Any], role: str) -> list[Any]:
    """Those of the attributions that are of `role`."""
    return [attribution for attribution in attributions if attribution.role == role]


@register.filter
def as_printed(attribution: Any) -> list[str]:
    """The titles and names under which the articles print the actor, each once, in reading
    order; the actor's own name left out, for it stands beside them."""
    printed = (
        " ".join(part for part in (mention.title, mention.name) if part)
        for mention in attribution.mentions.all()
    )
    return [name for name in dict.fromkeys(printed) if name and name != attribution.actor.name]


@register.filter
def in_own_voice(attribution: Any) -> bool:
    """Whether it is an article that says so in its own voice."""
    return any(mention.own_voice for mention in attribution.mentions.all())


@register.filter
def media(attribution: Any) -> list[str]:
    """The media in which the actor said it, as the articles give them."""
    found = (mention.medium for mention in attribution.mentions.all())
    return [medium for medium in dict.fromkeys(found) if medium]


@register.filter
def edtf_in_words(edtf: str) -> str:
    if not edtf:
        return gettext("no date")
    # English has shorter ways than word for word.
    english = (get_language() or "en").startswith("en")
    return dates.words(edtf) if english else dates.words(edtf, gettext)


@register.filter
def explained(code: str, of: str) -> str:
    """What a status, form, role or kind means, in a sentence (`claims.glossary`)."""
    return glossary.explained(code, of)


@register.filter
def in_a_sentence(evidence: Any) -> str:
    """What is said of the evidence, and by whom; a link to its record within."""
    return evidence_in_words.sentence(evidence)


@register.filter
def caveat(evidence: Any) -> str:
    """Why the evidence does not count as what it is said to be; "" where it does."""
    return evidence_in_words.caveat(evidence)


@register.filter
def first_day(day: Any) -> str:
    return day.isoformat() if day else ""


@register.simple_tag
def around(passage: Any) -> dict[str, str]:
    """What stands before and after the passage in its paragraph."""
    before, after = quotes.sentence_around(passage.text.body, passage.start, passage.end)
    return {"before": before, "after": after}


@register.simple_tag
def passage_address(passage: Any) -> str:
    """The place of the passage on its article's page, in the revision that it was found in."""
    article = reverse("article", args=[passage.text.article.slug])
    return f"{article}?revision={passage.text.revision}#{passage.fragment}"


@register.simple_tag
def quote_fragment(anchor: Any) -> str:
    """The id of a quote on the page of its claim: its record, article and place."""
    passage = anchor.passage
    return (
        f"quote-{anchor.statement.slug}-{passage.text.article.slug}-{passage.start}-{passage.end}"
    )


@register.filter
def record_kind(anchor: Any) -> str:
    """claim, denial or evidence."""
    return str(anchor.statement._meta.model_name)


@register.filter
def record_kinds(anchors: Iterable[Any]) -> str:
    """The kinds of the records that the anchors are of, as classes of a style sheet."""
    return " ".join(dict.fromkeys(f"has-{record_kind(anchor)}" for anchor in anchors))


@register.filter
def sources(evidence: Iterable[Any]) -> list[str]:
    """The names of those who say so of any of the evidence, each once."""
    return list(
        dict.fromkeys(
            source.actor.name
            for row in evidence
            for source in having(row.attributions.all(), "source")
        )
    )


@register.filter
def record_address(anchor: Any) -> str:
    """The place of the anchor's quote on the page of its claim."""
    return f"{anchor.claim.get_absolute_url()}#{quote_fragment(anchor)}"


@register.filter
def record_title(anchor: Any) -> str:
    """The record in words, for the letter that leads to it."""
    if anchor.denial:
        form = anchor.denial.get_form_display().lower()
        return f"{gettext('Denied: %s') % form}. {anchor.claim.text}"
    if anchor.evidence:
        evidence = anchor.evidence
        what = f"{evidence.get_kind_display()}: {evidence.get_state_display().lower()}"
        return f"{what}, {evidence.get_side_display().lower()}. {anchor.claim.text}"
    return str(anchor.claim.text)


@register.simple_tag
def kept_hidden(filterset: Any, *, all: bool = False) -> list[tuple[str, str]]:
    """(name, value) of the parameters that the list's form has no control for: it keeps them.
    With `all`, of those that it has one for too; a page is never kept."""
    left_out = {"cursor", "at"}
    if not all:
        left_out |= {"q", "after", "before", "sort", "acting_for"}
    return [
        (name, value)
        for name, values in filterset.data.lists()
        if name in filterset.filters and name not in left_out
        for value in values
        if value.strip()
    ]


@register.simple_tag
def also_named(actor: Any, typed: str | None) -> str:
    """The alias of the actor that is like what was typed, where its own name is not; else ""."""
    return choosing.also_named(actor, typed) if typed else ""


@register.simple_tag
def actors_to_choose(filterset: Any) -> list[tuple[str, str]]:
    """(what was given, address where it is looked up among all names) of each actor that the URL
    names and that does not exist."""
    found = []
    for role in choosing.ROLES:
        for given in filterset.data.getlist(role) if role in filterset.form.errors else ():
            query = urlencode({"name": given[: choosing.LONGEST_NAME], "role": role})
            found.append((given, f"{reverse('choose-actor')}?{query}"))
    return found[:5]


@register.simple_tag
def same_filters(filterset: Any) -> str:
    """The filters of a list as a query string, for another list: "" where there are none."""
    address = addresses.removing(filterset.data, "cursor")
    return "" if address == "?" else address


@register.filter
def highlighted(text: str, query: Any) -> SafeString | str:
    """`text` with what `query` (`search.Query`, or None) finds in it marked."""
    if not query:
        return text
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<mark class="hit">{}</mark>', part.text) if part.found else part.text,)
            for part in highlighting.stretches(text, query)
        ),
    )


@register.simple_tag
def telling(anchors: Iterable[Any], query: Any) -> Any:
    """The anchor whose passage has what `query` finds, else the first; None where there is none."""
    anchors = list(anchors)
    if query:
        for anchor in anchors:
            if any(part.found for part in highlighting.stretches(anchor.passage.exact, query)):
                return anchor
    return anchors[0] if anchors else None
