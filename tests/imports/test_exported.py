"""What a site exported comes in as it was: exported once more it is the same."""

import csv
import io
import json
from dataclasses import replace

import pytest
from django.db import transaction

from claims.imports.items import Item, Named, Piece
from claims.imports.reading import Unreadable, read
from claims.imports.writing import import_file
from claims.models import Actor, Claim, Evidence, ImportRefusal
from tests import factories as make
from tests.imports.given import SAID_FALSE, imported, item
from tests.taken import table_of, text_of

pytestmark = pytest.mark.django_db
FORMS = ["jsonld", "csv"]
OLDEST = "?sort=oldest"


class _Undone(Exception):
    """The site as it was before is wanted back."""


def whole(client, form: str) -> str:
    return text_of(client.get(f"/claims.{form}{OLDEST}"))


def take_in(text: str, **options):
    how = {"format": "exported", "mapping": "", "source": "", "publish": True, **options}
    return import_file(
        io.BytesIO(text.encode()),
        "exported",
        lambda after: read(io.BytesIO(text.encode()), format="exported", after=after),
        how=how,
    )


def exported_again(client, text: str, form: str) -> str:
    """The file that a site exports which was empty, and then took in this one."""
    # In a database where nothing was: the addresses of the first site are all free there.
    for model in (Evidence, Claim, Actor):
        assert not model.objects.exists()
    run = take_in(text)
    assert run.refused == 0, list(ImportRefusal.objects.values_list("place", "field", "why"))
    return whole(client, form)


def of_a_site_with(client, form: str, *items, also=None) -> str:
    """The file that a site exports into which these came; afterwards nothing of it is there."""
    try:
        with transaction.atomic():
            imported(*items, publish=True)
            if also:
                also()
            text = whole(client, form)
            raise _Undone
    except _Undone:
        return text


ODD = [
    "=HYPERLINK(1)",
    "'=it was so",
    "It | was || so |",
    "It was, “so”; they said &amp; &lt;b&gt;",
    "قال إن الجسر أغلق",
    "e\u0301te\u0301 \N{PILE OF POO} it",
]


def piece(**values: str | tuple[Named, ...]) -> Piece:
    return replace(SAID_FALSE, **values)


def odd_items() -> list[Item]:
    return [
        item(str(number), text=text, url=f"https://feed.example/{number}", evidence=(SAID_FALSE,))
        for number, text in enumerate(ODD)
    ]


@pytest.mark.parametrize("form", FORMS)
def test_what_was_exported_and_imported_is_exported_as_it_was(client, form):
    text = of_a_site_with(client, form, *odd_items())
    assert exported_again(client, text, form) == text
    assert Claim.objects.count() == len(ODD)


@pytest.mark.parametrize("form", FORMS)
def test_people_dates_and_pieces_of_every_shape_come_back(client, form):
    several = (
        SAID_FALSE,
        piece(words="Half\ntrue | or + not", side="neither", date="", date_basis=""),
        piece(kind="explanation", state="not_shown", side="for", date_note="as “May”"),
        piece(sources=(Named("A + B", "group"), Named("C", "person")), words="", state="rejected"),
    )
    items = [
        item("1", date="", date_basis="", date_note="given as “soon”", evidence=several),
        item("2", claimants=(), subjects=(Named("A | B"), Named("Lavrov", "person"))),
        item("3", date="2018", date_basis="said", claimants=(Named("RT +"), Named("RT"))),
        item("4", date="2018-03/2018-04", kind="norm", evidence=several[:1]),
    ]
    text = of_a_site_with(client, form, *items)
    assert exported_again(client, text, form) == text


@pytest.mark.parametrize("form", FORMS)
def test_two_actors_of_one_name_stay_two(client, form):
    def another_of_the_name():
        claim = Claim.objects.get()
        namesake = make.make_actor(name="The Courier", slug="courier-of-old", kind="person")
        claim.attributions.create(actor=namesake, role="claimant")

    text = of_a_site_with(client, form, item("1"), also=another_of_the_name)
    assert exported_again(client, text, form) == text
    assert Actor.objects.filter(name="The Courier").count() == 2


