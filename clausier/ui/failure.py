"""What is shown when something failed: our sentence and what to do, never a traceback."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from clausier.domain.french import typeset
from clausier.errors import ClausierError
from clausier.ui.text import show

_LOG = logging.getLogger(__name__)


def show_failure(error: ClausierError, badge: str = "Opération impossible") -> None:
    """One clear sentence, and what to do next."""
    show(
        '<div class="verdict" role="alert"><span class="badge err">{badge}</span>'
        '<p>{message}<br><span class="meta">{advice}</span></p></div>',
        badge=typeset(badge),
        message=typeset(str(error)),
        advice=typeset(error.advice),
    )


@contextmanager
def failures_shown() -> Iterator[None]:
    """A user's mistake, or a refusal of the outside world, becomes a sentence in the place where it happened."""
    try:
        yield
    except ClausierError as error:
        show_failure(error)


def shown_in_french(error: Exception) -> bool:
    """For a defect of ours: the details go to the journal, the reader gets a sentence. True: nothing else is shown."""
    _LOG.error("The page failed", exc_info=error)
    show_failure(
        ClausierError(
            "Une erreur inattendue a interrompu l’affichage de cette page.",
            "Vos documents et vos questions sont conservés. Rechargez la page ; "
            "si l’erreur revient, le terminal où Clausier est lancé en donne le détail.",
        )
    )
    return True
