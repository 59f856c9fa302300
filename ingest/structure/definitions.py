"""Where a document says what its capitalised terms mean, and by what names it calls the parties."""

import re
from collections.abc import Iterator, Sequence

from clausier.domain.documents import Clause, Definition
from clausier.domain.folding import fold
from clausier.domain.text import Span
from ingest.structure.places import Places

_OPEN, _CLOSE = r"[«“”\"„]\s*", r"\s*[»”“\"]"
_TERM = r"(?P<term>[^\W\d_][^\n«»“”\":;]{0,70}?)"
_VERB = (
    r"(?:désigne(?:nt|ra)?|signifie(?:nt|ra)?|s['’]entend(?:ent)?|veut dire|est défini|correspond(?:ent)?\s+à|"
    r"(?:shall\s+)?means?|(?:shall\s+)?refers?\s+to|has the meaning)\b"
)
_BULLET = r"(?:[•◦▪*●○–—-]\s*|\(?[a-z0-9]{1,3}[.)]\s+|\d+(?:\.\d+)+\.?\s+)?"
_GLOSS = r"(?:\s*\([^)\n]*\))?"
_ARTICLE = r"(?:[Ll][ea]s?\s+(?:termes?\s+)?|[Ll]['’]\s*)?"
_QUOTED = rf"{_ARTICLE}{_OPEN}{_TERM}{_CLOSE}"
# « Terme » désigne…, wherever a paragraph begins; without quotation marks only among definitions: elsewhere,
# « le Prestataire désigne un interlocuteur » defines nothing.
_SAYS = re.compile(rf"^[ \t]*{_BULLET}{_QUOTED}{_GLOSS}\s*[:,]?\s+{_VERB}", re.MULTILINE)
_ENTRY = re.compile(
    rf"^[ \t]*{_BULLET}(?:{_ARTICLE}{_OPEN})?{_TERM}(?:{_CLOSE})?{_GLOSS}(?:\s*[:,]?\s+{_VERB}|\s?:\s+(?=\S))",
    re.MULTILINE,
)
# « Bloquante : … Majeure : … Mineure : … », in one paragraph.
_RUN_ON = re.compile(
    r"(?<=[.;])(?:[^\S\n]+|[^\S\n]*\n(?!\s*\n))(?P<term>[A-ZÀ-Ý][\w’'-]*(?:\s[\w’'-]+){0,2}?)\s?:\s+(?=\S)"
)
_LEADS_IN = re.compile(r"(?:dans|pour|aux?|sauf|si|in|for|as|under|unless|where)\s", re.IGNORECASE)
_ALIAS = re.compile(
    r"(?:ci-\s?après|hereinafter|hereafter)[^«“\"\n]{0,70}?[«“\"]\s*(?:l[ea]s?\s+|l['’]\s*|the\s+)?(?P<term>[^»”\"\n]{2,60}?)\s*[»”\"]"
    r"|\((?:the|each,? an?|collectively,? the|les?|la|l['’])\s*[«“\"]\s*(?P<named>[^»”\"\n]{2,60}?)\s*[»”\"]\)",
    re.IGNORECASE,
)
# « …ensemble « les Parties » et chacune « la Partie » ».
_EACH = re.compile(
    r"\b(?:chacune?|individuellement|séparément|ensemble|collectivement|each|individually|collectively)\b[^«“\"\n]{0,20}"
    r"[«“\"]\s*(?:l[ea]s?\s+|l['’]\s*|the\s+|an?\s+)?(?P<term>[^»”\"\n]{2,60}?)\s*[»”\"]",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:definitions?|glossaire|terminologie|lexique|interpretation|glossary|defined terms)\b")
_ARTICLES = re.compile(r"^(?:l[ea]s?\s+|l['’]\s*|the\s+)", re.IGNORECASE)
_MOST_WORDS = 8
_PARAGRAPH_END = re.compile(r"\n\s*\n|\Z")


def definitions(text: str, clauses: Sequence[Clause], places: Places) -> tuple[Definition, ...]:
    """In the order of the text, each with the whole of its entry; a term may be defined more than once."""
    found: dict[tuple[str, int], Definition] = {}
    for term, start, end in sorted(_found(text, clauses), key=lambda item: item[1]):
        name = _ARTICLES.sub("", " ".join(term.split())).strip(' *_«»"“”,')
        if _believable(name) or (name.islower() and _ALIAS.match(text, start)):  # a party may be « le client »
            clause = places.holder(places.innermost(start))
            span = Span(start, max(start, min(end, clause.span.end)))
            found.setdefault((name, span.start), Definition(name, span, clause.id))
    return tuple(found.values())


def _found(text: str, clauses: Sequence[Clause]) -> Iterator[tuple[str, int, int]]:
    for match in _SAYS.finditer(text):
        yield match["term"], _words(text, match), _end(text, match.end())
    aliases = list(_ALIAS.finditer(text))
    for match in aliases:
        yield match["term"] or match["named"], match.start(), match.end()
    for match in _EACH.finditer(text):
        if not any(alias.start() <= match.start() < alias.end() for alias in aliases):
            yield match["term"], match.start(), match.end()
    for clause in clauses:
        if _CLAUSE.search(fold(clause.heading)):
            yield from _entries(text, clause)


def _entries(text: str, clause: Clause) -> Iterator[tuple[str, int, int]]:
    """« Terme : … » and « Terme désigne… », each until the next one."""
    matches = list(_ENTRY.finditer(text, clause.span.start, clause.span.end))
    if matches and any(match.group().rstrip().endswith(":") for match in matches):
        known = {match.start("term") for match in matches}
        further = _RUN_ON.finditer(text, matches[0].end(), clause.span.end)
        matches += [match for match in further if match.start("term") not in known]
        matches.sort(key=lambda match: match.start("term"))
    stops = [*(match.start() for match in matches[1:]), clause.span.end]
    for match, stop in zip(matches, stops, strict=False):
        if match.start() > clause.span.start or not clause.heading:
            yield match["term"], _words(text, match), min(stop, _end(text, match.end()))


def _words(text: str, match: re.Match[str]) -> int:
    start = match.start()
    return start + len(text[start : match.end()]) - len(text[start : match.end()].lstrip())


def _end(text: str, start: int) -> int:
    found = _PARAGRAPH_END.search(text, start)
    return len(text[: found.start()].rstrip()) if found else len(text)


def _believable(term: str) -> bool:
    """A capital first, and few words: « il » désigne nothing, and a line in the middle of a sentence names nothing."""
    if _LEADS_IN.match(term):  # « Dans le Contrat : »
        return False
    return len(term) > 1 and term[0].isupper() and len(term.split()) <= _MOST_WORDS and ". " not in term
