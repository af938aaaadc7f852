"""The design's invariants 1 to 6, checked over the whole database.

One function a rule, named after it; each yields the records that break it. They ask in sets and
walk in batches: a million claims take no more memory than a thousand.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

from . import derivation, statements, storage
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
    derivation.search_words_are_those_of_the_texts,
)


def problems() -> Iterator[Problem]:
    """Every record that breaks a rule, with the rule, in the order of CHECKS.

    Where the tables cannot be read as what they should hold, those problems alone: the other
    checks would stumble over them.
    """
    with _at_one_moment():
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


@contextmanager
def _at_one_moment() -> Iterator[None]:
    """All reads see the database as it is now, though editors go on writing meanwhile."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Not `atomic`: that would begin as a writer, and editors would wait.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
