"""« Questionnaires »: a file of questions handed in, answered behind the page, looked over, and given back filled."""

import json
from datetime import UTC, datetime
from functools import partial
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from clausier.domain.answers import Verdict
from clausier.domain.questionnaires import Decision, LineState, Questionnaire, Ruling, Stage
from clausier.domain.questions import Scope
from tests.builders import reading
from tests.ui.driving import choice, labels, markup, questionnaires, said
from tests.ui.house import House

ASKED = ("Le contrat prévoit-il la réversibilité ?", "Un audit est-il prévu ?")
HOSTILE = "Le **gras** <b>est-il</b> ![x](http://192.0.2.1/x.png) permis ?"


class Filled:
    """A house with one contract, and what is done there with questionnaires."""

    def __init__(self, contract: bool = True) -> None:
        self.house = House()
        if contract:
            self.house.holds_contract()
        self.dossier = self.house.dossier().id
        self.desk = self.house.questionnaires
        self.store = self.desk.store

    def hands_in(self, data: bytes) -> Questionnaire:
        return self.desk.hand_in("grille **1**.xlsx", data, Scope(self.dossier))

    def answers(self) -> None:
        self.house.answers_all()

    def answered(self, *questions: str) -> Questionnaire:
        asked = self.hands_in(workbook(*questions))
        self.answers()
        return asked

    def ruling(self, asked: Questionnaire, number: int = 1) -> Ruling | None:
        return self.store.lines(asked.id)[number - 1].ruling

    def seen(self, asked: Questionnaire | None = None) -> AppTest:
        """The view, run once; on one questionnaire, or on all of them."""
        return questionnaires(self.house, d=self.dossier, **({"qn": asked.id} if asked else {}))


def workbook(*questions: str) -> bytes:
    book = Workbook()
    for question in ("Question", *(questions or ASKED)):
        book.worksheets[0].append([question])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def ran(driver: AppTest) -> AppTest:
    driver.run()
    assert not driver.exception, driver.exception
    return driver


def pressed(driver: AppTest, key: str) -> AppTest:
    driver.button(key=key).click()
    return ran(driver)


def dropped(driver: AppTest, name: str, data: bytes) -> AppTest:
    driver.file_uploader[0].set_value([(name, data, "")])
    return ran(driver)


@pytest.fixture
def filled() -> Filled:
    return Filled()


def test_a_dossier_without_contracts_leads_to_the_documents() -> None:
    driver = pressed(Filled(contract=False).seen(), "vers-documents")
    assert driver.session_state["asked"]
    assert not driver.file_uploader


def test_a_file_handed_in_is_kept_and_opened(filled: Filled) -> None:
    driver = dropped(filled.seen(), "grille.xlsx", workbook())
    assert filled.store.all(filled.dossier) == []
    pressed(driver, "poser-questionnaire")
    (asked,) = filled.store.all(filled.dossier)
    assert (asked.file, asked.total, asked.documents) == ("grille.xlsx", 2, frozenset())
    assert driver.query_params["qn"] == asked.id
    assert "Le contrat prévoit-il la réversibilité ?" in said(driver)


def test_some_of_the_contracts_may_be_asked(filled: Filled) -> None:
    other = filled.house.holds(reading("bail", filled.dossier))
    driver = filled.seen()
    driver.multiselect[0].select(other.title)
    pressed(dropped(driver, "grille.xlsx", workbook()), "poser-questionnaire")
    (asked,) = filled.store.all(filled.dossier)
    assert asked.documents == {other.id}
    assert other.title in said(driver)


def test_a_file_that_is_no_questionnaire_says_so(filled: Filled) -> None:
    driver = pressed(dropped(filled.seen(), "photo.xlsx", b"rien"), "poser-questionnaire")
    assert "n’est pas un questionnaire que Clausier sait lire. Enregistrez-le" in " ".join(said(driver).split())
    assert filled.store.all(filled.dossier) == []


def test_the_same_file_is_offered_as_it_stands(filled: Filled) -> None:
    data = workbook()
    asked = filled.hands_in(data)
    driver = dropped(filled.seen(), "autre nom.xlsx", data)
    assert "Déjà remis" in said(driver)
    assert "Poser les questions" not in labels(driver)
    pressed(driver, f"rouvrir-{asked.id}")
    assert len(filled.store.all(filled.dossier)) == 1
    assert driver.query_params["qn"] == asked.id


