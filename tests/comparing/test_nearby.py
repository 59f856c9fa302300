"""Before a topic is said to be absent, what may deal with it in other words is looked for."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from clausier.answering.meaning import Meaning
from clausier.comparing.nearby import nearby
from clausier.comparing.sentences import text_of
from clausier.comparing.topics import Contract, topic_rows
from clausier.domain.comparisons import Comparison, Manner, Relation
from clausier.domain.documents import Passage
from clausier.domain.questions import Element, Topic
from tests.comparing.compared import BASE, Desk, row, topics
from tests.reading.made import unwatched

PLAIN = """\
# Contrat de services

Entre la société Alpha et la société Bêta.

## Article 1. Objet

Le Prestataire tient à jour le parc de machines du Client.

## Article 2. Silence

Chacun tait ce qu’il apprend chez l’autre et le fait taire à ses gens.
"""
NORTH, EAST = np.eye(2, dtype=np.float32)


def topic(name: str) -> Topic:
    (found,) = [one for one in topics() if one.id == name]
    return found


def passages(text: str) -> Sequence[Passage]:
    desk = Desk()
    return desk.library.reading(desk.read("a.md", text.encode())).passages


def silence(found: Sequence[Passage]) -> Passage:
    (one,) = [passage for passage in found if passage.article == "2"]
    return one


def compared(a: str, b: str) -> Comparison:
    return Desk().written(a, b, Manner.CONTRACTS)


def test_a_clause_that_resembles_the_other_contract_s_is_to_be_read() -> None:
    found = passages(PLAIN)
    vectors = {passage.id: EAST for passage in found} | {silence(found).id: NORTH}
    assert nearby(topic("confidentialite"), found, {}, vectors, [NORTH]) == (silence(found),)
    assert nearby(topic("confidentialite"), found, {}, vectors, []) == ()


def test_a_clause_that_is_likely_about_the_topic_is_to_be_read() -> None:
    found = passages(PLAIN)
    meant = {passage.id: Meaning({"confidentialite": 0.01}) for passage in found}
    assert nearby(topic("confidentialite"), found, meant, {}, []) == ()
    likely = meant | {silence(found).id: Meaning({"confidentialite": 0.3})}
    assert nearby(topic("confidentialite"), found, likely, {}, []) == (silence(found),)


def test_who_signs_settles_no_topic() -> None:
    found = passages(PLAIN)
    meant = {passage.id: Meaning({"confidentialite": 0.9}) for passage in found}
    assert all(one.article for one in nearby(topic("confidentialite"), found, meant, {}, []))


def test_an_absence_is_not_told_of_a_contract_that_shows_several_elements() -> None:
    elements = tuple(Element(name, name, (name,)) for name in ("informations", "tait", "apprend"))
    secrets = Topic("secrets", "Secrets", "le secret", (), (), ("secretes",), (), elements)
    desk = Desk()
    a, b = (
        Contract(text_of(desk.library.reading(desk.read(name, text.encode()))), {})
        for name, text in (("a.md", BASE), ("b.md", PLAIN))
    )
    (found,) = topic_rows([secrets], a, b, unwatched)
    assert (found.relation, found.doubtful) == (Relation.ONLY_A, False)
    insisting = replace(secrets, elements=(*elements, Element("gens", "gens", ("gens",))))
    (found,) = topic_rows([insisting], a, b, unwatched)
    assert (found.relation, found.doubtful) == (Relation.DIFFERENT, True)
    assert "à rapprocher vous-même" in found.summary
    assert "fait taire" in found.b.citations[0].quote


def test_the_sentences_on_a_topic_are_the_same_whatever_stands_beside_them() -> None:
    other = """\
# Contrat de services

## Article 1. Hommes et garanties

Le Prestataire est assuré pour 2 000 000 € par sinistre et en justifie chaque année. Chaque partie garde secrètes les
informations de l’autre pendant cinq (5) ans.
"""
    assert row(compared(BASE, other), "Assurances").relation is Relation.IDENTICAL


def test_a_figure_a_negation_or_a_party_that_differs_is_no_identity() -> None:
    insured = (
        "Le Prestataire est assuré pour deux millions d’euros (2 000 000 €) par sinistre et en justifie chaque année."
    )
    assert insured in BASE
    for changed in (
        insured.replace("deux millions d’euros (2 000 000 €)", "trois millions d’euros (3 000 000 €)"),
        insured.replace("et en justifie", "et n’en justifie"),
        insured.replace("Le Prestataire", "Le Client"),
    ):
        other = compared(BASE, BASE.replace(insured, changed))
        assert row(other, "Assurances").relation is Relation.DIFFERENT, changed
