"""What a question costs: of one contract, of a large dossier, of a library of a million passages."""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.bench import inputs
from evals.bench.bench import DOSSIER, Bench, better
from evals.bench.processes import Ran, task
from evals.bench.reading import OURS, PLAIN, libraries
from evals.bench.results import BYTES, MILLISECONDS, SECONDS, Growth, Part, Row, Stages, over, percentile_95
from evals.measures import Estimate

SCALE, LIBRARY = "echelle", "million"
_QUICK, _WIDE, _WIDEST = 0.1, 0.15, 0.25  # seconds owed: one contract, a large dossier, a large library
_AS_FAST = 1.0


def asking(bench: Bench) -> Part:
    """Warm questions, of one contract by Clausier, of the same files by the plain alternative, in turn."""
    libraries(bench)
    given = {"dossier": DOSSIER, "alone": True, "questions": bench.sizes.questions}
    ours, plain = [], []
    for _ in range(bench.sizes.rounds):
        ours.append(task("ours.ask", bench.home(OURS), given))
        plain.append(task("plain.ask", bench.home(PLAIN), given))
    late = [_late(ours), _late(plain)]
    opening = [[ran.found["opening"] for ran in ours], [ran.found["opening"] for ran in plain]]
    held = [[ran.memory for ran in ours], [ran.memory for ran in plain]]
    rows = (
        Row("question d’un contrat : indices et verdict, 95 %", MILLISECONDS, over(late[0]), owed=_QUICK),
        Row(
            "question d’un contrat, face à la recherche seule, 95 %",
            MILLISECONDS,
            over(late[0]),
            over(late[1]),
            better(*late),
            _AS_FAST,
            of_ratio=True,
        ),
        Row("de rien à la première réponse", SECONDS, over(opening[0]), over(opening[1]), better(*opening)),
        Row("mémoire de qui répond", BYTES, over(held[0]), over(held[1]), better(*held)),
    )
    return Part(rows, (_stages("Une question d’un contrat", ours),), remarks=_unseen(ours))


def scaling(bench: Bench) -> Part:
    """Dossiers of growing size, asked whole."""
    wanted = {_dossier(passages): passages for passages in bench.sizes.passages}
    built = bench.built(SCALE, "ours.fill", {"dossiers": wanted})
    asked = {size: _asked(bench, SCALE, name) for name, size in wanted.items()}
    largest = max(asked)
    growths = [
        Growth("question, 95 %", "passages", tuple((size, _late([ran])[0]) for size, ran in asked.items())),
        Growth(
            "mémoire de qui répond (Go)", "passages", tuple((size, ran.memory / 1e9) for size, ran in asked.items())
        ),
        *_written(built["dossiers"]),
    ]
    stored, rows = _stored(bench, asked)
    rows = [
        Row(f"question de {_said(largest)} passages, 95 %", MILLISECONDS, _within(asked[largest]), owed=_WIDE),
        *rows,
    ]
    stages = [_stages(f"Une question de {_said(largest)} passages", [asked[largest]])]
    note = f"{built['encoded']} passages de ces bibliothèques sont lus par l’encodeur ; les autres vecteurs sont tirés."
    return Part(tuple(rows), tuple(stages), (*growths, *stored), (note,))


def million(bench: Bench) -> Part:
    """A library of a million passages; each dossier of it holds a tenth."""
    wanted = {f"dossier {number}": inputs.EACH for number in range(1, inputs.LIBRARY // inputs.EACH + 1)}
    bench.built(LIBRARY, "ours.fill", {"dossiers": wanted})
    ran = _asked(bench, LIBRARY, next(iter(wanted)))
    name = f"question dans une bibliothèque de {_said(inputs.LIBRARY)} de passages, 95 %"
    rows = (
        Row(name, MILLISECONDS, _within(ran), owed=_WIDEST),
        Row("mémoire de qui répond, un million de passages", BYTES, over([ran.memory])),
    )
    return Part(rows, (_stages("Une question, un million de passages", [ran]),))


def _asked(bench: Bench, library: str, dossier: str) -> Ran:
    given = {"dossier": dossier, "alone": False, "questions": bench.sizes.questions}
    return task("ours.ask", bench.home(library), given)


def _stored(bench: Bench, asked: Mapping[int, Ran]) -> tuple[list[Growth], list[Row]]:
    """The plain alternative over as many passages, as far as it is taken."""
    late: dict[int, float] = {}
    for size in bench.sizes.stored:
        bench.built(f"simple-{size}", "plain.fill", {"passages": size})
        late[size] = _late([_searched(bench, size)])[0]
    growth = Growth("recherche de la voie simple, 95 %", "passages", tuple(late.items()))
    both = [size for size in late if size in asked]
    if not both:
        return [growth], []
    size = both[-1]
    rounds = [(_asked(bench, SCALE, _dossier(size)), _searched(bench, size)) for _ in range(bench.sizes.rounds)]
    ours, plain = (_late(ran) for ran in zip(*rounds, strict=True))
    name = f"question de {_said(size)} passages, face à la recherche seule, 95 %"
    return [growth], [Row(name, MILLISECONDS, over(ours), over(plain), better(ours, plain))]


def _searched(bench: Bench, size: int) -> Ran:
    return task("plain.ask", bench.home(f"simple-{size}"), {"questions": bench.sizes.questions})


def _dossier(passages: int) -> str:
    return f"dossier {passages}"


def _written(dossiers: Sequence[Mapping[str, Any]]) -> list[Growth]:
    """Writing, and each cache, by the passages that come in; vectors have none where a scan answers."""
    steps = sorted({step for line in dossiers for step in line["caches"]})
    writing = Growth(
        "écriture d’un dossier", "passages", tuple((line["passages"], line["writing"]) for line in dossiers)
    )
    caches = [
        Growth(step, "passages", tuple((d["passages"], d["caches"][step]) for d in dossiers if step in d["caches"]))
        for step in steps
    ]
    return [writing, *caches]


def _late(rounds: Sequence[Ran]) -> list[float]:
    return [percentile_95(ran.found["seconds"]) for ran in rounds]


def _within(ran: Ran) -> Estimate:
    """The 95th percentile of one round, between its fastest question and its slowest."""
    seconds = ran.found["seconds"]
    return Estimate(percentile_95(seconds), min(seconds), max(seconds), len(seconds))


def _stages(path: str, rounds: Sequence[Ran]) -> Stages:
    order = list(dict.fromkeys(stage for ran in rounds for stage in ran.found["stages"]))
    means = [sum(ran.found["stages"].get(stage, 0.0) for ran in rounds) / len(rounds) for stage in order]
    return Stages(path, tuple(zip(order, means, strict=True)), "par question")


def _unseen(rounds: Sequence[Ran]) -> tuple[str, ...]:
    missing = sorted({stage for ran in rounds for stage in ran.found["missing"]})
    return tuple(f"Étape non mesurée, son code a changé de place : {stage}." for stage in missing)


def _said(number: int) -> str:
    return "un million" if number == inputs.LIBRARY else f"{number:,}".replace(",", "\u202f")
