"""Heads that were learned are in use wholly or not at all, and only with the network that they were learned with."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tallystick.errors import ReaderError
from tallystick.reading.embedded.heads import Heads
from tallystick.reading.embedded.review import Learned, load
from tallystick.reading.embedded.review.stored import FILE, fingerprint, forget, save


def learned(heads: Heads, by: float = 0.25) -> Learned:
    values = {**heads.values, "judged.bias": heads.values["judged.bias"] + np.float32(by)}
    return Learned(Heads(values), fingerprint(heads.values), {"date": "2026-11-26T12:00:00Z"})


def test_what_is_saved_is_loaded_again(toy: Any, tmp_path: Path) -> None:
    assert load(tmp_path, toy.heads) is None
    first, second = learned(toy.heads), learned(toy.heads, 0.5)
    save(tmp_path, first)
    found = load(tmp_path, toy.heads)
    assert found is not None
    assert (found.version, found.about) == (first.version, first.about)
    assert all(np.array_equal(found.heads.values[name], first.heads.values[name]) for name in toy.heads.values)
    save(tmp_path, second)
    assert (load(tmp_path, toy.heads) or first).version == second.version != first.version
    forget(tmp_path)
    assert load(tmp_path, toy.heads) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["numpy.savez_compressed", "os.fsync", "pathlib.Path.replace"])
def test_an_interrupted_save_leaves_what_was_in_use(
    toy: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    save(tmp_path, first := learned(toy.heads))

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(where, stop)
        save(tmp_path, learned(toy.heads, 0.5))
    assert (load(tmp_path, toy.heads) or learned(toy.heads, 9)).version == first.version
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_heads_of_another_network_are_refused(toy: Any, tmp_path: Path) -> None:
    save(tmp_path, learned(toy.heads))
    other = Heads({name: values + np.float32(1) for name, values in toy.heads.values.items()})
    with pytest.raises(ReaderError, match="another version of the reader"):
        load(tmp_path, other)


def test_heads_of_another_size_are_refused(toy: Any, tmp_path: Path) -> None:
    larger = {**toy.heads.values, "figure.bias": np.zeros(99, np.float32)}
    save(tmp_path, Learned(Heads(larger), fingerprint(toy.heads.values), {}))
    with pytest.raises(ReaderError, match="another version of the reader"):
        load(tmp_path, toy.heads)


def test_a_damaged_file_is_named_with_the_way_out(toy: Any, tmp_path: Path) -> None:
    save(tmp_path, learned(toy.heads))
    whole = (tmp_path / FILE).read_bytes()
    flipped = (whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in range(100, len(whole) // 2, 997))
    for broken in (b"", b"nonsense", whole[: len(whole) // 2], *flipped):
        (tmp_path / FILE).write_bytes(broken)
        with pytest.raises(ReaderError, match="--reset"):
            load(tmp_path, toy.heads)


def test_a_folder_that_cannot_be_written_is_named(toy: Any, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="cannot be written"):
        save(tmp_path / "missing", learned(toy.heads))
