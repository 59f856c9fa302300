import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from clausier.adapters.sqlite import SqliteStore
from clausier.adapters.sqlite.schema import REVISIONS, SCRIPTS, prepare
from clausier.errors import ClausierError

NEXT = """
import os
from alembic import op
revision, down_revision = "next", "{last}"
def upgrade():
    op.execute("CREATE TABLE later (id TEXT)")
    op.execute("INSERT INTO later VALUES ('x')")
    {end}
"""
LATER = (*REVISIONS, "next")


def scripts(folder: Path, end: str) -> Path:
    """Our migrations and one more, that ends as it is told."""
    copy = shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "next.py").write_text(NEXT.format(end=end, last=REVISIONS[-1]), encoding="utf-8")
    return copy


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "une bibliothèque" / "50%" / "library.sqlite3"


def test_the_revisions_are_what_the_scripts_say() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    found = ScriptDirectory.from_config(config)
    assert [script.revision for script in reversed(list(found.walk_revisions()))] == list(REVISIONS)
    assert found.get_heads() == [REVISIONS[-1]]


def test_a_library_is_made_where_there_is_none_and_kept_where_there_is(path: Path) -> None:
    first = SqliteStore.open(path)
    made = first.dossiers.create("Affaire")
    first.close()
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    second = SqliteStore.open(path)
    assert second.dossiers.all() == [made]
    second.close()


def test_the_library_is_kept_as_promised(path: Path) -> None:
    store = SqliteStore.open(path)
    with store.connections.reading() as connection:
        kept = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "synchronous", "secure_delete", "auto_vacuum", "temp_store")
        }
    assert kept == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
        "auto_vacuum": 2,
        "temp_store": 2,
    }
    store.close()


def test_an_ordinary_start_waits_for_no_migration_tool_and_says_nothing(path: Path) -> None:
    code = (
        "import sys, pathlib, logging; logging.basicConfig(level=logging.INFO);"
        "from clausier.adapters.sqlite import SqliteStore;"
        "SqliteStore.open(pathlib.Path(sys.argv[1])).close();"
        "sys.exit(any(name.split('.')[0] in ('alembic', 'sqlalchemy') for name in sys.modules))"
    )
    root = Path(__file__).parents[2]
    for status in (1, 0):
        run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, cwd=root, check=False)
        assert (run.returncode, run.stdout) == (status, b"")
    assert run.stderr == b""


def test_a_library_that_is_behind_is_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    store = SqliteStore.open(path)
    made = store.dossiers.create("Affaire")
    store.close()
    prepare(path, scripts(tmp_path / "scripts", "pass"), LATER)
    assert "later" in _tables(path)
    with pytest.raises(ClausierError, match="plus récente") as newer:
        SqliteStore.open(path)
    assert newer.value.advice
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id FROM dossiers WHERE id = ?", (made.id,)).fetchone() == (made.id,)


def test_a_migration_that_fails_leaves_the_library_as_it_was(path: Path, tmp_path: Path) -> None:
    SqliteStore.open(path).close()
    before = _tables(path)
    broken = scripts(tmp_path / "scripts", "raise ArithmeticError('half way')")
    with pytest.raises(ArithmeticError):
        prepare(path, broken, LATER)
    assert _tables(path) == before
    SqliteStore.open(path).close()


@pytest.mark.parametrize("there", [False, True])
def test_a_migration_that_is_killed_leaves_the_library_as_it_was(path: Path, tmp_path: Path, there: bool) -> None:
    if there:
        SqliteStore.open(path).close()
    killed = scripts(tmp_path / "scripts", "os._exit(9)")
    code = (
        "import sys, pathlib; from clausier.adapters.sqlite.schema import prepare;"
        f"prepare(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), {LATER})"
    )
    command = [sys.executable, "-c", code, str(path), str(killed)]
    assert subprocess.run(command, cwd=Path(__file__).parents[2], check=False).returncode == 9
    assert "later" not in _tables(path)
    assert ("documents" in _tables(path)) is there
    store = SqliteStore.open(path)
    assert store.dossiers.all() == []
    store.close()
    prepare(path, scripts(tmp_path / "again", "pass"), LATER)
    assert "later" in _tables(path)


@pytest.mark.parametrize("content", [b"%PDF-1.7 not a library at all" * 50, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(ClausierError) as refused:
        SqliteStore.open(path)
    assert str(path) in refused.value.advice
    assert path.read_bytes() == content


def test_anothers_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(ClausierError, match="pas une bibliothèque"):
        SqliteStore.open(path)
    assert path.read_bytes() == before


def test_a_place_where_nothing_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ClausierError, match="ne peut pas être créé"):
        SqliteStore.open(tmp_path / "file" / "library.sqlite3")
    (tmp_path / "folder.sqlite3").mkdir()
    with pytest.raises(ClausierError, match="ouverte"):
        SqliteStore.open(tmp_path / "folder.sqlite3")
