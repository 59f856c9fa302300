"""Words of a Word document that are set so as not to be seen, and those that only look so in the file."""

import pytest

from clausier.domain.documents import Manner
from ingest.composing import compose
from tests.reading.made import raw_word, read

SHOWN = "<w:p><w:r><w:t>Le Contrat dure trois ans.</w:t></w:r></w:p>"


def paragraph(look: str, before: str = "") -> str:
    text = "Le Prestataire renonce."
    return f"<w:p>{before}<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def cell(look: str, shading: str = "") -> str:
    return f"<w:tbl><w:tr><w:tc><w:tcPr>{shading}</w:tcPr>{paragraph(look)}</w:tc></w:tr></w:tbl>"


WHITE = '<w:color w:val="FFFFFF"/>'
BLUE = '<w:shd w:val="clear" w:fill="1F3A93"/>'


@pytest.mark.parametrize(
    ("body", "manner"),
    [
        (paragraph(WHITE), Manner.UNSEEN),
        (paragraph('<w:color w:val="FDFDFD" w:themeColor="background1"/>'), Manner.UNSEEN),
        (paragraph('<w:color w:val="1F3A93"/>', f"<w:pPr>{BLUE}</w:pPr>"), Manner.UNSEEN),
        (cell(WHITE, '<w:shd w:val="clear" w:fill="FFFFFF"/>'), Manner.UNSEEN),
        (paragraph('<w:sz w:val="2"/>'), Manner.TINY),
        (paragraph("<w:vanish/>"), Manner.MASKED),
    ],
    ids=["white", "nearly white", "blue on blue", "white in a white cell", "one point", "masked"],
)
def test_unseen_words_are_left_out_and_told(body: str, manner: Manner) -> None:
    raw = read(raw_word(SHOWN + body), "contrat.docx")
    assert compose(raw).text.strip() == "Le Contrat dure trois ans."
    assert [(hidden.manner, hidden.text) for hidden in raw.findings.hidden] == [(manner, "Le Prestataire renonce.")]


@pytest.mark.parametrize(
    "body",
    [
        paragraph(WHITE + BLUE),
        paragraph(WHITE, f"<w:pPr>{BLUE}</w:pPr>"),
        paragraph(WHITE + '<w:highlight w:val="darkBlue"/>'),
        cell(WHITE, BLUE),
        cell(WHITE),
        paragraph('<w:color w:val="auto"/>'),
        paragraph('<w:color w:val="BFBFBF"/>'),
        paragraph('<w:sz w:val="8"/>'),
        paragraph(""),
    ],
    ids=["on blue", "in blue", "marked", "blue cell", "cell of a style", "automatic", "grey", "four points", "plain"],
)
def test_words_that_are_seen_are_read(body: str) -> None:
    raw = read(raw_word(SHOWN + body), "contrat.docx")
    assert "Le Prestataire renonce." in compose(raw).text
    assert raw.findings.hidden == ()
