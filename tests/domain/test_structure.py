"""Which article a passage is of, as far as it knows itself."""

import pytest

from clausier.domain.documents import Clause, ClauseId, DocumentId, Passage, PassageId, Role
from clausier.domain.structure import article_of
from clausier.domain.text import Span

DOCUMENT = DocumentId("contrat")


def _label(role: Role, number: str, heading: str = "") -> str:
    return Clause(ClauseId("c"), DOCUMENT, role, number, heading, Span(0, 1), None).label


def _passage(*path: str) -> Passage:
    return Passage(PassageId("p"), DOCUMENT, ClauseId("c"), path, "", Span(0, 1), (1, 1), "x")


PART = _label(Role.PART, "Titre II", "Exécution")
ARTICLE = _label(Role.ARTICLE, "14", "Réversibilité")
ITEM = _label(Role.ITEM, "14.2", "Durée")
ANNEX = _label(Role.ANNEX, "Annexe 2", "Article de presse")
WITHIN = _label(Role.ARTICLE, "Annexe 2, 3", "Pénalités")
CHART = _label(Role.ITEM, "Annexe 2, 4.1")


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ((PART, ARTICLE, ITEM), (PART, ARTICLE)),
        ((ARTICLE,), (ARTICLE,)),
        ((ANNEX, WITHIN, ITEM), (ANNEX, WITHIN)),
        ((ANNEX, CHART), (ANNEX, CHART)),
        (("Articles de Paris", "Durée"), ("Articles de Paris", "Durée")),
        ((), ()),
    ],
)
def test_an_article_is_told_by_its_label(path: tuple[str, ...], article: tuple[str, ...]) -> None:
    assert article_of(_passage(*path)) == (DOCUMENT, article)
