"""Papers for tests that need some."""

from clausier.domain.papers import Block, Cell, Fact, Grid, Heading, Paper, Quotation, Text

SHA = "3f9c01aa12345678" * 4
QUOTE = "Le Prestataire n’est tenu qu’à 1 250 000,00 € HT ; ☒ oui ☐ non, œuvre ≠ « chef-d’œuvre » … (≤ 99,9 %) ✓"


def paper(*blocks: Block, title: str = "Réversibilité – Contrat d’infogérance") -> Paper:
    facts = (Fact("Dossier", "Affaire Durand"), Fact("Document", f"l'offre.pdf · SHA-256 {SHA[:16]}…"))
    return Paper(title, facts, blocks, ("Produit par un système d’intelligence artificielle.",))


def full() -> Paper:
    """One block of each sort."""
    return paper(
        Heading("Que prévoit le contrat\u202f?"),
        Text("Partiel – il manque le prix.", strong=True),
        Quotation(QUOTE, "Contrat.pdf · Article 14.2, page 9", "1", caution="Page numérisée."),
        Quotation("P1\n4 h", "Annexe 2.pdf", "2", cells=(("Priorité", "P1"), ("", "x"), ("GTI", "4 h ouvrées"))),
        Quotation("Le préavis est de trois (3) mois.", "Contrat.pdf · Article 12.2", superseded=True),
        Quotation("Une clause dit qui paie.", "Réversibilité\u00a0: les 18 points", "R1", guidance=True),
        Text("Le contrat prévoit six mois [1].", model="qwen3:4b"),
        grid(3),
    )


def grid(rows: int, said: str = "Le Prestataire assiste le Client.") -> Grid:
    line = (Cell("Durée"), Cell("Oui", shade="oui"), Cell(said, quoted=True))
    return Grid("Points vérifiés", ("Sujet", "Verdict", "Ce que dit le contrat"), (line,) * rows, (2, 1, 5))
