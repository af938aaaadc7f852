"""The reading of one article, as a person would write it."""

from typing import Any

from claims.models import Article, ArticleText, Passage, PassedOver

from ..articles import ARTICLE
from ..dating import reported
from ..naming import places
from .drafting import (
    Draft,
    Kept,
    given,
    has_words,
    is_file,
    is_plain,
    one_or_more,
)
from .entries import Writer
from .quoting import beside
from .registries import corrections, publication


class Articles:
    """Writes readings into a draft, one article after the other, in the order of their files."""

    def __init__(self, kept: Kept, draft: Draft) -> None:
        self.kept, self.draft = kept, draft
        # Which evidence the short form can describe, and what of it has been described.
        self.describable = {slug for slug in _with_a_source(kept) if _is_sound(slug, kept)}
        self.described: set[tuple[str, str]] = set()
        # By its text, the first article with it.
        self.first_with: dict[str, str] = {}

    def write(self, article: Article) -> None:
        texts = self.kept.texts[article.slug]
        reading: dict[str, Any] = {"article": self._article(article, texts)}
        names, cast = self._cast(article, [text.body for text in texts])
        if cast:
            reading["cast"] = cast
        if texts:
            reading["passages"] = self._passages(article, texts, names)
        self.draft.readings[article.slug] = reading

    # The article ---------------------------------------------------------------------------------

    def _article(self, article: Article, texts: list[ArticleText]) -> dict[str, Any]:
        body = texts[-1].body if texts else None

        def printed(value: str) -> str:
            there = body is None or value in body
            return value if has_words(value) and there else ""

        return {
            **self._texts(article, texts),
            **given(headline=printed(article.headline)),
            "publisher": article.publisher.slug,
            **given(
                agency=article.agency and article.agency.slug,
                byline=printed(article.byline),
                dateline=printed(article.dateline),
            ),
            "published": article.published,
            **given(
                published_as_given=printed(article.published_as_given),
                language=article.language,
                url=article.url,
                archive_url=article.archive_url,
                retrieved_on=article.retrieved_on and str(article.retrieved_on),
                rights=article.rights if has_words(article.rights) else "",
                publication=publication(article),
                corrections=corrections(self.kept.corrections["article", article.slug]),
            ),
        }

    def _texts(self, article: Article, texts: list[ArticleText]) -> dict[str, Any]:
        if not texts:
            return {}
        *earlier, latest = texts
        files = {}
        for text in texts:
            name = f"{article.slug}.txt"
            if text is not latest:
                name = f"{article.slug}.{text.revision}.txt"
            if is_file(text.body):
                files[text.revision] = name
                self.draft.texts[name] = text.body
        first = self.first_with.setdefault(latest.body, article.slug)
        return given(
            file=files.get(latest.revision),
            revision=str(latest.revision) if latest.revision > 1 else "",
            earlier={str(t.revision): files[t.revision] for t in earlier if t.revision in files},
            words={str(t.revision): t.body for t in texts if t.revision not in files},
            same_text_as=first if first != article.slug else "",
        )

    # The cast ------------------------------------------------------------------------------------

    def _cast(
        self, article: Article, bodies: list[str]
    ) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
        """The key of each actor in the cast, by slug; and the cast as it is written."""
        names: dict[str, dict[str, None]] = {}
        titles: dict[str, dict[str, None]] = {}
        members: dict[str, None] = {}
        for passage in self.kept.passages[article.slug]:
            for rows in self.kept.mentions[passage.natural_key()].values():
                for row in rows:
                    actor = row.attribution.actor.slug
                    for printed, kept in ((row.name, names), (row.title, titles)):
                        if has_words(printed):
                            kept.setdefault(actor, {})[printed] = None
                    own = row.own_voice and actor == article.publisher.slug
                    if row.attribution.role != "subject" and not own:
                        members[actor] = None
        found = {
            kind: {
                actor: [one for one in several if any(places(one, body) for body in bodies)]
                for actor, several in printed.items()
            }
            for kind, printed in (("name", names), ("title", titles))
        }
        members |= {actor: None for kind in found.values() for actor in kind if kind[actor]}
        keys = {actor: actor for actor in sorted(members)}
        if ARTICLE in keys:
            # That is the article's own voice. No slug has a space.
            keys[ARTICLE] = f"{ARTICLE} (actor)"
        return keys, {
            key: {"is": actor}
            | given(
                name=one_or_more(found["name"].get(actor, [])),
                title=one_or_more(found["title"].get(actor, [])),
            )
            for actor, key in keys.items()
        }

    # The passages --------------------------------------------------------------------------------

    def _passages(
        self, article: Article, texts: list[ArticleText], cast: dict[str, str]
    ) -> list[dict[str, Any]]:
        writer = Writer(
            self.kept,
            article.publisher.slug,
            reported(article),
            cast,
            self.describable,
            self.described,
        )
        spans: list[Passage | PassedOver] = [
            *self.kept.passages[article.slug],
            *self.kept.passed_over[article.slug],
        ]
        latest = texts[-1].revision
        written: list[dict[str, Any]] = []
        for span in sorted(spans, key=lambda span: _place(span, latest)):
            if (quote := _quote(span, latest)) is None:
                continue
            if isinstance(span, PassedOver):
                if has_words(span.reason) or not span.reason:
                    written.append({**quote, "nothing": span.reason})
                continue
            written += [{**quote, **entry.written()} for entry in writer.entries(span)]
        return written


def _place(span: Passage | PassedOver, latest: int) -> tuple[bool, int, int, int]:
    """The latest revision first; of what begins at one place the longest."""
    revision = span.text.revision
    return revision != latest, revision, span.start, -span.end


def _quote(span: Passage | PassedOver, latest: int) -> dict[str, Any] | None:
    """The words, with what stands beside them where they occur more than once; None where a
    quote cannot say which are meant."""
    around = beside(span.text.body, span.start, span.end)
    if around is None:
        return None
    prefix, suffix = around
    revision = span.text.revision
    return {
        "quote": span.text.body[span.start : span.end],
        **given(
            prefix=prefix,
            suffix=suffix,
            revision=str(revision) if revision != latest else "",
        ),
    }


def _with_a_source(kept: Kept) -> list[str]:
    """The evidence of which a passage says whose word it is, where a quote finds that passage."""
    return sorted(
        anchor.evidence.slug
        for key, anchors in kept.anchors.items()
        for anchor in anchors
        if anchor.evidence
        and any(
            row.attribution.role == "source"
            for row in kept.mentions[key].get(("evidence", anchor.evidence.slug), ())
        )
        and beside(anchor.passage.text.body, anchor.passage.start, anchor.passage.end) is not None
    )


def _is_sound(slug: str, kept: Kept) -> bool:
    """Whether the builder takes the evidence: what is verified or rejected has its examiner."""
    evidence = kept.rows["evidence"][slug,]
    roles = {row.role for row in kept.roles["evidence", slug]}
    return is_plain(slug) and (
        evidence.state not in ("verified", "rejected") or "examiner" in roles
    )
