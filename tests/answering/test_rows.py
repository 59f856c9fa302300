"""Answers from tables: the row that holds for the figure, or bears the name; and none where there is none."""

import docx
import pytest

from clausier.domain.answers import Verdict
from clausier.domain.questions import Asks, Element, Topic
from tests.answering.asking_tables import Matter, note, table
from tests.reading.made import word_file
from tests.reading.tables_made import drawn, printed, said

CREDITS = table(
    "Disponibilité mensuelle | Avoir",
    "De 99,5 % à 99,89 % | 5 % de la redevance",
    "De 98 % à 99,49 % | 15 % de la redevance",
    "Moins de 98 % | 40 % de la redevance",
)
DELAYS = table(
    "Gravité | Prise en compte | Rétablissement",
    "Sévérité 1 | 15 minutes | 4 heures",
    "Sévérité 2 | 1 heure | 8 heures",
    "Sévérité 3 | 4 heures | 3 jours ouvrés",
)
CODED = table("Niveau | GTI | GTR", "P1 | 30 mn | 4 h", "P2 | 2 h | 8 h ouvrées", "P3 | 4 h | 2 jours ouvrés")
RATES = table(
    "Profil | Prix du jour-homme",
    "Technicien de support | 350 €",
    "Ingénieur confirmé | 620 €",
    "Expert en sécurité | 980 €",
)
LATE = table(
    "Retard constaté | Pénalité",
    "1 à 5 jours | 500 € par jour",
    "6 à 10 jours | 1 000 € par jour",
    "au-delà de 10 jours | 2 000 € par jour",
)
UPTIME = table(
    "Monthly uptime | Service credit",
    "Less than 99.9% but at least 99.0% | 10%",
    "Less than 99.0% but at least 95.0% | 25%",
    "Below 95.0% | 50%",
)
USERS = table("Nombre d’utilisateurs | Prix mensuel", "1 à 50 | 12,00 €", "51 à 200 | 10,50 €", "Plus de 200 | 9,00 €")
MATRIX = table(
    "Criticité | Impact I1 | Impact I2",
    "Criticité C1 | Priorité P1 | Priorité P2",
    "Criticité C2 | Priorité P2 | Priorité P4",
)
KEPT = table(
    "Type de donnée | Durée de conservation",
    "Journaux d’événements | 6 mois",
    "Données de facturation | 10 ans",
    "Données de contact | 5 ans",
)


@pytest.mark.parametrize(
    ("heading", "rows", "question", "row", "value"),
    [
        ("Avoirs", CREDITS, "Quel avoir pour 99,7 % de disponibilité ?", "De 99,5 % à 99,89 %", "5 % de la redevance"),
        ("Avoirs", CREDITS, "Quel avoir si la disponibilité tombe à 97 % ?", "Moins de 98 %", "40 % de la redevance"),
        ("Avoirs", CREDITS, "Quel est l’avoir à 98 % de disponibilité ?", "De 98 % à 99,49 %", "15 % de la redevance"),
        ("Délais", DELAYS, "Quel délai de rétablissement pour une sévérité 2 ?", "Sévérité 2", "8 heures"),
        ("Délais", DELAYS, "Sous quel délai une sévérité 1 est-elle prise en compte ?", "Sévérité 1", "15 minutes"),
        ("Délais", DELAYS, "Quel délai de rétablissement pour une S3 ?", "Sévérité 3", "3 jours ouvrés"),
        ("Délais", CODED, "Quel délai de rétablissement pour une priorité 2 ?", "P2", "8 h ouvrées"),
        ("Délais", CODED, "Quelle est la GTI d’une P3 ?", "P3", "4 h"),
        ("Prix", RATES, "Combien coûte un expert ?", "Expert en sécurité", "980 €"),
        ("Prix", RATES, "Quel est le tarif d’un ingénieur ?", "Ingénieur confirmé", "620 €"),
        ("Prix", RATES, "Combien coûte un jour-homme de technicien ?", "Technicien de support", "350 €"),
        ("Retards", LATE, "Quelle pénalité pour 12 jours de retard ?", "au-delà de 10 jours", "2 000 € par jour"),
        (
            "Retards",
            LATE,
            "Combien paie le Prestataire pour un retard d’une semaine ?",
            "6 à 10 jours",
            "1 000 € par jour",
        ),
        (
            "Credits",
            UPTIME,
            "What service credit applies at 99.5% uptime?",
            "Less than 99.9% but at least 99.0%",
            "10%",
        ),
        ("Credits", UPTIME, "Which credit if the monthly uptime is below 95%?", "Below 95.0%", "50%"),
        ("Licences", USERS, "Quel prix pour 120 utilisateurs ?", "51 à 200", "10,50 €"),
        ("Tickets", MATRIX, "Quelle priorité pour un impact I2 et une criticité C2 ?", "Criticité C2", "Priorité P4"),
        (
            "Données",
            KEPT,
            "Combien de temps sont conservées les données de facturation ?",
            "Données de facturation",
            "10 ans",
        ),
    ],
)
def test_the_row_that_answers_is_told_and_cited(heading: str, rows: str, question: str, row: str, value: str) -> None:
    finding = Matter(note(f"## Article 1 – {heading}", "Les conditions sont les suivantes.", rows)).ask(question)
    citation = finding.evidence[0].citation
    assert f"la ligne « {row} » du tableau donne « {value} »" in finding.conclusion
    assert citation.quote.startswith(row) or row in citation.quote
    assert value in citation.quote
    assert citation.cells[0][1] == row
    assert "\n" not in citation.quote
    assert finding.asks is Asks.VALUE
    assert finding.verdict is None


