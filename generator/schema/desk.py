"""Furnishes the author's desk: schemas, by the records that the site has."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.inventory import inventory
from generator.schema.schemas import schemas
from generator.schema.writing import Outcome, as_json, write

FOLDER = ".guong-schemas"


def furnish(content: Path) -> Outcome:
    """Write the schemas of the site of *content* beside it."""
    return furnish_schemas(content, content.parent / FOLDER)


def furnish_schemas(content: Path, output: Path) -> Outcome:
    """Write the schemas of the site of *content* into *output*."""
    if not content.is_dir():
        return Outcome(problems=(no_content(content),))
    return write(output, "", _schema_files(content))


def _schema_files(content: Path) -> dict[str, bytes]:
    made = schemas(inventory(content))
    return {f"{name}.schema.json": as_json(schema) for name, schema in made.items()}


def no_content(content: Path) -> Diagnostic:
    return problem(
        Location(str(content)),
        "C401",
        "There is no content folder here.",
        "Run `guong init`, or name the folder with --content.",
    )
