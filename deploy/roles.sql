-- The two roles of the database, made where they are missing. As a superuser of PostgreSQL.
--
-- claimsite_owner owns the tables, migrates them, and writes and reads backups; claimsite_web is the
-- site that answers requests. Neither has a password: at its socket PostgreSQL lets in whoever the
-- system knows by the same name ("peer", which is how Debian sets it up).

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['claimsite_owner', 'claimsite_web'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I', name);
        END IF;
        EXECUTE format(
            'ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
            name
        );
    END LOOP;
END
$$;
