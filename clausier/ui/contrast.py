"""Contracts side by side in an answer: for each point what came of it, then what each contract says."""

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from clausier.domain.answers import Answer, Contrast, Outcome, Stand
from clausier.domain.french import typeset
from clausier.render import OUTCOMES, Readings, said_of
from clausier.ui import wording
from clausier.ui.card import show_card
from clausier.ui.sources import sources
from clausier.ui.text import EMPTY, filled, say, show

_STYLES: Final = {Outcome.SAME: "meme", Outcome.DIFFERENT: "autre", Outcome.SOME: "seul-a", Outcome.UNDECIDED: "nt"}
_BESIDE: Final = 3
"""Contracts that stand beside one another; more are told one below the other."""


def show_contrasts(answer: Answer, readings: Readings) -> None:
    """Every point of the question, then the way to the whole comparison."""
    for number, one in enumerate(answer.finding.contrasts):
        with st.container(key=f"contraste-{answer.id}-{number}", gap="small"):
            _show_line(one)
            beside = 1 < len(one.stands) <= _BESIDE
            places = st.columns(len(one.stands), gap="medium") if beside else [st.container() for _ in one.stands]
            for rank, (place, stand) in enumerate(zip(places, one.stands, strict=True)):
                with place, st.container(key=f"contrat-{answer.id}-{number}-{rank}", gap="xsmall"):
                    _show_stand(answer, stand, readings, f"{number}-{rank}-")
    _show_way(answer)


def _show_line(one: Contrast) -> None:
    show(
        '<div class="verdict"><span class="badge {style}">{word}</span><p>{line}</p></div>',
        style=_STYLES[one.outcome],
        word=typeset(OUTCOMES[one.outcome]),
        line=typeset(one.line),
    )


def _show_stand(answer: Answer, stand: Stand, readings: Readings, where: str) -> None:
    badge = EMPTY
    if stand.verdict is not None:
        word, style = wording.VERDICTS[stand.verdict]
        badge = filled(' <span class="badge {style}">{word}</span>', style=style, word=word)
    show('<p class="cote">{title}{badge}</p>', title=stand.title, badge=badge)
    if stand.value or stand.note:
        show('<p class="point">{said}</p>', said=said_of(replace(stand, verdict=None)))
    shown = {one.key: one for one in sources(answer)}
    for key in stand.keys:
        show_card(answer, shown[key], readings.get(shown[key].citation), where)
    if not stand.keys and not stand.note:
        say("Aucun passage trouvé dans ce contrat.")


def _show_way(answer: Answer) -> None:
    """To the whole comparison, where two contracts were asked."""
    documents = list(dict.fromkeys(stand.document for one in answer.finding.contrasts for stand in one.stands))
    if len(documents) == 2:
        query = urlencode({"c": answer.conversation, "o": ",".join(documents)})
        show('<p class="meta"><a href="comparer?{query}" target="_self">{words}</a></p>', query=query, words=_WHOLE)


_WHOLE: Final = "Voir la comparaison entière de ces deux contrats"
