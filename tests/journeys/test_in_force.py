"""The demonstration contract with its two amendments: what is asked is answered from the text in force on the day."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clausier.bundle import CORPUS
from clausier.domain.answers import Finding, Verdict
from clausier.domain.documents import DocumentId, DossierId, Kind
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.papers.covers import answers_about
from clausier.settings import load_settings
from clausier.wiring import Clausier, open_clausier
from tests.conftest import MODELS

BEFORE, BETWEEN, AFTER = date(2025, 1, 1), date(2026, 11, 22), date(2027, 6, 1)
CEILING = "Quel est le plafond mensuel des pénalités ?"
NOTICE = "Quel est le préavis en cas de sortie anticipée ?"
BENCHMARK = "Y a-t-il une clause d’étalonnage des prix ?"


VAGUELY_AMENDED = """# Contrat

## 1. Durée

Le contrat est conclu pour trois (3) ans.

## 2. Prix

Le prix est de 900 euros par mois.
"""
VAGUE = """# Avenant n° 1

## 1. Adaptation

Les articles du Contrat que cela concerne sont modifiés en conséquence.

## 2. Effet

Le présent avenant prend effet le 1er mars 2025.

Fait à Lyon, le 1er février 2025.

Pour le Client – Pour le Prestataire
"""


CONTRADICTED = """# Contrat

## 1. Niveaux de service

La disponibilité des Services est d’au moins 99,9 %. Le délai de réponse aux appels est de quatre (4) heures.

## 2. Prix

Le prix est de 900 euros par mois.

## Annexe 1 – Indicateurs

Nombre d’appels reçus.
"""
CONTRADICTING = """# Avenant n° 1

## 1. Annexe

L’Annexe 1 est annulée et remplacée par l’Annexe 1 jointe au présent avenant.

## 2. Effet

Le présent avenant prend effet le 1er mars 2025.

Fait à Lyon, le 1er février 2025.

Pour le Client – Pour le Prestataire

## Annexe 1 – Indicateurs

Disponibilité des Services : 99,7 %.
"""


DRAFT = """# PROJET D’AVENANT N° 1

## 1. Durée

L’article 1 du Contrat est remplacé par le texte suivant :

« 1. Durée

Le contrat est conclu pour sept (7) ans. »

## 2. Effet

Le présent avenant prend effet le 1er mars 2025.
"""


def unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks."""


class Matter:
    """A contract and its amendments, asked on a day."""

    def __init__(self, clausier: Clausier) -> None:
        self.clausier = clausier
        self.dossier = clausier.dossiers.create("Affaire").id
        self.contract = self._read("brumelaine-contrat-infogerance-2023.pdf", None)
        self.amendments = [
            self._read(name, self.contract) for name in ("brumelaine-avenant-1.pdf", "brumelaine-avenant-2.docx")
        ]
        clausier.refresh(unwatched)

    def _read(self, name: str, amends: DocumentId | None) -> DocumentId:
        data = (CORPUS / "contracts" / name).read_bytes()
        kind = Kind.AMENDMENT if amends else None
        submission = Submission(name, data, DossierId(self.dossier), kind, amends)
        return self.clausier.ingester.ingest(submission, unwatched).id

    def ask(self, question: str, at: date) -> Finding:
        scope = Scope(self.dossier, frozenset({self.contract}), at)
        return self.clausier.desk.ask(question, scope).finding


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory, kept_cache: Path) -> Iterator[Matter]:
    home = tmp_path_factory.mktemp("home")
    (home / "cache").symlink_to(kept_cache)
    settings = load_settings().model_copy(update={"model": "none", "threads": 1, "home": home, "models": MODELS})
    with closing(open_clausier(settings)) as opened:
        yield Matter(opened)


def test_words_that_were_replaced_are_told_as_they_read_now(matter: Matter) -> None:
    assert "12 %" in matter.ask(CEILING, BEFORE).conclusion.replace("\u202f", " ")
    now = matter.ask(CEILING, BETWEEN)
    assert now.conclusion.startswith("Lire « quinze pour cent (15 %) »")
    assert [one.citation.quote for one in now.superseded] == ["douze pour cent (12 %)"]
    assert now.superseded[0].by is not None
    assert now.superseded[0].by.document_id == matter.amendments[0]


def test_an_article_that_was_replaced_answers_with_its_new_text_and_shows_the_old(matter: Matter) -> None:
    before, now = matter.ask(NOTICE, BEFORE), matter.ask(NOTICE, BETWEEN)
    assert before.evidence[0].citation.document_id == matter.contract
    assert "six (6) mois" in before.evidence[0].citation.quote
    assert now.evidence[0].citation.document_id == matter.amendments[0]
    assert "quatre (4) mois" in now.evidence[0].citation.quote
    assert any("six (6) mois" in one.citation.quote for one in now.superseded)
    assert any("avenant n°\u00a01" in one.sentence for one in before.coming)


