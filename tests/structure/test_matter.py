"""What is not an article: tables of contents, parties, recitals, signatures, annexes, headings without a number."""

from clausier.domain.documents import Role
from tests.structure.sheets import outline, structure

TEXT = "Le Prestataire exécute les Prestations avec tout le soin que l’on peut attendre d’un professionnel."
CONTRACT = f"""CONTRAT D’INFOGÉRANCE

ENTRE LES SOUSSIGNÉS :

La société Alba, ci-après dénommée « le Client »,
d’une part,

PRÉAMBULE

{TEXT}

IL A ÉTÉ CONVENU CE QUI SUIT :

Article 1 – Objet

{TEXT}

Article 2 – Durée

{TEXT}

Fait à Lyon, le 3 mars 2026, en deux exemplaires.

Pour le Client          Pour le Prestataire

ANNEXE 1 – Périmètre

1. Sites

{TEXT}

2. Matériels

{TEXT}

ANNEXE 2 – Niveaux de service

1. Disponibilité

{TEXT}

1.1 Mesure

{TEXT}

2. Pénalités

{TEXT}
"""


def roles(text: str) -> list[tuple[Role, str, str]]:
    return [(clause.role, clause.number, clause.heading) for clause in structure(text).clauses]


def test_a_whole_contract() -> None:
    assert roles(CONTRACT) == [
        (Role.FRONT, "", ""),
        (Role.FRONT, "", "ENTRE LES SOUSSIGNÉS"),
        (Role.PREAMBLE, "", "PRÉAMBULE"),
        (Role.ARTICLE, "1", "Objet"),
        (Role.ARTICLE, "2", "Durée"),
        (Role.SIGNATURE, "", ""),
        (Role.ANNEX, "Annexe 1", "Périmètre"),
        (Role.ARTICLE, "Annexe 1, 1", "Sites"),
        (Role.ARTICLE, "Annexe 1, 2", "Matériels"),
        (Role.ANNEX, "Annexe 2", "Niveaux de service"),
        (Role.ARTICLE, "Annexe 2, 1", "Disponibilité"),
        (Role.ITEM, "Annexe 2, 1.1", "Mesure"),
        (Role.ARTICLE, "Annexe 2, 2", "Pénalités"),
    ]


def test_labels_say_where_a_clause_stands() -> None:
    labels = {clause.number: clause.label for clause in structure(CONTRACT).clauses}
    assert labels["2"] == "Article 2 Durée"
    assert labels["Annexe 2"] == "Annexe 2 Niveaux de service"
    assert labels["Annexe 2, 1"] == "Annexe 2, article 1 Disponibilité"
    assert labels["Annexe 2, 1.1"] == "Annexe 2, 1.1 Mesure"


def test_a_table_with_dots_is_front_matter() -> None:
    table = (
        "TABLE DES MATIÈRES\nArticle 1 – Objet ........ 2\nArticle 2 – Durée ........ 3\nArticle 3 – Prix ........ 4\n"
    )
    body = "".join(f"\fArticle {n} – {title}\n{TEXT}\n" for n, title in ((1, "Objet"), (2, "Durée"), (3, "Prix")))
    assert roles(f"CONTRAT\n\n{table}{body}") == [
        (Role.FRONT, "", ""),
        (Role.FRONT, "", "Table des matières"),
        (Role.ARTICLE, "1", "Objet"),
        (Role.ARTICLE, "2", "Durée"),
        (Role.ARTICLE, "3", "Prix"),
    ]


def test_a_table_without_dots_is_known_by_its_titles_coming_again() -> None:
    titles = ("Objet", "Durée", "Prix", "Réversibilité", "Confidentialité")
    table = "Sommaire\n" + "".join(f"{n}. {title} {n + 1}\n" for n, title in enumerate(titles, 1))
    bare = "".join(f"{n}. {title}\n" for n, title in enumerate(titles, 1))
    body = "".join(f"{n}. {title}\n{TEXT}\n\n" for n, title in enumerate(titles, 1))
    expected = [("", "Table des matières"), *((str(n), title) for n, title in enumerate(titles, 1))]
    assert outline(f"{table}\n{body}") == expected
    assert outline(f"{bare}\n{body}") == expected


