"""Two versions of one contract: nothing that changed is lost, and what did not change is not told."""

import pytest

from clausier.domain.comparisons import Manner, Nature, Relation
from tests.comparing.compared import BASE, Desk, against, changes, row

PENALTIES = BASE[BASE.index("## Article 4") : BASE.index("## Article 5")]
SECRETS = BASE[BASE.index("## Article 6") : BASE.index("## Article 7")]


def test_a_text_against_itself_has_no_change() -> None:
    comparison = against(BASE + "\n")
    assert comparison.manner is Manner.VERSIONS
    assert {row.relation for row in comparison.rows} == {Relation.IDENTICAL}
    assert changes(comparison) == []


def test_a_figure_that_changed_comes_first_with_both_quotations() -> None:
    desk = Desk()
    comparison = desk.written(
        BASE, BASE.replace("six (6) mois", "trois (3) mois").replace("lettre recommandée", "courriel")
    )
    (change,) = changes(comparison)
    assert comparison.rows[0].label == "Article 3 Résiliation"
    assert change.natures == (Nature.FIGURE,)
    assert "préavis : six (6) mois → trois (3) mois" in change.summary.replace("\u202f", " ").replace("\u00a0", " ")
    assert [one.quote for one in change.a] == [
        "Chaque partie peut résilier le contrat avec un préavis de six (6) mois, notifié par lettre recommandée."
    ]
    assert "trois (3) mois" in change.b[0].quote
    assert all(desk.is_true(citation) for citation in (*change.a, *change.b))


def test_the_same_figure_written_otherwise_is_no_change_of_figure() -> None:
    (change,) = changes(against(BASE.replace("six (6) mois", "6 mois")))
    assert change.natures == (Nature.WORDING,)


def test_figures_that_change_places_are_a_change_of_figures() -> None:
    table = BASE.replace("500 € hors taxes", "500 € de jour et de 900 € de nuit")
    swapped = BASE.replace("500 € hors taxes", "900 € de jour et de 500 € de nuit")
    (change,) = changes(Desk().written(table, swapped))
    assert change.natures == (Nature.FIGURE,)


def test_a_clause_moved_and_renumbered_is_the_same_clause() -> None:
    rest = BASE.replace(PENALTIES, "").replace("Article 5", "Article 4").replace("Article 6", "Article 5")
    comparison = against(f"{rest}\n{PENALTIES.replace('Article 4', 'Article 9')}")
    moved = row(comparison, "Pénalités")
    assert (moved.relation, moved.moved) == (Relation.IDENTICAL, True)
    assert (moved.a.value, moved.b.value) == ("Article 4 Pénalités", "Article 9 Pénalités")
    assert "renumérotée (4 → 9)" in moved.summary.replace("\u00a0", " ")
    renumbered = row(comparison, "Sous-traitance")
    assert (renumbered.relation, renumbered.moved) == (Relation.IDENTICAL, False)
    assert changes(comparison) == []


def test_a_clause_divided_in_two_is_shown_with_both() -> None:
    divided = BASE.replace(" Les litiges", "\n\n## Article 9. Litiges\n\nLes litiges")
    split = row(against(divided), "Droit applicable")
    assert split.b.value == "Article 8 Droit applicable ; Article 9 Litiges"
    assert "divisée en 2 clauses" in split.summary.replace("\u00a0", " ")
    assert [change.natures for change in split.changes] == [(Nature.WORDING,)]  # the new title
    joined = row(Desk().written(divided, BASE), "Droit applicable")
    assert "réunit 2 clauses" in joined.summary.replace("\u00a0", " ")


