"""From files to answers on the command line: real library, indexes and encoder; only the chat model is left out."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from clausier.cli import main

CONTRACT = """\
CONTRAT D’INFOGÉRANCE

ENTRE LES SOUSSIGNÉS : la société Exemple, le Client, et la société Services, le Prestataire.

ARTICLE 1 – OBJET

Le Prestataire assure l’infogérance du système d’information du Client.

ARTICLE 2 – DURÉE ET RÉSILIATION

Le contrat est conclu pour une durée de trois (3) ans. Chaque partie peut le résilier avec un préavis de six (6) mois.

ARTICLE 3 – RÉVERSIBILITÉ

À la fin du contrat, le Prestataire remet un plan de réversibilité et assiste le Client pendant quatre (4) mois.
"""
QUESTION = "Le contrat prévoit-il la réversibilité ?"
QUOTE = "assiste le Client pendant quatre (4) mois"


@pytest.fixture(autouse=True)
def without_chat_model(warm_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSIER_MODEL", "none")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder as they are: two contracts, something hidden, and things that cannot be read."""
    folder = tmp_path / "fichiers"
    (folder / "suite").mkdir(parents=True)
    (folder / "contrat.txt").write_text(CONTRACT, encoding="utf-8")
    (folder / "suite" / "autre.txt").write_text(CONTRACT.replace("quatre (4)", "neuf (9)"), encoding="utf-8")
    (folder / "lettre.txt").write_text("Bonjour, merci de votre courrier.\n", encoding="utf-8")
    (folder / ".cache.txt").write_text("caché", encoding="utf-8")
    (folder / "vide.pdf").write_bytes(b"")
    (folder / "abimé.pdf").write_bytes(b"%PDF-1.7\nrien de bon\n")
    return folder


@pytest.fixture
def contract(files: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A contract, and it is in the default dossier."""
    assert main(["ingest", str(files / "contrat.txt")]) == 0
    capsys.readouterr()
    return files / "contrat.txt"


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What was written, with ordinary spaces: where the special ones go is tested elsewhere."""
    told = capsys.readouterr()
    return tuple(text.replace("\u00a0", " ").replace("\u202f", " ") for text in (told.out, told.err))  # type: ignore[return-value]


def test_each_file_of_a_folder_gets_its_line(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(files), str(files / "absent.pdf")]) == 1
    out, err = said(capsys)
    lines = dict(line.split(" – ", 1) for line in out.splitlines())
    assert set(lines) == {
        str(files / name)
        for name in ("abimé.pdf", "contrat.txt", "lettre.txt", "vide.pdf", "suite/autre.txt", "absent.pdf")
    }
    assert lines[str(files / "contrat.txt")] == "lu : 3 articles"
    assert lines[str(files / "lettre.txt")] == "lu : sans article reconnu"
    for name in ("abimé.pdf", "vide.pdf", "absent.pdf"):
        assert lines[str(files / name)].startswith("illisible : ")
    assert "3 documents lus" in err
    assert "3 illisibles" in err
    assert "Traceback" not in err


def test_the_same_file_again_is_already_there(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(contract)]) == 0
    assert said(capsys)[0] == f"{contract} – déjà là\n"
    assert main(["documents", "--json"]) == 0
    assert len(said(capsys)[0].splitlines()) == 1


def test_the_json_of_a_file_is_one_line(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(files / "contrat.txt"), str(files / "vide.pdf"), "--json", "--kind", "annex"]) == 1
    read, empty = map(json.loads, capsys.readouterr().out.splitlines())
    assert (read["state"], read["kind"], read["pages"], read["articles"]) == ("read", "annex", None, 3)
    assert (empty["state"], empty["document"]) == ("unreadable", None)
    assert empty["error"]


def test_a_folder_without_files_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rien").mkdir()
    assert main(["ingest", str(tmp_path / "rien")]) == 1
    assert "Aucun fichier" in said(capsys)[1]


