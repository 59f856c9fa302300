"""« Questions »: evidence before prose, absence told, trouble told, and nothing foreign read as markup."""

from dataclasses import replace
from threading import enumerate as enumerate_threads
from time import monotonic, sleep

import pytest
from streamlit.testing.v1 import AppTest

from clausier.desk import STOPPED
from clausier.domain.answers import Answer, Conversation, Explanation, Progress, Sentence
from clausier.domain.documents import GUIDANCE, DocumentId, Findings, Kind, RecognisedPage
from clausier.domain.french import typeset
from clausier.errors import ModelUnavailable
from clausier.ui.export import as_text
from tests.builders import reading
from tests.fakes import ScriptedModel
from tests.ui.driving import labels, markup, questions, said
from tests.ui.house import SAYING, House

YES = "Le contrat couvre-t-il la réversibilité ?"
NO = "Le contrat prévoit-il un audit ?"
HOSTILE = '<script>alert(1)</script> **gras** ![x](http://192.0.2.1/x.png) <img src="http://192.0.2.1/y.png">'


def ask(driver: AppTest, question: str) -> AppTest:
    driver.chat_input[0].set_value(question).run()
    assert not driver.exception, driver.exception
    return driver


def asked(house: House, question: str) -> tuple[Conversation, Answer]:
    conversation = house.conversations.start(house.dossier().id, question, frozenset())
    return conversation, house.desk.ask_in(conversation, question)


def explained(house: House, answer: Answer, **changes: object) -> Answer:
    sentence = Sentence("Le Prestataire assiste le Client.", ("E1",))
    explanation = Explanation(Progress.COMPLETE, (sentence,), 0, "répliques", "explain@1")
    changed = replace(answer, explanation=replace(explanation, **changes))  # type: ignore[arg-type]
    house.conversations.save(changed)
    return changed


@pytest.fixture
def house() -> House:
    made = House()
    made.holds_contract()
    return made


def test_the_model_gets_ready_once_while_the_first_question_is_typed() -> None:
    model = ScriptedModel()
    house = House(model)
    questions(house)
    house.holds_contract()
    driver = questions(house)
    driver.run()
    for thread in enumerate_threads():
        if thread.name == "warming":
            thread.join()
    assert model.warmed == ["Explique."]


def test_an_empty_dossier_invites_to_add_a_document_and_takes_no_question() -> None:
    driver = questions(House())
    assert "Posez une question sur vos contrats" in said(driver)
    assert "Ajoutez un premier contrat" in said(driver)
    assert driver.chat_input[0].disabled


def test_a_dossier_with_documents_offers_questions(house: House) -> None:
    driver = questions(house)
    assert typeset(YES) in labels(driver)
    driver.button(key="exemple-0").click().run()
    assert "Oui" in said(driver) or "Partiel" in said(driver)


def test_evidence_is_there_before_any_model_writes(house: House) -> None:
    driver = ask(questions(house), YES)
    text = said(driver)
    order = [text.index(part) for part in ("couvre-t-il", "Oui", "Passages du contrat", "pendant six mois")]
    assert order == sorted(order)
    assert "Aucun modèle de rédaction" in text
    assert "Voir la page\u00a03" in labels(driver)


def test_the_explanation_comes_after_the_passages(house: House) -> None:
    conversation, answer = asked(house, YES)
    explained(house, answer, withheld=1)
    text = said(questions(house, c=conversation.id))
    assert text.index("Passages du contrat") < text.index("Explication") < text.index("Appui")
    assert "1 phrase non vérifiée n’est pas affichée." in text


def test_what_is_missing_is_named(house: House) -> None:
    driver = ask(questions(house), YES)
    assert "Éléments attendus non trouvés\u202f: plan de réversibilité." in said(driver)


def test_not_found_says_what_was_read_and_shows_what_came_closest(house: House) -> None:
    text = said(ask(questions(house), NO))
    assert "Non trouvé" in text
    assert "3\u00a0pages lues, 3\u00a0articles examinés" in text
    assert "Annexe citée mais absente\u202f: Annexe\u00a01" in text
    assert "Passages du contrat" not in text


def test_guidance_stands_apart_from_the_contract(house: House) -> None:
    note = reading("note", GUIDANCE, {"Réversibilité": ("Un plan de réversibilité se tient à jour.",)}, Kind.GUIDANCE)
    house.holds(replace(note, document=replace(note.document, facts=(("topics", "reversibilite"),))))
    text = said(ask(questions(house), YES))
    assert text.index("Passages du contrat") < text.index("pendant six mois") < text.index("Repères")
    assert text.index("Repères") < text.index("Un plan de réversibilité se tient à jour.")