def test_a_clause_that_is_gone_is_only_in_the_first() -> None:
    desk = Desk()
    gone = row(desk.written(BASE, BASE.replace(SECRETS, "")), "Confidentialité")
    assert gone.relation is Relation.ONLY_A
    (change,) = gone.changes
    assert change.natures[0] is Nature.FIGURE
    assert (change.b, gone.b.citations) == ((), ())
    assert "cinq (5) ans" in " ".join(one.quote for one in change.a)
    back = row(desk.written(BASE.replace(SECRETS, ""), BASE), "Confidentialité")
    assert back.relation is Relation.ONLY_B


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("peut recourir à des sous-traitants", "ne peut pas recourir à des sous-traitants"),
        ("Il demeure seul responsable", "Il demeure responsable"),
        ("pour leurs\nsalariés", "pour leurs\nsalariés, sauf accord écrit"),
    ],
)
def test_a_negation_or_a_restriction_that_comes_or_goes_is_told(before: str, after: str) -> None:
    assert before in BASE
    (change,) = changes(against(BASE.replace(before, after)))
    assert change.natures == (Nature.NEGATION,)
    assert change.a
    assert change.b


def test_parties_that_change_places_are_told() -> None:
    swapped = BASE.replace(
        "Le Prestataire exploite le système d’information du Client",
        "Le Client exploite le système d’information du Prestataire",
    )
    (change,) = changes(against(swapped))
    assert change.natures == (Nature.PARTY,)


def test_a_party_known_by_a_name_of_its_own_is_told_too() -> None:
    named = BASE.replace(
        "## Article 1", "Entre la ville de Sarnay, ci-après « la Ville », et Tarn, ci-après « Tarn ».\n\n## Article 1"
    )
    ours = named.replace("Chaque partie peut résilier", "La Ville peut résilier")
    (change,) = changes(Desk().written(ours, ours.replace("La Ville peut résilier", "Tarn peut résilier")))
    assert change.natures == (Nature.PARTY,)


def test_a_duty_that_becomes_an_option_is_told() -> None:
    duty = BASE.replace("et en justifie", "et doit en justifier")
    (change,) = changes(Desk().written(duty, duty.replace("doit en", "peut en")))
    assert change.natures == (Nature.DUTY,)


def test_a_reference_that_follows_a_renumbering_is_no_figure() -> None:
    pointing = BASE.replace("par lettre recommandée", "selon l’article 8")
    (change,) = changes(Desk().written(pointing, pointing.replace("l’article 8", "l’article 9")))
    assert change.natures == (Nature.REFERENCE,)


def test_a_sentence_cut_elsewhere_is_not_a_change() -> None:
    joined = BASE.replace("de sa signature. Il se", "de sa signature ; il se")
    assert changes(against(joined)) == []


def test_line_ends_capitals_and_apostrophes_do_not_count() -> None:
    assert changes(against(BASE.replace("’", "'").replace("tacitement par\n", "tacitement\npar "))) == []


def test_an_english_contract_is_compared_too() -> None:
    ours = """\
# Services agreement

## 1. Term

This agreement runs for three (3) years from the effective date. The Supplier may renew it once.

## 2. Liability

The Supplier shall not be liable for indirect loss. Its total liability is limited to £1,500,000.
"""
    theirs = ours.replace("shall not be liable", "shall be liable").replace("£1,500,000", "£500,000")
    theirs = theirs.replace("The Supplier may renew", "The Customer may renew")
    found = {change.natures for change in changes(Desk().written(ours, theirs))}
    assert found == {(Nature.NEGATION,), (Nature.FIGURE,), (Nature.PARTY,)}
    genitive = ours.replace("it once", "it with the Customer’s consent")
    (change,) = changes(Desk().written(genitive, genitive.replace("Customer’s", "Supplier’s")))
    assert change.natures == (Nature.PARTY,)


def test_the_gravest_changes_come_first() -> None:
    other = (
        BASE.replace("de Lille et de Reims", "de Lille")
        .replace("10 %", "5 %")
        .replace("peut recourir", "ne peut recourir")
    )
    labels = [row.label for row in against(other).rows if row.relation is Relation.DIFFERENT]
    assert labels == ["Article 4 Pénalités", "Article 5 Sous-traitance", "Article 1 Objet"]
