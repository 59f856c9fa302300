"""Questions are answered from evidence at once, explained after, and kept when they belong to a conversation."""

import json
from functools import partial

import pytest

from clausier.answering.answerer import Answerer
from clausier.answering.explaining import Explainer
from clausier.answering.topics import TopicIndex
from clausier.desk import Desk
from clausier.domain.answers import Progress
from clausier.domain.documents import DossierId
from clausier.domain.questions import Scope
from clausier.errors import ClausierError
from prompts import load
from tests.answering.test_answerer import FULL, PENALTIES, REVERSIBILITY
from tests.builders import keep, reading
from tests.fakes import MemoryStore, ScriptedModel
from tests.search import ByWords

REPLY = json.dumps(
    {"phrases": [{"texte": "Le Prestataire assure la réversibilité pendant six mois.", "sources": ["E1"]}]}
)
QUESTION = "Combien de temps dure la réversibilité ?"


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def affair(store: MemoryStore) -> DossierId:
    dossier = store.dossiers.create("Affaire").id
    keep(store.library, reading(dossier=dossier, articles=FULL))
    return dossier


def desk(store: MemoryStore, model: ScriptedModel | None = None) -> Desk:
    answerer = Answerer(ByWords(store.library), store.library, store.library, TopicIndex((REVERSIBILITY, PENALTIES)))
    explainer = Explainer(model, load("explain")) if model else None
    return Desk(answerer, explainer, store.conversations, store.library, partial(store.accesses.record, "moi"))


def test_a_question_alone_is_answered_and_not_kept(store: MemoryStore) -> None:
    dossier = affair(store)
    answer = desk(store).ask(QUESTION, Scope(dossier))
    assert answer.finding.evidence
    assert answer.documents == tuple((d.id, d.sha256) for d in store.library.documents(Scope(dossier)))
    assert store.conversations.all(dossier) == []


def test_the_access_log_says_who_asked_what_of_which_documents(store: MemoryStore) -> None:
    scope = Scope(affair(store))
    desk(store).ask(QUESTION, scope)
    (access,) = store.accesses.latest(5)
    assert (access.who, access.verb) == ("moi", "ask")
    assert access.documents == tuple(document.id for document in store.library.documents(scope))


def test_a_conversation_keeps_its_answers_and_gives_its_history(store: MemoryStore) -> None:
    conversation = store.conversations.start(affair(store), QUESTION, frozenset())
    asked = desk(store)
    asked.ask_in(conversation, QUESTION)
    second = asked.ask_in(conversation, "Et le prix ?")
    assert QUESTION in second.finding.standalone
    assert [a.finding.question for a in store.conversations.answers(conversation.id)] == [QUESTION, "Et le prix ?"]


def test_an_explanation_grows_and_is_kept(store: MemoryStore) -> None:
    conversation = store.conversations.start(affair(store), QUESTION, frozenset())
    asked = desk(store, ScriptedModel(REPLY))
    answer = asked.ask_in(conversation, QUESTION)
    steps = [step.explanation for step in asked.explain(answer)]
    assert [step.state for step in steps if step][:: len(steps) - 1] == [Progress.WRITING, Progress.COMPLETE]
    kept = store.conversations.answer(answer.id).explanation
    assert kept is not None
    assert "six mois" in kept.text


def test_an_explanation_that_its_reader_stops_is_kept_as_interrupted(store: MemoryStore) -> None:
    conversation = store.conversations.start(affair(store), QUESTION, frozenset())
    asked = desk(store, ScriptedModel(REPLY))
    answer = asked.ask_in(conversation, QUESTION)
    steps = asked.explain(answer)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    kept = store.conversations.answer(answer.id).explanation
    assert kept is not None
    assert kept.state is Progress.INTERRUPTED


def test_without_a_model_or_without_evidence_nothing_is_explained(store: MemoryStore) -> None:
    scope = Scope(affair(store))
    assert list(desk(store).explain(desk(store).ask(QUESTION, scope))) == []
    asked = desk(store, ScriptedModel(REPLY))
    assert list(asked.explain(asked.ask("Le contrat prévoit-il la garde des animaux ?", scope))) == []


@pytest.mark.parametrize("question", ["", "  \n", "a" * 2001])
def test_a_question_that_is_none_is_told_so(store: MemoryStore, question: str) -> None:
    with pytest.raises(ClausierError):
        desk(store).ask(question, Scope(affair(store)))
