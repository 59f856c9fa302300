"""OpenDocument texts behind a password: each part is encrypted on its own.

After OASIS OpenDocument 1.3, part 2, 4.8 (encryption): the password's digest, drawn out by PBKDF2, opens AES in CBC;
a digest of the first kilobyte tells whether the password was right.
"""

import zlib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha1, sha256
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from clausier.errors import UnreadableFile
from ingest.readers.locks import password_needed, password_wrong
from ingest.readers.odt_styles import name
from ingest.readers.package import MOST_XML, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KIND = "document OpenDocument"
_MANIFEST = "META-INF/manifest.xml"
_LOCK = name("manifest:encryption-data")
_READ = ("content.xml", "styles.xml", "meta.xml")
_MOST_ROUNDS = 5_000_000  # of key derivation: a damaged or hostile file could ask for years
_DIGESTS = {"sha256": sha256, "sha1": sha1}


@dataclass(frozen=True, slots=True)
class _Lock:
    """How one part is encrypted."""

    vector: bytes
    salt: bytes
    rounds: int
    size: int  # bytes of the key
    start: str  # digest of the password
    check: str  # digest of the first kilobyte
    checksum: bytes

    def opened(self, data: bytes, password: str) -> bytes | None:
        """The part, still packed; None when the password is another."""
        from cryptography.hazmat.primitives.ciphers import Cipher
        from cryptography.hazmat.primitives.ciphers.algorithms import AES
        from cryptography.hazmat.primitives.ciphers.modes import CBC

        secret = _DIGESTS[self.start](password.encode()).digest()
        key = pbkdf2_hmac("sha1", secret, self.salt, self.rounds, self.size)
        decryptor = Cipher(AES(key), CBC(self.vector)).decryptor()
        plain = decryptor.update(data) + decryptor.finalize()
        packed = plain[: -plain[-1]] if plain else plain
        return packed if _DIGESTS[self.check](packed[:1024]).digest() == self.checksum else None


def is_locked(data: bytes) -> bool:
    """Whether a password is needed to read the archive's text."""
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        if "encrypted-package" in names:
            return True
        return _MANIFEST in names and any(entry == "content.xml" for entry in _locks(archive.read(_MANIFEST)))


def unlocked(data: bytes, password: str) -> bytes:
    """The same archive with the parts that are read in clear. Raises LockedFile when the password does not open it."""
    if not password:
        raise password_needed("document OpenDocument")
    opened = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(opened, "w") as clear:
        if "encrypted-package" in archive.namelist():
            raise _unknown()
        locks = _locks(archive.read(_MANIFEST))
        clear.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for part in (part for part in _READ if part in archive.namelist()):
            content = archive.read(part)
            clear.writestr(part, _part(content, locks[part], password) if part in locks else content)
    return opened.getvalue()


def _part(content: bytes, element: "Element", password: str) -> bytes:
    try:
        packed = _lock(element).opened(content, password)
        if packed is None:
            raise password_wrong("document OpenDocument")
        return zlib.decompressobj(-15).decompress(packed, MOST_XML)
    except (KeyError, ValueError, zlib.error) as error:
        raise _unknown() from error


def _locks(manifest: bytes) -> Mapping[str, "Element"]:
    """How each part is encrypted, by its name; parts in clear are not among them."""
    entries = parsed(manifest, _KIND).iter(name("manifest:file-entry"))
    found = ((entry.get(name("manifest:full-path"), ""), entry.find(_LOCK)) for entry in entries)
    return {path: lock for path, lock in found if lock is not None}


def _lock(element: "Element") -> _Lock:
    """Raises KeyError or ValueError for a way of encrypting that is not known here."""
    algorithm, derived, started = (
        element.find(name(f"manifest:{part}")) for part in ("algorithm", "key-derivation", "start-key-generation")
    )
    if algorithm is None or derived is None or "aes256-cbc" not in algorithm.get(name("manifest:algorithm-name"), ""):
        raise ValueError("another way of encrypting")
    if derived.get(name("manifest:key-derivation-name")) != "PBKDF2":
        raise ValueError("another way of deriving the key")
    rounds = int(derived.attrib[name("manifest:iteration-count")])
    if not 0 < rounds <= _MOST_ROUNDS:
        raise ValueError("too many rounds")
    start = "" if started is None else started.get(name("manifest:start-key-generation-name"), "")
    return _Lock(
        vector=b64decode(algorithm.attrib[name("manifest:initialisation-vector")]),
        salt=b64decode(derived.attrib[name("manifest:salt")]),
        rounds=rounds,
        size=int(derived.get(name("manifest:key-size"), "16")),
        start="sha256" if "sha256" in start else "sha1",
        check="sha256" if "sha256" in element.get(name("manifest:checksum-type"), "").lower() else "sha1",
        checksum=b64decode(element.attrib[name("manifest:checksum")]),
    )


def _unknown() -> UnreadableFile:
    return UnreadableFile(
        "Ce document OpenDocument est chiffré d’une manière que Clausier ne sait pas ouvrir.",
        "Enregistrez-en une copie sans mot de passe, puis ajoutez cette copie.",
    )
