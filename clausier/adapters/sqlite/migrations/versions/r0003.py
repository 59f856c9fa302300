"""What a person says of the points of an audit."""

from alembic import op

revision = "r0003"
down_revision = "r0002"

_STATEMENTS = (
    """
    CREATE TABLE reviews (
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        point TEXT NOT NULL,
        at TEXT NOT NULL,
        checked INTEGER NOT NULL,
        note TEXT NOT NULL,
        verdict TEXT,
        PRIMARY KEY (document, point)
    ) WITHOUT ROWID""",
)


def upgrade() -> None:
    """Add the table; an older library has no reviews."""
    for statement in _STATEMENTS:
        op.execute(statement)
