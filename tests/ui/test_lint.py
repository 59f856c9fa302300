"""No text from a contract, a model or a reader reaches Streamlit's markdown: labels hold our own words and numbers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / "app.py", *sorted((ROOT / "clausier" / "ui").rglob("*.py"))]
DOOR = ROOT / "clausier" / "ui" / "text.py"
SHEET = ROOT / "clausier" / "ui" / "style.py"

FORBIDDEN = {"write", "write_stream", "markdown", "caption", "warning", "error", "info", "success", "exception"} | {
    "latex", "metric", "table", "pills", "radio", "toast", "status", "title", "header", "subheader", "tabs",
}  # fmt: skip
LABELLED = {"button", "download_button", "popover", "expander", "checkbox", "dialog", "segmented_control"} | {
    "text_input", "selectbox", "multiselect", "file_uploader", "chat_input", "link_button", "toggle",
}  # fmt: skip
WORDS = {"label", "help", "placeholder", "text", "caption", "title", "body"}
OURS = {"typeset", "label", "see"}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The calls of `st.…` in a file, by name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "st":
                yield node.func.attr, node


def ours(node: ast.expr) -> bool:
    """Words of ours: a constant, or a constant with its typography or its numbers put in."""
    match node:
        case ast.Constant(value=str()):
            return True
        case ast.IfExp(body=one, orelse=other):
            return ours(one) and ours(other)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in OURS:
            return all(not isinstance(argument, ast.JoinedStr) for argument in node.args)
        case _:
            return False


def faults(path: Path) -> Iterator[str]:
    for name, call in calls(path):
        where = f"{path.relative_to(ROOT)}:{call.lineno} st.{name}"
        if name in FORBIDDEN:
            yield f"{where} reads markdown"
        if name == "html" and path not in (DOOR, SHEET):
            yield f"{where} passes by the door"
        for keyword in call.keywords:
            if keyword.arg in ("unsafe_allow_html", "unsafe_allow_javascript"):
                yield f"{where} {keyword.arg}"
        if name in LABELLED:
            shown = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg in WORDS)]
            yield from (f"{where} shows {ast.unparse(word)}" for word in shown if not named(word, path))
        if name == "progress" and (len(call.args) > 1 or any(keyword.arg == "text" for keyword in call.keywords)):
            yield f"{where} has a text"


def named(word: ast.expr, path: Path) -> bool:
    """Ours, or a name that this file binds to nothing but words of ours."""
    if ours(word):
        return True
    if not isinstance(word, ast.Name):
        return False
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bound = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == word.id for target in node.targets)
    ]
    return bool(bound) and all(map(ours, bound))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_foreign_is_read_as_markdown(path: Path) -> None:
    assert list(faults(path)) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_are_constants(path: Path) -> None:
    """`show` and `filled` escape their values; their template must be written in the code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("show", "filled"):
            if path == DOOR and node.func.id == "filled":
                continue
            assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}"


@pytest.mark.parametrize(
    "line",
    [
        "st.markdown(title)",
        "st.button(document.title)",
        'st.popover(f"Porte sur {title}")',
        "st.html(quote)",
        'st.download_button("x", help=name)',
        "st.progress(0.5, step)",
        'st.expander(typeset(f"Rapport de {title}"))',
        "name = document.title\nst.checkbox(name)",
    ],
)
def test_the_rule_sees_what_it_forbids(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    offending = tmp_path / "view.py"
    offending.write_text(line, encoding="utf-8")
    assert list(faults(offending))
