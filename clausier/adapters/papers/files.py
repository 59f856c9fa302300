"""A paper written where a person says: the end of the name tells the format."""

import os
from collections.abc import Sequence
from pathlib import Path

from clausier.adapters.papers import write_paper
from clausier.domain.papers import Paper, PaperFormat
from clausier.errors import WrongSetting


def paper_format(path: Path, among: Sequence[PaperFormat] = tuple(PaperFormat)) -> PaperFormat:
    """The format that a file's name asks for. Raises WrongSetting, so that nobody waits for what cannot be written."""
    wanted = next((one for one in among if path.suffix.lower() == f".{one}"), None)
    if wanted is None:
        ends = " ou ".join(f".{one}" for one in among)
        raise WrongSetting(f"« {path.name} » : ce document s’écrit en {ends}.", "Donnez un nom qui finit ainsi.")
    if not path.absolute().parent.is_dir():
        raise WrongSetting(f"Le dossier {path.parent} n’existe pas.", "Donnez un autre fichier à --paper.")
    return wanted


def save_paper(paper: Paper, path: Path) -> None:
    """All of the file, or nothing of it. Raises WrongSetting."""
    data = write_paper(paper, paper_format(path))
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(data)
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise WrongSetting(f"Impossible d’écrire {path}.", "Donnez un autre fichier à --paper.") from error
