"""Which document an amendment amends, when only one stands out."""

from clausier.amending.proposing import proposal
from clausier.amending.reading import amendment_of
from clausier.domain.amendments import Doubt
from tests.amending.drafted import CONTRACT, amendment, in_force, read

CHANGE = "L’article 15 est supprimé."
OTHER = CONTRACT.replace("INF-7", "INF-8").replace("10 janvier 2023", "4 mai 2021")


def test_the_contract_of_that_number_and_date_is_proposed() -> None:
    contract, other, change = read(CONTRACT), read(OTHER, "autre.md"), amendment(CHANGE)
    assert proposal(amendment_of(change), change, [other, contract, change]) == contract.document.id


def test_two_contracts_alike_are_not_told_apart() -> None:
    contract, twin, change = read(CONTRACT), read(f"{CONTRACT}\nAutre.\n", "copie.md"), amendment(CHANGE)
    assert proposal(amendment_of(change), change, [contract, twin]) is None


def test_nothing_is_proposed_when_the_contract_is_not_there() -> None:
    change = amendment(CHANGE)
    other = read(OTHER.replace("Alderive", "Melville").replace("Borvane", "Ishmael"), "autre.md")
    assert proposal(amendment_of(change), change, [other]) is None


def test_applied_to_another_contract_than_it_names_it_says_so() -> None:
    caveats = in_force(read(OTHER, "autre.md"), amendment(CHANGE)).caveats
    assert Doubt.ABSENT in {one.doubt for one in caveats}
    assert Doubt.ABSENT not in {one.doubt for one in in_force(read(CONTRACT), amendment(CHANGE)).caveats}
