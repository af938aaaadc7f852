-- What claimsite_web may do in this database. As claimsite_owner, after every `migrate`; running it
-- again changes nothing.
--
-- The rule is for all tables, those of later releases too: read and write rows, and nothing else. No
-- table is made, altered, emptied at once or rid of its triggers. What may not be written, or not in
-- every way, is the exception, and stands below by name.

DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC, claimsite_web', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO claimsite_web', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC, claimsite_web;
GRANT USAGE ON SCHEMA public TO claimsite_web;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, claimsite_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO claimsite_web;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, claimsite_web;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO claimsite_web;

-- The same for what a migration makes, from that moment on: the old release goes on serving while
-- the tables of the new one are made.
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO claimsite_web;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO claimsite_web;

-- The history is added to, and no row of it goes. An administrator may erase personal data from two
-- of its columns: a trigger (claims/migrations) sees to it that nothing but the mark of an erasure
-- takes the place of what stood there.
REVOKE UPDATE, DELETE ON public.claims_change FROM claimsite_web;
GRANT UPDATE (fields, comment) ON public.claims_change TO claimsite_web;

-- Which migrations are done, which kinds of records there are and what one may be allowed to do with
-- them, is for `migrate` to say.
REVOKE INSERT, UPDATE, DELETE ON
    public.django_migrations, public.django_content_type, public.auth_permission
    FROM claimsite_web;
