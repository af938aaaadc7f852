"""Django's backend for PostgreSQL, as this site connects with it."""
