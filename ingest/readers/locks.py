"""What is said of a file that opens with a password."""

from clausier.errors import LockedFile

_ADVICE = (
    "Saisissez son mot de passe sur la page, dans le champ « Mot de passe du fichier », "
    "ou ajoutez --password à la commande."
)


def password_needed(document: str) -> LockedFile:
    """No password was given. `document`: how the sentence names it, as "PDF" or "document Word"."""
    return LockedFile(f"Ce {document} est protégé par un mot de passe.", _ADVICE)


def password_wrong(document: str) -> LockedFile:
    """Another password was given."""
    return LockedFile(f"Ce mot de passe n’ouvre pas ce {document}.", f"Vérifiez-le. {_ADVICE}")
