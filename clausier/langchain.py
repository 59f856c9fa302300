"""Clausier for LangChain programs: passages as a retriever, answers as a runnable. Its types go no further in."""

from collections.abc import Callable, Mapping

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Found
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import SkipValidation

from clausier.domain.answers import Answer
from clausier.domain.documents import Document
from clausier.domain.questions import Hit, Query, Scope
from clausier.ports import Library, Retriever


class ClausierRetriever(BaseRetriever):
    """Passages of one scope, best first, each with the place where it stands.

    `metadata["span"]` locates `page_content` in the document's text, letter for letter; `page` is physical, from 1,
    and None where the format has no pages.
    """

    retriever: SkipValidation[Retriever]
    library: SkipValidation[Library]
    scope: Scope
    limit: int = 8

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Found]:
        hits = self.retriever.find(Query(query), self.scope, self.limit)
        return [_found(hit, self.library.document(hit.passage.document_id)) for hit in hits]


def answering_runnable(
    ask: Callable[[str], Answer], render: Callable[[Answer], Mapping[str, object]]
) -> Runnable[str, dict[str, object]]:
    """A question in, an answer out as `render` puts it: with its verdict, its quotations and their pages."""

    def answered(question: str) -> dict[str, object]:
        return dict(render(ask(question)))

    return RunnableLambda(answered, name="clausier")


def _found(hit: Hit, document: Document) -> Found:
    passage = hit.passage
    return Found(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "passage": passage.id,
            "document": document.id,
            "dossier": document.dossier,
            "title": document.title,
            "file": document.file,
            "page": passage.pages[0] if document.paged else None,
            "article": passage.article,
            "path": list(passage.path),
            "span": [passage.span.start, passage.span.end],
            "score": hit.score,
        },
    )