def test_an_amendment_names_what_it_amends(files: Path, contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(files / "suite" / "autre.txt"), "--amends", "contrat"]) == 0
    capsys.readouterr()
    main(["documents", "--json"])
    listed = {line["file"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert listed["autre.txt"]["kind"] == "amendment"
    assert listed["autre.txt"]["amends"] == listed["contrat.txt"]["id"]


@pytest.mark.usefixtures("contract")
def test_an_answer_quotes_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", QUESTION]) == 0
    out, err = said(capsys)
    assert out.startswith(("Oui – ", "Partiel – "))
    assert QUOTE in out.replace("\n    ", " ")
    assert "contrat.txt · Article 3" in out
    assert err == ""


@pytest.mark.usefixtures("contract")
def test_the_json_of_an_answer_quotes_letter_for_letter(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", QUESTION, "--json", "--in", "contrat.txt", "--no-model"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (citation,) = (found for found in answer["citations"] if QUOTE in found["quote"])
    assert (citation["file"], citation["page"], citation["article"]) == ("contrat.txt", None, "3")
    assert citation["quote"] in CONTRACT
    assert (answer["explanation"], answer["model"]) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ask", QUESTION, "--in", "inconnu.pdf"], "inconnu.pdf"),
        (["ask", QUESTION, "--dossier", "Inconnu"], "Inconnu"),
        (["ask", "   "], "Il faut une question"),
        (["ask", QUESTION, "--batch", "questions.jsonl"], "un seul des deux"),
        (["ask", QUESTION, "--output", "r.jsonl"], "--output"),
        (["ask", "--batch", "absent.jsonl"], "absent.jsonl"),
        (["report", "inconnu.pdf"], "inconnu.pdf"),
        (["forget", "inconnu.pdf", "--yes"], "inconnu.pdf"),
        (["dossiers", "create"], "Il manque le nom"),
        (["dossiers", "create", "Mon dossier"], "déjà"),
        (["dossiers", "forget", "Inconnu", "--yes"], "Inconnu"),
        (["models", "--all"], "fetch"),
        (["models", "fetch", "inconnu"], "inconnu"),
    ],
)
@pytest.mark.usefixtures("contract")
def test_a_mistake_is_a_sentence_and_what_to_do(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    out, err = said(capsys)
    assert out == ""
    assert sentence in err
    assert len(err.strip()) > len(sentence) + 20


def test_an_empty_dossier_is_told_before_anything_is_searched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", QUESTION]) == 1
    assert "clausier ingest" in said(capsys)[1]


def test_a_wrong_setting_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.toml").write_text("prot = 1\n", encoding="utf-8")
    assert main(["documents"]) == 1
    assert "Vouliez-vous dire « port »" in said(capsys)[1]


@pytest.mark.usefixtures("contract")
def test_a_questionnaire_goes_on_after_a_question_that_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = [
        json.dumps({"id": "q1", "question": QUESTION}),
        "pas du JSON",
        json.dumps({"id": "q3", "question": QUESTION, "documents": ["inconnu.pdf"]}),
        json.dumps({"id": "q4", "question": QUESTION, "document": "contrat.txt"}),
        json.dumps(
            {
                "id": "q5",
                "question": "Et le préavis ?",
                "documents": ["contrat"],
                "history": [{"question": "Peut-on résilier le contrat ?", "answer": "Oui."}],
            }
        ),
    ]
    batch = tmp_path / "questions.jsonl"
    batch.write_text("\n".join(questions) + "\n", encoding="utf-8")
    assert main(["ask", "--batch", str(batch), "--output", str(tmp_path / "reponses.jsonl")]) == 1
    assert capsys.readouterr().out == ""
    lines = [json.loads(line) for line in (tmp_path / "reponses.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["q1", "2", "q3", "q4", "q5"]
    assert ["error" in line for line in lines] == [False, True, True, True, False]
    assert any("six (6) mois" in citation["quote"] for citation in lines[4]["citations"])


@pytest.mark.usefixtures("contract")
def test_a_questionnaire_may_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"question": QUESTION}) + "\n"))
    assert main(["ask", "--batch", "-"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["id"] == "1"


@pytest.mark.usefixtures("contract")
def test_a_report_says_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "contrat"]) == 0
    assert "contrat, 3 articles" in said(capsys)[0]
    assert main(["report", "contrat.txt", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["document"]["file"], report["structured"]) == ("contrat.txt", True)


def test_a_report_says_what_is_to_be_checked_and_programs_get_every_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "annexé.txt").write_text(CONTRACT + "Les prix figurent en annexe 4.\n", encoding="utf-8")
    assert main(["ingest", str(tmp_path / "annexé.txt")]) == 0
    out, err = said(capsys)
    assert out.endswith("lu : 3 articles, 1 point à vérifier\n")
    assert "clausier report" in err
    assert main(["report", "annexé.txt"]) == 0
    assert said(capsys)[0].endswith("\n\nÀ vérifier :\n– Annexe citée mais absente : Annexe 4.\n")
    assert main(["report", "annexé.txt", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["sentences"] == [
        {"text": "Annexe citée mais absente : Annexe 4.", "grave": True, "pages": [], "quote": ""}
    ]
    assert set(report) == {
        "document", "passages", "structured", "unreadable_pages", "missing_annexes", "remarks", "annexes_present",
        "annexes_named", "gaps", "aimed", "findings", "sentences",
    }  # fmt: skip
    assert set(report["findings"]) == {
        "blank_pages", "recogniser", "recognised", "disputed_pages", "hidden", "locked", "repaired", "tables",
    }  # fmt: skip


@pytest.mark.parametrize(("answer", "status", "left"), [("oui\n", 0, 0), ("non\n", 1, 1), ("", 1, 1)])
@pytest.mark.usefixtures("contract")
def test_forgetting_asks_first(
    answer: str, status: int, left: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert main(["forget", "contrat.txt"]) == status
    assert "sans retour" in said(capsys)[1]
    main(["documents", "--json"])
    assert len(capsys.readouterr().out.splitlines()) == left


@pytest.mark.usefixtures("contract")
def test_what_is_forgotten_leaves_no_words_behind(home: Path) -> None:
    assert main(["forget", "contrat.txt", "--yes"]) == 0
    left = [path for path in home.rglob("*") if path.is_file() and b"quatre (4) mois" in path.read_bytes()]
    assert left == []


def test_dossiers_are_made_listed_and_forgotten(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossiers", "create", "Affaire A"]) == 0
    assert main(["ingest", str(files / "contrat.txt"), "--dossier", "affaire a"]) == 0
    capsys.readouterr()
    assert main(["dossiers"]) == 0
    assert said(capsys)[0] == "Affaire A – 1 document\n"
    assert main(["ask", QUESTION, "--dossier", "Affaire A"]) == 0
    assert main(["dossiers", "forget", "Affaire A", "--yes"]) == 0
    capsys.readouterr()
    assert main(["dossiers", "--json"]) == 0
    assert said(capsys)[0] == ""


def test_one_dossier_never_answers_from_another(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ingest", str(files / "contrat.txt"), "--dossier", "A"])
    main(["ingest", str(files / "suite" / "autre.txt"), "--dossier", "B"])
    capsys.readouterr()
    assert main(["ask", QUESTION, "--dossier", "B", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {citation["file"] for citation in answer["citations"]} == {"autre.txt"}


@pytest.mark.usefixtures("contract")
def test_rebuilt_indexes_answer_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    def citations() -> object:
        assert main(["ask", QUESTION, "--json"]) == 0
        return json.loads(capsys.readouterr().out)["citations"]

    before = citations()
    assert main(["rebuild"]) == 0
    assert "refaits" in said(capsys)[1]
    assert citations() == before


@pytest.mark.usefixtures("contract")
def test_the_doctor_finds_everything_in_order(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    checks = {check["name"]: check for check in map(json.loads, capsys.readouterr().out.splitlines())}
    assert str(home) in checks["Données"]["seen"]
    assert "1\u00a0document" in checks["Bibliothèque"]["seen"]
    assert {check["state"] for check in checks.values()} <= {"good", "less"}
    assert all(check["advice"] for check in checks.values() if check["state"] == "less")


def test_the_doctor_fails_when_the_search_model_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAUSIER_MODELS", str(tmp_path / "aucun"))
    assert main(["doctor"]) == 1
    out, _ = said(capsys)
    assert "MANQUE" in out
    assert "clausier models fetch e5-small" in out


def test_models_are_listed_with_their_state(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--json"]) == 0
    listed = {line["name"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert listed["e5-small"]["state"] in ("ready", "unverified")
    assert listed["e5-small"]["licence"] == "MIT"


@pytest.mark.usefixtures("contract")
def test_a_reader_who_stops_reading_is_no_error() -> None:
    """`clausier ask … | head -1`: no traceback, whatever the moment at which the pipe closes."""
    code = "from clausier.launch import main; main()"
    command = [sys.executable, "-c", code, "ask", QUESTION]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read().decode()
    assert "Traceback" not in told
    assert "BrokenPipe" not in told
    assert running.returncode == 1
