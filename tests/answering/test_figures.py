"""Figures are the same however they are written, and different however alike they look."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.answering.figures import Figure, clashes, figures

WORDS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
UNITS = tuple(WORDS.split(" "))
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def french(number: int) -> str:
    """A number below 100 in words, as it is written in France."""
    if number < 17:
        return UNITS[number - 1]
    if number < 20:
        return f"dix-{UNITS[number - 11]}"
    base = max(ten for ten in TENS if ten <= number)
    rest = number - base
    if rest == 0:
        return TENS[base] + ("s" if base == 80 else "")
    joint = " et " if rest in (1, 11) and base != 80 else "-"
    return f"{TENS[base]}{joint}{french(rest)}"


def figure(value: str, unit: str) -> Figure:
    return Figure(Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un préavis de six (6) mois", {figure("6", "mois")}),
        ("un préavis de six mois", {figure("6", "mois")}),
        ("un préavis de deux mois est requis pour cela", {figure("2", "mois")}),
        ("un préavis d’un mois suffit à chaque Partie", {figure("1", "mois")}),
        ("Le Prestataire assiste le Client pendant neuf mois après la fin.", {figure("9", "mois")}),
        (
            "dix-neuf jours, vingt neuf heures et neuf cents euros",
            {*map(figure, ("19", "29", "900"), ("jour", "heure", "€"))},
        ),
        ("une fois le délai écoulé, l’une des parties", set()),
        ("1,5 million d’euros", {figure("1500000", "€")}),
        ("2 millions d’euros", {figure("2000000", "€")}),
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
        ("après la troisième année", {figure("3", "rang")}),
        ("après la 3e année", {figure("3", "rang")}),
        ("12 et 13 personnes", {figure("12", ""), figure("13", "")}),
    ],
)
def test_a_figure_is_read_however_it_is_written(text: str, expected: set[Figure]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("six mois", "douze mois"),
        ("à compter de la première année", "à compter de la deuxième année"),
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


@given(st.integers(1, 99), st.integers(1, 99))
def test_numbers_in_words_are_the_numbers(one: int, other: int) -> None:
    words = french(one)
    assert figures(f"Le Prestataire assiste le Client pendant {words} mois après la fin.") == {figure(str(one), "mois")}
    assert (figures(f"{words} mois") == figures(f"{other} mois")) == (one == other)


@given(st.integers(2, 400), st.integers(2, 400))
def test_two_numbers_of_months_agree_only_when_equal(one: int, other: int) -> None:
    assert (figures(f"pendant {one} mois") == figures(f"pendant {other} mois")) == (one == other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un préavis de six (12) mois", ((figure("6", "mois"), figure("12", "mois")),)),
        ("cent mille euros (150 000 €) HT", ((figure("100000", "€"), figure("150000", "€")),)),
        ("un préavis de six (6) mois", ()),
        ("cent cinquante mille euros (150 000 €)", ()),
        ("quatre-vingt-dix-neuf virgule neuf pour cent (99,9 %)", ()),
        ("à l’article 12 (3) du contrat, trente jours (dont dix jours ouvrés)", ()),
        ("dans les 15 (quinze) jours", ()),
    ],
)
def test_words_and_digits_that_disagree_are_told(text: str, expected: tuple[tuple[Figure, Figure], ...]) -> None:
    assert clashes(text) == expected
