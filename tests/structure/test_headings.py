"""Every way of writing a heading, and every line that looks like one and is not."""

import pytest

from tests.structure.sheets import outline

TEXT = "Le Prestataire exécute les Prestations avec tout le soin que l’on peut attendre d’un professionnel."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("ARTICLE 1 – OBJET", "ARTICLE 2 – DURÉE", [("1", "OBJET"), ("2", "DURÉE")]),
        ("Article 1 : Objet", "Article 2 : Durée", [("1", "Objet"), ("2", "Durée")]),
        ("Article 1. Objet", "Article 2. Durée", [("1", "Objet"), ("2", "Durée")]),
        ("Article 1 - Objet", "Article 2 - Durée", [("1", "Objet"), ("2", "Durée")]),
        ("Art. 1 Objet", "Art. 2 Durée", [("1", "Objet"), ("2", "Durée")]),
        ("Article premier : Objet", "Article 2 : Durée", [("1", "Objet"), ("2", "Durée")]),
        ("Article 1er – Objet", "Article 2 – Durée", [("1", "Objet"), ("2", "Durée")]),
        ("Article I – Objet", "Article II – Durée", [("I", "Objet"), ("II", "Durée")]),
        ("ARTICLE 1\nOBJET", "ARTICLE 2\nDURÉE", [("1", "OBJET"), ("2", "DURÉE")]),
        ("ARTICLE 1\nObjet du contrat\n", "ARTICLE 2\nDurée\n", [("1", "Objet du contrat"), ("2", "Durée")]),
        ("Article 18 – Réversibilité", "Article 18 bis – Tests", [("18", "Réversibilité"), ("18 bis", "Tests")]),
        ("1. Objet", "2. Durée", [("1", "Objet"), ("2", "Durée")]),
        ("1 Objet", "2 Durée", [("1", "Objet"), ("2", "Durée")]),
        ("1) Objet", "2) Durée", [("1", "Objet"), ("2", "Durée")]),
        ("1° Objet", "2° Durée", [("1", "Objet"), ("2", "Durée")]),
        ("1.- Objet", "2.- Durée", [("1", "Objet"), ("2", "Durée")]),
        ("I. Objet", "II. Durée", [("I", "Objet"), ("II", "Durée")]),
        ("A. Objet", "B. Durée", [("A", "Objet"), ("B", "Durée")]),
        ("§ 1 Objet", "§ 2 Durée", [("1", "Objet"), ("2", "Durée")]),
        ("• ARTICLE 1.1 – Objet", "• ARTICLE 1.2 – Durée", [("1.1", "Objet"), ("1.2", "Durée")]),
        ("Section 1. Purpose", "Section 2. Term", [("1", "Purpose"), ("2", "Term")]),
        ("Clause 1 Purpose", "Clause 2 Term", [("1", "Purpose"), ("2", "Term")]),
        ("ARTICLE I. PURPOSE", "ARTICLE II. TERM", [("I", "PURPOSE"), ("II", "TERM")]),
        ("1.0 Purpose", "2.0 Term", [("1", "Purpose"), ("2", "Term")]),
    ],
)
def test_headings_are_recognised(first: str, second: str, expected: list[tuple[str, str]]) -> None:
    assert outline(f"{first}\n{TEXT}\n\n{second}\n{TEXT}\n") == expected


def test_three_depths_of_numbers_nest() -> None:
    titles = ("1. Objet", "1.1 Périmètre", "1.1.1 Sites", "1.2 Exclusions", "2. Durée")
    text = "".join(f"{title}\n{TEXT}\n\n" for title in titles)
    assert outline(text) == [
        ("1", "Objet"),
        ("1.1", "Périmètre"),
        ("1.1.1", "Sites"),
        ("1.2", "Exclusions"),
        ("2", "Durée"),
    ]


def test_a_numbered_paragraph_is_a_clause_without_a_title() -> None:
    text = (
        "Article 12 – Résiliation\n\n"
        "12.1 Le Client peut résilier le Contrat à tout moment, moyennant un préavis de six (6) mois.\n\n"
        "12.2 Le Prestataire ne peut résilier le Contrat qu’en cas de défaut de paiement."
    )
    assert outline(text) == [("12", "Résiliation"), ("12.1", ""), ("12.2", "")]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("12.1 Préavis. Le Client respecte un préavis de six (6) mois avant toute résiliation.", "Préavis"),
        ("12.1 Préavis : le Client", "Préavis : le Client"),
        ("12.1 Préavis – Le Client respecte un préavis de six (6) mois avant toute résiliation.", "Préavis"),
        ("12.1 Le Client respecte un préavis de six (6) mois. Il le notifie par écrit.", ""),
        ("12.1 Notice Period.   The Customer shall give six (6) months' notice in writing.", "Notice Period"),
    ],
)
def test_a_title_may_share_its_line_with_the_text(line: str, title: str) -> None:
    assert outline(f"Article 12 – Résiliation\n\n{line}\n\n12.2 Effets\n\n{TEXT}")[1] == ("12.1", title)


