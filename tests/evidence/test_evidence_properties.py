"""Whatever was captured: one change anywhere is found."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick.evidence import Capture, EvidenceStore

CAPTURES = st.lists(
    st.tuples(st.binary(max_size=12), st.sampled_from("abc"), st.text(max_size=5)), min_size=1, max_size=8
)


@contextmanager
def stored(captures: list[tuple[bytes, str, str]]) -> Iterator[EvidenceStore]:
    folder = Path(tempfile.mkdtemp())
    try:
        store = EvidenceStore.create(folder / "evidence", "c")
        for data, document_id, note in captures:
            store.preserve(data, Capture(document_id=document_id, note=note))
        yield store
    finally:
        shutil.rmtree(folder)


def files(store: EvidenceStore) -> list[Path]:
    """The log and the objects; the lock is empty and the staging folder too."""
    return [store.folder / "custody.jsonl", *sorted(p for p in (store.folder / "objects").rglob("*") if p.is_file())]


@pytest.fixture(autouse=True, scope="module")
def without_flushing() -> Iterator[None]:
    """Flushing to the disk changes nothing that can be seen here and takes most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


slowly = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])


@slowly
@given(CAPTURES)
def test_any_sequence_of_captures_verifies_without_duplicates(captures: list[tuple[bytes, str, str]]) -> None:
    with stored(captures) as store:
        result = store.verify(store.head())
        assert result.problems == result.notes == ()
        assert result.objects == len({data for data, _, _ in captures})
        assert result.entries == 1 + len({(data, document_id) for data, document_id, _ in captures})


@slowly
@given(CAPTURES, st.data())
def test_one_changed_missing_or_added_byte_is_found(
    captures: list[tuple[bytes, str, str]], data: st.DataObject
) -> None:
    with stored(captures) as store:
        path = data.draw(st.sampled_from(files(store)))
        content = path.read_bytes()
        at = data.draw(st.integers(0, len(content)))
        kind = data.draw(st.sampled_from(["flip", "cut", "insert"] if at < len(content) else ["insert"]))
        other = bytes([content[at] ^ data.draw(st.integers(1, 255))]) if kind == "flip" else b""
        other = data.draw(st.binary(min_size=1, max_size=1)) if kind == "insert" else other
        path.chmod(0o644)
        path.write_bytes(content[:at] + other + content[at + (kind != "insert") :])
        assert store.verify().problems


@slowly
@given(CAPTURES, st.data())
def test_a_removed_or_added_file_is_found(captures: list[tuple[bytes, str, str]], data: st.DataObject) -> None:
    with stored(captures) as store:
        path = data.draw(st.sampled_from(files(store)))
        if data.draw(st.booleans()):
            path.unlink()
        else:
            path.with_name(data.draw(st.text("0123456789abcdef.", min_size=3, max_size=70))).write_bytes(b"")
        assert store.verify().problems


@slowly
@given(CAPTURES, st.data())
def test_dropped_moved_or_repeated_entries_are_found(
    captures: list[tuple[bytes, str, str]], data: st.DataObject
) -> None:
    with stored(captures) as store:
        head, log = store.head(), store.folder / "custody.jsonl"
        lines = log.read_bytes().splitlines(keepends=True)
        kept = data.draw(st.lists(st.sampled_from(range(len(lines))), max_size=len(lines) + 2))
        log.write_bytes(b"".join(lines[number] for number in kept))
        assert bool(store.verify(head).problems) == (kept != list(range(len(lines))))
