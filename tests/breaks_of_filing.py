"""What somebody with the database's own tools can do to the bitmap index."""

from claims.integrity import filing
from tests.written_by_hand import Break, run

MISFILED: dict[str, Break] = {
    "a claim that lists do not find": Break(
        filing.claims_are_filed_under_what_they_are,
        run("DELETE FROM claims_recordkeys"),
        "claim drones",
        "lists find it by what it is not",
    ),
    "a claim that is filed and not there": Break(
        filing.claims_are_filed_under_what_they_are,
        run("UPDATE claims_recordkeys SET claim_id = claim_id + 1000000"),
        "claim #100",
        "lists find it, and it is not there",
    ),
    "a bitmap without its claims": Break(
        filing.bitmaps_have_the_claims_that_are_filed,
        run("DELETE FROM claims_keychunk"),
        "key ",
        "has other records",
    ),
    "a bitmap of another chunk": Break(
        filing.bitmaps_have_the_claims_that_are_filed,
        run("UPDATE claims_keychunk SET chunk = chunk + 7"),
        "key ",
        "its bitmap 7 has other records",
    ),
    "a number of claims that is too great": Break(
        filing.bitmaps_have_the_claims_that_are_filed,
        run("UPDATE claims_keycount SET number = number + 1"),
        "key ",
        "its number of records is not",
    ),
    "a number of claims that is gone": Break(
        filing.bitmaps_have_the_claims_that_are_filed,
        run("DELETE FROM claims_keycount"),
        "key ",
        "its number of records is missing",
    ),
}
