"""Spans keep their promises, whatever the text: nothing lost, nothing twice, nothing across two clauses."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.domain.documents import Clause, Passage
from clausier.domain.text import Span
from ingest.passages import LIMIT, WINDOW, Cutter
from ingest.structure.places import Places
from ingest.structure.recognise import Structure, recognise
from tests.structure.sheets import DOCUMENT, composed, outline, structure

SENTENCE = "Le Prestataire exécute les Prestations avec soin, dans le respect des règles de l’art et des délais."


def count(text: str) -> int:
    """Tokens, near enough: one a word, and one more for every ten characters of a word."""
    return sum(1 + len(word) // 10 for word in text.split())


def cut(text: str) -> tuple[Structure, tuple[Passage, ...]]:
    read = composed(text)
    found = recognise(read, DOCUMENT)
    return found, Cutter(read.text, read.pages, found.clauses, found.fragments, count).passages(DOCUMENT)


numbers = st.sampled_from(["1", "1.1", "1.2", "2", "2.1", "3", "12.3.1", "I", "II", "A", "4-2", "99,9", "2024"])
openings = st.sampled_from(
    [
        "ARTICLE {} – ",
        "Article {}\n",
        "{}. ",
        "{} ",
        "{}) ",
        "a) ",
        "b) ",
        "i) ",
        "ii) ",
        "• ",
        "ANNEXE {} – ",
        "TITRE {}\n",
    ]
)
titles = st.sampled_from(
    [
        "Objet",
        "DURÉE",
        "Réversibilité des services",
        "Fait à Lyon, le 3 mars 2026",
        "PRÉAMBULE",
        "Sommaire",
        "« Quoi",
        "»",
    ]
)
prose = st.sampled_from(
    [
        SENTENCE,
        SENTENCE * 9,
        "sous réserve de l’\narticle 14 du Contrat",
        "Prix ........ 12",
        "x" * 900,
        "a ;",
        "\u200b",
        "\t",
    ]
)
headings = st.builds(lambda opening, number, title: opening.format(number) + title, openings, numbers, titles)
ends = st.sampled_from(["\n", "\n\n", "\f", "   ", " \n \n\n"])
texts = st.lists(st.tuples(st.one_of(headings, prose, titles, st.text(max_size=30)), ends), max_size=30).map(
    lambda pieces: "".join(piece + end for piece, end in pieces)
)


def children(clauses: Sequence[Clause], parent: Clause | None) -> list[Clause]:
    return [clause for clause in clauses if clause.parent == (parent.id if parent else None)]


def check_tree(clauses: Sequence[Clause], length: int) -> None:
    tops = children(clauses, None)
    assert tops[0].span.start == 0
    assert tops[-1].span.end == length
    assert all(before.span.end == after.span.start for before, after in pairwise(tops))
    for clause in clauses:
        below = children(clauses, clause)
        assert all(child.span.within(clause.span) for child in below)
        assert all(before.span.end <= after.span.start for before, after in pairwise(below))
    assert len({clause.id for clause in clauses}) == len(clauses)


def check_passages(found: Structure, passages: Sequence[Passage], text: str) -> None:
    clauses = {clause.id: clause for clause in found.clauses}
    covered = set[int]()
    for passage in passages:
        assert passage.text == passage.span.of(text) != ""
        assert passage.span.within(clauses[passage.clause_id].span)
        assert covered.isdisjoint(range(passage.span.start, passage.span.end))
        covered.update(range(passage.span.start, passage.span.end))
        assert count(passage.text) <= LIMIT or len(passage.text) == 1
        crossed = [clause for clause in found.clauses if clause.span.overlaps(passage.span)]
        for clause in crossed:
            assert passage.span.within(clause.span) or clause.id in found.fragments
    assert all(at in covered or character.isspace() for at, character in enumerate(text))
    assert [passage.span for passage in passages] == sorted(passage.span for passage in passages)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_every_character_is_in_one_innermost_clause_and_in_one_passage(text: str) -> None:
    found, passages = cut(text)
    read = composed(text)
    check_tree(found.clauses, len(read.text))
    check_passages(found, passages, read.text)
    places = Places(found.clauses)
    for at in range(0, len(read.text), 7):
        clause = places.innermost(at)
        assert clause.span.start <= at < clause.span.end
        assert not any(child.span.start <= at < child.span.end for child in children(found.clauses, clause))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_a_well_numbered_contract_is_found_whole(shape: list[int]) -> None:
    text, expected = "", []
    for article, paragraphs in enumerate(shape, 1):
        text += f"Article {article} – Titre numéro {article}\n\n{SENTENCE}\n\n"
        expected.append(str(article))
        for paragraph in range(1, paragraphs + 1):
            text += f"{article}.{paragraph} {SENTENCE}\n\n"
            expected.append(f"{article}.{paragraph}")
    assert [number for number, _ in outline(text)] == expected


def test_a_small_clause_is_one_passage_with_its_path() -> None:
    _, passages = cut(f"Article 14 – Réversibilité\n\n14.2 Durée\n\n{SENTENCE}\n\nArticle 15 – Litiges\n\n{SENTENCE}\n")
    assert [(passage.article, passage.path) for passage in passages] == [
        ("14", ("Article 14 Réversibilité",)),
        ("14.2", ("Article 14 Réversibilité", "14.2 Durée")),
        ("15", ("Article 15 Litiges",)),
    ]
    assert passages[0].text == "Article 14 – Réversibilité"
    assert [passage.id for passage in passages] == ["doc#1", "doc#2", "doc#3"]


def test_a_long_clause_is_cut_between_paragraphs_then_sentences() -> None:
    paragraph = " ".join([SENTENCE] * 8)
    _, passages = cut(
        f"Article 1 – Objet\n\n{paragraph}\n\n{paragraph}\n\n{paragraph}\n\nArticle 2 – Durée\n\nUn an.\n"
    )
    long = [passage for passage in passages if passage.article == "1"]
    assert len(long) == 2
    assert long[0].text.endswith(f"{paragraph}\n\n{paragraph}")
    _, passages = cut(f"Article 1 – Objet\n\n{' '.join([SENTENCE] * 60)}\n\nArticle 2 – Durée\n\nUn an.\n")
    assert all(passage.text.endswith((SENTENCE, "Un an.")) for passage in passages if len(passage.text) > 60)


def test_the_pieces_of_a_sentence_stay_together_and_the_sentence_after_them_too() -> None:
    text = (
        "Article 9 – Refus\n\nLe Client peut refuser :\na) les livrables incomplets ;\nb) les livrables tardifs.\n\n"
        "Le refus est motivé.\n\nArticle 10 – Fin\n\nUn an.\n"
    )
    found, passages = cut(text)
    assert [passage.article for passage in passages] == ["9", "10"]
    assert "a) les livrables incomplets" in passages[0].text
    assert "Le refus est motivé." in passages[0].text
    clauses = {clause.number: clause for clause in found.clauses}
    read = composed(text).text
    assert clauses["9.b"].span.of(read).strip() == "b) les livrables tardifs."


def test_items_that_are_whole_sentences_have_their_own_passage() -> None:
    titles = ("1. Livrables", "2. Délais", "Article 10 – Fin")
    text = "Article 9 – Refus\n\n" + "".join(f"{title}\n\n{SENTENCE}\n\n" for title in titles)
    _, passages = cut(text)
    assert [passage.article for passage in passages] == ["9", "9.1", "9.2", "10"]


def test_pages_are_those_of_the_first_and_the_last_character() -> None:
    text = f"Article 1 – Objet\n{SENTENCE}\f{SENTENCE}\n\nArticle 2 – Durée\n{SENTENCE}\f"
    _, passages = cut(text)
    assert [passage.pages for passage in passages] == [(1, 2), (2, 2)]


def test_a_long_path_leaves_room_for_the_text() -> None:
    title = " ".join(["Engagements"] * 12)
    text = "".join(f"{'#' * level} {title} {level}\n\n" for level in range(1, 7)) + " ".join([SENTENCE] * 60)
    _, passages = cut(f"# {title}\n\n{text}")
    for passage in passages:
        assert count(" › ".join(passage.path)) + count(passage.text) <= WINDOW


def test_an_empty_document_has_no_passage() -> None:
    found, passages = cut("")
    assert passages == ()
    assert found.clauses[0].span == Span(0, 1)
    assert not structure("  \n ").structured