def test_a_list_of_annexes_is_not_the_annexes() -> None:
    text = (
        f"Article 1 – Documents\nLes annexes sont :\nAnnexe 1 – Périmètre\nAnnexe 2 – Prix\nAnnexe 3 – SLA\n\n"
        f"Article 2 – Durée\n{TEXT}\n\nANNEXE 2 – Prix\n\n{TEXT}\n"
    )
    found = structure(text)
    assert outline(text) == [("1", "Documents"), ("2", "Durée"), ("Annexe 2", "Prix")]
    assert found.annexes_named == ("Annexe 1", "Annexe 2", "Annexe 3")
    assert found.annexes_present == ("Annexe 2",)


SIGNED = f"Article 1 – Objet\n{TEXT}\n\nArticle 2 – Durée\n{TEXT}\n\nFait à Lyon, le 3 mars 2025.\nPour le Client :\n"


def test_an_annex_set_as_the_signatures_above_it_is_an_annex() -> None:
    found = structure(f"{SIGNED}Annexe A — Sites\n{TEXT}\n")
    assert found.annexes_present == ("Annexe A",)
    assert [clause.role for clause in found.clauses][-2:] == [Role.SIGNATURE, Role.ANNEX]


def test_an_annex_announced_after_the_signatures_is_not_the_annex() -> None:
    assert structure(f"{SIGNED}Mme Roux\nListe des annexes :\nAnnexe A — Sites\n").annexes_present == ()


def test_annexes_of_one_line_each_are_not_a_list_of_annexes() -> None:
    text = f"{SIGNED}\n**Annexe A — Sites**\n\nDouai et Lille.\n\n**Annexe B — Contacts**\n\nPoste 4410.\n"
    assert structure(text).annexes_present == ("Annexe A", "Annexe B")


def test_the_only_annex_may_have_no_number() -> None:
    text = f"Article 1 – Objet\n{TEXT}\n\nArticle 2 – Durée\n{TEXT}\n\n**Annexe unique – Sites**\n\n{TEXT}\n"
    clauses = structure(text).clauses
    assert [(clause.role, clause.number, clause.heading) for clause in clauses][-1] == (
        Role.ANNEX,
        "Annexe unique",
        "Sites",
    )


def test_annexes_are_named_in_every_way() -> None:
    text = (
        f"Article 1 – Objet\nVoir l’annexe n° 2, les Annexes 4 et 5, l’ANNEXE A, les annexes 7 à 9 et l’Annexe IV.\n"
        "L’annexe II du règlement (UE) 2016/679 et une annexe à convenir ne comptent pas.\n\n"
        f"Article 2 – Durée\n{TEXT}\n"
    )
    names = ("2", "4", "5", "A", "7", "8", "9", "IV")
    assert structure(text).annexes_named == tuple(f"Annexe {name}" for name in names)


def test_a_file_that_is_one_annex_keeps_its_own_numbers() -> None:
    text = f"ANNEXE 3\nNiveaux de service\n\n1. Disponibilité\n{TEXT}\n\n2. Pénalités\n{TEXT}\n"
    assert [number for number, _ in outline(text) if number] == ["1", "2"]


def test_lettered_numbers_belong_to_their_annex() -> None:
    text = (
        f"Article 1 – Objet\n{TEXT}\n\nArticle 2 – Durée\n{TEXT}\n\nANNEXE A – Sécurité\n\n"
        f"A.1 Accès\n{TEXT}\n\nA.2 Journaux\n{TEXT}\n\nANNEXE B – Prix\n\n{TEXT}\n"
    )
    assert [number for number, _ in outline(text)] == [
        "1",
        "2",
        "Annexe A",
        "Annexe A, A.1",
        "Annexe A, A.2",
        "Annexe B",
    ]


