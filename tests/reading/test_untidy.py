"""Texts that programs took out of slides: clean paragraphs, and nothing lost. Clean texts are left as they are."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.untidy import is_untidy, tidied
from tests.reading.made import CLAUSES, composed, read

SLIDES = """\
 Les conditions du retour sont
souvent défavorables

� Les équipes du client : bureautique, centre
d’appel, serveurs

� Le transfert vers un autre exploitant coûte cher� Le transfert vers un autre exploitant coûte cher

� Les outils de contrôle, de supervision et de mesure, � Les outils de contrôle, de supervision et de mesure,
restent la propriété du prestataire
 Les conditions du retour sont
souvent défavorables

�Un climat tendu entre les deux parties
�À la différence de l’entrée en service

la sortie peut être brutale, sans la moindre

transition
Litige : Litige :
Le client refuse la mise en œuvre de la plateforme
Le client refuse la mise en œuvre de la plateforme
 Conclusions
Oui
Oui
"""


def test_slides_become_paragraphs() -> None:
    assert composed(SLIDES.encode(), "notes.txt").text.split("\n\n") == [
        "Les conditions du retour sont\nsouvent défavorables",
        "• Les équipes du client : bureautique, centre\nd’appel, serveurs",
        "• Le transfert vers un autre exploitant coûte cher",
        "• Les outils de contrôle, de supervision et de mesure,\nrestent la propriété du prestataire",
        "• Un climat tendu entre les deux parties",
        "• À la différence de l’entrée en service\nla sortie peut être brutale, sans la moindre\ntransition\nLitige :",
        "Le client refuse la mise en œuvre de la plateforme",
        "Conclusions\nOui\nOui",
    ]


def test_what_was_left_out_is_counted() -> None:
    (remark,) = read(SLIDES.encode(), "notes.txt").remarks
    assert remark.endswith("laissées de côté : 6.")


def test_values_that_are_alike_are_not_repetitions() -> None:
    values = ["� P1 : 4 h", "99,9 % 99,9 %", "4 h", "4 h", "12 mois 12 mois", "99,9 %", "99,9 %", "Oui Oui"]
    assert [text for text, _ in tidied(values).lines] == ["• P1 : 4 h", *values[1:]]


def test_a_form_feed_begins_a_slide() -> None:
    text = SLIDES.replace("\n Les", "\n\x0cLes").replace("\n Conclusions", "\x0cConclusions")
    assert composed(text.encode(), "notes.txt").text == composed(SLIDES.encode(), "notes.txt").text


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*SLIDES.splitlines(), *CLAUSES, "", "a� a b", "��", "x x", "  1. Objet"]), max_size=30)
)
def test_no_word_is_lost_and_none_is_invented(lines: list[str]) -> None:
    before = set(re.findall(r"\w+", "\n".join(lines)))
    after = [text for text, _ in tidied(lines).lines]
    assert set(re.findall(r"\w+", "\n".join(after))) == before
    assert len(after) <= sum(bool(line.strip()) for line in lines)


@settings(deadline=None)
@given(st.lists(st.text("ab �.\n", max_size=30), max_size=20))
def test_any_lines_keep_their_words(lines: list[str]) -> None:
    after = "\n".join(text for text, _ in tidied(lines).lines)
    assert set(re.findall(r"\w+", after)) == set(re.findall(r"\w+", "\n".join(lines)))


def test_clean_texts_are_not_touched() -> None:
    form = "Pour le Client Pour le Client\n\nSignature : Signature :\nDate : Date :\n"
    table = "Non applicable\n" * 4 + "Serveur de sauvegarde de niveau 2\n" * 4
    twice = f"{CLAUSES[0]}\n\n{CLAUSES[0]}\n"
    for text in (form, table, twice, "\n".join(CLAUSES)):
        assert not is_untidy(text.splitlines())
        raw = read(text.encode(), "contrat.txt")
        assert [line.text for line in raw.pages[0].lines] == [line for line in text.splitlines() if line]
        assert raw.remarks == ()


def test_a_sentence_broken_in_a_text_of_long_lines_goes_on() -> None:
    long = "Le contrat d’infogérance forfaitaire, tout inclus et sans limite de durée ni de nombre d’appels, " * 2
    text = f"{long},\ntant sur les prestations à distance que sur le site du Client.\n{long}.\n- d’autres ;\nfin {long}"
    assert [part[:8] for part in composed(text.encode(), "c.txt").text.split("\n\n")] == [
        "Le contr",
        "Le contr",
        "- d’autr",
        "fin Le c",
    ]
