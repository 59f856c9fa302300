"""The day that a question is about."""

from datetime import date

import pytest

from clausier.amending.asked import day_asked


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Au 15 janvier 2025, quel était le préavis ?", date(2025, 1, 15)),
        ("dispo garantie en mars 2027 ?", date(2027, 3, 31)),
        ("En 2027, quelle sera la GTR ?", date(2027, 12, 31)),
        ("À partir de février 2027, pourra-t-on résilier ?", date(2027, 2, 28)),
        ("What was the notice period on 1 March 2024?", date(2024, 3, 1)),
        ("Que prévoit le contrat du 14 décembre 2023 sur la réversibilité ?", None),
        ("Le contrat signé le 14 décembre 2023 prévoit-il un audit ?", None),
        ("Quel est le préavis de résiliation ?", None),
        ("Le préavis est-il de six mois ?", None),
    ],
)
def test_a_day_month_or_year_that_a_question_is_put_for(question: str, day: date | None) -> None:
    assert day_asked(question) == day
