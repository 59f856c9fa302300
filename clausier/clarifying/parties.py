"""Who the parties are, and where a sentence names them as the ones who act."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from clausier.clarifying.quotations import Quoter
from clausier.domain.documents import Definition, Reading
from clausier.domain.folding import fold
from clausier.domain.glosses import Party
from clausier.domain.text import Span, mend

_CALLED = re.compile(r"\s*\(?(?:(?:ci-\s?apr|hereinafter|hereafter)|\((?:the|les?|la|l['’])\s*[«“\"])", re.IGNORECASE)
SIDES = frozenset({"partie", "parties", "party", "the parties", "les parties"})
_ALIAS = re.compile(r"[«“\"]\s*(?P<article>l[ea]s?\s+|l['’]\s*|the\s+)?", re.IGNORECASE)
_REACH = 700  # characters before an alias: the longest description of a company
_FORM = (
    r"(?:s\.?a\.?r\.?l\b|s\.?a\.?s\.?u?\b|s\.?a\.?\b|selarl\b|eurl\b|s\.?n\.?c\b|gie\b|scop\b|soci[ée]t[ée]|mutuelle|"
    r"association|[ée]tablissement|commune|collectivit[ée]|syndicat|groupement|fondation|coop[ée]rative|"
    r"an?\s+(?:\w+\s+){0,3}(?:company|corporation|limited|partnership|association|body))"
)
_NAMED = re.compile(
    rf"(?P<name>(?:l[ae]s?\s|the\s|l['’])?(?:[A-ZÀ-Ý]|\d(?=\w))[^,;:\n()]{{1,80}}),\s+(?:[a-zà-ÿ][^,\n]{{0,40}},\s+)?(?i:{_FORM})"
)
_PARAGRAPH = re.compile(r"\n\s*\n")
_LEADING = re.compile(
    r"^(?:.*\b(?:par|by|entre|between)\s+|(?:et|and)\s+)?(?:la soci[ée]t[ée]\s+|le cabinet\s+)?",
    re.DOTALL | re.IGNORECASE,
)
_ACTS = frozenset({"contrat", "convention", "accord", "marche", "avenant", "agreement", "contract", "services"})
_USUAL = (
    *("prestataire", "client", "titulaire", "infogérant", "hébergeur", "fournisseur", "acheteur", "abonné", "éditeur"),
    *("supplier", "customer", "provider", "service provider", "vendor", "contractor"),
)
_ENGLISH = frozenset({"supplier", "customer", "provider", "service provider", "vendor", "contractor"})
_EACH = (
    r"\b(?:chaque partie|chacune des parties|les parties|l'une (?:ou l'autre )?des parties|aucune des parties|"
    r"toute partie|(?:each|either|any) (?:of the )?part(?:y|ies)|the parties|neither (?:of the )?part(?:y|ies)|"
    r"no party|both parties)\b"
)
# After these words a party is no subject: « par le Prestataire », « to the Customer ».
_AFTER = re.compile(
    r"\b(?:par|de|a|pour|avec|envers|vers|sur|chez|entre|contre|sous|selon|apres|avant|sans|dont|"
    r"by|to|of|from|with|for|on|against|between|under|upon|after|before|without)\s$"
)
_TOWARDS = re.compile(r"\b(?:au|a|aux|envers|to|towards?)\s(?:la\s|l'|le\s|les\s|the\s)?$|\bau\s$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a folded sentence names a party."""

    party: Party
    start: int
    end: int
    acts: bool  # it may be the subject of what follows
    plural: bool
    towards: bool


@dataclass(frozen=True)
class Parties:
    """The parties of a contract; where it names none, what such contracts usually call them."""

    known: tuple[Party, ...]

    def mentions(self, folded: str) -> list[Mention]:
        """Every place where a folded sentence names a party, in order."""
        found = [mention for party in self.known for mention in _mentions(party, folded)]
        for match in re.finditer(_EACH, folded):
            acts = not _AFTER.search(folded, 0, match.start())
            plural = match.group() in ("les parties", "the parties", "both parties")
            party = Party("les Parties" if plural else "chaque Partie")
            found.append(Mention(party, *match.span(), acts, plural, towards=False))
        return sorted(found, key=lambda mention: mention.start)