def test_an_article_that_was_deleted_is_not_found_and_why_is_said(matter: Matter) -> None:
    assert matter.ask(BENCHMARK, BETWEEN).verdict is Verdict.YES
    gone = matter.ask(BENCHMARK, AFTER)
    assert gone.verdict is Verdict.NOT_FOUND
    assert "supprimé par l’avenant n° 2 depuis le 1er\u00a0janvier\u00a02027" in gone.conclusion
    assert gone.superseded[0].citation.article == "12.1"


def test_a_conflict_that_a_clause_settles_is_left_to_be_confirmed(matter: Matter) -> None:
    found = matter.ask("Quelle est la disponibilité garantie des applications critiques ?", AFTER)
    assert found.evidence[0].citation.document_id == matter.amendments[1]
    assert "Mais l’article 8.2 dit 99,9 %" in found.conclusion.replace("\u00a0", " ").replace("\u202f", " ")
    assert found.conclusion.endswith("à confirmer.")
    assert found.support.startswith("à vérifier")
    assert not any("8.2" in sentence for sentence in found.cautions)
    assert found.unsettled
    second = found.evidence[1].citation
    assert (second.document_id, second.article) == (matter.contract, "8.2")
    assert {one.article for one in found.disputed} >= {"8.2"}


def test_a_conflict_about_another_figure_of_the_same_article_is_not_put_to_this_one(matter: Matter) -> None:
    scope = amended(matter.clausier, CONTRADICTED, CONTRADICTING)
    disputed = matter.clausier.desk.ask("Quelle disponibilité est garantie ?", scope).finding
    assert "Mais l’article\u00a01 dit" in disputed.conclusion
    other = matter.clausier.desk.ask("Quel est le délai de réponse aux appels ?", scope).finding
    assert "4 heures" in other.conclusion.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Mais" not in other.conclusion


def test_a_day_in_the_question_is_the_day_of_the_text(matter: Matter) -> None:
    asked = matter.ask("Au 15 janvier 2025, quel était le préavis de sortie anticipée ?", BETWEEN)
    assert "six (6) mois" in asked.evidence[0].citation.quote
    assert "15\u00a0janvier\u00a02025" in asked.cautions[0]
    assert matter.ask("Peut-on faire étalonner les prix en 2027 ?", BETWEEN).verdict is Verdict.NOT_FOUND


def amended(clausier: Clausier, contract: str, amendment: str) -> Scope:
    """A matter of its own: a contract in Markdown, and what amends it."""
    dossier = clausier.dossiers.create(f"Affaire {len(clausier.dossiers.all())}").id
    first = clausier.ingester.ingest(Submission("contrat.md", contract.encode(), dossier), unwatched).id
    second = Submission("avenant.md", amendment.encode(), dossier, Kind.AMENDMENT, first)
    clausier.ingester.ingest(second, unwatched)
    clausier.refresh(unwatched)
    return Scope(dossier, frozenset(), BETWEEN)


def test_an_order_that_is_not_understood_is_told_with_every_answer(matter: Matter) -> None:
    scope = amended(matter.clausier, VAGUELY_AMENDED, VAGUE)
    found = matter.clausier.desk.ask("Quelle est la durée du contrat ?", scope).finding
    assert "trois (3) ans" in found.evidence[0].citation.quote
    assert any("avenant n°\u00a01" in sentence.lower() for sentence in found.cautions)


def test_a_draft_answers_nothing_and_is_told(matter: Matter) -> None:
    scope = amended(matter.clausier, VAGUELY_AMENDED, DRAFT)
    found = matter.clausier.desk.ask("Quelle est la durée du contrat ?", scope).finding
    assert all("sept (7) ans" not in item.citation.quote for item in found.evidence)
    assert "trois (3) ans" in found.evidence[0].citation.quote
    assert any("projet" in one.sentence and "sept (7) ans" in one.citation.quote for one in found.coming)


def test_a_paper_names_the_amendments_that_an_answer_quotes(matter: Matter) -> None:
    library = matter.clausier.library
    scope = Scope(matter.dossier, frozenset({matter.contract}), BETWEEN)
    answer = matter.clausier.desk.ask(NOTICE, scope)
    dossier = next(one for one in matter.clausier.dossiers.all() if one.id == matter.dossier)
    assert {one.id for one in answers_about([answer], library, dossier).documents} >= {
        matter.contract,
        matter.amendments[0],
    }


def test_an_amendment_asked_by_itself_is_read_as_it_stands(matter: Matter) -> None:
    scope = Scope(matter.dossier, frozenset({matter.amendments[1]}), BEFORE)
    found = matter.clausier.desk.ask("Que dit l’article 1 ?", scope).finding
    assert "est supprimé" in found.evidence[0].citation.quote


def test_without_its_link_an_amendment_changes_nothing(matter: Matter) -> None:
    library = matter.clausier.library
    library.amend(matter.amendments[0], None)
    try:
        assert "12 %" in matter.ask(CEILING, BETWEEN).conclusion.replace("\u202f", " ")
    finally:
        library.amend(matter.amendments[0], matter.contract)
    assert "15 %" in matter.ask(CEILING, BETWEEN).conclusion
