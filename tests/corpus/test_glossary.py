"""The glossary is data: enough terms, each on a known topic, none found under two entries, short, well set."""

import re
from collections import Counter

import pytest

from clausier.bundle import CORPUS
from clausier.clarifying.glossary import Glossary, load_glossary
from clausier.domain.glosses import GlossEntry

ENTRIES = load_glossary(CORPUS / "glossary")
GLOSSARY = Glossary(ENTRIES)
TOPICS = {path.stem for path in (CORPUS / "topics").glob("*.toml")}
MOST_SENTENCES, MOST_LETTERS = 3, 320
ADVICE = re.compile(r"\b(?:vous|devez|il faut|nulle?s?|valable|valide|illégale?|conseillons|recommand\w+)\b", re.I)
TWO_MEANINGS = ("Sous-traitant", "Recette", "Sauvegarde", "Réversible", "Dédit", "Pénalité", "Résolution", "Rétention")


def names(entry: GlossEntry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entry.term, *entry.names)))


def test_there_are_enough_of_them_and_each_topic_has_one() -> None:
    assert len(ENTRIES) >= 120
    assert {entry.topic for entry in ENTRIES} == TOPICS


def test_no_term_stands_twice() -> None:
    assert [term for term, number in Counter(entry.term for entry in ENTRIES).items() if number > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.term)
def test_each_name_leads_to_its_own_entry(entry: GlossEntry) -> None:
    assert [name for name in names(entry) if GLOSSARY.gloss_of(name) != (entry,)] == []
    assert set(entry.exact) <= set(entry.names)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.term)
def test_each_entry_is_short_and_gives_no_advice(entry: GlossEntry) -> None:
    for text in filter(None, (entry.definition, entry.caution)):
        assert len(re.findall(r"[.!?](?:\s|$)", text)) <= MOST_SENTENCES
        assert len(text) <= MOST_LETTERS
        assert text.endswith(".")
        assert not ADVICE.search(text)
        assert not re.search(r"['\u00a0\u202f]", text)
        assert not re.search(r"\barticles? [LRD]?\.?\s?\d", text)  # laws are shown where a contract names them


def test_words_with_two_meanings_carry_a_caution() -> None:
    cautions = {entry.term: entry.caution for entry in ENTRIES}
    assert [term for term in TWO_MEANINGS if not cautions[term]] == []


@pytest.mark.parametrize("text", ["Il ne peut pas avoir lieu.", "Va et app", "le lien vers la notice"])
def test_words_of_the_language_are_not_taken_for_terms(text: str) -> None:
    assert GLOSSARY.gloss_of(text) == ()
