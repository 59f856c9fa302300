"""What is written over a page: form fields and notes are read where they stand, comments are counted."""

from io import BytesIO

import pikepdf
from reportlab.lib.colors import white

from clausier.adapters.pdfium import PdfiumEngine
from clausier.domain.documents import Manner
from ingest.composing import compose
from tests.reading.made import CLAUSES, HEIGHT, Sheet, pdf, read


def form(sheet: Sheet) -> None:
    sheet.lines(CLAUSES[:3])
    fields = sheet.canvas.acroForm
    sheet.write(72, 300, "Redevance annuelle :")
    fields.textfield(name="montant", value="150 000 euros", x=200, y=HEIGHT - 306, width=200, height=18)
    sheet.write(72, 340, "Reconduction tacite :")
    fields.checkbox(name="oui", checked=True, x=200, y=HEIGHT - 344, size=14)
    sheet.write(220, 340, "oui")
    fields.checkbox(name="non", checked=False, x=260, y=HEIGHT - 344, size=14)
    sheet.write(280, 340, "non")
    sheet.write(72, 380, "Région :")
    fields.choice(
        name="pays",
        value="B",
        options=[("Occitanie", "A"), ("Bretagne", "B")],
        x=200,
        y=HEIGHT - 384,
        width=120,
        height=16,
    )
    sheet.write(72, 420, "Observations")
    fields.textfield(
        name="notes",
        value="Les sauvegardes sont quotidiennes.\nElles sont conservées trente jours.",
        x=72,
        y=HEIGHT - 500,
        width=400,
        height=70,
        fieldFlags="multiline",
    )
    sheet.write(72, 520, "Fin du formulaire")


def test_fields_are_read_where_they_stand() -> None:
    raw = read(pdf(form))
    text = compose(raw).text
    assert "Redevance annuelle : 150 000 euros" in text
    assert "Reconduction tacite : ☒ oui non" in text
    assert "Région : Bretagne" in text
    assert "Occitanie" not in text
    lines = [line for line in text.split("\n") if line]
    at = lines.index("Observations")
    assert lines[at + 1 : at + 3] == ["Les sauvegardes sont quotidiennes.", "Elles sont conservées trente jours."]
    assert lines[-1] == "Fin du formulaire"
    assert raw.findings.disputed_pages == ()
    assert raw.findings.hidden == ()
    box = next(word.box for line in raw.pages[0].lines for word in line.words if word.text == "150")
    assert box is not None
    assert 200 <= box.left < box.right <= 400
    assert 285 <= box.top < box.bottom <= 312


def annotated(*annotations: pikepdf.Dictionary) -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf(lambda sheet: sheet.lines(CLAUSES)))) as file:
        file.pages[0].Annots = pikepdf.Array([file.make_indirect(each) for each in annotations])
        file.save(buffer)
    return buffer.getvalue()


def note(kind: str, text: str, flags: int = 4) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[72, 200, 400, 230], Contents=text, F=flags,
        DA="/Helv 10 Tf 0 g", QuadPoints=[72, 230, 400, 230, 72, 200, 400, 200],
    )  # fmt: skip


def test_a_note_set_on_the_page_is_read() -> None:
    raw = read(annotated(note("FreeText", "Paraphé le 3 mars 2026")))
    assert compose(raw).text.endswith("Paraphé le 3 mars 2026")
    assert raw.remarks == ()


def test_comments_are_counted_and_not_read() -> None:
    raw = read(annotated(note("Text", "À renégocier"), note("Highlight", "Trop cher"), note("Highlight", "")))
    assert "renégocier" not in compose(raw).text
    assert any("Page 1 : 2\u00a0commentaires" in remark for remark in raw.remarks)


def test_text_that_an_annotation_strikes_out_is_told() -> None:
    assert any("barré" in remark for remark in read(annotated(note("StrikeOut", ""))).remarks)


def test_a_hidden_note_is_told_as_hidden() -> None:
    raw = read(annotated(note("FreeText", "Le Prestataire renonce", flags=2)))
    assert "renonce" not in compose(raw).text
    assert [(hidden.manner, hidden.text) for hidden in raw.findings.hidden] == [
        (Manner.MASKED, "Le Prestataire renonce")
    ]


def test_text_under_a_field_that_is_filled_with_colour_is_hidden() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(CLAUSES)
        sheet.write(74, 400, "Ancien montant")
        sheet.canvas.acroForm.textfield(
            name="montant", value="Nouveau", x=70, y=HEIGHT - 406, width=200, height=20, fillColor=white
        )

    raw = read(pdf(draw))
    assert "Nouveau" in compose(raw).text
    assert "Ancien" not in compose(raw).text


def test_what_is_filled_in_is_drawn() -> None:
    def field(value: str) -> bytes:
        def draw(sheet: Sheet) -> None:
            sheet.lines(CLAUSES)
            sheet.canvas.acroForm.textfield(name="montant", value=value, x=72, y=HEIGHT - 406, width=200, height=20)

        return pdf(draw)

    filled, empty = (PdfiumEngine().picture(field(value), 1, 72).crop((74, 388, 270, 404)) for value in ("150 000", ""))
    assert min(filled.tobytes()) < 100 < min(empty.tobytes())
