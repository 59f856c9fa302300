"""What a French reader may expect of a search by words."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.adapters.tantivy import TantivyWords
from clausier.domain.documents import DossierId
from clausier.domain.questions import Scope
from tests.builders import reading

HERE = Scope(DossierId("affaire"))
ARTICLES: Mapping[str, tuple[str, ...]] = {
    "Niveaux de service": (
        "L’indisponibilité des serveurs ouvre droit à une pénalité de 99,5 euros.",
        "Le Prestataire met en œuvre une équipe d’astreinte jusqu’à l’issue de l’incident.",
    ),
    "Résiliation": ("Le contrat peut être résilié pour un manquement grave.", "Il est conclu pour un an."),
    "Hosting": ("The hosting services are terminated when liabilities remain unpaid.",),
    "Annexe C": ("Liste des sites. Voir l’article 14.2 et le délai de 48h.",),
}


@pytest.fixture(scope="module")
def index() -> TantivyWords:
    made = TantivyWords(None)
    made.add(HERE.dossier, reading(articles=ARTICLES).passages)
    return made


def _articles(index: TantivyWords, text: str) -> list[str]:
    found = index.search([(text, 1.0)], HERE, 20)
    return [passage.removeprefix("affaire-contrat/").removesuffix("#0") for passage, _ in found]


@pytest.mark.parametrize(
    ("asked", "article"),
    [
        ("indisponibilité", "1.1"),
        ("indisponibilités", "1.1"),  # plural
        ("l'indisponibilité", "1.1"),  # either apostrophe
        ("L’INDISPONIBILITÉ", "1.1"),  # capitals
        ("indisponibilite", "1.1"),  # typed without accents
        ("penalites", "1.1"),
        ("pénalités", "1.1"),
        ("indisponibilite\u0301", "1.1"),  # decomposed accent
        ("99.5", "1.1"),
        ("99,5", "1.1"),
        ("mise en oeuvre", "1.2"),
        ("ŒUVRE", "1.2"),
        ("astreintes", "1.2"),
        ("d'incidents", "1.2"),
        ("résilier", "2.1"),
        ("résiliation manquements", "2.1"),
        ("resilie", "2.1"),
        ("host", "3.1"),
        ("terminate", "3.1"),
        ("liability", "3.1"),
        ("service hosted", "3.1"),
        ("14.2", "4.1"),
        ("48 h", "4.1"),
    ],
)
def test_a_word_is_found_however_it_is_written(index: TantivyWords, asked: str, article: str) -> None:
    assert article in _articles(index, asked)[:2]


def test_a_letter_that_names_an_annex_is_a_word(index: TantivyWords) -> None:
    assert _articles(index, "annexe C")[0].startswith("4")
    assert _articles(index, "C") == _articles(index, "c")
    assert set(_articles(index, "C")) == {"4", "4.1"}


def test_small_words_alone_find_nothing(index: TantivyWords) -> None:
    assert _articles(index, "est-ce que le la les de des du, qu’elle est à lui ?") == []


def test_a_heading_counts_for_the_paragraphs_under_it(index: TantivyWords) -> None:
    assert set(_articles(index, "niveaux")) == {"1", "1.1", "1.2"}


def test_the_word_itself_comes_before_its_family(index: TantivyWords) -> None:
    assert _articles(index, "résilié manquement")[0] == "2.1"


@pytest.mark.parametrize(
    "asked",
    [
        '"',
        "indisponibilité AND (",
        "text_french:pénalité",
        "pénalité^99 OR -incident",
        "*:*",
        "/.*/",
        "[a TO z]",
        "pénalité\\",
        "\x00",
        "pénalité " * 1_200,
        "a" * 10_000,
        " ".join(f"mot{number}" for number in range(2_500)),
        "😀 ((((",
    ],
)
def test_no_sign_has_a_meaning(index: TantivyWords, asked: str) -> None:
    found = _articles(index, asked)
    assert ("1.1" in found) == ("nalité" in asked or "indispo" in asked)
    if asked == "indisponibilité AND (":
        assert found == ["1.1"]  # "AND" is only a small word


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_harmless(index: TantivyWords, asked: str) -> None:
    found = index.search([(asked, 1.0), (asked[::-1], 0.5)], HERE, 5)
    assert len(found) <= 5
    assert all(score > 0 for _, score in found)
