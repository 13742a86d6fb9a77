import hashlib
import json
import os
import resource
import stat
from pathlib import Path

import pytest

from tallystick.errors import EvidenceError
from tallystick.evidence import Capture, EvidenceStore, LogHead


def capture(document_id: str = "d1", **more: str) -> Capture:
    return Capture(name="report.txt", document_id=document_id, **more)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def lines(store: EvidenceStore) -> list[bytes]:
    return (store.folder / "custody.jsonl").read_bytes().splitlines(keepends=True)


def test_preserved_bytes_lie_read_only_under_their_hash(store: EvidenceStore) -> None:
    receipt = store.preserve(b"five were killed", capture())
    path = store.folder / "objects" / receipt.sha256[:2] / sha(b"five were killed")
    assert path.read_bytes() == b"five were killed"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert store.read(receipt.sha256) == b"five were killed"
    assert (receipt.entry, receipt.new) == (2, True)
    assert list((store.folder / "incoming").iterdir()) == []


def test_the_entry_tells_what_when_by_whom_from_where_and_with_what(store: EvidenceStore) -> None:
    store.preserve(b"x", capture(url="https://example.org/a", by="me@desk", at="2024-05-01T00:00:00Z", note="by hand"))
    fields = list(store.entries())[1].fields
    assert fields == {
        "name": "report.txt",
        "url": "https://example.org/a",
        "media_type": None,
        "document_id": "d1",
        "text_sha256": None,
        "note": "by hand",
        "by": "me@desk",
        "tool": "tallystick 0.1.0",
        "captured_at": "2024-05-01T00:00:00Z",
        "sha256": sha(b"x"),
        "bytes": 1,
    }


def test_the_same_capture_again_adds_nothing(store: EvidenceStore) -> None:
    first = store.preserve(b"x", capture())
    before = store.head()
    again = EvidenceStore(store.folder).preserve(b"x", capture())
    assert (again.sha256, again.entry, again.new) == (first.sha256, first.entry, False)
    assert store.head() == before


def test_the_same_bytes_as_another_document_get_an_entry_but_no_second_object(store: EvidenceStore) -> None:
    store.preserve(b"x", capture("d1"))
    receipt = store.preserve(b"x", capture("d2"))
    assert (receipt.entry, receipt.new) == (3, True)
    result = store.verify()
    assert (result.ok, result.objects, result.entries, result.bytes) == (True, 1, 3, 1)


def test_the_log_can_be_checked_by_the_documented_rules_alone(filled: EvidenceStore) -> None:
    previous = "0" * 64
    for number, line in enumerate(lines(filled), 1):
        entry = json.loads(line)
        claimed = entry.pop("hash")
        body = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert claimed == sha(body.encode("utf-8", "backslashreplace"))
        assert (entry["sequence"], entry["previous"]) == (number, previous)
        previous = claimed
    assert filled.head() == LogHead(5, previous)


def test_names_of_any_kind_are_logged(store: EvidenceStore) -> None:
    for name in ("تقرير.txt", "line\nfeed\x00\u2028.txt", "half\ud83d\ude00", os.fsdecode(b"latin-\xe9.txt")):
        store.preserve(name.encode("utf-8", "surrogatepass"), Capture(name=name, document_id="d"))
    assert store.verify().ok
    assert list(store.entries())[-1].fields["name"] == "latin-\udce9.txt"


def test_two_stores_on_one_folder_share_one_chain(store: EvidenceStore) -> None:
    other = EvidenceStore(store.folder)
    for number in range(6):
        (store, other)[number % 2].preserve(b"%d" % number, capture(f"d{number}"))
    assert store.verify(other.head()).ok
    assert store.head() == other.head()


def test_other_events_are_chained_too(filled: EvidenceStore) -> None:
    entry = filled.append("published", {"format": "csv", "rows": 3})
    assert (entry.sequence, filled.head()) == (6, LogHead(6, entry.hash))
    assert filled.verify(filled.head()).ok
    with pytest.raises(EvidenceError, match="keeps the action 'capture' for itself"):
        filled.append("capture", {})


