"""How a person names a document or a dossier: by its identifier, its title, or its file; and how it is called."""

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import PurePath

from clausier.domain.documents import Document, DocumentId, Dossier
from clausier.domain.folding import fold
from clausier.domain.french import listed
from clausier.domain.questions import Scope
from clausier.errors import ClausierError, UnknownName
from clausier.ports import Dossiers, Library

_NAMED = 5  # names in a piece of advice: enough to recognise one's own, few enough to read


def resolve_document(library: Library, scope: Scope, text: str) -> Document:
    """The one document in scope that `text` names: identifier, title or file name, with or without its extension.

    Accents and case do not matter, nor the folders before a file's name.
    """
    documents = library.documents(scope)
    for document in documents:
        if document.id == text.strip():
            return document
    asked = {_plain(text), _plain(_file_name(text))} - {""}
    found = [document for document in documents if asked & _names(document)]
    if not found:
        names = {fold(document.title): document.title for document in documents}
        raise UnknownName(f"Aucun document ne s’appelle « {text} ».", _advice(text, names, "Documents"))
    if len(found) > 1:
        which = listed([f"{document.id} ({document.file})" for document in found])
        raise ClausierError(
            f"Plusieurs documents s’appellent « {text} ».", f"Désignez-le par son identifiant : {which}."
        )
    return found[0]


def resolve_dossier(dossiers: Dossiers, text: str) -> Dossier:
    """The one dossier that `text` names: identifier or name; accents and case do not matter."""
    known = dossiers.all()
    for dossier in known:
        if dossier.id == text.strip() or _plain(dossier.name) == _plain(text):
            return dossier
    names = {fold(dossier.name): dossier.name for dossier in known}
    raise UnknownName(f"Aucun dossier ne s’appelle « {text} ».", _advice(text, names, "Dossiers"))


def called(documents: Sequence[Document]) -> dict[DocumentId, str]:
    """What each of some documents is called: its title; its file where another has the same, as two versions do; its
    file and its rank where both are the same."""
    titles = Counter(one.title for one in documents)
    files = Counter(one.file for one in documents)
    ranks: Counter[str] = Counter()
    names: dict[DocumentId, str] = {}
    for one in documents:
        ranks[one.file] += 1
        file = one.file if files[one.file] == 1 else f"{one.file} ({ranks[one.file]})"
        names[one.id] = one.title if titles[one.title] == 1 else file
    return names


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _file_name(text: str) -> str:
    return PurePath(text.strip().replace("\\", "/")).name


def _names(document: Document) -> frozenset[str]:
    """What a document may be called. Of « Contrat v1.2 », no extension is left out: « Contrat v1 » may be another."""
    name = PurePath(_file_name(document.file))
    short = name.stem if name.suffix[1:].isalpha() else name.name
    return frozenset(map(_plain, (document.title, document.file, name.name, short)))


def _advice(text: str, names: dict[str, str], kind: str) -> str:
    """The nearest names first, and no more of the others than can be read."""
    if not names:
        return f"{kind} : aucun pour l’instant."
    near = get_close_matches(fold(text), names, _NAMED)
    shown = [*near, *(name for name in names if name not in near)][:_NAMED]
    more = "…" if len(names) > _NAMED else "."
    return f"{kind} : {', '.join(names[name] for name in shown)}{more}"
