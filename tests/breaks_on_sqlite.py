"""What SQLite alone lets somebody do to the small dispute: it has no types, and an index apart."""

from claims.integrity import derivation, storage
from tests.written_by_hand import Break, put, run

ON_SQLITE: dict[str, Break] = {
    "a text for a moment": Break(
        storage.columns_hold_their_type,
        put("claim", changed_at="lately"),
        "claim #",
        "changed_at is 'lately', which is no value of a DateTimeField",
    ),
    "a text for a day": Break(
        storage.columns_hold_their_type,
        put("article", retrieved_on="soon"),
        "article #",
        "retrieved_on is 'soon', which is no value of a DateField",
    ),
    "a day that no calendar has": Break(
        storage.columns_hold_their_type,
        put("article", retrieved_on="2022-02-30"),
        "article #",
        "retrieved_on is '2022-02-30'",
    ),
    "a number for a name": Break(
        storage.columns_hold_their_type,
        run("UPDATE claims_actor SET name = x'ff' WHERE slug = 'iran'"),
        "actor #",
        "name is X'FF', which is no value of a CharField",
    ),
    "bytes that are no text": Break(
        storage.fields_hold_what_they_may,
        run("UPDATE claims_actor SET name = CAST(x'ff' AS TEXT) WHERE slug = 'iran'"),
        "check fields_hold_what_they_may",
        "it could not read the tables",
    ),
    "a name that is too long": Break(
        storage.fields_hold_what_they_may,
        put("iran", name="I" * 201),
        "actor iran",
        "201 characters",
    ),
    "an index changed by hand": Break(
        derivation.search_words_are_those_of_the_texts,
        run("UPDATE claims_words_fts SET everything = 'wx' WHERE sentence LIKE '%wdrones'"),
        "claim drones",
        "the full-text index has other words of it",
    ),
    "an entry of no claim": Break(
        derivation.search_words_are_those_of_the_texts,
        run("INSERT INTO claims_words_fts (rowid, sentence, everything) VALUES (77000, 'w', 'w')"),
        "full-text entry 77000",
        "there is no such claim",
    ),
}
