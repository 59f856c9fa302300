"""How much text is read of one file."""

from clausier.domain.french import count
from clausier.errors import UnreadableFile

MOST_LETTERS = 12_000_000
"""Two thousand dense pages. Finding the articles of more would take as long as a person is ready to wait."""
MOST_LINES = 300_000

_SPARSE = 4
"""Times as many bytes and line ends as letters and lines, in a file that is not too long: white space, wide letters."""


def too_long() -> UnreadableFile:
    """The refusal of a file with more text than that."""
    return UnreadableFile(
        f"Ce fichier contient plus de texte que Clausier n’en lit : {MOST_LETTERS // 10**6} millions de lettres"
        f" et {count(MOST_LINES, 'ligne')} au plus.",
        "Découpez-le, par exemple un fichier par contrat ou par annexe.",
    )


def refuse_too_long(data: bytes) -> None:
    """Refuse the bytes of a text that is too long for certain, before minutes are spent on it."""
    if len(data) > _SPARSE * MOST_LETTERS or data.count(b"\n") > _SPARSE * MOST_LINES:
        raise too_long()
