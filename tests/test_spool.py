"""Bytes that wait outside of memory."""

from __future__ import annotations

from typing import Any

import pytest

from generator.spool import Spool

PARTS = [bytes([each]) * (each % 7 * 1000) for each in range(200)]


@pytest.mark.parametrize("in_memory", [1, 10_000, 10_000_000])
def test_what_is_put_is_got_in_any_order(in_memory: int) -> None:
    """In memory, on disk and on the way from one to the other."""
    spool = Spool(in_memory)
    slots = []
    for number, part in enumerate(PARTS):
        slots.append(spool.put(part))
        assert spool.get(slots[number // 2]) == PARTS[number // 2]

    assert [spool.get(each) for each in reversed(slots)] == list(reversed(PARTS))
    spool.close()


def test_without_room_on_disk_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, or no folder for temporary files: memory takes what the file does not."""
    spool = Spool(1)
    first = spool.put(b"on disk")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool._file, "write", full)
    second = spool.put(b"in memory")
    monkeypatch.undo()
    third = spool.put(b"on disk again")

    found = [spool.get(each) for each in (first, second, third)]
    assert found == [b"on disk", b"in memory", b"on disk again"]


def test_without_a_folder_for_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot leave memory stays there."""
    spool = Spool(1)

    def nowhere(*_: Any, **__: Any) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.TemporaryFile", nowhere)
    slots = [spool.put(b"one"), spool.put(b"two")]

    assert [spool.get(each) for each in slots] == [b"one", b"two"]
