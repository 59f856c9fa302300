"""The wheel carries the application, all of it, and nothing else; installed anywhere, it answers a question."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = "clausier/_bundle"
BUNDLED = (
    *("app.py", ".streamlit", "ingest", "prompts"),
    *(f"corpus/{part}" for part in ("topics", "guidance", "contracts", "checklists", "glossary")),
)
# What builds the demonstration contracts stays in the checkout; the contracts themselves are shipped.
NOT_SHIPPED = ("corpus/contracts/*.py", "corpus/contracts/*.md", "corpus/contracts/*.toml", "corpus/contracts/*/*")


def tracked() -> list[str]:
    """The files of the checkout that are part of it: known to git, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return sorted(name for name in set(listed.split("\0")) if name and (ROOT / name).is_file())


def expected() -> set[str]:
    names = set()
    for name in tracked():
        if any(PurePosixPath(name).match(pattern) for pattern in NOT_SHIPPED):
            continue
        if name.startswith("clausier/"):
            names.add(name)
        elif any(name == part or name.startswith(f"{part}/") for part in BUNDLED):
            names.add(f"{BUNDLE}/{name}")
    return names


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that no build folder of the checkout is read or left."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in tracked():
        target = folder / "source" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(folder / "source")], check=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_application_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert expected() - names == set(), "missing from the wheel"
    assert names - expected() == set(), "should not be in the wheel"


def test_it_adds_one_name_to_site_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"clausier"}


@pytest.mark.slow
def test_an_installed_clausier_answers_from_anywhere(wheel: Path, tmp_path: Path, home: Path) -> None:
    command = installed(wheel, tmp_path / "environment")
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    contract = elsewhere / "contrat.txt"
    contract.write_text(
        "ARTICLE 1 – OBJET\n\nLe Prestataire assure l’infogérance du système d’information du Client.\n\n"
        "ARTICLE 2 – RÉVERSIBILITÉ\n\nÀ la fin du contrat, le Prestataire assiste le Client pendant six mois.\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "CLAUSIER_HOME": str(home), "CLAUSIER_MODEL": "none"}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [str(command), *arguments], cwd=elsewhere, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("doctor")
    assert "lu" in run("ingest", str(contract))
    assert "pendant six mois" in run("ask", "Le contrat prévoit-il la réversibilité ?", "--json")


def installed(wheel: Path, folder: Path) -> Path:
    """The wheel alone in a new environment, which borrows the dependencies of this one; returns its `clausier`."""
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    python = folder / "bin" / "python"
    # pip as run by the new environment's Python, which finds it among the borrowed.
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--ignore-installed"]
    subprocess.run([*install, "--prefix", str(folder), str(wheel)], check=True)
    return folder / "bin" / "clausier"


def needed() -> set[str]:
    """The names of all that the project's own dependencies bring with them, here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    todo = [Requirement(line) for line in (*asked, *project["build-system"]["requires"])]
    found: dict[str, set[str]] = {}
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        if name in found and requirement.extras <= found[name]:
            continue
        found[name] = found.get(name, set()) | requirement.extras
        todo += _brought(requirement)
    return set(found)


def _brought(requirement: Requirement) -> Iterator[Requirement]:
    for line in distribution(requirement.name).requires or ():
        brought = Requirement(line)
        wanted = ("", *requirement.extras)
        if brought.marker is None or any(brought.marker.evaluate({"extra": extra}) for extra in wanted):
            brought.marker = None
            yield brought


def test_whatever_is_installed_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {canonicalize_name(line.split("==")[0]) for line in lines if "==" in line}
    assert needed() - pinned == set(), "not pinned"
    assert pinned - needed() == set(), "pinned, and nothing needs it"
