"""An audit and a comparison on paper: a table of the rows, then the words that each rests on."""

from dataclasses import replace
from datetime import UTC, datetime

from clausier.domain.answers import Searched, Verdict
from clausier.domain.audits import Audit, AuditRow, Checklist, Found, Lead, Point, Review, Reviewed
from clausier.domain.comparisons import Change, Comparison, ComparisonRow, Edit, Manner, Nature, Relation, Side
from clausier.domain.documents import DocumentId
from clausier.domain.papers import Grid, Heading, Paper, Quotation, Text
from clausier.domain.questions import Element
from clausier.papers.audits import audit_paper
from clausier.papers.comparisons import comparison_paper
from clausier.papers.matrices import matrix_paper
from tests.papers.test_answers import ABOUT, DOCUMENT, NOTE, citation

LENGTH, PRICE = Element("duree", "la durée", ("mois",)), Element("prix", "le prix", ("prix",))
SIX, THREE = citation("Un préavis de six mois."), citation("Un préavis de trois mois.")
NEAR = citation("Le plan est remis au Client.")


def first_grid(made: Paper) -> list[list[tuple[str, str]]]:
    grid = next(block for block in made.blocks if isinstance(block, Grid))
    return [[(cell.text, cell.shade) for cell in row] for row in grid.rows]


def quoted(made: Paper) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Quotation)]


def audit() -> Reviewed:
    partly = AuditRow(
        Point(
            "reversibilite", "Réversibilité", "reversibilite", (LENGTH, PRICE), risk="La sortie se négocie en crise."
        ),
        Verdict.PARTIAL,
        found=(Found(LENGTH, SIX),),
        missing=(PRICE,),
        citations=(SIX,),
        guidance=(NOTE,),
    )
    silent = AuditRow(Point("audit", "Audit", "audit", ()), Verdict.NOT_FOUND, leads=(Lead("Audit", NEAR),))
    whole = Audit(
        DOCUMENT.id,
        "Contrat",
        "l'offre.pdf",
        Checklist("generale", "Liste générale", "Tout.", (partly.point, silent.point)),
        (partly, silent),
        Searched(1, 12, 37),
        amended=("Avenant n° 1",),
        cautions=("L’avenant n° 2 ne porte pas de date lisible.",),
    )
    return Reviewed(whole, {"audit": Review(DOCUMENT.id, "audit", datetime(2026, 3, 2, tzinfo=UTC), note="à demander")})


def test_an_audit_opens_on_a_table_of_its_points() -> None:
    made = audit_paper(audit(), {}, ABOUT)
    assert first_grid(made) == [
        [
            ("Réversibilité", ""),
            ("Partiel", "partiel"),
            ("La durée", ""),
            ("Le prix", ""),
            ("Article\u00a014.2, page\u00a09", ""),
        ],
        [("Audit", ""), ("Non trouvé", "non_trouve"), ("", ""), ("", ""), ("", "")],
    ]


def test_a_place_in_an_amendment_is_not_taken_for_one_in_the_contract() -> None:
    amending = replace(SIX, document_id=DocumentId("avenant"), file="avenant-1.pdf")
    reviewed = audit()
    first, *others = reviewed.audit.rows
    told = replace(first, found=(Found(LENGTH, amending),), citations=(amending, SIX))
    made = audit_paper(Reviewed(replace(reviewed.audit, rows=(told, *others))), {}, ABOUT)
    here = "Article\u00a014.2, page\u00a09"
    assert first_grid(made)[0][4][0] == f"avenant-1.pdf · {here}\n{here}"
    compared = comparison()
    row = replace(compared.rows[0], b=Side("", (amending,)))
    made = comparison_paper(replace(compared, rows=(row,)), {}, ABOUT)
    assert [cell[0] for cell in first_grid(made)[0][3:]] == [here, f"avenant-1.pdf · {here}"]


def test_an_audit_quotes_what_each_point_rests_on_and_says_what_a_person_said() -> None:
    made = audit_paper(audit(), {}, ABOUT)
    assert quoted(made) == [SIX.quote, NOTE.quote, NEAR.quote]
    said = [block.text for block in made.blocks if isinstance(block, Text)]
    assert any("à demander" in text for text in said)
    assert any("Avenant n° 1" in text and "Texte en vigueur" in text for text in said)
    assert any("ne porte pas de date lisible" in text for text in said)
    assert "Risque\u202f: La sortie se négocie en crise." in said


def comparison() -> Comparison:
    change = Change((Nature.FIGURE,), "préavis : six mois → trois mois", (Edit("six", "trois"),), (SIX,), (THREE,))
    rows = (
        ComparisonRow(
            "resiliation",
            "Résiliation",
            Relation.DIFFERENT,
            change.summary,
            Side("", (SIX,)),
            Side("", (THREE,)),
            (change,),
        ),
        ComparisonRow("audit", "Audit", Relation.ONLY_A, "", Side("", (NEAR,)), Side()),
        ComparisonRow("objet", "Objet", Relation.IDENTICAL, "", Side("", (NOTE,)), Side("", (NOTE,))),
    )
    other = replace(DOCUMENT, title="Contrat, version 2", file="v2.pdf")
    settled = ("L’avenant n° 3 dépend d’un événement à vérifier.",)
    return Comparison(Manner.VERSIONS, DOCUMENT, other, 0.9, rows, ("Assurances",), Searched(2, 24, 74), (), settled)


def test_a_comparison_opens_on_a_table_of_its_rows() -> None:
    made = comparison_paper(comparison(), {}, ABOUT)
    assert [(row[0][0], row[1]) for row in first_grid(made)] == [
        ("Résiliation", ("Différent", "different")),
        ("Audit", ("Dans A seulement", "only_a")),
        ("Objet", ("Identique", "identical")),
    ]


def test_a_comparison_quotes_both_sides_of_what_differs_and_nothing_of_what_does_not() -> None:
    made = comparison_paper(comparison(), {}, ABOUT)
    shown = [(block.place[:1], block.text) for block in made.blocks if isinstance(block, Quotation)]
    assert shown == [("A", SIX.quote), ("B", THREE.quote), ("A", NEAR.quote)]
    headings = [block.text for block in made.blocks if isinstance(block, Heading)]
    assert headings == [
        "Ce qui diffère",
        "Résiliation – différent",
        "Audit – dans A seulement",
        "Ce que la comparaison vaut",
    ]
    assert Text("préavis : six mois → trois mois (chiffre)", strong=True) in made.blocks


def test_what_amendments_leave_to_be_settled_is_told_of_a_comparison_and_of_each_contract_of_a_table() -> None:
    said = [block.text for block in comparison_paper(comparison(), {}, ABOUT).blocks if isinstance(block, Text)]
    assert any("L’avenant n°\u00a03 dépend d’un événement à vérifier." in text for text in said)
    said = [block.text for block in matrix_paper([audit()], ABOUT).blocks if isinstance(block, Text)]
    assert said == ["Contrat\u202f: L’avenant n°\u00a02 ne porte pas de date lisible."]
