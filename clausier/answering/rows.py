"""Which row of which table answers a question: by a figure that its cells hold for, by its name, or by both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from clausier.answering.figures import figures
from clausier.answering.ranges import Range, asked_ranges, range_of, same_unit
from clausier.answering.tables import Line, Table
from clausier.answering.words import content_stems, explained, focus_stems, kindred, stem, tokens
from clausier.domain.documents import Passage
from clausier.domain.folding import fold

_MOST = 3  # rows told in an answer; a question that more of them fit is one for the whole table
_NAMED = 0.5  # of a cell's name, at least, that the question has, each word weighed by how few rows have it
_LONGEST_NAME = 160  # characters of a cell that names its row
_NEARLY = 1e-9
_HALF = 0.5  # of a column's cells: fewer that hold for something are an accident


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


# Written folded. What questions are made of besides their matter.
_PLAIN_ASKING = _stems("""
    payer paie paye verser verse recevoir recoit toucher touche obtenir obtient appliquer applique applicable
    appliquent prevoir correspondre correspond correspondant atteindre atteint tomber tombe descendre descend
    passer passe donner donne valoir vaut calculer calcule constater constate mesurer mesure arriver arrive situer
    depasser depasse excede rester reste prendre prend falloir beneficier beneficie droit valeur concernant relatif
    associe associee attendu attendue combien bout apres pendant
    apply applies applicable get gets pay paid receive drop drops fall falls reach reaches happen happens much many
    long value given
""")
# Words that ask for a kind of figure, and the units that it has.
_KINDS = (
    (
        _stems("delai delais duree temps longtemps quand vite time delay duration long soon"),
        frozenset({"seconde", "minute", "heure", "jour", "semaine", "mois", "trimestre", "semestre", "an"})
        | {f"{unit} {kind}" for unit in ("jour", "heure") for kind in ("ouvre", "ouvrable", "calendaire", "franc")},
    ),
    (
        _stems("prix cout coute coutent couter tarif tarifs montant facture facturer cost costs price rate fee amount"),
        frozenset({"€", "$"}),
    ),
    (_stems("taux pourcentage percentage rate"), frozenset({"%"})),
)

_ACRONYMS = {
    "gti": "temps delai intervention prise en charge prise en compte",
    "gtr": "temps delai retablissement resolution remise en service",
    "gte": "temps delai escalade",
    "rto": "delai reprise retablissement dmia",
    "rpo": "perte donnees pdma",
    "pdma": "perte donnees rpo",
    "dmia": "interruption reprise rto",
    "tjm": "tarif prix taux journalier jour",
    "p": "priorite priority",
    "s": "severite severity",
    "c": "criticite",
    "n": "niveau",
}
"""What the field's abbreviations stand for, in the names of columns and rows."""

