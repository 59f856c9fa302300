"""Web pages: the text as a browser shows it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.domain.documents import Manner
from clausier.errors import UnreadableFile
from ingest.raw import RawFile, RawLine
from tests.reading.made import composed, read


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def opened(body: str, head: str = "") -> RawFile:
    return read(page(body, head), "page.html")


def lines(body: str) -> tuple[RawLine, ...]:
    return opened(body).pages[0].lines


def texts(body: str) -> list[str]:
    return [line.text for line in lines(body)]


def test_blocks_are_paragraphs_and_inline_elements_are_not() -> None:
    body = "<h1>Conditions</h1>hors<div>Le <b>prix</b>\n  est<span> de </span>12 €.<p>Suite<br>ligne</div><article>fin"
    assert [(line.text, line.level) for line in lines(body)] == [
        ("Conditions", 1),
        ("hors", None),
        ("Le prix est de 12 €.", None),
        ("Suite", None),
        ("ligne", None),
        ("fin", None),
    ]
    assert composed(page(body), "p.html").text.split("\n\n")[3] == "Suite\nligne"


def test_lists_have_the_numbers_that_a_browser_shows() -> None:
    body = (
        "<ol><li>un<ul><li>puce<li>autre</ul><li>deux<ol type='a'><li>sous<li value='4'>saut<li>suite</ol></ol>"
        "<ol start='9'><li><p>neuf</p><p>encore</p><li>dix</ol><ol reversed><li>deux<li>un</ol>"
        "<ol type=I><li>romain<li style='list-style-type: decimal'>chiffre</ol>"
        "<ul style='list-style: none'><li>nu</ul><ol style='list-style-type:lower-roman'><li>i<li>ii</ol>"
    )
    assert texts(body) == [
        *("1. un", "• puce", "• autre", "2. deux", "a. sous", "d. saut", "e. suite"),
        *("9. neuf", "encore", "10. dix", "2. deux", "1. un", "I. romain", "2. chiffre", "nu", "i. i", "ii. ii"),
    ]


TABLE = (
    "<table><caption>Crédits</caption><thead><tr><th>Priorité<th colspan=2>Délais</thead>"
    "<tr><td rowspan=2>P1<td>prise en charge<td>15 min<tr><td>rétablissement<td>4 h"
    "<tr><td>P2<td>rétablissement<td>8 h</table>"
)


def test_tables_are_rows_with_their_headers_and_merged_cells() -> None:
    found = lines(f"Avant{TABLE}Après")
    assert [line.text for line in found] == [
        *("Avant", "Crédits", "Priorité\tDélais", "P1\tprise en charge\t15 min"),
        *("rétablissement\t4 h", "P2\trétablissement\t8 h", "Après"),
    ]
    rows = [line.row for line in found if line.row is not None]
    assert [row.header for row in rows] == [True, False, False, False]
    assert rows[2].cells[0] is None
    assert opened(TABLE).findings.tables == 1


def test_layout_tables_are_read_cell_by_cell_and_stray_text_is_kept() -> None:
    boxes = "<table role='presentation'><tr><td>a<td>b<tr><td>c<td>d</table>"
    assert [(line.text, line.row) for line in lines(boxes)] == [(letter, None) for letter in "abcd"]
    found = " ".join(texts("<table>perdu<tr>égaré<td>Nom<td>12<tr><td>Prix<td>13</table>"))
    assert sorted(found.split()) == ["12", "13", "Nom", "Prix", "perdu", "égaré"]


def test_white_space_is_kept_where_the_page_says_so() -> None:
    assert texts("<pre>  a   b\n\n  c</pre><p>d   e\n f</p>") == ["a   b", "c", "d e f"]
    assert texts("<dl><dt>Client<dd>la société X<dt>Prix<dd>12 €</dl>") == ["Client", "la société X", "Prix", "12 €"]
    assert texts("<details><summary>Article 3</summary>Durée de trois ans</details>") == [
        "Article 3",
        "Durée de trois ans",
    ]


def test_what_is_no_text_is_dropped() -> None:
    gone = "<script>var x = '<p>non</p>'</script><style>p{}</style><template>t</template><noscript>n</noscript>"
    assert texts(f"a{gone}<!-- c -->b") == ["ab"]


def test_forms_show_their_values() -> None:
    body = (
        "<p><input type=checkbox checked> oui <input type=checkbox> non</p><p><input value='12 mois'>"
        "<input type=hidden value=x> <select><option>a<option selected>b</select><textarea>note</textarea></p>"
    )
    assert texts(body) == ["☒ oui ☐ non", "12 mois bnote"]


@pytest.mark.parametrize(
    ("attributes", "manner"),
    [
        ("hidden", Manner.MASKED),
        ("style='display:none'", Manner.MASKED),
        ("style='visibility: hidden'", Manner.MASKED),
        ("style='font-size:0'", Manner.TINY),
        ("style='font-size: 0.5px'", Manner.TINY),
        ("style='opacity:0'", Manner.UNSEEN),
        ("style='color:#fff'", Manner.UNSEEN),
        ("style='color:white;background-color:rgb(255, 255, 255)'", Manner.UNSEEN),
        ("style='position:absolute;left:-9999px'", Manner.OUTSIDE),
    ],
)
def test_hidden_text_is_left_aside_and_told(attributes: str, manner: Manner) -> None:
    raw = opened(f"<p>visible</p><div {attributes}>texte <b>caché</b></div><p>suite</p>")
    assert [line.text for line in raw.pages[0].lines] == ["visible", "suite"]
    (hidden,) = raw.findings.hidden
    assert (hidden.page, hidden.manner, hidden.text, hidden.letters) == (None, manner, "texte caché", 10)


@pytest.mark.parametrize(
    "body",
    [
        "<p aria-hidden='true'>vu</p>",
        "<p hidden='until-found'>vu</p>",
        "<p style='color:#fff;background:#003'>vu</p>",
        "<div bgcolor='#000000'><p style='color:white'>vu</p></div>",
        "<p style='color:white;background:url(x.png)'>vu</p>",
        "<p style='visibility:hidden'><span style='visibility:visible'>vu</span></p>",
        "<p style='font-size:8px;opacity:0.5'>vu</p>",
        "<p style='display:block;left:-2px'>vu</p>",
    ],
)
def test_what_is_shown_is_never_taken_for_hidden(body: str) -> None:
    raw = opened(body)
    assert [line.text for line in raw.pages[0].lines] == ["vu"]
    assert raw.findings.hidden == ()


def test_white_text_is_kept_where_a_style_sheet_may_set_the_ground() -> None:
    assert [
        line.text for line in opened("<p style='color:#fff'>vu</p>", "<style>p{background:#000}</style>").pages[0].lines
    ] == ["vu"]


def test_menus_and_cookie_windows_are_set_aside_and_told() -> None:
    menu = "<nav><a href=/>Accueil</a> <a href=/cgv>CGV</a></nav>"
    cookies = "<div role='dialog' class='cookie-banner'>Nous utilisons des traceurs</div>"
    made = composed(page(f"{menu}<p>Article 1</p>{cookies}"), "p.html")
    assert (made.text, made.pages[0].furniture) == ("Article 1", "Accueil CGV\nNous utilisons des traceurs")
    assert "menus" in opened(f"{menu}<p>x</p>").remarks[0]
    assert texts("<nav>Le présent contrat <a href=#a1>article 1</a> régit les relations.</nav>") != []
    assert texts("<div role='dialog'>Signature du contrat</div>") == ["Signature du contrat"]


def test_calls_of_notes_alter_no_figure_and_struck_text_is_no_text() -> None:
    body = "<p>30 jours<sup><a href='#n1'>1</a></sup> francs, 20 m<sup>2</sup>, prix de <del>100</del> 120 €</p>"
    raw = opened(body)
    assert [line.text for line in raw.pages[0].lines] == ["30 jours francs, 20 m2, prix de 120 €"]
    assert "barré" in raw.remarks[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859-15", "mac_roman"])
def test_encodings_claimed_or_not(encoding: str) -> None:
    text = "<!DOCTYPE html><title>Conditions générales</title><p>Le coût est révisé à l'échéance de l'œuvre."
    for given_text in (
        text,
        text.replace("<title>", f"<meta charset='{encoding}'><title>"),
        text.replace("<title>", "<meta charset=utf-8><title>"),
    ):
        raw = read(given_text.encode(encoding), "p.html")
        assert raw.title == "Conditions générales"
        assert raw.pages[0].lines[0].text == "Le coût est révisé à l'échéance de l'œuvre."


def test_the_title_is_the_page_s_or_its_first_heading() -> None:
    assert opened("<h1>Contrat <i>cadre</i></h1>").title == "Contrat cadre"
    assert opened("<h1>b</h1>", "<title>a</title>").title == "a"


def test_xhtml_with_closed_elements_loses_nothing() -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>'
        '<script src="a.js"/></head><body><p>Objet<br/>du contrat</p></body></html>'
    )
    assert [line.text for line in read(text.encode(), "p.xhtml").pages[0].lines] == ["Objet", "du contrat"]
    loose = (
        text.replace("<title/>", "<title>t</title>")
        .replace("Objet", "Objet&nbsp;:")
        .replace('<script src="a.js"/>', "")
    )
    assert read(loose.encode(), "p").pages[0].lines[0].text == "Objet\u00a0:"


def saved(kind: str = "multipart/related", header: str = "") -> bytes:
    inside = (
        "--lim\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><body><p>Dur=C3=A9e</p></body></html>\r\n--lim\r\nContent-Type: image/png\r\n\r\nx\r\n--lim--\r\n"
    )
    head = (
        f'From: <Saved by a browser>\r\n{header}MIME-Version: 1.0\r\nContent-Type: {kind};\r\n boundary="lim"\r\n\r\n'
    )
    return (head + inside).encode()


def test_saved_pages_in_one_file_are_read_and_messages_are_not() -> None:
    assert [line.text for line in read(saved(), "p.mhtml").pages[0].lines] == ["Durée"]
    for message in (saved(header="To: a@b.fr\r\n"), saved("multipart/mixed")):
        with pytest.raises(UnreadableFile, match="courriel"):
            read(message, "p.mhtml")


def test_empty_and_endless_pages_are_refused() -> None:
    for body, says in (("<script>x</script>", "aucun texte"), ("<div>" * 5000 + "x", "endommagée")):
        with pytest.raises(UnreadableFile, match=says) as refusal:
            opened(body)
        assert refusal.value.advice


def test_the_name_does_not_decide() -> None:
    for name in ("a.pdf", "a", "a.docx"):
        assert read(page("<p>x</p>"), name).pages[0].lines[0].text == "x"
    fragment = b"<div>\n<p>Article 1</p></div>"  # no page, and no other format either: text
    assert read(fragment, "a.txt").pages[0].lines


tags = st.sampled_from(
    ["p", "div", "span", "b", "li", "ul", "ol", "table", "tr", "td", "th", "h2", "pre", "a", "dl", "dd", "section"]
)
trees = st.recursive(
    st.sampled_from(["mot", " mot ", "<br>", "&nbsp;", "<!-- c -->"]),
    lambda inner: st.builds(
        lambda tag, parts, closed: f"<{tag}>{''.join(parts)}" + f"</{tag}>" * closed,
        tags,
        st.lists(inner, max_size=4),
        st.booleans(),
    ),
    max_leaves=25,
)


@settings(deadline=None)
@given(trees)
def test_no_word_of_any_page_is_lost(body: str) -> None:
    found = " ".join(texts(f"<p>début</p>{body}"))
    assert len(re.findall("mot", found)) == body.count("mot")


@settings(deadline=None)
@given(st.text("<>/=\"' abpdivtrhlio!-&;#x1", max_size=120))
def test_any_letters_between_tags_are_read_or_refused(body: str) -> None:
    assert texts(f"<p>début</p>{body}")[0].startswith("début")
