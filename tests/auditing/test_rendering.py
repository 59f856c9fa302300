"""An audit as it is shown: on a terminal, to a program, as a picture."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

from clausier.auditing.lines import audit_line, matrix_line
from clausier.auditing.matrix import matrix_picture
from clausier.auditing.rendering import (
    SIGNS,
    audit_text,
    matrix_text,
    review_sentence,
    tally,
    why_proposed,
)
from clausier.domain.answers import Verdict
from clausier.domain.audits import Audit, Proposal, Review, Reviewed
from clausier.papers.audits import audit_citations
from clausier.papers.covers import page_readings
from tests.auditing.audited import Desk, checklists
from tests.auditing.test_auditor import EXIT, WEAK

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


def weak() -> tuple[Desk, Audit]:
    desk = Desk()
    return desk, desk.audit(desk.read(WEAK.name, WEAK.read_bytes()))


def exit_clause(title: str = "Contrat", checklist: str = "generale") -> Audit:
    desk = Desk()
    return desk.audit(desk.read("contrat.md", f"# {title}\n\n{EXIT}".encode()), checklist)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_text_has_every_point_in_order_with_its_words_and_what_is_missing() -> None:
    desk, audit = weak()
    text = plain(
        audit_text(Reviewed(audit), page_readings(audit_citations(audit), [desk.library.document(audit.document)]))
    )
    places = [text.index(f"{n}. {row.point.label} –") for n, row in enumerate(audit.rows, 1)]
    assert places == sorted(places)
    assert "33. Réversibilité – Non trouvé" in text
    quoted = "« Tout litige relève du tribunal de commerce d’Angers. »"
    assert f"{quoted} CONTRAT D’INFOGÉRANCE DE PARC · Article 11, page 2" in text
    assert "Non relevé : ordre de priorité" not in text
    assert re.search(r"Objet et périmètre – Partiel .*? Non relevé : [^.]*inventaire annexé", text)
    assert "Recherche faite dans 1 document, 2 pages et 11 articles." in text


def test_the_json_keeps_its_keys() -> None:
    _, audit = weak()
    line = json.loads(audit_line(Reviewed(audit), {}, Proposal(audit.checklist)).model_dump_json())
    assert line["checklist"]["proposed"] == []
    rows = {row["topic"]: row for row in line["rows"]}
    assert list(rows["penalites"])[:7] == ["topic", "point", "label", "verdict", "found", "missing", "citations"]
    assert (rows["penalites"]["verdict"], rows["penalites"]["citations"]) == ("non_trouve", [])
    law = rows["differends_loi"]
    assert law["verdict"] == "partiel"
    assert "loi applicable" in law["found"]
    assert "étape amiable et délai" in law["missing"]
    quotes = {element["id"]: element["citation"] for element in law["elements"]}
    assert quotes["loi"]["quote"] == "Le droit français est applicable."
    assert quotes["expert"] is None


def test_a_review_stands_beside_what_was_found() -> None:
    audit = exit_clause()
    review = Review(audit.document, "reversibilite", NOON, True, "Voir l’avenant.", Verdict.YES)
    reviewed = Reviewed(audit, {"reversibilite": review})
    text = plain(audit_text(reviewed, {}))
    assert "Réversibilité – Partiel" in text
    assert "vérifiée le 22 novembre 2026 ; verdict corrigé : Oui ; note : Voir l’avenant. " in text
    (row,) = [row for row in audit_line(reviewed, {}).rows if row.point == "reversibilite"]
    assert row.verdict == "partiel"
    assert row.review is not None
    assert row.review.verdict == "oui"
    assert review_sentence(Review(audit.document, "penalites", NOON)) == ""


def test_what_a_checklist_is_not_is_said() -> None:
    audit = exit_clause(checklist="rgpd-28")
    assert "ce n’est pas un avis de conformité" in plain(audit_text(Reviewed(audit), {}))


def test_a_tally_counts_every_point() -> None:
    assert plain(tally(exit_clause(checklist="reversibilite-18"))).endswith("non trouvés.")
    assert sum(map(int, re.findall(r"\d+", tally(exit_clause())))) == 36


def test_the_choice_of_a_list_is_explained() -> None:
    told = plain(why_proposed(Proposal(checklists()["tma"], (("TMA", "le titre"),))))
    assert "d’après « TMA » dans le titre" in told
    assert "Liste générale" in why_proposed(Proposal(checklists()["generale"]))


def test_contracts_stand_side_by_side() -> None:
    audits = [exit_clause("Premier"), weak()[1]]
    lines = matrix_text(audits).splitlines()
    (exits,) = [line for line in lines if line.startswith("Réversibilité")]
    assert exits.split()[1:] == ["◐", "–"]
    told = matrix_line([audit_line(Reviewed(audit), {}) for audit in audits])
    (row,) = [row for row in told.rows if row.topic == "reversibilite"]
    assert row.verdicts == ("partiel", "non_trouve")


def test_what_amendments_leave_to_be_settled_is_told_of_each_contract() -> None:
    audit = replace(exit_clause("Gamma"), cautions=("L’avenant n° 2 ne porte pas de date lisible.",))
    assert "L’avenant n° 2 ne porte pas de date lisible." in plain(audit_text(Reviewed(audit), {}))
    assert "Gamma : L’avenant n° 2 ne porte pas de date lisible." in plain(matrix_text([exit_clause("Delta"), audit]))
    assert audit_line(Reviewed(audit), {}).cautions == ("L’avenant n°\u00a02 ne porte pas de date lisible.",)


def test_the_picture_is_read_without_colours_and_names_every_contract() -> None:
    first, second = exit_clause("Premier <& Cie>"), weak()[1]
    review = Review(first.document, "penalites", NOON, verdict=Verdict.YES)
    picture = ElementTree.fromstring(matrix_picture([Reviewed(first, {"penalites": review}), Reviewed(second)]))
    written = ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]
    assert any("Premier <& Cie>" in text for text in written)
    cells = [group.find(f"{SVG}text") for group in picture.iter(f"{SVG}g")]
    signs = [cell.text for cell in cells if cell is not None]
    expected = [[SIGNS[row.verdict] for row in pair] for pair in zip(first.rows, second.rows, strict=True)]
    at = [row.point.id for row in first.rows].index("penalites")
    expected[at][0] = "– (✓)"
    assert signs == [sign for pair in expected for sign in pair]
    width = float(picture.attrib["width"])
    assert all(
        float(box.attrib["x"]) + float(box.attrib["width"]) <= width
        for box in picture.iter(f"{SVG}rect")
        if "x" in box.attrib
    )
