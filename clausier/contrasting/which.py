"""« Dans lequel… »: what each contract says by itself, then what the figures tell when they can be set together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausier.amending.joining import Joined, Joining
from clausier.answering.asking import asks
from clausier.answering.picking import nearness
from clausier.answering.quoting import cite, quoted
from clausier.answering.verdicts import place_of
from clausier.contrasting.asked import Lean, Sought
from clausier.contrasting.drafts import Draft, Drawn, Quoted
from clausier.contrasting.measures import Measure
from clausier.contrasting.values import value_of
from clausier.contrasting.weighing import weighed
from clausier.domain.answers import Finding, Outcome, Verdict
from clausier.domain.documents import Document, Passage
from clausier.domain.french import listed, typeset
from clausier.domain.questions import Asks, Scope, Topic
from clausier.naming import called
from clausier.ports import Passages

_QUOTED = 2  # quotations of a contract, and of what else it says
_WORDS = {
    Verdict.YES: "oui dans {}",
    Verdict.PARTIAL: "en partie dans {}",
    Verdict.NOT_FOUND: "non trouvé dans {}",
    None: "à lire dans {}",
}
_OPINION = "Lequel vaut mieux est à comparer vous-même : Clausier montre ce que disent les contrats."
_NO_FIGURE = "Aucun chiffre ne répond à lui seul : à comparer vous-même."
_LONGEST_LABEL = 90  # characters

Asking = Callable[[str, Scope], Finding]
"""How one contract is asked: a question, and the contract as a scope."""


@dataclass(frozen=True, slots=True)
class Which:
    """Asks contracts one by one, from the text in force on the scope's day."""

    asking: Asking
    joining: Joining
    passages: Passages
    topics: Mapping[str, Topic]

    def drafts(self, sought: Sought, contracts: Sequence[Document], scope: Scope) -> Iterator[Draft]:
        """A contrast for each figure that is asked, or one of whether each contract deals with what is asked."""
        if sought.lean is None or not sought.measures:
            yield self._dealt_with(sought, contracts, scope)
            return
        for measure in sought.measures:
            yield self._measured(measure, sought.lean, contracts, scope)

    def _measured(self, measure: Measure, lean: Lean, contracts: Sequence[Document], scope: Scope) -> Draft:
        drawn, values, names = [], [], called(contracts)
        for contract in contracts:
            finding = self.asking(measure.question, _of(contract, scope))
            joined = self.joining(contract.id)
            value = value_of(measure.question, finding, self._topic(finding), joined.reading.passages)
            rivals = tuple(self._rival(measure.question, joined, one) for one in value.rivals[:_QUOTED])
            cited = (*_quoted(finding, 1), *_changing(finding), *rivals)
            lost = Verdict.NOT_FOUND if finding.verdict is Verdict.NOT_FOUND else None
            name, shown = names[contract.id], tuple(dict.fromkeys(cited))
            drawn.append(Drawn(contract, name, typeset(value.words), value.note, shown, lost, finding))
            values.append((name, value))
        outcome, line = weighed(measure.label, lean, values)
        return Draft(measure.label, outcome, line, tuple(drawn))

    def _topic(self, finding: Finding) -> Topic | None:
        return next((self.topics[topic] for topic in finding.topics if topic in self.topics), None)

    def _rival(self, question: str, joined: Joined, passage: Passage) -> Quoted:
        """A passage that gives another figure, quoted around it."""
        above = " ".join(passage.path)
        span = quoted(passage, lambda sentence: nearness(question, sentence, above))
        pages = [page for page in joined.reading.pages if page.span.overlaps(passage.span)]
        citation = joined.restored(cite(joined.reading.document, passage, span, pages))
        return self.passages.passage(passage.id), citation

    def _dealt_with(self, sought: Sought, contracts: Sequence[Document], scope: Scope) -> Draft:
        about = sought.about
        question = f"{about} ?" if asks(about) is Asks.COVERAGE else f"Est-ce que {about} ?"
        drawn, names = [], called(contracts)
        for contract in contracts:
            finding = self.asking(question, _of(contract, scope))
            cited = _quoted(finding, _QUOTED)
            drawn.append(Drawn(contract, names[contract.id], quoted=cited, verdict=finding.verdict, finding=finding))
        label = f"{about[:1].upper()}{about[1:]}"
        label = label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL].rsplit(' ', 1)[0]}…"
        told = _verdicts(drawn)
        if sought.lean is not None:
            left = _OPINION if sought.lean is Lean.OPINION else _NO_FIGURE
            return Draft(label, Outcome.UNDECIDED, f"{told} {left}", tuple(drawn))
        return Draft(label, _outcome([one.verdict for one in drawn]), told, tuple(drawn))


def _of(contract: Document, scope: Scope) -> Scope:
    return Scope(scope.dossier, frozenset({contract.id}), scope.at)


def _quoted(finding: Finding, most: int) -> tuple[Quoted, ...]:
    return tuple((item.passage, item.citation) for item in finding.evidence[:most])


def _changing(finding: Finding) -> tuple[Quoted, ...]:
    """The sentence of an amendment that replaced words of the first passage: it comes next in the evidence."""
    ordering = {one.by for one in finding.superseded if one.by is not None}
    return tuple((item.passage, item.citation) for item in finding.evidence[1:2] if item.citation in ordering)


def _verdicts(drawn: Sequence[Drawn]) -> str:
    """ "Oui dans « A », à l’article 12, page 4 ; non trouvé dans « B »."."""
    told = []
    for verdict, words in _WORDS.items():
        places = [_place(one) for one in drawn if one.verdict is verdict]
        if places:
            told.append(words.format(listed(places)))
    line = " ; ".join(told)
    return f"{line[:1].upper()}{line[1:]}."


def _place(one: Drawn) -> str:
    title = f"« {one.name} »"
    if not one.quoted or not one.quoted[0][1].article:
        return title
    return f"{title} ({place_of(one.quoted[0][1])})"


def _outcome(verdicts: Sequence[Verdict | None]) -> Outcome:
    if len(set(verdicts)) == 1:
        return Outcome.SAME
    return Outcome.SOME if Verdict.NOT_FOUND in verdicts else Outcome.DIFFERENT
