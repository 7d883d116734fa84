"""What a build works with: the state, workers, and somebody who is told how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter, process_time

from generator.executors import Executor
from generator.store import Store

Progress = Callable[[str, int, int], None]
"""Called with the step, how much of it is done and how much there is."""


def no_progress(step: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Step:
    """How long a step of a build took, in seconds."""

    name: str
    seconds: float
    """On the clock."""
    main: float
    """Of this process's work."""
    workers: float
    """Of the work of workers."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a build works with."""

    store: Store
    executor: Executor
    progress: Progress = no_progress
    steps: list[Step] = field(default_factory=list)
    """The steps that are done."""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure what is done within."""
        clock, main, workers = perf_counter(), process_time(), self.executor.worked
        try:
            yield
        finally:
            self.steps.append(
                Step(
                    name,
                    perf_counter() - clock,
                    process_time() - main,
                    self.executor.worked - workers,
                )
            )
