"""Names of files, as they come from other machines, from archives, and from people who mean harm."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.domain.documents import DossierId
from clausier.domain.filenames import harmless_name
from clausier.domain.jobs import Submission


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Contrat n° 4 (signé).pdf", "Contrat n° 4 (signé).pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\dossiers\\x\\Contrat.docx", "Contrat.docx"),
        ("dossier/", "dossier"),
        ("con\x00trat\x1b[31m.pdf", "contrat[31m.pdf"),
        ("contrat\u202efdp.exe", "contratfdp.exe"),
        ("con\u200btrat\ufeff.pdf", "contrat.pdf"),
        ("contrat\n2.pdf", "contrat 2.pdf"),
        ("Re\u0301versibilite\u0301.pdf", "Réversibilité.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
        ("contenu.pdf", "contenu.pdf"),
        ("contrat.pdf. . .", "contrat.pdf"),
        ("\udce9t\udce9.pdf", "t.pdf"),
        ("", "sans nom"),
        ("..", "sans nom"),
        ("\u202e\u200b", "sans nom"),
        ("/", "sans nom"),
    ],
)
def test_a_name_is_made_harmless(given_name: str, kept: str) -> None:
    assert harmless_name(given_name) == kept


@pytest.mark.parametrize("letter", ["a", "é", "契"])
def test_a_long_name_keeps_its_beginning_and_its_ending(letter: str) -> None:
    name = harmless_name(letter * 300 + ".docx")
    assert name.startswith(letter * 70)
    assert name.endswith("….docx")
    assert len(name) <= 120
    assert len(name.encode()) <= 240


@given(st.text(max_size=400))
def test_every_name_is_shown_stored_and_given_back_safely(given_name: str) -> None:
    name = harmless_name(given_name)
    assert name
    assert name == harmless_name(name)
    assert len(name) <= 120
    assert not set(name) & set("/\\\x00\n\r\t")
    assert name.strip(". ") != ""
    assert all(unicodedata.category(character) not in ("Cc", "Cf", "Cs") for character in name)


def test_a_submission_is_called_harmlessly_whoever_hands_it_in() -> None:
    assert Submission("../\u202ea.pdf", b"", DossierId("d")).name == "a.pdf"