def test_a_long_title_runs_over_two_lines() -> None:
    text = (
        f"Article 1 – Objet\n{TEXT}\n{TEXT}\n"
        "Article 2 – Limitation de la responsabilité du Prestataire dans le cadre des services de\n"
        "sauvegarde\n"
        f"{TEXT}\n{TEXT}\n"
    )
    assert outline(text)[1] == (
        "2",
        "Limitation de la responsabilité du Prestataire dans le cadre des services de sauvegarde",
    )


def test_titles_chapters_and_sections_stand_over_articles() -> None:
    text = (
        f"TITRE I – EXÉCUTION\n\nCHAPITRE 1 – Services\n\nSECTION 1 – Périmètre\n\nArticle 1 – Objet\n{TEXT}\n\n"
        f"SECTION 2 – Délais\n\nArticle 2 – Durée\n{TEXT}\n\nTITRE II – FIN\n\nArticle 3 – Résiliation\n{TEXT}\n"
    )
    assert outline(text) == [
        ("Titre I", "EXÉCUTION"),
        ("Titre I, Chapitre 1", "Services"),
        ("Titre I, Chapitre 1, Section 1", "Périmètre"),
        ("1", "Objet"),
        ("Titre I, Chapitre 1, Section 2", "Délais"),
        ("2", "Durée"),
        ("Titre II", "FIN"),
        ("3", "Résiliation"),
    ]


def test_articles_counted_anew_in_each_title_keep_apart() -> None:
    text = (
        f"TITRE I – VENTE\n\nArticle 1 – Objet\n{TEXT}\n\nArticle 2 – Prix\n{TEXT}\n\n"
        f"TITRE II – SERVICE\n\nArticle 1 – Objet\n{TEXT}\n\nArticle 2 – Prix\n{TEXT}\n"
    )
    numbers = [number for number, _ in outline(text)]
    assert numbers == ["Titre I", "Titre I, 1", "Titre I, 2", "Titre II", "Titre II, 1", "Titre II, 2"]


def test_roman_numbers_hold_digits_that_start_again() -> None:
    text = (
        f"I. Objet\n{TEXT}\n\n1. Périmètre\n{TEXT}\n\n2. Exclusions\n{TEXT}\n\n"
        f"II. Durée\n{TEXT}\n\n1. Terme\n{TEXT}\n\n2. Reconduction\n{TEXT}\n"
    )
    assert [number for number, _ in outline(text)] == ["I", "I.1", "I.2", "II", "II.1", "II.2"]


def test_items_below_an_article_carry_its_number() -> None:
    text = (
        f"Article 31 – Assistance\n\nI. Périmètre\n{TEXT}\n\nII. Délais\n{TEXT}\n\n"
        "Article 32 – Sanctions\n\n32.1 Le Prestataire encourt :\n"
        "a) une pénalité ;\nb) la résiliation ;\nc) l’exclusion.\n"
    )
    assert outline(text) == [
        ("31", "Assistance"),
        ("31.I", "Périmètre"),
        ("31.II", "Délais"),
        ("32", "Sanctions"),
        ("32.1", ""),
        ("32.1.a", ""),
        ("32.1.b", ""),
        ("32.1.c", ""),
    ]


@pytest.mark.parametrize(
    ("items", "numbers"),
    [
        ("g) un ;\nh) deux ;\ni) trois.", []),  # a list begins with its first item
        ("a) un ;\nb) deux ;\ni) trois ;\nii) quatre ;\nc) cinq.", ["2.a", "2.b", "2.b.i", "2.b.ii", "2.c"]),
        ("i) un ;\nii) deux ;\niii) trois.", ["2.i", "2.ii", "2.iii"]),
        ("(i) un ;\n(ii) deux.", ["2.i", "2.ii"]),
        ("".join(f"{letter}) item ;\n" for letter in "abcdefghij"), [f"2.{letter}" for letter in "abcdefghij"]),
    ],
)
def test_neighbours_tell_a_letter_from_a_roman_number(items: str, numbers: list[str]) -> None:
    text = f"Article 1 – Objet\n{TEXT}\n\nArticle 2 – Liste\nSont exclus :\n{items}\n"
    assert [number for number, _ in outline(text)][2:] == numbers


