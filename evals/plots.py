"""The report's plots, as SVG to be set inside a page."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evals.figures import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, GREY, RULE, OURS, RIVAL, OWED, PALE = (
    "#1E2329",
    "#565C65",
    "#D9D3C5",
    "#1F3A5F",
    "#8F897B",
    "#1B5E3A",
    "#B9C4D3",
)
_LOOK: Mapping[Any, object] = {
    "svg.fonttype": "none",  # the page's own letters
    "svg.hashsalt": "clausier",  # the same bytes for the same figures
    "font.family": "sans-serif",
    "font.size": 10.5,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": GREY,
    "xtick.color": GREY,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_MARKS = {"clausier": "o", "langchain": "s", "bm25": "^", "dense": "D", "fusion": "v"}
_ROW = 0.34  # inches


def curves(found: Mapping[str, Sequence[tuple[int, Figure]]], target: Mapping[int, float]) -> str:
    """Recall by depth, a line a reader."""

    def draw(axes: "Axes") -> None:
        for reader, points in found.items():
            _curve(axes, reader, points)
        axes.scatter(
            list(target), list(target.values()), marker="_", s=260, color=OWED, linewidth=2.5, label="objectif"
        )
        axes.set_xticks(sorted({depth for points in found.values() for depth, _ in points}))
        axes.set_xlabel("passages regardés")
        axes.set_ylim(0, 1.02)
        axes.yaxis.set_major_formatter(_comma)
        axes.grid(axis="y", color=RULE, linewidth=0.6)
        axes.legend(frameon=False, loc="lower right", fontsize=9.5)

    return drawn(5.6, 3.4, draw)


def _curve(axes: "Axes", reader: str, points: Sequence[tuple[int, Figure]]) -> None:
    ours = reader == "clausier"
    found = [figure.estimate for _, figure in points]
    around = [[one.value - one.low for one in found], [one.high - one.value for one in found]]
    axes.errorbar(
        [depth for depth, _ in points],
        [one.value for one in found],
        around if ours else None,
        marker=_MARKS.get(reader, "."),
        color=OURS if ours else RIVAL,
        linewidth=2.2 if ours else 1.1,
        markersize=6 if ours else 5,
        capsize=3,
        label=reader.capitalize() if ours else reader,
    )


def dots(named: Sequence[tuple[str, Figure]], owed: float | None) -> str:
    """A value with its interval on each line, and what is owed across them."""

    def draw(axes: "Axes") -> None:
        for at, (_, figure) in enumerate(named):
            found = figure.estimate
            axes.plot([found.low, found.high], [at, at], color=PALE, linewidth=5, solid_capstyle="butt")
            axes.plot([found.value], [at], "o", color=OURS, markersize=7)
        if owed is not None:
            axes.axvline(owed, color=OWED, linewidth=1.4, linestyle=(0, (4, 2)))
        axes.set_xlim(-0.02, 1.02)
        axes.xaxis.set_major_formatter(_comma)
        axes.grid(axis="x", color=RULE, linewidth=0.6)
        _lines(axes, [f"{name}  ({figure.estimate.units})" for name, figure in named])

    return drawn(5.6, 0.75 + _ROW * len(named), draw)


def bars(counts: Sequence[tuple[str, int]]) -> str:
    """How often each cause was met."""

    def draw(axes: "Axes") -> None:
        axes.barh(range(len(counts)), [count for _, count in counts], color=PALE, height=0.62)
        for at, (_, count) in enumerate(counts):
            axes.text(count, at, f" {count}", va="center", color=INK)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        _lines(axes, [name for name, _ in counts])

    return drawn(10.5, 0.4 + _ROW * len(counts), draw)


def _comma(value: float, _: float) -> str:
    """As French writes decimals."""
    return f"{value:.1f}".replace(".", ",")


def _lines(axes: "Axes", names: Sequence[str]) -> None:
    """A name a line, the first on top."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)


def drawn(width: float, height: float, draw: "Callable[[Axes], None]") -> str:
    """A drawing, in inches, without the head of a file of its own."""
    import matplotlib
    from matplotlib.figure import Figure as Drawing

    buffer = io.StringIO()
    with matplotlib.rc_context(dict(_LOOK)):
        drawing = Drawing(figsize=(width, height), layout="constrained")
        drawing.patch.set_alpha(0)
        axes = drawing.add_subplot()
        axes.patch.set_alpha(0)
        draw(axes)
        drawing.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    whole = buffer.getvalue()
    return whole[whole.index("<svg") :]
