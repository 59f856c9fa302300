"""The pages recognised so far, of one file."""

from collections.abc import Mapping
from dataclasses import dataclass

from clausier.domain.documents import DossierId
from clausier.ports import PageDrafts


@dataclass(frozen=True, slots=True)
class FileDrafts:
    """Fits `ingest.given.Drafts`: the library's drafts, bound to a file."""

    drafts: PageDrafts
    dossier: DossierId
    digest: str

    def kept(self) -> Mapping[int, bytes]:
        return self.drafts.kept(self.dossier, self.digest)

    def keep(self, page: int, draft: bytes) -> None:
        self.drafts.keep(self.dossier, self.digest, page, draft)
