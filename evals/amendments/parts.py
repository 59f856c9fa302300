"""What consolidation owes, as figures: every article right, or its reader told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from clausier.domain.documents import Kind, Reading
from clausier.ports import Watcher
from evals.amendments.gold import Family, families
from evals.amendments.handed import Desk, opened_for_words
from evals.amendments.judging import Fate, Judged, Told, judged
from evals.answers.figures import READER
from evals.figures import Failure, Figure, Outcome
from evals.measures import Estimate, estimate
from evals.reading.layouts import layouts
from evals.reading.truth import sources
from evals.table import WITHIN

SET = "texte en vigueur"
_OTHERWISE = ("cormoran", "fougeraie", "ostrevant")  # whose text a layout keeps whole, tables and annexes among them
_LAYOUTS = ("PDF, une colonne", "DOCX")
_QUICK = 4  # families
_CAUSES = {Fate.FLAGGED: "texte en vigueur : faux, signalé", Fate.SILENT: "texte en vigueur : faux, sans alerte"}

Pair = tuple[float, float]
"""How many of how many."""


def measured(folder: Path, watch: Watcher, quick: bool = False) -> Outcome:
    """Every family as it was written, and some of them in other formats."""
    every = families()[:_QUICK] if quick else families()
    told: dict[str, list[Told]] = {SET: []}
    with opened_for_words(folder) as desk:
        for done, family in enumerate(every, 1):
            watch("contrats et avenants", done, len(every))
            told[SET].append(judged(family, _taken(desk, family, written(family))))
        for layout in () if quick else _LAYOUTS:
            name = f"{SET}{WITHIN}mise en page{WITHIN}{layout}"
            chosen = [family for family in every if family.name in _OTHERWISE]
            told[name] = [judged(family, _taken(desk, family, laid_out(family, layout))) for family in chosen]
    return Outcome(
        tuple(figure for name, found in told.items() for figure in figures(name, found)),
        tuple(failure for name, found in told.items() for failure in failures(name, found)),
    )


def written(family: Family) -> dict[str, tuple[str, bytes]]:
    """The files of a family as they are: by the name that its gold knows them by, the file's name and its bytes."""
    return {name: (name, (family.folder / name).read_bytes()) for name in family.files}


def laid_out(family: Family, layout: str) -> dict[str, tuple[str, bytes]]:
    """The same files in a layout."""
    known = {source.name: layouts()[layout](source) for source in sources(family.folder)}
    return {name: (known[Path(name).stem].file, known[Path(name).stem].data) for name in family.files}


def _taken(desk: Desk, family: Family, files: Mapping[str, tuple[str, bytes]]) -> dict[str, Reading]:
    """A family, handed in: the contract first, then what amends it."""
    dossier = desk.dossier(f"{family.name} {files[family.gold.contract][0]}")
    contract = desk.take(dossier, *files[family.gold.contract], Kind.CONTRACT)
    identities = {family.gold.contract: contract}
    for name in family.gold.amendments:
        identities[name] = desk.take(dossier, *files[name], Kind.AMENDMENT, contract)
    return {name: desk.reading(identity) for name, identity in identities.items()}


def figures(name: str, told: Sequence[Told]) -> Iterator[Figure]:
    """Families are what was drawn; what no amendment touches is easy, so that what one does has a line of its own."""

    def share(measure: str, counted: Callable[[Told], Pair], owed: float | None = None, low: bool = False) -> Figure:
        return Figure(name, measure, READER, of_pairs([counted(one) for one in told]), owed, low)

    yield share(
        "articles faux sans alerte", lambda one: _count(one.articles, lambda it: it.fate is Fate.SILENT), 0, True
    )
    yield share("articles justes", lambda one: _count(one.articles, _right), 0.95)
    yield share("articles modifiés justes", lambda one: _count([it for it in one.articles if it.touched], _right))
    yield share("articles attribués aux bons avenants", lambda one: _count(one.articles, lambda it: it.attributed))
    yield share("doutes attendus, levés", lambda one: (len(one.expected & one.raised.keys()), len(one.expected)))
    yield share("doutes levés à tort", lambda one: (len(one.raised.keys() - one.expected), len(one.raised)), low=True)


def _right(one: Judged) -> bool:
    return one.fate is Fate.RIGHT


def _count(articles: Sequence[Judged], counted: Callable[[Judged], bool]) -> Pair:
    return sum(map(counted, articles)), len(articles)


def of_pairs(pairs: Sequence[Pair]) -> Estimate:
    """The share over all units together, units being redrawn."""
    return estimate([pair for pair in pairs if pair[1]], _share)


def _share(pairs: Sequence[Pair]) -> float:
    return sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)


def failures(name: str, told: Sequence[Told]) -> Iterator[Failure]:
    """The articles that are not right, and the doubts that are too many or too few."""
    for one in told:
        for it in one.articles:
            if it.fate in _CAUSES:
                question = f"Article {it.expected.number} au {it.day:%d/%m/%Y}"
                expected = "supprimé" if it.expected.deleted else it.expected.text
                yield Failure(name, question, one.family, expected, it.got, _CAUSES[it.fate])
        missed, wrong = one.expected - one.raised.keys(), one.raised.keys() - one.expected
        if missed:
            yield Failure(
                name, "Doutes", one.family, ", ".join(sorted(missed)), "", "texte en vigueur : doute non levé"
            )
        for doubt in sorted(wrong):
            yield Failure(name, "Doutes", one.family, "", one.raised[doubt], "texte en vigueur : doute levé à tort")
