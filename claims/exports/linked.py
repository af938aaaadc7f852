"""A claim as linked data: JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/).

Its terms are schema.org's; passages are annotations (https://www.w3.org/TR/annotation-vocab/), and
whose word something is and where it was taken from is said by PROV-O too
(https://www.w3.org/TR/prov-o/). What none of them has a word for (a claim's kind, where its
evidence stands) stands under the site's own glossary.

The context is written out, so that whoever reads the file has to ask nobody for it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from claims.models import ActorKind

from .described import Absolute, Record

SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
WIKIDATA = "http://www.wikidata.org/entity/"

# By the kind of actor, what it is to schema.org and to PROV-O.
_TYPES = {
    ActorKind.PERSON: ["Person", "prov:Person"],
    ActorKind.STATE: ["Country", "prov:Agent"],
    ActorKind.GOVERNMENT_BODY: ["GovernmentOrganization", "prov:Organization"],
    ActorKind.INTERNATIONAL_BODY: ["Organization", "prov:Organization"],
    ActorKind.NEWS_ORGANISATION: ["NewsMediaOrganization", "prov:Organization"],
    ActorKind.GROUP: ["Organization", "prov:Organization"],
}
# What would end the element, or begin a comment in it.
_IN_A_PAGE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
# Of evidence that is a reviewer's assessment.
_ASSESSMENT = "assessment"
# Of evidence, who has which part in it, as the site calls it.
_PARTS = ("holders", "requesters", "disputers", "examiners")


def context(absolute: Absolute) -> Record:
    """What the terms below mean. The site's own are the places of its page on method."""
    return {
        "@version": 1.1,
        "@vocab": SCHEMA,
        "oa": OA,
        "prov": PROV,
        "site": absolute("/about/#"),
        "passages": {"@reverse": "oa:hasBody"},
    }


def written(claims: Iterable[Record], absolute: Absolute) -> Iterator[str]:
    """A document of all of them, a claim a line."""
    yield f'{{"@context":{_json(context(absolute))},\n"@graph":['
    between = "\n"
    for claim in claims:
        yield between + _json(linked(claim))
        between = ",\n"
    yield "\n]}\n"


def document(claim: Record, absolute: Absolute) -> SafeString:
    """A document of one claim, for its page."""
    return in_page(linked(claim), absolute)


def in_page(value: Record, absolute: Absolute) -> SafeString:
    """A document of what is on a page, written so that it may stand within a `script` of it."""
    whole = _json({"@context": context(absolute), **_without_blanks(value)})
    return mark_safe(whole.translate(_IN_A_PAGE))  # no sign of HTML is left  # noqa: S308


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def linked(claim: Record) -> Record:
    """The claim, with what answers it; what is not recorded is left out."""
    articles = [*{p["article"]["url"]: p["article"] for p in claim["passages"]}.values()]
    return _without_blanks(
        {
            "@id": claim["url"],
            "@type": ["Claim", "prov:Entity"],
            "identifier": claim["slug"],
            "text": claim["text"],
            **_whose(claim["claimants"]),
            "about": _each(agent, claim["subjects"]),
            "appearance": _each(article, articles),
            "site:kind": _term("kind", claim["kind"]),
            "site:evidence": _term("evidence", claim["evidence_status"]),
            **_when(claim),
            **_grounds(claim),
            "comment": _each(_denial, claim["denials"]),
            "subjectOf": [_evidence(one, claim) for one in claim["evidence"]],
            "dateModified": claim["changed"],
        }
    )


def _denial(denial: Record) -> Record:
    return _without_blanks(
        {
            "@id": denial["url"],
            "@type": ["Comment", "prov:Entity"],
            "identifier": denial["slug"],
            "site:denial": _term("denial", denial["form"]),
            "site:refuses": denial["refuses"],
            **_whose(denial["deniers"]),
            **_when(denial),
            **_grounds(denial),
        }
    )


