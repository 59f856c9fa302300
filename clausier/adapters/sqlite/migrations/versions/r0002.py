"""Rows of tables, pages to draw, pages recognised so far, passwords, versions of a file, readings taken up again."""

from hashlib import sha256

from alembic import op

revision = "r0002"
down_revision = "r0001"

_STATEMENTS = (
    "ALTER TABLE documents ADD COLUMN beside INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE files ADD COLUMN drawn BLOB",
    "ALTER TABLE passages ADD COLUMN headers TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE tables (
        document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, rows BLOB NOT NULL
    )""",
    "ALTER TABLE jobs ADD COLUMN digest TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE jobs ADD COLUMN turn INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE jobs ADD COLUMN password TEXT NOT NULL DEFAULT ''",  # beside the file it would have it written again
    """
    CREATE TABLE drafts (
        dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        digest TEXT NOT NULL,
        page INTEGER NOT NULL,
        draft BLOB NOT NULL,
        kept TEXT NOT NULL,
        PRIMARY KEY (dossier, digest, page)
    )""",
)


def upgrade() -> None:
    """Add what reading everything needs. Old passages have no headers, and old documents no rows."""
    for statement in _STATEMENTS:
        op.execute(statement)
    connection = op.get_bind()
    for job, data in connection.exec_driver_sql("SELECT job, data FROM submitted").fetchall():
        connection.exec_driver_sql("UPDATE jobs SET digest = ? WHERE id = ?", (sha256(data).hexdigest(), job))
