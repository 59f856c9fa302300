"""Sets of ready-made texts: as files, and as documents of the library."""

import json
from pathlib import Path

import pytest

from clausier.domain.documents import DossierId, Role
from clausier.retrieval import Words
from evals.reading.readers import NoVectors
from evals.sets.shelf import Item, reading_of, shelved
from evals.sets.sources import conventions, labelled, sheets
from evals.vectors import unwatched

ITEMS = (
    Item("un", ("Titre I Contrat", "Article 1 Essai"), "La période d’essai dure deux mois."),
    Item("deux", ("Titre I Contrat", "Article 2 Préavis"), "Le préavis est d’un mois.\n" + "Il est écrit. " * 200),
    Item("trois", ("Titre II Congés", "Chapitre A", "Article 3"), "Les congés durent cinq semaines."),
)


def _write(path: Path, *rows: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", "utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "conventions"
    about = {"idcc": "12", "path": "Texte > Titre I"}
    _write(folder / "corpus.jsonl", {"_id": "A", "title": "Article 1", "text": "Essai.", "metadata": about})
    _write(folder / "queries.jsonl", {"_id": "q", "text": "Quel essai ?", "metadata": {"idcc": "12"}})
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\tA\t1\n", "utf-8")
    labels = [
        {"question": "Quel essai ?", "idcc": "12", "label": label} for label in ("covered", "not_covered", "other")
    ]
    _write(folder / "abstention.jsonl", *labels)
    folder = tmp_path / "fiches_travail"
    about = {"fiche": "Les congés", "section": "Combien ?"}
    _write(folder / "corpus.jsonl", {"_id": "s", "title": "", "text": "Cinq semaines.", "metadata": about})
    _write(folder / "queries.jsonl", {"_id": "q", "text": "Les congés : Combien ?", "metadata": {}})
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\ts\t1\n", "utf-8")
    return tmp_path


def test_files_are_read(data: Path) -> None:
    found = conventions(data)
    assert found.documents == {"12": (Item("A", ("Texte", "Titre I", "Article 1"), "Essai."),)}
    assert [(one.text, one.document, one.right) for one in found.questions] == [
        ("Quel essai ?", "12", frozenset(["A"]))
    ]
    assert found.smallest(1) == ("12",)
    assert found.of(["12"]) == found
    assert [one.covered for one in labelled(data)] == [True, False]


def test_a_section_does_not_carry_the_question_as_its_title(data: Path) -> None:
    (item,) = sheets(data).documents["Les congés"]
    assert "Combien" not in item.whole


def test_texts_become_articles_under_their_headings() -> None:
    reading, owners = reading_of(DossierId("d"), "accord", ITEMS, NoVectors())
    roles = [clause.role for clause in reading.clauses]
    assert roles == [Role.PART, Role.ARTICLE, Role.ARTICLE, Role.PART, Role.PART, Role.ARTICLE]
    assert {owners[passage.clause_id] for passage in reading.passages} == {"un", "deux", "trois"}
    assert sum(owners[passage.clause_id] == "deux" for passage in reading.passages) > 1
    assert reading.passages[-1].path == ITEMS[-1].path
    spans = {clause.id: clause.span for clause in reading.clauses}
    for clause in reading.clauses:
        assert clause.parent is None or clause.span.within(spans[clause.parent])


def test_a_text_of_several_passages_is_found_once() -> None:
    with shelved({"accord": ITEMS, "autre": ITEMS[:1]}, NoVectors(), unwatched) as shelf:
        words = Words(shelf.opened.caches.words, shelf.opened.passages)
        assert shelf.ranked(words, "préavis écrit", 3, "accord") == ["deux"]
        assert shelf.ranked(words, "préavis écrit", 3, "autre") == []
        assert set(shelf.ranked(words, "essai congés", 3)) == {"un", "trois"}
