"""The state: what it remembers, and that it never stands in the way."""

from __future__ import annotations

import os
import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator import store as module
from generator.discover import Bundle, Source
from generator.recall import key_of, recalled
from generator.records.kinds import KIND_BY_NAME
from generator.store import FILE, Store, digest_of, opened, unknowing
from generator.work import Reading


def remembers(folder: Path) -> bool:
    """Is what was kept under a key still there?"""
    with opened(folder) as store:
        return store.recall(b"key") == b"value"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state that keeps a value."""
    folder = tmp_path / ".guong"
    with opened(folder) as store:
        store.keep(b"key", b"value")
        store.set_pages({"index.html": (b"made of", "digest")})
        store.commit(whole=True)
    assert remembers(folder)
    return folder


def change(state: Path, statement: str) -> None:
    with closing(sqlite3.connect(state / FILE)) as connection:
        connection.execute(statement)
        connection.commit()


def test_pages_are_remembered_until_they_are_gone(state: Path) -> None:
    """A page that the site no longer has is forgotten."""
    with opened(state) as store:
        assert store.page("index.html") == (b"made of", "digest")
        store.set_pages({"other.html": (b"b", "d")})
        store.commit(whole=True)
    with opened(state) as store:
        assert store.page("index.html") == (b"", "")
        assert store.page("other.html") == (b"b", "d")


def test_only_a_whole_build_forgets_what_it_did_not_use(state: Path) -> None:
    """A failed build has not seen all: what it did not ask for stays."""
    with opened(state) as store:
        store.commit(whole=False)
    assert remembers(state)
    with opened(state) as store:
        store.commit(whole=True)
    assert not remembers(state)


@pytest.mark.parametrize(
    "statement",
    [
        "update meta set value = x'00' where name = 'engine'",
        "update kept set value = value || x'00'",
        "update kept set value = x'00'",
        "drop table kept",
        "drop table files",
        "drop table pages",
    ],
)
def test_another_version_and_harm_mean_to_know_nothing(state: Path, statement: str) -> None:
    """What cannot be trusted is not used, and the next build has a sound state again."""
    change(state, statement)

    assert not remembers(state)
    with opened(state) as store:
        store.keep(b"key", b"value")
        store.commit(whole=True)
    with opened(state) as store:
        store.keep(b"key", b"value")
        store.commit(whole=True)
    assert remembers(state)


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_state_is_replaced(state: Path, data: bytes) -> None:
    """Whatever lies in its place, a build begins with an empty state."""
    (state / FILE).write_bytes(data)

    assert not remembers(state)
    with opened(state) as store:
        store.keep(b"key", b"value")
        store.commit(whole=True)
    assert remembers(state)


@pytest.mark.parametrize(
    "statement",
    [
        "update kept set key = 'key'",
        "update kept set value = 'value'",
        "update meta set value = 'text'",
        "update pages set digest = x'00'",
        "update files set path = x'00'",
        "update files set seen = 'a'",
        "update files set digest = 'a'",
        "update files set path = cast(x'ff' as text)",
    ],
)
def test_what_has_become_of_another_type_is_not_known(state: Path, statement: str) -> None:
    """A bit of a disk that turned: nothing fails, and the state is begun anew."""
    with opened(state) as store:
        store.digest(state / FILE)
        store.commit(whole=False)
    change(state, statement)

    with opened(state) as store:
        store.has(b"key")
        store.recall(b"key")
        store.page("index.html")
        store.digest(state / FILE)
        store.commit(whole=True)
    with opened(state) as store:
        store.keep(b"key", b"value")
        store.commit(whole=True)
    assert remembers(state)


def test_a_state_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """A file stands where the folder should be: the build goes on and remembers nothing."""
    (tmp_path / "file").write_text("")
    with opened(tmp_path / "file") as store:
        store.keep(b"key", b"value")
        store.commit(whole=True)
        assert store.recall(b"key") == b"value"

    assert (tmp_path / "file").read_text() == ""


def test_a_state_gives_room_back(state: Path) -> None:
    """When a site has become much smaller, so does its state."""
    with opened(state) as store:
        for number in range(100):
            store.keep(b"%d" % number, os.urandom(100_000))
        store.commit(whole=True)
    large = (state / FILE).stat().st_size
    with opened(state) as store:
        store.keep(b"key", b"value")
        store.commit(whole=True)

    assert large > 10_000_000
    assert (state / FILE).stat().st_size < 100_000
    assert remembers(state)


def test_a_state_in_use_is_left_alone(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build is writing: this one does without, and harms nothing."""
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    with closing(sqlite3.connect(state / FILE)) as other:
        other.execute("begin immediate")
        with opened(state) as store:
            store.keep(b"other", b"value")
            store.commit(whole=True)
            assert not store.damaged
        other.rollback()
    assert remembers(state)


def test_a_file_is_read_again_when_anything_about_it_changed(tmp_path: Path) -> None:
    """Same size and same time of change do not deceive it."""
    file = tmp_path / "file"
    file.write_bytes(b"one")
    store = unknowing()
    before = file.stat()

    assert store.digest(file) == digest_of(b"one")
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert store.digest(file) == digest_of(b"two")
    file.unlink()
    assert store.digest(file) is None
    assert store.digest(tmp_path) is None


def test_a_file_that_was_settled_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The status of a file that has long been the same is proof enough."""
    file = tmp_path / "file"
    file.write_bytes(b"one")
    monkeypatch.setattr(module, "SETTLED", -(10**12))
    store = unknowing()
    digest = store.digest(file)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read again"))

    assert store.digest(file) == digest


class Evil:
    """Runs a command where it is unpickled without care."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, ("/tmp/guong-was-here",))


@pytest.mark.parametrize(
    "value", [b"no pickle", pickle.dumps(Evil()), pickle.dumps(["a", "list"]), pickle.dumps(Path)]
)
def test_the_state_cannot_run_anything(value: bytes) -> None:
    """Only our own records come out of it."""
    store = unknowing()
    store.keep(b"key", b"\0" + value)

    assert recalled(b"key", store) is None
    assert not Path("/tmp/guong-was-here").exists()


def test_a_key_names_every_file(tmp_path: Path) -> None:
    """Another content, another translation, another language: another key."""
    file = tmp_path / "a.md"
    file.write_text("one")
    main = Source("content/profiles/a.md", str(file), 3)
    kind = KIND_BY_NAME["profile"]

    def key(bundle: Bundle, store: Store, languages: tuple[str, ...] = ("vi",)) -> bytes | None:
        return key_of(
            bundle, Reading(languages, True), lambda source: store.digest(source.absolute)
        )

    store = unknowing()
    keys = {
        key(Bundle(kind, "a", main), store),
        key(Bundle(kind, "a", main), store, ("vi", "en")),
        key(Bundle(kind, "b", main), store),
        key(Bundle(kind, "a", main, {"en": main}), store),
        key(Bundle(kind, "a", main, {}, {"scores": main}), store),
    }
    file.write_text("two")
    keys.add(key(Bundle(kind, "a", main), store))

    assert len(keys - {None}) == 6
    file.unlink()
    assert key(Bundle(kind, "a", main), store) is None
    assert key(Bundle(kind, "a"), store) is None
