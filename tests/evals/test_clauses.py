"""The sample of clauses made plain: what was read by hand is what is counted."""

from pathlib import Path

from evals.clauses.sample import Clarified, Statement, keep, outcome, read_sample

QUOTE = "« Le prix est payé à trente (30) jours. »"
ONE = Clarified(
    id="essai 4",
    clause=QUOTE,
    statements=(
        Statement("sujet", "Sujet reconnu : Facturation et paiement.", right=True),
        Statement("chiffres", "30 ans", QUOTE, right=False, why="ce sont des jours"),
        Statement("chiffres", "30 jours", QUOTE),  # that nobody read
    ),
)
RIGHT = Clarified(id="essai 5", clause=QUOTE, statements=(Statement("chiffres", "30 jours", QUOTE, right=True),))


def test_a_sample_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    keep(ONE, tmp_path / "sample.jsonl")
    keep(RIGHT, tmp_path / "sample.jsonl")
    assert read_sample(tmp_path / "sample.jsonl") == [ONE, RIGHT]


def test_a_wrong_statement_counts_for_itself_its_sort_and_its_clause() -> None:
    found = outcome([ONE, RIGHT])
    shares = {(one.set.rpartition(" › ")[2], one.measure): one.estimate.value for one in found.figures}
    assert shares["clauses expliquées sans modèle", "énoncés justes (lus à la main)"] == 2 / 3
    assert shares["clauses expliquées sans modèle", "clauses sans énoncé faux"] == 1 / 2
    assert shares["chiffres", "justes"] == 1 / 2
    assert [(one.question, one.cause) for one in found.failures] == [("essai 4", "clause : chiffres")]


def test_forty_clauses_were_read_whole_and_what_is_wrong_says_why() -> None:
    sample = read_sample()
    assert len({one.id for one in sample}) == 40
    statements = [statement for one in sample for statement in one.statements]
    assert all(statement.right is not None for statement in statements)
    assert all(statement.why for statement in statements if not statement.right)
