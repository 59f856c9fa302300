"""Results that take seconds: a bar while they are made, and kept for the visit once they are."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

import streamlit as st

from clausier.domain.french import typeset
from clausier.errors import ClausierError
from clausier.ports import Watcher
from clausier.ui.text import show

_T = TypeVar("_T")


def kept(name: str, key: Hashable, make: Callable[[], _T]) -> _T:
    """What was last made under a name, as long as it was made for the same key; else made now. One a name is held."""
    held = cast("tuple[Hashable, _T] | None", st.session_state.get(name))
    if held is None or held[0] != key:
        st.session_state.pop(name, None)
        held = (key, make())
        st.session_state[name] = held
    return held[1]


@contextmanager
def awaited(line: str) -> Iterator[Watcher]:
    """A sentence and a bar, as long as the work lasts; the watcher that it yields moves the bar."""
    place = st.empty()
    with place.container():
        show('<p class="meta writing" role="status">{line}</p>', line=typeset(line))
        bar = st.progress(0.0)

    def watch(step: str, done: int, total: int) -> None:
        bar.progress(min(done / total, 1.0) if total else 0.0)

    try:
        yield watch
    except ClausierError:
        place.empty()
        raise
    place.empty()
