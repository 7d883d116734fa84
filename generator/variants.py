"""Variants: the squeezed files beside those of a site, made anew only for new content.

The state keeps, under the digest of a text, the digests of its variants. Where these are published
already they stay; nothing is squeezed twice, and never by the time of a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.executors import Lost
from generator.means import Means
from generator.squeeze import ENDINGS, Squeezed, is_text, squeezed
from generator.store import digest_of
from generator.work import squeeze

BATCH = 16
"""Texts that travel together."""
_NAME = b"squeezed "
_NONE = "-"
"""Stands for a variant that would be no smaller."""

File = tuple[str, bytes]


@dataclass(slots=True)
class Variants:
    """The variants of the files of one output folder."""

    output: Path
    listed: Mapping[str, str]
    """What is published there."""
    means: Means
    _lacking: list[str] = field(default_factory=list)

    def of_kept(self, kept: Mapping[str, str]) -> dict[str, str]:
        """The digests of the variants that stay, of texts that stay.

        Those of which one is missing are noted down, to be made by `missing`.
        """
        found: dict[str, str] = {}
        self._lacking = []
        for path, digest in kept.items():
            known = self._published(path, bytes.fromhex(digest))
            if known is None:
                self._lacking.append(path)
            else:
                found |= known
        return found

    def missing(self) -> Iterator[File]:
        """The variants of texts that stay and have none yet."""
        texts = ((path, (self.output / path).read_bytes()) for path in self._lacking)
        yield from self._made(texts, len(self._lacking))

    def beside(self, files: Sequence[File]) -> Iterator[File]:
        """The variants of files that are all in memory."""
        new = []
        for path, data in files:
            if not is_text(path):
                continue
            known = self._published(path, digest_of(data))
            if known is None:
                new.append((path, data))
            else:
                yield from ((each, (self.output / each).read_bytes()) for each in known)
        yield from self._made(new, len(new))

    def of(self, path: str, data: bytes, made: Squeezed) -> Iterator[File]:
        """The variants that a worker made of a text."""
        names = [digest_of(each).hex() if each else _NONE for each in made]
        self.means.store.keep(_NAME + digest_of(data), " ".join(names).encode())
        for ending, each in zip(ENDINGS, made, strict=True):
            if each:
                yield path + ending, each

    def _made(self, texts: Iterable[File], count: int) -> Iterator[File]:
        sent: list[list[File]] = []
        for made in self.means.executor.map(squeeze, None, _batches(texts, sent), count):
            batch = sent.pop(0)
            # A text is no danger to a worker: if one was lost, it was for another reason.
            results = [squeezed(data) for _, data in batch] if isinstance(made, Lost) else made
            for (path, data), each in zip(batch, results, strict=True):
                yield from self.of(path, data, each)

    def _published(self, path: str, digest: bytes) -> dict[str, str] | None:
        """The digests of the variants of a text, if all of them are published; else None."""
        names = (self.means.store.recall(_NAME + digest) or b"").decode().split()
        if len(names) != len(ENDINGS):
            return None
        wanted = {
            path + ending: name
            for ending, name in zip(ENDINGS, names, strict=True)
            if name != _NONE
        }
        for each, name in wanted.items():
            there = self.listed.get(each) == name
            if not there or not self.means.store.holds(f"{self.output}/{each}", name):
                return None
        return wanted


def _batches(texts: Iterable[File], sent: list[list[File]]) -> Iterator[list[bytes]]:
    """The texts in batches; which files are in each is noted in *sent*."""
    batch: list[File] = []
    for each in texts:
        batch.append(each)
        if len(batch) == BATCH:
            sent.append(batch)
            yield [data for _, data in batch]
            batch = []
    if batch:
        sent.append(batch)
        yield [data for _, data in batch]
