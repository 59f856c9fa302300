"""The contract of the demonstration and its two amendments, from their own files."""

from datetime import date
from functools import cache
from pathlib import Path

from clausier.amending.proposing import proposal
from clausier.amending.reading import amendment_of
from clausier.domain.amendments import Action, Doubt
from clausier.domain.documents import DossierId, Reading
from clausier.domain.jobs import Submission
from tests.amending.drafted import in_force, ingester, plainly, provision, words

CONTRACTS = Path(__file__).parents[2] / "corpus" / "contracts"


@cache
def filed(name: str) -> Reading:
    library, taken = ingester()
    document = taken.ingest(
        Submission(name, (CONTRACTS / name).read_bytes(), DossierId("affaire")), lambda step, done, total: None
    )
    return library.reading(document.id)


def pair() -> tuple[Reading, Reading, Reading]:
    names = ("brumelaine-contrat-infogerance-2023.pdf", "brumelaine-avenant-1.pdf", "brumelaine-avenant-2.docx")
    contract, first, second = map(filed, names)
    return contract, first, second


def test_each_amendment_is_wholly_understood() -> None:
    _, *amendments = pair()
    first, second = map(amendment_of, amendments)
    assert [(one.action, one.target) for one in first.operations] == [
        (Action.REPLACE, "34"),
        (Action.INSERT, "18 bis"),
        (Action.WORDS, "9.4"),
    ]
    assert [(one.action, one.target) for one in second.operations] == [
        (Action.DELETE, "12"),
        (Action.REPLACE, "Annexe 2"),
        (Action.WORDS, "30.3"),
    ]
    assert first.not_understood == second.not_understood == ()
    assert (first.signed, first.effective) == (date(2025, 6, 20), date(2025, 7, 1))
    assert (second.signed, second.effective) == (date(2026, 10, 12), date(2027, 1, 1))
    assert not first.unsigned
    assert not second.unsigned


def test_the_text_in_force_follows_the_dates() -> None:
    contract, first, second = pair()
    today = in_force(contract, first, second)
    assert "quatre (4) mois" in words(provision(today, "34.1").pieces, contract, first)
    assert "quinze pour cent (15 %)" in words(provision(today, "9.4").pieces, contract, first)
    assert "un million cinq cent mille euros" in words(provision(today, "30.3").pieces, contract)
    assert [one.operation.target for one in today.pending] == ["12", "Annexe 2", "30.3"]
    later = in_force(contract, first, second, at=date(2027, 1, 1))
    assert "deux millions d’euros" in words(provision(later, "30.3").pieces, contract, second)
    assert provision(later, "12.1").deleted
    assert "99,95 %" in words(provision(later, "Annexe 2, 3").pieces, second).replace("\u00a0", " ")


def test_what_a_reader_should_look_at_is_told() -> None:
    later = in_force(*pair(), at=date(2027, 1, 1))
    assert [one.doubt for one in later.caveats] == [Doubt.ORPHAN, Doubt.CONFLICT]
    orphan, conflict = (plainly(one.sentence) for one in later.caveats)
    assert orphan == "L’article 17.4 renvoie à l’article 12.2, supprimé par l’avenant n° 2."
    assert "l’avenant n° 2 déclare prévaloir" in conflict


def test_the_contract_stands_out_among_others() -> None:
    contract, first, second = pair()
    others = [filed("aubrelot-contrat-parc-2025.pdf"), contract, first, second]
    assert {proposal(amendment_of(one), one, others) for one in (first, second)} == {contract.document.id}
