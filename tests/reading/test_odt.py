"""OpenDocument texts: the text as LibreOffice shows it, automatic numbers and tables included.

The numbers expected here are those that LibreOffice 7.4 writes when it saves the same files as plain text.
"""

from base64 import b64encode
from hashlib import pbkdf2_hmac, sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import compressobj

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.domain.documents import Manner
from clausier.errors import LockedFile, UnreadableFile
from ingest.given import GivenFile
from ingest.readers.counting import letters, repeated_letter, roman
from ingest.readers.odt import OdtReader
from tests.reading.made import composed, flat_odt, odt, read, unwatched

LISTS = """
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Article " style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
  <text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="L2">
  <text:list-level-style-bullet text:level="1" text:bullet-char="&#xF0B7;"/>
  <text:list-level-style-bullet text:level="2" text:bullet-char="–"/>
</text:list-style>
<text:list-style style:name="L3">
  <text:list-level-style-number text:level="1" style:num-format="I" text:start-value="4"/>
  <text:list-level-style-number text:level="2" style:num-format="A" style:num-suffix="." text:display-levels="2"/>
</text:list-style>
<style:style style:name="P1" style:family="paragraph" style:list-style-name="L3"/>
<style:style style:name="Masque" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Gras" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
"""
OUTLINE = """
<text:outline-style style:name="Outline">
  <text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>
  <text:outline-level-style text:level="3" style:num-format=""/>
</text:outline-style>
"""


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def li(*inside: str, attributes: str = "") -> str:
    return f"<text:list-item {attributes}>{''.join(inside)}</text:list-item>"


def ul(*items: str, attributes: str = 'text:style-name="L1"') -> str:
    return f"<text:list {attributes}>{''.join(items)}</text:list>"


