"""What likely stands there in other words is shown in doubt, and its absence not claimed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from clausier.answering.meaning import Meaning, Meanings, no_meanings
from clausier.answering.presence import Whole, presence, whole
from clausier.answering.relevance import Subject
from clausier.domain.answers import Finding, Verdict
from clausier.domain.documents import PassageId
from tests.answering.test_answerer import FULL, REVERSIBILITY, find

ROUNDABOUT = {
    "Objet": ("Le Prestataire exploite le système d’information du Client.",),
    "Après nous": (
        "Les équipes partantes expliquent à leurs successeurs comment tout marche, tant qu’ils ont besoin d’elles.",
        "Les fiches, les tables et les pièces quittent les armoires en fichiers plats, chaque colonne étant décrite.",
    ),
}
TOPIC = replace(REVERSIBILITY, questions=("qui assure la formation du repreneur",))
QUESTION = "La réversibilité prévoit-elle la formation du repreneur par les équipes partantes ?"


def about_reversibility(question: str, passages: Sequence[PassageId]) -> Mapping[PassageId, Meaning]:
    """Each passage is about the topic, by meaning."""
    return dict.fromkeys(passages, Meaning({REVERSIBILITY.id: 1.0}))


def asked(question: str, meanings: Meanings, articles: Mapping[str, tuple[str, ...]] = ROUNDABOUT) -> Finding:
    return find(question, articles, topics=(TOPIC,), meanings=meanings)


def test_what_no_rule_knows_and_its_words_tell_is_shown_in_doubt() -> None:
    finding = asked(QUESTION, no_meanings)
    assert finding.verdict is Verdict.PARTIAL
    assert "à lire avant de conclure" in finding.conclusion
    assert any("successeurs" in item.citation.quote for item in finding.evidence)
    assert finding.support.startswith("fragile")
    assert finding.nearest is None


def test_without_any_sign_it_is_not_found() -> None:
    finding = asked(QUESTION, no_meanings, {"Objet": FULL["Objet"]})
    assert finding.verdict is Verdict.NOT_FOUND
    assert finding.evidence == ()


def test_what_nobody_knows_of_is_not_in_doubt() -> None:
    finding = asked("La réversibilité comprend-elle le gavage des oies grises ?", about_reversibility)
    assert finding.verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("more", [{"answered": 1.0}, {"worded": 0.9}, {"several": 1.0}])
def test_every_sign_makes_an_answer_likelier(more: Mapping[str, float]) -> None:
    bare = Whole(answered=-1.0, worded=0.2, several=0.0)
    assert presence(replace(bare, **more)) > presence(bare)


def test_where_nothing_was_found_hardly_anything_is_there() -> None:
    assert presence(whole((), Subject(QUESTION, None, {}, ()))) < 0.05
