"""The design's invariants 1 to 6, checked over the whole database.

One function a rule, named after it; each yields the records that break it. They ask in sets and
walk in batches: a million claims take no more memory than a thousand.
"""

from collections.abc import Callable, Iterator

from django.db import DatabaseError

from claims.one_moment import at_one_moment

from . import derivation, filing, statements, storage
from .records import Problem

__all__ = ["CHECKS", "Problem", "problems"]

Check = Callable[[], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    storage.columns_hold_their_type,
    storage.references_lead_to_a_record,
    storage.fields_hold_what_they_may,
    storage.constraints_hold,
    storage.unique_records_are_unique,
    statements.published_statements_have_their_grounds,
    statements.passages_say_what_their_text_says,
    statements.passed_over_stretches_are_within_their_text,
    statements.former_slugs_are_no_records_slugs,
    statements.parts_and_what_is_about_them_are_of_one_claim,
    statements.names_and_titles_stand_in_their_passages,
    statements.mentions_are_in_passages_of_their_statement,
    statements.denials_refuse_requests,
    derivation.texts_have_their_sha256,
    derivation.texts_have_lf_line_ends,
    derivation.days_are_those_of_the_date,
    derivation.nobody_acts_for_themselves,
    derivation.actors_count_as_those_they_act_for,
    derivation.evidence_statuses_follow_from_the_evidence,
    derivation.actor_words_are_those_of_the_names,
    derivation.likenesses_are_those_of_the_texts,
    derivation.search_words_are_those_of_the_texts,
    filing.claims_are_filed_under_what_they_are,
    filing.bitmaps_have_the_claims_that_are_filed,
)


def problems() -> Iterator[Problem]:
    """Every record that breaks a rule, with the rule, in the order of CHECKS.

    Where the tables cannot be read as what they should hold, those problems alone: the other
    checks would stumble over them.
    """
    with at_one_moment():
        for check in CHECKS:
            found = False
            try:
                for problem in check():
                    found = True
                    yield problem
            except (DatabaseError, ValueError) as error:
                yield Problem(f"check {check.__name__}", f"it could not read the tables: {error}")
                return
            if found and check is storage.columns_hold_their_type:
                return
