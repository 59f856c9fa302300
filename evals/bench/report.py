"""The bench's report: one page that needs nothing beside it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from clausier.domain.french import long_date, typeset
from evals.bench import plots, table
from evals.bench.profile import Profile, hottest
from evals.bench.results import Growth, Part, Row, Stages, decimal, ratios

_HERE = Path(__file__).parent
_HOTTEST = 15  # functions of a profile that are listed


def report(parts: Sequence[Part], profiles: Sequence[Profile], commit: str, machine: str) -> str:
    """As HTML."""
    loader = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    loader.filters |= {
        "owed": table.owed,
        "ours": _ours,
        "plain": table.plain,
        "ratio": table.ratio,
        "capital": _capital,
    }
    rows = [row for part in parts for row in part.rows]
    return loader.get_template("report.html.j2").render(
        commit=commit,
        day=long_date(datetime.now(UTC).date()),
        machine=machine,
        rows=rows,
        remarks=[typeset(remark) for part in parts for remark in part.remarks],
        paths=list(_paths([stages for part in parts for stages in part.stages])),
        growths=list(_growths([growth for part in parts for growth in part.growths if growth.points])),
        profiles=[(one.path, Markup(plots.icicle(one.root)), _hot(one)) for one in profiles],
        line=typeset(table.line(ratios(rows))),
    )


def _ours(row: Row) -> str:
    return table.ranged(row, row.ours)


def _paths(found: Sequence[Stages]) -> Iterator[tuple[str, str, Markup, list[tuple[str, str, str]]]]:
    for stages in found:
        whole = sum(seconds for _, seconds in stages.seconds)
        if whole:
            lines = [(name, decimal(spent * 1e3), decimal(100 * spent / whole)) for name, spent in stages.seconds]
            yield stages.path, stages.unit, Markup(plots.bar(stages, whole)), lines


def _growths(found: Sequence[Growth]) -> Iterator[tuple[str, Markup]]:
    for against in dict.fromkeys(growth.against for growth in found):
        yield against, Markup(plots.growths([growth for growth in found if growth.against == against]))


def _hot(profile: Profile) -> list[tuple[str, str]]:
    return [(name, decimal(100 * share)) for name, share in hottest(profile.root, _HOTTEST)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
