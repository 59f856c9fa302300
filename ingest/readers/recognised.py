"""A page as it was recognised, and as a draft that is kept until its file is read."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from clausier.domain.text import Box
from ingest.readers.recognition import RecognisedWord, Recogniser
from ingest.readers.upright import Placing, is_bare, lies_on_its_side, turned

if TYPE_CHECKING:
    from PIL.Image import Image

_FORM = 1  # of a draft; one of another form is recognised again
_GOOD = 0.5  # of the letters: a page with fewer sure ones may stand on its head
_PATIENCE = 40.0  # seconds after which a page is not tried another way round
_FIRST = re.compile(r"[lI|](?=(?:er|ère)s?\b)")
"""« 1er », as recognisers see it where the figure has no foot: no French word begins so."""
_RULE = re.compile(r"[|¦_~\\{}\[\]]+")
"""What the rules of a table are taken for."""
_ELIDED_L = re.compile(r"\|(?=[’'])")
_ELIDED = re.compile(r"\W*(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)[’']", re.IGNORECASE)
_ELISION = 0.8  # of a word's height: a wider gap stands between two columns
_LIKE_A_FIGURE = re.compile(r"\d[OoQlI|SB]|[OoQ|]\d|\d[,.]{2,}\d|[lI]\d+[.,%)]?$")
_UPRIGHT, _ON_ITS_SIDE = (0, 2, 1, 3), (1, 3, 0, 2)  # quarter turns, in the order in which they are tried


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a picture that was set upright, and how its places are found back on the picture as it was."""

    by: str
    words: tuple[RecognisedWord, ...]
    placing: Placing
    width: int  # of the picture as it was
    size: tuple[int, int]  # of the upright one
    bare: bool  # nothing but dust is on it

    @property
    def doubtful(self) -> int:
        return sum(not word.sure for word in self.words)

    @property
    def good(self) -> bool:
        """Whether most of what was recognised is sure."""
        letters = sum(len(word.text) for word in self.words)
        return bool(letters) and self.sure_letters >= _GOOD * letters

    @property
    def sure_letters(self) -> int:
        return sum(len(word.text) for word in self.words if word.sure)


def recognised(picture: "Image", recogniser: Recogniser) -> Recognised:
    """The words of a page's grey picture, whichever way round it lies. Raises as the recogniser does."""
    bare = is_bare(picture)
    begun = monotonic()
    best: Recognised | None = None
    for quarters in _ON_ITS_SIDE if lies_on_its_side(picture) else _UPRIGHT:
        upright, placing = turned(picture, quarters)
        words = recogniser.words(upright)
        tried = Recognised(
            recogniser.name,
            tuple(_joined(_doubted(word) for word in words if not _RULE.fullmatch(word.text))),
            placing,
            picture.width,
            upright.size,
            bare,
        )
        if best is None or tried.sure_letters > best.sure_letters:
            best = tried
        if bare or best.good or monotonic() - begun > _PATIENCE:
            break
    assert best is not None
    # What a recogniser sees in dust it is never sure of.
    return replace(best, words=()) if bare and not best.sure_letters else best


def _doubted(word: RecognisedWord) -> RecognisedWord:
    """The word, doubted where a letter stands among figures; nothing is worse than a figure misread."""
    for pattern, meant in ((_FIRST, "1"), (_ELIDED_L, "l")):
        if pattern.match(word.text):
            return replace(word, text=pattern.sub(meant, word.text, count=1), sure=False)
    return replace(word, sure=False) if _LIKE_A_FIGURE.search(word.text) else word


def _joined(words: Iterable[RecognisedWord]) -> Iterator[RecognisedWord]:
    """Words, with those that French elides joined to the next: recognisers see a space after « l’ »."""
    held: RecognisedWord | None = None
    for word in words:
        if held is not None:
            near = 0 <= word.box.left - held.box.right <= _ELISION * (word.box.bottom - word.box.top)
            if word.line == held.line and near and word.text[0].isalpha():
                box = Box(
                    held.box.left,
                    min(held.box.top, word.box.top),
                    word.box.right,
                    max(held.box.bottom, word.box.bottom),
                )
                word = RecognisedWord(held.text + word.text, box, word.line, held.sure and word.sure)
            else:
                yield held
        held = word if _ELIDED.fullmatch(word.text) else None
        if held is None:
            yield word
    if held is not None:
        yield held


def packed(page: Recognised) -> bytes:
    """A draft of the page."""
    words = [[word.text, *astuple(word.box), word.line, word.sure] for word in page.words]
    written = [_FORM, page.by, words, astuple(page.placing), page.width, page.size, page.bare]
    return json.dumps(written, ensure_ascii=False).encode()


def unpacked(draft: bytes) -> Recognised | None:
    """The page that a draft holds; None where it is of another form, or damaged."""
    try:
        form, by, words, placing, width, size, bare = json.loads(draft)
        if form != _FORM:
            return None
        return Recognised(by, tuple(_words(words)), Placing(*placing), width, (size[0], size[1]), bare)
    except (ValueError, TypeError, IndexError):
        return None


def _words(rows: list[list[object]]) -> Iterator[RecognisedWord]:
    for row in rows:
        text, left, top, right, bottom, line, sure = row
        edges = [float(str(edge)) for edge in (left, top, right, bottom)]
        yield RecognisedWord(str(text), Box(*edges), int(str(line)), bool(sure))
