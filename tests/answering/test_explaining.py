"""What a model writes is shown sentence by sentence, once checked; its failures cost nothing that was found."""

import json
from dataclasses import replace

import pytest

from clausier.answering.explaining import Explainer, fenced, schema, within_budget
from clausier.domain.answers import Evidence, Explanation, Finding, Progress
from clausier.domain.prompts import Prompt
from clausier.errors import ModelUnavailable, PromptTruncated
from prompts import load
from tests.builders import answer, reading
from tests.fakes import ScriptedModel

READ = reading(
    articles={
        "Réversibilité": (
            "Le Prestataire assiste le Client pendant six (6) mois après la fin du contrat.",
            "Il remet les données dans un format ouvert.",
        )
    }
)
PROMPT = load("explain")


def finding() -> Finding:
    base = answer(READ, "").finding  # type: ignore[arg-type]
    citation = base.evidence[0].citation
    evidence = [
        Evidence(f"E{n}", passage, replace(citation, quote=passage.text.strip()))
        for n, passage in enumerate(READ.passages[1:], 1)
    ]
    return replace(base, evidence=tuple(evidence), question="Combien de temps ?", standalone="Combien de temps ?")


def reply(*phrases: tuple[str, str]) -> str:
    return json.dumps({"phrases": [{"texte": text, "sources": [key]} for text, key in phrases]}, ensure_ascii=False)


def explained(*script: str | ModelUnavailable | PromptTruncated) -> list[Explanation]:
    return list(Explainer(ScriptedModel(tuple(script)), PROMPT).explain(finding()))


TRUE = ("Le Prestataire assiste le Client pendant six mois après la fin du contrat.", "E1")
FALSE = ("Le Prestataire assiste le Client pendant neuf mois après la fin du contrat.", "E1")
ALSO = ("Le Prestataire remet les données dans un format ouvert.", "E2")


def test_sentences_come_one_by_one_and_the_last_state_is_complete() -> None:
    states = explained(reply(TRUE, ALSO))
    assert [len(state.sentences) for state in states[:-1]] == [0, 1, 2]
    assert {state.state for state in states[:-1]} == {Progress.WRITING}
    assert states[-1].state is Progress.COMPLETE
    assert states[-1].text == f"{TRUE[0]} {ALSO[0]}"
    assert states[-1].prompt == PROMPT.version


def test_a_false_sentence_is_never_shown_and_is_counted() -> None:
    states = explained(reply(FALSE, ALSO))
    assert all("neuf" not in state.text for state in states)
    assert (states[-1].withheld, states[-1].text) == (1, ALSO[0])


def test_a_source_that_was_not_given_is_refused() -> None:
    assert explained(reply((TRUE[0], "E9")))[-1].withheld == 1


@pytest.mark.parametrize(
    "error",
    [ModelUnavailable("Le modèle ne répond plus.", "Relancez-le."), PromptTruncated("Le contexte a été tronqué.", "")],
)
def test_a_model_that_stops_leaves_what_was_checked(error: ModelUnavailable | PromptTruncated) -> None:
    half = reply(TRUE, ALSO).removesuffix('"]}]}')
    last = explained(half, error)[-1]
    assert last.state is Progress.INTERRUPTED
    assert last.text == TRUE[0]
    assert str(error) in last.note


@pytest.mark.parametrize(
    "text", ["", "Voici la réponse.", '{"phrases": [{"texte": "Le Pres', "[]", '{"autre": 1}', "null"]
)
def test_a_reply_that_is_not_what_was_asked_shows_nothing(text: str) -> None:
    last = explained(text)[-1]
    assert last.sentences == ()
    assert last.state in (Progress.INTERRUPTED, Progress.COMPLETE)


def test_the_same_evidence_is_put_in_the_same_words_again() -> None:
    model = ScriptedModel(reply(TRUE), reply(TRUE))
    explainer = Explainer(model, PROMPT)
    for _ in range(2):
        list(explainer.explain(finding()))
    one, other = model.asked
    assert one == other  # what a model has read once it need not read again
    assert READ.passages[1].text.strip() in one.user


def test_evidence_is_fenced_by_a_nonce_that_nobody_could_foresee() -> None:
    asked = set()
    for _ in range(4):
        model = ScriptedModel(reply(TRUE))
        list(Explainer(model, PROMPT).explain(finding()))
        asked.add(model.asked[0].user)
    assert len(asked) > 1


def test_a_nonce_that_stands_in_the_evidence_is_not_used() -> None:
    model = ScriptedModel(reply(TRUE))
    word = READ.passages[1].text.split()[0]
    list(Explainer(model, PROMPT, nonce=word).explain(finding()))
    assert f"\n{word} E1" not in model.asked[0].user


def test_a_passage_cannot_close_its_own_fence() -> None:
    text = fenced(finding().evidence, "a1b2c3d4")
    lines = [line for line in text.splitlines() if line.startswith("a1b2c3d4")]
    assert [line.split()[1:2] for line in lines] == [["E1"], ["E2"], []]


def test_a_document_is_named_once_for_passages_that_follow_one_another() -> None:
    one, other = finding().evidence
    assert fenced([one, other], "a1b2").count(one.citation.title) == 1
    elsewhere = replace(other, citation=replace(other.citation, title="AVENANT N° 1"))
    assert fenced([one, elsewhere, one], "a1b2").count(one.citation.title) == 2


def test_a_sentence_is_shown_as_soon_as_its_sources_are_said() -> None:
    closed = reply(TRUE).removesuffix("}]}")
    states = explained(closed, ModelUnavailable("Le modèle ne répond plus.", "Relancez-le."))
    assert states[1].state is Progress.WRITING
    assert states[1].text == TRUE[0]


def test_what_is_said_again_is_shown_once() -> None:
    last = explained(reply(TRUE, ALSO, TRUE))[-1]
    assert [sentence.text for sentence in last.sentences] == [TRUE[0], ALSO[0]]
    assert last.withheld == 0


def test_the_question_said_again_is_withheld() -> None:
    again = ("Combien de temps le Prestataire assiste-t-il le Client après la fin du contrat ?", "E1")
    assert explained(reply(again))[-1].withheld == 1


def test_the_evidence_fits_the_budget_whole_passages_only() -> None:
    one = finding().evidence[0]
    long = replace(one, passage=replace(one.passage, text="mot " * 500))
    assert within_budget([long, one, long], 2400) == (long, one)
    assert within_budget([replace(long, passage=replace(one.passage, text="mot " * 5000))], 2400) != ()


def test_the_schema_names_the_sources_that_were_given() -> None:
    assert '"enum": ["E1", "E2"]' in json.dumps(schema(["E1", "E2"]))


def test_a_prompt_refuses_a_name_too_many_or_too_few() -> None:
    prompt = Prompt("p", "fixed", "Dis $this")
    assert prompt.fill(this="bonjour") == "Dis bonjour"
    with pytest.raises(ValueError, match="wants"):
        prompt.fill(that="bonjour")
    with pytest.raises(ValueError, match="wants"):
        prompt.fill(this="bonjour", that="bonjour")
