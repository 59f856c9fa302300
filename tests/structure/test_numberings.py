"""Ways of counting that few contracts share, and what a number does not make a title."""

from dataclasses import replace

import pytest

from ingest.structure.recognise import recognise
from tests.structure.sheets import DOCUMENT, composed, outline, structure

TEXT = (
    "Le Prestataire exécute les Prestations avec tout le soin que l’on peut attendre d’un professionnel, et rend "
    "compte au Client de ce qu’il a fait."
)
BODY = f"Article 1 – Objet\n{TEXT}\n\nArticle 2 – Durée\n{TEXT}\n\nArticle 3 – Prix\n{TEXT}\n\n"


@pytest.mark.parametrize(
    ("heading", "paragraph", "numbers"),
    [
        ("ARTICLE {roman} – TITRE", "{roman}.1 ", ["I", "I.1", "II", "II.1", "III", "III.1"]),
        ("{roman}. Titre", "{roman}.1 ", ["I", "I.1", "II", "II.1", "III", "III.1"]),
        ("Article {digit} – Titre", "{digit}.1. – ", ["1", "1.1", "2", "2.1", "3", "3.1"]),
        ("Section {digit}. Titre", "Section {digit}.1 ", ["1", "1.1", "2", "2.1", "3", "3.1"]),
        ("§ {digit} Titre", "§ {digit}.1 ", ["1", "1.1", "2", "2.1", "3", "3.1"]),
        ("F{digit}. Titre", "F{digit}.1 ", ["F1", "F1.1", "F2", "F2.1", "F3", "F3.1"]),
        ("{digit}° Titre", "", ["1", "2", "3"]),
    ],
)
def test_paragraphs_are_counted_as_their_articles_are(heading: str, paragraph: str, numbers: list[str]) -> None:
    rounds = (("1", "I"), ("2", "II"), ("3", "III"))
    text = "\n\n".join(
        f"{heading.format(digit=digit, roman=roman)}\n\n{paragraph.format(digit=digit, roman=roman)}{TEXT}"
        for digit, roman in rounds
    )
    assert [number for number, _ in outline(text)] == numbers


def test_a_sheet_whose_numbers_bear_a_letter_is_not_part_of_the_last_article() -> None:
    text = BODY + "".join(f"F{at}. Titre\n\nF{at}.1 {TEXT}\n\n" for at in (1, 2, 3))
    assert [number for number, _ in outline(text)] == ["1", "2", "3", "F1", "F1.1", "F2", "F2.1", "F3", "F3.1"]


def test_sheets_after_a_common_part_that_is_numbered_nought_are_read() -> None:
    common = "0. Partie commune\n\n" + "".join(f"0.{at} {TEXT}\n\n" for at in (1, 2, 3, 4))
    text = common + "".join(f"S{at}. Titre\n\nS{at}.1 {TEXT}\n\nS{at}.2 {TEXT}\n\n" for at in (1, 2, 3))
    numbers = [number for number, _ in outline(text)]
    assert numbers[-9:] == [number for at in (1, 2, 3) for number in (f"S{at}", f"S{at}.1", f"S{at}.2")]


def test_the_paragraphs_of_an_annex_may_begin_with_its_own_number() -> None:
    text = f"{BODY}ANNEXE 2 – DÉLAIS\n\n2.1 {TEXT}\n\n2.2 {TEXT}\n\nANNEXE 3 – PRIX\n\n3.1 {TEXT}\n"
    assert [number for number, _ in outline(text)][3:] == [
        "Annexe 2",
        "Annexe 2, 2.1",
        "Annexe 2, 2.2",
        "Annexe 3",
        "Annexe 3, 3.1",
    ]


def test_two_counted_paragraphs_are_enough_for_an_annex() -> None:
    text = f"{BODY}ANNEXE 1 – PRIX\n\n1. {TEXT}\n\n2. {TEXT}\n"
    assert [number for number, _ in outline(text)][3:] == ["Annexe 1", "Annexe 1, 1", "Annexe 1, 2"]


def test_a_heading_set_like_the_parts_stands_beside_them() -> None:
    text = (
        f"**TITRE I – CADRE**\n\nArticle 1 – Objet\n\n{TEXT}\n\nArticle 2 – Durée\n\n{TEXT}\n\n"
        f"**CONDITIONS PARTICULIÈRES**\n\n{TEXT}\n"
    )
    clauses = structure(text).clauses
    assert [(clause.heading, clause.parent) for clause in clauses if clause.heading == "CONDITIONS PARTICULIÈRES"] == [
        ("CONDITIONS PARTICULIÈRES", None)
    ]


