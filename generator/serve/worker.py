"""Building, in a thread beside the server's."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Event, Thread
from time import perf_counter

from livereload.watcher import Watcher

from generator.advice.advice import Advice
from generator.build import build
from generator.diagnostics import Diagnostic, Location, problem
from generator.examine import Remark
from generator.load import Content
from generator.serve.backstage import Backstage, backstage
from generator.serve.excerpt import with_lines
from generator.serve.look import Snapshot, changed
from generator.serve.watch import Watch
from generator.task import Options, Result

logger = logging.getLogger("guong")

REST_SECONDS = 5.0
"""After a mistake of the generator, before it looks again."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build."""

    result: Result
    seconds: float
    changed: frozenset[str] = frozenset()
    """The files that changed since the build before."""
    problems: tuple[Advice, ...] = ()
    """What is wrong, with the lines it is about."""
    backstage: Backstage | None = None
    """What is to be known beside the pages that were published."""


class Worker(Watcher):  # type: ignore[misc] # livereload is untyped
    """Builds at the start and after every change, and hands over each result."""

    def __init__(self, options: Options, hand_over: Callable[[Built], None]) -> None:
        super().__init__()
        self._options = options
        self._hand_over = hand_over
        self._stopping = Event()
        self._watch = Watch(options, self._stopping)
        self._backstage: Backstage | None = None
        # Should the server be left in haste, publishing may be cut off: the next build mends it.
        self._thread = Thread(target=self._run, name="guong-build", daemon=True)
        # Livereload watches the working folder unless it is told what to watch.
        self.watch(str(options.content))

    def start(self, callback: Callable[[], None]) -> bool:
        """Take over watching from livereload.

        It ignores changes within three seconds of the last reload, looks away while a task runs,
        and does not notice files that are older than itself.
        """
        self._thread.start()
        return True

    def stop(self) -> None:
        """End after the step that is going on."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        before: Snapshot | None = None
        while not self._stopping.is_set():
            try:
                # Looked at before reading: a change while the build runs shows as one afterwards.
                seen = self._watch.begin()
                self._turn(before, seen)
                before = seen
                self._watch.wait(seen)
            except Exception as failure:
                # Whatever it is must not leave every page waiting for ever.
                logger.exception("The build ended with a mistake of the generator.")
                found = _mistake(self._options, failure)
                self._hand_over(Built(Result((found,)), 0.0, problems=(Advice(found),)))
                self._stopping.wait(REST_SECONDS)
        self._watch.close()

    def _turn(self, before: Snapshot | None, seen: Snapshot) -> None:
        """Build what was *seen*, and hand it over."""
        begun = perf_counter()
        result = self._build()
        if result is not None:
            news = frozenset[str]() if before is None else changed(before, seen)
            problems = with_lines(result.problems, self._options.content.resolve().parent)
            seconds = perf_counter() - begun
            self._hand_over(Built(result, seconds, news, problems, self._backstage))

    def _build(self) -> Result | None:
        self._backstage = None
        # A build keeps most of what it makes until its end: looking for what it drops is in vain.
        gc.disable()
        try:
            return build(self._options, self._go_on, self._look)
        except _Stopped:
            return None
        except Exception as failure:
            # Whatever the generator does not foresee must not end the server.
            logger.exception("The build ended with a mistake of the generator.")
            return Result((_mistake(self._options, failure),))
        finally:
            gc.enable()

    def _look(
        self,
        content: Content,
        remarks: tuple[Remark, ...],
        pages: Mapping[str, Location],
    ) -> None:
        self._backstage = backstage(content, self._options.content, remarks, pages)

    def _go_on(self, step: str, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise _Stopped


class _Stopped(Exception):
    """The server ends."""


def _mistake(options: Options, failure: Exception) -> Diagnostic:
    return problem(
        Location(str(options.content)),
        "B202",
        "The generator itself failed: {failure}.",
        "This should never happen: please report it with the lines in the terminal.",
        failure=f"{type(failure).__name__}: {' '.join(str(failure).split())[:200]}".rstrip(":. "),
    )
