from dataclasses import replace

import pytest

from clausier.domain.documents import Document, DossierId
from clausier.domain.questions import Scope
from clausier.errors import ClausierError, UnknownName
from clausier.naming import resolve_document, resolve_dossier
from tests.builders import keep, reading
from tests.fakes import MemoryDossiers, MemoryLibrary

SCOPE = Scope(DossierId("affaire"))


def _named(library: MemoryLibrary, name: str, title: str, file: str) -> Document:
    read = reading(name)
    return keep(library, replace(read, document=replace(read.document, title=title, file=file)))


@pytest.mark.parametrize(
    "text",
    [
        "affaire-a",
        " affaire-a ",
        "Contrat d’infogérance",
        "CONTRAT D'INFOGERANCE",
        "Infogérance 2024.pdf",
        "infogerance 2024",
        "./dossiers/infogérance 2024.PDF",
        "C:\\dossiers\\Infogérance 2024.pdf",
    ],
)
def test_a_document_is_found_by_identifier_title_or_file(text: str) -> None:
    library = MemoryLibrary()
    wanted = _named(library, "a", "Contrat d’infogérance", "Infogérance 2024.pdf")
    _named(library, "b", "Avenant n° 1", "avenant.pdf")
    assert resolve_document(library, SCOPE, text) == wanted


@pytest.mark.parametrize("text", ["Contrat v1", "contrat v1.3", "contrat.docx", "contra", "", "  ", "/"])
def test_a_name_that_is_nearly_right_is_not_taken_for_it(text: str) -> None:
    library = MemoryLibrary()
    _named(library, "a", "Contrat v1.2", "Contrat v1.2")
    _named(library, "b", "Bail", "contrat.pdf")
    with pytest.raises(UnknownName) as unknown:
        resolve_document(library, SCOPE, text)
    assert "Contrat v1.2" in unknown.value.advice


def test_a_name_that_two_documents_share_is_not_guessed() -> None:
    library = MemoryLibrary()
    _named(library, "a", "Avenant", "un.pdf")
    _named(library, "b", "Autre", "avenant.pdf")
    with pytest.raises(ClausierError, match="Plusieurs") as shared:
        resolve_document(library, SCOPE, "avenant")
    assert "affaire-a (un.pdf) et affaire-b (avenant.pdf)" in shared.value.advice
    assert resolve_document(library, SCOPE, "avenant.pdf").id == "affaire-b"


def test_what_is_out_of_scope_has_no_name() -> None:
    library = MemoryLibrary()
    one, other = _named(library, "a", "Contrat", "a.pdf"), _named(library, "b", "Bail", "b.pdf")
    for scope in (Scope(DossierId("ailleurs")), Scope(SCOPE.dossier, frozenset({other.id}))):
        with pytest.raises(UnknownName):
            resolve_document(library, scope, one.id)


def test_advice_names_the_nearest_first_and_says_when_there_are_more() -> None:
    library = MemoryLibrary()
    with pytest.raises(UnknownName) as unknown:
        resolve_document(library, SCOPE, "réversibilité")
    assert unknown.value.advice == "Documents : aucun pour l’instant."
    for number in range(6):
        _named(library, str(number), f"Pièce {number}", f"{number}.pdf")
    _named(library, "z", "Réversibilité 2024", "z.pdf")
    with pytest.raises(UnknownName) as unknown:
        resolve_document(library, SCOPE, "reversibilite")
    assert unknown.value.advice == "Documents : Réversibilité 2024, Pièce 0, Pièce 1, Pièce 2, Pièce 3…"


def test_a_dossier_is_found_by_name_or_identifier() -> None:
    dossiers = MemoryDossiers()
    dossiers.create("Hôpital de Nîmes")
    wanted = dossiers.create("Écoles")
    for text in (wanted.id, "Écoles", "ecoles", "  ÉCOLES "):
        assert resolve_dossier(dossiers, text) == wanted
    with pytest.raises(UnknownName, match="mairie") as unknown:
        resolve_dossier(dossiers, "mairie")
    assert "Hôpital de Nîmes" in unknown.value.advice