def parties_of(reading: Reading, quoter: Quoter) -> Parties:
    """The parties as the document introduces them: « Untel, société anonyme…, ci-après « le Client » »."""
    found = dict(_introduced(reading, quoter))
    if not found:
        folded = fold(reading.text)
        found = {name: Party(_article(name)) for name in _USUAL if re.search(_pattern(fold(name)), folded)}
    return Parties(tuple(found.values()))


def is_alias(definition: Definition, reading: Reading) -> bool:
    """Whether a definition is the name given to a party: « ci-après « le Client » »."""
    return _CALLED.match(definition.span.of(reading.text)) is not None


def _introduced(reading: Reading, quoter: Quoter) -> Iterator[tuple[str, Party]]:
    floor = 0
    for definition in reading.definitions:
        text = definition.span.of(reading.text)
        if fold(definition.term) in SIDES | _ACTS or not _CALLED.match(text):
            continue
        before = reading.text[max(floor, definition.span.start - _REACH) : definition.span.start]
        floor = definition.span.end
        names = next(filter(None, map(_names, reversed(_PARAGRAPH.split(before)))), [])
        if not names and not _first_pages(reading, definition.span):
            continue  # « (the “Initial Term”) » names no party
        opened = _ALIAS.search(text)
        article = (opened["article"] or "").strip().lower() if opened else ""
        citation = next(iter(quoter.quote(Span(definition.span.start, definition.span.end))), None)
        name = names[-1] if names else ""
        if name or article:
            yield definition.term, Party(_aliased(article, definition.term, text), name, citation)


def _names(paragraph: str) -> list[str]:
    """The companies that a paragraph introduces: a name, then a legal form."""
    return [_LEADING.sub("", found["name"]).strip() for found in _NAMED.finditer(mend(paragraph).text)]


def _first_pages(reading: Reading, span: Span) -> bool:
    """Whether a place comes before the first article: there a name given is a party's."""
    first = next((clause.span.start for clause in reading.clauses if clause.number), len(reading.text))
    return span.start < first


def _aliased(article: str, term: str, text: str) -> str:
    """The alias with its article; English contracts write it before the quotation marks."""
    if not article and (written := re.match(r"\s*\((the|les?|la|l['’])\s*[«“\"]", text, re.IGNORECASE)):
        article = written[1].lower()
    if article == "the":
        return f"« {term} »"
    return f"{article}{term}" if article.endswith(("'", "’")) else f"{article} {term}".strip()


def _article(name: str) -> str:
    if name in _ENGLISH:
        return f"« {name.capitalize()} »"
    return f"l’{name.capitalize()}" if name[0] in "aeéih" else f"le {name.capitalize()}"


@lru_cache(maxsize=256)
def _pattern(folded: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<lead>\b(?:le|la|les|the)\s|\bl'|\b(?:au|aux|du|des)\s)?\b{re.escape(folded)}\b(?!'s\b)")


def _mentions(party: Party, folded: str) -> Iterator[Mention]:
    name = re.sub(r"^(?:l[ea]s? |l'|the )", "", fold(party.alias).strip("« »"))
    proper = not re.match(r"l[ea]s?\s|l['’]", party.alias)  # « Tramontis », "Supplier shall"
    for match in _pattern(name).finditer(folded):
        lead = match["lead"] or ""
        contracted = lead.strip() in ("au", "aux", "du", "des")
        bare = not lead and not proper
        acts = not (contracted or bare or _AFTER.search(folded, 0, match.start()))
        yield Mention(
            party=party,
            start=match.start(),
            end=match.end(),
            acts=acts,
            plural=lead.strip() == "les",
            towards=lead.strip() in ("au", "aux") or _TOWARDS.search(folded, 0, match.start()) is not None,
        )
