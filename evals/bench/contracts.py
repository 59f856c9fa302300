"""Contracts nobody signed: drawn from a seed, in sentences of our own, as long as one wants.

No two are alike: parties, order of articles, wording, values and layout are drawn. The same seed gives the same bytes.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from evals.reading.layouts import Look, Wear, pdf, scan
from evals.reading.truth import Block, Source

_CLAUSES = Path(__file__).with_name("clauses.toml")
_PAGE = 2_650  # letters on a page of these layouts, white space between blocks counted
_ARTICLES = (9, 24)  # of the body; what a longer contract has more of is annexes, as in life
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_LOOKS = (Look(), Look(font="Helvetica", size=10.0), Look(size=11.0, furniture=False), Look(font="Helvetica", size=9.5))
_TABLED = 0.3  # of the annexes hold a table
_OFFICE = Wear(200, 0.4, 3, 80)


@dataclass(frozen=True, slots=True)
class Theme:
    """What an article may be about: titles that it may carry, and sentences that it may be made of."""

    titles: Sequence[str]
    sentences: Sequence[str]


@cache
def themes() -> tuple[Theme, ...]:
    """All there are, in the order that contracts tend to follow."""
    found = tomllib.loads(_CLAUSES.read_text("utf-8"))["theme"]
    return tuple(Theme(tuple(one["titles"]), tuple(one["sentences"])) for one in found)


def contract(seed: int, pages: int) -> Source:
    """A contract of about that many pages."""
    return Source(f"contrat-{seed:05}", tuple(_blocks(Random(seed), pages * _PAGE)))


def drawn_pdf(source: Source, seed: int) -> bytes:
    """Its PDF, in a layout that the seed draws."""
    return pdf(source, "banc", Random(seed).choice(_LOOKS)).data


def scanned_pdf(source: Source, pages: int) -> bytes:
    """Its first pages as an office's copier gives them."""
    return scan(pdf(source, "banc", _LOOKS[0]), "banc", _OFFICE, pages).data


def files(seed: int, count: int, pages: int) -> Iterator[tuple[str, bytes]]:
    """So many contracts of about that many pages each, as PDF files with their names."""
    for number in range(seed, seed + count):
        source = contract(number, pages)
        yield f"{source.name}.pdf", drawn_pdf(source, number)


def _blocks(dice: Random, letters: int) -> Iterator[Block]:
    parties = _parties(dice)
    yield Block("heading", f"CONTRAT {dice.choice(_KINDS)} n° {dice.randint(2016, 2026)}-{dice.randint(100, 999)}")
    yield Block("paragraph", _opening(dice, parties))
    left = letters
    body = sorted(dice.sample(range(len(themes())), dice.randint(*_ARTICLES)))
    for number, at in enumerate(body, 1):
        for block in _article(dice, parties, themes()[at], str(number), "Article {} – {}"):
            left -= len(block.text)
            yield block
        if left < 0:
            return
    annex = 0
    while left > 0:
        annex += 1
        for block in _annex(dice, parties, annex):
            left -= len(block.words)
            yield block


def _annex(dice: Random, parties: Mapping[str, str], annex: int) -> Iterator[Block]:
    yield Block("heading", f"Annexe {annex} – {dice.choice(_ANNEXES)} : {dice.choice(_SERVICES)}")
    for number, theme in enumerate(dice.sample(themes(), dice.randint(4, 9)), 1):
        yield from _article(dice, parties, theme, str(number), "{}. {}")
    if dice.random() < _TABLED:
        lines = [(dice.choice(_SERVICES), _slots(dice)["taux"], _slots(dice)["heures"]) for _ in range(6)]
        yield Block("table", rows=(("Service", "Disponibilité", "Rétablissement"), *lines))


def _article(dice: Random, parties: Mapping[str, str], theme: Theme, number: str, form: str) -> Iterator[Block]:
    yield Block("heading", form.format(number, dice.choice(theme.titles)))
    chosen = dice.sample(theme.sentences, dice.randint(min(2, len(theme.sentences)), len(theme.sentences)))
    at = 0
    while chosen:
        many = dice.randint(2, 4)
        taken, chosen = chosen[:many], chosen[many:]
        at += 1
        yield Block("paragraph", f"{number}.{at} " + " ".join(_said(dice, parties, sentence) for sentence in taken))


def _said(dice: Random, parties: Mapping[str, str], sentence: str) -> str:
    """A sentence with its choices made, its values drawn, and a capital."""
    chosen = _CHOICE.sub(lambda found: dice.choice(found[1].split("|")), sentence)
    said = re.sub(r"\{(\w+)\}", lambda found: parties.get(found[1]) or _slots(dice)[found[1]], chosen)
    return said[0].upper() + said[1:]