def test_kinds_and_wikidata_ids_of_actors_come_with_linked_data(client):
    def identified():
        Actor.objects.filter(name="Freedonia").update(wikidata_id="Q42", kind="international_body")

    text = of_a_site_with(client, "jsonld", item("1"), also=identified)
    assert exported_again(client, text, "jsonld") == text
    found = Actor.objects.get(name="Freedonia")
    assert (found.wikidata_id, found.kind) == ("Q42", "international_body")


@pytest.mark.parametrize("form", FORMS)
def test_once_more_nothing_changes(client, form):
    text = of_a_site_with(client, form, *odd_items())
    take_in(text)
    run = take_in(text)
    assert (run.new, run.changed, run.unchanged) == (0, 0, len(ODD))
    assert whole(client, form) == text


@pytest.mark.parametrize("form", FORMS)
def test_without_publish_all_of_it_is_a_draft(client, form):
    text = of_a_site_with(client, form, *odd_items())
    take_in(text, publish=False)
    assert {claim.publication_state for claim in Claim.objects.all()} == {"draft"}
    assert table_of(client) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_site_does_not_take_in_its_own_claims_once_more(client, form):
    imported(*odd_items(), publish=True)
    text = whole(client, form)
    run = take_in(text)
    assert (run.new, run.refused) == (0, len(ODD))
    refusals = list(ImportRefusal.objects.all())
    assert {one.field for one in refusals} == {"slug"}
    # The report has the record as it stands in the file.
    assert {one.original["text"] for one in refusals} == set(ODD)
    assert whole(client, form) == text


@pytest.mark.parametrize("form", FORMS)
def test_claims_that_rest_on_articles_are_refused_with_the_way_that_there_is(client, demo, form):
    text = whole(client, form)
    before = Claim.objects.count()
    run = take_in(text)
    assert run.position == run.refused == Claim.objects.published().count()
    assert Claim.objects.count() == before
    assert all("reading" in one.why for one in ImportRefusal.objects.all())


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"text": ["a"]}, "text"),
        ({"identifier": ""}, "identifier"),
        ({"identifier": "no slug"}, "slug"),
        ({"@id": "nowhere"}, "@id"),
        ({"author": "Iran"}, "author"),
        ({"author": [{"name": "X", "identifier": "not a slug"}]}, "claimants"),
        ({"site:kind": {"@id": "site:kind-verdict"}}, "kind"),
        ({"dateModified": "yesterday"}, "changed"),
        ({"dateModified": "2020-01-01T00:00:00"}, "changed"),
        ({"site:date": "soon"}, "date"),
        ({"isBasedOn": [{"@id": "javascript:alert(1)"}]}, "url"),
        ({"subjectOf": [{"site:side": {"@id": 3}}]}, "@id"),
    ],
)
def test_what_is_wrong_in_linked_data_is_Named(client, broken, field):
    text = of_a_site_with(client, "jsonld", item("1"))
    whole_file = json.loads(text)
    whole_file["@graph"][0].update(broken)
    run = take_in(json.dumps(whole_file))
    assert (run.new, run.refused) == (0, 1)
    assert [one.field for one in ImportRefusal.objects.all()] == [field]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("slug", ""),
        ("claimants", "A | B"),
        ("claimant_slugs", ""),
        ("evidence_kinds", "assessment | document"),
        ("evidence_sources", "A + B"),
        ("passages", "as it is said"),
        ("evidence_others", "holder: A"),
    ],
)
def test_what_is_wrong_in_a_table_is_Named(client, column, cell):
    text = of_a_site_with(client, "csv", item("1", evidence=(SAID_FALSE,)))
    header, row = csv.reader(io.StringIO(text[1:], newline=""))
    row[header.index(column)] = cell
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, row])
    run = take_in(out.getvalue())
    assert (run.new, run.refused) == (0, 1)
    (refusal,) = ImportRefusal.objects.all()
    assert refusal.field.startswith(column[:8])


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"@graph":[]}', "a,b\r\n1,2\r\n"])
def test_a_file_that_no_site_exported_is_refused(text):
    with pytest.raises(Unreadable):
        take_in(text)
