"""Compiled templates on a disk that may be full, closed, damaged or somebody else's."""

from __future__ import annotations

import shutil
from contextlib import suppress
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

FOLDER = "templates"
SEAL = "made-here"
_SIZE = 32


def compiled_in(state: Path, engine: str) -> BytecodeCache | None:
    """Where compiled templates are kept, for all languages and the next build.

    Only what this *engine* compiled is used: what another one did may call filters otherwise.
    """
    folder = state / FOLDER
    try:
        return Compiled(folder, f"{engine} {_place_of(folder / SEAL)}".encode())
    except OSError:
        return None


def _place_of(seal: Path) -> str:
    """Where and when on this disk a file came to be.

    The system tells it and lets nobody choose it, so that nobody who packs or copies a state can
    know it of the place where that arrives.
    """
    if not seal.exists():
        seal.parent.mkdir(parents=True, exist_ok=True)
        # Where they were kept before.
        for folder in seal.parent.parent.glob("templates-*"):
            shutil.rmtree(folder, ignore_errors=True)
        # Another worker may be faster, and to touch what is there would change its time.
        with suppress(FileExistsError):
            seal.touch(exist_ok=False)
    made = seal.stat()
    return f"{made.st_ino} {made.st_ctime_ns}"


class Compiled(BytecodeCache):
    """Compiled templates in a *folder*, each with a digest by a *key* that no other disk has.

    They are programs: what came from elsewhere or is damaged is not run. Where the disk takes or
    gives none, templates are compiled again.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            kept = (self._folder / bucket.key).read_bytes()
            if compare_digest(kept[:_SIZE], self._digest(kept[_SIZE:])):
                bucket.bytecode_from_string(kept[_SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            (self._folder / bucket.key).write_bytes(self._digest(code) + code)

    def _digest(self, code: bytes) -> bytes:
        return blake2b(code, digest_size=_SIZE, key=self._key).digest()
