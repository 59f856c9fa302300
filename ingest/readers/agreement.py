"""Two libraries read each page: where they do not find the same signs on it, neither is to be trusted unseen.

What is compared is how often each letter, figure and sign of quantity comes, in any order: where one library parts two
words, or reads a column before the other, both have read the same.
"""

from collections import Counter
from unicodedata import normalize

from ingest.readers.engine import SeenPage

_TELLING = frozenset("%‰€$£¥<>≤≥±=≠×÷§°")
"""Signs that change what a figure says."""

_FEW = 4
_SHARE = 0.002
"""How many letters may differ, at least and of all. Of 384 pages of contracts, forms, papers and manuals, one went
beyond: its instructions are broken, and most of its letters differ. Counted letter by letter on 280 of them, no other
page differed at all. So the bound is as low as a short word, and leaves room for a stray sign. A figure or a sign of
quantity may not differ: a page that is wrong in one digit is worse than one that is looked at in vain."""


def differ(page: SeenPage, other: str | None) -> bool:
    """Whether another library's text of a page has other signs than the page, hidden ones included.

    None, where it was not asked, says nothing against the page.
    """
    if other is None:
        return False
    own = " ".join([*(word.text for word in page.words), *(hidden.text for hidden in page.hidden)])
    one, two = _counted(own), _counted(other)
    apart = (one - two) + (two - one)
    if any(not sign.isalpha() for sign in apart):
        return True
    return apart.total() > max(_FEW, _SHARE * max(one.total(), two.total()))


def _counted(text: str) -> Counter[str]:
    """Each letter without its accents and its case, each figure, each telling sign."""
    return Counter(
        sign for sign in normalize("NFKD", text).casefold() if sign.isalpha() or sign.isdigit() or sign in _TELLING
    )