def test_a_refresh_keeps_the_conversation(house: House) -> None:
    driver = ask(questions(house), YES)
    again = questions(house, c=driver.query_params["c"])
    assert "Passages du contrat" in said(again)


def test_a_second_question_joins_the_conversation(house: House) -> None:
    driver = ask(ask(questions(house), YES), NO)
    conversations = house.conversations.all(house.dossier().id)
    assert [one.title for one in conversations] == [YES]
    assert len(house.conversations.answers(conversations[0].id)) == 2
    assert said(driver).index("couvre-t-il") < said(driver).index("un audit")


def test_a_scope_in_the_address_narrows_the_question(house: House) -> None:
    other = house.holds(reading("bail", house.dossier().id))
    driver = ask(questions(house, s=str(other.id)), YES)
    answer = house.conversations.answers(house.conversations.all(house.dossier().id)[0].id)[0]
    assert [document for document, _ in answer.documents] == [other.id]
    assert "Bail" in said(driver)


def test_a_question_the_desk_refuses_is_kept_in_the_field(house: House) -> None:
    driver = ask(questions(house), "x" * 2001)
    assert "La question est trop longue." in said(driver)
    assert house.conversations.all(house.dossier().id) == []


def test_hostile_text_stays_text() -> None:
    house = House()
    read = reading(
        dossier=house.dossier(HOSTILE).id, articles={"Réversibilité": (f"La réversibilité {HOSTILE} dure.",)}
    )
    house.holds(replace(read, document=replace(read.document, title=HOSTILE, file=HOSTILE)))
    driver = ask(questions(house), f"La réversibilité {HOSTILE} ?")
    assert HOSTILE in said(driver) or "<script>alert(1)</script>" in said(driver)
    for foreign in ("<script", "<img", 'src="http'):
        assert foreign not in markup(driver)
    assert not driver.markdown
    assert not any("gras" in label for label in labels(driver))


def test_an_interrupted_explanation_keeps_the_evidence_and_can_be_tried_again() -> None:
    house = House(ScriptedModel(SAYING))
    house.holds_contract()
    conversation, answer = asked(house, YES)
    explained(house, answer, state=Progress.INTERRUPTED, note="Le modèle local ne répond plus.")
    driver = questions(house, c=conversation.id)
    assert "Réponse interrompue" in said(driver)
    assert "Le modèle local ne répond plus." in said(driver)
    assert "Passages du contrat" in said(driver)
    driver.button(key=f"rediger-{answer.id}").click().run()
    while house.explaining.running(answer.id):
        driver.run()
    house.explaining.close()
    explanation = house.conversations.answer(answer.id).explanation
    assert explanation is not None
    assert explanation.state is Progress.COMPLETE
    assert explanation.text == "Le Prestataire assiste le Client pendant six mois."
    assert "Réponse interrompue" not in said(driver.run())


def test_a_model_that_fails_is_told_and_the_evidence_stays() -> None:
    house = House(ScriptedModel(ModelUnavailable("Le modèle local ne répond plus.", "Réessayez dans un instant.")))
    house.holds_contract()
    driver = ask(questions(house), YES)
    answer = house.conversations.answers(house.conversations.all(house.dossier().id)[0].id)[0]
    while house.explaining.running(answer.id):
        driver.run()
    house.explaining.close()
    text = said(driver.run())
    assert "Réponse interrompue" in text
    assert "pendant six mois" in text


def test_nothing_is_sent_to_a_remote_model_before_its_reader_agrees() -> None:
    model = ScriptedModel(SAYING, SAYING)
    model.remote = True
    house = House(model)
    house.holds_contract()
    driver = ask(questions(house), YES)
    assert model.asked == []
    assert "la question et les passages cités lui sont envoyés" in said(driver)
    answer = house.conversations.answers(house.conversations.all(house.dossier().id)[0].id)[0]
    driver.button(key=f"rediger-{answer.id}").click().run()
    while house.explaining.running(answer.id):
        driver.run()
    ask(driver, YES)
    until = monotonic() + 20
    while len(model.asked) < 2 and monotonic() < until:
        sleep(0.01)
    house.explaining.close()
    assert len(model.asked) == 2