@pytest.mark.parametrize(
    "trap",
    [
        "Le Client en est informé conformément à l’\narticle 14 du Contrat, dans un délai de dix jours.",
        "Les conditions de résiliation figurent à\nl’article 9.2 des présentes, que les Parties ont lu.",
        "Le Prestataire répond dans les conditions prévues par les\nArticle 14 et suivants du Contrat.",
        "Article L. 1224-1 du Code du travail : les contrats de travail se poursuivent.",
        "Article 28 du RGPD : le sous-traitant n’agit que sur instruction.",
        "Article 1231-5 du Code civil.",
        "Les Parties ont signé le\n1er janvier 2027 un protocole d’accord.",
        "La disponibilité mensuelle est de\n99,9 % hors maintenance programmée.",
        "Le plafond est porté à la somme de\n150 000 € hors taxes par année contractuelle.",
        "Le Contrat a été conclu au cours de l’année\n2024 Exercice pendant lequel les services ont commencé.",
        "Le préavis est de\n30 jours calendaires à compter de la réception.",
        "Les services sont rendus pendant les heures suivantes :\n24/7 pour les incidents critiques.",
        "Le Prestataire s’interdit :\n1. toute copie des données ;\n2. toute cession ;\n3. tout usage personnel.",
        "L’ordre des documents est le suivant :\n1. Le Contrat\n2. Les Annexes\n3. Les bons de commande\n4. Les devis",
        "Le délai de rétablissement court selon l’article\n2.1 Le tout dans les limites des heures ouvrées.",
        "M. Dupont représente le Client.\nM. Durand représente le Prestataire.",
    ],
)
def test_what_only_looks_like_a_heading_stays_text(trap: str) -> None:
    text = f"Article 1 – Objet\n{TEXT}\n{trap}\n{TEXT}\n\nArticle 2 – Durée\n{TEXT}\n\nArticle 3 – Prix\n{TEXT}\n"
    assert outline(text) == [("1", "Objet"), ("2", "Durée"), ("3", "Prix")]


def test_numbers_in_a_list_do_not_break_the_numbers_of_the_contract() -> None:
    body = "Les documents sont, dans l’ordre :\n1. Le contrat cadre\n2. Les annexes\n3. Les devis\n\n"
    text = f"1 Objet\n{TEXT}\n\n1.1 Documents\n{body}2 Durée\n{TEXT}\n\n3 Prix\n{TEXT}\n\n4 Réversibilité\n{TEXT}\n"
    assert [number for number, _ in outline(text)] == ["1", "1.1", "2", "3", "4"]


def test_two_lists_in_one_article_are_no_numbering() -> None:
    lists = f"a) Premier point.\nb) Second point.\n{TEXT}\na) Autre point.\nb) Dernier point.\n"
    assert outline(f"Article 1 – Objet\n{lists}\nArticle 2 – Durée\n{TEXT}\n") == [("1", "Objet"), ("2", "Durée")]


def test_a_missing_number_is_a_gap_not_an_end() -> None:
    text = f"Article 12 – Fin\n\n12.1 Préavis\n{TEXT}\n\n12.3 Effets\n{TEXT}\n\nArticle 13 – Litiges\n{TEXT}\n"
    assert [number for number, _ in outline(text)] == ["12", "12.1", "12.3", "13"]


def test_articles_quoted_by_an_amendment_are_its_text() -> None:
    text = (
        "Article 1 – Modification de l’article 12\nL’article 12 est remplacé par :\n"
        f"« Article 12 – Préavis\n12.1 {TEXT}\n12.2 {TEXT} »\n\nArticle 2 – Entrée en vigueur\n{TEXT}\n"
    )
    assert outline(text) == [("1", "Modification de l’article 12"), ("2", "Entrée en vigueur")]


@pytest.mark.parametrize(
    "text",
    [
        f"1.0 Services 1.1. {TEXT} 1.2. {TEXT} 2.0 Fees 2.1. {TEXT} 2.2. {TEXT}\n",
        f"ARTICLE 1. SERVICES   1.1 Risk   {TEXT}   1.2 Title   {TEXT}   ARTICLE 2. FEES\n\n2.1 {TEXT}   2.2 {TEXT}\n",
    ],
)
def test_headings_hidden_in_long_lines_are_found(text: str) -> None:
    assert [number for number, _ in outline(text)] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
