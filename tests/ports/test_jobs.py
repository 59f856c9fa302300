from dataclasses import replace

import pytest

from clausier.domain.documents import DocumentId, DossierId, Kind
from clausier.domain.jobs import Job, JobId, JobState, Submission
from clausier.errors import UnknownName
from tests.builders import keep, reading
from tests.ports.stores import Store


def _submitted(store: Store, dossier: DossierId, name: str = "a.pdf") -> Job:
    return store.jobs.submit(Submission(name, b"%PDF-1.7 \x00\xff", dossier))


def _taken(store: Store) -> Job:
    taken = store.jobs.next()
    assert taken is not None
    return taken[0]


def test_a_submitted_file_comes_back_whole_and_once(store: Store, affair: DossierId) -> None:
    submission = Submission("é.pdf", b"%PDF-1.7 \x00\xff", affair, Kind.AMENDMENT, DocumentId("contrat"))
    job = store.jobs.submit(submission)
    assert job == store.jobs.get(job.id)
    assert (job.state, job.file, job.dossier) == (JobState.WAITING, "é.pdf", affair)
    assert job.created is not None
    running = replace(job, state=JobState.RUNNING)
    assert store.jobs.next() == (running, submission)
    assert store.jobs.get(job.id) == running
    assert store.jobs.next() is None


def test_files_are_read_in_the_order_they_came(store: Store, affair: DossierId) -> None:
    other = store.dossiers.create("Autre").id
    jobs = [_submitted(store, dossier) for dossier in (affair, other, affair)]
    assert store.jobs.all(affair) == [jobs[0], jobs[2]]
    assert [_taken(store).id for _ in jobs] == [job.id for job in jobs]


def test_progress_and_outcome_are_kept(store: Store, affair: DossierId) -> None:
    _submitted(store, affair)
    job = replace(_taken(store), step="lecture des pages", done=3, total=40)
    store.jobs.save(job)
    assert store.jobs.get(job.id) == job
    failed = replace(job, state=JobState.FAILED, message="Le fichier est vide.", advice="Ajoutez un autre fichier.")
    store.jobs.save(failed)
    assert store.jobs.all(affair) == [failed]
    assert store.jobs.next() is None


def test_what_was_running_is_taken_up_again(store: Store, affair: DossierId) -> None:
    first, second = _submitted(store, affair, "a.pdf"), _submitted(store, affair, "b.pdf")
    store.jobs.save(replace(_taken(store), step="lecture des pages", done=3, total=40))
    store.jobs.save(replace(_taken(store), state=JobState.DONE, document=DocumentId("b")))
    third = _submitted(store, affair, "c.pdf")
    store.jobs.recover()
    assert [job.state for job in store.jobs.all(affair)] == [JobState.WAITING, JobState.DONE, JobState.WAITING]
    assert store.jobs.get(first.id) == first
    assert [_taken(store).id for _ in range(2)] == [first.id, third.id]
    assert store.jobs.get(second.id).document == DocumentId("b")


@pytest.mark.parametrize("running", [False, True])
def test_a_cancelled_job_stays_so(store: Store, affair: DossierId, running: bool) -> None:
    job = _submitted(store, affair)
    if running:
        job = _taken(store)
    store.jobs.cancel(job.id)
    assert store.jobs.get(job.id).state is JobState.CANCELLED
    store.jobs.save(replace(job, state=JobState.RUNNING, done=7))
    store.jobs.save(replace(job, state=JobState.FAILED, message="Trop tard."))
    store.jobs.recover()
    assert store.jobs.get(job.id) == replace(job, state=JobState.CANCELLED)
    assert store.jobs.next() is None


def test_a_cancellation_that_comes_too_late_says_that_the_document_is_in(store: Store, affair: DossierId) -> None:
    _submitted(store, affair)
    job = _taken(store)
    store.jobs.cancel(job.id)
    done = replace(job, state=JobState.DONE, document=DocumentId("contrat"))
    store.jobs.save(done)
    store.jobs.cancel(job.id)
    assert store.jobs.get(job.id) == done


def test_forgetting_takes_a_job_off_the_list(store: Store, affair: DossierId) -> None:
    gone, kept = _submitted(store, affair), _submitted(store, affair)
    store.jobs.forget(gone.id)
    assert store.jobs.all(affair) == [kept]
    assert _taken(store).id == kept.id


def test_a_forgotten_document_takes_its_job_along(store: Store, affair: DossierId) -> None:
    document = keep(store.library, reading(dossier=affair))
    _submitted(store, affair)
    store.jobs.save(replace(_taken(store), state=JobState.DONE, document=document.id))
    kept = _submitted(store, affair)
    store.library.forget(document.id)
    assert store.jobs.all(affair) == [kept]


def test_an_unknown_job_is_told_in_french(store: Store, affair: DossierId) -> None:
    nobody = Job(JobId("inconnu"), affair, "a.pdf", JobState.RUNNING)
    with pytest.raises(UnknownName) as unknown:
        store.jobs.get(nobody.id)
    assert unknown.value.advice
    with pytest.raises(UnknownName):
        store.jobs.save(nobody)
    with pytest.raises(UnknownName):
        store.jobs.cancel(nobody.id)
    with pytest.raises(UnknownName):
        store.jobs.forget(nobody.id)


def test_a_name_the_disk_could_not_spell_is_taken_all_the_same(store: Store, affair: DossierId) -> None:
    job = store.jobs.submit(Submission("contrat\udce9.pdf", b"%PDF", affair))
    assert store.jobs.get(job.id) == job
    assert job.file.encode().endswith(b".pdf")
