"""What the two engines say, and what of it passes by itself."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import utils

from claimsite import faults
from claimsite.faults import Fault

STATES = {
    "08006": Fault.AWAY,  # connection_failure
    "23505": None,  # unique_violation
    "22001": None,  # string_data_right_truncation
    "25006": Fault.READ_ONLY,
    "25P02": None,  # in_failed_sql_transaction: what was before it says why
    "40001": Fault.BUSY,
    "40P01": Fault.BUSY,
    "42P01": None,  # undefined_table
    "42501": None,  # insufficient_privilege
    "53100": Fault.FULL,
    "53300": Fault.AWAY,  # too_many_connections
    "55P03": Fault.BUSY,
    "57014": Fault.SLOW,
    "57P01": Fault.AWAY,  # admin_shutdown
    "57P03": Fault.AWAY,  # cannot_connect_now
    "58030": Fault.AWAY,  # io_error
    "XX001": None,  # data_corrupted: nobody shall come again
}


def raised(error, cause):
    """As Django raises it from the driver's."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(("state", "fault"), STATES.items(), ids=STATES)
def test_postgresql_says_it_by_its_state(state, fault):
    kind = psycopg.errors.lookup(state)
    assert faults.fault(raised(utils.DatabaseError("words"), kind("words"))) is fault
    assert faults.fault(kind("words")) is fault, "of what goes past Django"


def test_without_a_connection_there_is_no_state():
    with pytest.raises(psycopg.OperationalError) as refused:
        psycopg.connect("host=/nowhere connect_timeout=2 dbname=claims")
    assert faults.fault(refused.value) is Fault.AWAY
    assert faults.fault(psycopg.ProgrammingError("words")) is None


def test_sqlite_says_it_by_its_result(tmp_path):
    path = tmp_path / "one.sqlite3"
    with sqlite3.connect(path, timeout=0) as one, sqlite3.connect(path, timeout=0) as other:
        one.execute("CREATE TABLE words (word TEXT UNIQUE)")
        one.execute("BEGIN IMMEDIATE")
        assert said_by(other, "BEGIN IMMEDIATE") is Fault.BUSY
        one.rollback()
        one.execute("PRAGMA max_page_count = 3")
        assert said_by(one, "INSERT INTO words VALUES (hex(zeroblob(99999)))") is Fault.FULL
        one.execute("INSERT INTO words VALUES ('a word')")
        assert said_by(one, "INSERT INTO words VALUES ('a word')") is None
        assert said_by(one, "SELECT nothing") is None
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as reader:
        assert said_by(reader, "DELETE FROM words") is Fault.READ_ONLY
    with pytest.raises(sqlite3.OperationalError) as missing:
        sqlite3.connect(tmp_path / "nowhere" / "one.sqlite3")
    assert faults.fault(missing.value) is Fault.AWAY


def said_by(connection, statement):
    with pytest.raises(sqlite3.Error) as error:
        connection.execute(statement)
    return faults.fault(raised(utils.OperationalError("words"), error.value))


def test_the_disk_of_a_file_that_is_sent_is_full_too():
    assert faults.fault(OSError(errno.ENOSPC, "No space left on device")) is Fault.FULL
    assert faults.fault(FileNotFoundError(errno.ENOENT, "No such file")) is None


def test_what_is_no_error_of_a_database_is_no_fault():
    assert faults.fault(ZeroDivisionError("words")) is None
    assert faults.fault(utils.OperationalError("words of nobody")) is None


def test_a_fault_in_a_line_has_nothing_of_what_follows():
    error = psycopg.errors.DeadlockDetected("deadlock detected\nDETAIL: of whom")
    told = faults.in_a_line(raised(utils.OperationalError("words"), error))
    assert told == "DeadlockDetected: deadlock detected"
