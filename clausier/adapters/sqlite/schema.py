"""Bring a library's file to the present shape."""

import sqlite3
from contextlib import closing
from pathlib import Path

from clausier.adapters.sqlite.connections import connect
from clausier.adapters.sqlite.troubles import told
from clausier.errors import ClausierError

SCRIPTS = Path(__file__).with_name("migrations")
REVISIONS = ("r0001", "r0002", "r0003", "r0004")
"""Every shape that the library has had, oldest first; a test holds this to be what the scripts say."""


def prepare(path: Path, scripts: Path = SCRIPTS, revisions: tuple[str, ...] = REVISIONS) -> None:
    """Make the file if there is none, and migrate it if it is behind; all the steps, or none of them.

    Alembic is imported only when there is something to migrate, so that an ordinary start does not wait for it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ClausierError(
            "Le dossier de la bibliothèque ne peut pas être créé.",
            f"Choisissez un autre emplacement que {path.parent}.",
        ) from error
    with told(path), closing(connect(path)) as connection:
        found = _revision(connection, path)
        if found is None:
            # Once a table exists neither can be chosen any more. The second lets `erase` give pages back.
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
        elif found not in revisions:
            raise ClausierError(
                "Cette bibliothèque a été faite par une version plus récente de Clausier.",
                "Mettez Clausier à jour, ou choisissez un autre emplacement pour la bibliothèque.",
            )
        if found != revisions[-1]:
            _migrate(connection, scripts)


def _revision(connection: sqlite3.Connection, path: Path) -> str | None:
    tables = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" in tables:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None
    if tables:
        raise ClausierError(
            "Ce fichier n’est pas une bibliothèque de Clausier.",
            f"Choisissez un autre emplacement pour la bibliothèque, ou déplacez ce fichier : {path}.",
        )
    return None


def _migrate(connection: sqlite3.Connection, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event
    from sqlalchemy.engine import Connection
    from sqlalchemy.pool import StaticPool

    def begin(started: Connection) -> None:
        started.exec_driver_sql("BEGIN IMMEDIATE")  # the driver opens no transaction of its own before a CREATE

    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", begin)
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    with engine.connect() as shared:
        config.attributes["connection"] = shared
        command.upgrade(config, "head")
