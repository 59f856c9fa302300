"""What contracts of every kind call their two sides, written folded."""

from typing import Final

USUAL_PROVIDERS: Final = (
    *("prestataire", "infogerant", "exploitant", "mainteneur", "titulaire", "fournisseur"),
    *("supplier", "provider", "service provider", "contractor"),
)
"""Those who run the system."""
USUAL_CUSTOMERS: Final = ("client", "acheteur", "beneficiaire", "abonne", "customer", "buyer", "purchaser")
"""Those who entrust it."""
