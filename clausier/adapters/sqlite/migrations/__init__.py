"""The shapes of the library, one step after another, for Alembic."""
