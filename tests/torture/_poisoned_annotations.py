"""Payloads in every text of the short forms beside an article's words, for `xss`."""

from typing import Any

from tests.torture._let_in import STRICT, count

_TEXTS = {"text", "slug", "date", "date_note"}
_OF_A_PERSON = ("actor", "name", "title", "date", "date_note")
# Another actor for each: one who is known already is offered, in a row of its own.
_PEOPLE = {
    "claim": ("claimant", "who claims"),
    "denial": ("denier", "who denies"),
    "evidence": ("source", "who tells of it"),
}


def by_annotating(payloads: list[str]) -> None:
    """An article about each payload, and in it a claim, its denial and evidence for it."""
    from django.contrib.auth.models import User
    from django.core.exceptions import ValidationError
    from django.test import Client

    from claims.models import Claim
    from tests import factories as make

    desk = Client()
    desk.force_login(User.objects.get(username="editor"))
    for number, payload in enumerate(payloads):
        article = make.make_article(headline=f"Annotated {number}")
        said = f"Number {number} was said: {' '.join(payload.split())}"
        try:
            make.make_text(body=f"{payload}\n\n{said}\n", article=article)
        except ValidationError:
            count("annotating", "body", let_in=False)
            continue
        count("annotating", "body", let_in=True)
        annotate(desk, article, said, "claim", payload, kind="fact")
        claim = Claim.objects.filter(anchors__passage__text__article=article).first()
        if claim is None:
            continue
        about = {"claim": claim.slug, "claim_key": str(claim.pk)}
        annotate(desk, article, said, "denial", payload, **about)
        annotate(desk, article, said, "evidence", payload, **about)


def annotate(desk: Any, article: Any, said: str, record: str, payload: str, **choices: str) -> None:
    """All texts of the form; then those that it did not refuse."""
    from tests.annotating import address, filled_in, opened

    posted = {**filled_in(opened(desk, article, said, record)), **choices}
    row = int(posted["people-TOTAL_FORMS"])
    role, who = _PEOPLE[record]
    person = {"role": role, "kind": "person", "date": "2022-12-13", "date_basis": "said"}
    posted |= {f"people-{row}-{name}": value for name, value in person.items()}
    posted["people-TOTAL_FORMS"] = str(row + 1)
    # Of who stands there already, nothing is changed.
    own = {name for name in posted if name in _TEXTS} - choices.keys()
    names = own | {f"people-{row}-{name}" for name in _OF_A_PERSON}
    given = {name: f"{payload} {name[-4:]}" for name in names}
    given[f"people-{row}-actor"] = f"{payload} {who}"
    # Printed in these very words, or refused.
    given |= {f"people-{row}-{name}": " ".join(payload.split()) for name in ("name", "title")}
    left = set(names)
    while True:
        answer = desk.post(address(article), {**posted, **{name: given[name] for name in left}})
        assert answer.status_code in (200, 302), (record, answer.status_code)
        if answer.status_code == 302 or not left:
            break
        forms = [answer.context["form"], *answer.context["people"].forms]
        wrong = {form.add_prefix(name) for form in forms for name in form.errors} & left
        left -= wrong or {max(left, key=lambda name: (name.rpartition("-")[2] in STRICT, name))}
    for name in names:
        parts = [part for part in name.split("-") if not part.isdigit()]
        saved = answer.status_code == 302 and name in left
        count("annotating", f"{record}.{'.'.join(parts)}", saved)
