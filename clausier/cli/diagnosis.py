"""`clausier doctor`: what is there and what is missing, even when Clausier cannot open."""

from typing import TYPE_CHECKING, Literal

from clausier import doctor as checks
from clausier.adapters.modelstore import ModelStore
from clausier.cli.console import out, out_json
from clausier.cli.house import AsJson
from clausier.doctor import Check, State, essential_missing
from clausier.domain.french import count, listed, typeset
from clausier.errors import ClausierError
from clausier.jsonlines import JsonLine
from clausier.models import ENCODER, WRITER
from clausier.render import harmless
from clausier.settings import Settings, load_settings

if TYPE_CHECKING:
    from clausier.wiring import Clausier

LIBRARY = "library.sqlite3"
_MARKS = {State.GOOD: "bon     ", State.LESS: "à savoir", State.MISSING: "MANQUE  "}
_INDENT = " " * 10


class CheckLine(JsonLine):
    name: str
    state: Literal["good", "less", "missing"]
    seen: str
    advice: str


def doctor(as_json: AsJson = False) -> int:
    """Dire ce qui est là et ce qui manque."""
    settings = load_settings()
    found = [
        checks.versions(),
        checks.disk(settings.home),
        checks.library(settings.home / LIBRARY),
        encoder_check(settings),
        *opening_checks(settings),
        ollama_check(settings),
        checks.ocr(),
    ]
    for check in found:
        out_json(_line(check)) if as_json else out(_text(check))
    return 1 if essential_missing(found) else 0


def encoder_check(settings: Settings) -> Check:
    """Whether the model that finds passages is there, proven when it is ours."""
    name = "Modèle de recherche"
    if settings.encoder != ENCODER:
        return Check(name, State.GOOD, f"{settings.encoder} (réglage « encoder »)")
    try:
        path = ModelStore(settings.models_folder).path(ENCODER)
    except ClausierError as error:
        return Check(name, State.MISSING, str(error), error.advice)
    return Check(name, State.GOOD, f"{ENCODER} ({path})")


def opening_checks(settings: Settings) -> list[Check]:
    """Whether Clausier opens, its indexes agree with the library, and a model would write."""
    from clausier.wiring import open_clausier

    try:
        clausier = open_clausier(settings)
    except ClausierError as error:
        return [Check("Ouverture", State.MISSING, str(error), error.advice)]
    try:
        return [_indexes(clausier), _writer(clausier)]
    finally:
        clausier.close()


def _indexes(clausier: "Clausier") -> Check:
    name = "Index"
    try:
        unread = len(clausier.vectors.missing(clausier.encoder.identity))
    except ClausierError as error:
        return Check(name, State.LESS, str(error), error.advice)
    if unread:
        waiting = count(unread, "passage")
        return Check(name, State.LESS, f"{waiting} sans vecteur", "Lancer : clausier rebuild")
    return Check(name, State.GOOD, "complet ; refait depuis la bibliothèque s’il manque ou s’abîme")


def _writer(clausier: "Clausier") -> Check:
    name = "Modèle de rédaction"
    if clausier.model is not None:
        away = " – les questions et les passages cités quittent cette machine" if clausier.model.remote else ""
        return Check(name, State.GOOD, f"{clausier.model.name}{away}")
    if clausier.settings.model == "none":
        return Check(name, State.GOOD, "aucun, comme le demandent les réglages")
    seen = "aucun : les réponses donnent le verdict et les passages, sans explication rédigée"
    return Check(name, State.LESS, seen, f"Lancer : clausier models fetch {WRITER}, ou démarrer Ollama avec un modèle.")


def ollama_check(settings: Settings) -> Check:
    """Whether an Ollama answers, and with which models."""
    from clausier.adapters.chat.ollama import chat_models

    if found := chat_models(settings.ollama_url):
        return Check("Ollama", State.GOOD, listed([model.name for model in found]))
    seen = f"ne répond pas à {settings.ollama_url}, ou n’a aucun modèle"
    return Check("Ollama", State.LESS, seen, "Facultatif. Une fois Ollama installé : ollama pull qwen3:8b")


def _line(check: Check) -> CheckLine:
    return CheckLine(name=check.name, state=check.state.value, seen=typeset(check.seen), advice=typeset(check.advice))


def _text(check: Check) -> str:
    said = harmless(typeset(f"{_MARKS[check.state]}  {check.name} : {check.seen}"))
    return f"{said}\n{_INDENT}→ {typeset(check.advice)}" if check.advice else said
