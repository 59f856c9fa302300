"""Where questions are asked: evidence at once, an explanation after it, both kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from secrets import token_hex
from threading import Thread
from time import monotonic
from typing import Protocol

from clausier.answering.answerer import scope_documents
from clausier.answering.explaining import Explainer
from clausier.domain.answers import Answer, AnswerId, Citation, Conversation, ConversationId, Finding, Progress
from clausier.domain.documents import DocumentId, ReadingReport
from clausier.domain.questions import Scope, Turn
from clausier.errors import ClausierError, UnknownName
from clausier.ports import Conversations, Library
from clausier.reporting import PageReading, page_reading

NO_CONVERSATION = ConversationId("")
_LONGEST_QUESTION = 2000  # characters
_NO_REPORT = ReadingReport(0, 0, 0, structured=False)
STOPPED = "La rédaction a été arrêtée."
"""The note of an explanation that its reader stopped; every other note tells of a failure."""


class Finder(Protocol):
    """Whatever finds what documents say on a question."""

    def find(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> Finding: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers questions, alone or in a conversation."""

    answerer: Finder
    explainer: Explainer | None
    conversations: Conversations
    library: Library
    record: Callable[[str, Sequence[DocumentId]], None]  # what was done with which documents, for the access log

    def warm(self) -> None:
        """Have the model that words explanations get ready, behind the reader's back; returns at once."""
        if self.explainer is not None:
            Thread(target=self.explainer.warm, name="warming", daemon=True).start()

    def ask(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> Answer:
        """The answer before any model writes, not kept. An empty or endless question raises ClausierError."""
        return self._asked(question, scope, history, NO_CONVERSATION)

    def ask_in(self, conversation: Conversation, question: str, at: date | None = None) -> Answer:
        """The same within a conversation: its scope, its history; the answer is kept. `at`: the day whose text answers,
        today where it is None."""
        history = [turn_of(answer) for answer in self.conversations.answers(conversation.id)]
        scope = Scope(conversation.dossier, conversation.scope, at)
        answer = self._asked(question, scope, history, conversation.id)
        self.conversations.save(answer)
        return answer

    def explain(self, answer: Answer) -> Iterator[Answer]:
        """The answer as its explanation grows; nothing when there is no model or no evidence to word.

        Stopped by its consumer, it leaves what was written so far, marked as interrupted.
        """
        if self.explainer is None or not answer.finding.worded:
            return
        finished = False
        try:
            for explanation in self.explainer.explain(answer.finding):
                answer = replace(answer, explanation=explanation)
                self._keep(answer)
                finished = explanation.state is not Progress.WRITING
                yield answer
        finally:
            if not finished and answer.explanation is not None:
                stopped = replace(answer.explanation, state=Progress.INTERRUPTED, note=STOPPED)
                self._keep(replace(answer, explanation=stopped))

    def page_readings(self, answer: Answer) -> Mapping[Citation, PageReading]:
        """The quotations that are to be compared with the picture of their page, and why."""
        reports = {document: self._report(document) for document in answer.quoted}
        nearest = (answer.finding.nearest,) if answer.finding.nearest else ()
        cited = (*answer.finding.citations, *nearest)
        found = {one: page_reading(reports[one.document_id], one.page) for one in cited}
        return {one: how for one, how in found.items() if how is not None}

    def _report(self, document: DocumentId) -> ReadingReport:
        try:
            return self.library.document(document).report
        except UnknownName:  # forgotten while its answer was on the screen
            return _NO_REPORT

    def _keep(self, answer: Answer) -> None:
        if answer.conversation != NO_CONVERSATION:
            self.conversations.save(answer)

    def _asked(self, question: str, scope: Scope, history: Sequence[Turn], conversation: ConversationId) -> Answer:
        if not question.strip():
            raise ClausierError("La question est vide.", "Écrivez ce que vous cherchez dans vos contrats.")
        if len(question) > _LONGEST_QUESTION:
            raise ClausierError("La question est trop longue.", f"Restez sous {_LONGEST_QUESTION} caractères.")
        started = monotonic()
        finding = self.answerer.find(question, scope, history)
        documents = self.library.documents(scope)
        self.record("ask", [document.id for document in documents])
        return Answer(
            id=AnswerId(token_hex(8)),
            conversation=conversation,
            at=datetime.now(UTC),
            finding=finding,
            explanation=None,
            documents=scope_documents(documents),
            seconds=monotonic() - started,
        )


def turn_of(answer: Answer) -> Turn:
    """An answer as the history of the next question."""
    return Turn(answer.finding.question, answer.finding.conclusion)
