"""The articles that are like a new one: same words, nearly the same, same address.

A fixed number of queries, each by an index and with an end, whatever is in the database.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from claims.models import Article, ArticleText, TextLikeness

from . import likeness
from .web_addresses import forms, normal_form

MOST_SHOWN = 10
# Of a million texts a thousand meet another one in a band by chance.
_MOST_MET = 10_000
_MOST_AT_AN_ADDRESS = 200
# Texts of which 75 % is the same differ in 15 bits on average, others in 32.
_FARTHEST = 22


class Why(StrEnum):
    SAME_TEXT = "same_text"
    SAME_ADDRESS = "same_address"
    NEARLY = "nearly_the_same"


@dataclass(frozen=True)
class Duplicate:
    """An article that is like the new one, why, and the percentage of words that both have: 100
    for the same text, NEARLY and more for nearly the same; 0 where the address tells."""

    article: Article
    why: Why
    percent: int = 0

    @property
    def needs_a_word(self) -> bool:
        """Whether the editor has to say that the new one is another article."""
        return self.why != Why.NEARLY


def duplicates(body: str, url: str = "", *, of: Article | None = None) -> list[Duplicate]:
    """What is like an article with these words and this address, the likest first, each article
    once; without `of`, the article itself."""
    found = [*_same_or_nearly(body, of), *_at_the_address(url, of)]
    order = list(Why)
    found.sort(key=lambda one: (order.index(one.why), -one.percent, one.article.pk))
    once: dict[int, Duplicate] = {}
    for one in found:
        once.setdefault(one.article.pk, one)
    return list(once.values())[:MOST_SHOWN]


def _same_or_nearly(body: str, of: Article | None) -> list[Duplicate]:
    own = likeness.bands(likeness.simhash(body))
    sha256 = hashlib.sha256(body.encode(errors="surrogatepass")).hexdigest()
    others = ArticleText.objects.exclude(article=of) if of else ArticleText.objects.all()
    same = others.with_sha256(sha256, own).order_by("pk")
    keys = list(same.values_list("pk", flat=True)[:MOST_SHOWN])
    near = [key for key in _nearest(own) if key not in keys]
    found = []
    for text in others.filter(pk__in=[*keys, *near]).select_related("article__publisher"):
        share = 1.0 if text.pk in keys else likeness.share(body, text.body)
        if share >= likeness.NEARLY:
            why = Why.SAME_TEXT if share == 1.0 else Why.NEARLY
            # 99.9 % is not all of it.
            found.append(Duplicate(text.article, why, int(share * 100)))
    return found


def _nearest(own: likeness.Bands) -> list[int]:
    """The keys of the texts that differ from one with the bands `own` in the fewest bits."""
    met = TextLikeness.objects.with_a_band_of([likeness.near_bands(band) for band in own])
    rows = met.values_list("pk", "band_0", "band_1", "band_2", "band_3")[:_MOST_MET]
    distances = sorted((likeness.distance(own, bands), key) for key, *bands in rows)
    return [key for distance, key in distances if distance <= _FARTHEST][: MOST_SHOWN * 2]


def _at_the_address(url: str, of: Article | None) -> list[Duplicate]:
    normal = normal_form(url)
    if not normal:
        return []
    wanted = forms(url)
    there = Article.objects.at_addresses(wanted.exact, wanted.beginnings)
    there = there.exclude(pk=of.pk) if of else there
    return [
        Duplicate(article, Why.SAME_ADDRESS)
        for article in there.select_related("publisher")[:_MOST_AT_AN_ADDRESS]
        if normal_form(article.url) == normal
    ]
