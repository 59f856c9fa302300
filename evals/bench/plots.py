"""The bench's drawings, as SVG to be set inside a page: stages, calls, and costs that grow."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from evals.bench.profile import Frame
from evals.bench.results import Growth, Stages, decimal
from evals.plots import INK, OURS, RIVAL, RULE, drawn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDE, _TALL = 1000.0, 22.0
_LETTER = 6.4  # pixels a letter of labels, on average
_SMALLEST = 0.004  # of the whole; narrower calls are not drawn
_DEEPEST = 40
_TONES = ("#B9C4D3", "#D9D3C5", "#C9D6C3", "#E3D2B0", "#D6C3CB", "#C3D3D6")
_LINES = (OURS, RIVAL, "#1B5E3A", "#7A4A00", "#6B4F7A", "#8C2F39")


def bar(stages: Stages, longest: float) -> str:
    """The stages of a path one after the other, as wide as they take, on a scale that other paths share."""
    shapes, at = [], 0.0
    for number, (name, seconds) in enumerate(stages.seconds):
        width = _WIDE * seconds / longest
        told = f"{name} : {decimal(seconds * 1e3)} ms"
        shapes.append(_box(at, 0, width, told, _TONES[number % len(_TONES)]))
        at += width
    return _svg(_TALL * 1.3, shapes)


def icicle(root: Frame) -> str:
    """Calls inside calls, the outermost on top, as wide as they were seen often."""
    shapes = list(_calls(root, 0.0, 0, root.seen))
    deepest = max((depth for depth, _ in shapes), default=0)
    return _svg(_TALL * (deepest + 1), [shape for _, shape in shapes])


def growths(found: Sequence[Growth]) -> str:
    """Costs on logarithmic axes, each with the exponent of its power law."""

    def draw(axes: "Axes") -> None:
        for number, growth in enumerate(found):
            sizes, costs = zip(*growth.points, strict=True)
            axes.plot(sizes, costs, "o-", color=_LINES[number % len(_LINES)], markersize=4, label=_named(growth))
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlabel(found[0].against)
        axes.grid(color=RULE, linewidth=0.6)
        axes.legend(frameon=False, fontsize=9, loc="upper center", bbox_to_anchor=(0.5, -0.14))

    return drawn(6.4, 3.6 + 0.2 * len(found), draw)


def _named(growth: Growth) -> str:
    exponent = growth.exponent
    return growth.cost if exponent is None else f"{growth.cost} : exposant {decimal(exponent)}"


def _calls(frame: Frame, left: float, depth: int, whole: int) -> Iterator[tuple[int, str]]:
    width = _WIDE * frame.seen / max(whole, 1)
    told = f"{frame.name} : {decimal(100 * frame.seen / max(whole, 1))} %"
    yield depth, _box(left, depth * _TALL, width, told, _TONES[depth % len(_TONES)])
    for inner in sorted(frame.inside.values(), key=lambda one: -one.seen):
        if inner.seen < _SMALLEST * whole or depth >= _DEEPEST:
            break
        yield from _calls(inner, left, depth + 1, whole)
        left += _WIDE * inner.seen / max(whole, 1)


def _box(left: float, top: float, width: float, told: str, tone: str) -> str:
    """A rectangle that says its name where it is wide enough, and always under the pointer."""
    room = int(width / _LETTER) - 1
    said = told if len(told) <= room else f"{told[: room - 1]}…" if room > 4 else ""
    return (
        f'<g><title>{escape(told)}</title><rect x="{left:.1f}" y="{top:.1f}" width="{max(width - 0.6, 0.3):.1f}" '
        f'height="{_TALL - 1:.0f}" fill="{tone}"/><text x="{left + 4:.1f}" y="{top + 15:.1f}" font-size="11.5" '
        f'fill="{INK}">{escape(said)}</text></g>'
    )


def _svg(height: float, shapes: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {_WIDE:.0f} {height:.0f}" role="img">{"".join(shapes)}</svg>'
