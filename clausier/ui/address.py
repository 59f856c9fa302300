"""Where the reader is, kept in the page's address so that it survives a refresh. It names nobody: ids only."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from clausier.domain.answers import AnswerId, Citation, ConversationId
from clausier.domain.documents import DocumentId, DossierId
from clausier.domain.questionnaires import QuestionnaireId
from clausier.domain.text import Span

_EVERYTHING = "tout"
_LONGEST_NUMBER = 7  # digits; no document has so many pages
_LONGEST_OFFSET = 9  # digits; no document has so many characters


@dataclass(frozen=True, slots=True)
class Address:
    conversation: ConversationId | None = None
    dossier: DossierId | None = None
    scope: frozenset[DocumentId] | None = None  # None: the conversation's own; empty: every document
    answer: AnswerId | None = None
    citation: int = 0  # 0: none; counted from 1
    document: DocumentId | None = None  # whose page is open
    page: int = 0
    span: Span | None = None  # of the quotation that is open in that document
    chosen: tuple[DocumentId, ...] = ()  # to compare, or to audit
    by: str = ""  # the manner of comparing, or the checklist
    questionnaire: QuestionnaireId | None = None  # that is open
    at: date | None = None  # the day whose text in force answers; None: today

    @property
    def query(self) -> dict[str, str]:
        """The view's parameters, without the source or the page that is open in it."""
        named = {"c": self.conversation or "", "d": self.dossier or ""}
        if self.scope is not None:
            named["s"] = ",".join(sorted(self.scope)) or _EVERYTHING
        if self.at is not None:
            named["t"] = self.at.isoformat()
        return {name: value for name, value in named.items() if value}


def here() -> Address:
    """Where the page stands; what makes no sense in the address is left out."""
    asked = st.query_params
    scope = asked.get("s", "")
    documents = frozenset[DocumentId]() if scope == _EVERYTHING else frozenset(map(DocumentId, scope.split(",")))
    return Address(
        conversation=ConversationId(asked["c"]) if asked.get("c") else None,
        dossier=DossierId(asked["d"]) if asked.get("d") else None,
        scope=documents if scope else None,
        answer=AnswerId(asked["a"]) if asked.get("a") else None,
        citation=_number(asked.get("cit", "")),
        document=DocumentId(asked["doc"]) if asked.get("doc") else None,
        page=_number(asked.get("page", "")),
        span=_span(asked.get("q", "")),
        chosen=tuple(DocumentId(one) for one in asked.get("o", "").split(",") if one),
        by=asked.get("l", ""),
        at=_day(asked.get("t", "")),
        questionnaire=QuestionnaireId(asked["qn"]) if asked.get("qn") else None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST_NUMBER else 0


def _span(text: str) -> Span | None:
    start, dash, end = text.partition("-")
    return Span(int(start), int(end)) if dash and _offset(start) and _offset(end) and int(start) <= int(end) else None


def _offset(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_OFFSET


def go(address: Address) -> None:
    """Change the address; the view follows at its next run."""
    st.query_params.from_dict(address.query)


def open_source(answer: AnswerId, citation: int) -> None:
    """Point the address at one source of an answer."""
    st.query_params.update({"a": answer, "cit": str(citation)})


def open_page(document: DocumentId, page: int) -> None:
    """Point the address at one page of a document."""
    st.query_params.update({"doc": document, "page": str(page)})


def open_quotation(citation: Citation) -> None:
    """Point the address at words of a document, by their place in its text."""
    st.query_params.update({"doc": citation.document_id, "q": f"{citation.span.start}-{citation.span.end}"})


def choose(documents: tuple[DocumentId, ...], by: str = "") -> None:
    """Point the address at the documents to compare or to audit, and how."""
    st.query_params.update({"o": ",".join(documents), "l": by})
    close_drawer()


def open_questionnaire(questionnaire: QuestionnaireId, dossier: DossierId) -> None:
    """Point the address at one questionnaire of a dossier."""
    st.query_params.update({"qn": questionnaire, "d": dossier})
    close_drawer()


def close_questionnaire() -> None:
    """Go back to the list of questionnaires."""
    st.query_params.pop("qn", None)
    close_drawer()


def drawer_is_open() -> bool:
    """Whether the reader is looking at a source or at a page."""
    return "a" in st.query_params or "doc" in st.query_params


def close_drawer() -> None:
    """Take the source, or the page, out of the address."""
    for name in ("a", "cit", "doc", "page", "q"):
        st.query_params.pop(name, None)
