"""An audit: every element found in its own words, and nothing found where a contract is silent."""

import pytest

from clausier.auditing.rendering import doubts
from clausier.bundle import CORPUS
from clausier.domain.answers import Source, Verdict
from clausier.domain.documents import Kind
from clausier.domain.jobs import Submission
from tests.auditing.audited import Desk, about, by_point, checklists, topics

WEAK = CORPUS / "contracts" / "aubrelot-contrat-parc-2025.pdf"
SILENT_ON = (
    "assurances", "audit_benchmark", "cession_controle", "continuite_secours", "documents_definitions",
    "donnees_personnelles", "force_majeure_imprevision", "gestion_changements", "gouvernance_qualite",
    "licences_codes_sources", "localisation_offshore", "niveaux_service", "penalites", "personnel_affecte",
    "prise_en_charge", "propriete_intellectuelle", "recette", "restitution_donnees", "reversibilite",
    "sortie_anticipee", "sous_traitance", "transfert_personnel",
)  # fmt: skip
EXIT = """## 1. Réversibilité

1.1 À la fin du contrat, quelle qu’en soit la cause, le Prestataire assure la réversibilité pendant six (6) mois.

1.2 Un plan de réversibilité est remis dans les trois mois de la signature.

## 2. Durée

Le contrat est conclu pour trois ans.
"""

NOTE = """---
title: "Réversibilité"
topics: [reversibilite]
---

# Réversibilité

## La réversibilité

Une clause de réversibilité dit sa durée, son prix et son plan, et ce qui est remis.
"""


def test_a_short_contract_is_silent_on_what_it_does_not_say() -> None:
    desk = Desk()
    audit = desk.audit(desk.read(WEAK.name, WEAK.read_bytes()))
    rows = by_point(audit)
    assert [row.point.id for row in audit.rows] == [point.id for point in checklists()["generale"].points]
    assert {point for point in SILENT_ON if rows[point].verdict is not Verdict.NOT_FOUND} == set()
    for point in SILENT_ON:
        assert (rows[point].found, rows[point].citations) == ((), ())
    for point in ("duree_renouvellement", "prix_revision", "differends_loi", "confidentialite", "resiliation"):
        assert rows[point].verdict is not Verdict.NOT_FOUND


def test_each_element_found_has_its_own_words_letter_for_letter() -> None:
    desk = Desk()
    document = desk.read(WEAK.name, WEAK.read_bytes())
    text = desk.text(document)
    found = [one for row in desk.audit(document).rows for one in row.found]
    assert len(found) > 15
    for one in found:
        assert one.citation.span.of(text) == one.citation.quote
        assert one.citation.page in (1, 2)
    (notice,) = [one for one in found if one.element.id == "preavis_de_non_renouvellement"]
    assert "envoyée trois (3) mois avant" in notice.citation.quote
    assert notice.citation.article == "8"


def test_a_clause_that_says_part_is_partial_and_names_what_it_lacks() -> None:
    row = Desk().row(EXIT, "reversibilite")
    assert row.verdict is Verdict.PARTIAL
    assert {one.element.id for one in row.found} >= {"duree", "plan", "declenchement"}
    assert {"prix", "donnees_et_format", "continuite"} <= {element.id for element in row.missing}
    assert "plan" not in {element.id for element in row.missing}


PENALTIES = """## 9. Pénalités

9.1 En cas d’indisponibilité, le Prestataire doit une pénalité de 500 € par heure de retard.

9.2 Les pénalités sont plafonnées à dix pour cent (10 %) du prix mensuel. Elles ne sont pas libératoires.
"""


def test_a_clause_that_says_nearly_all_that_is_expected_is_a_yes_and_still_names_the_rest() -> None:
    row = Desk().row(f"{PENALTIES}\n9.3 Elles sont dues sans mise en demeure et déduites des factures.\n", "penalites")
    assert row.verdict is Verdict.YES
    assert [element.id for element in row.missing] == ["seuil_de_resiliation"]
    assert "bonus" in {element.id for element in row.absent}


def test_one_of_three_that_are_expected_missing_makes_a_point_partial() -> None:
    row = Desk().row(PENALTIES, "penalites")
    assert row.verdict is Verdict.PARTIAL
    assert {element.id for element in row.missing} == {"mise_en_demeure", "imputation", "seuil_de_resiliation"}


@pytest.mark.parametrize(
    "contract",
    [
        "## 12. Réversibilité\n\nSans objet.\n",
        "## 4. Personnel\n\nLa réversibilité du télétravail est décidée par chaque Partie pendant six mois.\n",
        "## 4. Objet\n\nLe Prestataire exploite les serveurs, sans préjudice de la réversibilité prévue ailleurs.\n",
        "## Préambule\n\nConsidérant que la réversibilité doit être assurée pendant six mois avec un plan de "
        "réversibilité, les Parties se sont rapprochées.\n",
    ],
)
def test_words_in_passing_are_no_clause(contract: str) -> None:
    row = Desk().row(contract, "reversibilite")
    assert (row.verdict, row.found, row.citations) == (Verdict.NOT_FOUND, (), ())


def test_one_point_of_a_topic_is_found_or_not() -> None:
    desk = Desk()
    document = desk.read("contrat.md", f"# Contrat\n\n{EXIT}".encode())
    rows = by_point(desk.audit(document, "reversibilite-18"))
    assert len(rows) == 18
    assert rows["reversibilite/plan"].verdict is Verdict.YES
    lost = rows["reversibilite/sanctions"]
    assert (lost.verdict, lost.citations) == (Verdict.NOT_FOUND, ())
    assert lost.leads[0].citation.article.startswith("1")


