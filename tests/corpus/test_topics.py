"""The topics are data: these tests hold what the code that reads them relies on."""

import re
import tomllib
from pathlib import Path

import pytest

from clausier.domain.folding import fold

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "corpus" / "topics"
NAMES = [
    "documents_definitions", "objet_perimetre", "duree_renouvellement", "prise_en_charge", "obligations_prestataire",
    "obligations_client", "niveaux_service", "penalites", "gouvernance_qualite", "audit_benchmark",
    "support_maintenance", "recette", "gestion_changements", "prix_revision", "facturation_paiement",
    "sous_traitance", "transfert_personnel", "personnel_affecte", "propriete_intellectuelle",
    "licences_codes_sources", "materiel_actifs", "confidentialite", "donnees_personnelles", "securite_si",
    "sauvegarde_archivage", "continuite_secours", "localisation_offshore", "responsabilite", "assurances",
    "force_majeure_imprevision", "resiliation", "sortie_anticipee", "reversibilite", "restitution_donnees",
    "cession_controle", "differends_loi",
]  # fmt: skip
REVERSIBILITY_POINTS = 18
KEYS = {"label", "about", "questions", "headings", "words", "near_misses", "legal", "risk", "elements"}

# For each topic: what it is about, in a contract's own words, and what only looks like it.
EXAMPLES = tomllib.loads((Path(__file__).parent / "examples.toml").read_text("utf-8"))


def topic(name: str) -> dict:  # type: ignore[type-arg]
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


def patterns(data: dict) -> list[str]:  # type: ignore[type-arg]
    signs = [sign for element in data["elements"] for sign in element["signs"]]
    return [*data["words"], *data.get("everyday", []), *data["near_misses"], *signs]


def speaks_of(data: dict, text: str) -> bool:  # type: ignore[type-arg]
    """Whether a word of the topic is left once what only looks like it is struck out."""
    folded = fold(text)
    for near_miss in data["near_misses"]:
        folded = compiled(near_miss).sub(" ", folded)
    return any(compiled(word).search(folded) for word in data["words"])


def shown(data: dict, text: str) -> set[str]:  # type: ignore[type-arg]
    folded = fold(text)
    return {
        element["id"] for element in data["elements"] if any(compiled(sign).search(folded) for sign in element["signs"])
    }


def test_there_is_a_file_for_each_topic_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
class TestTopic:
    def test_is_whole(self, name: str) -> None:
        data = topic(name)
        assert set(data) - {"everyday"} == KEYS
        assert "" not in (data["label"], data["about"], data["risk"])
        assert data["about"][0].islower(), "it stands inside sentences"
        assert 8 <= len(data["questions"]) <= 25
        assert 6 <= len(data["headings"]) <= 12
        assert len(data["words"]) >= 6
        assert len(data["near_misses"]) >= 3
        for texts in (data["questions"], data["headings"], data["words"], data["near_misses"], data["legal"]):
            assert all(text.strip() == text and text for text in texts)
            assert len(texts) == len(set(texts))

    def test_elements(self, name: str) -> None:
        elements = topic(name)["elements"]
        if name == "reversibilite":
            assert len(elements) == REVERSIBILITY_POINTS
        else:
            assert 5 <= len(elements) <= 9
        ids = [element["id"] for element in elements]
        labels = [element["label"] for element in elements]
        assert len(set(ids)) == len(ids)
        assert len(set(labels)) == len(labels)
        for element in elements:
            assert set(element) == {"id", "label", "signs", "questions"}
            assert re.fullmatch(r"[a-z][a-z0-9_]*", element["id"])
            assert 2 <= len(element["signs"]) <= 20
            assert len(set(element["signs"])) == len(element["signs"])

    def test_patterns_are_over_folded_text_and_say_something(self, name: str) -> None:
        for pattern in patterns(topic(name)):
            literal = re.sub(r"\\.", "", pattern)
            assert literal == fold(literal), f"capital or accent: {pattern}"
            assert not compiled(pattern).search(""), f"matches nothing at all: {pattern}"
            assert not compiled(pattern).search("le present et les autres sont en cours"), f"says nothing: {pattern}"

    def test_its_own_headings_speak_of_it(self, name: str) -> None:
        data = topic(name)
        assert [heading for heading in data["headings"] if not speaks_of(data, heading)] == []

    def test_typography(self, name: str) -> None:
        data = topic(name)
        texts = [data["label"], data["about"], data["risk"], *data["questions"], *data["headings"], *data["legal"]]
        texts += [element["label"] for element in data["elements"]]
        assert [text for text in texts if "'" in text or "\u00a0" in text or "\u202f" in text] == []

    def test_tells_clauses_from_what_only_looks_like_them(self, name: str) -> None:
        data, examples = topic(name), EXAMPLES[name]
        assert len(examples["clauses"]) >= 2
        assert len(examples["near_misses"]) >= 2
        assert [text for text in examples["clauses"] if not speaks_of(data, text)] == []
        assert [text for text in examples["near_misses"] if speaks_of(data, text)] == []

    def test_each_element_is_seen_in_a_clause_that_deals_with_it(self, name: str) -> None:
        data = topic(name)
        wanted = EXAMPLES[name]["elements"]
        assert set(wanted) == {element["id"] for element in data["elements"]}
        missed = {(id_, text) for id_, texts in wanted.items() for text in texts if id_ not in shown(data, text)}
        assert missed == set()

    def test_no_element_is_seen_in_boilerplate(self, name: str) -> None:
        data = topic(name)
        for text in EXAMPLES["boilerplate"]:
            assert shown(data, text) == set(), text


def test_no_question_is_asked_of_two_topics() -> None:
    questions = [fold(question) for name in NAMES for question in topic(name)["questions"]]
    assert len(questions) == len(set(questions))
