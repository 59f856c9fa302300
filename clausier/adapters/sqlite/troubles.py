"""What SQLite complains of and a person can mend, said in French."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausier.errors import ClausierError

_BUSY = ("La bibliothèque est occupée par un autre programme.", "Fermez l’autre fenêtre de Clausier, puis recommencez.")
_CLOSED_TO_US = (
    "La bibliothèque ne peut pas être ouverte ou modifiée.",
    "Vérifiez que ce fichier et son dossier existent et que vous avez le droit d’y écrire : {path}.",
)
_DAMAGED = (
    "La bibliothèque est endommagée, ou n’en est pas une.",
    "Remettez une copie de sauvegarde de ce fichier, ou déplacez-le pour repartir d’une bibliothèque vide : {path}.",
)
_SAID = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: ("Le disque est plein.", "Libérez de la place, puis recommencez."),
    sqlite3.SQLITE_IOERR: (
        "Le disque ne répond pas comme il faut.",
        "Vérifiez le disque et la place qui y reste, puis recommencez.",
    ),
    sqlite3.SQLITE_READONLY: _CLOSED_TO_US,
    sqlite3.SQLITE_CANTOPEN: _CLOSED_TO_US,
    sqlite3.SQLITE_PERM: _CLOSED_TO_US,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_TOOBIG: (
        "Ce fichier est trop gros pour la bibliothèque.",
        "Découpez-le en fichiers de moins de 1 Go, puis ajoutez chacun d’eux.",
    ),
}
_PRIMARY = 0xFF  # the low byte of an extended result code is the result's kind


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the complaints that a person can do something about into a sentence; the others are defects."""
    try:
        yield
    except sqlite3.Error as error:
        said = _SAID.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
        if said is None:
            raise
        raise ClausierError(said[0], said[1].format(path=path)) from error
