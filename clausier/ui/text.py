"""The only door to HTML and to labels: our own templates, filled with escaped text or with plain numbers.

A quotation, a title, a file name, a model's sentence is never read as markdown, nor as markup.
"""

import re
from typing import Final

import streamlit as st
from markupsafe import Markup

from clausier.answering.quoting import readable
from clausier.domain.french import typeset

EMPTY: Final = Markup()


def filled(template: str, **values: str) -> Markup:
    """A constant template with its values escaped; a value that is already `Markup` is taken as it is."""
    return Markup(template).format(**values)


def show(template: str, **values: str) -> None:
    """Draw a template of ours, filled."""
    st.html(filled(template, **values))


def say(sentence: str, css: str = "meta") -> None:
    """A sentence of our own, as a paragraph."""
    show('<p class="{css}">{sentence}</p>', css=css, sentence=typeset(sentence))


def label(template: str, **numbers: int) -> str:
    """The words on a control. They are read as markdown, so they hold our own words and numbers only."""
    return typeset(template.format(**numbers))


def verbatim(quote: str) -> str:
    """A quotation as it reads: the page's own letters, its divided words joined and its lines run on."""
    return " ".join(readable(quote))


_ITEM: Final = re.compile(r"\n(?=[^\S\n]*(?:[•▪◦●○■‣–—-]|[a-z]\)|\d{1,2}[.)])\s)")


def verbatim_items(quote: str) -> list[str]:
    """The same, with each item of a list and each row of a table by itself, as on the page."""
    return [line for part in _ITEM.split(quote) for line in readable(part)]
