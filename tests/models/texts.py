"""Texts of every kind that a contract holds, for encoders to agree on."""

_CLAUSE = (
    "Le Prestataire s’engage à restituer au Client, dans un délai de trente (30) jours à compter de la fin du Contrat, "
    "l’ensemble des données, documentations et paramétrages nécessaires à la reprise des prestations par un tiers. "
)
TEXTS = (
    "Article 12 — Réversibilité",
    "La durée du contrat est de trente-six (36) mois à compter de sa date d’effet.",
    "De\u0301lai de re\u0301tablissement garanti : apre\u0300s l’e\u0301che\u0301ance",
    "Le ﬁnancement des ﬂux et l’aﬃliation des eﬀectifs",
    "Redevance mensuelle :\u00a010\u202f000,50\u00a0€ HT, soit 120\u202f006\u00a0€ par an",
    "LES PÉNALITÉS SONT PLAFONNÉES À 15 % DU MONTANT ANNUEL HORS TAXES",
    "infor\u00admatique et infogé\u00ad\nrance",
    "Le maître d’œuvre est au cœur de l’ŒUVRE ; Cætera",
    "tableau\tde bord\r\nsur deux lignes\n\n\nsuite",
    "99,95 % — GTR 4 h ≤ 240 min ± 5 ; P1/P2/P3 (24×7)",
    "12/03/2024 31.12.2026 2026-01-01 06 12 34 56 78",
    "« Client » désigne l’entité signataire ; “Services” means the services.",
    "a",
    "",
    "…………………………… 12",
    "The Supplier shall provide termination assistance for six months.",
    "zéro\u200blargeur\ufeff et \u0007contrôle\u0001",
    "Art. L. 441-10, II du code de commerce ; RGPD, art. 28 § 3, h)",
    "①②③ ½ m² n° 5 ™ Ⅳ",
    _CLAUSE * 3,
    (_CLAUSE * 9)[: len(_CLAUSE) * 8 + 40],
)
