"""The page's own style, over the theme of `.streamlit/config.toml`."""

from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).with_name("style.css")
ICON = Path(__file__).with_name("icon.svg")


def wear() -> None:
    """Put the style on the page; at every run, since a run draws the page anew."""
    st.html(_SHEET)
