"""Which contracts are set side by side, and what each is called."""

from dataclasses import replace

import pytest

from clausier.contrasting.contracts import contracts_asked, names_known
from clausier.domain.documents import Document, DossierId, Kind
from clausier.domain.questions import Scope
from clausier.naming import called
from tests.builders import reading

SCOPE = Scope(DossierId("affaire"))


def contract(name: str, title: str, file: str) -> Document:
    return replace(reading(name).document, title=title, file=file)


ALDER = contract("a", "Contrat d’hébergement Alder", "alder.pdf")
BESSAC = contract("b", "Contrat d’hébergement", "bessac2024_signe.pdf")
NOTE = replace(reading("n", kind=Kind.ANNEX).document, title="Annexe Cormery")


def test_a_contract_is_known_by_the_words_that_it_alone_bears() -> None:
    known = names_known([ALDER, BESSAC, NOTE], SCOPE, frozenset({"heberg"}))
    assert sorted(known) == ["alder", "bessac"]


def test_those_that_are_named_are_asked_alone_where_they_are_several() -> None:
    third = contract("c", "Contrat Dorval", "dorval.pdf")
    documents = [ALDER, BESSAC, third, NOTE]
    assert contracts_asked(documents, SCOPE, frozenset({"alder", "dorval"})).asked == (ALDER, third)
    everything = contracts_asked(documents, SCOPE, frozenset({"alder"}))
    assert everything.asked == (ALDER, BESSAC, third)
    assert everything.aside == (NOTE,)


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("v1.pdf", "v2.pdf"), ["v1.pdf", "v2.pdf"]),
        (("contrat.pdf", "contrat.pdf"), ["contrat.pdf (1)", "contrat.pdf (2)"]),
    ],
)
def test_two_contracts_of_one_title_are_never_called_the_same(files: tuple[str, str], names: list[str]) -> None:
    same = [contract(f"d{n}", "Contrat", file) for n, file in enumerate(files)]
    assert list(called([ALDER, *same]).values()) == [ALDER.title, *names]
