"""Reports: results of a run as text for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict

import orjson

from generator.diagnostics import Diagnostic, Translate
from generator.means import Step


def problem_lines(problems: Iterable[Diagnostic], translate: Translate) -> Iterator[str]:
    """One line a problem: where, code, sentence, hint."""
    for each in problems:
        yield each.line(translate)


def verdict(problems: tuple[Diagnostic, ...], translate: Translate, *, untouched: bool) -> str:
    """What the problems add up to; *untouched* says that the published site stayed as it was."""
    count = len(problems)
    files = len({each.at.file for each in problems})
    if count == 1:
        said = translate("1 error.")
    elif files == 1:
        said = translate("{count} errors in 1 file.").format(count=count)
    else:
        said = translate("{count} errors in {files} files.").format(count=count, files=files)
    return f"{said} {translate('The published site is as it was.')}" if untouched else said


def clean(counts: Counter[str], translate: Translate) -> str:
    """That the content holds together."""
    template = translate("No errors in {count} records.")
    return template.format(count=sum(counts.values()))


def summary(pages: int, files: tuple[int, int, int], seconds: float, translate: Translate) -> str:
    """What was published and how long it took; *files* written, removed and unchanged."""
    template = translate(
        "{pages} pages: {written} files written, {removed} removed, {unchanged} unchanged"
        " in {seconds} s."
    )
    return template.format(
        pages=pages,
        written=files[0],
        removed=files[1],
        unchanged=files[2],
        seconds=f"{seconds:.1f}",
    )


def profile_of(steps: tuple[Step, ...], seconds: float, *, json: bool) -> str:
    """Where the time went: seconds on the clock, and of work here and in workers, a step a line."""
    known = sum(each.seconds for each in steps)
    rest = Step("everything else", max(seconds - known, 0.0), 0.0, 0.0)
    if json:
        every = [asdict(each) for each in (*steps, rest)]
        return orjson.dumps(every, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
    lines = [f"{'step':24}{'seconds':>10}{'share':>8}{'main':>10}{'workers':>10}"]
    lines += [
        f"{each.name:24}{each.seconds:10.3f}{each.seconds / max(seconds, 1e-9):8.1%}"
        f"{each.main:10.3f}{each.workers:10.3f}"
        for each in (*steps, rest)
    ]
    lines.append(f"{'in all':24}{seconds:10.3f}")
    return "\n".join(lines) + "\n"


def warned(count: int, translate: Translate) -> str:
    """How many warnings there are, and where to read them."""
    if count == 1:
        return translate("The rules have 1 warning: see `guong check`.")
    template = translate("The rules have {count} warnings: see `guong check`.")
    return template.format(count=count)


def reason(why: str, translate: Translate) -> str:
    """Why a page was made anew, from its key."""
    reasons = {
        "new": "The page is new.",
        "view": "What it shows has changed.",
        "template": "Its template has changed.",
        "frame": "The frame of the site, its words or its assets have changed.",
        "output": "The published file was not as guong left it.",
    }
    return translate(reasons[why]).rstrip(".")
