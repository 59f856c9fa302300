"""Consolidation's gold is sound, and its measure counts what is planted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clausier.domain.documents import Kind
from evals.amendments.gold import Day, Expected, Family, families
from evals.amendments.judging import Fate, Told, judged, tokens
from evals.amendments.parts import failures, figures
from evals.golden.questions import said
from tests.amending.drafted import read

FAMILIES = families()
ENOUGH = 150  # articles

CONTRACT = """# Contrat n° 7

## Article 4 – Durée

4.1 La durée est de cinq (5) ans.

4.2 Le préavis est de trois (3) mois.

## Article 5 – Prix

Le prix est de cent (100) euros.

Fait à Lille, le 10 janvier 2023.

Pour le Client : A. Prud

Pour le Prestataire : N. Vance
"""
AMENDMENT = """# Avenant n° 1 au contrat n° 7 du 10 janvier 2023

## Article 1

L'article 4.2 est remplacé par : « 4.2 Le préavis est de six (6) mois. »

## Article 2

Le présent avenant prend effet le 1er mars 2024.

Fait à Lille, le 15 février 2024.

Pour le Client : A. Prud

Pour le Prestataire : N. Vance
"""
GOLD = """language = "fr"
contract = "contrat.md"
amendments = ["avenant.md"]
doubts = []

[[at]]
date = 2024-06-01
[[at.provision]]
number = "4.2"
text = "Le préavis est de {months} mois."
by = [{by}]
[[at.provision]]
number = "5"
text = "Le prix est de cent (100) euros."
by = []
"""


def told(folder: Path, months: str = "six (6)", by: str = '"avenant.md"', amendment: str = AMENDMENT) -> Told:
    (folder / "gold.toml").write_text(GOLD.format(months=months, by=by), "utf-8")
    readings = {
        "contrat.md": read(CONTRACT, "contrat.md", Kind.CONTRACT),
        "avenant.md": read(amendment, "avenant.md", Kind.AMENDMENT),
    }
    return judged(Family(folder), readings)


def value(told: Told, measure: str) -> float:
    return next(one.estimate.value for one in figures("essai", [told]) if one.measure == measure)


def test_the_gold_is_large_enough() -> None:
    assert len(FAMILIES) >= 12
    assert sum(len(day.provision) for family in FAMILIES for day in family.gold.at) >= ENOUGH


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_what_no_amendment_touched_is_in_the_contract(family: Family) -> None:
    contract = " ".join(tokens((family.folder / family.gold.contract).read_text("utf-8")))
    for day in family.gold.at:
        for expected in day.provision:
            if not expected.by and not expected.deleted:
                assert " ".join(tokens(expected.text)) in contract, expected.number


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_word_of_the_gold_comes_from_a_file_that_it_names(family: Family) -> None:
    words = {name: set(tokens(said((family.folder / name).read_text("utf-8")))) for name in family.files}
    for day in family.gold.at:
        assert day.provision
        for expected in day.provision:
            assert set(expected.by) <= set(family.gold.amendments)
            assert expected.deleted != bool(expected.text), expected.number
            known = words[family.gold.contract].union(*(words[name] for name in expected.by))
            assert set(tokens(expected.text)) <= known, expected.number


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_no_article_of_a_family_is_wrong_without_a_word(family: Family) -> None:
    kinds = {name: Kind.CONTRACT if name == family.gold.contract else Kind.AMENDMENT for name in family.files}
    readings = {name: read((family.folder / name).read_text("utf-8"), name, kind) for name, kind in kinds.items()}
    articles = judged(family, readings).articles
    assert [one.expected.number for one in articles if one.fate is Fate.SILENT] == []


def test_a_right_consolidation_is_counted_right(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert [one.fate for one in found.articles] == [Fate.RIGHT, Fate.RIGHT]
    assert value(found, "articles justes") == 1.0
    assert value(found, "articles faux sans alerte") == 0.0
    assert value(found, "articles attribués aux bons avenants") == 1.0


def test_a_wrong_figure_that_nothing_tells_of_is_silent(tmp_path: Path) -> None:
    found = told(tmp_path, months="neuf (9)")
    assert [one.fate for one in found.articles] == [Fate.SILENT, Fate.RIGHT]
    assert value(found, "articles faux sans alerte") == 0.5
    assert [one.cause for one in failures("essai", [found])] == ["texte en vigueur : faux, sans alerte"]


def test_a_wrong_article_whose_amendment_is_doubted_is_flagged(tmp_path: Path) -> None:
    doubted = AMENDMENT.replace("2024.", "2024, sous réserve de l'accord préalable du comité d'entreprise.", 1)
    found = told(tmp_path, months="trois (3)", amendment=doubted)
    assert found.articles[0].fate is Fate.FLAGGED
    assert value(found, "doutes levés à tort") == 1.0


def test_a_change_put_down_to_no_amendment_is_counted(tmp_path: Path) -> None:
    assert value(told(tmp_path, by=""), "articles attribués aux bons avenants") == 0.5


def test_a_doubt_that_is_expected_and_not_raised_is_counted(tmp_path: Path) -> None:
    found = replace(told(tmp_path), expected=frozenset(FAMILIES[0].gold.doubts))
    assert value(found, "doutes attendus, levés") == 0.0


def test_days_and_articles_are_read_strictly(tmp_path: Path) -> None:
    (tmp_path / "gold.toml").write_text(GOLD.format(months="six (6)", by=""), "utf-8")
    expected = Expected("4.2", (), "Le préavis est de six (6) mois.")
    assert Family(tmp_path).gold.at[0] == Day(
        date(2024, 6, 1), (expected, Expected("5", (), "Le prix est de cent (100) euros."))
    )
