"""A cluster: the same batches, sent to the workers of a Dask scheduler.

Only bytes travel. What a worker has not brought back when it ends is given to another one by the
scheduler, which keeps every batch until it is done.
"""

from __future__ import annotations

import logging
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from importlib import import_module
from time import monotonic, process_time
from typing import Any

from generator.executors import (
    Batch,
    Context,
    Failed,
    Lost,
    Made,
    Serial,
    Unavailable,
    Why,
    Work,
    pool,
)
from generator.executors.pool import LIMIT

PATIENCE = 20.0
"""Seconds to wait for a scheduler, and for a worker where there is none."""
TICK = 1.0
"""Seconds between two looks at whether there still are workers."""
AHEAD = 4
"""Batches on their way for each thread of a worker."""

Engine = Callable[[], bytes]


class Cluster:
    """Many items are done by the workers of the scheduler at *address*.

    Args:
        address: Such as `tcp://host:8786`.
        engine: A function that gives the same here and there, if the same pages are made.
        patience: Seconds to wait for the scheduler and for workers.

    Raises:
        Unavailable: If there is no scheduler, or none that has workers.
    """

    shares_disk = False

    def __init__(
        self,
        address: str,
        engine: Engine,
        *,
        limit: float = LIMIT,
        patience: float | None = None,
    ) -> None:
        try:
            client = import_module("distributed").Client
        except ImportError:
            raise Unavailable(Why.NOT_INSTALLED) from None
        # What goes wrong is said in our own words.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self.worked = 0.0
        self._engine, self._expected = engine, engine()
        patience = PATIENCE if patience is None else patience
        self._limit, self._patience = limit, patience
        try:
            self._client: Any = client(address, timeout=patience, set_as_default=False)
        except (OSError, ValueError, TimeoutError):
            raise Unavailable(Why.NO_SCHEDULER) from None
        try:
            self._client.wait_for_workers(1, timeout=patience)
        except TimeoutError:
            self.close()
            raise Unavailable(Why.NO_WORKERS) from None

    def prepare(self, items: int) -> None:
        """The workers are there already."""

    def map(
        self,
        work: Work[Context, Batch, Made],
        context: Context,
        batches: Iterable[Batch],
        items: int,
    ) -> Iterator[Made | Lost]:
        if items < pool.SMALL:
            yield from Serial().map(work, context, batches, items)
            return
        try:
            yield from self._map(work, context, batches)
        except (CancelledError, OSError, RuntimeError):
            # However the connection ends: with the client, the scheduler, or in the middle.
            raise Unavailable(Why.GONE) from None

    def close(self) -> None:
        with suppress(Exception):
            # It may be gone in any way.
            self._client.close(timeout=2)

    def _map(
        self, work: Work[Context, Batch, Made], context: Context, batches: Iterable[Batch]
    ) -> Iterator[Made | Lost]:
        # A task of its own, so that the scheduler can have it made again where it was lost.
        shared = self._client.submit(bytes, pickle.dumps(context, 5), pure=False)
        threads = sum(self._client.nthreads().values())
        waiting: deque[Any] = deque()
        for batch in batches:
            waiting.append(
                self._client.submit(
                    _do,
                    (self._engine, self._expected),
                    work,
                    shared,
                    pickle.dumps(batch, 5),
                    pure=False,
                )
            )
            if len(waiting) >= AHEAD * max(threads, 1):
                yield self._result(waiting.popleft())
        while waiting:
            yield self._result(waiting.popleft())

    def _result(self, future: Any) -> Any:
        """What became of a batch; as long as there are workers, it is waited for."""
        killed_worker = import_module("distributed").KilledWorker
        begun = alone = monotonic()
        while True:
            try:
                made, seconds = pickle.loads(future.result(timeout=TICK))
            except TimeoutError:
                now = monotonic()
                alone = now if self._client.nthreads() else alone
                if now - alone > self._patience:
                    raise Unavailable(Why.NO_WORKERS) from None
                if now - begun > self._limit:
                    future.cancel()
                    return Lost(hung=True)
            except killed_worker:
                return Lost(hung=False)
            except (Unlike, ModuleNotFoundError):
                raise Unavailable(Why.UNLIKE) from None
            except (CancelledError, OSError):
                raise
            except Exception as failure:
                raise Failed(f"{type(failure).__name__}: {failure}") from failure
            else:
                self.worked += seconds
                return made


class Unlike(Exception):
    """A worker has another version of the generator or of a library."""


_contexts: list[tuple[bytes, Any]] = []
"""The context of the last batch, most often the next one's, too."""


def _do(
    engine: tuple[Engine, bytes], work: Work[Any, Any, Any], shared: bytes, batch: bytes
) -> bytes:
    """What a worker does with a batch."""
    begun = process_time()
    same, expected = engine
    if same() != expected:
        raise Unlike
    last = _contexts[:]
    if not last or last[0][0] != shared:
        last = _contexts[:] = [(shared, pickle.loads(shared))]
    made = work(last[0][1], pickle.loads(batch))
    return pickle.dumps((made, process_time() - begun), 5)