def test_an_explanation_that_its_reader_stopped_is_no_failure(house: House) -> None:
    conversation, answer = asked(house, YES)
    explained(house, answer, state=Progress.INTERRUPTED, note=STOPPED)
    text = said(questions(house, c=conversation.id))
    assert "Réponse interrompue" not in text
    assert "La rédaction a été arrêtée avant la fin." in text


def test_a_source_opens_with_its_words_marked_on_its_page(house: House) -> None:
    conversation, answer = asked(house, YES)
    driver = questions(house, c=conversation.id, a=answer.id, cit="1")
    text = said(driver)
    citation = answer.finding.evidence[0].citation
    assert f"Article\u00a0{citation.article} · page\u00a0{citation.page} sur 3" in text
    document, page, boxes = house.pictures.asked[0]
    assert (document, page) == (citation.document_id, citation.page)
    marked = house.library.page(document, page).words
    assert boxes
    assert boxes[0].left == next(word.box.left for word in marked if word.span.overlaps(citation.span))


def test_the_pages_of_a_source_turn(house: House) -> None:
    conversation, answer = asked(house, YES)
    driver = questions(house, c=conversation.id, a=answer.id, cit="1")
    page = answer.finding.evidence[0].citation.page
    assert page == 3
    driver.button(key="page-precedente").click().run()
    assert "page\u00a02 sur 3" in said(driver)
    assert house.pictures.asked[-1][1:] == (2, ())


@pytest.mark.parametrize("address", [{"a": "inconnue", "cit": "1"}, {"cit": "99"}, {"cit": "x"}])
def test_a_link_to_nothing_says_so(house: House, address: dict[str, str]) -> None:
    conversation, answer = asked(house, YES)
    driver = questions(house, **{"c": conversation.id, "a": answer.id, **address})
    assert "Ce lien ne mène plus à un passage connu." in said(driver)
    assert house.pictures.asked == []


def test_an_unknown_conversation_says_so(house: House) -> None:
    assert "Cette conversation n’existe plus." in said(questions(house, c="inconnue"))


def test_the_export_holds_the_words_their_place_and_the_model(house: House) -> None:
    _, answer = asked(house, YES)
    text = as_text(explained(house, answer), house.desk.page_readings(answer))
    citation = answer.finding.evidence[0].citation
    assert f"[1] «\u00a0{citation.quote.strip()}\u00a0»" in text
    assert f"article\u00a0{citation.article} · page\u00a0{citation.page}" in text
    assert "Le Prestataire assiste le Client. [1]" in text
    assert "modèle répliques" in text


SCANNED = Findings(recogniser="Tesseract (français)", recognised=(RecognisedPage(3, 40, 2),))
DISPUTED = Findings(disputed_pages=(3,))


@pytest.mark.parametrize(
    ("findings", "caution"),
    [(SCANNED, "texte reconnu, vérifiez sur l’image"), (DISPUTED, "deux lectures diffèrent"), (Findings(), "")],
)
def test_words_that_are_not_sure_say_so_beside_their_quotation(findings: Findings, caution: str) -> None:
    house = House()
    read = reading(dossier=house.dossier().id)
    document = replace(read.document, report=replace(read.document.report, findings=findings))
    house.holds(replace(read, document=document))
    conversation, answer = asked(house, YES)
    text = said(questions(house, c=conversation.id, a=answer.id, cit="1"))
    told = text.count(caution or "l’image")
    shown = [citation for citation in answer.finding.citations if citation.page == 3]
    assert told == (len(shown) + 1 if caution else 0)  # on each card, and in the drawer
    exported = as_text(answer, house.desk.page_readings(answer))
    assert exported.count("l’image") == (len(shown) if caution else 0)


def test_the_library_is_never_asked_of_another_dossier(house: House) -> None:
    foreign = house.holds(reading("secret", house.dossier("Autre affaire").id))
    own = house.dossier()
    driver = ask(questions(house, d=str(own.id), s=str(foreign.id)), YES)
    assert "Secret" not in said(driver)


def test_a_forgotten_document_takes_its_answers_along(house: House) -> None:
    conversation, answer = asked(house, YES)
    house.library.forget(DocumentId(answer.finding.evidence[0].citation.document_id))
    driver = questions(house, c=conversation.id, a=answer.id, cit="1")
    assert "Ce lien ne mène plus à un passage connu." in said(driver)


def test_a_document_forgotten_while_its_answer_is_shown_casts_no_doubt(house: House) -> None:
    _, answer = asked(house, YES)
    house.library.forget(answer.finding.evidence[0].citation.document_id)
    assert house.desk.page_readings(answer) == {}
