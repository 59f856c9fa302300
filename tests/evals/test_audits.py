"""What measures audits counts a false coverage, a false absence and a lead."""

from dataclasses import replace

from clausier.domain.answers import Verdict
from evals.audits.judging import Judged
from evals.audits.parts import failures, figures

RIGHT = Judged(
    contract="essai",
    topic="penalites",
    expected=Verdict.YES,
    got=Verdict.YES,
    quote="La pénalité est de 100 euros.",
    shown="La pénalité est de 100 euros.",
    led=False,
    missing=(),
)
ABSENT = replace(RIGHT, got=Verdict.NOT_FOUND, led=True)
COVERED = replace(RIGHT, expected=Verdict.NOT_FOUND, quote="")
PARTIAL = replace(RIGHT, expected=Verdict.PARTIAL)
SILENT = replace(RIGHT, expected=Verdict.NOT_FOUND, got=Verdict.NOT_FOUND, quote="", shown="")


def test_each_mistake_is_counted_among_those_that_could_be_made() -> None:
    shares = {
        one.measure: one.estimate.value
        for one in figures([[RIGHT, ABSENT, COVERED, PARTIAL, SILENT]])
        if one.set == "audit"
    }
    assert shares == {
        "verdicts justes": 2 / 5,
        "présences à tort": 1 / 2,
        "absences à tort": 1 / 3,
        "absences à tort qu’une piste signale": 1.0,
        "« oui » à tort": 2 / 3,
    }


def test_every_wrong_verdict_is_a_failure_with_its_cause() -> None:
    causes = [one.cause for one in failures([[RIGHT, ABSENT, COVERED]])]
    assert causes == ["audit : oui attendu, non_trouve rendu", "audit : non_trouve attendu, oui rendu"]
