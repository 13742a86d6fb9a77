import json

import pytest

HEADER = "id\tname\tplacetype\tlat\tlon\tgeonames\tparent\tpopulation\tnames\n"
TABLE = HEADER + (
    "1\tSyria\tcountry\t35\t38\t\t-1\t\teng:SY|eng:Syria\n4\tQwarzin\tlocality\t35.26\t36.61\t\t1\t\teng:Qwarzin\n"
)


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "towns.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_an_added_gazetteer_is_listed_found_in_and_removed(call, table):
    added = call("gazetteer", "add", table, "--name", "mine", "--version", "1", "--json")
    assert json.loads(added.stdout)["places"] == 2
    first, shipped = [json.loads(line) for line in call("gazetteer", "list", "--json").stdout.splitlines()]
    assert (first["edition"]["name"], shipped["edition"]["name"]) == ("mine", "shipped")
    found = json.loads(call("gazetteer", "find", "Qwarzeen", "--json").stdout.splitlines()[0])
    assert (found["place"]["name"], found["place"]["gazetteer"]) == ("Qwarzin", "mine@1")
    assert call("gazetteer", "remove", "mine").returncode == 0
    assert "mine" not in call("gazetteer", "list").stdout


def test_a_casebook_s_gazetteer_lies_in_its_folder_and_goes_first(call, table, tmp_path, monkeypatch):
    call("init", tmp_path / "book")
    call("gazetteer", "add", table, "--name", "users")
    call("gazetteer", "add", table, "--name", "books", "--casebook", tmp_path / "book")
    assert (tmp_path / "book" / "gazetteers" / "books.sqlite").is_file()
    monkeypatch.chdir(tmp_path / "book")
    names = [json.loads(line)["edition"]["name"] for line in call("gazetteer", "list", "--json").stdout.splitlines()]
    assert names == ["books", "users", "shipped"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("add", "missing.tsv"), 1),
        (("add", "towns.tsv", "--name", "A B"), 2),
        (("add", "towns.tsv", "--country", "Syria"), 2),
        (("add", "towns.tsv", "--casebook", "nowhere"), 1),
        (("remove", "nothing"), 2),
        (("find", "!!!"), 1),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(call, table, arguments, status):
    done = call("gazetteer", *arguments)
    assert done.returncode == status
    assert done.stdout == "" and len(done.stderr.strip().splitlines()) == 1
