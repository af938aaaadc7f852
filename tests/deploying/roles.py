"""The database's roles, as deploy/ makes them, in a test's transaction."""

from pathlib import Path

from django.db import connection

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
_HANDED_OVER = """
DO $$
DECLARE
    one record;
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO claimsite_owner', current_database());
    FOR one IN SELECT oid::regclass AS name FROM pg_class
               WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO claimsite_owner', one.name);
    END LOOP;
    FOR one IN SELECT oid::regprocedure AS name FROM pg_proc
               WHERE pronamespace = 'public'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO claimsite_owner', one.name);
    END LOOP;
END
$$
"""


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def become(role: str) -> None:
    """From here to the end of the transaction, the connection may do what the role may."""
    run(f"SET LOCAL ROLE {role}")


def hand_over() -> None:
    """Make the roles, and one of them the owner of all that is there; the other may do what
    privileges.sql says, which that owner runs, and runs again."""
    run((DEPLOY / "roles.sql").read_text())
    run(_HANDED_OVER)
    become("claimsite_owner")
    for _ in range(2):
        run((DEPLOY / "privileges.sql").read_text())
