"""Advising: from remarks to advice with places, and the report beside the site."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.advice.advice import Advice
from generator.advice.page import report_page
from generator.diagnostics import Diagnostic, Location, problem
from generator.examine import Remark
from generator.load import Content
from generator.locate import Locator, Outline, outline
from generator.plan.addresses import Addresses
from generator.records.kinds import KIND_BY_NAME
from generator.rulebook import rules
from generator.staging import put
from generator.task import Options
from generator.words import language_of, translate


def advised(content: Content, folder: Path, remarks: Iterable[Remark]) -> tuple[Advice, ...]:
    """Each remark where it stands, with the name of its record and the line of its file."""
    return advised_by(outline(content, folder), remarks)


def advised_by(known: Outline, remarks: Iterable[Remark]) -> tuple[Advice, ...]:
    """The same, when no more than an outline of the content is left."""
    locator = Locator(known)
    return tuple(_advice(each, known, locator) for each in remarks)


def write_report(
    options: Options, content: Content, remarks: Iterable[Remark]
) -> tuple[Diagnostic, ...]:
    """Write what was found beside the pages it concerns, for editors only."""
    assert options.report is not None
    advice = advised(content, options.content, remarks)
    folder = options.report.resolve().parent
    addresses = Addresses(content.graph)
    language = content.graph.settings.languages[0]
    base = Path(os.path.relpath(options.output.resolve(), folder)).as_posix()
    keys = {(each.kind, each.id) for each in advice if each.kind in KIND_BY_NAME}
    pages = {key: f"{base}/{addresses.of(key, language)[0]}index.html" for key in keys}
    page = report_page(advice, pages, rules(), translate(), language_of(os.environ))
    return _written(options.report, page.encode())


def _written(place: Path, data: bytes) -> tuple[Diagnostic, ...]:
    """Put *data* in its place at once."""
    try:
        put(place, data)
    except OSError as error:
        return (
            problem(
                Location(str(place)),
                "B119",
                "The report cannot be written: {reason}.",
                "Choose another place with --report.",
                reason=error.strerror or error,
            ),
        )
    return ()


def _advice(remark: Remark, known: Outline, locator: Locator) -> Advice:
    found = remark.finding
    diagnostic = locator.diagnostic(remark)
    lines = locator.lines(diagnostic.at.file) if diagnostic.at.line else ()
    row = diagnostic.at.line - 1
    return Advice(
        diagnostic,
        found.record,
        found.id,
        _name(known, found.record, found.id),
        lines[row] if 0 <= row < len(lines) else "",
        remark.silenced,
    )


def _name(known: Outline, kind: str, id_: str) -> str:
    return str(known.names.get((kind, id_)) or id_ or known.title)
