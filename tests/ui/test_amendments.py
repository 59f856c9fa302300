"""« Documents »: what an amendment amends, the text in force under its contract, and the days of a contract's life."""

from dataclasses import replace
from datetime import date

import pytest

from clausier.domain.answers import Amended
from clausier.domain.documents import Document, Kind
from clausier.ui.export import as_text
from clausier.ui.text import verbatim
from tests.amending.drafted import CONTRACT
from tests.builders import answer, cited, keep, reading
from tests.clarifying.desk import take_in
from tests.ui.driving import audit, compare, documents, markup, questions, said
from tests.ui.house import House

AMENDMENT = """# Avenant n° 1 au Contrat d’infogérance n° INF-7

Entre la société Alderive, ci-après « le Client », et la société Borvane, ci-après « le Prestataire ».

## Article 1 – Résiliation

À l’article 12.2 du Contrat, les mots « trois (3) mois » sont remplacés par les mots « six (6) mois ».

## Article 2 – Effet

Le présent avenant prend effet le 1er mars 2024.

Fait à Lille, le 10 février 2024, en deux exemplaires.
"""


LOOSE = "n’y est pas rattaché"


@pytest.fixture
def house() -> House:
    return House()


def held(house: House, name: str, text: str, kind: Kind) -> Document:
    identity = take_in(house.library, name, text.encode(), house.dossier().id)
    document = house.library.document(identity)
    assert document.kind is kind
    return document


@pytest.fixture
def contract(house: House) -> Document:
    return held(house, "contrat.md", CONTRACT, Kind.CONTRACT)


@pytest.fixture
def amendment(house: House, contract: Document) -> Document:
    return held(house, "avenant.md", AMENDMENT, Kind.AMENDMENT)


def test_an_amendment_that_amends_nothing_yet_names_the_contract_that_it_seems_to_amend(
    house: House, contract: Document, amendment: Document
) -> None:
    driver = documents(house)
    assert "Cet avenant semble modifier" in said(driver)
    assert contract.title in said(driver)
    driver.button(key=f"confirmer-{amendment.id}").click().run()
    assert house.library.document(amendment.id).amends == contract.id
    assert "semble" not in said(driver)


@pytest.mark.usefixtures("amendment")
def test_every_view_says_that_an_amendment_is_not_followed_until_somebody_attaches_it(
    house: House, contract: Document
) -> None:
    other = held(house, "autre.md", CONTRACT.replace("INF-7", "INF-8").replace("six mois", "un mois"), Kind.CONTRACT)
    asked = questions(house)
    asked.chat_input[0].set_value("Le contrat couvre-t-il la réversibilité ?").run()
    assert LOOSE in said(asked)
    assert LOOSE in said(audit(house, o=contract.id))
    assert LOOSE in said(compare(house, o=f"{contract.id},{other.id}"))


def test_an_amendment_is_attached_to_the_document_that_the_reader_chooses(
    house: House, contract: Document, amendment: Document
) -> None:
    other = held(house, "autre.md", CONTRACT.replace("INF-7", "INF-8").replace("six mois", "un mois"), Kind.CONTRACT)
    driver = documents(house)
    driver.selectbox(key=f"modifie-{amendment.id}").select(other.id).run()
    driver.button(key=f"valider-{amendment.id}").click().run()
    assert house.library.document(amendment.id).amends == other.id


def test_an_amendment_may_be_said_to_amend_nothing(house: House, amendment: Document) -> None:
    driver = documents(house)
    driver.button(key=f"aucun-{amendment.id}").click().run()
    found = house.library.document(amendment.id)
    assert (found.amends, found.kind) == (None, Kind.CONTRACT)


def test_an_amendment_without_its_contract_says_that_it_changes_no_answer(house: House) -> None:
    held(house, "avenant.md", AMENDMENT, Kind.AMENDMENT)
    assert "n’est rattaché à aucun contrat" in said(documents(house))


def test_the_text_in_force_shows_the_new_words_and_strikes_the_old(
    house: House, contract: Document, amendment: Document
) -> None:
    house.library.amend(amendment.id, contract.id)
    driver = documents(house)
    assert "Texte en vigueur – 1 avenant" in [box.label for box in driver.expander]
    driver.session_state[f"vigueur-{contract.id}"] = True
    driver.run()
    assert not driver.exception
    assert "Le préavis est de six (6) mois." in said(driver)
    assert "<del>trois (3) mois</del>" in markup(driver)
    assert "Mots remplacés par l’avenant n°\u00a01 depuis le 1er\u00a0mars\u00a02024." in said(driver)


def test_before_its_effect_an_amendment_is_still_to_come(house: House, contract: Document, amendment: Document) -> None:
    house.library.amend(amendment.id, contract.id)
    driver = documents(house)
    driver.session_state[f"vigueur-{contract.id}"] = True
    driver.run()
    driver.date_input(key=f"jour-{contract.id}").set_value(date(2024, 1, 15)).run()
    assert "à compter du 1er\u00a0mars\u00a02024" in said(driver)
    assert "<del>" not in markup(driver)


def test_a_contract_tells_its_days_with_the_words_they_come_from(house: House, contract: Document) -> None:
    driver = documents(house)
    driver.session_state[f"vie-{contract.id}"] = True
    driver.run()
    text = said(driver)
    assert "10\u00a0janvier\u00a02023" in text
    assert "Signature du contrat" in text
    assert "Calculé\u202f:" in text
    assert "Aujourd’hui" in text


def test_words_of_a_document_open_beside_the_page(house: House, contract: Document) -> None:
    start = house.library.reading(contract.id).text.index("Le préavis est")
    driver = documents(house, doc=contract.id, q=f"{start}-{start + 32}")
    assert "Le préavis est de trois (3) mois" in said(driver)


def test_words_that_are_not_there_say_so(house: House, contract: Document) -> None:
    assert "ne mène plus" in said(documents(house, doc=contract.id, q="999999-999999"))


def test_a_title_of_a_document_is_never_markup(house: House, contract: Document, amendment: Document) -> None:
    reading = house.library.reading(contract.id)
    hostile = replace(reading.document, title="<b>gras</b> **gras**", id=reading.document.id)
    house.library.forget(contract.id)
    keep(house.library, replace(reading, document=hostile))
    assert "<b>gras</b>" not in markup(documents(house))


def test_an_answer_shows_and_hands_over_what_no_longer_holds_and_what_is_to_come(house: House) -> None:
    read = reading(dossier=house.dossier().id)
    house.holds(read)
    conversation = house.conversations.start(house.dossier().id, "Et la durée ?", frozenset())
    plain = answer(read, conversation.id)
    old, order, new = (cited(read, at) for at in (1, 2, 3))
    gone = Amended(old, order, "Remplacé par l’avenant n° 1 depuis le 1er juillet 2025.")
    coming = Amended(new, None, "Sera complété par l’avenant n° 2.")
    told = replace(plain, finding=replace(plain.finding, superseded=(gone,), coming=(coming,)))
    house.conversations.save(told)
    driver = questions(house, c=conversation.id)
    text = said(driver)
    assert text.index("Passages du contrat") < text.index("Texte qui n’est plus en vigueur") < text.index("À venir")
    assert f"<del>{verbatim(old.quote)}</del>" in markup(driver)
    assert verbatim(order.quote) in text
    taken = as_text(told, {})
    assert taken.index("Texte qui n’est plus en vigueur") < taken.index(verbatim(old.quote)) < taken.index("À venir")