def test_an_english_clause_is_read_too() -> None:
    clause = "## 9. Service credits\n\nThe Supplier shall pay service credits of 2 % of the monthly charges for each "
    row = Desk().row(f"{clause}hour of delay, capped at 10 % of those charges.\n", "penalites")
    assert row.verdict is Verdict.PARTIAL
    assert "taux_ou_montant" in {one.element.id for one in row.found}


def test_an_absence_says_which_missing_annex_may_hold_it() -> None:
    desk = Desk()
    document = desk.read(
        "contrat.md",
        "# Contrat\n\n## 12. Réversibilité\n\nLe Prestataire assure la réversibilité pendant six (6) mois, selon le "
        "plan de réversibilité de l’Annexe 6.\n\n## 13. Durée\n\nLe contrat dure trois ans.\n".encode(),
    )
    audit = desk.audit(document)
    row = by_point(audit)["reversibilite"]
    assert row.annexes == ("Annexe 6",)
    assert "Annexe\u00a06" in doubts(row, audit.searched)


NEXT = "## 7. Suite\n\nLes équipes suivantes reçoivent, pendant six (6) mois, tout ce qui leur sert.\n"


def test_a_clause_about_a_point_by_meaning_alone_shows_its_elements() -> None:
    row = Desk(about("reversibilite", 0.9)).row(NEXT, "reversibilite")
    assert [one.element.id for one in row.found] == ["duree"]
    assert "six (6) mois" in row.found[0].citation.quote


def test_meaning_alone_establishes_nothing_without_a_sign() -> None:
    clause = "## 7. Suite\n\nLes équipes suivantes reçoivent, le jour venu, tout ce qui leur sert.\n"
    row = Desk(about("reversibilite", 0.9)).row(clause, "reversibilite")
    assert (row.verdict, row.found, row.doubtful) == (Verdict.PARTIAL, (), True)


def test_a_clause_rather_about_a_point_is_to_be_read_where_it_shows_one_sign() -> None:
    row = Desk(about("reversibilite", 0.3)).row(NEXT, "reversibilite")
    assert (row.verdict, row.found, row.doubtful) == (Verdict.PARTIAL, (), True)


def test_a_clause_that_shows_most_of_a_point_deals_with_it_though_it_means_something_else() -> None:
    clause = (
        "## 2. Prix\n\nLe Client verse mille euros (1 000 €). La note est présentée chaque mois et réglée sous trente "
        "(30) jours. Passé ce jour, elle produit des intérêts et l’indemnité de quarante euros (40 €) pour frais de "
        "recouvrement. Une note contestée n’autorise pas le Prestataire à suspendre les services.\n"
    )
    row = Desk(about("facturation_paiement", 0.05)).row(clause, "facturation_paiement")
    assert row.verdict is Verdict.YES
    assert "trente (30) jours" in next(one for one in row.found if one.element.id == "delai_de_paiement").citation.quote


def test_a_clause_that_is_hardly_about_a_point_is_no_more_than_the_nearest() -> None:
    row = Desk(about("reversibilite", 0.2)).row(NEXT, "reversibilite")
    assert (row.verdict, row.doubtful) == (Verdict.NOT_FOUND, False)
    assert "six (6) mois" in row.leads[0].citation.quote


def test_a_topic_named_in_passing_is_not_dealt_with_by_a_clause_on_something_else() -> None:
    clause = "## 7. Organisation\n\nLe Prestataire tient compte de la réversibilité pendant six (6) mois et un plan.\n"
    assert Desk(about("gouvernance_qualite", 0.9)).row(clause, "reversibilite").verdict is Verdict.NOT_FOUND


def test_notes_are_cited_apart() -> None:
    desk = Desk()
    desk.note(NOTE.encode())
    row = desk.row("## 1. Objet\n\nLe Prestataire exploite les serveurs du Client.\n", "reversibilite")
    assert [one.source for one in row.guidance] == [Source.GUIDANCE]
    assert row.citations == ()
    assert row.verdict is Verdict.NOT_FOUND


AMENDMENT = """# Avenant n° 1

## 1. Suppression

L’article 1.2 du Contrat est supprimé.

## 2. Remplacement

L’article 2 du Contrat est remplacé par le texte suivant :

« Article 2 – Durée

Le contrat est conclu pour cinq (5) ans et peut être renouvelé une fois, par écrit. »

## 3. Effet

Le présent avenant prend effet le 1er janvier 2025.

Fait à Lyon, le 20 décembre 2024, en deux exemplaires.

Pour le Client – Pour le Prestataire
"""


def test_a_contract_is_audited_as_it_is_in_force() -> None:
    desk = Desk()
    contract = desk.read("contrat.md", f"# Contrat\n\n{EXIT}".encode())
    before = desk.audit(contract)
    assert before.amended == ()
    desk.take(Submission("avenant.md", AMENDMENT.encode(), desk.dossier, Kind.AMENDMENT), contract)
    after = desk.audit(contract)
    assert len(after.amended) == 1
    quotes = {row.point.id: " ".join(one.quote for one in row.citations) for row in after.rows}
    assert "cinq (5) ans" in quotes["duree_renouvellement"]
    assert "trois ans" not in quotes["duree_renouvellement"]
    assert "plan de réversibilité" in " ".join(one.quote for row in before.rows for one in row.citations)
    assert "plan de réversibilité" not in " ".join(quotes.values())
    new = [one for row in after.rows for one in row.citations if "cinq (5) ans" in one.quote]
    assert {one.file for one in new} == {"avenant.md"}
    assert all(one.span.of(desk.text(one.document_id)) == one.quote for one in new)


def test_every_topic_of_the_corpus_can_be_audited() -> None:
    assert {point.topic for point in checklists()["generale"].points} == {topic.id for topic in topics()}
