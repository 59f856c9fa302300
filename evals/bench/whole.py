"""What a person waits for: commands from a process that starts, the page in a browser, the words of a model."""

from pathlib import Path

from clausier.cli.house import DEFAULT_DOSSIER
from evals.bench import browser, inputs
from evals.bench.asking import SCALE
from evals.bench.bench import DOSSIER, Bench, better, named
from evals.bench.processes import CLAUSIER, Broken, Ran, command_run, task
from evals.bench.reading import OURS, PLAIN, libraries
from evals.bench.results import BYTES, MILLISECONDS, SECONDS, Part, Row, decimal, over, percentile_95
from evals.measures import Estimate

_COLD, _AGAIN, _PAGE, _CITED, _HELD = 2.5, 2.0, 5.0, 0.3, 900e6
_COMPARED, _FIRST_WORDS, _WORDS, _SECOND_WORDS = 3.0, 10.0, 25.0, 3.0
_QUESTION = "Le contrat prévoit-il la réversibilité ?"
_ASKED = (_QUESTION, "Quel est le préavis pour partir avant la fin ?", "La responsabilité est-elle plafonnée ?")
_WORDED = (
    "Sous combien de jours les factures sont-elles payées ?",
    "Quel est le préavis pour partir avant la fin ?",
    "La responsabilité est-elle plafonnée ?",
    "Où les données sont-elles hébergées ?",
    "Quel est le tribunal compétent ?",
)
_NO_BROWSER = "La page n’est pas mesurée : il faut Chromium, et playwright pour le conduire."


def commands(bench: Bench) -> Part:
    """Each command in a process of its own, from its start to what it prints."""
    libraries(bench)
    cold, plain = [], []
    for _ in range(bench.sizes.rounds):
        ask = ("ask", _QUESTION, "--dossier", DOSSIER, "--no-model")
        cold.append(_run(bench.home(OURS), *ask).first)
        plain.append(task("plain.ask", bench.home(PLAIN), {"questions": 1}).seconds)
    rows = [Row("clausier ask, processus neuf", SECONDS, over(cold), over(plain), better(cold, plain), _COLD)]
    return Part((*rows, _again(bench), *_side_by_side(bench)))


def screen(bench: Bench) -> Part:
    """The page: until it can be used, until a citation is on it, and what its server holds."""
    if browser.chromium() is None:
        return Part(remarks=(_NO_BROWSER,))
    home = bench.home("page")
    long = named(inputs.long(bench.folder, bench.sizes))
    built = bench.built("page", "ours.house", {"files": long, "dossier": DEFAULT_DOSSIER, "drawn": True})
    first, *opened = [_fetched(home) + browser.opening(home) for _ in range(bench.sizes.rounds + 1)]
    cited = browser.citations(home, built["dossier"], _ASKED)
    name = f"ouverture d’une citation, PDF de {bench.sizes.cited} pages, 95 %"
    rows = [
        Row("page prête à l’emploi, de la commande à la question", SECONDS, over(opened), owed=_PAGE),
        Row(name, MILLISECONDS, _late(cited), owed=_CITED),
        Row(f"mémoire du serveur, {bench.sizes.passages[-1]} passages", BYTES, over([_held(bench)]), owed=_HELD),
    ]
    return Part(tuple(rows), remarks=(f"La toute première ouverture de la page a pris {decimal(first)} s.",))


def wording(bench: Bench) -> Part:
    """The embedded model's words, which is loaded while a page opens: of a first question, and of the next ones."""
    libraries(bench)
    found = task("ours.explain", bench.home(OURS), {"dossier": DOSSIER, "asked": _WORDED}).found
    if not found:
        return Part(remarks=("L’explication n’est pas mesurée : le modèle embarqué n’est pas installé.",))
    first, *others = found["questions"]
    costs: tuple[tuple[str, list[float], float | None], ...] = (
        ("modèle prêt, depuis l’ouverture de la page", [found["ready"]], None),
        ("explication, premier mot du modèle", [first["word"]], None),
        ("explication, première phrase vérifiée", [first["first"]], _FIRST_WORDS),
        ("explication entière", [first["whole"]], _WORDS),
        ("explication d’une autre question, premier mot du modèle", [one["word"] for one in others], None),
        ("explication d’une autre question, première phrase vérifiée", [one["first"] for one in others], _SECOND_WORDS),
    )
    rows = [
        Row(name, SECONDS, over([cost for cost in spent if cost]), owed=owed)
        for name, spent, owed in costs
        if any(spent)
    ]
    shown = sum(bool(one["sentences"]) for one in found["questions"])
    told = f"Sur {len(_WORDED)} explications, {shown} ont une phrase vérifiée ; les autres ne sont pas mesurées."
    return Part(tuple(rows), remarks=(told,))


def _again(bench: Bench) -> Row:
    """The same files given a second time."""
    seed, files = inputs.unchanged(bench.folder, bench.sizes)
    given = {"files": named(files), "dossier": DEFAULT_DOSSIER, "seed": seed, "pages": 1}
    bench.built("inchanges", "ours.keep", given)
    home = bench.home("inchanges")
    runs = [_run(home, "ingest", str(files[0].parent)) for _ in range(bench.sizes.rounds)]
    known = str(runs[-1].found["out"]).count("déjà là")
    if known < len(files):
        raise Broken(f"{known} fichiers reconnus sur {len(files)}.")
    return Row(f"ingest de {len(files)} fichiers inchangés", SECONDS, over([ran.seconds for ran in runs]), owed=_AGAIN)


def _side_by_side(bench: Bench) -> list[Row]:
    files = inputs.pair(bench.folder, bench.sizes)
    home = bench.fresh("comparaison")
    task("ours.ingest", home, {"files": named(files), "dossier": DEFAULT_DOSSIER, "drawn": True})
    one, other = (path.name for path in files)
    rounds = range(bench.sizes.rounds)
    compared = [_run(home, "compare", one, other, "--json").seconds for _ in rounds]
    audited = [_run(home, "audit", one, "--json").seconds for _ in rounds]
    pages = bench.sizes.compared
    return [
        Row(f"comparer deux contrats de {pages} pages", SECONDS, over(compared), owed=_COMPARED),
        Row(f"auditer un contrat de {pages} pages", SECONDS, over(audited), owed=_COMPARED),
    ]


def _held(bench: Bench) -> float:
    """What the server holds once it has answered a question of the largest dossier."""
    wanted = {f"dossier {passages}": passages for passages in bench.sizes.passages}
    dossiers = bench.built(SCALE, "ours.fill", {"dossiers": wanted})["dossiers"]
    task("ours.house", bench.home(SCALE), {})
    return browser.memory(bench.home(SCALE), dossiers[-1]["id"], _QUESTION)


def _fetched(home: Path) -> float:
    """What `make run` does before it opens the page, once the models are there."""
    return _run(home, "models", "fetch").seconds


def _run(home: Path, *arguments: str) -> Ran:
    return command_run([*CLAUSIER, *arguments], home)


def _late(values: list[float]) -> Estimate:
    return Estimate(percentile_95(values), min(values), max(values), len(values))