def h(text: str, level: int, attributes: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {attributes}>{text}</text:h>'


def texts(data: bytes) -> list[str]:
    return [line.text for line in read(data, "c.odt").pages[0].lines]


NUMBERED = (
    ul(
        li(
            p("Objet"),
            ul(li(p("Périmètre"), ul(li(p("serveurs")), li(p("postes")))), li(p("Exclusions")), attributes=""),
        ),
        li(p("Durée"), p("Elle court dès la signature.")),
        attributes='xml:id="list1" text:style-name="L1"',
    )
    + p("Entre deux listes.")
    + ul(li(p("Prix")), attributes='text:continue-list="list1" text:style-name="L1"')
    + ul(li(p("Autre contrat")))
    + ul(li(p("Suite")), attributes='text:style-name="L1" text:continue-numbering="true"')
    + ul(li(p("Saut"), attributes='text:start-value="9"'), li(ul(li(p("seul"))), attributes=""))
    + ul(
        "<text:list-header>" + p("Sans numéro") + "</text:list-header>",
        li(p("données"), ul(li(p("copies")), attributes="")),
        attributes='text:style-name="L2"',
    )
    + ul(li('<text:p text:style-name="P1">quatre</text:p>', ul(li(p("sous")), attributes="")), attributes="")
)


def test_automatic_numbers_stand_before_their_lines() -> None:
    assert texts(odt(NUMBERED, LISTS)) == [
        "Article 1. Objet",
        "1.1 Périmètre",
        "a) serveurs",
        "b) postes",
        "1.2 Exclusions",
        "Article 2. Durée",
        "Elle court dès la signature.",
        "Entre deux listes.",
        "Article 3. Prix",
        "Article 1. Autre contrat",
        "Article 2. Suite",
        "Article 9. Saut",
        "9.1 seul",
        "Sans numéro",
        "• données",
        "– copies",
        "IV quatre",
        "IV.A. sous",
    ]


def test_headings_count_by_the_outline_and_have_their_level() -> None:
    body = h("Objet", 1) + h("Périmètre", 2) + h("Détail", 3) + h("Durée", 2) + h("Prix", 1)
    body += h("Annexe", 1, 'text:is-list-header="true"') + h("Fin", 1)
    lines = read(odt(body, "", OUTLINE), "c.odt").pages[0].lines
    assert [(line.text, line.level) for line in lines] == [
        ("1. Objet", 1),
        ("1.1. Périmètre", 2),
        ("Détail", 3),
        ("1.2. Durée", 2),
        ("2. Prix", 1),
        ("Annexe", 1),
        ("3. Fin", 1),
    ]


def test_white_space_tabs_and_breaks_are_as_the_format_says() -> None:
    body = p("Le   délai\n est<text:s text:c='2'/>de <text:span> 4 h</text:span><text:line-break/>puis<text:tab/>8 h")
    assert texts(odt(body)) == ["Le délai est  de 4 h", "puis\t8 h"]


def test_hidden_text_is_left_aside_and_told() -> None:
    body = p("visible<text:span text:style-name='Masque'> caché</text:span>")
    body += "<text:section text:display='none'>" + p("section cachée") + "</text:section>"
    body += p("<text:hidden-text text:is-hidden='true' text:string-value='secret'/>suite")
    raw = read(odt(body, LISTS), "c.odt")
    assert [line.text for line in raw.pages[0].lines] == ["visible", "suite"]
    (hidden,) = raw.findings.hidden
    assert (hidden.manner, hidden.text, hidden.letters) == (Manner.MASKED, "caché section cachée secret", 24)


def test_tracked_deletions_are_not_text_and_comments_are_told() -> None:
    body = (
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion>"
        + p("trois")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
        + p(
            "Préavis de <text:change text:change-id='c1'/>six mois<office:annotation>"
            + p("à revoir")
            + "</office:annotation>."
        )
    )
    raw = read(odt(body), "c.odt")
    assert [line.text for line in raw.pages[0].lines] == ["Préavis de six mois."]
    assert ["suivies" in raw.remarks[0], "1 commentaire" in raw.remarks[1]] == [True, True]


def test_notes_follow_their_paragraph_and_boxes_are_read() -> None:
    body = f"<text:note-citation>1</text:note-citation><text:note-body>{p('Hors fériés.')}</text:note-body>"
    note = f"<text:note>{body}</text:note>"
    frame = f"<draw:frame><draw:text-box>{p('encadré')}</draw:text-box><svg:desc>image</svg:desc></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('forme')}</draw:custom-shape></draw:g>"
    body = p(f"Trente jours{note} francs{frame}.") + frame + p(f"fin{shape}")
    assert texts(odt(body)) == ["Trente jours francs.", "encadré", "1 Hors fériés.", "encadré", "fin", "forme"]


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{p(text)}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


COVERED = "<table:covered-table-cell/>"
TABLE = (
    "<table:table><table:table-column/><table:table-header-rows>"
    + row(cell("Priorité"), cell("Délais", 'table:number-columns-spanned="2"'), COVERED)
    + "</table:table-header-rows>"
    + row(cell("P1", 'table:number-rows-spanned="2"'), cell("prise en charge"), cell("15 min"))
    + row(COVERED, cell("rétablissement"), cell("4 h"))
    + row(cell("P2"), cell("rétablissement"), cell("8 h"))
    + "</table:table>"
)


def test_tables_are_rows_with_their_headers_and_merged_cells() -> None:
    lines = read(odt(p("Avant") + TABLE + p("Après")), "c.odt").pages[0].lines
    assert [line.text for line in lines] == [
        "Avant",
        "Priorité\tDélais",
        "P1\tprise en charge\t15 min",
        "rétablissement\t4 h",
        "P2\trétablissement\t8 h",
        "Après",
    ]
    rows = [line.row for line in lines if line.row is not None]
    assert [row.header for row in rows] == [True, False, False, False]
    assert rows[2].cells[0] is None
    assert [span and span.of(lines[1].text) for span in rows[0].cells] == ["Priorité", "Délais", "Délais"]


def test_a_page_laid_out_in_a_table_is_read_cell_by_cell() -> None:
    boxes = "<table:table>" + row(cell("Pour le Client"), cell("Pour le Prestataire")) + "</table:table>"
    lines = read(odt(boxes), "c.odt").pages[0].lines
    assert [(line.text, line.row) for line in lines] == [("Pour le Client", None), ("Pour le Prestataire", None)]


def test_headers_and_footers_are_set_aside_and_kept() -> None:
    parts = "".join(
        f"<style:{part}>{p(text)}</style:{part}>"
        for part, text in (("header", "Confidentiel"), ("footer", "Réf. C-17"))
    )
    data = odt(p("Texte"), master=f'<style:master-page style:name="Standard">{parts}</style:master-page>')
    made = composed(data, "c.odt")
    assert (made.text, made.pages[0].furniture) == ("Texte", "Confidentiel\nRéf. C-17")


def test_what_a_form_shows_is_read() -> None:
    form = (
        "<office:forms><form:form>"
        "<form:checkbox form:id='a' form:label='oui' form:current-state='checked'/>"
        "<form:checkbox form:id='b' form:label='non'/><form:text form:id='c' form:current-value='12 mois'/>"
        "</form:form></office:forms>"
    )
    body = form + p(
        "<draw:control draw:control='a'/> <draw:control draw:control='b'/> : <draw:control draw:control='c'/>"
    )
    assert texts(odt(body)) == ["☒ oui ☐ non : 12 mois"]


def test_title_flat_files_and_any_name() -> None:
    assert read(odt(p("Texte")), "c.pdf").title == "Contrat cadre"
    assert [line.text for line in read(flat_odt(p("à plat")), "c.txt").pages[0].lines] == ["à plat"]


def test_documents_of_another_library_are_read() -> None:
    from odfdo import Document, Header, List, ListItem, Paragraph, Table

    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, "Niveaux de service"))
    document.body.append(Paragraph("Le taux est mesuré chaque mois."))
    document.body.append(List([ListItem("disponibilité"), ListItem("délais")]))
    table = Table("t", width=2, height=2)
    table.set_values([["Taux", "Crédit"], ["99,5 %", "5 %"]])
    document.body.append(table)
    buffer = BytesIO()
    document.save(buffer)
    lines = read(buffer.getvalue(), "c.odt").pages[0].lines
    assert [line.level for line in lines][:2] == [1, None]
    assert [line.text for line in lines][-2:] == ["Taux\tCrédit", "99,5 %\t5 %"]
    assert {"disponibilité", "délais"} <= {line.text.removeprefix("• ") for line in lines}


