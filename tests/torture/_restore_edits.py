"""An administrator's work at the admin, for `restore`: what is added, changed, merged, erased."""

import sys

import django
from django.test.utils import setup_test_environment


def main(when: str) -> None:
    django.setup()
    setup_test_environment()
    from django.urls import reverse

    from claims.models import Actor, Change, Claim
    from tests import factories as make
    from tests.editing import act, change_address, delete, save, signed_in

    desk = signed_in("administrator", f"administrator-{when}")
    for claim in Claim.objects.order_by("pk")[:5]:
        answer = save(desk, change_address(claim), text=f"{claim.text} ({when})")
        assert answer.status_code == 302, answer.status_code
    edit = Change.objects.latest_first()[0].edit
    assert desk.post(reverse("admin:claims_change_edit", args=[edit])).status_code == 302
    draft = Claim.objects.order_by("-pk")[0]
    Claim.objects.filter(pk=draft.pk).update(publication_state="draft")
    act(desk, "claim", "publish", draft)
    assert Claim.objects.get(pk=draft.pk).publication_state == "published"
    actor = make.make_actor(slug=f"private-{when}", name=f"A Private Person {when}")
    address = reverse("admin:claims_change_erase", args=["actor", actor.pk])
    desk.post(address, {"fields_to_erase": ["actor.name"], "why": "Asked for"})
    assert Change.objects.filter(action="erased", key=actor.pk).exists()
    delete(desk, actor)
    # The largest key is gone, so that the next one is known by its sequence alone.
    assert not Actor.objects.filter(pk=actor.pk).exists()


if __name__ == "__main__":
    main(sys.argv[1])
