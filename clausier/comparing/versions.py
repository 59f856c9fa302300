"""Two versions of one contract: what became of each clause, word by word."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from clausier.answering.quoting import LONGEST_QUOTE
from clausier.comparing.alignment import align
from clausier.comparing.citing import citations
from clausier.comparing.clauses import Group, grouped, label
from clausier.comparing.natures import ORDER, parties_of
from clausier.comparing.sentences import Said, Text
from clausier.comparing.wording import Wording
from clausier.domain.answers import Citation
from clausier.domain.comparisons import Change, ComparisonRow, Relation, Side
from clausier.domain.documents import ClauseId, Passage
from clausier.domain.french import count, listed, typeset
from clausier.ports import Watcher

STEP = "comparaison des clauses"
_TOLD = 2  # changes in the summary of a row

TopicOf = Callable[[Sequence[Passage]], str]
"""The identifier of the topic that some passages deal with; "" where none is sure."""


@dataclass(frozen=True, slots=True)
class Redline:
    """Compares two versions."""

    a: Text
    b: Text
    topic_of: TopicOf

    def rows(self, watch: Watcher) -> tuple[ComparisonRow, ...]:
        """A row for each clause, with those that it became: grave changes first, then the order of the texts."""
        wording = Wording(self.a, self.b, parties_of(self.a.reading.text) | parties_of(self.b.reading.text))
        groups = grouped(self.a, self.b, align(self.a.said, self.b.said))
        rows = []
        for done, group in enumerate(groups, 1):
            rows.append(self._row(group, wording))
            watch(STEP, done, len(groups))
        return tuple(sorted(rows, key=_gravity))

    def _row(self, group: Group, wording: Wording) -> ComparisonRow:
        changes = sorted(self._changes(group, wording), key=lambda change: ORDER[change.natures[0]])
        relation = _relation(group, changes)
        said_a, said_b = _said(self.a, group.a), _said(self.b, group.b)
        names_a, names_b = [label(self.a, one) for one in group.a], [label(self.b, one) for one in group.b]
        return ComparisonRow(
            topic="" if relation is Relation.IDENTICAL else self.topic_of([one.passage for one in said_a or said_b]),
            label=" ; ".join(names_a or names_b),
            relation=relation,
            summary=_summary(relation, changes, _fate(group, self)),
            a=Side(" ; ".join(names_a), _opening(self.a, said_a)),
            b=Side(" ; ".join(names_b), _opening(self.b, said_b)),
            changes=tuple(changes),
            moved=group.moved,
        )

    def _changes(self, group: Group, wording: Wording) -> Iterator[Change]:
        for match in group.matches:
            ours, theirs = [self.a.said[i] for i in match.a], [self.b.said[j] for j in match.b]
            change = wording.change(ours, theirs)
            if change is not None:
                yield change


def _gravity(row: ComparisonRow) -> tuple[int, int]:
    grave = min((ORDER[change.natures[0]] for change in row.changes if change.grave), default=len(ORDER))
    order = [Relation.DIFFERENT, Relation.ONLY_A, Relation.ONLY_B, Relation.IDENTICAL]
    return grave, order.index(row.relation)


def _relation(group: Group, changes: Sequence[Change]) -> Relation:
    if not group.b and all(not match.b for match in group.matches):
        return Relation.ONLY_A
    if not group.a:
        return Relation.ONLY_B
    return Relation.DIFFERENT if changes or not group.b else Relation.IDENTICAL


def _said(text: Text, clauses: Sequence[ClauseId]) -> list[Said]:
    return sorted((one for clause in clauses for one in text.by_clause.get(clause, ())), key=lambda one: one.span)


def _opening(text: Text, said: Sequence[Said]) -> tuple[Citation, ...]:
    """The beginning of a clause, quoted."""
    within = [one for one in said if one.span.end - said[0].span.start <= LONGEST_QUOTE] or said[:1]
    return citations(text, within, [word for one in within for word in one.words])[:1]


def _summary(relation: Relation, changes: Sequence[Change], fate: Sequence[str]) -> str:
    """One factual line. Only our own words are typeset: the others are the documents'."""
    if relation in (Relation.ONLY_A, Relation.ONLY_B):
        missing = "B" if relation is Relation.ONLY_A else "A"
        return typeset(f"Clause sans équivalent dans {missing}")
    told = [typeset(", ".join(fate))] if fate else []
    if changes:
        more = " ; …" if len(changes) > _TOLD else ""
        said = " ; ".join(change.summary for change in changes[:_TOLD])
        told.append(f"{typeset(count(len(changes), 'changement') + ' :')} {said}{more}")
    return " – ".join(told) or "Mêmes mots"


def _fate(group: Group, redline: Redline) -> list[str]:
    """What became of the clause as a whole: moved, renumbered, divided, joined."""
    numbers_a = [redline.a.clauses[one].number for one in group.a]
    numbers_b = [redline.b.clauses[one].number for one in group.b]
    fate = ["déplacée"] if group.moved else []
    if not (group.a and group.b):
        return ["phrases passées dans d’autres clauses"] if group.a else []
    if not (all(numbers_a) and all(numbers_b)):
        return fate  # a number that was not recognised is no news
    if len(group.b) > len(group.a):
        fate.append(f"divisée en {count(len(group.b), 'clause')} ({_numbered(numbers_b)})")
    elif len(group.a) > len(group.b):
        fate.append(f"réunit {count(len(group.a), 'clause')} ({_numbered(numbers_a)})")
    elif numbers_a != numbers_b:
        fate.append(f"renumérotée ({_numbered(numbers_a)} → {_numbered(numbers_b)})")
    return fate


def _numbered(numbers: Sequence[str]) -> str:
    return listed(list(dict.fromkeys(numbers)))
