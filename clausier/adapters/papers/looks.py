"""Colours of the pages, alike in every format. They never say anything that words do not."""

from types import MappingProxyType
from typing import Final

INK: Final = "1E2329"
MUTED: Final = "565C65"
TITLE: Final = "1F3A5F"
LINE: Final = "D9D3C5"
RULE: Final = "B3A88F"  # beside the words of a document
PAPER: Final = "F3EFE6"
MODEL: Final = "EEF1F6"  # behind the words of a model
WARNING: Final = "7A4A00"

_GREEN, _AMBER, _GREY, _BLUE, _ROSE = "E3F1E8", "FBEFD5", "ECEDEF", "E8EDF4", "FBE9E7"
SHADES: Final = MappingProxyType(
    {
        "oui": _GREEN,
        "identical": _GREEN,
        "partiel": _AMBER,
        "different": _AMBER,
        "non_trouve": _GREY,
        "superseded": _GREY,
        "only_a": _BLUE,
        "only_b": _BLUE,
        "conflict": _ROSE,
    }
)
"""What a cell may be shaded for, as `Cell.shade` names it. Dark ink stands out on each of them by 12 to 1 or more."""
