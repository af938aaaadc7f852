"""What the form of a new record begins with."""

import pytest
from django.urls import reverse

from claims.models import Anchor, PublicationState
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_denial_added_from_its_claim_begins_with_the_claims_text(editor):
    claim = make.make_claim()
    text = claim.anchors.get().passage.text
    address = f"{reverse('admin:claims_denial_add')}?claim={claim.pk}"

    response = editor.get(address)

    forms = {row.opts.model: row.formset for row in response.context["inline_admin_formsets"]}
    assert forms[Anchor].forms[0]["text"].value() == text.pk
    assert response.context["adminform"].form["claim"].value() == str(claim.pk)


def test_a_denial_added_from_its_claim_without_a_passage_has_none(editor):
    from tests.editing import save

    claim = make.make_claim()
    address = f"{reverse('admin:claims_denial_add')}?claim={claim.pk}"

    assert save(editor, address, form="literal").status_code == 302

    assert not claim.denials.get().anchors.exists()


def test_a_new_claim_is_a_draft_of_a_fact(editor):
    form = editor.get(reverse("admin:claims_claim_add")).context["adminform"].form

    assert form["kind"].value() == "fact"
    assert form["publication_state"].value() == PublicationState.DRAFT
