"""Files whose reading stopped, and files that came again with other bytes: what the reader is offered."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from clausier.domain.documents import Document
from clausier.domain.jobs import Job, JobState, Submission
from clausier.domain.questions import Scope
from tests.builders import reading
from tests.ui.driving import documents, markup, said
from tests.ui.house import PASSWORD, House

LOCKED = b"%PDF-1.7 /Encrypt"


@pytest.fixture
def house() -> House:
    made = House()
    made.holds_contract()
    return made


def handed_in(house: House, data: bytes, name: str = "bail.pdf") -> Job:
    return house.jobs.submit(Submission(name, data, house.dossier().id))


def state_of(house: House, job: Job) -> JobState:
    return house.jobs.get(job.id).state


def test_a_cancelled_reading_is_kept_and_taken_up_again(house: House) -> None:
    job = handed_in(house, b"%PDF-1.7")
    house.jobs.next()
    house.jobs.save(replace(house.jobs.get(job.id), step="reconnaissance des pages", done=3, total=12))
    driver = documents(house)
    driver.button(key=f"annuler-{job.id}").click().run()
    assert "Lecture annulée\u202f: page\u00a03 sur 12 – reconnaissance des pages." in said(driver.run())
    driver.button(key=f"reprendre-{job.id}").click().run()
    assert state_of(house, job) is JobState.WAITING
    assert "En attente" in said(driver)
    house.reads_all()
    assert "Prêts à interroger (2)" in said(driver.run())


def test_a_cancelled_reading_can_leave_the_list(house: House) -> None:
    job = handed_in(house, b"%PDF-1.7")
    house.jobs.cancel(job.id)
    driver = documents(house)
    driver.button(key=f"oublier-{job.id}").click().run()
    assert house.jobs.all(house.dossier().id) == []
    assert "bail.pdf" not in said(driver)


def test_a_locked_file_asks_for_its_password_and_never_shows_it(house: House) -> None:
    job = handed_in(house, LOCKED)
    house.reads_all()
    driver = documents(house)
    assert "Mot de passe demandé" in said(driver)
    assert "Ce fichier s’ouvre avec un mot de passe. Donnez-le" in said(driver)
    _open(driver, job, "mauvais")
    assert state_of(house, job) is JobState.WAITING
    house.reads_all()
    driver.run()
    assert "Mot de passe demandé" in said(driver)
    _open(driver, job, PASSWORD)
    assert driver.query_params == {}
    assert PASSWORD not in markup(driver)
    assert all(field.value != PASSWORD for field in driver.text_input)
    house.reads_all()
    assert "Prêts à interroger (2)" in said(driver.run())


def test_no_password_is_no_try(house: House) -> None:
    job = handed_in(house, LOCKED)
    house.reads_all()
    driver = documents(house)
    _open(driver, job, "")
    assert state_of(house, job) is JobState.LOCKED


def _open(driver: AppTest, job: Job, password: str) -> None:
    driver.text_input(key=f"mot-{job.id}").set_value(password)
    driver.button(key=f"FormSubmitter:ouvrir-{job.id}-Ouvrir").click().run()


@pytest.fixture
def newer(house: House) -> Document:
    """The contract again, under the same file name, with other words."""
    read = reading("contrat-2", house.dossier().id)
    return house.holds(replace(read, document=replace(read.document, file="Contrat.pdf")))


def held(house: House) -> list[str]:
    return [document.id for document in house.library.documents(Scope(house.dossier().id))]


def test_a_new_version_replaces_nothing_by_itself(house: House, newer: Document) -> None:
    text = said(documents(house))
    assert "Nouvelle version" in text
    assert "existe déjà dans ce dossier, ajouté le 2\u00a0mars\u00a02026." in text
    assert "efface de cet ordinateur l’ancien fichier" in text
    assert len(held(house)) == 2
    assert newer.id in held(house)


def test_both_versions_can_be_kept(house: House, newer: Document) -> None:
    driver = documents(house)
    driver.button(key=f"garder-{newer.id}").click().run()
    assert "Nouvelle version" not in said(driver)
    assert len(held(house)) == 2


def test_the_older_version_leaves_when_it_is_replaced(house: House, newer: Document) -> None:
    driver = documents(house)
    driver.button(key=f"remplacer-{newer.id}").click().run()
    assert held(house) == [newer.id]
    assert "Nouvelle version" not in said(driver)
