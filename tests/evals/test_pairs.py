"""The pairs' gold is sound, and what measures comparison counts what is planted."""

from pathlib import Path

import pytest

from clausier.amending.joining import JoinedInForce
from clausier.amending.standing import Standings
from clausier.answering.topics import load_topics
from clausier.bundle import CORPUS
from clausier.comparing.comparer import Comparer
from clausier.domain.comparisons import Comparison, Manner, Relation
from clausier.domain.documents import DossierId, Kind
from clausier.domain.jobs import Submission
from evals.amendments.judging import tokens
from evals.audits.gold import audited
from evals.comparisons import contracts, versions
from evals.comparisons.gold import SIDES, Pair, pairs
from evals.comparisons.parts import missed, of_contracts, of_versions
from evals.comparisons.published import figures_apart
from evals.golden.questions import said
from evals.vectors import unwatched
from tests.amending.drafted import TODAY, ingester

TOPICS = load_topics(CORPUS / "topics")
VERSIONS, CONTRACTS = pairs("versions"), pairs("contracts")

A = """# Contrat

## Article 1 – Durée

La durée est de trois (3) ans. Le préavis est de six (6) mois.

## Article 2 – Pénalités

Les pénalités ne sont pas libératoires. Leur plafond est de dix pour cent (10 %) du prix.

## Article 3 – Prix

Le prix est payé à trente (30) jours de la facture par le Client.
"""
B = A.replace("six (6) mois", "neuf (9) mois").replace("ne sont pas", "sont")
GOLD = """kind = "versions"
[[change]]
sort = "figure"
a = "Le préavis est de six (6) mois."
b = "Le préavis est de neuf (9) mois."
"""
"""Of two changes the gold knows one: the other is one too many."""


def compared(folder: Path, gold: str, other: str = B, manner: Manner = Manner.VERSIONS) -> tuple[Pair, Comparison]:
    (folder / "gold.toml").write_text(gold, "utf-8")
    library, taken = ingester()
    one, two = (
        taken.ingest(Submission(f"{name}.md", text.encode(), DossierId("affaire"), Kind.CONTRACT), unwatched).id
        for name, text in (("a", A), ("b", other))
    )
    return Pair(folder), Comparer(JoinedInForce(library, Standings(library), lambda: TODAY), TOPICS).compare(
        one, two, unwatched, manner
    )


def test_there_are_pairs_of_each_kind_and_some_that_nobody_read() -> None:
    assert (len(VERSIONS), len(CONTRACTS)) == (4, 8)
    assert sum(pair.gold.unread for pair in CONTRACTS) >= 2
    assert sum(len(pair.gold.change) for pair in VERSIONS) >= 50
    assert sum(len(pair.gold.row) for pair in CONTRACTS) >= 100


@pytest.mark.parametrize("pair", VERSIONS, ids=lambda pair: pair.name)
def test_every_changed_sentence_is_in_its_version_alone(pair: Pair) -> None:
    one, other = (said(pair.source(side)) for side in SIDES)
    for change in pair.gold.change:
        assert all(said(line) in one for line in change.a.splitlines()), change.a
        assert all(said(line) in other for line in change.b.splitlines()), change.b
        if change.sort in ("figure", "negation", "party"):
            assert said(change.a) not in other, change.a
            assert said(change.b) not in one, change.b


@pytest.mark.parametrize("pair", CONTRACTS, ids=lambda pair: pair.name)
def test_every_sentence_and_figure_of_a_topic_is_in_its_contract(pair: Pair) -> None:
    known = {topic.id for topic in TOPICS}
    one, other = (said(pair.source(side)) for side in SIDES)
    for row in pair.gold.row:
        assert row.topic in known
        assert all(said(sentence) in one for sentence in row.a), row.topic
        assert all(said(sentence) in other for sentence in row.b), row.topic
        for figures, sentences in ((row.figures_a, row.a), (row.figures_b, row.b)):
            assert all(said(figure) in said(" ".join(sentences)) for figure in figures), row.topic
        assert (bool(row.a), bool(row.b)) == (row.relation is not Relation.ONLY_B, row.relation is not Relation.ONLY_A)


def test_every_audit_holds_each_topic_and_quotes_its_contract() -> None:
    known = {topic.id for topic in TOPICS}
    sources = {(pair.name, side): said(pair.source(side)) for pair in CONTRACTS for side in SIDES}
    assert len(audited()) == 2 * len(CONTRACTS)
    for key, points in audited().items():
        assert set(points) == known, key
        for topic, point in points.items():
            assert bool(point.quote) == (point.verdict != "non_trouve"), (key, topic)
            assert said(point.quote) in sources[key], (key, topic)


def test_a_change_that_is_listed_is_told_and_one_nobody_made_is_extra(tmp_path: Path) -> None:
    found = versions.judged(*compared(tmp_path, GOLD))
    assert [(bool(one.told), one.complete, one.named) for one in found.made] == [(True, True, True)]
    assert [extra.grave for extra in found.extra] == [True]
    shares = {figure.measure: figure.estimate.value for figure in of_versions([found])}
    assert shares["changements listés"] == 1.0
    assert shares["changements listés qui ont été faits"] == 0.5


def test_a_change_that_is_not_listed_is_missed(tmp_path: Path) -> None:
    found = versions.judged(*compared(tmp_path, GOLD, other=A.replace("ne sont pas", "sont")))
    assert [bool(one.told) for one in found.made] == [False]
    assert "comparaison : changement non listé" in [failure.cause for failure in missed([found])]


def test_topics_are_counted_right_wrong_and_missing(tmp_path: Path) -> None:
    gold = """kind = "contracts"
[[row]]
topic = "penalites"
relation = "different"
a = ["Leur plafond est de dix pour cent (10 %) du prix."]
b = ["Leur plafond est de dix pour cent (10 %) du prix."]
figures_a = ["dix pour cent (10 %)"]
figures_b = ["onze pour cent (11 %)"]
[[row]]
topic = "assurances"
relation = "only_a"
a = ["La durée est de trois (3) ans."]
b = []
figures_a = []
figures_b = []
"""
    found = contracts.judged(*compared(tmp_path, gold, manner=Manner.CONTRACTS))
    by_topic = {one.topic: one for one in found}
    assert by_topic["penalites"].right
    assert [shown.quoted or shown.valued for shown in by_topic["penalites"].figures] == [True, False]
    assert by_topic["assurances"].got is None
    assert by_topic["duree_renouvellement"].expected is None
    shares = {figure.measure: figure.estimate.value for figure in of_contracts([found])}
    assert shares["sujets trouvés"] == 0.5
    assert shares["chiffres montrés"] == 0.5


def test_a_word_diff_sees_each_figure_that_changes_and_none_that_moves() -> None:
    moved = "Le prix est de 40 euros par poste.\nLe délai court 30 jours après la facture.\n"
    one, other = moved + "Le plafond est de 12 % du prix.", "Le plafond est de 15 % du prix.\n" + moved
    assert figures_apart(one, other) == ([("de", "12", "%")], [("de", "15", "%")])
    assert tokens("15 %") == ["15", "%"]
