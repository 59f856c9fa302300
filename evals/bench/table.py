"""The table of a run, for a terminal: what is owed, what Clausier takes, what the plain alternative takes."""

from collections.abc import Sequence

from evals.bench.results import Ratio, Row, decimal
from evals.measures import Estimate

MET, MISSED, UNTOLD = "atteint", "manqué", ""


def table(rows: Sequence[Row]) -> str:
    """As Markdown."""
    head = ("coût", "objectif", "Clausier [étendue]", "voie simple", "rapport", "")
    lines = [head, ("---",) * len(head)]
    lines += [(row.name, owed(row), ranged(row, row.ours), plain(row), ratio(row), verdict(row)) for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def owed(row: Row) -> str:
    """The target; "" without one."""
    if row.owed is None:
        return ""
    return f"≥ {decimal(row.owed)} ×" if row.of_ratio else f"≤ {row.shown(row.owed)} {row.unit}"


def ranged(row: Row, found: Estimate) -> str:
    """A figure between its least and its most."""
    value = f"{row.shown(found.value)} {row.unit}"
    return value if found.units < 2 else f"{value} [{row.shown(found.low)} – {row.shown(found.high)}]"


def plain(row: Row) -> str:
    """What the plain alternative takes; "" where it has nothing of the sort."""
    return ranged(row, row.plain) if row.plain else ""


def ratio(row: Row) -> str:
    """How many times better."""
    if row.ratio is None:
        return ""
    found = row.ratio
    return f"{decimal(found.value)} × [{decimal(found.low)} – {decimal(found.high)}]"


def verdict(row: Row) -> str:
    """Whether the target is met."""
    return UNTOLD if row.met is None else MET if row.met else MISSED


def line(found: Sequence[Ratio]) -> str:
    """All ratios on one line, the last that the bench says."""
    told = " · ".join(f"{one.name} {decimal(one.found.value)} ×" for one in found)
    return f"Rapports à la voie simple : {told}" if told else "Aucun rapport mesuré."
