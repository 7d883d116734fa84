"""Gather: the records of every bundle, from the state where nothing has changed, else read anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.discover import Bundle, Source
from generator.executors import Lost
from generator.ingest import Loaded
from generator.means import Means
from generator.reading.document import MAX_BYTES
from generator.recall import Known, keep, key_of, recalled, unpickled
from generator.store import digest_of
from generator.validate.entry import Entry, Validated
from generator.work import Read, Reading, read

BATCH = 32
"""Bundles that travel together."""


@dataclass(slots=True)
class Gathered:
    """The records of a site, and what is wrong with others."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    failed: set[tuple[str, str]] = field(default_factory=set)
    """Kind and id of what became no record; the id is "" where any of a list may be missing."""
    failed_files: set[str] = field(default_factory=set)


def gather(bundles: Sequence[Bundle], reading: Reading, means: Means) -> Gathered:
    """Read and validate every bundle."""
    means.executor.prepare(len(bundles))
    found = [_recalled(bundle, reading, means) for bundle in bundles]
    waiting = [number for number, validated in enumerate(found) if validated is None]
    means.progress("read", len(bundles) - len(waiting), len(bundles))
    done = len(bundles) - len(waiting)
    for number, validated in _read_anew(bundles, waiting, reading, means):
        found[number] = validated
        done += 1
        means.progress("read", done, len(bundles))
    result = Gathered()
    for bundle, every in zip(bundles, found, strict=True):
        assert every is not None
        result.entries += every.entries
        if every.problems:
            result.failed.add((bundle.kind.name, bundle.id))
            result.failed_files |= {each.path for each in bundle.sources}
        result.problems += every.problems
    return result


def bytes_of(path: str | Path, shown: str) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The bytes of a file; of a text file no more than shows that it is too large."""
    limit = MAX_BYTES + 1 if str(path).endswith((".md", ".yaml", ".yml", ".csv")) else -1
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - most are no Path
            return file.read(limit), ()
    except OSError:
        return b"", (
            problem(
                Location(shown),
                "C114",
                "This file cannot be read.",
                "Check its permissions and whether it is still there.",
            ),
        )


def _recalled(bundle: Bundle, reading: Reading, means: Means) -> Validated | None:
    key = key_of(bundle, reading, lambda source: means.store.digest(source.absolute))
    return recalled(key, means.store) if key else None


def _read_anew(
    bundles: Sequence[Bundle], waiting: Sequence[int], reading: Reading, means: Means
) -> Iterator[tuple[int, Validated]]:
    """Read bundles in batches; what is lost with others is tried alone, to know which it was."""
    items = len(waiting)
    hung: dict[int, bool] = {}
    for size in (BATCH, 1):
        loads = _Loads(bundles, waiting, size)
        for made in means.executor.map(read, reading, loads.batches(), items):
            numbers = loads.sent.pop(0)
            if isinstance(made, Lost):
                hung |= dict.fromkeys(numbers, made.hung)
                continue
            for number, each in zip(numbers, made, strict=True):
                yield number, _kept(bundles[number], each, loads.loaded.pop(number), reading, means)
        yield from loads.unreadable
        waiting = list(hung)
        if size > 1:
            hung = {}
    for number, was_hung in hung.items():
        yield number, Validated((), (_lost(bundles[number], was_hung),))


def _kept(bundle: Bundle, made: Read, loaded: Loaded, reading: Reading, means: Means) -> Validated:
    validated = unpickled(made.validated)
    if not validated.problems:
        # Not under the key of before: the files may have changed while they were read.
        data = dict((loaded.main, *loaded.translations.values(), *loaded.tables.values()))
        key = key_of(bundle, reading, lambda source: digest_of(data[source.path]))
        if key:
            keep(key, Known(made.validated, made.stories), means.store)
    return validated


@dataclass(slots=True)
class _Loads:
    """Bundles on their way: which are in each batch, and what was read of them."""

    bundles: Sequence[Bundle]
    waiting: Sequence[int]
    size: int
    sent: list[list[int]] = field(default_factory=list)
    loaded: dict[int, Loaded] = field(default_factory=dict)
    unreadable: list[tuple[int, Validated]] = field(default_factory=list)

    def batches(self) -> Iterator[list[Loaded]]:
        for start in range(0, len(self.waiting), self.size):
            numbers = self._load(self.waiting[start : start + self.size])
            if numbers:
                self.sent.append(numbers)
                yield [self.loaded[number] for number in numbers]

    def _load(self, numbers: Iterable[int]) -> list[int]:
        sound = []
        for number in numbers:
            loaded, problems = loaded_from(self.bundles[number])
            if problems or loaded is None:
                self.unreadable.append((number, Validated((), tuple(problems))))
            else:
                self.loaded[number] = loaded
                sound.append(number)
        return sound


def loaded_from(bundle: Bundle) -> tuple[Loaded | None, list[Diagnostic]]:
    """The bytes of a bundle's files."""
    problems: list[Diagnostic] = []

    def bytes_in(source: Source) -> tuple[str, bytes]:
        data, wrong = bytes_of(source.absolute, source.path)
        problems.extend(wrong)
        return source.path, data

    if bundle.main is None:
        return None, problems
    loaded = Loaded(
        bundle.kind.name,
        bundle.id,
        bytes_in(bundle.main),
        {key: bytes_in(source) for key, source in bundle.translations.items()},
        {key: bytes_in(source) for key, source in bundle.tables.items()},
    )
    return loaded, problems


def _lost(bundle: Bundle, hung: bool) -> Diagnostic:
    at = Location(bundle.main.path if bundle.main else bundle.id)
    if hung:
        return problem(
            at,
            "W103",
            "Reading this file takes too long: it was given up twice.",
            "Divide the file, or make its text simpler.",
        )
    return problem(
        at,
        "W102",
        "Twice the process that read this file ended in the middle.",
        "There may be too little memory: close other programs, or divide the file.",
    )