def test_a_heading_may_go_on_after_a_comma() -> None:
    text = f"{BODY}**FICHE « SERVEURS »,**\n**VERSION 3**\n\n{TEXT}\n"
    assert "FICHE « SERVEURS », VERSION 3" in [title for _, title in outline(text)]


def test_the_number_of_an_annex_may_be_printed_right_after_the_word() -> None:
    text = f"{BODY}ANNEXE1 – PRIX\n\n{TEXT}\n"
    assert ("Annexe 1", "PRIX") in outline(text)


def test_a_list_right_below_an_annex_is_counted_as_its_articles_would_be() -> None:
    text = f"{BODY}ANNEXE 2 – PRIX\n\nLe prix comprend :\n\na) les frais ;\n\nb) les taxes.\n"
    assert [number for number, _ in outline(text)][3:] == ["Annexe 2", "Annexe 2, a", "Annexe 2, b"]


def test_a_date_at_the_start_of_a_line_is_no_number() -> None:
    text = f"1 April 2020\n\n{TEXT}\n\n2 avril 2020\n\n{TEXT}\n\n{BODY}"
    assert [number for number, _ in outline(text)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Le Titulaire n’a pas cette faculté.",
        "Le Titulaire coopère avec l’hébergeur. Leurs frontières sont décrites à part.",
        "La loi française s’applique. Les directions cherchent un accord.",
        "Toute évolution fait l’objet d’une fiche. Elle est évaluée.",
        "Tramontis corrige les anomalies. Elle en rend compte.",
        "N’en font pas partie :",
        "Responsable technique : Madame Agathe Roncevalle. Architecte : Monsieur Idris Lacaze.",
        "Termination does not affect accrued rights. Some clauses survive it.",
        "Larkmoor supplies the hardware. It replaces it.",
    ],
)
def test_a_sentence_is_no_title_however_short(paragraph: str) -> None:
    text = f"Article 1 – Objet\n\n1.1 {TEXT}\n\n1.2 {paragraph}\n\nArticle 2 – Durée\n\n{TEXT}\n"
    assert ("1.2", "") in outline(text)


@pytest.mark.parametrize(
    "title",
    [
        "Mise à disposition",
        "Sort des données à la fin",
        "Tous les frais",
        "Le Client",
        "Centres hébergeant le service",
        "Valider les devis",
        "Right to audit the books",
        "For convenience",
    ],
)
def test_a_noun_with_what_completes_it_is_a_title(title: str) -> None:
    text = f"Article 1 – Objet\n\n1.1 {title}\n\n{TEXT}\n\n1.2 {title}. {TEXT}\n\nArticle 2 – Durée\n\n{TEXT}\n"
    found = outline(text)
    assert ("1.1", title) in found
    assert ("1.2", title) in found


def test_a_number_goes_with_the_word_before_it_in_a_long_line() -> None:
    long = f"{TEXT} {TEXT}"
    text = "".join(f"Section {at}. Titre\n\nSection {at}.1 L’{long}\n\n" for at in (1, 2, 3))
    assert [number for number, _ in outline(text)] == ["1", "1.1", "2", "2.1", "3", "3.1"]


def test_headings_between_empty_lines_count_where_the_only_other_sign_is_a_signature() -> None:
    text = (
        "\n\n".join(f"{title}\n\n{TEXT}" for title in ("Objet", "Durée", "Prix")) + "\n\nFait à Angers, le 3 mai 2025."
    )
    assert [title for _, title in outline(text)] == ["Objet", "Durée", "Prix"]


def test_the_document_does_not_stand_under_its_own_title_nor_its_signers_under_an_article() -> None:
    articles = "\n\n".join(
        f"{title}\n\n{TEXT}" for title in ("OBJET DU SERVICE", "DURÉE DU SERVICE", "PRIX DU SERVICE")
    )
    text = (
        f"CONTRAT D’HÉBERGEMENT\n\nLe présent contrat d’hébergement lie les parties.\n\n{articles}\n\n"
        "Fait à Angers, le 3 mai 2025.\n\nPIXELANDE INFORMATIQUE\n\nPar : Jeanne Morel, présidente."
    )
    assert [title for _, title in outline(text)] == ["OBJET DU SERVICE", "DURÉE DU SERVICE", "PRIX DU SERVICE"]


def test_notes_at_the_foot_of_a_page_are_no_list() -> None:
    text = f"{BODY}(1) Le catalogue est publié.\n\n(2) Les serveurs sont facturés.\n"
    assert [number for number, _ in outline(text)] == ["1", "2", "3", "3.1", "3.2"]
    made = composed(text)
    sized = (replace(line, size=7.0 if line.text.startswith("(") else 9.0) for line in made.lines)
    clauses = recognise(replace(made, lines=tuple(sized)), DOCUMENT).clauses
    assert [clause.number for clause in clauses] == ["1", "2", "3"]
