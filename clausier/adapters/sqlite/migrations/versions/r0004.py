"""Questionnaires, their questions, and the answers; what quotes a document goes with it."""

from alembic import op

revision = "r0004"
down_revision = "r0003"

_STATEMENTS = (
    """
    CREATE TABLE questionnaires (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        dossier TEXT NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
        file TEXT NOT NULL,
        format TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        scope TEXT NOT NULL,
        stage TEXT NOT NULL,
        turn INTEGER NOT NULL DEFAULT 0,
        created TEXT NOT NULL,
        left_out TEXT NOT NULL,
        notices TEXT NOT NULL
    )""",
    "CREATE INDEX questionnaires_by_dossier ON questionnaires (dossier)",
    """
    CREATE TABLE questionnaire_files (
        questionnaire TEXT PRIMARY KEY REFERENCES questionnaires (id) ON DELETE CASCADE, data BLOB NOT NULL
    )""",
    """
    CREATE TABLE questionnaire_lines (
        questionnaire TEXT NOT NULL REFERENCES questionnaires (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        item TEXT NOT NULL,
        state TEXT NOT NULL,
        message TEXT NOT NULL DEFAULT '',
        advice TEXT NOT NULL DEFAULT '',
        answer TEXT,
        ruling TEXT,
        PRIMARY KEY (questionnaire, number)
    )""",
    """
    CREATE TABLE questionnaire_quoted (
        questionnaire TEXT NOT NULL,
        number INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (questionnaire, number, document),
        FOREIGN KEY (questionnaire, number) REFERENCES questionnaire_lines (questionnaire, number) ON DELETE CASCADE
    )""",
    "CREATE INDEX questionnaire_quoted_by_document ON questionnaire_quoted (document)",
    # An empty scope means the whole dossier: a questionnaire must not come to that by losing its only document.
    """
    CREATE TRIGGER questionnaires_forget_document AFTER DELETE ON documents WHEN OLD.dossier <> 'guidance'
    BEGIN
        DELETE FROM questionnaires WHERE json_array_length(scope) = 1 AND json_extract(scope, '$[0]') = OLD.id;
        UPDATE questionnaires
            SET scope = (SELECT json_group_array(value) FROM json_each(questionnaires.scope) WHERE value <> OLD.id)
            WHERE EXISTS (SELECT 1 FROM json_each(questionnaires.scope) WHERE value = OLD.id);
        UPDATE questionnaire_lines SET state = 'waiting', answer = NULL, ruling = NULL, message = '', advice = ''
            WHERE (questionnaire, number) IN
                (SELECT questionnaire, number FROM questionnaire_quoted WHERE document = OLD.id);
        DELETE FROM questionnaire_quoted WHERE document = OLD.id;
    END""",
)


def upgrade() -> None:
    """Add the tables; an older library has no questionnaires."""
    for statement in _STATEMENTS:
        op.execute(statement)
