"""A page of each kind with payloads in it; `script/torture xss` has every field and payload."""

import pytest

from claims.models import Claim, ImportedRecord, ImportRun
from tests import factories as make
from tests.browser.signing_in import sign_in
from tests.editing import change_address, make_editor
from tests.torture._eyes import Eyes, prove
from tests.torture._payloads import some

PAYLOADS = [*some(8), "javascript:alert(1)"]


@pytest.fixture
def claim(transactional_db) -> Claim:
    everything = " ".join(one for one in PAYLOADS if "\x00" not in one)[:1500]
    text = make.make_text(body=f"{everything}\n\nSaid.", article=make.make_article(slug="said"))
    text.article.headline = everything[:400]
    text.article.save()
    claim = make.make_claim(
        text=everything,
        claimants=[make.make_actor(name=everything[:190], slug="somebody")],
        passage=make.make_passage(quote="Said.", text=text),
    )
    run = ImportRun.objects.create(file="<img src=x onerror=alert(1)>", size=1)
    item = {"url": "javascript:alert(1)", "appearances": PAYLOADS, "tags": PAYLOADS}
    ImportedRecord.objects.create(
        claim=claim,
        run=run,
        source=everything[:90],
        key="1",
        digest="0",
        item=item,
        original=item,
    )
    return claim


def test_no_payload_runs_or_is_a_link(live_server, context, claim):
    sign_in(context, live_server.url, make_editor())
    eyes = Eyes(context)
    pages = ["/claims/", claim.get_absolute_url(), "/articles/said/", "/actors/somebody/"]
    pages += ["/evidence/", "/disputes/", "/timeline/", "/claims.atom", "/claims.json"]
    pages += ["/claims/?q=%3Csvg/onload=alert(1)%3E&actor=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"]
    pages += ["/%3Cscript%3Ealert(1)%3C/script%3E", "/admin/claims/claim/", change_address(claim)]
    for path in pages:
        answer = eyes.look(live_server.url + path)
        assert answer is None or answer.status < 500, path  # a file is no page
    assert eyes.problems == []


def test_an_unsound_page_is_seen_with_a_policy_and_without(context, live_server):
    assert prove(context, live_server.url) == []
