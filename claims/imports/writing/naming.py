"""From names in a file to actors: known ones where it is certain who is meant, else new ones that
wait for an editor's eye."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count

from django.utils.text import slugify

from claims.imports.items import Item, Named
from claims.models import Actor, ActorKind, Alias, FormerSlug, ImportedName
from claims.suggestions.actors import spellings

_WIKIDATA = re.compile(r"^https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(Q[1-9][0-9]*)$")
_KIND_UNKNOWN = ActorKind.GROUP


def people(item: Item) -> Iterator[Named]:
    """Everybody whom the item names."""
    yield from item.claimants
    yield from item.subjects
    for piece in item.evidence:
        yield from piece.sources


def actors(source: str, named: Iterable[Named]) -> dict[str, int]:
    """The key of the actor that the source means by each identity, in the order in which these
    come first; who is not known is written.

    Known is whom the source meant by the identity before; who has the slug that the source gives,
    and the name; who has the Wikidata id of one of `same_as`; whom alone, of all actors, the name
    or an alias fits. A person is no state and no newspaper, whatever they are called: then the name
    fits nobody. Two whom the source tells apart by their slugs are not one.
    """
    wanted = {}
    for one in named:
        wanted.setdefault(one.identity, one)
    found = ImportedName.objects.actors(source, wanted.keys())
    unknown = [one for identity, one in wanted.items() if identity not in found]
    if unknown:
        registry = _Registry(source, unknown)
        for one in unknown:
            found[one.identity] = registry.actor(one)
        ImportedName.objects.bulk_create(
            ImportedName(source=source, name=one.identity, actor_id=found[one.identity])
            for one in unknown
        )
    return found


class _Registry:
    """The actors whom some names may mean, those made of names before among them: whoever asks
    for the same names a few at a time gets the same actors."""

    def __init__(self, source: str, named: Collection[Named]) -> None:
        ids = {known for one in named for known in _ids(one)}
        rows = Actor.objects.filter(wikidata_id__in=ids)
        self._by_id = dict(rows.values_list("wikidata_id", "pk"))
        self._called: dict[str, dict[int, str]] = defaultdict(dict)
        forms = {form for one in named for form in spellings(one.name)}
        for name, key, kind in chain(
            Actor.objects.named_one_of(forms).values_list("name", "pk", "kind"),
            Alias.objects.named_one_of(forms).values_list("name", "actor", "actor__kind"),
        ):
            self._called[name.casefold()][key] = kind
        slugs = [one.slug for one in named if one.slug]
        self._with_slug = {
            slug: (key, name)
            for slug, key, name in Actor.objects.filter(slug__in=slugs).values_list(
                "slug", "pk", "name"
            )
        }
        fitting = {key for keys in self._called.values() for key in keys} if slugs else set()
        self._meant = set(ImportedName.objects.meant(source, fitting))

    def actor(self, one: Named) -> int:
        if not one.slug:
            return self._identified(one) or self._fitting(one) or self._new(one)
        key = self._addressed(one) or self._identified(one) or self._fitting(one)
        if key is None or key in self._meant:
            key = self._new(one)
        self._meant.add(key)
        return key

    def _addressed(self, one: Named) -> int | None:
        key, name = self._with_slug.get(one.slug, (None, ""))
        return key if name.casefold() == one.name.casefold() else None

    def _identified(self, one: Named) -> int | None:
        keys = {self._by_id[known] for known in _ids(one) if known in self._by_id}
        return keys.pop() if len(keys) == 1 else None

    def _fitting(self, one: Named) -> int | None:
        fitting = self._called.get(one.name.casefold(), {})
        if len(fitting) != 1:
            return None
        ((key, kind),) = fitting.items()
        alike = not one.kind or (one.kind == ActorKind.PERSON) == (kind == ActorKind.PERSON)
        return key if alike else None

    def _new(self, one: Named) -> int:
        ids = [known for known in _ids(one) if known not in self._by_id]
        actor = Actor.objects.create(
            slug=_free_slug(one.slug or one.name),
            name=one.name,
            kind=one.kind or _KIND_UNKNOWN,
            wikidata_id=ids[0] if len(_ids(one)) == len(ids) == 1 else "",
            to_review=True,
        )
        if actor.wikidata_id:
            self._by_id[actor.wikidata_id] = actor.pk
        self._called[one.name.casefold()][actor.pk] = actor.kind
        return int(actor.pk)


def _ids(one: Named) -> list[str]:
    found = (match[1] for same in one.same_as if (match := _WIKIDATA.match(same)))
    return [*dict.fromkeys(found)]


def _free_slug(name: str) -> str:
    start = slugify(name)[:90].strip("-_") or "actor"
    taken = set(Actor.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    former = FormerSlug.objects.of_kind("actor").filter(slug__startswith=start)
    taken |= {"none", *former.values_list("slug", flat=True)}
    numbered = chain([start], (f"{start}-{number}" for number in count(2)))
    return next(slug for slug in numbered if slug not in taken)
