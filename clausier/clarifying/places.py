"""Which clause a person names: « article 12.3 », « 18 bis », « annexe 2 », « Annexe 2, 4.1 »."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from clausier.domain.documents import Clause, Document, Role
from clausier.domain.folding import fold
from clausier.domain.french import listed
from clausier.errors import ClausierError, UnknownName

_NEAR = 6  # articles named in a piece of advice: what is read at a glance
_LONGEST = 200  # characters of what a person types to name an article
_ANNEX_WORD = r"(?:annexes?|annex|appendices?|appendix|schedules?|exhibits?|attachments?)"
_ANNEX = re.compile(rf"\b{_ANNEX_WORD}\b\s*(?:n°?\s*|no\.?\s*)?(?P<number>\d{{1,2}}(?:[./]\d+)*|[ivxl]+|[a-z])?(?!\w)")
_WORDS = re.compile(
    r"\b(?:articles?|art|clauses?|paragraphes?|paragraphs?|sections?|points?|alineas?|numero|"
    r"de|du|des|la|le|les|the|of)\b\.?|\b[ld]'|n°|§"
)
_FIRST = re.compile(r"\b(?:premiere?|1ere?|1er)\b")
_BIS = re.compile(r"(?<=\d)\s*(bis|ter|quater|quinquies|sexies|septies|octies|nonies)\b")
_PLACES = frozenset({Role.ARTICLE, Role.ITEM, Role.ANNEX, Role.PART})


def find_clause(document: Document, clauses: Sequence[Clause], text: str) -> Clause:
    """The clause of that number, or of that title when no other has it.

    Raises UnknownName, with the articles that are near; ClausierError where nothing is named, or several titles fit.
    """
    if not text.strip():
        raise ClausierError("Aucun article n’est nommé.", "Par exemple : clausier explain contrat.pdf « 12.3 ».")
    numbered = [clause for clause in clauses if clause.number and clause.role in _PLACES]
    wanted = _key(text)
    found = [clause for clause in numbered if _key(clause.number) == wanted] if wanted else []
    if not found:
        found = _titled(clauses, text)
    if not found:
        raise UnknownName(_unknown(document, text), _advice(numbered, wanted, text))
    return found[0]


def label_of(clause: Clause) -> str:
    """How a clause is named by itself: "Article 12.3", "Article 12 Résiliation", "Annexe 2, 4.1"."""
    bare = clause.role is Role.ITEM and clause.number and "," not in clause.number
    return f"Article {clause.label}" if bare else clause.label


def namesakes(clauses: Sequence[Clause], clause: Clause) -> list[Clause]:
    """The other clauses of the same number: an act joined to another may count anew."""
    same = (other for other in clauses if other.number and other.id != clause.id and other.role in _PLACES)
    return [other for other in same if _key(other.number) == _key(clause.number)]


def _key(text: str) -> str:
    """One way of writing a number, the annex first: "annexe 2, 4.1", "18 bis", "12.3.a"."""
    folded = " ".join(fold(text[:_LONGEST]).split())
    annex = _ANNEX.search(folded)
    rest = f"{folded[: annex.start()]} {folded[annex.end() :]}" if annex else folded
    number = _plain(rest)
    if annex is None:
        return number
    name = f"annexe {annex['number'] or ''}".strip()
    return f"{name}, {number}" if number else name


def _plain(text: str) -> str:
    number = _WORDS.sub(" ", _FIRST.sub("1", text)).strip(" ,;:.°)«»\"'")
    number = _BIS.sub(r" \1", number)
    number = re.sub(r"[\s.(]*\b([a-z]|[ivx]{2,5})$", r".\1", number) if number[:1].isdigit() else number
    number = re.sub(r"(?<=\d)\s*[-.]\s*(?=[\da-z])", ".", number)
    return re.sub(r"\s+", " ", number).strip(" .,")


def _titled(clauses: Sequence[Clause], text: str) -> list[Clause]:
    """The clauses of that title; more than one is refused, for only the reader knows which is meant."""
    asked = fold(text).strip(" «»\"'.")
    found = [clause for clause in clauses if asked and asked in (fold(clause.heading), fold(clause.label))]
    if len(found) > 1:
        labels = listed([clause.label for clause in found[:_NEAR]])
        raise ClausierError(f"Plusieurs clauses portent le titre « {text.strip()} ».", f"Donnez son numéro : {labels}.")
    return found


def _unknown(document: Document, text: str) -> str:
    return f"« {document.title} » n’a pas d’article « {text.strip()[:_LONGEST]} »."


def _advice(numbered: Sequence[Clause], wanted: str, text: str) -> str:
    if not numbered:
        return "Aucune numérotation n’a été reconnue dans ce document : clausier report DOC le dit."
    keys = {_key(clause.number): clause.number for clause in numbered}
    titles = {fold(clause.heading): clause.number for clause in numbered if clause.heading}
    close = [titles[title] for title in get_close_matches(fold(text), titles, 2)]
    head = re.split(r"[.,]", wanted)[0]
    kin = [number for key, number in keys.items() if head and re.match(rf"{re.escape(head)}(?!\w)", key)]
    near = list(dict.fromkeys([*close, *(kin or _around(wanted, keys))]))[:_NEAR]
    return f"Articles les plus proches : {listed(near)}."


def _around(wanted: str, keys: Mapping[str, str]) -> list[str]:
    """The articles nearest to a number that none has; nearest in spelling where it is no number."""
    whole = {key: int(key) for key in keys if key.isdigit()}
    digits = re.match(r"\d+", wanted)
    if digits and whole:
        asked = int(digits.group())
        nearest = sorted(whole, key=lambda key: abs(whole[key] - asked))[: _NEAR // 2]
        return [keys[key] for key in sorted(nearest, key=lambda key: whole[key])]
    return [keys[key] for key in get_close_matches(wanted, keys, _NEAR, 0.5) or list(keys)[:_NEAR]]
