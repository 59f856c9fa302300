"""Checklists as files: one TOML file each, strictly read, one sentence on a mistake."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from clausier.domain.audits import Checklist, Hint, Point
from clausier.domain.folding import fold
from clausier.domain.questions import Element, Topic
from clausier.errors import UnknownName, WrongSetting

GENERAL = "generale"
_ADVICE = "Corrigez ce fichier ; ceux de corpus/checklists montrent la forme attendue."
_SENTENCES = {
    "missing": "manque",
    "extra_forbidden": "n’existe pas",
    "string_type": "doit être un texte entre guillemets",
    "int_type": "doit être un nombre entier",
    "list_type": "doit être une liste entre crochets",
    "tuple_type": "doit être une liste entre crochets",
    "string_too_short": "est vide",
    "too_short": "est vide",
    "greater_than_equal": "est trop petit",
    "less_than_equal": "est trop grand",
}

Known = Mapping[str, Checklist]
"""Checklists by their names."""


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class _Element(_Read):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str = Field(min_length=1)
    signs: list[str] = Field(min_length=1)


class _Point(_Read):
    topic: str = Field(min_length=1)
    element: str = ""  # the point is this one element of the topic
    expected: list[str] | None = None
    further: list[str] | None = None
    label: str = ""
    risk: str = ""
    elements: list[_Element] = []  # of its own, beside the topic's


class _Hint(_Read):
    words: list[str] = Field(min_length=1)
    weight: int = Field(ge=1, le=10)


class _File(_Read):
    label: str = Field(min_length=1)
    about: str = Field(min_length=1)
    notice: str = ""
    rest_of: str = ""  # a checklist whose other points follow
    hints: list[_Hint] = []
    points: list[_Point] = Field(min_length=1)


class _Mistake(Exception):
    """What is wrong with a file, as the end of a sentence."""


def load_checklists(folder: Path, topics: Sequence[Topic]) -> dict[str, Checklist]:
    """Every checklist of a folder, by name: the general one first, then in alphabetical order."""
    names = sorted((path.stem for path in folder.glob("*.toml")), key=lambda name: (name != GENERAL, name))
    known: dict[str, Checklist] = {}
    for name in names:
        known[name] = load_checklist(folder / f"{name}.toml", topics, known)
    return known


def load_checklist(path: Path, topics: Sequence[Topic], known: Known) -> Checklist:
    """The checklist of one file. `known`: those whose points it may take over. A mistake raises WrongSetting."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise WrongSetting(f"La liste de contrôle {path} ne s’ouvre pas.", "Vérifiez le chemin.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSetting(f"La liste de contrôle {path} ne se lit pas : {error}.", _ADVICE) from error
    try:
        return _checklist(path.stem, _File.model_validate(data), {topic.id: topic for topic in topics}, known)
    except ValidationError as error:
        raise WrongSetting(f"Dans la liste {path}, {_said(error.errors()[0])}.", _ADVICE) from error
    except _Mistake as error:
        raise WrongSetting(f"Dans la liste {path}, {error}.", _ADVICE) from error


def named_checklist(name: str, topics: Sequence[Topic], known: Known) -> Checklist:
    """The checklist of that name, or of that file: what ends in .toml is a file."""
    plain = {fold(key): checklist for key, checklist in known.items()}
    if fold(name.strip()) in plain:
        return plain[fold(name.strip())]
    if name.strip().lower().endswith(".toml"):
        return load_checklist(Path(name.strip()), topics, known)
    raise UnknownName(
        f"Aucune liste de contrôle ne s’appelle « {name} ».",
        f"Listes : {', '.join(known)}. Pour la vôtre, donnez un fichier .toml.",
    )


def _said(detail: ErrorDetails) -> str:
    """Where a file is wrong, and how: "points n° 3, « topic » manque"."""
    place, number = (
        [part for part in detail["loc"] if isinstance(part, str)],
        [part for part in detail["loc"] if isinstance(part, int)],
    )
    key = f"« {place[-1]} »" if place else "le contenu"
    within = f"{place[0]} n° {number[0] + 1}, " if number and len(place) > 1 else ""
    return f"{within}{key} {_SENTENCES.get(detail['type'], 'n’a pas une valeur acceptable')}"


def _checklist(name: str, read: _File, topics: Mapping[str, Topic], known: Known) -> Checklist:
    points = [_point(point, topics) for point in read.points]
    doubled = next((point.id for n, point in enumerate(points) if point.id in {one.id for one in points[:n]}), None)
    if doubled is not None:
        raise _Mistake(f"le point « {doubled} » vient deux fois")
    if read.rest_of:
        if read.rest_of not in known:
            raise _Mistake(f"« rest_of » nomme une liste inconnue : « {read.rest_of} »{_near(read.rest_of, known)}")
        own = {point.id for point in points}
        points += [point for point in known[read.rest_of].points if point.id not in own]
    hints = tuple(Hint(_patterns(hint.words), hint.weight) for hint in read.hints)
    return Checklist(name, read.label, read.about, tuple(points), hints, read.notice)


def _point(read: _Point, topics: Mapping[str, Topic]) -> Point:
    if read.topic not in topics:
        raise _Mistake(f"le sujet « {read.topic} » n’existe pas{_near(read.topic, topics)}")
    topic = topics[read.topic]
    own = [Element(one.id, one.label, _patterns(one.signs)) for one in read.elements]
    elements = {element.id: element for element in (*topic.elements, *own)}
    if len(elements) < len(topic.elements) + len(own):
        raise _Mistake(f"un élément du sujet « {topic.id} » porte deux fois le même nom")
    if read.element and (read.expected is not None or read.further is not None):
        raise _Mistake(f"le point « {topic.id}/{read.element} » est un seul élément : ni « expected » ni « further »")
    expected, further = _wanted(read, list(elements))
    for wanted in (*expected, *further):
        if wanted not in elements:
            raise _Mistake(f"l’élément « {wanted} » n’existe pas dans « {topic.id} »{_near(wanted, elements)}")
    single = elements[read.element].label if read.element else ""
    return Point(
        id=f"{topic.id}/{read.element}" if read.element else topic.id,
        label=read.label or f"{single[:1].upper()}{single[1:]}" or topic.label,
        topic=topic.id,
        expected=tuple(elements[name] for name in expected),
        further=tuple(elements[name] for name in further),
        risk=read.risk or topic.risk,
    )


def _wanted(read: _Point, every: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The elements expected, and those that are told beside: unless they are named, all the others of the topic."""
    if read.element:
        return [read.element], []
    expected = list(every) if read.expected is None else read.expected
    return expected, [name for name in every if name not in expected] if read.further is None else read.further


def _patterns(written: Sequence[str]) -> tuple[str, ...]:
    """Expressions over folded text. One that could never match, or always would, is a mistake."""
    for pattern in written:
        literal = re.sub(r"\\.", "", pattern)
        if literal != fold(literal):
            raise _Mistake(f"l’expression « {pattern} » s’écrit en minuscules, sans accents, l’apostrophe par un point")
        try:
            empty = re.fullmatch(f"(?:{pattern})", "")
        except re.error as error:
            raise _Mistake(f"l’expression « {pattern} » est mal formée") from error
        if empty:
            raise _Mistake(f"l’expression « {pattern} » accepte un texte vide")
    return tuple(written)


def _near(name: str, names: Mapping[str, object]) -> str:
    close = get_close_matches(name, list(names), n=1)
    return f" ; vouliez-vous dire « {close[0]} »" if close else ""
