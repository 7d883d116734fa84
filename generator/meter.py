"""Meter: shows how far a build is, as a bar on a terminal and as lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from generator.words import translate

LONG = 200
"""Items of a step that takes long enough to watch."""
VERY_LONG = 2000
"""Items of a step that deserves lines in a log."""
LINES = 4
"""How many lines such a step gets."""
PAUSE = 0.1
"""Seconds between two looks of a bar."""


class Meter:
    """Is told of every item, and speaks seldom."""

    def __init__(self, say: Callable[[str], object], *, terminal: bool) -> None:
        self._say = say
        self._terminal = terminal
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}
        self._begun: dict[str, tuple[float, int]] = {}
        self._shown = 0.0

    def show(self, step: str, done: int, total: int) -> None:
        """*done* of *total* items of a step are behind us."""
        if total < LONG:
            return
        begun, before = self._begun.setdefault(step, (monotonic(), done))
        if self._terminal:
            self._draw(step, done, total)
        elif total >= VERY_LONG and done % (total // LINES) == 0 and done > before:
            seconds = monotonic() - begun
            self._say(_line(step, done, total, (done - before) / max(seconds, 0.001)))

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.stop()

    def _draw(self, step: str, done: int, total: int) -> None:
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
        if step not in self._tasks:
            self._tasks[step] = self._bar.add_task(_name(step), total=total)
        if done == total or monotonic() - self._shown > PAUSE:
            self._shown = monotonic()
            self._bar.update(self._tasks[step], completed=done, refresh=True)


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Items a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f}/s" if task.speed else "")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        # Without a thread of its own: processes with threads are not forked.
        auto_refresh=False,
    )


def _line(step: str, done: int, total: int, rate: float) -> str:
    template = translate()("{step}: {done}/{total} ({rate}/s, {seconds} s left).")
    return template.format(
        step=_name(step),
        done=done,
        total=total,
        rate=f"{rate:.0f}",
        seconds=f"{(total - done) / max(rate, 0.001):.0f}",
    ).rstrip(".")


def _name(step: str) -> str:
    names = {
        "wait": "Waiting for another build.",
        "read": "Reading the content.",
        "render": "Making the pages.",
        "release": "Copying the files.",
        "verify": "Comparing the files.",
        "pictures": "Making the pictures.",
    }
    return translate()(names[step]).rstrip(".")
