"""The demo fixture, spoilt in one way each; and what comes of it."""

from collections.abc import Callable

from tests.spoiling import (
    ARTICLE,
    CLAIM,
    DENIER,
    EVIDENCE,
    OTHER_CLAIM,
    REQUEST,
    Mutation,
    add,
    article,
    body,
    both,
    claim,
    drop,
    of_claim,
    of_denial,
    passage,
    put,
    without,
)

MUTATIONS: dict[str, Mutation] = {
    # Text.
    "a claim without a text": Mutation(drop("claim", "text", slug=CLAIM), f"claim {CLAIM}: text: "),
    "a claim whose text is blank": Mutation(claim(text=""), f"claim {CLAIM}: text: "),
    "a claim whose text is spaces": Mutation(claim(text="   "), "claim_text_is_not_blank"),
    "an actor without a name": Mutation(
        put("actor", {"slug": "iran"}, name=""), "actor iran: name"
    ),
    "an article without a headline": Mutation(article(headline=" "), "article_headline_is_not"),
    "an alias that is blank": Mutation(put("alias", {"name": "UK"}, name=""), "name: This field"),
    "a text without words": Mutation(body(lambda text: ""), f"article text {ARTICLE}/1: body: "),
    "no address": Mutation(claim(slug=""), "slug"),
    "an address with a slash": Mutation(article(slug="a/b"), "article a/b: slug: "),
    "a control character": Mutation(claim(text="Russia\x07 did."), "Character 7 is U+0007"),
    "a NUL": Mutation(claim(text="Russia\x00 did."), "Character 7 is U+0000"),
    "a lone surrogate": Mutation(claim(text="Russia\ud800 did."), "Character 7 is U+D800"),
    "a line end in a line": Mutation(claim(text="Russia\ndid."), "Character 7 is U+000A"),
    "a control character in a text": Mutation(
        body(lambda text: text.replace("Tehran", "\x1bTehran")), "is U+001B"
    ),
    "a control character in an address": Mutation(
        article(url="https://a.example/\x07"), f"article {ARTICLE}: url: Character 19 is U+0007"
    ),
    "CR line ends": Mutation(body(lambda text: text.replace("\n", "\r\n")), "is U+000D"),
    "a text that is too long": Mutation(claim(text="x" * 2001), "at most 2000 are kept"),
    "a name that is too long": Mutation(
        put("actor", {"slug": "iran"}, name="x" * 201), "actor iran: name: "
    ),
    "an address that is too long": Mutation(article(url="https://a.example/" + "x" * 1000), "1000"),
    # Addresses of pages.
    "a script for an address": Mutation(article(url="javascript:alert(1)"), "url: Enter a valid"),
    "a script for a source": Mutation(claim(source_url="javascript:alert(1)"), "source_url: Enter"),
    "a file for an archive": Mutation(
        article(archive_url="ftp://a.example/x"), "archive_url_is_http"
    ),
    # Choices.
    **{
        f"an unknown {field} of {model}": Mutation(
            put(model, key, **{field: "x"}), f"{field}: Value 'x' is not a valid choice."
        )
        for model, key, field in (
            ("actor", {"slug": "iran"}, "kind"),
            ("article", {}, "publication_state"),
            ("claim", {"slug": CLAIM}, "kind"),
            ("claim", {"slug": CLAIM}, "publication_state"),
            ("claim", {"slug": CLAIM}, "date_basis"),
            ("denial", {"slug": DENIER[1]}, "form"),
            ("denial", {"slug": DENIER[1]}, "publication_state"),
            ("evidence", {"slug": EVIDENCE}, "side"),
            ("evidence", {"slug": EVIDENCE}, "kind"),
            ("evidence", {"slug": EVIDENCE}, "state"),
            ("anchor", {"claim": [CLAIM]}, "relation"),
        )
    },
    "an unknown role": Mutation(
        lambda rows: rows.append(
            {
                "model": "claims.attribution",
                "fields": {"actor": ["iran"], "claim": [CLAIM], "role": "hero"},
            }
        ),
        "role: Value 'hero' is not a valid choice.",
    ),
    "no language": Mutation(article(language="English, mostly"), "article_language_is_bcp_47"),
    "no Wikidata id": Mutation(
        put("actor", {"slug": "iran"}, wikidata_id="794"), "actor_wikidata_id_is_q_and_digits"
    ),
    # Dates.
    "a date that is none": Mutation(claim(date="soon"), '"soon" is not a date'),
    "a day that no calendar has": Mutation(claim(date="2022-02-30"), "is not in the calendar"),
    "an interval that ends before it begins": Mutation(
        claim(date="2022-12-13/2022-12-01"), "ends before it begins"
    ),
    "an interval without an end": Mutation(claim(date="2022-12-13/.."), "leaves an end open"),
    "a date without a basis": Mutation(
        claim(date="2022", date_basis=""), "claim_date_has_basis_and_days"
    ),
    "a basis without a date": Mutation(
        claim(date="", date_basis="said"), "claim_date_has_basis_and_days"
    ),
    "an affiliation that ends before it begins": Mutation(
        put("affiliation", {"office": "Minister of Defence"}, until="2020"),
        "affiliation_begins_before_it_ends",
    ),
    "a date of publication that is none": Mutation(article(published="yesterday"), "is not a date"),
    "a date of retrieval that is none": Mutation(article(retrieved_on="2022-02-30"), "2022-02-30"),
    # Passages.
    "a passage off by one": Mutation(
        passage(lambda fields: fields.update(start=33, end=111)), f"passage {ARTICLE}/1/33/111: "
    ),
    "a passage that is longer than its words": Mutation(
        passage(lambda fields: fields.update(end=111)), f"passage {ARTICLE}/1/32/111: The text has"
    ),
    "a passage with other words": Mutation(
        passage(lambda fields: fields.update(exact=fields["exact"].replace("Of", "of"))),
        f"passage {ARTICLE}/1/32/110: The text has",
    ),
    "a passage that begins before its text": Mutation(
        passage(lambda fields: fields.update(start=-78, end=0)), "start: "
    ),
    "a passage beyond what a database counts": Mutation(
        passage(lambda fields: fields.update(start=2**63, end=2**63 + 78)), "start: "
    ),
    "a passage that ends before it starts": Mutation(
        passage(lambda fields: fields.update(start=110, end=32)), "The text has"
    ),
    "a text with one character changed": Mutation(
        body(lambda text: text.replace("Kiev failed", "Kyiv failed")), "The text has “Kyiv failed"
    ),
    "a revision that is none": Mutation(put("articletext", {}, revision=0), "text_revisions_count"),
    # References.
    "an actor that is not there": Mutation(
        put("attribution", {"actor": ["russia"]}, actor=["rusia"]), "Attribution has no actor"
    ),
    "a claim that is not there": Mutation(
        put("evidence", {"slug": EVIDENCE}, claim=["nothing"]),
        f"evidence {EVIDENCE}: claim: there is no such record",
    ),
    "a text that is not there": Mutation(
        passage(lambda fields: fields.update(text=[ARTICLE, 2])), "Passage has no text"
    ),
    "a passage that is not there": Mutation(
        put("anchor", {"claim": [CLAIM]}, passage=[ARTICLE, 1, 0, 5]), "Anchor has no passage"
    ),
    "a publisher that is not there": Mutation(
        article(publisher=["nobody"]), f"article {ARTICLE}: publisher: there is"
    ),
    "no publisher": Mutation(article(publisher=None), "publisher"),
    "no actor": Mutation(put("attribution", {"actor": ["russia"]}, actor=None), "actor"),
    "no claim": Mutation(put("evidence", {"slug": EVIDENCE}, claim=None), "claim"),
    "a record without its passages": Mutation(
        without("passage", lambda fields: fields["start"] == 32), "Anchor has no passage"
    ),
    # Types.
    "null for a text": Mutation(
        claim(text=None), f"claim {CLAIM}: text: This field cannot be null"
    ),
    "null for a state": Mutation(put("evidence", {"slug": EVIDENCE}, state=None), "state: "),
    "a list for a text": Mutation(claim(text=["Russia did."]), "text is a list, not a text"),
    "an object for a text": Mutation(claim(text={"en": "Russia did."}), "text is a dict, not a"),
    "a number for a text": Mutation(claim(text=1.5), "text is a float, not a text"),
    "true for a text": Mutation(claim(text=True), "text is a bool, not a text"),
    "a number for an address": Mutation(claim(slug=7), "slug is a int, not a text"),
    "a number for a date": Mutation(claim(date=2022), "date is a int, not a text"),
    "a word for a truth": Mutation(
        put("actor", {"slug": "iran"}, vague="perhaps"), "must be either True or False"
    ),
    "a word for a place": Mutation(
        passage(lambda fields: fields.update(start="first")), "must be an integer"
    ),
    "a list of nothing for a place": Mutation(
        passage(lambda fields: fields.update(start=[])), "must be an integer"
    ),
    "an unknown field": Mutation(claim(verdict="false"), "Claim has no field named 'verdict'"),
    "an unknown model": Mutation(
        lambda rows: rows.append({"model": "claims.verdict", "fields": {}}), "claims.verdict"
    ),
    "no fields": Mutation(lambda rows: rows.append({"model": "claims.claim"}), "fields"),
    "no model": Mutation(lambda rows: rows.append({"fields": {}}), "model"),
    "a word among the records": Mutation(
        lambda rows: rows.append("claim"), "Error deserializing object"
    ),  # type: ignore[arg-type]
    # Who and what.
    "a claim with a denier": Mutation(
        put("attribution", {"actor": ["russia"]}, role="denier"), "attribution_role_fits"
    ),
    "a denial with a claimant": Mutation(
        put("attribution", {"denial": [DENIER[1]]}, role="claimant"), "attribution_role_fits"
    ),
    "a denier of another claim": Mutation(
        put("attribution", {"denial": [DENIER[1]]}, claim=[CLAIM]), "belongs to another claim"
    ),
    "a passage of another claim": Mutation(
        put("anchor", {"evidence": [EVIDENCE]}, claim=[OTHER_CLAIM]), "belongs to another claim"
    ),
    "an anchor of a denial and of evidence": Mutation(
        put("anchor", {"denial": [DENIER[1]]}, evidence=[EVIDENCE]), "anchor_is_of_one_statement"
    ),
    "a denial that only presupposes": Mutation(
        put("anchor", {"denial": [DENIER[1]]}, relation="presupposes"), "anchor_presupposes_or"
    ),
    "an actor that acts for itself": Mutation(
        add("affiliation", actor=["iran"], principal=["iran"]), "affiliation_is_not_with_itself"
    ),
    "a circle of affiliations": Mutation(
        add("affiliation", actor=["iran"], principal=["mohammad-reza-ashtiani"], since="2023"),
        "nobody acts for themselves",
    ),
    "a name that is not printed": Mutation(
        put("mention", {"name": "Mohammad-Reza Ashtiani"}, name="ashtiani"),
        named="the name “ashtiani” does not",
    ),
    "a title that is not printed": Mutation(
        put("mention", {"title": "Iranian Defense Minister"}, title="Prime Minister"),
        named="the title “Prime Minister” does not occur",
    ),
    "a name in the article's own voice": Mutation(
        put("mention", {"name": "Mohammad-Reza Ashtiani"}, own_voice=True),
        "mention_in_own_voice_prints_no_name",
    ),
    "a mention where its statement does not rest": Mutation(
        put("mention", {"own_voice": True}, passage=[ARTICLE, 1, 32, 110]),
        named="its statement does not rest on this passage",
    ),
    "a claim without its passages": Mutation(
        both(without("mention", of_claim), without("anchor", of_claim)),
        named=f"claim {CLAIM}: it is published. It rests on no passage",
    ),
    "a denial without its passages": Mutation(
        both(without("mention", of_denial), without("anchor", of_denial)),
        named=f"denial {DENIER[1]}: it is published. It rests on no passage",
    ),
    "a denial that nobody makes": Mutation(
        both(without("mention", of_denial), without("attribution", of_denial)),
        named=f"denial {DENIER[1]}: it is published. It is attributed to nobody",
    ),
    "an article that is a draft": Mutation(
        article(publication_state="draft"), named="Its passages are all in articles that are drafts"
    ),
    "a refusal of what nobody asked for": Mutation(
        put("denial", {"refuses": [REQUEST]}, refuses=[EVIDENCE]), named="Only a request can be"
    ),
    # Twice.
    "two aliases alike": Mutation(
        lambda rows: rows.append(
            {"pk": 999, "model": "claims.alias", "fields": {"actor": ["iran"], "name": "Tehran"}}
        ),
        "alias",
    ),
    "two texts of one revision": Mutation(
        add("articletext", article=[ARTICLE], revision=1, body="Quite another."),
        "A text is never changed",
    ),
    # To `loaddata`, a second record with the key of a first is the first, changed.
    "two claims of one address": Mutation(
        add("claim", slug=CLAIM, text="Another.", kind="act", publication_state="published")
    ),
    "two actors with one Wikidata id": Mutation(
        put("actor", {"slug": "iran"}, wikidata_id="Q159"), "wikidata_id"
    ),
    # What follows from the rest is worked out, whatever the fixture says.
    "an evidence status": Mutation(claim(evidence_status="verified")),
    "a SHA-256": Mutation(put("articletext", {}, sha256="0" * 64)),
    "days": Mutation(claim(earliest_on="1999-01-01", latest_on="1999-01-01")),
    "days of an article": Mutation(article(published_earliest_on="2031-01-01")),
    "an evidence status that is none": Mutation(
        claim(evidence_status="proven"), "claim_evidence_status_is_known"
    ),
}

FILES: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "cut off": (lambda text: text[: len(text) // 2], "Problem installing fixture"),
    "not JSON": (lambda text: "claims: all of them", "Problem installing fixture"),
    "empty": (lambda text: "", "Problem installing fixture"),
    "an object": (lambda text: '{"model": "claims.claim"}', "Problem installing fixture"),
    "a number": (lambda text: "7", "Problem installing fixture"),
    "in UTF-16": (lambda text: text.encode("utf-16"), "codec can't decode"),
    "not a number": (
        lambda text: text.replace('"end": 110', '"end": NaN'),
        "Problem installing fixture",
    ),
    "deeply nested": (lambda text: "[" * 100_000, "Problem installing fixture"),
}
