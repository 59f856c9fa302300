"""The one Clausier of this process, shared by every visit to the page."""

import streamlit as st

from clausier.settings import Settings, load_settings
from clausier.wiring import Clausier, open_clausier


@st.cache_resource(show_spinner=False)
def opened(_settings: Settings | None = None) -> Clausier:
    """Opened by the first who asks, with their settings or the person's own; the same for all who come after.

    Files that were still to be read are taken up.
    """
    clausier = open_clausier(_settings or load_settings())
    clausier.refresh(_unwatched)
    if clausier.owner:  # another process that serves the same library reads for both
        clausier.reading.start()
        clausier.filling.start()
    return clausier


def _unwatched(step: str, done: int, total: int) -> None:
    """Nobody waits here for long: `clausier serve` has brought everything in step, with progress, before."""