def test_the_list_shows_the_newest_first_and_how_far_each_has_come(filled: Filled) -> None:
    filled.answered()
    taken = filled.store.take(filled.hands_in(workbook(*ASKED, "La durée est-elle fixe ?")).id)
    filled.store.keep(taken, filled.store.lines(filled.store.all(filled.dossier)[0].id)[0])
    text = said(filled.seen())
    assert text.index("1\u00a0question sur 3\u202f: réponses en cours.") < text.index("2\u00a0questions traitées.")
    assert "grille **1**.xlsx" in text


def test_it_is_stopped_taken_up_again_and_forgotten_when_that_is_meant(filled: Filled) -> None:
    asked = filled.hands_in(workbook())
    driver = pressed(filled.seen(), f"arreter-{asked.id}")
    assert filled.store.get(asked.id).stage is Stage.CANCELLED
    assert "Arrêté\u202f: 0\u00a0question sur 2." in said(driver)
    pressed(driver, f"reprendre-{asked.id}")
    assert filled.store.get(asked.id).stage is Stage.WAITING
    assert driver.button(key=f"supprimer-{asked.id}").disabled
    driver.checkbox(key=f"certain-{asked.id}").check()
    pressed(ran(driver), f"supprimer-{asked.id}")
    assert filled.store.all(filled.dossier) == []
    assert "Aucun questionnaire dans ce dossier" in said(driver)


def test_each_question_has_its_verdict_its_words_and_their_page(filled: Filled) -> None:
    asked = filled.answered()
    driver = filled.seen(asked)
    text = said(driver)
    for part in (*ASKED, "ligne 2", "pendant six mois", "Oui", "Aucune réponse relue"):
        assert part in text
    next(button for button in driver.button if button.label == "Voir la page\u00a03").click()
    assert "page\u00a03 sur 3" in said(ran(driver))
    assert driver.query_params["qn"] == asked.id


def test_an_accepted_answer_stays_in_sight_and_can_be_taken_back(filled: Filled) -> None:
    asked = filled.answered()
    driver = pressed(filled.seen(asked), f"accepter-{asked.id}-1")
    assert filled.ruling(asked) is not None
    assert ASKED[0] in said(driver)
    assert "1\u00a0relue sur 2\u202f: 1\u00a0acceptée." in said(driver)
    assert [access.verb for access in filled.house.accesses.latest(1)] == ["review"]
    pressed(driver, f"annuler-{asked.id}-1")
    assert filled.ruling(asked) is None


def test_a_person_s_own_words_stand_beside_those_of_the_machine(filled: Filled) -> None:
    asked = filled.answered()
    driver = filled.seen(asked)
    driver.session_state[f"menu-correction-{asked.id}-1-0"] = True
    ran(driver)
    driver.selectbox(key=f"verdict-{asked.id}-1").select("partiel")
    driver.text_area(key=f"texte-{asked.id}-1").input("Six mois **au plus** <b>ici</b>")
    driver.text_area(key=f"texte-note-{asked.id}-1").input("à revoir")
    pressed(driver, f"enregistrer-{asked.id}-1")
    ruling = filled.ruling(asked)
    assert ruling is not None
    assert (ruling.decision, ruling.verdict, ruling.note) == (Decision.EDITED, Verdict.PARTIAL, "à revoir")
    driver = filled.seen(asked)
    assert "Six mois" not in said(driver)  # what was looked over leaves those that are to be
    choice(driver, "Afficher").set_value(choice(driver, "Afficher").options[1])
    body = markup(ran(driver))
    assert "Six mois **au plus** &lt;b&gt;ici&lt;/b&gt;" in body
    assert body.index("Trouvé par Clausier") < body.index("pendant six mois") < body.index("Réponse corrigée")


def test_a_correction_needs_words(filled: Filled) -> None:
    asked = filled.answered()
    driver = filled.seen(asked)
    driver.session_state[f"menu-correction-{asked.id}-1-0"] = True
    ran(driver)
    driver.text_area(key=f"texte-{asked.id}-1").input(" ")
    assert "Votre réponse est vide." in said(pressed(driver, f"enregistrer-{asked.id}-1"))
    assert filled.ruling(asked) is None


def test_an_answer_that_was_asked_again_meanwhile_is_read_before_it_is_accepted(filled: Filled) -> None:
    asked = filled.answered()
    driver = filled.seen(asked)
    filled.house.holds(reading("bail", filled.dossier))
    filled.store.resume(asked.id)
    filled.answers()
    pressed(driver, f"accepter-{asked.id}-1")
    assert "Cette réponse a changé depuis son affichage." in said(driver)
    assert filled.ruling(asked) is None


