"""Two editors who press "Save" in the same instant: one is saved, the other is told."""

import threading

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client

from claims.models import Attribution, Claim
from tests import factories as make
from tests.editing import change_address, filled_in

ROUNDS = 10

if connection.vendor == "postgresql":  # SQLite has one writer at a time, whoever they are

    def at_once(*tasks):
        """Run each in a thread of its own, all from the same moment; what they return, in order."""
        start = threading.Barrier(len(tasks))
        found = [None] * len(tasks)

        def run(number):
            start.wait(10)
            try:
                found[number] = tasks[number]()
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run, args=[number]) for number in range(len(tasks))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return found

    def signed_in(name):
        client = Client()
        client.force_login(User.objects.create_superuser(name, password="-"))
        return client

    @pytest.mark.django_db(transaction=True)
    def test_of_two_who_save_in_the_same_instant_one_is_told():
        clients = [signed_in("ada"), signed_in("ben")]
        claim = make.make_claim(claimants=[make.make_actor()], publication_state="draft")
        address = change_address(claim)
        for number in range(ROUNDS):
            forms = [filled_in(client.get(address)) for client in clients]
            actors = [make.make_actor() for _ in clients]
            row = forms[0]["attributions-INITIAL_FORMS"]
            for mine, (form, actor) in enumerate(zip(forms, actors, strict=True)):
                form["text"] = f"Round {number}, as {mine} has it."
                form[f"attributions-{row}-actor"] = actor.pk
                form[f"attributions-{row}-role"] = "subject"

            def post(mine, forms=forms):
                return clients[mine].post(address, forms[mine])

            responses = at_once(lambda: post(0), lambda: post(1))

            statuses = [response.status_code for response in responses]
            assert sorted(statuses) == [200, 302]
            told = statuses.index(200)
            saved = 1 - told
            assert Claim.objects.get(pk=claim.pk).text == f"Round {number}, as {saved} has it."
            page = responses[told].content.decode()
            assert f"Round {number}, as {saved} has it." in page
            assert f"Round {number}, as {told} has it." in page
            # Saved once more, nothing of either is lost.
            posted = filled_in(responses[told])
            assert clients[told].post(address, posted).status_code == 302
            people = Attribution.objects.filter(claim=claim).values_list("actor_id", flat=True)
            assert {actor.pk for actor in actors} <= set(people)
            assert Claim.objects.get(pk=claim.pk).text == f"Round {number}, as {told} has it."

    @pytest.mark.django_db(transaction=True)
    def test_what_is_refused_while_it_is_saved_comes_back_in_its_form():
        # Outside of a transaction of the test's own, as it is on the site.
        client = signed_in("ada")
        actor, other = make.make_actor(name="Iran"), make.make_actor(name="Russia")
        make.make_affiliation(actor=actor, principal=other)
        posted = filled_in(client.get(change_address(other)))
        posted |= {"affiliations-0-principal": actor.pk}
        response = client.post(change_address(other), posted)
        assert response.status_code == 200
        assert "nobody acts for themselves" in response.content.decode()
