from pathlib import Path

import pytest

from tallystick.evidence import Capture, EvidenceStore


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore.create(tmp_path / "evidence", "casebook-1")


@pytest.fixture
def filled(store: EvidenceStore) -> EvidenceStore:
    """Entry 1 is the beginning, entries 2 to 5 are captures of "text 0" to "text 3"."""
    for number in range(4):
        store.preserve(f"text {number}".encode(), Capture(name=f"{number}.txt", document_id=f"d{number}"))
    return store
