"""What a cell holds for: bounds in French and English, in words and in signs, each in or out."""

from decimal import Decimal

import pytest

from clausier.answering.ranges import asked_ranges, range_of, same_unit

IN, OUT = True, False
HOURS = 3600


@pytest.mark.parametrize(
    ("text", "held", "not_held"),
    [
        ("Entre 99,00 % et 99,94 %", ("99", "99,5", "99,94"), ("99,95", "98,99")),
        ("de 95 à 98,99 %", ("95", "98,99"), ("99", "94,9")),
        ("95 % - 98,99 %", ("95", "97"), ("99",)),
        ("Inférieur à 95,00 %", ("94,99", "0"), ("95",)),
        ("inférieure ou égale à 95 %", ("95",), ("95,1",)),
        ("≥ 99,9 %", ("99,9", "100"), ("99,89",)),
        ("supérieur à 99,9 %", ("100",), ("99,9",)),
        ("au moins 99,9 %", ("99,9",), ("99,8",)),
        ("99,5 % ≤ D < 99,9 %", ("99,5", "99,8"), ("99,9", "99,4")),
        ("99,90 % > D ≥ 99,00 %", ("99", "99,8"), ("99,9",)),
        ("[95 % ; 99 %[", ("95", "98"), ("99",)),
        ("]95 % ; 99 %]", ("99", "96"), ("95",)),
        ("jusqu’à 90 %", ("90", "1"), ("91",)),
        ("Less than 99.0% but at least 95.0%", ("95", "98,9"), ("99", "94")),
        ("less than 99% but equal to or greater than 95%", ("95",), ("99",)),
        ("Below 95%", ("94",), ("95",)),
        ("up to 90%", ("90",), ("90,1",)),
        ("between 90% and 95%", ("90", "95"), ("96",)),
        ("99 % et plus", ("99", "100"), ("98",)),
        ("90% or less", ("90",), ("91",)),
    ],
)
def test_a_cell_holds_for_what_it_says(text: str, held: tuple[str, ...], not_held: tuple[str, ...]) -> None:
    cell = range_of(text)
    assert cell is not None
    assert not cell.exact
    for figure, expected in [*((one, IN) for one in held), *((one, OUT) for one in not_held)]:
        (asked,) = asked_ranges(f"et pour {figure} % ?")
        assert (same_unit(asked, cell, "") and cell.meets(asked)) is expected, figure


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2 h < t ≤ 4 h", 2 * HOURS, 4 * HOURS),
        ("de deux à quatre heures", 2 * HOURS, 4 * HOURS),
        ("30 minutes à 4 heures", None, None),  # told in two units
        ("plus de 2 h et jusqu’à 4 h", 2 * HOURS, 4 * HOURS),
        ("1 à 2 jours", 24 * HOURS, 48 * HOURS),
    ],
)
def test_lengths_of_time_are_counted_alike(text: str, low: int | None, high: int | None) -> None:
    cell = range_of(text)
    assert (None if cell is None else (cell.low, cell.high)) == (
        None if low is None else (Decimal(low), Decimal(high or 0))
    )


@pytest.mark.parametrize(
    "text", ["", "néant", "10 % puis 20 % puis 30 %", "10 % si la disponibilité est < 99 %", "12.3.1"]
)
def test_a_cell_that_says_several_things_holds_for_none(text: str) -> None:
    assert range_of(text) is None


def test_working_days_are_not_days() -> None:
    cell = range_of("plus de 5 jours ouvrés")
    (asked,) = asked_ranges("quelle pénalité pour 7 jours de retard ?")
    assert cell is not None
    assert not same_unit(asked, cell, "Retard")


def test_a_bare_number_counts_what_its_column_names() -> None:
    (asked,) = asked_ranges("quel prix pour 120 utilisateurs ?")
    cell = range_of("51 à 200", "Nombre d’utilisateurs")
    assert cell is not None
    assert same_unit(asked, cell, "Nombre d’utilisateurs")
    assert not same_unit(asked, cell, "Nombre de serveurs")
    percent = range_of("95 à 99", "Disponibilité (%)")
    assert percent is not None
    assert percent.unit == "%"


def test_a_question_may_name_a_bound_itself() -> None:
    (asked,) = asked_ranges("que se passe-t-il si la disponibilité est inférieure à 95 % ?")
    below, above = range_of("moins de 95 %"), range_of("de 95 % à 99 %")
    assert below is not None
    assert above is not None
    assert below.meets(asked)
    assert not above.meets(asked)


def test_an_article_is_no_number() -> None:
    assert asked_ranges("quel délai pour une sévérité 1 ?") == ()
    assert [one.said for one in asked_ranges("combien pour 300 postes et 4 heures ?")] == ["300 postes", "4 heures"]