def _parties(dice: Random) -> dict[str, str]:
    provider, client = dice.choice(_ROLES)
    return {
        name + kind: form
        for kind, role in (("P", provider), ("C", client))
        for name, form in zip(("", "d", "a"), _declined(role), strict=True)
    }


def _declined(role: str) -> tuple[str, str, str]:
    if role[0] in "AEIOU":
        return f"l'{role}", f"de l'{role}", f"à l'{role}"
    return f"le {role}", f"du {role}", f"au {role}"


def _opening(dice: Random, parties: Mapping[str, str]) -> str:
    names = [f"{dice.choice(_FIRST)}{dice.choice(_LAST)} {dice.choice(('SA', 'SAS', 'SARL'))}" for _ in range(2)]
    first, second = (parties[role].removeprefix("le ").removeprefix("l'") for role in ("P", "C"))
    return (
        f"Entre la société {names[0]}, dont le siège est à {dice.choice(_TOWNS)}, ci-après « {first} », "
        f"et la société {names[1]}, dont le siège est à {dice.choice(_TOWNS)}, ci-après « {second} », "
        "il a été convenu ce qui suit."
    )


def _slots(dice: Random) -> dict[str, str]:
    """Values, drawn as contracts write them."""

    def number(low: int, high: int, unit: str) -> str:
        value = dice.randint(low, high)
        return f"{_LETTERS[value]} ({value}) {unit}" if value < len(_LETTERS) else f"{value} {unit}"

    day = f"{dice.randint(1, 28)} {dice.choice(_MONTHS)}"
    return {
        "jours": number(5, 90, "jours"),
        "semaines": number(2, 12, "semaines"),
        "mois": number(2, 24, "mois"),
        "annees": number(2, 7, "ans"),
        "heures": number(2, 72, "heures"),
        "heures_peu": number(2, 8, "heures"),
        "minutes": f"{dice.choice((15, 30, 45))} minutes",
        "taux": f"9{dice.choice(('8', '9', '9,5', '9,8', '9,9', '9,95'))} %",
        "taux_petit": f"{dice.randint(2, 20)} %",
        "taux_gros": f"{dice.choice((80, 100, 120, 150, 200))} %",
        "euros": f"{dice.randint(2, 90) * 250:,} euros".replace(",", "\u202f"),
        "euros_gros": f"{dice.randint(2, 60) * 250_000:,} euros".replace(",", "\u202f"),
        "nombre": str(dice.randint(30, 900)),
        "nombre_petit": _LETTERS[dice.randint(2, 5)],
        "date": f"{day} {dice.randint(2016, 2027)}",
        "date_anniversaire": day,
        "ville": dice.choice(_TOWNS),
        "pays": dice.choice(("France", "Allemagne", "Irlande", "Belgique", "Espagne")),
        "comite": dice.choice(("opérationnel", "de pilotage", "stratégique", "technique")),
        "service": dice.choice(_SERVICES),
    }


_KINDS = (
    "D'INFOGÉRANCE",
    "DE SERVICES MANAGÉS",
    "D'HÉBERGEMENT ET D'EXPLOITATION",
    "DE TIERCE MAINTENANCE APPLICATIVE",
)
_ROLES = (
    ("Prestataire", "Client"),
    ("Titulaire", "Bénéficiaire"),
    ("Infogérant", "Client"),
    ("Exploitant", "Acheteur"),
)
_ANNEXES = ("Description du service", "Convention de services", "Conditions particulières", "Cahier d'exploitation")
_SERVICES = (
    "la messagerie et les outils de collaboration",
    "la paie et la gestion des temps",
    "la plateforme de vente en ligne",
    "la gestion des stocks et des entrepôts",
    "la supervision du réseau",
    "le parc de postes de travail",
    "les bases de données de production",
    "le centre d'assistance aux utilisateurs",
    "l'entrepôt de données et ses restitutions",
    "la téléphonie et les centres d'appels",
)
_FIRST = (
    "Alve",
    "Bran",
    "Corv",
    "Dela",
    "Esti",
    "Ferr",
    "Gali",
    "Hort",
    "Isar",
    "Jouv",
    "Lorm",
    "Mirv",
    "Nolt",
    "Osmo",
)
_LAST = ("anne", "elle", "idia", "onis", "urac", "yval", "oria", "entis", "agne", "ival", "orne", "ecta")
_TOWNS = ("Lyon", "Nantes", "Lille", "Rennes", "Dijon", "Pau", "Metz", "Tours", "Nancy", "Limoges", "Amiens", "Bayonne")
_MONTHS = ("janvier", "mars", "avril", "juin", "juillet", "septembre", "octobre", "décembre")
_LETTERS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
    "vingt",
]
