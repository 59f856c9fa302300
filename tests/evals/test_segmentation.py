"""The gold of segmentation says what the sources say, and its figures fall when articles are cut badly."""

from dataclasses import replace

from evals.reading.truth import Block, Source
from evals.segmentation.cuts import Cut
from evals.segmentation.documents import golden, ours, styled
from evals.segmentation.measured import score
from evals.segmentation.pointers import known
from evals.segmentation.restyled import STYLES, restyled
from evals.segmentation.units import Marked, Unit, plain_number, sealed, squeezed
from evals.segmentation.written import printed, units_of

SOURCE = Source(
    "essai",
    (
        Block("heading", "ARTICLE 1 – OBJET"),
        Block("paragraph", "1.1 Le contrat porte sur la paie."),
        Block("paragraph", "1.2 Il remplace les mots suivants :"),
        Block("paragraph", "« 7.1 Texte d’un autre contrat."),
        Block("paragraph", "7.2 Toujours lui. »"),
        Block("heading", "TITRE II – SUITE"),
        Block("heading", "ARTICLE 2 – DURÉE"),
        Block("paragraph", "Trois ans."),
        Block("paragraph", "Fait à Lyon, le 3 mai 2025."),
        Block("heading", "ANNEXE B – PRIX"),
        Block("heading", "B.1 Forfait"),
        Block("paragraph", "Cent euros."),
    ),
)


def test_the_gold_has_every_number_once_and_nothing_quoted() -> None:
    units = units_of(SOURCE, range(1, 13))
    assert [(one.number, one.heading, one.page) for one in units] == [
        ("1", "objet", 1),
        ("1.1", "", 2),
        ("1.2", "", 3),
        ("2", "duree", 7),
        ("Annexe B", "prix", 10),
        ("B.1", "forfait", 11),
    ]


def test_an_article_ends_before_the_next_heading_and_before_the_signatures() -> None:
    ends = {one.number: one.last for one in units_of(SOURCE, None)}
    assert ends["1"].endswith("toujourslui")
    assert ends["2"].endswith("troisans")


def test_word_s_own_numbers_are_counted() -> None:
    source = Source(
        "essai",
        (
            Block("heading", "Cadre"),
            Block("heading", "Objet {#objet}"),
            Block("paragraph", "§ Voir l’annexe {=prix}."),
            Block("heading", "@ Prix {#prix}"),
            Block("heading", "Forfait {#forfait}"),
            Block("paragraph", "§ Il est de {--dix--}{++vingt++} euros[^1]."),
            Block("paragraph", "[^1]: Hors taxes."),
        ),
    )
    units = units_of(printed(source), None)
    assert [one.number for one in units] == ["1", "1.1", "Annexe A", "A.1", "A.1.1"]
    assert units[1].first == "11voirlannexea"
    assert units[-1].last == "a11ilestdevingteuroshorstaxes"


def test_an_annex_s_letter_is_said_once() -> None:
    assert plain_number("Annexe B, B.1") == "B.1"
    assert plain_number("Annexe 2, 2.1") == "Annexe 2, 2.1"


def marked(*units: Unit, hidden: bool = False) -> Marked:
    return Marked("essai", "essai", "development", "essai.txt", b"", sealed(units) if hidden else units, sealed=hidden)


TWO = (Unit("1", "objet", "1objetlecontrat", "porte surlapaie", 1), Unit("2", "duree", "2duree", "troisans", 2))


def test_what_is_cut_as_it_is_written_is_right_even_when_only_digests_are_kept() -> None:
    for hidden in (False, True):
        found, failures = score(marked(*TWO, hidden=hidden), Cut(TWO, (10, 10)))
        assert (found.f1, found.headed, found.paged, failures) == (1.0, 2, (2, 2), [])


def test_each_fault_is_counted_for_what_it_is() -> None:
    cuts = {
        "not found": TWO[:1],
        "begins elsewhere": (TWO[0], replace(TWO[1], first="etlasuite")),
        "ends elsewhere": (TWO[0], replace(TWO[1], last="faitalyonparlesdeux")),
        "no such article": (*TWO, Unit("3", "", "cent", "euros")),
    }
    for cause, units in cuts.items():
        found, failures = score(marked(*TWO), Cut(units, (10, 10)))
        assert found.f1 < 1
        assert [one.cause for one in failures] == [cause]


def test_a_contract_counted_otherwise_says_the_same() -> None:
    plain = Source("essai", (Block("heading", "Article 1er – Objet"), Block("paragraph", "1.1 Le texte.")))
    for style in STYLES:
        units = units_of(restyled(plain, style), None)
        assert units[0].heading == ("" if style.name == "sans titres" else "objet")
        assert units[-1].last.endswith("letexte")


def test_the_documents_are_varied() -> None:
    cases = [*ours(), *golden(), *styled()]
    assert len({case.name for case in cases}) == len(cases) >= 20
    assert squeezed("Été n° 3") == "eten3"


def test_pointers_read_by_hand_are_of_the_project_s_own_contracts() -> None:
    assert set(known()) == {case.name for case in ours()}
