"""What a file hides, as its report tells it."""

from collections.abc import Sequence

from clausier.domain.documents import HiddenText
from ingest.readers.engine import SeenPage, UnseenText

_BEGINNING = 300  # letters: enough to see what it is about, and whether it speaks to somebody


def hidden_text(unseen: UnseenText, page: int | None) -> HiddenText:
    """What the report says of a hidden text: how it begins, and how long it is."""
    text = " ".join(unseen.text.split())
    return HiddenText(page, unseen.manner, text[:_BEGINNING], sum(not sign.isspace() for sign in text))


def hidden_in(pages: Sequence[SeenPage]) -> tuple[HiddenText, ...]:
    """What the pages of a file hide, page by page; a stray sign or two without a letter tells nobody anything."""
    told = ((page.number, unseen) for page in pages for unseen in page.hidden)
    return tuple(hidden_text(unseen, number) for number, unseen in told if any(map(str.isalnum, unseen.text)))
