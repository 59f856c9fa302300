"""Figures are the same however they are written, and different however alike they look."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.answering.figures import Figure, figures


def figure(value: str, unit: str) -> Figure:
    return Figure(Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un préavis de six (6) mois", {figure("6", "mois")}),
        ("un préavis de six mois", {figure("6", "mois")}),
        ("6 mois de préavis", {figure("6", "mois")}),
        ("cent cinquante mille euros (150 000 €) HT", {figure("150000", "€")}),
        ("un plafond de 150\u202f000 €", {figure("150000", "€")}),
        ("un plafond de 150.000 euros", {figure("150000", "€")}),
        ("deux millions d’euros", {figure("2000000", "€")}),
        ("12 k€ par an", {figure("12000", "€")}),
        ("99,9 %", {figure("99.9", "%")}),
        ("dix pour cent (10 %)", {figure("10", "%")}),
        ("10 p. 100", {figure("10", "%")}),
        ("à compter du 1er janvier 2027", {figure("20270101", "date")}),
        ("le 01/01/2027", {figure("20270101", "date")}),
        ("quatre (4) heures ouvrées", {figure("4", "heure ouvre")}),
        ("quatre-vingt-dix (90) jours calendaires", {figure("90", "jour calendaire")}),
        ("within ninety (90) days of the notice", {figure("90", "jour")}),
        ("the fee of the Supplier is € 1,500", {figure("1500", "€")}),
        ("six (12) mois", {figure("6", "mois"), figure("12", "mois")}),
        ("une clause, un délai raisonnable", set()),
    ],
)
def test_a_figure_is_read_however_it_is_written(text: str, expected: set[Figure]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("six mois", "douze mois"),
        ("30 jours", "30 jours ouvrés"),
        ("30 jours ouvrés", "30 jours ouvrables"),
        ("4 heures", "4 jours"),
        ("99,9 %", "99,5 %"),
        ("1 500 €", "15 000 €"),
        ("le 12 mars 2025", "le 3 décembre 2025"),
    ],
)
def test_look_alikes_are_told_apart(one: str, other: str) -> None:
    assert figures(one) != figures(other)


@given(st.integers(2, 10**9))
def test_any_amount_survives_french_thousands(amount: int) -> None:
    spaced = f"{amount:,}".replace(",", "\u202f")
    assert figures(f"la somme de {spaced} € HT") == {figure(str(amount), "€")}


@given(st.integers(2, 400), st.integers(2, 400))
def test_two_numbers_of_months_agree_only_when_equal(one: int, other: int) -> None:
    assert (figures(f"pendant {one} mois") == figures(f"pendant {other} mois")) == (one == other)
