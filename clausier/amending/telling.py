"""What an answer says of amendments: which text it quotes, what that text replaced, what is going to replace it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from clausier.amending.conflicts import COMPARED
from clausier.amending.saying import change_told
from clausier.amending.standing import Standing, made_by, replaced_by, reworded
from clausier.answering.figures import Figure, figures, read
from clausier.answering.quoting import cite, quoted
from clausier.answering.tabled import pages_of
from clausier.answering.verdicts import place_of, support
from clausier.answering.words import content_stems
from clausier.domain.amendments import Action, Caveat, Change, Doubt, Piece, Superseded
from clausier.domain.answers import Amended, Citation, Evidence, Finding, Verdict
from clausier.domain.documents import DocumentId, Passage
from clausier.domain.french import long_date, lowered
from clausier.domain.questions import Asks, Scope
from clausier.domain.text import Span, mend
from clausier.ports import Library, Passages

_T = TypeVar("_T")
_ON_ALL = frozenset({Doubt.NOT_UNDERSTOOD, Doubt.NO_TARGET, Doubt.WORDS_NOT_FOUND, Doubt.UNDATED})
_ON_AN_AMENDMENT = frozenset({Doubt.CONDITIONAL, Doubt.UNSIGNED, Doubt.ABSENT})
_CONTESTED = "à vérifier – des textes en vigueur se contredisent"
_FORMER = 3  # stretches of former text shown: an amendment may have replaced an annex of twenty articles


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts what amendments did beside what a finding quotes. `scope`: of the finding."""

    library: Library
    passages: Passages
    standing: Standing
    scope: Scope

    def told(self, finding: Finding) -> Finding:
        """The finding, with the amendment's words beside those that they replace, and what is no longer in force."""
        superseded = tuple(_once(one for item in finding.evidence for one in self._replaced(item)))
        contested = self._contested(finding)
        contrary = [piece for caveat in contested for piece in caveat.pieces]
        evidence = self._with_contrary(self._with_new_words(finding.evidence), contrary)
        former = tuple(_present(self._former(one, finding.standalone) for one in self._nearest(superseded, finding)))
        coming = tuple(_present(self._coming(change) for change in self._pending(finding.evidence)))
        unsettled = [one for one in self._cautions(evidence, superseded) if one not in contested]
        return replace(
            finding,
            evidence=evidence,
            conclusion=" ".join([self._conclusion(finding), *(f"Mais {lowered(one.sentence)}" for one in contested)]),
            superseded=former,
            coming=coming,
            cautions=(*finding.cautions, *(one.sentence for one in unsettled)),
            unsettled=bool(unsettled or contested),
            support=_CONTESTED if contested else finding.support,
            disputed=tuple(_present(self._cited(piece, "") for piece in contrary)),
        )

    def deleted(self, finding: Finding, before: Finding) -> Finding:
        """The finding of an absence, where what `before` quotes was deleted by an amendment."""
        gone = [
            one
            for item in before.evidence[:1]
            for contract in self.standing.contracts
            for one in contract.superseded
            if one.by.operation.action is Action.DELETE
            if one.piece.document == item.passage.document_id and item.citation.span.within(one.piece.span)
        ]
        if not gone:
            return finding
        cited, by = before.evidence[0].citation, self._ordered(gone[0].by)
        former = Amended(cited, by, change_told(gone[0].by, self.standing.at))
        gone_since = _since("supprimé", gone[0].by)
        if finding.verdict is Verdict.YES:
            told = f"L’{_named(cited)}, qui répondait, n’est plus là : {gone_since}"
            return replace(
                finding,
                verdict=Verdict.PARTIAL,
                conclusion=f"{told} ; ce qui reste est à lire avant de conclure.",
                superseded=(*finding.superseded, former),
            )
        return replace(
            finding,
            verdict=None if finding.verdict is None else Verdict.NOT_FOUND,
            evidence=(),
            missing=(),
            nearest=None,
            conclusion=f"Le texte qui en traitait, {place_of(cited, True)}, n’est plus là : {gone_since}.",
            superseded=(former,),
            support=support((), True),
        )

    def _nearest(self, superseded: Sequence[Superseded], finding: Finding) -> list[Superseded]:
        """Of what was replaced, the words that say most of what the evidence says now."""
        said = content_stems(" ".join([finding.standalone, *(item.citation.quote for item in finding.evidence)]))
        worth = {one: len(said & content_stems(self._text(one.piece))) for one in superseded}
        kept = sorted(superseded, key=lambda one: -worth[one])[:_FORMER]
        return [one for one in superseded if one in kept]

    def _contested(self, finding: Finding) -> list[Caveat]:
        """Where a value is asked: what contradicts the figure that is told; the first quotation, where none is."""
        if not finding.evidence or finding.asks is not Asks.VALUE:
            return []
        first, told = finding.evidence[0], _compared(finding.conclusion)

        def contests(piece: Piece) -> bool:
            quoted_there = _stands_in(piece, first) and piece.span.overlaps(first.citation.span)
            return quoted_there and (not told or bool(told & _compared(self._text(piece))))

        return [
            caveat
            for contract in self.standing.contracts
            for caveat in contract.caveats
            if caveat.doubt is Doubt.CONFLICT and any(map(contests, caveat.pieces))
        ]

    def _cautions(self, evidence: Sequence[Evidence], superseded: Sequence[Superseded]) -> list[Caveat]:
        """What consolidation leaves to a reader: an order that is not understood may bear on anything; the rest where
        it is quoted, or comes from the amendment that the doubt is about."""
        quoted = {item.passage.document_id for item in evidence} | {one.by.amendment for one in superseded}

        def bears(caveat: Caveat) -> bool:
            if caveat.doubt in _ON_ALL or not caveat.pieces:
                return True  # words that nobody has may bear on anything
            if caveat.doubt in _ON_AN_AMENDMENT:
                return any(piece.document in quoted for piece in caveat.pieces)
            return any(_stands_in(piece, item) for piece in caveat.pieces for item in evidence)

        return [caveat for contract in self.standing.contracts for caveat in contract.caveats if bears(caveat)]

    def _replaced(self, item: Evidence) -> tuple[Superseded, ...]:
        document = item.citation.document_id
        return (
            *replaced_by(self.standing, document, item.citation.span),
            *reworded(self.standing, document, item.passage.span),
        )

    def _former(self, one: Superseded, question: str) -> Amended | None:
        citation = self._cited(one.piece, question)
        if citation is None:
            return None
        return Amended(citation, self._ordered(one.by), change_told(one.by, self.standing.at))

    def _coming(self, change: Change) -> Amended | None:
        operation = change.operation
        sentence = change_told(change, self.standing.at)
        if self.standing.amendments[change.amendment].draft:
            sentence = f"Un projet d’{change.name} changerait ce texte ; un projet ne change rien."
        elif change.since is None:
            sentence = f"L’{change.name} changerait ce texte ; il ne dit pas à quelle date, et n’est pas appliqué."
        shown = self._cited(Piece(change.amendment, operation.text or operation.sentence), "")
        return Amended(shown, None, sentence) if shown else None

    def _pending(self, evidence: Sequence[Evidence]) -> list[Change]:
        return _once(
            change
            for contract in self.standing.contracts
            for change in contract.pending
            for item in evidence
            if item.citation.document_id == contract.contract and _is_under(item.citation, change.operation.target)
        )

    def _with_new_words(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The evidence, each passage whose words were replaced followed by the sentence that replaced them."""
        shown: list[tuple[Passage, Citation]] = []
        for item in evidence:
            shown.append((item.passage, item.citation))
            for one in reworded(self.standing, item.citation.document_id, item.passage.span):
                ordering = self._passage(one.by.amendment, one.by.operation.sentence)
                cited = self._ordered(one.by)
                if ordering is not None and cited is not None:
                    shown.append((ordering, cited))
        return _numbered(shown)

    def _with_contrary(self, evidence: Sequence[Evidence], contrary: Sequence[Piece]) -> tuple[Evidence, ...]:
        """The evidence, what contradicts the first of it right after that."""
        shown = [(item.passage, item.citation) for item in evidence]
        found = [
            (passage, citation)
            for piece in contrary
            if not any(_stands_in(piece, item) for item in evidence[:1])
            if (passage := self._passage(piece.document, piece.span)) and (citation := self._cited(piece, ""))
        ]
        held = {passage.id for passage, _ in found}
        return _numbered([*shown[:1], *found, *(one for one in shown[1:] if one[0].id not in held)])

    def _conclusion(self, finding: Finding) -> str:
        """The conclusion, and whose text the first quotation is; a figure that no longer holds is not told."""
        if not finding.evidence:
            return finding.conclusion
        first = finding.evidence[0]
        for one in reworded(self.standing, first.citation.document_id, first.passage.span):
            old, new = self._text(one.piece), self._text(one.replacement)
            if not new:
                continue
            read = f"« {new} »{self._place(one)} au lieu de « {old} »{day(one.by)}"
            if finding.asks is Asks.VALUE and figures(old) & figures(finding.conclusion):
                return f"Lire {read}."
            return f"{finding.conclusion} Des mots du passage ont été remplacés : lire {read}."
        for change in made_by(self.standing, first.citation.document_id, first.citation.span):
            return f"{finding.conclusion} Ce texte est celui de l’{change.name}, en vigueur{day(change)}."
        return finding.conclusion

    def _place(self, one: Superseded) -> str:
        cited = self._ordered(one.by)
        return f" ({place_of(cited, True)})" if cited else ""

    def _text(self, piece: Piece | None) -> str:
        if piece is None:
            return ""
        passage = self._passage(piece.document, piece.span)
        if passage is None:
            return ""
        span = piece.span.clipped(passage.span)
        return mend(passage.text[span.start - passage.span.start : span.end - passage.span.start]).text.strip()

    def _ordered(self, change: Change) -> Citation | None:
        return self._cited(Piece(change.amendment, change.operation.sentence), "")

    def _cited(self, piece: Piece, question: str) -> Citation | None:
        """The stretch as a quotation: of a long one, what has most of the question's words."""
        wanted = content_stems(question)
        passages = [one for one in self._of(piece.document) if one.span.overlaps(piece.span)]
        if not passages:
            return None
        best = max(passages, key=lambda one: len(wanted & content_stems(one.text)))
        inside = piece.span.clipped(best.span)
        text = best.text[inside.start - best.span.start : inside.end - best.span.start]
        part = quoted(replace(best, span=inside, text=text), lambda sentence: len(wanted & content_stems(sentence)))
        return cite(self.library.document(piece.document), best, part, pages_of(self.library, best))

    def _passage(self, document: DocumentId, span: Span) -> Passage | None:
        return next((one for one in self._of(document) if one.span.overlaps(span)), None)

    def _of(self, document: DocumentId) -> list[Passage]:
        return self.passages.passages(Scope(self.scope.dossier, frozenset({document})))


def _since(what: str, change: Change) -> str:
    """ "Supprimé par l’avenant n° 2 depuis le 1er janvier 2027"."""
    return f"{what} par l’{change.name}{day(change)}"


def day(change: Change) -> str:
    """Since when a change holds, to end a sentence with."""
    return f" depuis le {long_date(change.since)}" if change.since else ", à une date qu’il ne dit pas"


def _named(citation: Citation) -> str:
    return f"article {citation.article}" if citation.article[:1].isdigit() else citation.article.lower()


def _is_under(citation: Citation, target: str) -> bool:
    """Whether a quotation stands in an article, or in a part of it."""
    number = citation.article
    return not target or number == target or number.startswith((f"{target}.", f"{target},", f"{target} "))


def _compared(text: str) -> frozenset[Figure]:
    return frozenset(one.figure for one in read(text) if one.sort in COMPARED)


def _stands_in(piece: Piece, item: Evidence) -> bool:
    return piece.document == item.passage.document_id and piece.span.overlaps(item.passage.span)


def _numbered(shown: Iterable[tuple[Passage, Citation]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(f"E{n}", passage, citation) for n, (passage, citation) in enumerate(_once(shown), 1))


def _once(items: Iterable[_T]) -> list[_T]:
    return list(dict.fromkeys(items))


def _present(items: Iterable[_T | None]) -> list[_T]:
    return [item for item in items if item is not None]
