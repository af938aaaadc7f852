"""What somebody with the database's own tools can do to the small dispute: one rule broken at a
time."""

from claims.integrity import derivation, statements, storage
from tests.dispute import FIRST
from tests.written_by_hand import (
    Break,
    as_itself_for_a_while,
    count_as,
    count_twice,
    delete,
    not_as_itself,
    put,
    run,
    without,
    without_mentions_and,
)

BROKEN: dict[str, Break] = {
    "an actor that is not there": Break(
        storage.references_lead_to_a_record,
        put("denier", actor_id=2**40),
        "attribution #",
        f"its actor is actor #{2**40}, which does not exist",
    ),
    "a claim deleted by hand": Break(
        storage.references_lead_to_a_record,
        delete("claim"),
        "denial denied",
        "its claim is claim #",
    ),
    "an address with a slash": Break(
        storage.fields_hold_what_they_may, put("claim", slug="a/b"), "claim a/b", "slug is “a/b”"
    ),
    "a control character": Break(
        storage.fields_hold_what_they_may,
        put("iran", name="I\x07ran"),
        "actor iran",
        "Character 2 is U+0007",
    ),
    "a control character in an address": Break(
        storage.fields_hold_what_they_may,
        put("article", url="https://a.example/\x07"),
        "article no-drones",
        "Character 19 is U+0007",
    ),
    "no address of a page": Break(
        storage.fields_hold_what_they_may,
        put("claim", source_url="https://"),
        "claim drones",
        "source_url is “https://”. Enter a valid URL.",
    ),
    "a statement without a passage": Break(
        statements.published_statements_have_their_grounds,
        without_mentions_and("claim", "claims_anchor"),
        "claim drones",
        "it is published. It rests on no passage",
    ),
    "a denial without a passage": Break(
        statements.published_statements_have_their_grounds,
        without("denial", "claims_anchor"),
        "denial denied",
        "It rests on no passage",
    ),
    "evidence without a passage": Break(
        statements.published_statements_have_their_grounds,
        without("evidence", "claims_anchor"),
        "evidence shown",
        "It rests on no passage",
    ),
    "an article that is no longer published": Break(
        statements.published_statements_have_their_grounds,
        put("article", publication_state="draft"),
        "claim drones",
        "Its passages are all in articles that are drafts",
    ),
    "a claim that nobody makes": Break(
        statements.published_statements_have_their_grounds,
        without_mentions_and("claim", "claims_attribution"),
        "claim drones",
        "It is attributed to nobody",
    ),
    "a denial that nobody makes": Break(
        statements.published_statements_have_their_grounds,
        without("denial", "claims_attribution"),
        "denial denied",
        "It is attributed to nobody",
    ),
    "a passage off by one": Break(
        statements.passages_say_what_their_text_says,
        put("passage", start=17, end=94),
        "passage no-drones/1/17/94",
        f"its words are “{FIRST}”, but its text has “{FIRST[1:]} ” there",
    ),
    "a passage with other words": Break(
        statements.passages_say_what_their_text_says,
        put("passage", exact=FIRST.replace("no drones", "ten drone")[:-1] + "!"),
        "passage no-drones/1/16/93",
        "its words are “Defence Minister Ashtiani said on Monday that Iran had sent Russia ten",
    ),
    "a passage beyond the end of its text": Break(
        statements.passages_say_what_their_text_says,
        put("passage", start=100_000, end=100_077),
        "passage no-drones/1/100000/100077",
        "but its text has “” there",
    ),
    "a sentence passed over beyond the end of its text": Break(
        statements.passed_over_stretches_are_within_their_text,
        put("passed_over", end=100_000),
        "sentence that carries nothing no-drones/1/0/100000",
        "it ends at “100000”, but its text has “127” characters",
    ),
    "an actor at an address that leads to another": Break(
        statements.former_slugs_are_no_records_slugs,
        put("russia", slug="persia"),
        "former slug actor/persia",
        "it leads to “iran”, but is the address of another actor",
    ),
    "a claim at an address that leads to another": Break(
        statements.former_slugs_are_no_records_slugs,
        put("other_claim", slug="rockets"),
        "former slug claim/rockets",
        "it leads to “drones”, but is the address of another claim",
    ),
    "an attribution of another claim than its denial": Break(
        statements.parts_and_what_is_about_them_are_of_one_claim,
        put("denier", claim_id="other_claim"),
        "attribution denial/denied/iran/denier",
        "its claim is “other-claim”, but its denial belongs to “drones”",
    ),
    "an anchor of another claim than its evidence": Break(
        statements.parts_and_what_is_about_them_are_of_one_claim,
        put("evidence_anchor", claim_id="other_claim"),
        "anchor evidence/shown/no-drones/1/16/93",
        "its claim is “other-claim”, but its evidence belongs to “drones”",
    ),
    "a name that is not printed": Break(
        statements.names_and_titles_stand_in_their_passages,
        put("mention", name="ashtiani"),
        "mention claim/drones/iran/claimant/no-drones/1/16/93",
        "the name “ashtiani” does not occur",
    ),
    "a title that is not printed": Break(
        statements.names_and_titles_stand_in_their_passages,
        put("mention", title="Prime Minister"),
        "mention claim/drones/iran/claimant/no-drones/1/16/93",
        "the title “Prime Minister” does not occur",
    ),
    "a mention where its statement does not rest": Break(
        statements.mentions_are_in_passages_of_their_statement,
        delete("other_anchor"),
        "mention claim/drones/iran/claimant/no-drones/1/94/126",
        "its statement does not rest on this passage",
    ),
    "a refusal of what nobody asked for": Break(
        statements.denials_refuse_requests,
        put("denial", refuses_id="evidence"),
        "denial denied",
        "it refuses “shown”, whose state is “presented”",
    ),
    "words changed in a text": Break(
        derivation.texts_have_their_sha256,
        run("UPDATE claims_articletext SET body = replace(body, 'Corrected', 'corrected')"),
        "article text no-drones/2",
        "The words were changed",
    ),
    "CR line ends": Break(
        derivation.texts_have_lf_line_ends,
        put("other_text", body="Corrected:\r\nno drones."),
        "article text no-drones/2",
        "it has CR line ends",
    ),
    "a day too early": Break(
        derivation.days_are_those_of_the_date,
        put("claim", earliest_on="2022-12-11"),
        "claim drones",
        "earliest_on is 2022-12-11, but date “2022-12-12” makes it 2022-12-12",
    ),
    "a day too late": Break(
        derivation.days_are_those_of_the_date,
        put("other_mention", latest_on="2023-01-01"),
        "mention claim/drones/iran/claimant/no-drones/1/94/126",
        "latest_on is 2023-01-01, but date “2022-12” makes it 2022-12-31",
    ),
    "a date of publication changed": Break(
        derivation.days_are_those_of_the_date,
        put("article", published="2022"),
        "article no-drones",
        "published_earliest_on is 2022-12-13",
    ),
    "an affiliation that began later": Break(
        derivation.days_are_those_of_the_date,
        put("affiliation", since="2022"),
        "affiliation minister/ministry/Minister/2022",
        "since_on is 2021-08-01, but since “2022” makes it 2022-01-01",
    ),
    "no date at all": Break(
        derivation.days_are_those_of_the_date,
        put("evidence", date="soon"),
        "evidence shown",
        'date: "soon" is not a date',
    ),
    "somebody who acts for themselves": Break(
        derivation.nobody_acts_for_themselves,
        # The minister acts for the ministry already.
        put("other_affiliation", principal_id="minister"),
        "actor minist",
        "it acts for itself on some day: minist",
    ),
    "an actor that does not count as itself": Break(
        derivation.actors_count_as_those_they_act_for,
        not_as_itself,
        "actor iran",
        "it does not count as itself",
    ),
    "an actor that counts as itself for a while": Break(
        derivation.actors_count_as_those_they_act_for,
        as_itself_for_a_while,
        "actor iran",
        "it does not count as itself",
    ),
    "an actor that counts as another": Break(
        derivation.actors_count_as_those_they_act_for,
        count_as("2022-01-01"),
        "actor russia",
        "that it counts as iran since 2022-01-01 until … follows from no affiliation",
    ),
    "an actor that counts twice": Break(
        derivation.actors_count_as_those_they_act_for,
        count_twice,
        "actor ministry",
        "stands 2 times",
    ),
    "an affiliation added by hand": Break(
        derivation.actors_count_as_those_they_act_for,
        put("other_affiliation", principal_id="russia"),
        "actor ministry",
        "that it counts as russia since … until … is missing",
    ),
    "an evidence status of one's liking": Break(
        derivation.evidence_statuses_follow_from_the_evidence,
        put("claim", evidence_status="verified"),
        "claim drones",
        "its evidence status is “verified”, but its evidence makes it “presented”",
    ),
    "evidence changed by hand": Break(
        derivation.evidence_statuses_follow_from_the_evidence,
        put("evidence", state="disputed"),
        "claim drones",
        "its evidence status is “presented”, but its evidence makes it “contested”",
    ),
    "a sentence changed by hand": Break(
        derivation.search_words_are_those_of_the_texts,
        put("claim", text="Iran sent tanks."),
        "claim drones",
        "its search words are not those of its texts",
    ),
    "search words changed by hand": Break(
        derivation.search_words_are_those_of_the_texts,
        run("UPDATE claims_claimwords SET everything = 'wother' WHERE sentence LIKE '%wdrones'"),
        "claim drones",
        "its search words are not those of its texts",
    ),
    "search words gone": Break(
        derivation.search_words_are_those_of_the_texts,
        run("DELETE FROM claims_claimwords WHERE sentence LIKE '%wdrones'"),
        "claim drones",
        "its search words are not those of its texts",
    ),
    "a name changed by hand": Break(
        derivation.actor_words_are_those_of_the_names,
        put("iran", name="Persia"),
        "actor iran",
        "its words are not those of its names",
    ),
    "words of names gone": Break(
        derivation.actor_words_are_those_of_the_names,
        run("DELETE FROM claims_actorwords"),
        "actor iran",
        "its words are not those of its names",
    ),
    "a likeness changed by hand": Break(
        derivation.likenesses_are_those_of_the_texts,
        run("UPDATE claims_textlikeness SET band_2 = 65536"),
        "article text no-drones/1",
        "its likeness is not that of its words",
    ),
    "a likeness gone": Break(
        derivation.likenesses_are_those_of_the_texts,
        run("DELETE FROM claims_textlikeness"),
        "article text no-drones/2",
        "its likeness is not that of its words",
    ),
}
