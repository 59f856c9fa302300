"""Texts in whatever encoding their authors' machines had, told from the letters alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.errors import UnreadableFile
from ingest.readers.decoding import decoded, plain_text
from ingest.readers.letters import soundness
from tests.reading.made import read

CLAUSES = (
    "Le Prestataire s'engage à rétablir le service sous quatre heures, « dès réception » de la déclaration.",
    "La réversibilité est assurée à l'échéance, où qu'elle soit fixée, même après résiliation anticipée.",
    "À défaut, le Client reçoit un dédommagement égal à 2 % du coût annuel par journée entamée de retard.",
    "Les données à caractère personnel ne sont pas conservées au-delà du délai prévu à l'article 9.",
    "État des lieux",
    "déjà",
    "où",
)
TABLES = ("cp1252", "latin-1", "iso8859-15", "mac_roman", "cp850", "cp858", "cp437")
WORDS = (
    *("à", "où", "dès", "délai", "même", "après", "français", "coût", "clôture", "maître", "réversibilité"),
    *("prévu", "dûment", "intérêt", "contrôle", "Prestataire", "service", "de", "le", "la", "12", "n° 4", "99,9 %"),
)


@pytest.mark.parametrize("encoding", TABLES)
@pytest.mark.parametrize("text", CLAUSES)
def test_one_sentence_is_enough_to_tell_the_encoding(encoding: str, text: str) -> None:
    possible = text if encoding != "cp437" else text.replace("À", "A")  # a table without that letter
    found = decoded(possible.encode(encoding))
    assert found is not None
    assert (found.text, found.remarks) == (possible, ())


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15", "mac_roman", "cp858"])
def test_the_signs_that_differ_between_tables_are_told_by_their_place(encoding: str) -> None:
    text = "L'œuvre coûte 1 500 € par an." if encoding != "cp858" else "Le service coûte 1 500 € par an."
    found = decoded(text.encode(encoding))
    assert found is not None
    assert found.text == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=40), st.sampled_from(TABLES))
def test_french_words_come_back_from_any_table(words: list[str], encoding: str) -> None:
    text = " ".join(words)
    found = decoded(text.encode(encoding))
    assert found is not None
    assert found.text == text


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200), st.booleans())
def test_unicode_is_believed(text: str, marked: bool) -> None:
    """UTF-8 proves itself; the wide forms do by their mark."""
    encodings = ["utf-8-sig", "utf-16", "utf-32"] if marked else ["utf-8"]
    wanted = text if "Ã" in text or "Â" in text else text.removeprefix("\ufeff")
    for encoding in encodings:
        found = decoded(wanted.encode(encoding))
        assert found is not None
        if not found.remarks:
            assert found.text == wanted.removeprefix("\ufeff")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_nothing(data: bytes) -> None:
    found = plain_text(data)
    assert found is None or "\x00" not in found.text


def test_letters_of_windows_pasted_into_utf8_are_set_right_and_told() -> None:
    whole = "La réversibilité est assurée à l’échéance.\n" * 3
    found = decoded(whole.encode() + "Le coût est révisé à la clôture.".encode("cp1252"))
    assert found is not None
    assert found.text == whole + "Le coût est révisé à la clôture."
    assert found.remarks == ("Lettres écrites dans un autre encodage que le reste du fichier, et rétablies : 5.",)


def test_a_text_cut_in_the_middle_of_a_letter_loses_no_more_than_that_letter() -> None:
    found = decoded("La réversibilité est assurée à l’échéanc".encode() + "é".encode()[:1])
    assert found is not None
    assert found.text == "La réversibilité est assurée à l’échéanc\ufffd"
    assert "illisibles" in found.remarks[0]


@pytest.mark.parametrize("table", ["cp1252", "latin-1", "mac_roman"])
def test_letters_saved_through_a_wrong_table_are_set_right_and_told(table: str) -> None:
    text = "La réversibilité est assurée à l'échéance."
    found = decoded(text.encode().decode(table).encode())
    assert found is not None
    assert found.text == text
    assert "rétablies" in found.remarks[0]


def test_a_text_that_speaks_of_such_letters_only_loses_them_where_they_make_sense() -> None:
    text = "CAFÉ À EMPORTER, Âge légal : 18 ans, « Ã » est une lettre portugaise."
    found = decoded(text.encode())
    assert found is not None
    assert (found.text, found.remarks) == (text, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Настоящий договор заключён между сторонами. " * 3, "cp1251"),
        ("本契約は当事者間で締結される。" * 5, "shift_jis"),
        ("Η παρούσα σύμβαση συνάπτεται μεταξύ των μερών. " * 3, "iso8859_7"),
    ],
)
def test_a_text_of_which_no_table_makes_words_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableFile, match="encodage") as refusal:
        read(text.encode(encoding), "contrat.txt")
    assert "UTF-8" in refusal.value.advice


def test_stray_signs_are_told_as_doubtful_and_the_text_is_read() -> None:
    text = "Le contrat est conclu pour trois ans. " * 20
    raw = read(text.encode() + b"\xa4\xac\xd0\xfe", "contrat.txt")
    assert "n’est pas certain" in raw.remarks[0]
    assert raw.pages[0].lines[0].text.startswith(text.strip())


def test_a_claimed_encoding_is_followed_where_the_bytes_obey_it() -> None:
    greek = "Η παρούσα σύμβαση συνάπτεται μεταξύ των μερών."
    found = decoded(greek.encode("shift_jis", "ignore"), "shift_jis")
    assert found is not None
    assert decoded("déjà vu à l'échéance".encode("cp1252"), "utf-8") == decoded("déjà vu à l'échéance".encode())
    assert decoded("déjà vu à l'échéance".encode("cp1252"), "no such table") is not None


def test_french_sits_better_as_it_is_than_through_another_table() -> None:
    for text in CLAUSES:
        right, _ = soundness(text)
        for table in ("cp850", "mac_roman"):
            wrong, _ = soundness(text.encode("cp1252").decode(table))
            assert right > wrong
