"""Answers from the text in force: today, or on the day that the scope names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clausier.amending.asked import day_asked
from clausier.amending.saying import dated
from clausier.amending.searching import PassagesInForce, RetrieverInForce
from clausier.amending.standing import Standing, Standings
from clausier.amending.telling import Teller
from clausier.answering.answerer import Answerer
from clausier.domain.amendments import Action
from clausier.domain.answers import Finding
from clausier.domain.questions import Hit, Scope, Turn
from clausier.ports import Library


@dataclass(frozen=True, slots=True)
class AnswererInForce:
    """Answers as `Answerer` does, from contracts as their amendments have made them."""

    plain: Answerer  # reads every text as it stands
    library: Library
    standings: Standings
    today: Callable[[], date]

    def find(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> Finding:
        """The finding, with what amendments replaced and are going to replace. Raises as `Answerer.find` does.

        A day that the question names comes before the scope's: "en mars 2027".
        """
        scope = replace(scope, at=day_asked(question) or scope.at)
        standing = self.standing(scope)
        if not standing.applies(scope):
            return self._warned(self.plain.find(question, scope, history), scope)
        wide = standing.widened(scope)
        teller = Teller(self.library, self.plain.passages, standing, wide)
        finding = teller.told(self._within(standing).find(question, wide, history))
        if _has_deletions(standing):
            finding = teller.deleted(finding, self._within(_undeleted(standing)).find(question, wide, history))
        finding = self._warned(finding, scope)
        if standing.at == self.today():
            return finding
        return replace(finding, cautions=(dated(standing.at), *finding.cautions))

    def ranking(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> list[Hit]:
        """The passages in force that are found for a question, as `Answerer.ranking` orders them."""
        scope = replace(scope, at=day_asked(question) or scope.at)
        standing = self.standing(scope)
        if not standing.applies(scope):
            return self.plain.ranking(question, scope, history)
        return self._within(standing).ranking(question, standing.widened(scope), history)

    def _warned(self, finding: Finding, scope: Scope) -> Finding:
        """The finding, with the amendments that nobody attached to what was asked or quoted."""
        contracts = sorted(scope.documents) + [item.passage.document_id for item in finding.evidence]
        loose = self.standings.unattached(scope.dossier, contracts)
        if not loose:
            return finding
        return replace(finding, cautions=(*finding.cautions, *loose), unsettled=True)

    def standing(self, scope: Scope) -> Standing:
        """What of the dossier holds on the scope's day."""
        return self.standings(scope.dossier, scope.at or self.today())

    def _within(self, standing: Standing) -> Answerer:
        return replace(
            self.plain,
            retriever=RetrieverInForce(self.plain.retriever, standing),
            passages=PassagesInForce(self.plain.passages, standing),
        )


def _has_deletions(standing: Standing) -> bool:
    return any(
        one.by.operation.action is Action.DELETE for contract in standing.contracts for one in contract.superseded
    )


def _undeleted(standing: Standing) -> Standing:
    """The same, as if nothing had been deleted: what was there tells why it is not there any more."""
    deleted = {
        (one.piece.document, one.piece.span)
        for contract in standing.contracts
        for one in contract.superseded
        if one.by.operation.action is Action.DELETE
    }
    hidden = {
        document: tuple(span for span in spans if (document, span) not in deleted)
        for document, spans in standing.hidden.items()
    }
    return replace(standing, hidden=hidden)
