"""What a question looks like in a file that holds other things beside: by its form, never by its subject."""

import re
from collections.abc import Sequence

from clausier.answering.asking import TELLS_TO
from clausier.domain.folding import fold

MOST = 2000
"""Questions in one file: ten times the longest questionnaire seen; more is a file of something else."""

_ASKED = re.compile(r"\?[\s»”\"')\]*]*$")
_MARK = re.compile(
    r"^\s*(?:[-–—•▪●*◦□☐■➢>]+|\(?(?:[Qq](?:uestion)?\s*(?:n°\s*)?|[Nn]°\s*)\d{1,3}(?:[.-]\d{1,3})*\s?[.):–-]*|"
    r"\(?\d{1,3}(?:[.-]\d{1,3})*\s?[.):]+|\d{1,3}(?:\.\d{1,3})*(?:\s?[–-])?(?=\s+[^\W\d_a-zà-ÿ])|"
    r"\(?[a-z][.)]|\(?[A-Z]\))\s+"
)
"""A bare number is one only before a capital: "24 mois suffisent-ils ?" begins with what the contract says."""
_OPENS = re.compile(
    r"(?:quel(?:le)?s?|qui|quand|comment|combien|pourquoi|lesquel(?:le)?s|est-ce|qu'est-ce|a quel(?:le)?s?|"
    r"dans quel(?:le)?s?|de quel(?:le)?s?|sous quel(?:le)?s?|selon quel(?:le)?s?|y a[- ]t[- ]il|existe[- ]t[- ]il|"
    r"what|which|when|who|whom|how|where|why|is|are|does|do|has|have|can|may|must|will|would|should|under what|"
    r"at what|to what extent)\b"
)
_INVERTED = re.compile(r"\w-(?:t-)?(?:il|elle|ils|elles|on|ce|nous|vous)\b")
_LEADS_IN = re.compile(r":\s*$")
_COLON, _ITEM_END = " :\u00a0\u202f", " ;.,?\u00a0\u202f"
_HEADED = re.compile(
    r"\b(?:questions?|points?\b.*\b(?:verifier|controler|examiner|traiter|analyser|attention)|exigences?|"
    r"(?:points?|elements?) (?:de|a) (?:controle|verif\w*|confirmer)|requirements?|"
    r"(?:items?|points?) to (?:check|verify|review|confirm)|requests?|queries|query|enquiry|enquiries)\b"
)
_COUNTED = re.compile(r"\bn°|\b(?:no|num|numero|number|ref|reference|id|type|code|#|nombre)\b|^#")
_NAMES = re.compile(
    r"^(?:(?:n°|n|no|num\.?|numero|number|ref\.?|reference|id|identifiant|#|item|q)(?:\s+(?:de\s+)?(?:la\s+)?question)?|"
    r"question\s+(?:n°|no|id|#|number))\.?$"
)
_ANSWERS = re.compile(
    r"^(?:(?:vos|votre|la|les|your) )?(?:reponses?|answers?|responses?)"
    r"(?: (?:du|de|des|d'|of|from|by) ?(?:l'|la |le |les |the )?[\w' -]+)?\s*:?$"
)


def is_question(text: str) -> bool:
    """Whether a text asks: by its mark, by how it opens, or by telling somebody to find something out."""
    if _ASKED.search(text):
        return True
    folded = fold(unmarked(text))
    opening = " ".join(folded.split()[:8])
    return bool(_OPENS.match(folded) or _INVERTED.search(opening) or TELLS_TO.match(folded))


def ends_as_question(text: str) -> bool:
    """Whether a text ends on a question mark: in running prose nothing less tells a question."""
    return _ASKED.search(text) is not None


def unmarked(text: str) -> str:
    """The text without a number or a bullet that was typed before it."""
    bare = _MARK.sub("", text, count=1).strip()
    return bare or text.strip()


def typed_mark(text: str) -> str:
    """The number or the bullet that was typed before a text; "" where there is none."""
    found = _MARK.match(text)
    return found.group().strip() if found and text[found.end() :].strip() else ""


def numbered(mark: str) -> str:
    """The number or the letter in a mark: "1.2" of "1.2)", "Q3" of "Q3 –"; "" of a bullet."""
    bare = mark.strip().strip("().:–-*•").strip()
    return bare if re.search(r"\w", bare) else ""


def leads_in(text: str) -> bool:
    """Whether a text begins a question that the items of a list after it end: "Le contrat prévoit-il :"."""
    return _LEADS_IN.search(text) is not None and is_question(text.rstrip(_COLON))


def completed(lead: str, item: str) -> str:
    """An item of such a list as a whole question."""
    return f"{lead.rstrip(_COLON)} {unmarked(item).rstrip(_ITEM_END)}\u202f?"


def heads_questions(text: str) -> bool:
    """Whether a column's header announces questions, rather than their numbers."""
    folded = fold(text).strip()
    return len(folded) <= 80 and _HEADED.search(folded) is not None and _COUNTED.search(folded) is None


def heads_names(text: str) -> bool:
    """Whether a column's header announces the numbers or references of the questions."""
    return _NAMES.match(" ".join(fold(text).split())) is not None


def heads_answers(text: str) -> bool:
    """Whether a column's header keeps room for answers: "Réponse", "Vos réponses", "Réponse du prestataire"; not
    "Réponse (oui/non)", which wants a word."""
    return _ANSWERS.match(" ".join(fold(text).split())) is not None


def mostly_questions(texts: Sequence[str]) -> bool:
    """Whether at least half of some texts ask."""
    return bool(texts) and 2 * sum(map(is_question, texts)) >= len(texts)
