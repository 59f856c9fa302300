"""What an absence rests on, and what it says of it, document by document."""

from dataclasses import replace

import pytest

from clausier.answering.searching import searched
from clausier.domain.answers import PagesOf, Searched
from clausier.domain.documents import Document, DocumentId, Findings, ReadingReport, RecognisedPage
from clausier.reporting import unread, unsure
from tests.builders import reading


def _document(name: str, report: ReadingReport) -> Document:
    return replace(reading(name).document, report=report, title=name.capitalize())


def _pages(name: str, *pages: int) -> PagesOf:
    return PagesOf(DocumentId(f"affaire-{name}"), name.capitalize(), f"{name}.pdf", pages)


CLEAN = ReadingReport(9, 30, 90, True)
DISPUTED = Findings(
    recogniser="Tesseract (français)",
    recognised=(RecognisedPage(7, 100, 51), RecognisedPage(8, 100, 50), RecognisedPage(9, 0, 0)),
    disputed_pages=(2,),
)


def test_pages_are_told_with_their_document() -> None:
    first = _document("contrat", replace(CLEAN, unreadable_pages=(3, 4)))
    second = _document("annexe", replace(CLEAN, unreadable_pages=(3,), findings=DISPUTED))
    found = searched([first, _document("avenant", CLEAN), second])
    assert found.unreadable_pages == (3, 4)
    assert found.unreadable == (_pages("contrat", 3, 4), _pages("annexe", 3))
    assert found.to_check == (_pages("annexe", 2, 7),)
    assert unread(found) == (
        "Sans texte lisible, donc non examinées : pages 3 et 4 de « Contrat » ; page 3 de « Annexe »."
    )
    assert unsure(found) == "Lecture incertaine, à vérifier sur l’image : pages 2 et 7 de « Annexe »."


def test_one_document_needs_no_name() -> None:
    found = searched([_document("contrat", replace(CLEAN, unreadable_pages=(3,), findings=DISPUTED))])
    assert unread(found) == "Sans texte lisible, donc non examinée : page 3."
    assert unsure(found) == "Lecture incertaine, à vérifier sur l’image : pages 2 et 7."


def test_where_all_was_read_nothing_is_said() -> None:
    found = searched([_document("contrat", CLEAN), _document("annexe", CLEAN)])
    assert (found.unreadable, found.to_check) == ((), ())
    assert (unread(found), unsure(found)) == ("", "")


@pytest.mark.parametrize(("documents", "others"), [(6, "1 autre document"), (12, "7 autres documents")])
def test_too_many_to_name_are_counted(documents: int, others: str) -> None:
    many = [_document(f"d{number}", replace(CLEAN, unreadable_pages=(1,))) for number in range(documents)]
    said = unread(searched(many)).replace("\u00a0", " ")
    assert "« D4 »" in said
    assert "« D5 »" not in said
    assert said.endswith(f"; des pages de {others}.")


def test_an_answer_of_before_still_says_what_it_said() -> None:
    assert unread(Searched(2, 12, 30, (3, 9))) == "Sans texte lisible, donc non examinées : pages 3 et 9."
