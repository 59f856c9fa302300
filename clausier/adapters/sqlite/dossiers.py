"""Dossiers over SQLite."""

from dataclasses import dataclass
from datetime import UTC, datetime

from clausier.adapters.sqlite.common import bump, need_dossier, new_id
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.rows import as_dossier
from clausier.domain.documents import GUIDANCE, Dossier, DossierId
from clausier.domain.folding import fold
from clausier.errors import WrongSetting


@dataclass(frozen=True, slots=True)
class SqliteDossiers:
    """Dossiers, by name. The reference notes have theirs from the start; it is not listed and cannot be forgotten."""

    connections: Connections

    def create(self, name: str) -> Dossier:
        """A new dossier. Two names that differ by accents and case alone are the same name."""
        name = " ".join(name.split())
        if not name:
            raise WrongSetting("Un dossier a besoin d’un nom.", "Donnez-lui celui de l’affaire ou du client.")
        made = Dossier(DossierId(new_id()), name, datetime.now(UTC))
        with self.connections.writing() as connection:
            if connection.execute("SELECT 1 FROM dossiers WHERE folded = ?", (fold(name),)).fetchone():
                raise WrongSetting(
                    f"Il y a déjà un dossier nommé « {name} ».", "Choisissez un autre nom, ou ouvrez ce dossier."
                )
            connection.execute(
                "INSERT INTO dossiers VALUES (?, ?, ?, ?)", (made.id, name, fold(name), made.created.isoformat())
            )
        return made

    def all(self) -> list[Dossier]:
        """Every dossier but the reference notes', by name."""
        with self.connections.reading() as connection:
            rows = connection.execute("SELECT * FROM dossiers WHERE id <> ? ORDER BY folded", (GUIDANCE,)).fetchall()
        return [as_dossier(row) for row in rows]

    def forget(self, dossier: DossierId) -> None:
        """Forget a dossier with its documents, its conversations and its jobs; no text of them stays in the file."""
        if dossier == GUIDANCE:
            raise WrongSetting(
                "Les repères font partie de Clausier et ne s’effacent pas.", "Choisissez un autre dossier."
            )
        with self.connections.writing() as connection:
            need_dossier(connection, dossier)
            connection.execute("DELETE FROM dossiers WHERE id = ?", (dossier,))
            bump(connection)
        self.connections.erase()
