"""How amendments give their orders: many ways of writing, one operation each; and what must not be guessed."""

import pytest

from clausier.amending.reading import amendment_of
from clausier.domain.amendments import Action
from tests.amending.drafted import amendment, read

NEW = "Le Client paie à trente jours."
WAYS = [
    ("L’article 12.2 (Préavis) du Contrat est remplacé par : « {new} »", Action.REPLACE, "12.2"),
    ("L’article 12.2 est modifié comme suit : « {new} »", Action.REPLACE, "12.2"),
    ("L’article 12.2 est désormais rédigé ainsi : « {new} »", Action.REPLACE, "12.2"),
    ("L’article 12.2 se lit désormais comme suit : « {new} »", Action.REPLACE, "12.2"),
    ("Les stipulations de l’article 5 sont abrogées et remplacées par les suivantes : « {new} »", Action.REPLACE, "5"),
    ("L’article 12.2, tel que modifié par l’avenant n° 1, est remplacé par : « {new} »", Action.REPLACE, "12.2"),
    ("Les Parties conviennent de remplacer l’article 5 par le texte suivant : « {new} »", Action.REPLACE, "5"),
    ("L’article 5 est remplacé par les stipulations suivantes :\n\n{new}", Action.REPLACE, "5"),
    ("Clause 4.2 is deleted in its entirety and replaced with the following: “{new}”", Action.REPLACE, "4.2"),
    ('Section 4.2 is hereby amended and restated to read as follows: "{new}"', Action.REPLACE, "4.2"),
    ("Les Parties conviennent de modifier l’article 9.1 comme suit : « {new} »", Action.REPLACE, "9.1"),
    ("L’article 12 est complété par un alinéa ainsi rédigé : « {new} »", Action.COMPLETE, "12"),
    ("Il est ajouté à la fin de l’article 12.2 la phrase suivante : « {new} »", Action.COMPLETE, "12.2"),
    ("L’article 15 (Étalonnage) est supprimé.", Action.DELETE, "15"),
    ("L’article 15 est abrogé.", Action.DELETE, "15"),
    ("The Parties agree to delete Clause 7.", Action.DELETE, "7"),
    ("L’article 3 de l’Annexe 2 est supprimé.", Action.DELETE, "Annexe 2, 3"),
    ("Il est inséré, après l’article 18, un article 18 bis ainsi rédigé : « {new} »", Action.INSERT, "18 bis"),
    ("Il est inséré un article 18 bis intitulé « Crise » rédigé comme suit : « {new} »", Action.INSERT, "18 bis"),
    ("Est créé un article 40 rédigé comme suit : « {new} »", Action.INSERT, "40"),
    ("A new Clause 18A is inserted after Clause 18: “{new}”", Action.INSERT, "18A"),
    ("À l’article 9.1, les mots « dix jours » sont remplacés par les mots « {new} ».", Action.WORDS, "9.1"),
    ("Les mots « dix jours » figurant à l’article 9.1 sont remplacés par « {new} ».", Action.WORDS, "9.1"),
    ("The words “ten days” in Clause 6 shall be replaced by “{new}”.", Action.WORDS, "6"),
    ("Dans l’article 9.1, remplacer « dix jours » par « {new} ».", Action.WORDS, "9.1"),
    ("L’article 9.1 est modifié ainsi qu’il suit : au lieu de « dix jours », lire « {new} ».", Action.WORDS, "9.1"),
    ("Après les mots « le Client », à l’article 9.1, sont insérés les mots « {new} ».", Action.WORDS, "9.1"),
]


@pytest.mark.parametrize(("way", "action", "target"), WAYS)
def test_an_order_is_understood_however_it_is_worded(way: str, action: Action, target: str) -> None:
    reading = amendment(way.format(new=NEW))
    understood = amendment_of(reading)
    assert [(one.action, one.target, one.article) for one in understood.operations] == [(action, target, "2")]
    assert understood.not_understood == ()
    text = understood.operations[0].text
    assert (text.of(reading.text) if text else "") == (NEW if "{new}" in way else "")


@pytest.mark.parametrize(
    ("way", "old", "new"),
    [
        ("Le montant de 100 000 € figurant à l’article 9.1 est porté à 200 000 €.", "100 000 €", "200 000 €"),
        ("Le plafond prévu à l’article 9.1 est porté de 10 % à 15 %.", "10 %", "15 %"),
        ("Le plafond prévu à l’article 9.1 est ramené à quatre mois.", "", "quatre mois"),
        ("The cap in Clause 9.1 is increased from EUR 100 to EUR 200.", "EUR 100", "EUR 200"),
        ("À l’article 9.1, les mots « hors taxes » sont supprimés.", "hors taxes", ""),
    ],
)
def test_a_figure_or_some_words_of_an_article_change(way: str, old: str, new: str) -> None:
    reading = amendment(way)
    (one,) = amendment_of(reading).operations
    assert (one.action, one.target) == (Action.WORDS, "9.1")
    assert (one.old.of(reading.text) if one.old else "", one.text.of(reading.text) if one.text else "") == (old, new)


