"""Pictures set upright, and every place found back."""

import pytest
from PIL import Image

from clausier.domain.text import Box
from ingest.readers.upright import Placing, is_bare, lies_on_its_side, slant, turned
from tests.reading.made import CLAUSES, Sheet, pdf
from tests.scanning import grain, pictured, worn


def text_page(sheet: Sheet) -> None:
    sheet.lines(CLAUSES * 3)


PAGE = pictured(pdf(text_page))
WAYS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)


@pytest.mark.parametrize("degrees", [-5.0, -1.3, -0.4, 0.0, 0.7, 3.2])
def test_a_slant_is_measured(degrees: float) -> None:
    assert slant(worn(PAGE, degrees)) == pytest.approx(-degrees, abs=0.11)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("degrees", [0.0, 2.0])
def test_what_stands_somewhere_upright_stood_there_before(quarters: int, degrees: float) -> None:
    """A spot is painted on the picture; where it is found upright, mapped back, is where it was painted."""
    lying = worn(PAGE, degrees, noise=0.0)
    lying = lying.transpose(WAYS[3 - quarters]) if quarters else lying
    spot = (700, 2000)
    lying.paste(0, (spot[0] - 40, spot[1] - 40, spot[0] + 40, spot[1] + 40))
    upright, placing = turned(lying, quarters)
    assert upright.width < upright.height
    solid = upright.reduce(16).point(lambda level: 255 if level < 40 else 0).getbbox()
    assert solid is not None
    left, top, right, bottom = (edge * 16 for edge in solid)
    x, y = placing.point((left + right) / 2, (top + bottom) / 2)
    assert (x, y) == pytest.approx(spot, abs=20)


def test_turns_follow_one_another() -> None:
    quarter, shift = Placing(0, -1, 100, 1, 0, 0), Placing(1, 0, 5, 0, 1, 7)
    both = quarter.after(shift)
    assert both.point(3, 4) == quarter.point(*shift.point(3, 4))


def test_a_box_is_mapped_to_the_smallest_upright_one_around_it() -> None:
    assert Placing(0, -1, 100, 1, 0, 0).box(Box(10, 20, 30, 50), 2.0) == Box(100, 20, 160, 60)


@pytest.mark.parametrize("way", WAYS)
def test_pages_on_their_side_are_told(way: Image.Transpose) -> None:
    assert lies_on_its_side(worn(PAGE).transpose(way)) is (way is not Image.Transpose.ROTATE_180)


def test_dust_is_no_ink_and_one_line_is() -> None:
    assert is_bare(grain((2480, 3508)))
    assert not is_bare(worn(pictured(pdf(lambda sheet: sheet.lines(["Annexe 4"])))))


def test_a_shadow_is_lifted_and_even_light_left_alone() -> None:
    even = worn(PAGE, 0.0)
    assert turned(even, 0)[0] is even
    shadow = Image.linear_gradient("L").resize(PAGE.size).point(lambda level: 70 + level * 185 // 255)
    dark = Image.composite(PAGE, Image.new("L", PAGE.size, 0), shadow)
    lifted = turned(dark, 0)[0]
    corner = lifted.crop((50, 20, 250, 120)).getextrema()
    assert isinstance(corner[0], int)
    assert corner[0] > 200
