"""The sample of explanations: what was read by hand is what is counted."""

from pathlib import Path

from evals.explanations.sample import Explained, Worded, keep, outcome, read_sample

ONE = Explained(
    id="bref-a1-01",
    question="Le prestataire est-il assuré ?",
    sentences=(
        Worded("Le prestataire est assuré.", ("« Il souscrit une police. »",), right=True),
        Worded("La police couvre le vol.", ("« Il souscrit une police. »",), right=False, why="le vol n’est pas dit"),
        Worded("Personne n’a lu ceci.", ("« Il souscrit une police. »",)),
    ),
    withheld=1,
    seconds=12.5,
)
ENOUGH = 60  # sentences read


def test_a_sample_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    keep(ONE, tmp_path / "sample.jsonl")
    assert read_sample(tmp_path / "sample.jsonl") == [ONE]


def test_a_sentence_that_nobody_read_is_neither_right_nor_wrong() -> None:
    kept, right = outcome([ONE]).figures
    assert kept.estimate.value == 3 / 4
    assert right.estimate.value == 1 / 2


def test_enough_sentences_were_read_and_what_is_wrong_says_why() -> None:
    read = [sentence for one in read_sample() for sentence in one.sentences]
    assert len(read) >= ENOUGH
    assert all(sentence.right is not None and sentence.quotes for sentence in read)
    assert all(sentence.why for sentence in read if not sentence.right)
