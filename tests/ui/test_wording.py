"""The sentences of the page: plural and singular, and what they must never leave out."""

from dataclasses import replace
from datetime import UTC, datetime

from clausier.domain.answers import Citation, Explanation, Progress, Searched, Sentence, Source
from clausier.domain.documents import DocumentId, DossierId, PassageId
from clausier.domain.jobs import Job, JobId, JobState
from clausier.domain.questionnaires import Format, Questionnaire, QuestionnaireId, Stage
from clausier.domain.text import Span
from clausier.ui import questionnaire_wording, wording
from clausier.ui.text import label, verbatim, verbatim_items
from tests.builders import reading

CITATION = Citation(
    DocumentId("d"), "Contrat", "contrat.pdf", 7, "7.2", "mot", Span(0, 3), PassageId("p"), Source.CONTRACT
)
JOB = Job(JobId("j"), DossierId("d"), "contrat.pdf", JobState.RUNNING, "lecture des pages", 34, 120)


def test_a_place_names_the_article_and_the_page() -> None:
    assert wording.place(CITATION) == "article 7.2 · page 7"
    assert wording.place(replace(CITATION, article="Annexe 2", page=None)) == "Annexe 2"
    assert wording.place(replace(CITATION, article="II.A", page=None)) == "article II.A"
    assert wording.place(replace(CITATION, article="", page=None)) == ""


def test_the_drawer_says_where_it_stands() -> None:
    assert wording.place_in(CITATION, 8, 12) == "Article 7.2 · page 8 sur 12"


def test_the_button_names_its_page_where_there_is_one() -> None:
    assert wording.see(CITATION) == "Voir la page\u00a07"
    assert wording.see(replace(CITATION, page=None)) == "Voir le passage"


def test_an_absence_says_what_was_read_and_what_could_not_be() -> None:
    said = " ".join(wording.searched(Searched(2, 12, 30, (3, 9), ("Annexe 2",))))
    assert "12\u00a0pages lues, 30\u00a0articles examinés dans 2\u00a0documents." in said
    assert "ne veut pas dire" in said
    assert "pages 3 et 9" in said
    assert "Annexe citée mais absente : Annexe 2." in said


def test_documents_without_pages_are_not_said_to_have_some() -> None:
    assert wording.searched(Searched(1, 0, 4))[0].startswith("4\u00a0articles examinés.")


def explained(sentences: int, withheld: int) -> Explanation:
    return Explanation(Progress.COMPLETE, (Sentence("Oui.", ("E1",)),) * sentences, withheld, "m", "p")


def test_withheld_sentences_are_counted() -> None:
    assert wording.withheld(explained(2, 0)) == ""
    assert wording.withheld(explained(2, 1)) == "1 phrase non vérifiée n’est pas affichée."
    assert wording.withheld(explained(2, 3)) == "3 phrases non vérifiées ne sont pas affichées."
    assert wording.withheld(explained(0, 2)).startswith("Aucune phrase")


def test_progress_names_the_page_and_the_step() -> None:
    assert wording.progress(JOB) == "Page 34 sur 120 – lecture des pages"
    assert wording.progress(replace(JOB, done=0)) == "Page 1 sur 120 – lecture des pages"
    assert wording.progress(replace(JOB, step="lecture des images", total=2)) == "Image 2 sur 2 – lecture des images"
    assert wording.progress(replace(JOB, step="enregistrement", total=2)) == "Étape 2 sur 2 – enregistrement"
    assert wording.progress(replace(JOB, state=JobState.WAITING)) == "En attente"
    assert wording.progress(replace(JOB, total=0)) == "Lecture des pages"


def test_the_line_counts_from_the_one_being_written() -> None:
    assert wording.in_line(1) == "En attente : 2e dans la file."


def test_a_document_is_told_in_one_line() -> None:
    document = replace(reading().document, added=datetime(2026, 11, 22, tzinfo=UTC))
    assert wording.about(document) == "Contrat · 3\u00a0pages · 3\u00a0articles · ajouté le 22\u00a0novembre\u00a02026"


def test_a_reading_given_up_says_where_it_stands() -> None:
    given_up = replace(JOB, state=JobState.CANCELLED)
    assert wording.cancelled(given_up) == "Lecture annulée : page 34 sur 120 – lecture des pages."
    assert wording.cancelled(replace(given_up, done=0)) == "Lecture annulée."


def test_labels_are_typeset_and_take_numbers() -> None:
    assert label("Prêts à interroger ({number}) ?", number=3) == "Prêts à interroger (3)\u202f?"


def test_a_quotation_reads_in_one_run() -> None:
    assert verbatim("il résilie-\nra le\n contrat ") == "il résiliera le contrat"


def test_the_page_and_the_command_line_fill_the_same_dossier() -> None:
    from clausier.cli.house import DEFAULT_DOSSIER
    from clausier.ui.visit import DEFAULT_DOSSIER as OF_THE_PAGE

    assert OF_THE_PAGE == DEFAULT_DOSSIER


def test_the_items_of_a_list_stand_by_themselves() -> None:
    assert verbatim_items("Il remet :\n• le plan ;\n  - les codes\nsource ;\n2) le reste") == [
        "Il remet :", "• le plan ;", "- les codes source ;", "2) le reste",
    ]  # fmt: skip


def test_a_questionnaire_says_that_documents_it_was_asked_of_are_gone() -> None:
    held = reading().document
    kept, gone = held.id, DocumentId("effacé")
    asked = Questionnaire(
        QuestionnaireId("q"), "q.xlsx", Format.XLSX, "ab", held.dossier, frozenset({kept, gone}), Stage.DONE, held.added
    )
    assert questionnaire_wording.scope(asked, [held]) == f"{held.title} et 1\u00a0document retiré depuis"
    assert questionnaire_wording.scope(asked, []) == "2\u00a0documents retirés depuis"
    assert questionnaire_wording.scope(replace(asked, documents=frozenset()), [held]) == "tout le dossier"
