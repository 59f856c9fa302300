"""Of several figures in a passage, the one that the question asks for; never one of another sort."""

import pytest

from clausier.answering.figures import Sort, told
from clausier.answering.picking import answering_figures, nearness
from clausier.answering.wanted import wanted
from clausier.domain.french import FIXED


def answers(question: str, text: str, headings: str = "") -> list[str]:
    return [told(one).replace("\u202f", " ").replace(FIXED, " ") for one in answering_figures(question, text, headings)]


RECOVERY = (
    "Après un sinistre, le délai de reprise est de douze (12) heures et la perte de données admise de trois (3) heures."
)
INVOICES = (
    "Les factures sont payables à quarante-cinq (45) jours. Tout retard entraîne des intérêts au taux de trois fois le "
    "taux d’intérêt légal et une indemnité forfaitaire de 40 €."
)
NOTICE = (
    "Chaque Partie peut résilier le contrat moyennant un préavis de neuf (9) mois, sous réserve de payer un dédit égal "
    "à vingt pour cent (20 %) des redevances restantes. La mise en demeure reste sans effet trente (30) jours."
)
CAP = (
    "La responsabilité du Prestataire est plafonnée à cent pour cent (100 %) du prix annuel, sans pouvoir excéder deux "
    "millions d’euros (2 000 000 €). Ce plafond ne joue pas en cas de faute lourde. La franchise est de 5 000 €."
)
DESK = (
    "Le support est ouvert de 8 h à 18 h 30, du lundi au vendredi. Les appels sont pris en moins de 60 secondes. Le "
    "comité se réunit deux fois par an et compte trois (3) membres du Client."
)
PRICES = (
    "Le forfait mensuel est de 12 400 € HT. Au-delà du forfait, l’heure d’intervention est facturée 95 € HT, avec une "
    "majoration de 50 % la nuit. Le prix est révisé chaque année au 1er janvier."
)
DATES = (
    "Conformément à la loi du 6 janvier 1978, les données sont protégées. Le contrat prend effet le 1er mars 2027. Il "
    "prend fin le 28 février 2031. Les volumes sont relevés le 30 juin 2027."
)
ENGLISH = (
    "Either party may terminate for convenience on one hundred and twenty (120) days’ notice. The Supplier’s liability "
    "shall not exceed the greater of 125% of the Charges and £3,000,000. Backups are kept for thirty-five (35) days."
)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Quel est le RTO ?", RECOVERY, ["12 heures"]),
        ("RPO garanti ?", RECOVERY, ["3 heures"]),
        ("Sous combien de jours faut-il payer ?", INVOICES, ["45 jours"]),
        ("Quel taux d’intérêt en cas de retard ?", INVOICES, ["3 fois le taux d’intérêt légal"]),
        ("Combien vaut l’indemnité forfaitaire ?", INVOICES, ["40 €"]),
        ("Quel préavis pour résilier ?", NOTICE, ["9 mois"]),
        ("Quel pourcentage des redevances restantes pour le dédit ?", NOTICE, ["20 % des redevances restantes"]),
        ("Combien de temps après la mise en demeure ?", NOTICE, ["30 jours"]),
        ("Quel est le plafond de responsabilité ?", CAP, ["100 % du prix annuel", "2 000 000 €"]),
        ("Quel est le montant maximal de la responsabilité ?", CAP, ["2 000 000 €"]),
        ("La franchise est de combien ?", CAP, ["5 000 €"]),
        ("À quelle heure ouvre le support ?", DESK, ["de 8 h à 18 h 30, du lundi au vendredi"]),
        ("Quels sont les horaires du support ?", DESK, ["de 8 h à 18 h 30, du lundi au vendredi"]),
        ("En combien de temps les appels sont-ils pris ?", DESK, ["60 secondes"]),
        ("Combien de fois par an se réunit le comité ?", DESK, ["2 fois par an"]),
        ("Combien de membres compte le comité ?", DESK, ["3 membres"]),
        ("Combien de serveurs sont couverts ?", DESK, []),
        ("ça coûte combien par mois ?", PRICES, ["12 400 € HT"]),
        ("tarif de l’heure au-delà du forfait", PRICES, ["95 € HT"]),
        ("Quelle majoration la nuit ?", PRICES, ["50 %"]),
        ("À quelle fréquence le prix est-il révisé ?", PRICES, ["1 fois par an"]),
        ("À quelle date le contrat prend-il effet ?", DATES, ["1er mars 2027"]),
        ("Jusqu’à quand court le contrat, quand prend-il fin ?", DATES, ["28 février 2031"]),
        ("Préavis pour résilier sans motif ?", ENGLISH, ["120 jours"]),
        ("Plafond de responsabilité ?", ENGLISH, ["125 % « of the Charges »", "3 000 000 £"]),
        ("Combien de temps gardent-ils les sauvegardes ?", ENGLISH, ["35 jours"]),
        ("How long are backups kept?", ENGLISH, ["35 jours"]),
    ],
)
def test_the_figure_asked_is_picked_among_others(question: str, text: str, expected: list[str]) -> None:
    assert answers(question, text) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Comment le prix est-il révisé ?",
        "Qui paie les frais de déplacement ?",
        "Quelle loi s’applique ?",
        "Le préavis peut-il être réduit ?",
        "Est-ce que le délai est suspendu ?",
        "Que se passe-t-il si le délai est dépassé ?",
        "Où sont hébergées les données ?",
    ],
)
def test_a_question_that_wants_no_figure_gets_none(question: str) -> None:
    assert wanted(question) is None
    assert all(answers(question, text) == [] for text in (NOTICE, PRICES, DATES))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Quel est le prix ?", "Le préavis est de six (6) mois et court de la réception de la lettre."),
        ("Quel préavis ?", "Le prix est de 3 000 € par mois. Il est payé d’avance."),
        ("À quelle date ?", "Le prix est de 3 000 €. Il est fixe."),
        ("Combien coûte la prise en charge ?", "L’article 12.3 et l’Annexe 4 s’appliquent."),
    ],
)
def test_a_figure_of_another_sort_is_no_answer(question: str, text: str) -> None:
    assert answers(question, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les mots « dix pour cent (10 %) » sont remplacés par les mots « quinze pour cent (15 %) ».", ["15 %"]),
        ("Le taux de la pénalité passe de 2 % à 3 %.", ["3 %"]),
        ("La pénalité est désormais de 4 % au lieu de 6 %.", ["4 %"]),
        ("La pénalité de 5 % est portée à 8 % en cas de récidive.", ["5 %", "8 %"]),
    ],
)
def test_what_is_replaced_is_no_answer_and_what_depends_is(text: str, expected: list[str]) -> None:
    assert answers("Quel est le taux de la pénalité ?", text) == expected


