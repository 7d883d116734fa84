"""Advice as text for a terminal: by record, with the line it is about and a caret below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.cells import cell_len

from generator.advice.advice import Advice, counted, grouped
from generator.diagnostics import Severity, Translate

WIDTH = 92
"""Signs of a source line that are shown; the part around the caret where it is longer."""
_BEFORE = 40
_LABELS: dict[Severity, str] = {
    "error": "This has to be mended.",
    "warning": "Please look at this.",
    "note": "This could be better.",
}

Style = Callable[[str, str], str]
"""Sets words for a level, or for "record" and "aside"."""


def plain_style(words: str, _: str) -> str:
    return words


def advice_lines(
    advice: Iterable[Advice], words: Translate, style: Style = plain_style
) -> Iterator[str]:
    """What to look at, the most important record first, and in the end what it adds up to."""
    every = list(advice)
    spoken = [each for each in every if not each.silenced]
    for group in grouped(spoken):
        first = group[0]
        yield style(first.name or first.found.at.file, "record")
        for each in group:
            yield from _one(each, words, style)
    silenced = [each for each in every if each.silenced]
    if silenced:
        yield style(words("Silenced in the records, with a reason.").rstrip("."), "record")
        for each in silenced:
            yield f"  {each.found.code}  {each.found.at.file}: {each.silenced}"
        yield ""
    yield summary(every, words)


def summary(advice: Sequence[Advice], words: Translate) -> str:
    """Counts of errors, warnings and notes, and where to read more."""
    counts = counted(advice)
    records = len({(each.kind, each.id or each.found.at.file) for each in advice})
    said = words("{errors} errors, {warnings} warnings, {notes} notes in {records} records.")
    parts = [
        said.format(
            errors=counts["error"],
            warnings=counts["warning"],
            notes=counts["note"],
            records=records,
        )
    ]
    if counts["silenced"]:
        parts.append(words("{count} more are silenced.").format(count=counts["silenced"]))
    codes = sorted(each.found.code for each in advice if not each.silenced and each.kind)
    if codes:
        more = words("`guong explain {code}` tells more about a rule.")
        parts.append(more.format(code=codes[0]))
    return " ".join(parts)


def _one(advice: Advice, words: Translate, style: Style) -> Iterator[str]:
    found = advice.found
    label = words(_LABELS[found.severity]).rstrip(".")
    yield f"  {style(label, found.severity)}  {found.code}  {style(str(found.at), 'aside')}"
    yield f"    {found.sentence(words)}"
    if advice.line.strip() and found.at.column:
        shown, before = excerpt(advice.line, found.at.column - 1)
        yield f"      {shown}"
        yield f"      {' ' * cell_len(before)}^"
    more = style(f"(guong explain {found.code})", "aside") if advice.kind else ""
    yield f"    → {found.advice(words)} {more}".rstrip()
    yield ""


def excerpt(line: str, column: int) -> tuple[str, str]:
    """The part of a line that is shown, and the part of that before *column*."""
    line = line.replace("\t", " ")
    if len(line) <= WIDTH:
        return line, line[:column]
    start = max(min(column - _BEFORE, len(line) - WIDTH), 0)
    head = "…" if start else ""
    tail = "…" if start + WIDTH < len(line) else ""
    return f"{head}{line[start : start + WIDTH]}{tail}", head + line[start:column]
