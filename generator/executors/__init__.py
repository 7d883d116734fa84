"""Executors: one `map` over batches, in this process, in a pool of processes or on a cluster.

A batch carries all that is needed for it, and what comes back is all that is made of it, so that
workers need neither a disk nor anything else in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol, TypeVar

Context = TypeVar("Context")
Batch = TypeVar("Batch")
Made = TypeVar("Made")
Work = Callable[[Context, Batch], Made]
"""A function of a module, of what all batches share and of a batch."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What came of a batch that no worker brought back, although it was tried again."""

    hung: bool
    """Whether it took too long, rather than ending its worker."""


class Why(Enum):
    """Why there are no workers."""

    NOT_INSTALLED = auto()
    NO_SCHEDULER = auto()
    NO_WORKERS = auto()
    GONE = auto()
    UNLIKE = auto()
    """They would make other pages: they have another version of the generator or of a library."""


class Unavailable(Exception):
    """There are no workers, or none any more."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.name)
        self.why = why


class Failed(Exception):
    """A worker's own mistake; the text is what it raised."""


class Executor(Protocol):
    """Applies work to batches."""

    worked: float
    """Seconds of work that workers have done."""
    shares_disk: bool
    """Whether workers see the files of this machine."""

    def prepare(self, items: int) -> None:
        """There may be *items* to do: get ready while this process is small."""

    def map(
        self,
        work: Work[Context, Batch, Made],
        context: Context,
        batches: Iterable[Batch],
        items: int,
    ) -> Iterator[Made | Lost]:
        """What *work* makes of each of the *batches*, in their order; they hold *items* in all.

        Raises:
            Unavailable: If there are no workers, or none any more.
            Failed: If *work* raised something.
        """

    def close(self) -> None:
        """Let the workers go."""


class Serial:
    """Does everything in this process."""

    worked = 0.0
    shares_disk = True

    def prepare(self, items: int) -> None:
        """There is nothing to get ready."""

    def map(
        self,
        work: Work[Context, Batch, Made],
        context: Context,
        batches: Iterable[Batch],
        items: int,
    ) -> Iterator[Made | Lost]:
        for batch in batches:
            yield work(context, batch)

    def close(self) -> None:
        """There is nobody to let go."""
