"""What a document is called and what it is, from its first lines."""

import pytest

from clausier.domain.documents import GUIDANCE, DossierId, Kind
from ingest.kinds import kind_of, title_of
from ingest.structure.sheet import sheet
from tests.structure.sheets import composed

AFFAIRE = DossierId("affaire")
BODY = (
    "Article 1 – Objet\n\nLe Prestataire exploite le système d’information du Client.\n\n"
    "Article 2 – Évolutions\n\nToute évolution fait l’objet d’un avenant. Un avenant qui modifie le prix est signé.\n"
)


def read(text: str, declared: str = "", file: str = "piece_jointe.pdf") -> tuple[str, Kind]:
    lines = sheet(composed(text))
    title = title_of(lines, declared, file)
    return title, kind_of(lines, title, AFFAIRE)


@pytest.mark.parametrize(
    ("front", "declared", "title"),
    [
        ("CONTRAT D’INFOGÉRANCE", "", "CONTRAT D’INFOGÉRANCE"),
        ("Réf. 2026-12\n\nContrat de services managés", "", "Contrat de services managés"),
        ("# Contrat de TMA\n\n## Préambule", "", "Contrat de TMA"),
        ("SOMMAIRE DÉCISIONNEL", "Contrat de services", "Contrat de services"),
        ("La société Alba confie ses serveurs à la société Orme.", "Contrat cadre Alba", "Contrat cadre Alba"),
        ("La société Alba confie ses serveurs à la société Orme.", "Microsoft Word - v3.docx", "piece jointe"),
        ("La société Alba confie ses serveurs à la société Orme.", "", "piece jointe"),
        ("ANNEXE\n\nConditions de sécurité", "", "ANNEXE Conditions de sécurité"),
        (
            "CONTRAT D’HÉBERGEMENT ET\n\nD’EXPLOITATION DE SERVEURS",
            "",
            "CONTRAT D’HÉBERGEMENT ET D’EXPLOITATION DE SERVEURS",
        ),
        ("Contrat de TMA\n\nEntre les soussignées", "", "Contrat de TMA"),
    ],
)
def test_a_title_is_what_the_first_page_says_the_document_is(front: str, declared: str, title: str) -> None:
    assert read(f"{front}\n\n{BODY}", declared)[0] == title


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"CONTRAT D’INFOGÉRANCE\n\n{BODY}", Kind.CONTRACT),
        (f"AVENANT N° 2 AU CONTRAT D’INFOGÉRANCE\n\n{BODY}", Kind.AMENDMENT),
        (
            "ACTE DU 3 MARS\n\nArticle 1\n\nL’article 12 est remplacé par le texte joint.\n\nArticle 2\n\n"
            "L’article 15 est supprimé. Le présent avenant prend effet ce jour.\n",
            Kind.AMENDMENT,
        ),
        (
            f"CONTRAT D’INFOGÉRANCE\n\n{BODY}\n"
            "Le contrat du 3 mars est remplacé par les présentes. L’offre est supprimée.\n",
            Kind.CONTRACT,
        ),
        (f"ANNEXE 3 – NIVEAUX DE SERVICE\n\n{BODY}", Kind.ANNEX),
        (f"Schedule 2\n\n{BODY}", Kind.ANNEX),
        (f"EXHIBIT 10.1\n\nSERVICES AGREEMENT\n\n{BODY}", Kind.CONTRACT),
        (f"CONTRAT\n\n{BODY}\nANNEXE 1 – PRIX\n\nLes prix sont fermes.\n", Kind.CONTRACT),
    ],
)
def test_what_a_document_is(text: str, kind: Kind) -> None:
    assert read(text)[1] is kind


def test_a_note_of_the_guidance_is_guidance() -> None:
    lines = sheet(composed(f"AVENANT N° 1\n\n{BODY}"))
    assert kind_of(lines, "Avenant n° 1", GUIDANCE) is Kind.GUIDANCE
