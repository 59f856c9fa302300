"""The table of contents of a contract is no part of the text in force: it is left out, and that is said."""

import pytest

from clausier.amending.family import Family
from clausier.amending.reading import amendment_of
from clausier.amending.rendering import consolidated_line, consolidated_text, contents_apart
from clausier.domain.papers import Heading, Quotation, Text
from clausier.papers.consolidated import consolidated_paper
from tests.amending.drafted import CONTRACT, TODAY, amendment, read
from tests.papers.test_answers import ABOUT

FRENCH = """## Sommaire

Article 3 – Documents ........ 2

Article 4 – Durée ........ 3

Article 5 – Paiement ........ 4

Article 12 – Résiliation ........ 9

"""
NO_TITLE = FRENCH.removeprefix("## Sommaire\n\n")
LEFT_OUT = "La table des matières n’est pas reprise."


def family(contents: str) -> Family:
    head, body = CONTRACT.split("## Article 3", 1)
    contract = read(f"{head}{contents}## Article 3{body}")
    order = amendment("L’article 12.2 du Contrat est remplacé par : « 12.2 Le préavis est de six (6) mois. »")
    return Family(contract, ((amendment_of(order), order),))


@pytest.mark.parametrize("contents", [FRENCH, NO_TITLE, FRENCH.replace("Sommaire", "Table of contents")])
def test_its_lines_are_left_out_and_a_sentence_says_so(contents: str) -> None:
    read_together = family(contents)
    result = read_together.at(TODAY)
    text = consolidated_text(read_together, result)
    assert "........" not in text
    assert text.count(LEFT_OUT) == 1
    assert "Entre la société Alderive" in text
    assert "Le préavis est de six (6) mois." in text
    paper = consolidated_paper(read_together, result, ABOUT)
    assert not [one for one in paper.blocks if isinstance(one, Quotation | Heading) and "........" in one.text]
    assert Text(LEFT_OUT) in paper.blocks


def test_a_contract_without_one_is_given_whole() -> None:
    read_together = family("")
    result = read_together.at(TODAY)
    assert contents_apart(read_together, result) == (result.provisions, "")
    assert LEFT_OUT not in consolidated_text(read_together, result)


def test_an_article_that_only_speaks_of_the_contents_stays() -> None:
    read_together = family("## Table des matières et titres\n\nIls n’ont qu’une valeur indicative.\n\n")
    assert "valeur indicative" in consolidated_text(read_together, read_together.at(TODAY))


def test_a_program_still_has_every_word() -> None:
    read_together = family(FRENCH)
    line = consolidated_line(read_together, read_together.at(TODAY))
    assert any("........" in one.text for one in line.provisions)
