from dataclasses import replace
from hashlib import sha256

import pytest

from clausier.domain.documents import DocumentId, DossierId, Kind
from clausier.domain.jobs import Job, JobId, JobState, Submission
from clausier.errors import UnknownName, WrongSetting
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
def test_a_cancelledjob_stays_so(store: Store, affair: DossierId, running: bool) -> None:
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


@pytest.mark.parametrize("running", [False, True])
def test_a_cancelledjob_is_taken_up_again_in_its_place(store: Store, affair: DossierId, running: bool) -> None:
    job, later = _submitted(store, affair), _submitted(store, affair, "b.pdf")
    if running:
        store.jobs.save(replace(_taken(store), step="lecture des pages", done=3, total=40))
    store.jobs.cancel(job.id)
    store.jobs.resume(job.id)
    assert store.jobs.get(job.id) == job
    taken = store.jobs.next()
    assert taken is not None
    assert (taken[0].id, taken[1]) == (job.id, Submission("a.pdf", b"%PDF-1.7 \x00\xff", affair))
    assert _taken(store).id == later.id
    assert store.jobs.next() is None


def test_a_locked_file_waits_for_its_password(store: Store, affair: DossierId) -> None:
    submission = Submission("a.pdf", b"%PDF", affair, password="faux")
    store.jobs.submit(submission)
    taken = store.jobs.next()
    assert taken is not None
    job, given = taken
    assert given == submission
    locked = replace(job, state=JobState.LOCKED, message="Ce fichier est protégé.", advice="Donnez son mot de passe.")
    store.jobs.save(locked)
    store.jobs.recover()
    assert store.jobs.get(job.id) == locked
    assert store.jobs.next() is None
    store.jobs.resume(job.id)
    again = store.jobs.next()
    assert again is not None
    assert again[0] == replace(job, state=JobState.RUNNING)
    assert again[1].password == ""  # the one that did not open it is not tried again
    store.jobs.save(replace(again[0], state=JobState.LOCKED))
    store.jobs.resume(job.id, "sésame")
    opened = store.jobs.next()
    assert opened is not None
    assert opened[1] == replace(submission, password="sésame")


def test_a_password_is_kept_while_the_reading_is_interrupted(store: Store, affair: DossierId) -> None:
    store.jobs.submit(Submission("a.pdf", b"%PDF", affair, password="sésame"))
    job = _taken(store)
    store.jobs.recover()
    assert _taken(store).id == job.id
    store.jobs.cancel(job.id)
    store.jobs.resume(job.id)
    taken = store.jobs.next()
    assert taken is not None
    assert taken[1].password == "sésame"
    assert "sésame" not in repr(taken)


def test_only_what_is_cancelled_or_locked_is_taken_up_again(store: Store, affair: DossierId) -> None:
    jobs = [_submitted(store, affair, name) for name in ("a.pdf", "b.pdf", "c.pdf", "d.pdf")]
    store.jobs.save(replace(_taken(store), state=JobState.DONE))
    store.jobs.save(replace(_taken(store), state=JobState.FAILED, message="Le fichier est vide."))
    _taken(store)
    for job in jobs:
        before = store.jobs.get(job.id)
        with pytest.raises(WrongSetting) as refused:
            store.jobs.resume(job.id, "sésame")
        assert refused.value.advice
        assert store.jobs.get(job.id) == before


def test_whoever_read_before_ajob_was_taken_up_again_has_no_more_say(store: Store, affair: DossierId) -> None:
    _submitted(store, affair)
    late = _taken(store)
    store.jobs.cancel(late.id)
    store.jobs.resume(late.id)
    for state in (JobState.RUNNING, JobState.WAITING, JobState.CANCELLED, JobState.LOCKED, JobState.FAILED):
        store.jobs.save(replace(late, state=state, done=7))
        assert store.jobs.get(late.id) == replace(late, state=JobState.WAITING)
    now = replace(_taken(store), step="lecture des pages", done=1, total=2)
    store.jobs.save(now)
    for state in (JobState.RUNNING, JobState.WAITING, JobState.CANCELLED, JobState.LOCKED, JobState.FAILED):
        store.jobs.save(replace(late, state=state, done=7))
        assert store.jobs.get(late.id) == now
    store.jobs.save(replace(now, done=2))
    assert store.jobs.get(late.id).done == 2


def test_a_document_that_came_in_after_all_ends_thejob_for_everybody(store: Store, affair: DossierId) -> None:
    _submitted(store, affair)
    late = _taken(store)
    store.jobs.cancel(late.id)
    store.jobs.resume(late.id)
    now = _taken(store)
    done = replace(late, state=JobState.DONE, document=DocumentId("contrat"))
    store.jobs.save(done)
    store.jobs.save(replace(now, done=3))
    store.jobs.save(replace(now, state=JobState.CANCELLED))
    store.jobs.save(replace(now, state=JobState.DONE, document=DocumentId("autre")))
    assert store.jobs.get(late.id) == done
    assert store.jobs.next() is None


def test_ajob_takes_the_recognised_pages_of_its_file_along(store: Store, affair: DossierId) -> None:
    job = _submitted(store, affair)
    other = store.dossiers.create("Autre").id
    digest = sha256(b"%PDF-1.7 \x00\xff").hexdigest()
    for dossier in (affair, other):
        store.drafts.keep(dossier, digest, 1, b"une page")
    store.jobs.cancel(job.id)
    assert store.drafts.kept(affair, digest)
    store.jobs.forget(job.id)
    assert store.drafts.kept(affair, digest) == {}
    assert store.drafts.kept(other, digest)


def test_forgetting_takes_ajob_off_the_list(store: Store, affair: DossierId) -> None:
    gone, kept = _submitted(store, affair), _submitted(store, affair)
    store.jobs.forget(gone.id)
    assert store.jobs.all(affair) == [kept]
    assert _taken(store).id == kept.id


def test_a_forgotten_document_takes_itsjob_along(store: Store, affair: DossierId) -> None:
    document = keep(store.library, reading(dossier=affair))
    _submitted(store, affair)
    store.jobs.save(replace(_taken(store), state=JobState.DONE, document=document.id))
    kept = _submitted(store, affair)
    store.library.forget(document.id)
    assert store.jobs.all(affair) == [kept]


def test_an_unknownjob_is_told_in_french(store: Store, affair: DossierId) -> None:
    nobody = Job(JobId("inconnu"), affair, "a.pdf", JobState.RUNNING)
    with pytest.raises(UnknownName) as unknown:
        store.jobs.get(nobody.id)
    assert unknown.value.advice
    with pytest.raises(UnknownName):
        store.jobs.save(nobody)
    with pytest.raises(UnknownName):
        store.jobs.cancel(nobody.id)
    with pytest.raises(UnknownName):
        store.jobs.resume(nobody.id)
    with pytest.raises(UnknownName):
        store.jobs.forget(nobody.id)


def test_a_name_the_disk_could_not_spell_is_taken_all_the_same(store: Store, affair: DossierId) -> None:
    job = store.jobs.submit(Submission("contrat\udce9.pdf", b"%PDF", affair))
    assert store.jobs.get(job.id) == job
    assert job.file.encode().endswith(b".pdf")
