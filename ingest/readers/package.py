"""What documents that are zip archives share: they are whole, not bombs, and their parts are XML of this world."""

import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from clausier.domain.documents import HiddenText, Manner
from clausier.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_UNPACKED = 600 * 1024 * 1024
"""Bytes of all parts, pictures included; a longer one is a zip bomb, or would not fit in memory."""
_BEGINNING = 300  # characters of hidden text that the report may show
MOST_XML = 150 * 1024 * 1024
"""Bytes of one part in XML: some ten thousand pages."""
_MOST_PARTS = 20_000
_ENCRYPTED_ENTRY = 0x1  # of a zip entry's flags


def check_package(data: bytes, kind: str) -> None:
    """Refuse what would not fit, or is not whole; a zip never gives more than it declares. `kind`: "document Word"."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & _ENCRYPTED_ENTRY for part in parts):
                raise UnreadableFile(
                    f"Ce {kind} est dans une archive protégée par un mot de passe.",
                    "Enregistrez-en une copie sans mot de passe, puis ajoutez cette copie.",
                )
            _refuse_too_large(parts, kind)
            whole = archive.testzip() is None
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise damaged(kind) from error
    if not whole:
        raise damaged(kind)


def _refuse_too_large(parts: Sequence[ZipInfo], kind: str) -> None:
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if sum(part.file_size for part in parts) > _MOST_UNPACKED or largest > MOST_XML or len(parts) > _MOST_PARTS:
        raise UnreadableFile(
            f"Ce {kind} est trop volumineux une fois décompressé.",
            "Réduisez la taille de ses images, ou découpez-le, puis ajoutez-le de nouveau.",
        )


def damaged(kind: str) -> UnreadableFile:
    """What is said of a document that is not whole."""
    return UnreadableFile(
        f"Ce {kind} est endommagé : il ne peut pas être ouvert.",
        "Ouvrez-le dans le logiciel qui l’a créé, enregistrez-le de nouveau, puis ajoutez cette copie.",
    )


TRACKED = "Ce document contient des modifications suivies : les ajouts sont lus, les suppressions laissées de côté."


def left_out(comments: int, objects: int) -> list[str]:
    """French sentences on what a document holds besides its text."""
    remarks = []
    if comments:
        told = "commentaire en marge, laissé" if comments == 1 else "commentaires en marge, laissés"
        remarks.append(f"Ce document contient {comments} {told} de côté.")
    if objects:
        told = "objet inséré (feuille de calcul, formule), non lu"
        plural = "objets insérés (feuilles de calcul, formules), non lus"
        remarks.append(f"Ce document contient {objects} {told if objects == 1 else plural}.")
    return remarks


def masked(texts: Sequence[str]) -> tuple[HiddenText, ...]:
    """What a format itself marks as not shown, as one finding."""
    told = " ".join(" ".join(texts).split())
    letters = sum(not character.isspace() for character in told)
    return (HiddenText(None, Manner.MASKED, told[:_BEGINNING], letters),) if told else ()


def parsed(data: bytes, kind: str) -> "Element":
    """The root of a part in XML. Entities are not followed, nothing is fetched."""
    from lxml.etree import LxmlError, XMLParser, fromstring

    parser = XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = fromstring(data, parser)
    except (LxmlError, ValueError) as error:
        raise damaged(kind) from error
    if root is None:
        raise damaged(kind)
    return root