_PLACES = ("article", "articles", "annexe", "clause", "section", "page", "paragraphe", "alinea")
_CODE = re.compile(r"\b([a-z]{1,4})[ -]?(\d{1,2})\b")
_NUMBER = re.compile(r"\d")
_NUMBERED = re.compile(r"\b([a-z]{3,})s?\s+(?:de |d'|n° ?)?(\d{1,2})\b(?![.,]?\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """A row that answers: what names it, and the columns that say what is asked."""

    table: Table
    line: Line
    keys: tuple[int, ...]
    told: tuple[int, ...]

    def stands_in(self, passage: Passage) -> bool:
        return self.table.document == passage.document_id and self.line.row.span.within(passage.span)

    @property
    def label(self) -> str:
        """What the row is known by: what it was chosen by, and its first cell where others were as well."""
        known = [self.line.cells[column] for column in self.keys or (0,)]
        others = [line for line in self.table.lines if line is not self.line]
        if any([line.cells[column] for column in self.keys] == known for line in others):
            known = [self.line.cells[0], *known]
        return ", ".join(cell for cell in dict.fromkeys(known) if cell)

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """What it says, each under the name of its column."""
        return tuple((self.table.title(column), self.line.cells[column]) for column in self.told)


@dataclass(frozen=True, slots=True)
class Missed:
    """A table that deals with what is asked, and has no row for it."""

    table: Table
    said: str  # the figure or name that no row has


@dataclass(frozen=True, slots=True)
class Choice:
    """What tables say on a question. `near` are rows that may answer, without all of the question's words."""

    found: tuple[Found, ...] = ()
    near: tuple[Found, ...] = ()
    missed: Missed | None = None


def choose(question: str, tables: Sequence[tuple[Table, str]]) -> Choice:
    """The rows that a question is about. Each table comes with what it stands under: headings, the document's title.

    A row is found only when every word of the question is accounted for, by the row, the names of its columns or what
    the table stands under, and every figure by what a cell holds for: a row chosen by half would tell a wrong figure.
    """
    asked = _Question(question)
    found: list[Found] = []
    near: list[Found] = []
    missed: list[Missed] = []
    for table, under in tables:
        view = _View(asked, table, under)
        rows = view.rows()
        if len(rows) > _MOST:
            continue
        sure = [row for row in rows if view.accounts_for(row)]
        found += sure
        near += [row for row in rows if row not in sure]
        if not rows and (said := view.lacking()):
            missed.append(Missed(table, said))
    if len(found) > _MOST:
        return Choice(near=tuple(found))
    return Choice(tuple(found), tuple(near), None if found or not missed else missed[0])


@dataclass(frozen=True, slots=True)
class _Name:
    """A noun, or its first letters, and the number of what is named."""

    noun: str
    number: str
    said: str

    def names(self, letters: str, words: frozenset[str]) -> bool:
        """Whether it is meant by a number that stands behind these letters, "" for none, among these words."""
        if letters:
            return self.noun == letters or (len(letters) == 1 and self.noun.startswith(letters))
        initial = len(self.noun) == 1 and any(word.startswith(self.noun) for word in words)
        return initial or any(kindred(self.noun, word) for word in words)


@dataclass(frozen=True)
class _Question:
    text: str

    @cached_property
    def ranges(self) -> tuple[Range, ...]:
        return asked_ranges(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        return content_stems(self.text)

    @cached_property
    def names(self) -> tuple["_Name", ...]:
        """What is named by a number: "sévérité 2", "P2"."""
        folded = fold(self.text)
        counted = {fold(one.said) for one in self.ranges}
        found = [(stem(one[1]), one[2]) for one in _NUMBERED.finditer(folded) if one[1] not in _PLACES]
        found += [(one[1], one[2]) for one in _CODE.finditer(folded) if len(one[1]) < 3]
        named = [name for name in dict.fromkeys(found) if not any(said.startswith(name[1]) for said in counted)]
        return tuple(_Name(noun, number, self._written(number)) for noun, number in named)

    def _written(self, number: str) -> str:
        """A number and the letters before it, as the question writes them."""
        found = re.search(rf"[^\W\d]+\W{{0,2}}{number}(?!\d)", self.text)
        return found.group() if found else number

    @cached_property
    def focus(self) -> frozenset[str]:
        """What must be accounted for by words: neither small words nor figures."""
        units = {stem(word) for one in self.ranges for word in tokens(one.said)}
        words = focus_stems(self.text) - _PLAIN_ASKING - units
        return frozenset(word for word in words if not re.search(r"\d", word))


@dataclass(frozen=True)
class _View:
    """A table as a question sees it."""

    asked: _Question
    table: Table
    under: str

    def rows(self) -> list[Found]:
        """The rows that hold for every figure asked that a column counts, and have the best name of those."""
        if self.asked.ranges and not self._columns:
            return []
        held = [line for line in self.table.lines if all(self._holding(line, one) for one in self._columns)]
        named = self._named(held)
        if not named and not self._columns:
            return []
        names = dict(named)
        found = []
        for line in names or held:
            conditions = [column for one in self._columns for column in self._holding(line, one)]
            keys = tuple(dict.fromkeys([*conditions, *names.get(line, ())]))
            found.append(Found(self.table, line, keys, self._told(line, keys)))
        return found

    @cached_property
    def _columns(self) -> dict[Range, tuple[int, ...]]:
        """For each figure asked, the columns whose cells hold for such figures."""
        found = {one: tuple(self._counting(one)) for one in self.asked.ranges}
        return {one: columns for one, columns in found.items() if columns}

    def _counting(self, asked: Range) -> Iterator[int]:
        """Columns of ranges; where there is none, and the question has a plain figure, those that have this figure."""
        fitting = {column: self._ranges(asked, column) for column in range(len(self.table.titles))}
        wide = [column for column, ranges in fitting.items() if any(not one.exact for one in ranges)]
        exact = [column for column, ranges in fitting.items() if any(one.meets(asked) for one in ranges)]
        yield from wide or (exact if asked.exact else [])

    def _ranges(self, asked: Range, column: int) -> list[Range]:
        """What the cells of a column hold for, where most of them count what is asked."""
        title = self.table.title(column)
        cells = [range_of(line.cells[column], title) for line in self.table.lines if _filled(line, column)]
        fitting = [one for one in cells if one is not None and same_unit(asked, one, title)]
        return fitting if len(fitting) > _HALF * len(cells) else []

    def _holding(self, line: Line, asked: Range) -> list[int]:
        held = []
        for column in self._columns[asked]:
            title = self.table.title(column)
            cell = range_of(line.cells[column], title) if _filled(line, column) else None
            if cell is not None and same_unit(asked, cell, title) and cell.meets(asked):
                held.append(column)
        return held

    def _named(self, lines: Sequence[Line]) -> list[tuple[Line, tuple[int, ...]]]:
        """The rows that the question names best, each with the columns of its name."""
        scored = [(*self._name(line), line) for line in lines]
        best = max((score for score, _, _ in scored), default=0.0)
        return [(line, columns) for score, columns, line in scored if score >= best - _NEARLY] if best else []

    def _name(self, line: Line) -> tuple[float, tuple[int, ...]]:
        """How much of a row's name the question has, weighed by how few rows share it; and where that name stands."""
        weights = [self._weight(line, column) for column in range(len(line.cells))]
        return sum(weights), tuple(column for column, weight in enumerate(weights) if weight)

    def _weight(self, line: Line, column: int) -> float:
        counts = range_of(line.cells[column])
        if not 0 < len(line.cells[column]) <= _LONGEST_NAME or (counts and (counts.unit or not counts.exact)):
            return 0.0
        weights = self._weights(column)
        terms = {term: weights.get(term, 0.0) for term in self._terms(line, column)}
        numbered = self._numbers(line, column)
        had = sum(
            weight for term, weight in terms.items() if explained([term], self.asked.stems) and not term.isdigit()
        )
        had += sum(weights.get(number, 0.0) for number in numbered)
        whole = sum(terms.values())
        return had if whole and had >= _NAMED * whole else 0.0

    def _weights(self, column: int) -> dict[str, float]:
        """How telling each word of a column is: nothing where every row has it."""
        every = [self._terms(line, column) for line in self.table.lines if _filled(line, column)]
        words = {word for terms in every for word in terms}
        return {word: log(len(every) / sum(word in terms for terms in every)) for word in words}

    def _terms(self, line: Line, column: int) -> frozenset[str]:
        """The words of a cell; a code such as "P2" is its letter's meaning and its number."""
        codes = _CODE.findall(fold(line.cells[column]))
        return (
            line.stems[column] - {a + b for a, b in codes} | {number for _, number in codes}
            if codes
            else line.stems[column]
        )

    def _numbers(self, line: Line, column: int) -> set[str]:
        """The numbers of a cell by which the question names it: "sévérité 2" for "S2", or for "2" under "Sévérité"."""
        terms = self._terms(line, column)
        return {name.number for name in self.asked.names if name.number in terms and self._means(name, line, column)}

    def _means(self, name: _Name, line: Line, column: int) -> bool:
        """Whether a name, its number aside, is of the kind that a cell holds."""
        words = content_stems(f"{self.table.title(column)} {line.cells[column]}")
        letters = [letters for letters, _ in _CODE.findall(fold(line.cells[column]))] or [""]
        return any(name.names(one, words) for one in letters)

    def _told(self, line: Line, keys: Sequence[int]) -> tuple[int, ...]:
        """The columns that say what is asked: by their names, else by the kind of figure; all others at last."""
        others = [column for column in range(len(line.cells)) if column not in keys and _filled(line, column)]
        others = [column for column in others if line.cells[column] not in [line.cells[key] for key in keys]]
        stems = {column: _title_stems(self.table.title(column)) for column in others}
        shared = frozenset.intersection(*stems.values()) if len(stems) > 1 else frozenset()
        scores = {column: len(explained(self.asked.stems, stems[column] - shared)) for column in others}
        best = max(scores.values(), default=0)
        if best:
            return tuple(column for column in others if scores[column] == best)
        kinds = [units for words, units in _KINDS if words & self.asked.stems]
        fitting = [column for column in others if any(_counts(line.cells[column], units) for units in kinds)]
        return tuple(fitting or others)

    def accounts_for(self, found: Found) -> bool:
        """Whether a row answers the whole question."""
        if not found.told or set(self._columns) != set(self.asked.ranges):
            return False
        numbered = [number for column in range(len(found.line.cells)) for number in self._numbers(found.line, column)]
        titles = " ".join(map(self.table.title, range(len(self.table.titles))))
        in_titles = {number for _, number in _CODE.findall(fold(titles))}
        if any(name.number not in numbered and name.number not in in_titles for name in self.asked.names):
            return False
        told = " ".join(found.line.cells[column] for column in found.told)
        asked = self.asked.focus - self._kinds(told)
        return not asked - explained(asked, self._vocabulary(found.line))

    def lacking(self) -> str:
        """The figure or name that a table deals with, and has no row for; "" where it does not deal with it."""
        words = self._vocabulary(*self.table.lines)
        kinds = self._kinds(" ".join(cell for line in self.table.lines for cell in line.cells))
        asked = self.asked.focus - kinds
        if asked - explained(asked, words):
            return ""
        for one in self._columns:
            if not any(self._holding(line, one) for line in self.table.lines):
                return one.said
        return next((name.said for name in self.asked.names if self._lacks(name)), "")

    def _lacks(self, name: _Name) -> bool:
        """Whether a column numbers such things, and none of its cells has this number."""
        for column in range(len(self.table.titles)):
            lines = [line for line in self.table.lines if _filled(line, column)]
            alike = [line for line in lines if _NUMBER.search(line.cells[column]) and self._means(name, line, column)]
            if len(alike) > 1 and len(alike) > _HALF * len(lines):
                return not any(name.number in self._terms(line, column) for line in alike)
        return False

    def _kinds(self, told: str) -> frozenset[str]:
        """Words of the question that ask for a kind of figure, which is there."""
        return frozenset(word for words, units in _KINDS if _counts(told, units) for word in words)

    def _vocabulary(self, *lines: Line) -> frozenset[str]:
        named = frozenset().union(*(_title_stems(title) for title in self.table.titles))
        cells = frozenset().union(*(stems for line in lines for stems in line.stems))
        codes = {letters for line in lines for cell in line.cells for letters, _ in _CODE.findall(fold(cell))}
        spelled = content_stems(" ".join(_ACRONYMS.get(code, "") for code in codes))
        return named | cells | spelled | content_stems(f"{self.under} {self.table.about}")


def _filled(line: Line, column: int) -> bool:
    return column < len(line.cells) and bool(line.cells[column])


def _title_stems(title: str) -> frozenset[str]:
    """What a column's name speaks of, its abbreviations spelled out."""
    spelled = " ".join(_ACRONYMS.get(word, "") for word in tokens(title) if len(word) > 1)
    return content_stems(f"{title} {spelled}")


def _counts(text: str, units: frozenset[str]) -> bool:
    return any(figure.unit in units for figure in figures(text))
