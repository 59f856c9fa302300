"""What was read to come to an answer, and what could not be."""

from collections.abc import Callable, Sequence

from clausier.domain.answers import PagesOf, Searched
from clausier.domain.documents import Document, ReadingReport


def searched(documents: Sequence[Document]) -> Searched:
    """What an absence in these documents rests on: a missing annex is one that none of them brings."""
    present = {name for document in documents for name in document.report.annexes_present}
    named = {name for document in documents for name in document.report.annexes_named}
    return Searched(
        documents=len(documents),
        pages=sum(document.report.pages for document in documents if document.paged),
        articles=sum(document.report.articles for document in documents),
        unreadable_pages=tuple(sorted({n for document in documents for n in document.report.unreadable_pages})),
        missing_annexes=tuple(sorted(named - present)),
        unreadable=_pages_of(documents, lambda report: report.unreadable_pages),
        to_check=_pages_of(documents, lambda report: report.unsure_pages),
    )


def _pages_of(documents: Sequence[Document], pages: Callable[[ReadingReport], tuple[int, ...]]) -> tuple[PagesOf, ...]:
    told = ((document, pages(document.report)) for document in documents)
    return tuple(PagesOf(document.id, document.title, document.file, some) for document, some in told if some)