def test_what_was_not_found_says_where_it_was_looked_for(filled: Filled) -> None:
    asked = filled.answered()
    driver = filled.seen(asked)
    choice(driver, "Afficher").set_value("Non trouvé ({number})")
    text = said(ran(driver))
    assert ASKED[1] in text
    assert ASKED[0] not in text
    assert "Recherche faite dans 1\u00a0document, 3\u00a0pages et 3\u00a0articles." in text


def test_a_rejection_may_say_why(filled: Filled) -> None:
    asked = filled.answered()
    driver = filled.seen(asked)
    driver.session_state[f"menu-rejet-{asked.id}-1-0"] = True
    ran(driver)
    driver.text_area(key=f"texte-rejet-{asked.id}-1").input("hors sujet")
    text = said(pressed(driver, f"rejeter-{asked.id}-1"))
    assert "Réponse rejetée le" in text
    assert "hors sujet" in text


def test_a_question_that_failed_says_why_and_is_asked_again(filled: Filled) -> None:
    line = json.dumps({"question": "La durée ?", "documents": ["inconnu"]})
    asked = filled.desk.hand_in("q.jsonl", line.encode(), Scope(filled.dossier))
    filled.answers()
    driver = filled.seen(asked)
    assert "Aucun document ne s’appelle «\u00a0inconnu\u00a0»." in said(driver)
    assert "Saisir une réponse" in [one.proto.popover.label for one in driver.get("popover")]
    pressed(driver, f"reprendre-{asked.id}")
    assert filled.store.lines(asked.id)[0].state is LineState.WAITING


def test_answers_from_other_documents_are_told_and_asked_again(filled: Filled) -> None:
    asked = filled.answered()
    read = filled.store.lines(asked.id)[1].answer
    filled.desk.rule(asked.id, 2, Ruling(Decision.ACCEPTED, datetime.now(UTC)), read.id if read else None)
    filled.house.holds(reading("bail", filled.dossier))
    driver = filled.seen(asked)
    assert "ont changé depuis 1\u00a0réponse non relue." in said(driver)
    assert "ont changé depuis cette réponse" in said(driver)
    pressed(driver, "reposer-changees")
    filled.answers()
    assert "ont changé" not in said(filled.seen(asked))


def test_what_was_not_taken_for_a_question_is_told(filled: Filled) -> None:
    asked = filled.answered("Chapitre <i>un</i>", *ASKED)
    left = filled.store.get(asked.id).left_out
    text = said(filled.seen(asked))
    assert all(one.text in text and one.reason in text for one in left)


def test_a_long_questionnaire_is_shown_in_parts(filled: Filled) -> None:
    asked = filled.answered(*(f"Un audit {number} est-il prévu ?" for number in range(45)))
    driver = filled.seen(asked)
    assert markup(driver).count('class="demande"') == 20
    pressed(driver, f"suivantes-{asked.id}")
    assert markup(driver).count('class="demande"') == 40


def test_the_file_comes_back_filled_at_any_time(filled: Filled) -> None:
    asked = filled.answered(*ASKED)
    (first, *_) = filled.seen(asked).get("download_button")
    assert first.proto.label == "Questionnaire rempli (Excel)"
    sheet = load_workbook(BytesIO(filled.desk.export(asked.id))).worksheets[0]
    assert sheet["B2"].value == "Oui"


def test_a_file_of_which_some_is_to_come_says_so(filled: Filled) -> None:
    asked = filled.hands_in(workbook())
    taken = filled.store.take(asked.id)
    with pytest.raises(InterruptedError):
        filled.desk.answer(taken, partial(_stop, 1))
    assert "Toutes les questions n’ont pas encore de réponse" in said(filled.seen(asked))


def _stop(after: int, step: str, done: int, total: int) -> None:
    if done == after:
        raise InterruptedError


def test_no_words_of_a_file_are_read_as_markup(filled: Filled) -> None:
    asked = filled.answered(HOSTILE, *ASKED)
    driver = filled.seen(asked)
    assert "Le **gras** &lt;b&gt;est-il&lt;/b&gt; ![x](http://192.0.2.1/x.png)" in markup(driver)
    assert not driver.markdown
    assert not any("gras" in one for one in labels(driver))


def test_a_questionnaire_that_is_gone_leaves_the_list(filled: Filled) -> None:
    asked = filled.answered()
    filled.store.forget(asked.id)
    assert "Ce questionnaire n’existe plus." in said(filled.seen(asked))