@pytest.mark.parametrize(
    ("rows", "question", "said"),
    [
        (CREDITS, "Quel avoir pour 99,95 % de disponibilité ?", "99,95 %"),
        (CREDITS, "Quel avoir pour 99,495 % de disponibilité ?", "99,495 %"),
        (DELAYS, "Quel délai de rétablissement pour une sévérité 5 ?", "sévérité 5"),
        (CODED, "Quelle est la GTR d’une P4 ?", "P4"),
        (UPTIME, "What service credit applies at 99.95% uptime?", "99,95 %"),
    ],
)
def test_a_table_without_the_row_says_so_and_is_cited(rows: str, question: str, said: str) -> None:
    finding = Matter(note("## Article 1 – Engagements", "Les conditions sont les suivantes.", rows)).ask(question)
    assert f"ne vaut pour « {said} »" in finding.conclusion
    shown = finding.nearest or finding.evidence[0].citation
    assert shown.quote.count("\n") >= 2
    assert shown.cells == ()


@pytest.mark.parametrize(
    ("rows", "question"),
    [
        (CREDITS, "Quel délai de résolution pour 99,7 % de disponibilité ?"),
        (CREDITS, "Quel avoir pour 99,7 % de sauvegardes réussies ?"),
        (DELAYS, "Quelle pénalité pour une sévérité 2 ?"),
        (CODED, "Quel délai d’escalade pour une P2 ?"),
        (CODED, "Quelle GTI pour une demande P2 de développement ?"),
        (RATES, "Combien coûte un architecte ?"),
        (RATES, "Quel préavis pour remplacer un ingénieur ?"),
        (LATE, "Quelle pénalité pour 12 jours ouvrés de retard ?"),
        (USERS, "Quel prix pour 120 serveurs ?"),
        (KEPT, "Combien de temps sont conservées les données bancaires ?"),
        (KEPT, "Combien de temps sont conservées les sauvegardes ?"),
    ],
)
def test_no_figure_is_told_for_what_a_table_does_not_say(rows: str, question: str) -> None:
    finding = Matter(note("## Article 1 – Conditions", "Les conditions sont les suivantes.", rows)).ask(question)
    assert "du tableau donne" not in finding.conclusion
    assert "chiffres du passage" not in finding.conclusion


def test_two_tables_that_answer_are_both_told() -> None:
    other = CREDITS.replace("15 %", "20 %")
    parts = ("## Article 1 – Serveurs", CREDITS, "## Article 2 – Stockage", other)
    matter = Matter(note(*parts))
    assert [cells[1][1] for cells in matter.told("Quel avoir pour 99 % de disponibilité ?")] == [
        "15 % de la redevance",
        "20 % de la redevance",
    ]
    assert [cells[1][1] for cells in matter.told("Quel avoir pour 99 % de disponibilité du stockage ?")] == [
        "20 % de la redevance"
    ]


