"""The prompts, one Markdown file each: what never changes, a line of three dashes, then what is filled in."""

from pathlib import Path

from clausier.domain.prompts import Prompt

_FOLDER = Path(__file__).parent
_BETWEEN = "\n---\n"


def load(name: str) -> Prompt:
    """The prompt of that name; a file without its two parts raises ValueError."""
    text = (_FOLDER / f"{name}.md").read_text(encoding="utf-8")
    system, found, user = text.partition(_BETWEEN)
    if not found:
        raise ValueError(f"prompts/{name}.md has no line of dashes between its two parts")
    return Prompt(name, system.strip(), user.strip())