def test_a_sentence_that_points_back_goes_on_with_the_answer() -> None:
    text = "Le préavis est de six mois. Il est ramené à deux mois en cas de faute grave. Le paiement a lieu à 30 jours."
    assert answers("Quel est le préavis ?", text) == ["6 mois", "2 mois"]
    assert answers("Quel est le préavis en cas de faute grave ?", text) == ["2 mois"]


EACH = "Le préavis du Client est de six (6) mois. Celui du Prestataire est de douze (12) mois."
BOTH = "The Customer may leave on three (3) months' notice, and the Supplier may leave on nine (9) months' notice."


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Quel est le préavis du client ?", EACH, ["6 mois"]),
        ("Quel préavis le fournisseur doit-il respecter ?", EACH, ["12 mois"]),
        ("Quel est le préavis ?", EACH, ["6 mois", "12 mois"]),
        ("Quel préavis le prestataire doit-il donner ?", BOTH, ["9 mois"]),
        ("What notice must the customer give?", BOTH, ["3 mois"]),
    ],
)
def test_each_side_has_its_own_figure(question: str, text: str, expected: list[str]) -> None:
    assert answers(question, text) == expected


def test_the_headings_above_tell_what_a_passage_is_about() -> None:
    text = "Elle est de trois ans. Les locaux sont mis à disposition."
    assert answers("Quelle est la durée de la garantie ?", text, "Article 9 – Garantie") == ["3 ans"]
    assert answers("Quelle est la durée de la garantie ?", "L’audit a lieu. Il se fait en 2 jours.") == []


def test_a_question_that_leans_on_another_asks_for_the_same() -> None:
    text = "Le délai est de 60 jours. Pour les factures émises en Espagne, ce délai est de 30 jours."
    assert answers("et en Espagne ? (à propos de : Quel est le délai de paiement ?)", text) == ["30 jours"]


def test_rows_of_tables_are_left_to_those_who_know_their_columns() -> None:
    assert answers("Quelle est la GTR d’une P1 ?", "Priorité\tGTI\tGTR\nP1\t10 minutes\t2 heures") == []


def test_a_picked_figure_stands_where_its_span_says() -> None:
    text = "Le délai de paie-\nment est de trente (30)\njours à compter de la facture. Le prix est de 10 €."
    (one,) = answering_figures("Quel est le délai de paiement ?", text)
    assert one.span.of(text) == "trente (30)\njours à compter de la facture"
    assert one.sort is Sort.DURATION


def test_a_passage_is_near_a_question_by_the_words_around_its_figure() -> None:
    question = "Quel est le plafond des pénalités ?"
    capped = "Les pénalités dues pour un mois sont plafonnées à dix pour cent (10 %)."
    owed = "Le Prestataire doit des pénalités de 500 € par heure de retard."
    spoken = "Les pénalités sont plafonnées comme le dit l’article 12."
    near = [nearness(question, text) for text in (capped, owed, spoken)]
    assert near == [1.0, 0.0, 0.0]
    assert nearness("Comment les pénalités sont-elles plafonnées ?", capped) == 0.0


def test_a_cell_is_near_by_the_name_of_its_row_and_of_its_column() -> None:
    rates = "Profil\tTarif journalier\nTechnicien\t380 €\nArchitecte\t910 €"
    assert nearness("Quel est le tarif journalier d’un architecte ?", rates) == 1.0
    assert nearness("Quel est le tarif journalier d’un juriste ?", rates) < 1.0
