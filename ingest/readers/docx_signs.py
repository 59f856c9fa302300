"""Signs that Word shows and that stand in no text: those of symbol fonts, and the boxes and lists of old forms."""

from collections.abc import Mapping

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.readers.docx_styles import is_on, value_of
from ingest.readers.engine import LOST

# By the last two digits of the sign's number. Tick boxes of contracts are often signs of the Wingdings fonts.
_WINGDINGS = {
    **{"A8": "☐", "6F": "☐", "71": "☐", "FE": "☒", "FD": "☒", "78": "☒", "FC": "✓", "FB": "✗", "52": "☑"},
    **{"E0": "→", "E8": "➔", "F0": "⇨", "D8": "➢", "76": "❖", "A7": "▪", "6C": "●", "6E": "■", "9F": "•", "9E": "·"},
    **{"28": "☎", "2A": "✉", "4A": "☺", "22": "✂"},
}
_WINGDINGS_2 = {"A3": "☐", "52": "☑", "54": "☒", "53": "☒", "50": "✓", "4F": "✗", "97": "●"}
_SYMBOL = {
    **{"B7": "•", "A3": "≤", "B3": "≥", "B4": "×", "B1": "±", "B8": "÷", "B9": "≠", "BB": "≈", "A5": "∞", "B0": "°"},
    **{"AE": "→", "AC": "←", "DE": "⇒", "DB": "⇔", "A2": "′", "B2": "″", "E5": "∑", "A0": "€", "6D": "µ", "D2": "®"},
    **{"61": "α", "62": "β", "67": "γ", "64": "δ", "44": "Δ", "70": "π", "73": "σ", "53": "Σ", "57": "Ω", "6C": "λ"},
}
_FONTS: Mapping[str, Mapping[str, str]] = {"symbol": _SYMBOL, "wingdings 2": _WINGDINGS_2}
_PRIVATE = {0xF000 + int(code, 16): sign for code, sign in _WINGDINGS.items()}


def symbol(element: BaseOxmlElement) -> str:
    """The sign of a `w:sym`; the mark of a lost sign where its font is unknown here."""
    signs = _FONTS.get(element.get(qn("w:font"), "").lower(), _WINGDINGS)
    code = element.get(qn("w:char"), "")
    return signs.get(code[-2:].upper(), LOST)


def plain(text: str) -> str:
    """Text without the private signs of symbol fonts, where they are known."""
    return text.translate(_PRIVATE)


def form_field(begin: BaseOxmlElement) -> str:
    """What a field of an old form shows and does not write down: its box, or the entry chosen of its list."""
    data = begin.find(qn("w:ffData"))
    if data is None:
        return ""
    box, entries = data.find(qn("w:checkBox")), data.find(qn("w:ddList"))
    if box is not None:
        checked = is_on(box, "w:checked")
        return "☒" if (is_on(box, "w:default") if checked is None else checked) else "☐"
    if entries is not None:
        names = [entry.get(qn("w:val"), "") for entry in entries.findall(qn("w:listEntry"))]
        chosen = value_of(entries, "w:result") or value_of(entries, "w:default") or "0"
        return names[int(chosen)] if chosen.isdigit() and int(chosen) < len(names) else ""
    return ""
