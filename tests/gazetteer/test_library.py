import json
from pathlib import Path

import pytest

from tallystick.errors import TallystickError, UsageError
from tallystick.gazetteer import Gazetteer, Library, user_folder


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "packs")


def test_a_new_pack_goes_before_earlier_ones(library, source):
    library.add(source("XA.txt"), name="first")
    library.add(source("places.tsv"), name="second")
    assert library.names() == ["second", "first"]
    assert [c.gazetteer.split("@")[0] for c in Gazetteer.open(library.paths()).candidates("Qarzin")] == [
        "second",
        "first",
    ]


def test_a_pack_may_be_put_behind_others(library, source):
    library.add(source("XA.txt"), name="first")
    library.add(source("places.tsv"), name="second", position=2)
    assert library.names() == ["first", "second"]


def test_a_pack_of_the_same_name_is_replaced_where_it_stands(library, source):
    library.add(source("XA.txt"), name="mine")
    library.add(source("places.tsv"), name="other")
    again = library.add(source("places.tsv"), name="mine", version="2")
    assert library.names() == ["other", "mine"]
    assert (again.version, again.places) == ("2", 3)


def test_a_pack_is_called_after_its_file_and_versioned_by_its_hash(library, source):
    added = library.add(source("XA.txt"))
    assert added.name == "xa"
    assert added.version == added.sha256[:12]
    assert added.added.endswith("Z")


def test_a_bad_file_changes_nothing(library, source, tmp_path):
    library.add(source("XA.txt"), name="mine")
    before = sorted((p.name, p.read_bytes()) for p in library.folder.iterdir())
    (tmp_path / "bad.txt").write_text("no places", encoding="utf-8")
    with pytest.raises(TallystickError):
        library.add(tmp_path / "bad.txt", name="mine")
    assert sorted((p.name, p.read_bytes()) for p in library.folder.iterdir()) == before


def test_a_removed_pack_is_gone(library, source):
    library.add(source("XA.txt"), name="mine")
    library.remove("mine")
    assert library.names() == [] and not list(library.folder.glob("*.sqlite"))


def test_an_unknown_pack_cannot_be_removed(library):
    with pytest.raises(UsageError, match="gazetteer list"):
        library.remove("mine")


@pytest.mark.parametrize("options", [{"name": "../up"}, {"name": ""}, {"country": "Syria"}, {"position": 0}])
def test_what_cannot_be_meant_is_refused(library, source, options):
    with pytest.raises(UsageError):
        library.add(source("XA.txt"), **{"name": "mine", **options} if options.get("name") != "" else {"name": "A B"})
    assert not library.folder.exists()


@pytest.mark.parametrize("content", ["{", json.dumps({"a": 1}), json.dumps(["../../etc"])])
def test_a_damaged_order_says_what_to_do(library, content):
    library.folder.mkdir()
    (library.folder / "order.json").write_text(content, encoding="utf-8")
    with pytest.raises(TallystickError, match="delete it"):
        library.paths()


def test_the_user_s_folder_follows_the_system_and_the_variable(monkeypatch, tmp_path):
    monkeypatch.delenv("TALLYSTICK_GAZETTEERS", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "tallystick" / "gazetteers"
    monkeypatch.setenv("TALLYSTICK_GAZETTEERS", str(tmp_path / "mine"))
    assert user_folder() == Path(tmp_path / "mine")