def test_a_lost_object_is_put_back_with_an_entry_that_says_so(filled: EvidenceStore) -> None:
    path = filled.folder / "objects" / sha(b"text 1")[:2] / sha(b"text 1")
    path.unlink()
    assert not filled.verify().ok
    filled.preserve(b"text 1", Capture(document_id="d1"))
    assert filled.verify().ok
    assert list(filled.entries())[-1].action == "restored"


def test_a_changed_object_is_neither_read_nor_overwritten(filled: EvidenceStore) -> None:
    path = filled.folder / "objects" / sha(b"text 1")[:2] / sha(b"text 1")
    path.chmod(0o644)
    path.write_bytes(b"text 7")
    with pytest.raises(EvidenceError, match="was changed"):
        filled.read(sha(b"text 1"))
    with pytest.raises(EvidenceError, match="was changed"):
        filled.preserve(b"text 1", Capture(document_id="d1"))
    assert path.read_bytes() == b"text 7"


@pytest.mark.parametrize("name", ["", "..", "../custody.jsonl", "AB" * 32, "0" * 63])
def test_only_hashes_are_read(store: EvidenceStore, name: str) -> None:
    with pytest.raises(EvidenceError, match="is not a SHA-256"):
        store.read(name)


def test_an_unknown_object(store: EvidenceStore) -> None:
    with pytest.raises(EvidenceError, match="has no object 0000"):
        store.read("0" * 64)


def test_a_damaged_log_is_not_built_on(filled: EvidenceStore) -> None:
    log = filled.folder / "custody.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"d1"', b'"d9"'))
    assert [entry.sequence for entry in filled.entries()] == [1, 2, 4, 5]
    with pytest.raises(EvidenceError, match="damaged at entry 3"):
        EvidenceStore(filled.folder).preserve(b"new", capture())


def test_a_missing_store_or_log_is_not_begun_anew(store: EvidenceStore, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="no evidence store"):
        EvidenceStore(tmp_path / "elsewhere").preserve(b"x", capture())
    (store.folder / "custody.jsonl").unlink()
    with pytest.raises(EvidenceError, match="no custody log"):
        EvidenceStore(store.folder).preserve(b"x", capture())


def test_a_copy_without_its_empty_folder_goes_on(filled: EvidenceStore) -> None:
    (filled.folder / "incoming").rmdir()
    assert filled.verify().problems == ()
    assert EvidenceStore(filled.folder).preserve(b"new", capture()).entry == 6


def test_beginning_is_repeatable_for_one_casebook_only(filled: EvidenceStore) -> None:
    again = EvidenceStore.create(filled.folder, "casebook-1")
    assert (again.head().length, again.casebook()) == (5, "casebook-1")
    with pytest.raises(EvidenceError, match="another casebook"):
        EvidenceStore.create(filled.folder, "casebook-2")


@pytest.mark.parametrize("room", [0, 100, 300])
def test_a_full_disk_changes_nothing(filled: EvidenceStore, room: int) -> None:
    """A limit on the size of files stands in for the disk: the log can take ``room`` more bytes."""
    before, size = filled.head(), (filled.folder / "custody.jsonl").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, hard))
    try:
        with pytest.raises(EvidenceError, match="Cannot preserve report"):
            filled.preserve(b"more", capture(note="n" * 600))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    result = filled.verify(before)
    assert (result.ok, result.notes, result.head) == (True, (), before)
    assert filled.preserve(b"more", capture()).entry == 6


@pytest.mark.parametrize("text", ["", "5", "5:", ":" + "a" * 64, "5:" + "a" * 63, "-1:" + "a" * 64, "5:" + "g" * 64])
def test_a_malformed_head_is_refused(text: str) -> None:
    with pytest.raises(EvidenceError, match="LENGTH:HASH"):
        LogHead.parse(text)


def test_a_head_survives_its_text_form(filled: EvidenceStore) -> None:
    assert LogHead.parse(f" {filled.head()}\n") == filled.head()
