"""Figures are set against one another only where they count the same thing; else the reader is left to compare."""

import pytest

from clausier.answering.figures import read, told
from clausier.contrasting.asked import Lean
from clausier.contrasting.values import Value
from clausier.contrasting.weighing import weighed
from clausier.domain.answers import Outcome


def value(text: str) -> Value:
    [stated] = read(text)
    return Value(stated, told(stated))


def weigh(*texts: str, lean: Lean = Lean.LEAST) -> tuple[Outcome, str]:
    return weighed("Préavis", lean, [(name, value(text)) for name, text in zip("ABCD", texts, strict=False)])


def test_the_least_and_the_most_are_told_with_all_the_others() -> None:
    texts = ("six (6) mois", "trois (3) mois", "un (1) an")
    least, most = weigh(*texts), weigh(*texts, lean=Lean.MOST)
    assert least == (
        Outcome.DIFFERENT,
        "Préavis : la durée la plus courte est dans « B », 3 mois, contre 6 mois dans « A » et 1 an dans « C ».",
    )
    assert most[1].startswith("Préavis : la durée la plus longue est dans « C », 1 an, contre")


def test_two_contracts_may_share_the_least() -> None:
    assert "est dans « A » et « C », 3 mois, contre 6 mois" in weigh("3 mois", "6 mois", "un trimestre")[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trente (30) jours", "six (6) mois"),
        ("30 jours ouvrés", "30 jours calendaires"),
        ("10 jours", "10 jours ouvrés"),
        ("6 mois", "50 Mo"),
        ("100 000 €", "100 000 $"),
        ("100 000 € HT", "90 000 € TTC"),
        ("1 000 € par mois", "9 000 € par an"),
        ("10 % du forfait annuel", "12 % de la redevance mensuelle"),
        ("10 %", "100 000 €"),
        ("six mois avant le terme", "trois mois après la notification"),
        ("de 8 h à 18 h", "de 9 h à 17 h"),
    ],
)
def test_what_does_not_count_the_same_names_no_winner(one: str, other: str) -> None:
    outcome, line = weigh(one, other)
    assert outcome is Outcome.UNDECIDED
    assert "à comparer vous-même" in line


def test_one_value_that_is_not_sure_names_no_winner() -> None:
    outcome, line = weighed("Préavis", Lean.LEAST, [("A", value("3 mois")), ("B", Value(None, "", "rien de sûr"))])
    assert outcome is Outcome.UNDECIDED
    assert "rien de sûr dans « B »" in line


def test_the_same_value_is_said_to_be_the_same() -> None:
    assert weigh("douze mois", "un an")[0] is Outcome.SAME