@pytest.mark.parametrize(
    ("way", "targets"),
    [
        ("Les articles 7 et 9 sont supprimés.", ["7", "9"]),
        ("Les articles 4.1 à 4.3 sont supprimés.", ["4.1", "4.2", "4.3"]),
        ("L’article 7 et l’Annexe 2 sont supprimés.", ["7", "Annexe 2"]),
        ("L’article 7 est supprimé et l’article 9 est remplacé par : « Rien. »", ["7", "9"]),
        ("Clauses 7 and 9 are deleted.", ["7", "9"]),
    ],
)
def test_one_sentence_may_change_several_articles(way: str, targets: list[str]) -> None:
    assert [one.target for one in amendment_of(amendment(way)).operations] == targets


@pytest.mark.parametrize(
    ("way", "paragraph"),
    [
        ("Le deuxième alinéa de l’article 5 est remplacé par l’alinéa suivant : « Rien. »", 2),
        ("À l’article 5, le dernier alinéa est supprimé.", -1),
        ("L’alinéa 3 de l’article 5 est supprimé.", 3),
    ],
)
def test_a_paragraph_of_an_article_is_told(way: str, paragraph: int) -> None:
    (one,) = amendment_of(amendment(way)).operations
    assert (one.target, one.paragraph) == ("5", paragraph)


@pytest.mark.parametrize(
    "way",
    [
        "La définition de « Jour Ouvré » figurant à l’article 1 est remplacée par : « du lundi au vendredi ».",
        "La deuxième phrase de l’article 5 est remplacée par : « Rien. »",
        "Le tableau figurant à l’article 8.2 est remplacé par le tableau suivant : « a »",
        "L’article 2 de l’avenant n° 1 est remplacé par : « Rien. »",
        "Le Prestataire mentionné à l’article 2 est remplacé par la société Delta.",
        "L’article 12 devient l’article 13.",
        "L’article 9.1 est remplacé.",
        "L’article 9.1 est supprimé partiellement.",
        "Les conditions de paiement sont modifiées conformément à l’accord des Parties.",
        "Les dispositions de l’article 5 relatives au prix sont remplacées par : « Rien. »",
        "Par dérogation à l’article 12.2, le préavis est fixé à six mois.",
        "Le taux de l’article 9 est porté à 5 % et celui de l’article 10 à 6 %.",
        "L’article 5 du Code civil est remplacé par : « Rien. »",
    ],
)
def test_an_order_that_is_not_understood_is_told_and_never_guessed(way: str) -> None:
    reading = amendment(way)
    understood = amendment_of(reading)
    assert understood.operations == ()
    assert [span.of(reading.text).rstrip(" .") for span in understood.not_understood][-1:] == [way.rstrip(" .")]


@pytest.mark.parametrize(
    "way",
    [
        "Les autres stipulations du Contrat ne sont pas modifiées.",
        "L’article 5 n’est pas modifié.",
        "Le Contrat sera exécuté par la filiale du Prestataire.",
    ],
)
def test_what_orders_nothing_is_left_alone(way: str) -> None:
    understood = amendment_of(amendment(f"L’article 15 est supprimé.\n\n{way}"))
    assert [one.target for one in understood.operations] == ["15"]
    assert understood.not_understood == ()


def test_a_quoted_article_keeps_its_own_numbers_and_orders_nothing() -> None:
    quoted = "« ARTICLE 5 – PAIEMENT\n\n5.1 L’article 9 est supprimé.\n\n5.2 Rien. »"
    understood = amendment_of(amendment(f"L’article 5 est remplacé par les stipulations suivantes :\n\n{quoted}"))
    assert [(one.action, one.target) for one in understood.operations] == [(Action.REPLACE, "5")]


def test_an_unquoted_text_ends_where_the_next_order_begins() -> None:
    reading = amendment(
        "L’article 5 est remplacé par :\n\n5.1 Rien.\n\n5.2 Rien non plus.\n\nL’article 15 est supprimé."
    )
    first, second = amendment_of(reading).operations
    assert first.text is not None
    assert first.text.of(reading.text) == "5.1 Rien.\n\n5.2 Rien non plus."
    assert (second.action, second.target) == (Action.DELETE, "15")


def test_an_unquoted_text_ends_before_the_closing_formula() -> None:
    reading = amendment(
        "L’article 5 est remplacé par :\n\n5.1 Rien.\n\nToutes les autres stipulations demeurent inchangées."
    )
    (one,) = amendment_of(reading).operations
    assert one.text is not None
    assert one.text.of(reading.text) == "5.1 Rien."


def test_a_list_of_orders_is_about_the_article_that_introduces_it() -> None:
    orders = (
        "L’article 9.1 est modifié comme suit :\n\n- les mots « a » sont remplacés par « b » ;\n\n"
        "- les mots « c » sont supprimés."
    )
    assert [one.target for one in amendment_of(amendment(orders)).operations] == ["9.1", "9.1"]


def test_an_announcement_needs_an_order_for_each_article_that_it_names() -> None:
    text = (
        "# Avenant n° 1\n\n## Article 1 – Objet\n\nLe présent avenant modifie les articles 5 et 9 du Contrat.\n\n"
        "## Article 2 – Paiement\n\nL’article 5 est supprimé.\n\n## Article 3 – Suite\n\n{rest}\n\nFait à Lille, "
        "le 3 mars 2024."
    )
    whole = amendment_of(read(text.format(rest="L’article 9 est abrogé.")))
    partial = read(text.format(rest="Les Parties se réunissent."))
    assert whole.not_understood == ()
    assert [span.of(partial.text) for span in amendment_of(partial).not_understood] == [
        "Le présent avenant modifie les articles 5 et 9 du Contrat."
    ]
