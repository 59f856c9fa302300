"""The record: dossiers, documents and what was read in them, conversations, jobs, accesses."""

from alembic import op

revision = "r0001"
down_revision = None

_STATEMENTS = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """
    CREATE TABLE dossiers (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, created TEXT NOT NULL
    )""",
    """
    CREATE TABLE documents (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        file TEXT NOT NULL,
        kind TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        paged INTEGER NOT NULL,
        added TEXT NOT NULL,
        amends TEXT REFERENCES documents (id) ON DELETE SET NULL,
        report TEXT NOT NULL,
        facts TEXT NOT NULL
    )""",
    "CREATE INDEX documents_by_dossier ON documents (dossier)",
    "CREATE INDEX documents_by_amended ON documents (amends)",
    """
    CREATE TABLE files (
        document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, data BLOB NOT NULL
    )""",
    """
    CREATE TABLE texts (
        document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, text TEXT NOT NULL
    )""",
    """
    CREATE TABLE pages (
        row INTEGER PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        label TEXT NOT NULL,
        first INTEGER NOT NULL,
        past INTEGER NOT NULL,
        width REAL NOT NULL,
        height REAL NOT NULL,
        furniture TEXT NOT NULL,
        words BLOB NOT NULL,
        UNIQUE (document, number)
    )""",
    """
    CREATE TABLE clauses (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        number TEXT NOT NULL,
        heading TEXT NOT NULL,
        first INTEGER NOT NULL,
        past INTEGER NOT NULL,
        parent TEXT
    )""",
    "CREATE INDEX clauses_by_document ON clauses (document)",
    """
    CREATE TABLE passages (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        clause TEXT NOT NULL REFERENCES clauses (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        article TEXT NOT NULL,
        first INTEGER NOT NULL,
        past INTEGER NOT NULL,
        first_page INTEGER NOT NULL,
        last_page INTEGER NOT NULL,
        text TEXT NOT NULL
    )""",
    "CREATE INDEX passages_by_document ON passages (document, first)",
    "CREATE INDEX passages_by_clause ON passages (clause)",
    """
    CREATE TABLE vectors (
        passage INTEGER NOT NULL REFERENCES passages (row) ON DELETE CASCADE,
        encoder TEXT NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (passage, encoder)
    )""",
    """
    CREATE TABLE definitions (
        row INTEGER PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        term TEXT NOT NULL,
        first INTEGER NOT NULL,
        past INTEGER NOT NULL,
        clause TEXT NOT NULL
    )""",
    "CREATE INDEX definitions_by_document ON definitions (document)",
    """
    CREATE TABLE mentions (
        row INTEGER PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        first INTEGER NOT NULL,
        past INTEGER NOT NULL,
        target TEXT NOT NULL
    )""",
    "CREATE INDEX mentions_by_document ON mentions (document, first)",
    """
    CREATE TABLE conversations (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        started TEXT NOT NULL,
        scope TEXT NOT NULL
    )""",
    "CREATE INDEX conversations_by_dossier ON conversations (dossier)",
    """
    CREATE TABLE answers (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        body TEXT NOT NULL
    )""",
    "CREATE INDEX answers_by_conversation ON answers (conversation)",
    """
    CREATE TABLE quoted (
        answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        PRIMARY KEY (answer, document)
    )""",
    "CREATE INDEX quoted_by_document ON quoted (document)",
    """
    CREATE TABLE jobs (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        file TEXT NOT NULL,
        kind TEXT,
        amends TEXT,
        state TEXT NOT NULL,
        step TEXT NOT NULL DEFAULT '',
        done INTEGER NOT NULL DEFAULT 0,
        total INTEGER NOT NULL DEFAULT 0,
        message TEXT NOT NULL DEFAULT '',
        advice TEXT NOT NULL DEFAULT '',
        document TEXT,
        created TEXT NOT NULL
    )""",
    "CREATE INDEX jobs_by_dossier ON jobs (dossier)",
    "CREATE INDEX jobs_by_state ON jobs (state)",
    """
    CREATE TABLE submitted (
        job TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE, data BLOB NOT NULL
    )""",
    """
    CREATE TABLE accesses (
        row INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, verb TEXT NOT NULL, documents TEXT NOT NULL
    )""",
    "INSERT INTO meta VALUES ('generation', '0')",
    "INSERT INTO dossiers VALUES ('guidance', 'Repères', 'reperes', '2026-01-01T00:00:00+00:00')",
)


def upgrade() -> None:
    """Make every table, and the dossier that every other may read."""
    for statement in _STATEMENTS:
        op.execute(statement)
