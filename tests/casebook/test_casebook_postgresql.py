"""A casebook on a PostgreSQL server: its address, its errors, many who write at once, and order that the server has no
say in."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from postgresql_server import Server, database_name

from tallystick.casebook import Casebook
from tallystick.casebook.database import connect, disconnect
from tallystick.casebook.errors import writing
from tallystick.casebook.folder import identity
from tallystick.casebook.migrating import migrate
from tallystick.casebook.models import Document, Filing, Telling
from tallystick.casebook.postgresql import address
from tallystick.errors import CasebookError, TallystickError, UsageError

pytestmark = pytest.mark.migrates
SECRET = "hunter2%40%2F"
IDS = ["a-0", "A-0", "a.0", "a_0", "a0", "B", "b", "é", "e", "f", "\U0001f4a5", "ـ", "ا", "~", "a-00"]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (f"postgresql://amal:{SECRET}@db.example.org:6432/syria", "postgresql://amal@db.example.org:6432/syria"),
        ("postgresql://amal@one:1,two:2/s?sslmode=require", "postgresql://amal@one:1,two:2/s?sslmode=require"),
        (f"postgres://h/s?password={SECRET}&user=amal&sslpassword=x", "postgres://h/s?user=amal"),
        ("postgresql:///s?host=%2Frun%2Fpg", "postgresql:///s?host=%2Frun%2Fpg"),
        ("postgresql://%2Frun%2Fpg/s", "postgresql://%2Frun%2Fpg/s"),
        ("postgresql://amal@[::1]:5432/s", "postgresql://amal@[::1]:5432/s"),
    ],
)
def test_what_is_kept_of_an_address_has_no_secret_and_leads_to_the_same(url: str, kept: str) -> None:
    assert address.without_password(url) == address.without_password(kept) == kept
    given, bare = address.settings(url), address.settings(kept)
    given["OPTIONS"].pop("sslpassword", None)
    assert {**given, "PASSWORD": ""} == bare


def test_percent_signs_stand_for_other_characters() -> None:
    told = address.settings(f"postgresql://am%20al:{SECRET}@db.example.org:6432/my%20book?connect_timeout=3")
    assert (told["USER"], told["PASSWORD"], told["NAME"]) == ("am al", "hunter2@/", "my book")
    assert (told["HOST"], told["PORT"], told["OPTIONS"]["connect_timeout"]) == ("db.example.org", "6432", "3")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://amal:hunter2@host", "names no database"),
        ("postgresql://amal:hunter2@host:port/x:y@z", "cannot be"),
        ("postgresql://amal:hunter2%zz@host/s", "cannot be read"),
        ("postgresql://amal:hunter2@host/s?sslmod=require", "no option 'sslmod'"),
        ("postgresql://amal:hunter2@host/" + "s" * 64, "at most 63 bytes"),
        ("postgresql://amal:hunter2@[::1/s", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_without_its_password(
    tmp_path: Path, url: str, message: str
) -> None:
    with pytest.raises(TallystickError, match=message) as raised:
        Casebook.create(tmp_path / "book", url)
    assert "hunter2" not in str(raised.value)
    assert not (tmp_path / "book").exists()


def test_without_psycopg_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CasebookError, match=r"pip install 'tallystick\[postgresql\]'"):
        address.settings("postgresql://host/s")


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"postgresql://amal:hunter2@127.0.0.1:{closed.getsockname()[1]}/s"
        with pytest.raises(CasebookError, match=r"cannot be opened .* see that the server runs") as raised:
            Casebook.create(tmp_path / "book", url)
    assert "hunter2" not in str(raised.value)
    assert not (tmp_path / "book").exists()


def test_a_database_that_is_not_there(server: Server, tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match=r'^The PostgreSQL database "nothing" does not exist; make it'):
        Casebook.create(tmp_path / "book", server.url("nothing"))


def test_a_password_is_used_and_not_kept(server: Server, tmp_path: Path) -> None:
    url = server.fresh().replace("tallystick@", "tallystick:hunter2@")
    with Casebook.create(tmp_path / "book", url):
        pass
    assert "hunter2" not in (tmp_path / "book" / "casebook.toml").read_text()
    assert identity(tmp_path / "book").database == url.replace(":hunter2", "")


@pytest.fixture
def book(server: Server, tmp_path: Path) -> Casebook:
    return Casebook.create(tmp_path / "server-book", server.fresh())


def test_a_database_that_holds_a_casebook_is_not_taken_for_another(book: Casebook, tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="holds a casebook already; name another database"):
        Casebook.create(tmp_path / "other", book.identity.database)
    assert not (tmp_path / "other").exists()


def test_a_user_without_rights_is_told(server: Server, book: Casebook, tmp_path: Path) -> None:
    url = server.fresh()
    server.execute("DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    with pytest.raises(CasebookError, match=r"permission denied for schema public.*give it the right"):
        Casebook.create(tmp_path / "book", url.replace("tallystick@", "guest@"))


def test_a_lost_connection_is_told_and_the_next_try_succeeds(server: Server, book: Casebook) -> None:
    assert book.decisions() == []
    name = database_name(book.identity.database)
    server.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    with pytest.raises(CasebookError, match="connection to the PostgreSQL server was lost"):
        book.decisions()
    assert book.decisions() == []


def test_ids_and_keys_are_ordered_by_their_characters_whatever_the_server_speaks(book: Casebook) -> None:
    for name in IDS:
        Document.objects.using(book.alias).create(
            id=name, sha256="0", media_type="text/plain", text="", furniture=[], warnings=[], added_by="me"
        )
    rows = Document.objects.using(book.alias)
    assert list(rows.order_by("id").values_list("id", flat=True)) == sorted(IDS)
    assert set(rows.filter(id__gte="a", id__lt="b").values_list("id", flat=True)) == {n for n in IDS if "a" <= n < "b"}
    telling = Telling.objects.using(book.alias).create(name="t", document_id="a0", data={"id": "t"})
    keys = ("d:1|x", "d:1|é", "d:10|x", "D:1|x")
    Filing.objects.using(book.alias).bulk_create(Filing(key=key, telling=telling) for key in keys)
    assert Filing.objects.using(book.alias).filter(key__gte="d:1|", key__lt="d:1}").count() == 2


def test_writers_queue_and_readers_do_not_wait(book: Casebook) -> None:
    order, inside = list[str](), threading.Event()

    def second() -> None:
        with Casebook.open(book.folder) as other:
            assert other.decisions() == []
            order.append("read")
            inside.set()
            with writing(other.alias):
                order.append("second")

    with writing(book.alias):
        thread = threading.Thread(target=second)
        thread.start()
        assert inside.wait(30)
        thread.join(0.3)
        order.append("first")
    thread.join()
    assert order == ["read", "first", "second"]


def test_who_waits_too_long_is_told(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallystick.casebook.database.BUSY_SECONDS", 0.1)
    told = list[str]()

    def second() -> None:
        with Casebook.open(book.folder) as other:
            with pytest.raises(CasebookError) as raised, writing(other.alias):
                pass
            told.append(str(raised.value))

    with writing(book.alias):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert told == ["The casebook is busy with another command; try again when that has finished."]


def test_two_make_the_tables_at_once(server: Server) -> None:
    url = server.fresh()
    code = (
        "import sys; from pathlib import Path\n"
        "from tallystick.casebook import Casebook\n"
        "from tallystick.casebook.database import connect, database_settings\n"
        "from tallystick.casebook.migrating import migrate\n"
        "migrate(connect(database_settings(sys.argv[1], Path())), empty=True)"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, url]) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    alias = connect(address.settings(url))
    migrate(alias)
    assert not Document.objects.using(alias).exists()
    disconnect(alias)


def test_the_address_of_another_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="'mysql' database"):
        Casebook.create(tmp_path, "mysql://host/name")
    with pytest.raises(UsageError, match="names no database"):
        Casebook.create(tmp_path, "postgresql://")
