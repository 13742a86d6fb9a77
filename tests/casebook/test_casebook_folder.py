import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from tallystick.casebook import Casebook
from tallystick.errors import CasebookError
from tallystick.record import Report

pytestmark = pytest.mark.migrates


def test_a_new_casebook_is_found_from_any_folder_below(tmp_path: Path) -> None:
    inner = tmp_path / "book" / "reports" / "may"
    with Casebook.create(tmp_path / "book") as made:
        inner.mkdir(parents=True)
        with Casebook.find(inner) as found:
            assert (found.folder, found.identity) == (tmp_path / "book", made.identity)
            assert list(found.reports()) == found.incidents() == found.decisions() == []


def test_no_casebook(tmp_path: Path) -> None:
    with pytest.raises(
        CasebookError, match=r"^There is no casebook here or above; run `tallystick init` first or name"
    ):
        Casebook.find(tmp_path)
    with pytest.raises(CasebookError, match="There is no casebook in"):
        Casebook.open(tmp_path)


def test_a_folder_holds_one_casebook(tmp_path: Path) -> None:
    Casebook.create(tmp_path).close()
    with pytest.raises(CasebookError, match=r"There is a casebook in .* already"):
        Casebook.create(tmp_path)


@pytest.mark.parametrize("name", ["casebook.sqlite3", "evidence"])
def test_parts_of_another_casebook_are_not_taken_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(CasebookError, match=f"holds {name} but no casebook.toml"):
        Casebook.create(tmp_path)


def test_a_making_that_was_stopped_is_completed_with_the_same_id(tmp_path: Path) -> None:
    seen = []

    def stop(evidence: Path, casebook: str) -> None:
        seen.append((evidence, casebook))
        evidence.mkdir()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Casebook.create(tmp_path, prepare=stop)
    with pytest.raises(CasebookError, match="was not finished; run `tallystick init"):
        Casebook.open(tmp_path)
    with Casebook.create(tmp_path, prepare=lambda *given: seen.append(given)) as book:
        assert seen == [(tmp_path / "evidence", book.identity.id)] * 2


@pytest.mark.parametrize("done", [1, 2, 4])
def test_making_tables_that_was_stopped_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    record, calls = MigrationRecorder.record_applied, count()

    def stop(recorder: MigrationRecorder, app: str, name: str) -> None:
        if next(calls) == done:
            raise KeyboardInterrupt
        record(recorder, app, name)

    monkeypatch.setattr(MigrationRecorder, "record_applied", stop)
    with pytest.raises(KeyboardInterrupt):
        Casebook.create(tmp_path)
    with Casebook.create(tmp_path) as book:
        assert book.incidents() == []


@pytest.mark.parametrize("content", ["", "id = ", 'id = "1"\n', "\x00", "[[[["])
def test_a_damaged_configuration(tmp_path: Path, content: str) -> None:
    (tmp_path / "casebook.toml").write_text(content)
    with pytest.raises(CasebookError, match=r"casebook\.toml cannot be read"):
        Casebook.open(tmp_path)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("content", [b"", b"not a database" * 500])
def test_a_damaged_or_emptied_database(tmp_path: Path, content: bytes) -> None:
    Casebook.create(tmp_path).close()
    for path in tmp_path.glob("casebook.sqlite3*"):
        path.unlink()
    (tmp_path / "casebook.sqlite3").write_bytes(content)
    with pytest.raises(CasebookError, match="restore it from a copy"):
        Casebook.open(tmp_path)


@pytest.mark.sqlite_only
def test_a_missing_database_is_not_begun_anew(tmp_path: Path) -> None:
    Casebook.create(tmp_path).close()
    (tmp_path / "casebook.sqlite3").unlink()
    with pytest.raises(CasebookError, match="restore it from a copy"):
        Casebook.open(tmp_path)


GUARDS = {
    "sqlite": "select count(*) from sqlite_master where type = 'trigger' and name like 'casebook_decision_no%'",
    "postgresql": "select count(*) from pg_trigger where tgname like 'casebook_decision_no%'",
}


def test_an_older_casebook_is_migrated_and_a_newer_one_refused(tmp_path: Path) -> None:
    with Casebook.create(tmp_path) as book:
        call_command("migrate", "casebook", "0001", database=book.alias, verbosity=0)
    with Casebook.open(tmp_path) as book, connections[book.alias].cursor() as cursor:
        cursor.execute(GUARDS[connections[book.alias].vendor])
        assert cursor.fetchone() == (3,)
        MigrationRecorder(connections[book.alias]).record_applied("casebook", "9999_later")
    with pytest.raises(CasebookError, match="made by a newer Tallystick"):
        Casebook.open(tmp_path)


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_other_databases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="'mysql' database"):
        Casebook.create(tmp_path / "a", database="mysql://host/name")
    with Casebook.create(tmp_path / "b", database=f"sqlite:///{tmp_path}/elsewhere.db") as book:
        assert book.incidents() == []
    assert (tmp_path / "elsewhere.db").is_file()


def test_several_casebooks_are_open_at_once(
    new_casebook: Callable[[Path], Casebook], tmp_path: Path, make_report: Callable[..., Report]
) -> None:
    with new_casebook(tmp_path / "one") as one, new_casebook(tmp_path / "two") as two:
        one.store_report(make_report("a"), by="me", reader="rules", reader_version="1")
        assert [report.document.id for report in one.reports()] == ["a"]
        assert list(two.reports()) == []


def test_importing_the_package_sets_nothing_up() -> None:
    code = (
        "import sys, tallystick, tallystick.record, tallystick.evidence; assert 'django' not in sys.modules\n"
        "import tallystick.casebook; assert 'django' not in sys.modules\n"
        "from tallystick.casebook import Casebook; assert 'django' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_it_can_be_an_app_of_a_site() -> None:
    code = (
        "import django; from django.conf import settings\n"
        "settings.configure(INSTALLED_APPS=['django.contrib.contenttypes', 'django.contrib.auth', "
        "'tallystick.casebook'], DATABASES={})\n"
        "django.setup()\n"
        "from tallystick.casebook import Casebook"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
