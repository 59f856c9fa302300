"""Rich text where nothing of it is lost, and tables written as text."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.errors import UnreadableFile
from ingest.raw import RawLine
from tests.reading.made import read

RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\title Contrat d\'27infog\'e9rance}}"
    r"\pard\b ARTICLE 1 \'96 Objet\b0\par Le d\'e9lai est de {\revised six} mois, soit 12 \u8364?.\line Suite.\par"
    r"\trowd\cellx100\cellx200\intbl Taux\cell Cr\'e9dit\cell\row"
    r"\trowd\cellx100\cellx200\intbl 99,5 %\cell 5 %\cell\row"
    r"\pard {\listtext a)\tab}serveurs\par {\field{\*\fldinst HYPERLINK x}{\fldrslt lien}}{\pict\pngblip 89504e47}\par}"
)


def lines(data: bytes, name: str) -> tuple[RawLine, ...]:
    return read(data, name).pages[0].lines


def test_rich_text_is_read() -> None:
    found = lines(RTF.encode(), "c.doc")
    assert [line.text for line in found] == [
        *("ARTICLE 1 – Objet", "Le délai est de six mois, soit 12 €.", "Suite."),
        *("Taux\tCrédit", "99,5 %\t5 %", "a)\tserveurs", "lien"),
    ]
    assert [line.row is not None for line in found] == [False, False, False, True, True, False, False]
    assert read(RTF.encode(), "c.rtf").title == "Contrat d'infogérance"


@pytest.mark.parametrize("part", [r"{\deleted trois}", r"{\v secret}", r"{\footnote note}", r"{\object x}"])
def test_rich_text_that_would_be_read_wrongly_is_refused(part: str) -> None:
    with pytest.raises(UnreadableFile, match="RTF") as refusal:
        read(RTF.replace("Suite", part).encode(), "c.rtf")
    assert "DOCX" in refusal.value.advice


def test_empty_rich_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="aucun texte"):
        read(rb"{\rtf1\ansi }", "c.rtf")


@settings(deadline=None)
@given(st.text("{}\\'abparcelowtu 0129|;*", max_size=80))
def test_any_rich_text_is_read_or_refused(inside: str) -> None:
    with suppress(UnreadableFile):
        assert lines(f"{{\\rtf1 {inside}}}".encode(), "c.rtf")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_table_written_as_text_is_rows(separator: str, encoding: str) -> None:
    rows = [["Référence", "Désignation", "Prix"], ["A1", "Serveur", "1200"], ["A2", "Poste\nfixe", "450"]]
    text = "\r\n".join(separator.join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows)
    found = lines(text.encode(encoding), "prix.csv")
    assert [line.text for line in found] == ["Référence\tDésignation\tPrix", "A1\tServeur\t1200", "A2\tPoste fixe\t450"]
    assert [line.row is not None and line.row.header for line in found] == [True, False, False]
    assert read(text.encode(encoding), "prix.csv").findings.tables == 1


def test_the_name_of_a_table_promises_nothing() -> None:
    for text in ("Le contrat, ici, est\nun simple texte.\nVoilà", "un seul mot"):
        assert [line.row for line in lines(text.encode(), "a.csv")] == [None] * (text.count("\n") + 1)


@settings(deadline=None)
@given(
    st.lists(st.lists(st.text('ab ",;\n1é', max_size=6), min_size=1, max_size=4), min_size=1, max_size=6),
    st.sampled_from(";,\t"),
)
def test_no_letter_of_a_table_is_lost(rows: list[list[str]], separator: str) -> None:
    text = "\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [["x", "y"], *rows])
    kept = "".join(line.text for line in lines(text.encode(), "a.csv"))
    assert [kept.count(letter) for letter in "ab1éxy"] == [text.count(letter) for letter in "ab1éxy"]
