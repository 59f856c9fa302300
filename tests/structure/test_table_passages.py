"""Passages respect the rows of tables: none is cut, and one that begins in a table carries the names of its columns."""

from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.domain.documents import Passage
from ingest.composed import Composed
from ingest.passages import LIMIT, Cutter
from ingest.structure.recognise import recognise
from tests.reading.made import composed
from tests.structure.sheets import DOCUMENT
from tests.structure.test_passages import count


def cut(text: str) -> tuple[Composed, tuple[Passage, ...]]:
    made = composed(text.encode(), "c.md")
    found = recognise(made, DOCUMENT)
    cutter = Cutter(made.text, made.pages, found.clauses, found.fragments, count, made.rows)
    return made, cutter.passages(DOCUMENT)


def table(rows: int, words: int = 12) -> str:
    lines = [f"| Prestation {n} | {'assistance et conseil, ' * (words // 3)}fin. | {n} € |" for n in range(rows)]
    return "\n".join(["| Prestation | Description | Prix |", "|---|---|---|", *lines])


def test_a_long_table_is_cut_between_its_rows() -> None:
    made, passages = cut(f"# Contrat\n\n## Article 1 – Prix\n\nLes prix sont les suivants.\n\n{table(80)}\n")
    assert len(passages) > 3
    for row in made.rows:
        assert sum(row.span.within(passage.span) for passage in passages) == 1


def test_what_begins_in_a_table_carries_its_headers() -> None:
    _, (_, _, *passages) = cut(f"# Contrat\n\n## Article 1 – Prix\n\n{table(80)}\n")
    assert "Prestation | Description | Prix" in passages[0].text
    assert passages[0].headers == ""
    assert {passage.headers for passage in passages[1:]} == {"Prestation | Description | Prix"}
    assert "Prestation | Description | Prix" in passages[1].indexed


def test_what_follows_a_table_does_not() -> None:
    _, passages = cut(f"# C\n\n## Article 1 – Prix\n\n{table(3)}\n\n## Article 2 – Durée\n\nTrois ans.\n")
    assert [passage.headers for passage in passages] == [""] * len(passages)


def test_a_row_longer_than_a_passage_is_cut_all_the_same() -> None:
    made, passages = cut(f"# C\n\n## Article 1 – Prix\n\n{table(2, words=900)}\n")
    assert all(count(passage.text) <= LIMIT for passage in passages)
    kept = "".join("".join(passage.text.split()) for passage in passages)
    assert kept == "".join(made.text.split())


def test_the_numbers_of_rows_are_no_articles() -> None:
    rows = "\n".join(f"| {n}. | Serveur {n} | actif |" for n in range(1, 9))
    made = composed(
        f"# C\n\n## 1. Parc\n\n| N° | Nom | État |\n|---|---|---|\n{rows}\n\n## 2. Durée\n\nUn an.\n".encode(), "c.md"
    )
    clauses = recognise(made, DOCUMENT).clauses
    assert [clause.number for clause in clauses if clause.number] == ["1", "2"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 60)), min_size=1, max_size=4))
def test_nothing_is_lost_whatever_stands_between(tables: list[tuple[int, int]]) -> None:
    text = "# C\n\n" + "\n\n".join(
        f"## Article {n} – Prix\n\nTexte {n}.\n\n{table(rows, words)}" for n, (rows, words) in enumerate(tables, 1)
    )
    made, passages = cut(text)
    assert "".join("".join(p.text.split()) for p in passages) == "".join(made.text.split())
    assert all(sum(row.span.within(p.span) for p in passages) == 1 for row in made.rows)
