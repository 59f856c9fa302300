"""What a file hides, as its report tells it."""

from collections.abc import Iterator, Sequence

from clausier.domain.documents import HiddenText
from clausier.domain.machines import aimed_sentences
from ingest.readers.engine import SeenPage, UnseenText

_BEGINNING = 300  # letters: enough to see what it is about


def hidden_texts(unseen: UnseenText, page: int | None) -> Iterator[HiddenText]:
    """What the report says of a hidden text: how it begins, and how long it is.

    From where it speaks to a machine, when that is further on, it is told apart: a beginning would not show it.
    """
    text = " ".join(unseen.text.split())
    aimed = next((span.start for span in aimed_sentences(text)), 0)
    parts = (text[:aimed], text[aimed:]) if aimed > _BEGINNING else (text,)
    for part in parts:
        letters = sum(not sign.isspace() for sign in part)
        yield HiddenText(page, unseen.manner, part[:_BEGINNING].rstrip(), letters)


def hidden_in(pages: Sequence[SeenPage]) -> tuple[HiddenText, ...]:
    """What the pages of a file hide, page by page; a stray sign or two without a letter tells nobody anything."""
    told = ((page.number, unseen) for page in pages for unseen in page.hidden)
    return tuple(
        hidden
        for number, unseen in told
        if any(map(str.isalnum, unseen.text))
        for hidden in hidden_texts(unseen, number)
    )
