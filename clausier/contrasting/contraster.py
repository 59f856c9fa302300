"""Answers questions that set contracts side by side; every other question goes to whoever answers of one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from clausier.amending.asked import day_asked
from clausier.amending.joining import Joining
from clausier.amending.saying import dated
from clausier.amending.standing import families_of
from clausier.answering.asking import standalone
from clausier.answering.searching import searched
from clausier.answering.titles import of_titles, without_both
from clausier.answering.topics import TopicIndex
from clausier.answering.wanted import parts
from clausier.answering.words import focus_stems
from clausier.comparing.comparer import Comparer
from clausier.contrasting.asked import Lean, Sought, named, sought
from clausier.contrasting.contracts import MOST, Contracts, contracts_asked, enough, names_known
from clausier.contrasting.differences import MOST as MOST_COMPARED
from clausier.contrasting.differences import Differences
from clausier.contrasting.drafts import Draft, keyed
from clausier.contrasting.which import Which
from clausier.domain.answers import Citation, Finding, Outcome, Verdict
from clausier.domain.documents import Document, Kind
from clausier.domain.french import listed
from clausier.domain.questions import Asks, Scope, Topic, Turn
from clausier.errors import WrongSetting
from clausier.ports import Library, Passages

_BEST_FIRST = (Verdict.YES, Verdict.PARTIAL, Verdict.NOT_FOUND)


class OfOne(Protocol):
    """Whatever answers a question from the documents of a scope."""

    def find(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> Finding: ...


@dataclass(frozen=True, slots=True)
class Contraster:
    """Sets contracts side by side on what a question asks: no model takes part, and no contract is called better."""

    inner: OfOne
    library: Library
    passages: Passages
    topics: TopicIndex
    comparer: Comparer
    joining_at: Callable[[date], Joining]
    today: Callable[[], date]

    def find(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> Finding:
        """The finding, its contrasts with it where the question asks for some.

        Raises WrongSetting where it cannot be told of which contracts, or of what. Raises as `inner.find` does.
        """
        whole, text = scope, standalone(question, history)
        documents = self.library.documents(scope)
        titled = _titled(text, documents)
        if len(titled) < len(documents):
            text, documents = without_both(text, documents), list(titled)
            scope = replace(scope, documents=frozenset(document.id for document in titled))
        known = names_known(documents, scope, self.topics.vocabulary)
        contracts = contracts_asked(documents, scope, named(text, known))
        asked = sought(*parts(text), names=known)
        if asked is None or not documents or (len(contracts.asked) < 2 and not asked.firm):
            return self.inner.find(question, whole, history)
        scope = replace(scope, at=day_asked(text) or scope.at)
        day = scope.at or self.today()
        if asked.differences:
            chosen = enough(contracts, MOST_COMPARED)
            comparer = replace(self.comparer, joining=self.joining_at(day))
            topics = self._topics(asked)
            drafts = list(Differences(comparer, self.passages).drafts(chosen, topics))
        else:
            chosen = enough(contracts, MOST)
            _weighable(asked)
            topics = self.topics.recognised(asked.about)
            which = Which(
                self.inner.find, self.joining_at(day), self.passages, {one.id: one for one in self.topics.topics}
            )
            drafts = list(which.drafts(asked, chosen, scope))
        finding = _finding(question, text, drafts, self._searched(chosen, documents))
        cautions = [*self._dated(scope), *finding.cautions, *_aside(contracts)]
        return replace(finding, topics=tuple(topic.id for topic in topics), cautions=tuple(dict.fromkeys(cautions)))

    def _topics(self, asked: Sought) -> tuple[Topic, ...]:
        """What the contracts are compared on."""
        found = self.topics.recognised(asked.about) if asked.about else ()
        nearest = self.topics.nearest(asked.about) if asked.about and not found else None
        topics = found or ((nearest,) if nearest else ())
        if not topics:
            raise WrongSetting(
                "La question ne dit pas sur quel sujet comparer les contrats.",
                "Nommez-en un, par exemple « Quelles différences sur la réversibilité ? » ; "
                "la vue « Comparer » les compare sur tous.",
            )
        return topics

    def _dated(self, scope: Scope) -> list[str]:
        """Of which day the texts are, where that is not today."""
        if scope.at is None or scope.at == self.today():
            return []
        return [dated(scope.at)]

    def _searched(self, chosen: Sequence[Document], documents: Sequence[Document]) -> list[Document]:
        """The contracts, and of the scope what amends them, directly or not."""
        families = families_of(documents)
        amending = {one for contract in chosen for one in families.get(contract.id, ())}
        return [*chosen, *(one for one in documents if one.id in amending and one not in chosen)]


def _titled(question: str, documents: Sequence[Document]) -> Sequence[Document]:
    """The contracts that a question names by their titles, with their amendments, where it names two or more."""
    named = of_titles(question, {document.id: document for document in documents})
    contracts = [document for document in named.values() if document.kind is Kind.CONTRACT]
    return tuple(named.values()) if len(contracts) > 1 else documents


def _finding(question: str, text: str, drafts: Sequence[Draft], read: Sequence[Document]) -> Finding:
    evidence, contrasts = keyed(drafts)
    findings = [drawn.finding for draft in drafts for drawn in draft.drawn if drawn.finding is not None]
    verdict = _verdict(drafts)
    lost = verdict is Verdict.NOT_FOUND
    return Finding(
        question=question,
        standalone=text,
        asks=Asks.COVERAGE if verdict else Asks.VALUE,
        topics=(),
        verdict=verdict,
        conclusion=" ".join(draft.line for draft in drafts),
        evidence=evidence,
        guidance=(),
        nearest=next((one.nearest for one in findings if one.nearest), None) if lost else None,
        missing=(),
        searched=searched(read),
        support=_support([item.citation for item in evidence]),
        superseded=tuple(dict.fromkeys(one for finding in findings for one in finding.superseded)),
        coming=tuple(dict.fromkeys(one for finding in findings for one in finding.coming)),
        cautions=tuple(dict.fromkeys(one for finding in findings for one in finding.cautions)),
        contrasts=contrasts,
        unsettled=any(finding.unsettled for finding in findings),
    )


def _verdict(drafts: Sequence[Draft]) -> Verdict | None:
    """That of the contract which deals best with it, where it was asked whether contracts do; None for values."""
    found = {drawn.verdict for draft in drafts for drawn in draft.drawn}
    if None in found or any(draft.outcome is Outcome.UNDECIDED for draft in drafts):
        return None
    return next(verdict for verdict in _BEST_FIRST if verdict in found)


def _weighable(asked: Sought) -> None:
    """Raises WrongSetting where nothing is asked, or nothing but an opinion."""
    if asked.measures or focus_stems(asked.about):
        return
    why = "La question ne dit pas sur quel point mettre les contrats en regard."
    if asked.lean is Lean.OPINION:
        why = "Clausier ne dit pas quel contrat vaut mieux : il montre ce que chacun prévoit."
    raise WrongSetting(why, "Demandez sur quel point, par exemple « Dans lequel le préavis est-il le plus court ? ».")


def _support(citations: Sequence[Citation]) -> str:
    documents = len({citation.document_id for citation in citations})
    if not citations:
        return "aucun passage"
    passages = f"{len(citations)} passages retrouvés" if len(citations) > 1 else "1 passage retrouvé"
    return f"{passages} mot pour mot dans {documents} document{'s' if documents > 1 else ''}"


def _aside(contracts: Contracts) -> list[str]:
    if not contracts.aside:
        return []
    titles = listed([f"« {document.title} »" for document in contracts.aside])
    if len(contracts.aside) > 1:
        return [f"Laissés de côté, parce que ce ne sont pas des contrats : {titles}."]
    return [f"Laissé de côté, parce que ce n’est pas un contrat : {titles}."]
