"""Markdown and plain text, however they were written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.made import composed, read

FRENCH = "Le Prestataire s’engage à rétablir le service sous quatre heures, « dès réception »."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_texts_are_read_in_whatever_encoding(encoding: str) -> None:
    text = f"Article 1\r\n\r\n{FRENCH}\r\nLe coût est de 1 500 € par unité d’œuvre."
    assert composed(text.encode(encoding), "c.txt").text == text.replace("\r\n", "\n")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "latin-1"])
def test_old_encodings_are_told_by_their_french(encoding: str) -> None:
    text = "La réversibilité est assurée à l'échéance, où qu'elle soit fixée, même après résiliation anticipée."
    assert composed(text.encode(encoding), "c.txt").text == text


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "ARTICLE 1 - OBJET\n\n"
        "Le présent contrat a pour objet l'infogérance des serveurs du\nClient par le Prestataire.\n"
        "  a) les serveurs ;\n  b) les postes."
    )
    assert composed(text.encode(), "c.txt").text.split("\n\n") == [
        "ARTICLE 1 - OBJET",
        "Le présent contrat a pour objet l'infogérance des serveurs du\nClient par le Prestataire.",
        "a) les serveurs ;",
        "b) les postes.",
    ]


def test_long_lines_are_a_paragraph_each() -> None:
    lines = [f"{number}. {FRENCH * 3}" for number in range(4)]
    assert composed("\n".join(lines).encode(), "c.txt").text.split("\n\n") == lines


@given(st.lists(st.text("aéÀ9%€’«»\u00a0\t .;-|", max_size=40), max_size=8))
def test_no_visible_character_of_a_text_is_lost(lines: list[str]) -> None:
    text = "\n".join(["Contrat", *lines])
    raw = read(text.encode(), "c.txt")
    kept = "".join(line.text for page in raw.pages for line in page.lines)
    assert "".join(kept.split()) == "".join(text.split())


MARKDOWN = """---
title: Réversibilité
checked: 2026-11-02
topics:
  - reversibilite
  - restitution_donnees
sources:
  - name: CCAG-TIC
    date: 2021-03-30
---

# Réversibilité

Le **Prestataire** assiste le [Client](https://example.com) pendant
six (6) mois, _sauf_ faute&nbsp;lourde\\*.

## Coûts

1. Premier cas ;
2. deuxième cas :
   * sous-cas.

| Niveau | Délai |
|--------|-------|
| P1     | **4 h** |
| P2     | 8 h |

```
cron 24/7
```
"""


def test_markdown_is_what_its_reader_sees() -> None:
    made = composed(MARKDOWN.encode(), "note.md")
    assert made.text.split("\n\n") == [
        "Réversibilité",
        "Le Prestataire assiste le Client pendant\nsix (6) mois, sauf faute\u00a0lourde*.",
        "Coûts",
        "1. Premier cas ;",
        "2. deuxième cas :",
        "* sous-cas.",
        "Niveau | Délai\nP1 | 4 h\nP2 | 8 h",
        "cron 24/7",
    ]
    assert [(line.text, line.level) for line in made.lines if line.level] == [("Réversibilité", 1), ("Coûts", 2)]


def test_front_matter_is_facts() -> None:
    raw = read(MARKDOWN.encode(), "note.md")
    assert raw.title == "Réversibilité"
    assert raw.facts == (
        ("title", "Réversibilité"),
        ("checked", "2026-11-02"),
        ("topics", "reversibilite"),
        ("topics", "restitution_donnees"),
        ("sources", "CCAG-TIC, 2021-03-30"),
    )


def test_markdown_under_another_name_is_recognised_by_its_marks() -> None:
    assert read(MARKDOWN.encode(), "note.txt").title == "Réversibilité"
    assert read(b"# of servers: 4\n\nplain text, with a * star", "note.txt").pages[0].lines[0].text == "# of servers: 4"


def test_front_matter_that_does_not_parse_stays_text() -> None:
    raw = read(b"---\ntitle: [never closed\n---\n\nTexte du contrat.", "note.md")
    assert raw.facts == ()
    assert any("never closed" in line.text for line in raw.pages[0].lines)


def test_facts_cannot_be_made_to_grow_without_end() -> None:
    levels = "\n".join(f"l{at}: &l{at} [{', '.join([f'*l{at - 1}'] * 9)}]" for at in range(1, 30))
    raw = read(f"---\nl0: &l0 [x]\n{levels}\n---\n\nTexte.".encode(), "note.md")
    assert sum(len(value) for _, value in raw.facts) < 1000


def test_html_inside_markdown_keeps_its_words() -> None:
    made = composed(b"# Titre\n\n<div>\n<p>99,95&nbsp;% garantis</p>\n</div>\n\nligne<br>suivante <!-- x -->", "n.md")
    assert made.text == "Titre\n\n99,95\u00a0% garantis\n\nligne\nsuivante"
