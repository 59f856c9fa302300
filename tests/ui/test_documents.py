"""« Documents »: what was read and what could not be, files on their way, and a removal that is meant."""

from dataclasses import replace

import pytest

from clausier.domain.jobs import JobState, Submission
from clausier.domain.questions import Scope
from clausier.ui.address import Address
from tests.builders import reading
from tests.fakes import ScriptedModel
from tests.ui.driving import documents, labels, said
from tests.ui.house import House


@pytest.fixture
def house() -> House:
    made = House()
    made.holds_contract()
    return made


def test_an_empty_dossier_says_so() -> None:
    driver = documents(House())
    assert "Aucun contrat pour l’instant" in said(driver)
    assert "Rien n’est envoyé sur Internet." in said(driver)


def test_a_document_is_told_with_its_reading(house: House) -> None:
    text = said(documents(house))
    assert "Prêts à interroger (1)" in text
    assert "Contrat · 3\u00a0pages · 3\u00a0articles" in text
    assert "Annexe citée mais absente\u202f: Annexe\u00a01." in text


def test_two_documents_of_the_same_title_are_told_apart_by_their_files(house: House) -> None:
    assert "projet.pdf" not in said(documents(house))
    other = reading("projet", house.dossier().id)
    house.holds(replace(other, document=replace(other.document, title="Contrat")))
    text = said(documents(house))
    assert "contrat.pdf · Contrat · 3\u00a0pages" in text
    assert "projet.pdf · Contrat · 3\u00a0pages" in text


def test_without_a_model_the_page_says_so_and_how_to_have_one(house: House) -> None:
    text = said(documents(house))
    assert "sans explication rédigée" in text
    assert "ollama pull" in text


def test_the_model_in_use_is_named() -> None:
    assert "qwen3:8b" in said(documents(House(ScriptedModel(name="qwen3:8b"))))


def test_a_file_on_its_way_shows_how_far_it_is_and_can_be_cancelled(house: House) -> None:
    job = house.jobs.submit(Submission("Bail **gras**.pdf", b"%PDF", house.dossier().id))
    house.jobs.next()
    house.jobs.save(replace(house.jobs.get(job.id), state=JobState.RUNNING, step="lecture des pages", done=3, total=12))
    driver = documents(house)
    assert "Bail **gras**.pdf" in said(driver)
    assert "Page\u00a03 sur 12 – lecture des pages" in said(driver)
    driver.button(key=f"annuler-{job.id}").click().run()
    assert house.jobs.get(job.id).state is JobState.CANCELLED


def test_a_file_that_cannot_be_read_says_why_and_leaves_the_list(house: House) -> None:
    job = house.jobs.submit(Submission("faux.pdf", b"rien", house.dossier().id))
    house.jobs.next()
    house.jobs.save(
        replace(house.jobs.get(job.id), state=JobState.FAILED, message="Ce fichier est vide.", advice="Vérifiez-le.")
    )
    driver = documents(house)
    text = said(driver)
    assert "Lecture impossible" in text
    assert "faux.pdf" in text
    assert "Ce fichier est vide. Vérifiez-le." in text
    driver.button(key=f"oublier-{job.id}").click().run()
    assert "faux.pdf" not in said(driver)


def test_files_handed_in_are_read_in_the_background(house: House) -> None:
    driver = documents(house)
    driver.file_uploader[0].set_value([("bail.pdf", b"%PDF-1.7", "application/pdf")]).run()
    assert [job.file for job in house.jobs.all(house.dossier().id)] == ["bail.pdf"]
    assert "bail.pdf" in said(driver)
    house.reading.start()
    while any(job.state is not JobState.DONE for job in house.jobs.all(house.dossier().id)):
        driver.run()
    house.reading.close()
    assert "Prêts à interroger (2)" in said(driver.run())


def test_a_file_brought_twice_is_told(house: House) -> None:
    document = house.library.documents(Scope(house.dossier().id))[0]
    job = house.jobs.submit(Submission("encore.pdf", b"%PDF", house.dossier().id))
    house.jobs.save(replace(house.jobs.get(job.id), state=JobState.DONE, document=document.id))
    driver = documents(house)
    assert "Ce fichier était déjà dans le dossier" in said(driver)
    driver.button(key=f"oublier-{job.id}").click().run()
    assert "déjà dans le dossier" not in said(driver)


def test_a_document_is_removed_only_when_it_is_meant(house: House) -> None:
    document = house.library.documents(Scope(house.dossier().id))[0]
    driver = documents(house)
    assert driver.button(key=f"retirer-{document.id}").disabled
    driver.checkbox(key=f"certain-{document.id}").check().run()
    driver.button(key=f"retirer-{document.id}").click().run()
    assert house.library.documents(Scope(house.dossier().id)) == []
    assert "Aucun contrat pour l’instant" in said(driver)


def test_questioning_one_document_leads_to_its_scope(house: House) -> None:
    document = house.holds(reading("bail", house.dossier().id))
    driver = documents(house)
    driver.button(key=f"interroger-{document.id}").click().run()
    asked = driver.session_state["asked"]
    assert asked == Address(dossier=house.dossier().id, scope=frozenset({document.id}))
    assert asked.query == {"d": house.dossier().id, "s": document.id}


def test_every_document_can_be_had_back(house: House) -> None:
    assert "Interroger" in labels(documents(house))
    assert len(documents(house).get("download_button")) == 1
