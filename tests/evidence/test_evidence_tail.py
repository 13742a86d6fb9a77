"""The end of a log is found from behind, and only in the log that it is the end of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tallystick.errors import EvidenceError
from tallystick.evidence import EvidenceStore, LogHead
from tallystick.evidence.chain import EMPTY


def test_what_was_added_since_a_head_is_given_in_its_order(store: EvidenceStore) -> None:
    heads = [store.head()]
    for number in range(40):
        store.append("published", {"number": number, "padding": "x" * 997})
        heads.append(store.head())
    for number in (0, 1, 7, 39, 40):
        found = store.since(heads[number])
        assert found is not None
        assert [entry.fields["number"] for entry in found] == list(range(number, 40))
    everything = store.since(EMPTY)
    assert everything == list(store.entries())


def test_a_head_of_another_log_is_not_found(filled: EvidenceStore) -> None:
    assert filled.since(LogHead(3, "0" * 64)) is None
    assert filled.since(LogHead(300, filled.head().hash)) is None


def test_a_line_that_was_cut_short_or_changed_is_left_out(filled: EvidenceStore) -> None:
    head = LogHead(3, list(filled.entries())[2].hash)
    log = filled.folder / "custody.jsonl"
    changed = log.read_bytes().replace(b'"d2"', b'"d9"')
    log.write_bytes(changed + b'{"action":"capt')
    found = filled.since(head)
    assert found is not None
    assert [entry.sequence for entry in found] == [entry.sequence for entry in filled.entries()][-len(found) :]


def test_only_the_end_of_the_log_is_read(filled: EvidenceStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(200):
        filled.append("published", {"number": number, "padding": "x" * 1000})
    head, read = filled.head(), list[int]()
    filled.append("published", {"number": 200})
    from tallystick.evidence import tail

    true_entry = tail.true_entry
    monkeypatch.setattr(tail, "true_entry", lambda line: read.append(len(line)) or true_entry(line))
    found = filled.since(head)
    assert found is not None
    assert [entry.fields["number"] for entry in found] == [200]
    assert len(read) == 2


def test_a_missing_log_is_said_to_be_missing(filled: EvidenceStore) -> None:
    (filled.folder / "custody.jsonl").unlink()
    with pytest.raises(EvidenceError, match="missing"):
        filled.since(EMPTY)


def test_a_new_process_appends_without_reading_the_log(filled: EvidenceStore, monkeypatch: pytest.MonkeyPatch) -> None:
    from tallystick.evidence import log

    head = filled.head()
    monkeypatch.setattr(log, "true_entry", stop)
    again = EvidenceStore(filled.folder)
    assert again.head() == head
    assert again.append("published", {}).sequence == head.length + 1


def test_the_index_may_be_removed_or_damaged_at_any_time(filled: EvidenceStore, tmp_path: Path) -> None:
    head = filled.head()
    for spoil in (os.unlink, lambda path: path.write_bytes(b"no database" * 1000)):
        for path in filled.folder.glob("custody.index*"):
            if path.name == "custody.index":
                spoil(path)
            else:
                path.unlink()
        assert EvidenceStore(filled.folder).head() == head
        assert EvidenceStore(filled.folder).verify(head).problems == ()


def test_a_log_that_was_put_back_from_a_copy_is_read_anew(filled: EvidenceStore) -> None:
    log = filled.folder / "custody.jsonl"
    copy, head = log.read_bytes(), filled.head()
    filled.append("published", {})
    log.write_bytes(copy)
    assert EvidenceStore(filled.folder).head() == head


def stop(*_: object) -> None:
    raise AssertionError("the log was read")
