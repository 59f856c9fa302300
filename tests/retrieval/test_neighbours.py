"""What stands around a passage."""

from collections.abc import Mapping

import pytest

from clausier.domain.documents import Passage
from clausier.neighbours import Neighbour, Reason, neighbours
from tests.builders import reading
from tests.fakes import MemoryLibrary

ARTICLES: Mapping[str, tuple[str, ...]] = {
    "Définitions": (
        "« Prestataire » désigne la société chargée de l’infogérance.",
        "« Livrables » désigne ce qui est remis.",
        "« Client » désigne l’autre partie.",
    ),
    "Durée": ("Le contrat est conclu pour trois ans.", "Le Client le renouvelle.", "Il en avertit le Prestataire."),
    "Réversibilité": (
        "Chaque Livrable est rendu.",
        "L’assistance est due, conformément à l’article 2.",
        "Aucun prestataire tiers, ni aucune clientèle, n’y fait obstacle.",
    ),
    "Divers": ("L’article 3 survit au contrat.",),
}


@pytest.fixture
def library() -> MemoryLibrary:
    kept = MemoryLibrary()
    for name in ("contrat", "avenant"):
        read = reading(name, articles=ARTICLES)
        kept.add(read, b"", [[1.0]] * len(read.passages), "one")  # type: ignore[arg-type]
    return kept


def _passage(library: MemoryLibrary, article: str, name: str = "contrat") -> Passage:
    return library.passage(f"affaire-{name}/{article}#0")  # type: ignore[arg-type]


def _shown(found: list[Neighbour]) -> list[tuple[str, Reason]]:
    return [(each.passage.article, each.reason) for each in found]


def test_a_paragraph_comes_with_its_opening_and_its_definitions(library: MemoryLibrary) -> None:
    found = neighbours([_passage(library, "3.1")], library)
    assert _shown(found) == [
        ("1.2", Reason.DEFINITION),  # the plural is defined, the singular used
        ("3", Reason.LEAD_IN),
        ("3.2", Reason.SIBLING),
        ("3.3", Reason.SIBLING),
    ]


def test_a_reference_is_followed(library: MemoryLibrary) -> None:
    found = neighbours([_passage(library, "3.2")], library)
    assert ("2", Reason.REFERENCE) in _shown(found)
    assert {each.of for each in found} == {_passage(library, "3.2").id}


def test_a_term_counts_with_its_capital_and_whole(library: MemoryLibrary) -> None:
    reasons = {each.reason for each in neighbours([_passage(library, "3.3")], library)}
    assert Reason.DEFINITION not in reasons


def test_what_was_found_is_no_neighbour(library: MemoryLibrary) -> None:
    found = [_passage(library, "2.1"), _passage(library, "2.2")]
    shown = _shown(neighbours(found, library))
    assert ("2.2", Reason.SIBLING) not in shown
    assert len(shown) == len(set(shown)) == len({article for article, _ in shown})


def test_too_many_are_cut_from_the_least_binding(library: MemoryLibrary) -> None:
    found = [_passage(library, "3.1"), _passage(library, "2.3")]
    assert {reason for _, reason in _shown(neighbours(found, library, 2))} == {Reason.LEAD_IN}
    four = neighbours(found, library, 4)
    assert {reason for _, reason in _shown(four)} == {Reason.LEAD_IN, Reason.DEFINITION}
    assert {each.of for each in four} == {passage.id for passage in found}
    assert neighbours(found, library, 0) == []
    assert neighbours([], library) == []


def test_neighbours_follow_the_documents(library: MemoryLibrary) -> None:
    found = neighbours([_passage(library, "3.1", "avenant"), _passage(library, "2.2")], library)
    places = [(each.passage.document_id != "affaire-avenant", each.passage.span.start) for each in found]
    assert places == sorted(places)
    assert {each.passage.document_id for each in found} == {"affaire-avenant", "affaire-contrat"}
