"""Why a file of a spreadsheet cannot be read, a sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from generator.diagnostics import Diagnostic, Location, problem

AS_XLSX: Final = "Open it in a spreadsheet program and save it as .xlsx, .ods or .csv."

Many = Literal[
    "cells", "letters", "columns", "rows", "merged", "sheets", "elements", "parts", "megabytes"
]
_MANY: Mapping[Many, str] = {
    "cells": "The file holds more than {limit} cells.",
    "letters": "The file holds more than {limit} letters.",
    "columns": "The sheet has more than {limit} columns.",
    "rows": "The sheet has more than {limit} rows.",
    "merged": "The sheet has more than {limit} merged cells.",
    "sheets": "The file holds more than {limit} sheets.",
    "elements": "The file holds more than {limit} pieces of XML.",
    "parts": "The file holds more than {limit} parts.",
    "megabytes": "The file unpacks to more than {limit} MB.",
}
_DIVIDE = "Delete what does not belong to the list, or divide it into several files."


class Refused(Exception):
    """A file that is not to be imported, and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def refused(file: str, code: str, message: str, hint: str, **values: object) -> Refused:
    """A refusal of the whole file."""
    return Refused(problem(Location(file), code, message, hint, **values))


def damaged(file: str) -> Refused:
    return refused(
        file,
        "I105",
        "The file is damaged: it cannot be read to its end.",
        "Open it in a spreadsheet program and save it anew, or ask for another copy.",
    )


def too_many(file: str, what: Many, limit: int) -> Refused:
    """A refusal of a file that holds more than is imported at once."""
    return refused(file, "I102", _MANY[what], _DIVIDE, limit=f"{limit:_}".replace("_", " "))


def too_large(file: str, megabytes: int, limit: int) -> Refused:
    return refused(
        file,
        "I102",
        "The file has {size} MB, more than the {limit} MB that are imported at once.",
        _DIVIDE,
        size=megabytes,
        limit=limit,
    )
