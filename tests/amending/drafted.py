"""Contracts and amendments written in a few lines, and read as any file is."""

from datetime import UTC, date, datetime
from functools import partial

from clausier.adapters.pdfium import PdfiumEngine
from clausier.amending.consolidating import consolidated, text_of
from clausier.amending.reading import amendment_of
from clausier.domain.amendments import Amendment, Consolidated, Piece, Provision
from clausier.domain.documents import DocumentId, DossierId, Kind, Reading
from clausier.domain.jobs import Submission
from ingest.pipeline import Ingester
from ingest.reading import read_file, standard_readers
from tests.fakes import MemoryDrafts, MemoryLibrary, WordEncoder

TODAY = date(2026, 11, 22)
AFFAIRE = DossierId("affaire")

CONTRACT = """# Contrat d’infogérance n° INF-7

Entre la société Alderive, ci-après « le Client », et la société Borvane, ci-après « le Prestataire ».

## Article 3 – Documents

3.1 Le Contrat est constitué, par ordre de priorité décroissante, du présent Contrat puis de ses annexes.

## Article 4 – Durée

4.1 Le Contrat prend effet le 1er janvier 2023 pour une durée de cinq (5) ans.

4.2 Il est reconduit tacitement par périodes de douze (12) mois, sauf refus notifié six (6) mois avant le terme.

## Article 5 – Paiement

Les factures sont payées à 45 jours.

Les factures sont adressées au siège du Client.

Les retards portent intérêt.

## Article 8 – Niveaux de service

8.1 La disponibilité des Services est d’au moins 99,9 %.

## Article 9 – Responsabilité

9.1 La responsabilité du Prestataire est plafonnée à cent mille euros (100 000 €) par an.

9.2 Ce plafond ne vaut pas en cas de faute lourde.

## Article 12 – Résiliation

12.1 Chaque Partie peut résilier le Contrat.

12.2 Le préavis est de trois (3) mois.

12.3 Il court à compter de la réception.

## Article 15 – Étalonnage

15.1 Le Client peut faire comparer les prix.

## Article 18 – Réversibilité

18.1 Le Prestataire assiste le Client pendant six mois.

## Article 19 – Litiges

19.1 Le droit français s’applique.

## Article 20 – Divers

20.1 Le Contrat est écrit.

20.2 Il est rédigé en français.

20.3 Les prix sont revus conformément à l’article 15.

Fait à Lille, le 10 janvier 2023, en deux exemplaires.

Pour le Client : Alix Prud

Pour le Prestataire : Noé Vance

## Annexe 3 – Niveaux de service

Disponibilité des Services : 99,9 %.
"""

AMENDMENT = """# Avenant n° {number} au contrat d’infogérance n° INF-7 du 10 janvier 2023

Entre la société Alderive, ci-après « le Client », et la société Borvane, ci-après « le Prestataire ».

Il a été convenu ce qui suit :

## Article 1 – Objet

Le présent avenant modifie le Contrat.

## Article 2 – Modifications

{orders}

## Article 3 – Prise d’effet

{effect}

Fait à Lille, le {signed}, en deux exemplaires.

Pour le Client : Alix Prud

Pour le Prestataire : Noé Vance
{annexes}"""


def read(text: str, name: str = "document.md", kind: Kind | None = None) -> Reading:
    """A Markdown text, read as a file of that name."""
    library, taken = ingester()
    document = taken.ingest(Submission(name, text.encode(), AFFAIRE, kind), lambda step, done, total: None)
    return library.reading(document.id)


def ingester() -> tuple[MemoryLibrary, Ingester]:
    """An empty library, and what reads files into it."""
    library = MemoryLibrary()
    reader = partial(read_file, readers=standard_readers(PdfiumEngine()))
    return library, Ingester(reader, WordEncoder(), library, lambda: datetime(2026, 3, 2, tzinfo=UTC), MemoryDrafts())


def amendment(
    orders: str,
    number: int = 1,
    signed: str = "15 février 2024",
    effect: str = "Le présent avenant prend effet le 1er mars 2024.",
    annexes: str = "",
) -> Reading:
    """An amendment that gives some orders in its second article."""
    text = AMENDMENT.format(number=number, orders=orders, effect=effect, signed=signed, annexes=annexes)
    return read(text, f"avenant-{number}.md", Kind.AMENDMENT)


def understood(*readings: Reading) -> list[tuple[Amendment, Reading]]:
    return [(amendment_of(reading), reading) for reading in readings]


def in_force(contract: Reading, *amendments: Reading, at: date = TODAY) -> Consolidated:
    return consolidated(contract, understood(*amendments), at)


def texts(*readings: Reading) -> dict[DocumentId, str]:
    return {reading.document.id: reading.text for reading in readings}


def provision(result: Consolidated, number: str) -> Provision:
    return next(one for one in result.provisions if one.number == number)


def plainly(sentence: str) -> str:
    """A sentence of ours without its typography."""
    return sentence.replace("\u00a0", " ").replace("\u202f", " ")


def words(pieces: tuple[Piece, ...], *readings: Reading) -> str:
    """The words of some pieces on one line."""
    return " ".join(text_of(pieces, texts(*readings)).split())
