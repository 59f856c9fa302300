"""The house rules, held: who may import whom, how long a file or a function may be, what no file may say."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("clausier", "ingest", "prompts", "evals")
SOURCES = sorted([ROOT / "app.py", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))])

# A module may import its own rung or a lower one. The longest name that fits decides.
RUNGS = {
    "app": 1,
    "clausier.ui": 1,
    "clausier.cli": 1,
    "clausier.launch": 1,
    "ingest.__main__": 1,
    "evals": 1,
    "clausier.wiring": 2,
    "clausier.reading_process": 2,
    "clausier.settings": 2,
    "clausier.adapters": 3,
    "prompts": 3,
    "ingest": 4,
    "clausier": 4,
    "clausier.ports": 5,
    "clausier.domain": 6,
    "clausier.errors": 6,
    "clausier.bundle": 6,
    "clausier.telemetry": 6,
}
OURS = frozenset({"app", "clausier", "ingest", "prompts", "evals"})

# What each library may be imported by: whoever wants to exchange it has these places to look at.
VENDORS = {
    "chromadb": ("clausier.adapters.chroma", "evals.baselines"),
    "tantivy": ("clausier.adapters.tantivy",),
    "sqlalchemy": ("clausier.adapters.sqlite",),
    "alembic": ("clausier.adapters.sqlite",),
    "pypdfium2": ("clausier.adapters.pdfium", "evals"),
    "openvino": ("clausier.adapters.encoder",),
    "tokenizers": ("clausier.adapters.encoder",),
    "sentence_transformers": ("clausier.adapters.encoder",),
    "langchain": ("clausier.adapters.chat", "clausier.langchain"),
    "langchain_core": ("clausier.adapters.chat", "clausier.langchain", "evals.baselines"),
    "langchain_ollama": ("clausier.adapters.chat",),
    "ollama": ("clausier.adapters.chat",),
    "xllamacpp": ("clausier.adapters.chat",),
    "streamlit": ("app", "clausier.ui"),
    "pypdf": ("ingest", "evals"),
    "pikepdf": ("ingest", "evals"),
    "docx": ("ingest", "evals", "clausier.adapters.papers", "clausier.adapters.questionnaires"),
    "openpyxl": ("clausier.adapters.papers", "clausier.adapters.questionnaires"),
    "reportlab": ("clausier.adapters.papers", "evals"),
    "rapidocr": ("clausier.adapters.recognisers",),
    "pdfplumber": ("ingest.readers.tables", "evals"),
    "typer": ("clausier.cli", "clausier.ui"),
    "rich": ("clausier.cli",),
}

LONGEST_FILE, MEDIAN_FILE = 400, 130
LONGEST_FUNCTION, P90_FUNCTION, MEDIAN_FUNCTION = 60, 30, 10
MOST_PARAMETERS, P90_PARAMETERS = 7, 4
MOST_OPTIONS = 9  # of a command: each is a parameter of its function


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Every module imported, inside functions too; `from a import b` gives a.b when that is a module, else a."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in NAMES else node.module


def within(name: str, parents: tuple[str, ...] | frozenset[str]) -> bool:
    return any(name == parent or name.startswith(f"{parent}.") for parent in parents)


def fits(name: str, allowed: tuple[str, ...]) -> bool:
    """`adapters.chat` allows `adapters.chat`, `adapters.chat.ollama` and `adapters.chat_embedded`."""
    return within(name, allowed) or any("." in item and name.startswith(f"{item}_") for item in allowed)


def rung(name: str) -> int:
    return RUNGS[max((known for known in RUNGS if within(name, (known,))), key=len)]


NAMES = {module_name(path): path for path in SOURCES}
EACH_MODULE = pytest.mark.parametrize("name", sorted(NAMES))


def functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [
        (f"{name}:{node.name}", node)
        for name, path in NAMES.items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len([name for name in given if name not in ("self", "cls")])


@EACH_MODULE
def test_imports_point_inward(name: str) -> None:
    outward = [target for target in imports(NAMES[name]) if within(target, OURS) and rung(target) < rung(name)]
    assert outward == []


@EACH_MODULE
def test_reading_and_answering_do_not_know_each_other(name: str) -> None:
    if rung(name) != 4:
        return
    other = "clausier.answering" if within(name, ("ingest",)) else "ingest"
    assert [target for target in imports(NAMES[name]) if within(target, (other,))] == []


@EACH_MODULE
def test_the_core_stands_on_the_standard_library(name: str) -> None:
    if rung(name) != 6:
        return
    outside = [target for target in imports(NAMES[name]) if target.split(".")[0] not in sys.stdlib_module_names]
    assert [target for target in outside if not within(target, OURS)] == []


@EACH_MODULE
def test_each_library_stays_behind_its_door(name: str) -> None:
    astray = [
        target
        for target in imports(NAMES[name])
        for vendor, doors in VENDORS.items()
        if within(target, (vendor,)) and not fits(name, doors)
    ]
    assert astray == []


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import clausier; print(*(set(sys.modules) - before))"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert seen.stdout.split() == ["clausier"]


def test_files_are_short() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in NAMES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}
    assert median(length for length in lengths.values() if length > 1) <= MEDIAN_FILE


def test_functions_are_short() -> None:
    lengths = {name: lines(node) for name, node in functions()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    every = [lines(node) for _, node in functions()]
    assert quantiles(every, n=10)[-1] <= P90_FUNCTION
    assert median(every) <= MEDIAN_FUNCTION


def test_functions_take_few_parameters() -> None:
    counts = [(name, parameters(node)) for name, node in functions()]
    most = {name: MOST_OPTIONS if name.startswith("clausier.cli.") else MOST_PARAMETERS for name, _ in counts}
    assert [(name, number) for name, number in counts if number > most[name]] == []
    assert quantiles([number for _, number in counts], n=10)[-1] <= P90_PARAMETERS


@EACH_MODULE
def test_no_class_stands_on_a_class_of_ours(name: str) -> None:
    """Inheritance is at most one step deep: from a library's class or a plain base, never further."""
    classes = {node.name: node for node in ast.walk(tree(NAMES[name])) if isinstance(node, ast.ClassDef)}
    deep = [
        node.name
        for node in classes.values()
        for base in node.bases
        if isinstance(base, ast.Name) and base.id in classes and _inherits(classes[base.id])
        if not base.id.startswith("_")
    ]
    assert deep == []


def _inherits(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id not in ("Protocol", "Exception") for base in node.bases)


@EACH_MODULE
def test_no_exception_is_caught_blindly(name: str) -> None:
    """Where a thread ends there is nobody left to tell; there, and with its reason written beside it, one may."""
    source = NAMES[name].read_text(encoding="utf-8").splitlines()
    blind = [
        node.lineno
        for node in ast.walk(tree(NAMES[name]))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and not re.search(r"# noqa: BLE001\s+\S+\s+\w", source[node.lineno - 1])
    ]
    assert blind == []


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name]


def test_no_file_names_a_place_of_somebodys_machine() -> None:
    personal = re.compile(r"(?<![\w.])/(?:home|Users|root|tmp|work|mnt|opt)/\w|[A-Z]:\\\\Users")
    registry = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|artifactory|nexus)|(?:extra-)?index-url")
    said = []
    for path in tracked():
        if path == Path(__file__) or not path.is_file() or b"\0" in (data := path.read_bytes()):
            continue
        text = data.decode("utf-8", errors="replace")
        for found in (*personal.finditer(text), *registry.finditer(text)):
            said.append(f"{path.relative_to(ROOT)}: {found.group()}")
    assert said == []
