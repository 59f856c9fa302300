"""An amendment that nobody attached to the contract that it seems to amend is told, and not followed."""

from datetime import date

import pytest

from clausier.amending.joining import JoinedInForce
from clausier.amending.standing import Standings
from clausier.domain.documents import DocumentId, DossierId, Kind
from clausier.domain.jobs import Submission
from ingest.pipeline import Ingester
from tests.amending.drafted import AFFAIRE, AMENDMENT, CONTRACT, ingester
from tests.fakes import MemoryLibrary

OTHER = CONTRACT.replace("INF-7", "INF-8").replace("10 janvier 2023", "4 mai 2021")
CHANGE = AMENDMENT.format(
    number=1,
    orders="L’article 15 est supprimé.",
    effect="Le présent avenant prend effet le 1er mars 2024.",
    signed="10 février 2024",
    annexes="",
)


class Matter:
    """A dossier, and what is told of its unattached amendments."""

    def __init__(self) -> None:
        self.library: MemoryLibrary
        self._taking: Ingester
        self.library, self._taking = ingester()
        self.standings = Standings(self.library)

    def read(self, name: str, text: str, kind: Kind | None = None, dossier: DossierId = AFFAIRE) -> DocumentId:
        return self._taking.ingest(Submission(name, text.encode(), dossier, kind), lambda step, done, total: None).id

    def told(self, *contracts: DocumentId) -> tuple[str, ...]:
        return self.standings.unattached(AFFAIRE, contracts)


@pytest.fixture
def matter() -> Matter:
    return Matter()


def test_it_is_told_of_the_contract_that_it_names_and_of_no_other(matter: Matter) -> None:
    contract, other = matter.read("contrat.md", CONTRACT), matter.read("autre.md", OTHER)
    assert matter.told(contract, other) == ()
    matter.read("avenant.md", CHANGE, Kind.AMENDMENT)
    (sentence,) = matter.told(contract, other, contract)
    assert "avenant n° 1 signé le 10\u00a0février\u00a02024" in sentence
    assert not any(name in sentence for name in ("avenant.md", "INF-7", "Alderive"))
    assert matter.told(other) == ()


def test_of_two_contracts_that_it_may_amend_it_is_told_of_either(matter: Matter) -> None:
    contract, twin = matter.read("contrat.md", CONTRACT), matter.read("copie.md", f"{CONTRACT}\nAutre.\n")
    matter.read("avenant.md", CHANGE, Kind.AMENDMENT)
    assert matter.told(contract) == matter.told(twin) == matter.told(contract, twin) != ()


def test_a_person_s_word_ends_it(matter: Matter) -> None:
    contract = matter.read("contrat.md", CONTRACT)
    amendment = matter.read("avenant.md", CHANGE, Kind.AMENDMENT)
    matter.library.amend(amendment, contract)
    assert matter.told(contract) == ()
    matter.library.amend(amendment, None)
    assert matter.told(contract) == ()


def test_what_stands_in_another_dossier_is_not_told(matter: Matter) -> None:
    contract = matter.read("contrat.md", CONTRACT)
    matter.read("avenant.md", CHANGE, Kind.AMENDMENT, DossierId("ailleurs"))
    assert matter.told(contract) == ()


def test_a_contract_that_is_joined_carries_it_and_what_its_own_amendments_leave_open(matter: Matter) -> None:
    contract = matter.read("contrat.md", CONTRACT)
    amendment = matter.read("avenant.md", CHANGE.replace("est supprimé", "est adapté en conséquence"), Kind.AMENDMENT)
    joining = JoinedInForce(matter.library, matter.standings, lambda: date(2026, 11, 23))
    (loose,) = joining(contract).cautions
    matter.library.amend(amendment, contract)
    cautions = joining(contract).cautions
    assert loose not in cautions
    assert any("n’a pas pu être appliquée" in sentence for sentence in cautions)
