import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tallystick.evidence import Capture, EvidenceStore, LogHead


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def kinds(store: EvidenceStore, head: LogHead | None = None) -> list[tuple[str, str]]:
    return [(problem.kind, problem.where) for problem in store.verify(head).problems]


def object_path(store: EvidenceStore, data: bytes) -> Path:
    return store.folder / "objects" / sha(data)[:2] / sha(data)


def edit_log(store: EvidenceStore, change: Callable[[list[bytes]], list[bytes]]) -> None:
    path = store.folder / "custody.jsonl"
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


def rechained(lines: list[bytes]) -> list[bytes]:
    """The lines with sequence, previous and hash made right by the documented rules, as a forger would."""
    previous, new = "0" * 64, []
    for number, line in enumerate(lines, 1):
        entry = json.loads(line) | {"sequence": number, "previous": previous}
        del entry["hash"]
        dump = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = sha(dump.encode())
        whole = json.dumps(entry | {"hash": previous}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        new.append(whole.encode() + b"\n")
    return new


def test_an_untouched_store_verifies(filled: EvidenceStore) -> None:
    seen: list[tuple[int, int]] = []
    result = filled.verify(filled.head(), progress=lambda done, total: seen.append((done, total)))
    assert (result.ok, result.problems, result.notes) == (True, (), ())
    assert (result.objects, result.entries, result.bytes, result.head) == (4, 5, 24, filled.head())
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_changed_object(filled: EvidenceStore) -> None:
    path = object_path(filled, b"text 2")
    path.chmod(0o644)
    path.write_bytes(b"text 9")
    assert kinds(filled) == [("changed", f"objects/{sha(b'text 2')[:2]}/{sha(b'text 2')}")]


def test_a_missing_object(filled: EvidenceStore) -> None:
    object_path(filled, b"text 2").unlink()
    assert kinds(filled) == [("missing", f"objects/{sha(b'text 2')[:2]}/{sha(b'text 2')}")]


@pytest.mark.parametrize("where", ["objects/zz", "objects/ab/short", "objects/ab/cd/e", "objects/" + "0" * 64, "extra"])
def test_an_added_file(filled: EvidenceStore, where: str) -> None:
    path = filled.folder / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"planted")
    assert kinds(filled) == [("added", where)]


def test_an_added_file_under_its_own_hash(filled: EvidenceStore) -> None:
    path = object_path(filled, b"planted")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"planted")
    assert kinds(filled) == [("added", str(path.relative_to(filled.folder)))]


def test_an_object_in_the_wrong_folder(filled: EvidenceStore) -> None:
    path = object_path(filled, b"text 0")
    (filled.folder / "objects" / "zz").mkdir()
    path.rename(filled.folder / "objects" / "zz" / path.name)
    assert {kind for kind, _ in kinds(filled)} == {"missing", "added"}


def test_a_link_is_no_object(filled: EvidenceStore, tmp_path: Path) -> None:
    path = object_path(filled, b"text 0")
    path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "moved")
    assert ("symlink", str(path.relative_to(filled.folder))) in kinds(filled)


def test_a_linked_folder_is_not_followed(filled: EvidenceStore, tmp_path: Path) -> None:
    (filled.folder / "objects").rename(tmp_path / "moved")
    (filled.folder / "objects").symlink_to(tmp_path / "moved")
    assert ("symlink", "objects") in kinds(filled)


@pytest.mark.parametrize(
    ("old", "new"), [(b'"d1"', b'"d7"'), (b'"capture"', b'"Capture"'), (b'{"action', b'{ "action')]
)
def test_a_changed_entry_is_named(filled: EvidenceStore, old: bytes, new: bytes) -> None:
    edit_log(filled, lambda lines: [*lines[:2], lines[2].replace(old, new), *lines[3:]])
    assert kinds(filled)[0] == ("changed-entry", "entry 3")
    assert [kind for kind, _ in kinds(filled) if kind.endswith(("entry", "chain"))] == ["changed-entry"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda lines: [*lines[:2], *lines[3:]], ("removed-entry", "entry 3")),
        (lambda lines: lines[1:], ("removed-entry", "entry 1")),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], ("reordered-entry", "entry 2")),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], ("duplicated-entry", "entry 3")),
        (lambda lines: [*lines[:3], b"{}\n", *lines[3:]], ("changed-entry", "entry 4")),
        (lambda lines: [*lines, b"\n"], ("changed-entry", "entry 6")),
        (lambda lines: [*lines, b"junk"], ("torn-line", "entry 6")),
        (lambda lines: [*lines[:-1], lines[-1][:-1]], ("torn-line", "entry 5")),
        (lambda lines: [*lines[:-1], lines[-1][:50]], ("torn-line", "entry 5")),
        (lambda lines: [*lines, b"[" * 100_000 + b"\n"], ("changed-entry", "entry 6")),
        (lambda lines: [*lines, b'{"a":' + b"9" * 5000 + b"}\n"], ("changed-entry", "entry 6")),
    ],
)
def test_a_tampered_order_is_named(
    filled: EvidenceStore, change: Callable[[list[bytes]], list[bytes]], problem: tuple[str, str]
) -> None:
    edit_log(filled, change)
    assert problem in kinds(filled)


def test_an_entry_replaced_by_a_true_looking_one_breaks_the_chain(filled: EvidenceStore) -> None:
    edit_log(filled, lambda lines: [*rechained([lines[0], lines[1].replace(b'"d0"', b'"d7"')]), *lines[2:]])
    assert kinds(filled) == [("broken-chain", "entry 3")]


def test_a_log_chained_anew_is_found_by_a_noted_head_only(filled: EvidenceStore) -> None:
    head = filled.head()
    edit_log(filled, lambda lines: rechained([line.replace(b'"d0"', b'"d7"') for line in lines]))
    assert kinds(filled) == []
    assert kinds(filled, head) == [("other-head", "entry 5")]


def test_a_cut_tail_is_found_by_a_noted_head(filled: EvidenceStore) -> None:
    filled.append("published", {})
    head = filled.head()
    edit_log(filled, lambda lines: lines[:-1])
    assert kinds(filled) == []
    assert kinds(filled, head) == [("cut-tail", "entry 6")]


def test_an_older_head_still_holds(filled: EvidenceStore) -> None:
    head = filled.head()
    filled.preserve(b"later", Capture(document_id="d9"))
    assert kinds(filled, head) == []


@pytest.mark.parametrize("content", [None, b""])
def test_a_missing_or_empty_log(filled: EvidenceStore, content: bytes | None) -> None:
    path = filled.folder / "custody.jsonl"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert kinds(filled)[0] == ("missing-log", "custody.jsonl")


def test_a_missing_folder(tmp_path: Path) -> None:
    assert kinds(EvidenceStore(tmp_path / "none")) == [("missing-log", "custody.jsonl")]


def test_verifying_writes_nothing(filled: EvidenceStore) -> None:
    before = {path: path.stat().st_mtime_ns for path in filled.folder.rglob("*")}
    filled.verify()
    assert {path: path.stat().st_mtime_ns for path in filled.folder.rglob("*")} == before