def test_empty_damaged_and_swollen_documents_are_refused() -> None:
    whole = odt(p("Texte"))
    swollen = BytesIO()
    with ZipFile(swollen, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", 0)
        with archive.open("content.xml", "w") as part:
            for _ in range(160):
                part.write(bytes(1024 * 1024))
    broken = whole.replace(b"content.xml", b"kontent.xml")
    deep = odt("<text:section>" * 300 + p("x") + "</text:section>" * 300)
    for data, says in (
        (odt(""), "aucun texte"),
        (broken, "endommagé"),
        (swollen.getvalue(), "volumineux"),
        (deep, "endommagé"),
    ):
        with pytest.raises(UnreadableFile, match=says) as refusal:
            read(data, "c.odt")
        assert refusal.value.advice


def test_entities_are_not_followed() -> None:
    data = flat_odt(p("Texte &b;")).replace(b"?>", b'?><!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/hostname">]>', 1)
    assert texts(data) == ["Texte"]


inline = st.recursive(
    st.sampled_from(["mot", " ", "<text:s/>", "<text:tab/>", "<text:line-break/>", "d&amp;t"]),
    lambda inner: st.builds(lambda part: f"<text:span>{part}</text:span>", st.lists(inner, max_size=3).map("".join)),
)
blocks = st.recursive(
    st.builds(p, st.lists(inline, max_size=4).map("".join)),
    lambda inner: st.one_of(
        st.builds(lambda parts: ul(li(*parts)), st.lists(inner, max_size=3)),
        st.builds(lambda parts: f"<text:section>{''.join(parts)}</text:section>", st.lists(inner, max_size=3)),
        st.builds(
            lambda parts: (
                f"<table:table>{row(*(f'<table:table-cell>{part}</table:table-cell>' for part in parts))}</table:table>"
            ),
            st.lists(inner, max_size=3),
        ),
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(blocks, max_size=5).map("".join))
def test_no_word_of_any_document_is_lost(body: str) -> None:
    found = " ".join(texts(odt(p("début") + body, LISTS)))
    assert found.count("mot") == body.count("mot")
    assert found.count("d&t") == body.count("d&amp;t")


@settings(deadline=None)
@given(st.integers(1, 700))
def test_numbers_in_letters_never_meet_twice(number: int) -> None:
    for way in (letters, repeated_letter, roman):
        assert way(number) not in {way(other) for other in range(max(1, number - 40), number)}


def locked(data: bytes, password: str, algorithm: str = "http://www.w3.org/2001/04/xmlenc#aes256-cbc") -> bytes:
    """The document as LibreOffice locks it: each part packed, padded, encrypted, and described in the manifest."""
    space, secret = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", sha256(password.encode()).digest()
    buffer, entries = BytesIO(), []
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w") as new:
        new.writestr("mimetype", old.read("mimetype"))
        for part in ("content.xml", "styles.xml", "meta.xml"):
            packing = compressobj(wbits=-15)
            packed = packing.compress(old.read(part)) + packing.flush()
            salt, vector = sha256(part.encode()).digest()[:16], sha256(part.encode()).digest()[16:]
            padded = packed + bytes([16 - len(packed) % 16]) * (16 - len(packed) % 16)
            encryptor = Cipher(AES(pbkdf2_hmac("sha1", secret, salt, 1000, 32)), CBC(vector)).encryptor()
            new.writestr(part, encryptor.update(padded) + encryptor.finalize())
            checksum, vector64, salt64 = (
                b64encode(value).decode() for value in (sha256(packed[:1024]).digest(), vector, salt)
            )
            entries.append(
                f'<m:file-entry m:full-path="{part}" m:media-type="text/xml"><m:encryption-data '
                f'm:checksum-type="{space}#sha256-1k" m:checksum="{checksum}">'
                f'<m:algorithm m:algorithm-name="{algorithm}" m:initialisation-vector="{vector64}"/>'
                '<m:start-key-generation m:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"/>'
                '<m:key-derivation m:key-derivation-name="PBKDF2" m:key-size="32" m:iteration-count="1000" '
                f'm:salt="{salt64}"/></m:encryption-data></m:file-entry>'
            )
        new.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{space}">{"".join(entries)}</m:manifest>')
    return buffer.getvalue()


def test_a_password_opens_a_locked_document_and_another_does_not() -> None:
    data = locked(odt(p("Durée de trois ans")), "réserve")
    for password, says in (("", "protégé"), ("reserve", "n’ouvre pas")):
        with pytest.raises(LockedFile, match=says) as refusal:
            OdtReader().read(GivenFile("c.odt", data, password), unwatched)
        assert refusal.value.advice
    raw = OdtReader().read(GivenFile("c.odt", data, "réserve"), unwatched)
    assert ([line.text for line in raw.pages[0].lines], raw.findings.locked) == (["Durée de trois ans"], True)


def test_other_ways_of_locking_are_refused() -> None:
    wholesome = odt(p("x"), extra={"encrypted-package": bytes(64)})
    for data in (wholesome, locked(odt(p("x")), "a", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#blowfish")):
        with pytest.raises(UnreadableFile, match="chiffré d’une manière"):
            OdtReader().read(GivenFile("c.odt", data, "a"), unwatched)
