"""A pool of processes on this machine, for sites that are worth it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic, process_time
from typing import Any

from generator.executors import Batch, Context, Failed, Lost, Made, Serial, Work

SMALL = 500
"""Items below which starting processes takes longer than they save."""
LARGE = 1_000
"""Items of a site for which processes are started before there is anything to do."""
LIMIT = 300.0
"""Seconds that one batch may take."""
TRIES = 2
"""How often a batch is given to a worker before it counts as lost."""
AHEAD = 4
"""Batches that may wait, for each worker, until those before them are done."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Few items are done in this process, many in *workers* processes of their own."""

    shares_disk = True

    def __init__(self, workers: int | None = None, *, limit: float = LIMIT) -> None:
        self._size = processors() if workers is None else workers
        self._limit = limit
        self._workers: list[_Worker] = []
        self.worked = 0.0

    def prepare(self, items: int) -> None:
        if items >= LARGE and threading.active_count() == 1:
            # A fork takes over all the memory of this process, so it is best made early.
            self._start()

    def map(
        self,
        work: Work[Context, Batch, Made],
        context: Context,
        batches: Iterable[Batch],
        items: int,
    ) -> Iterator[Made | Lost]:
        if items < SMALL or self._size < 2:
            yield from Serial().map(work, context, batches, items)
            return
        self._start()
        round_ = _Round(self._workers, (work, context), iter(batches), self._limit)
        try:
            yield from round_.results()
        finally:
            self.worked += round_.worked

    def close(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _start(self) -> None:
        while len(self._workers) < self._size:
            self._workers.append(_Worker())


class _Worker:
    """One process, and the batch that it is at."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        # A process with threads must not be forked: one of them may hold a lock.
        alone = os.name == "posix" and threading.active_count() == 1
        start = multiprocessing.get_context("fork" if alone else "spawn")
        self.connection, theirs = start.Pipe()
        self.process: BaseProcess = start.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self.connection if alone else None), daemon=True
        )
        self.process.start()
        theirs.close()
        self.told: object = None
        self.task: _Task | None = None
        self.until = 0.0

    def give(self, round_: object, order: tuple[Any, Any], task: _Task, limit: float) -> None:
        """Send a batch, which this process may not survive."""
        self.task, self.until = task, monotonic() + limit
        with suppress(OSError):
            if self.told is not round_:
                self.connection.send(order)
                self.told = round_
            self.connection.send((task.batch,))

    def replace(self) -> None:
        """Let another process take the place of this one."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        self.begin()

    def end(self) -> None:
        with suppress(OSError):
            self.connection.send(())
        self.connection.close()
        self.process.join(1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@dataclass(slots=True)
class _Task:
    number: int
    batch: Any
    tries: int = 0


@dataclass(slots=True)
class _Round:
    """One call of `map`: which batches are where."""

    workers: list[_Worker]
    order: tuple[Any, Any]
    batches: Iterator[Any]
    limit: float
    again: deque[_Task] = field(default_factory=deque)
    done: dict[int, Any] = field(default_factory=dict)
    worked: float = 0.0
    given: int = 0
    shown: int = 0

    def results(self) -> Iterator[Any]:
        try:
            while self._hand_out():
                self._collect()
                while self.shown in self.done:
                    # Whoever waits for batches comes before what is done with this result.
                    self._hand_out()
                    yield self.done.pop(self.shown)
                    self.shown += 1
        finally:
            for worker in self.workers:
                if worker.task:
                    worker.replace()

    def _hand_out(self) -> bool:
        """Give every idle worker a batch; say whether any is at work."""
        for worker in self.workers:
            if worker.task is None and (task := self._next()):
                worker.give(self, self.order, task, self.limit)
        return any(worker.task for worker in self.workers)

    def _next(self) -> _Task | None:
        if self.again:
            return self.again.popleft()
        if self.given - self.shown >= AHEAD * len(self.workers):
            return None
        for batch in self.batches:
            self.given += 1
            return _Task(self.given - 1, batch)
        return None

    def _collect(self) -> None:
        """Wait until something has happened, and take what workers have made."""
        busy = [worker for worker in self.workers if worker.task]
        patience = max(min(worker.until for worker in busy) - monotonic(), 0)
        ready = wait([worker.connection for worker in busy], patience)
        for worker in busy:
            if worker.connection in ready:
                self._take(worker)
            elif monotonic() > worker.until:
                self._give_up(worker, hung=True)

    def _take(self, worker: _Worker) -> None:
        assert worker.task is not None
        try:
            sound, made, seconds = worker.connection.recv()
        except (EOFError, OSError):
            self._give_up(worker, hung=False)
            return
        if not sound:
            raise Failed(made)
        self.done[worker.task.number] = made
        self.worked += seconds
        worker.task = None

    def _give_up(self, worker: _Worker, *, hung: bool) -> None:
        task = worker.task
        assert task is not None
        worker.replace()
        task.tries += 1
        if task.tries < TRIES:
            self.again.append(task)
        else:
            self.done[task.number] = Lost(hung)


def _serve(connection: Connection, other_end: Connection | None) -> None:
    """What a process of the pool does, until nobody speaks to it any more."""
    if other_end is not None:
        # Inherited; were it left open, the end of the main process would not be noticed.
        other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What came with the fork is shared with the main process as long as nobody touches it.
    gc.freeze()
    gc.enable()
    work = context = None
    with suppress(EOFError, OSError):
        while True:
            message = connection.recv()
            if not message:
                return
            if len(message) == 2:
                work, context = message
                continue
            assert work is not None
            begun = process_time()
            try:
                sound, made = True, work(context, message[0])
            except Exception as failure:
                # Whatever it is, it is said where the work was asked for.
                sound, made = False, f"{type(failure).__name__}: {failure}"
            connection.send((sound, made, process_time() - begun))