def test_rows_that_share_a_name_are_both_told_until_one_is_named() -> None:
    rows = table(
        "Environnement | Criticité | Délai",
        "Production | Criticité C1 | 1 heure",
        "Production | Criticité C2 | 4 heures",
        "Recette | Criticité C1 | 8 heures",
    )
    matter = Matter(note("## Article 1 – Délais", rows))
    assert [cells[-1][1] for cells in matter.told("Quel délai pour une criticité C1 ?")] == ["1 heure", "8 heures"]
    assert [cells[-1][1] for cells in matter.told("Quel délai pour une criticité C1 en recette ?")] == ["8 heures"]
    assert "Production, Criticité C1" in matter.ask("Quel délai pour une criticité C1 ?").conclusion


def test_a_value_at_the_bound_of_two_rows_is_told_by_both() -> None:
    rows = table("Retard | Pénalité", "de 2 à 4 heures | 100 €", "de 4 à 8 heures | 300 €")
    told = Matter(note("## Article 1 – Retards", rows)).told("Quelle pénalité pour 4 heures de retard ?")
    assert [cells[1][1] for cells in told] == ["100 €", "300 €"]


def test_tables_of_pdf_and_word_answer_alike() -> None:
    cells = [line.strip("| ").split(" | ") for line in CREDITS.splitlines() if "---" not in line]
    document = docx.Document()
    document.add_heading("Article 1 – Avoirs", 2)
    made = document.add_table(rows=len(cells), cols=2)
    for row, texts in zip(made.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for file in (("c.docx", word_file(document)), ("c.pdf", printed(said("Article 1 – Avoirs"), drawn(cells)))):
        citation = Matter(file).ask("Quel avoir pour 99,7 % de disponibilité ?").evidence[0].citation
        assert citation.quote == "De 99,5 % à 99,89 %\t5 % de la redevance"
        assert citation.cells == (
            ("Disponibilité mensuelle", "De 99,5 % à 99,89 %"),
            ("Avoir", "5 % de la redevance"),
        )


def test_a_row_of_a_long_table_is_found_on_its_own_page() -> None:
    body = [[f"Prestation {name}", f"{number} €"] for number, name in enumerate(map(_name, range(90)), 100)]
    pdf = printed(said("Article 1 – Prix des prestations"), drawn([["Prestation", "Prix unitaire"], *body]))
    matter = Matter(("prix.pdf", pdf))
    finding = matter.ask(f"Quel est le prix unitaire de la prestation {_name(80)} ?")
    citation = finding.evidence[0].citation
    assert citation.cells == (("Prestation", f"Prestation {_name(80)}"), ("Prix unitaire", "180 €"))
    assert citation.page == 3
    assert citation.span.within(matter.library.page(citation.document_id, 3).span)


def _name(number: int) -> str:
    return "".join("bcdfghjklm"[int(digit)] + "a" for digit in f"{number:03}")


PENALTIES = Topic(
    id="penalites",
    label="Avoirs",
    about="les avoirs",
    questions=("a-t-on droit à un avoir",),
    headings=("Avoirs",),
    words=(r"avoirs?",),
    near_misses=(),
    elements=(Element("taux", "taux de l’avoir", (r"\d+ ?% de la redevance",)),),
)


def test_a_figure_that_a_row_holds_for_does_not_spoil_a_yes() -> None:
    lead = "Le Prestataire verse au Client un avoir calculé sur la redevance mensuelle du service."
    matter = Matter(note("## Article 1 – Avoirs", lead, CREDITS), topics=(PENALTIES,))
    held = matter.ask("Y a-t-il un avoir à 99,7 % de disponibilité ?")
    assert held.verdict is Verdict.YES
    assert held.evidence[0].citation.cells[0] == ("Disponibilité mensuelle", "De 99,5 % à 99,89 %")
    free = matter.ask("Y a-t-il un avoir à 99,95 % de disponibilité ?")
    assert free.verdict is Verdict.PARTIAL
    assert free.missing == ("« 99,95 % »",)