def _evidence(evidence: Record, claim: Record) -> Record:
    return _without_blanks(
        {
            "@id": evidence["url"],
            "@type": [_type_of(evidence), "prov:Entity"],
            "identifier": evidence["slug"],
            "about": {"@id": claim["url"]},
            **_review(evidence, claim),
            "site:side": _term("side", evidence["side"]),
            "site:evidence_kind": _term("evidence_kind", evidence["kind"]),
            "site:state": _term("state", evidence["state"]),
            "text": evidence["words"],
            **_whose(evidence["sources"]),
            **{f"site:role-{part[:-1]}": _each(agent, evidence[part]) for part in _PARTS},
            **_when(evidence),
            **_grounds(evidence),
        }
    )


def _type_of(evidence: Record) -> str:
    return "ClaimReview" if evidence["kind"] == _ASSESSMENT else "CreativeWork"


def _review(evidence: Record, claim: Record) -> Record:
    """What a reviewer's assessment has as a ClaimReview (https://schema.org/ClaimReview): the
    rating in the reviewer's own words, and no number that the site would have to answer for."""
    if evidence["kind"] != _ASSESSMENT:
        return {}
    return {
        "url": evidence["source_url"],
        "claimReviewed": claim["text"],
        "itemReviewed": {"@id": claim["url"]},
        "reviewRating": {"@type": "Rating", "alternateName": evidence["words"]}
        if evidence["words"]
        else "",
        "datePublished": evidence["date"] if evidence["date_basis"] == "reported" else "",
    }


def _whose(people: list[Record]) -> Record:
    """Whose word it is."""
    return {
        "author": _each(agent, people),
        "prov:wasAttributedTo": [{"@id": person["url"]} for person in people],
    }


def agent(person: Record) -> Record:
    """Somebody, as described."""
    wikidata = person["wikidata_id"]
    return _without_blanks(
        {
            "@id": person["url"],
            "@type": _TYPES[ActorKind(person["kind"])],
            "identifier": person["slug"],
            "name": person["name"],
            "site:actor_kind": _term("actor_kind", person["kind"]),
            "sameAs": {"@id": f"{WIKIDATA}{wikidata}"} if wikidata else "",
        }
    )


def _term(of: str, code: str) -> Record | str:
    """What a code means: a place of the site's glossary."""
    return {"@id": f"site:{of}-{code}"} if code else ""


def _when(statement: Record) -> Record:
    """Its date (EDTF), of what it is the date, and why."""
    return {
        "site:date": statement["date"],
        "site:date_basis": _term("date_basis", statement["date_basis"]),
        "site:date_note": statement["date_note"],
    }


def _grounds(statement: Record) -> Record:
    """What it rests on: the passages, and the articles or the page that they are taken from."""
    articles = dict.fromkeys(passage["article"]["url"] for passage in statement["passages"])
    pages = [*articles, *filter(None, [statement["source_url"]])]
    return {
        "prov:wasQuotedFrom": [{"@id": url} for url in articles],
        "isBasedOn": [{"@id": url} for url in pages],
        "passages": _each(_annotation, statement["passages"]),
    }


def _annotation(passage: Record) -> Record:
    return _without_blanks(
        {
            "@type": "oa:Annotation",
            "site:relation": _term("relation", passage["relation"]),
            "oa:hasTarget": {
                "@type": "oa:SpecificResource",
                "oa:hasSource": {"@id": passage["article"]["url"]},
                "oa:hasSelector": [
                    {"@type": "oa:TextQuoteSelector", "oa:exact": passage["exact"]},
                    {
                        "@type": "oa:TextPositionSelector",
                        "oa:start": passage["start"],
                        "oa:end": passage["end"],
                    },
                ],
            },
        }
    )


def article(given: Record) -> Record:
    """An article, as described."""
    return _without_blanks(
        {
            "@id": given["url"],
            "@type": ["NewsArticle", "prov:Entity"],
            "identifier": given["slug"],
            "headline": given["headline"],
            "publisher": agent(given["publisher"]),
            "datePublished": given["published"],
            "inLanguage": given["language"],
            "url": given["source_url"],
            "archivedAt": given["archive_url"],
        }
    )


def _each(make: Callable[[Record], Record], some: Iterable[Record]) -> list[Record]:
    return [make(one) for one in some]


def _without_blanks(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in ("", [])}