def test_an_english_agreement() -> None:
    text = (
        "SERVICES AGREEMENT\n\nBETWEEN:\n\nAlba Ltd (the “Customer”) and Orme Inc.\n\n"
        "WHEREAS, the Customer wishes to entrust its information system to the Supplier;\n\n"
        "NOW, THEREFORE, the parties agree as follows:\n\n"
        "ARTICLE I\nDEFINITIONS\n\nSection 1.1 Terms. Capitalised terms have the meaning given below.\n\n"
        "ARTICLE II\nSERVICES\n\nSection 2.1 Scope. The Supplier shall provide the services.\n\n"
        "IN WITNESS WHEREOF, the parties have executed this Agreement.\n\n"
        "SCHEDULE 1\nSERVICE LEVELS\n\n1. Availability\n\nAvailability is measured every month by the Supplier.\n\n"
        "2. Credits\n\nCredits are due each month.\n\nEXHIBIT B – Fees\n\nThe fees are as follows.\n"
    )
    assert [(role, number) for role, number, _ in roles(text)] == [
        (Role.FRONT, ""),
        (Role.FRONT, ""),
        (Role.PREAMBLE, ""),
        (Role.ARTICLE, "I"),
        (Role.ITEM, "1.1"),
        (Role.ARTICLE, "II"),
        (Role.ITEM, "2.1"),
        (Role.SIGNATURE, ""),
        (Role.ANNEX, "Schedule 1"),
        (Role.ARTICLE, "Schedule 1, 1"),
        (Role.ARTICLE, "Schedule 1, 2"),
        (Role.ANNEX, "Exhibit B"),
    ]


def test_declared_headings_need_no_number() -> None:
    text = f"# Contrat de service\n\n## Objet\n\n{TEXT}\n\n### Limites\n\n{TEXT}\n\n## Durée\n\n{TEXT}\n"
    assert roles(text) == [
        (Role.FRONT, "", ""),
        (Role.ARTICLE, "", "Objet"),
        (Role.ITEM, "", "Limites"),
        (Role.ARTICLE, "", "Durée"),
    ]


def test_titles_in_capitals_need_no_number() -> None:
    text = f"Contrat de service\n\nOBJET DU CONTRAT\n\n{TEXT}\n\nDURÉE DU CONTRAT\n\n{TEXT}\n"
    assert outline(text) == [("", "OBJET DU CONTRAT"), ("", "DURÉE DU CONTRAT")]


def test_a_bold_title_inside_an_article_belongs_to_it() -> None:
    text = f"Article 1 – Objet\n\n{TEXT}\n\n**Exclusions**\n\n{TEXT}\n\nArticle 2 – Durée\n\n{TEXT}\n"
    found = {clause.heading: clause for clause in structure(text).clauses}
    assert found["Exclusions"].parent == found["Objet"].id
    assert found["Exclusions"].number == ""


def test_a_text_without_structure_is_read_by_paragraphs() -> None:
    text = "\n\n".join([TEXT * 4, TEXT * 5, TEXT])
    found = structure(text)
    assert not found.structured
    assert {clause.role for clause in found.clauses} == {Role.PARAGRAPH}
    assert len(found.clauses) == 3


def test_general_conditions_after_particular_ones_are_counted_too() -> None:
    conditions = "".join(f"Article {n} – Titre {'abcdef'[n]}\n\n{TEXT}\n\n" for n in range(1, 5))
    signed = "Fait à Lyon, le 3 mars 2026, en deux exemplaires.\n\n"
    text = f"CONDITIONS PARTICULIÈRES\n\n{conditions}{signed}CONDITIONS GÉNÉRALES\n\n{conditions}"
    numbers = [clause.number for clause in structure(text).clauses if clause.role is Role.ARTICLE and clause.number]
    assert numbers == ["1", "2", "3", "4"] * 2


def test_numbered_recitals_are_not_articles() -> None:
    text = (
        f"CONTRAT\n\nPRÉAMBULE\n\n1. Contexte\n\n{TEXT}\n\n2. Objectifs\n\n{TEXT}\n\n3. Enjeux\n\n{TEXT}\n\n"
        f"IL A ÉTÉ CONVENU CE QUI SUIT :\n\n1. Objet\n\n{TEXT}\n\n2. Durée\n\n{TEXT}\n\n3. Prix\n\n{TEXT}\n\n"
        f"4. Fin\n\n{TEXT}\n"
    )
    articles = [(number, title) for role, number, title in roles(text) if role is Role.ARTICLE]
    assert articles == [("1", "Objet"), ("2", "Durée"), ("3", "Prix"), ("4", "Fin")]
