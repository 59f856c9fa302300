import pytest

from ingest.structure.numerals import components, normal, ordinal, roman


@pytest.mark.parametrize(("printed", "value"), [("I", 1), ("iv", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("LXXX", 80)])
def test_roman_numerals_are_read(printed: str, value: int) -> None:
    assert roman(printed) == value


@pytest.mark.parametrize("printed", ["", "IIII", "VX", "A", "mix", "XC1"])
def test_what_is_no_roman_numeral_has_no_value(printed: str) -> None:
    assert roman(printed) is None


@pytest.mark.parametrize(
    ("printed", "values", "number"),
    [
        ("12.3.1", (12, 3, 1), "12.3.1"),
        ("12-3", (12, 3), "12.3"),
        ("12.3.", (12, 3), "12.3"),
        ("12 . 3", (12, 3), "12.3"),
        ("12°", (12,), "12"),
        ("premier", (1,), "1"),
        ("1er", (1,), "1"),
        ("4.0", (4,), "4"),
        ("12.3.a", (12, 3, 1), "12.3.a"),
        ("XII", (12,), "XII"),
    ],
)
def test_one_number_is_written_one_way(printed: str, values: tuple[int, ...], number: str) -> None:
    assert components(printed.replace(" ", "").rstrip("°")) == values
    assert normal(printed) == number


def test_ordinals_rank() -> None:
    assert [ordinal(word) for word in ("Première", "SECONDE", "troisième", "partie")] == [1, 2, 3, None]
