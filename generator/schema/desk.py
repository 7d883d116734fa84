"""Furnishes the author's desk: schemas by the records that the site has, and VS Code's set-up."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.discover import is_there
from generator.inventory import inventory
from generator.schema.editors import extensions, settings, snippets
from generator.schema.schemas import schemas
from generator.schema.writing import Outcome, as_json, write

FOLDER = ".guong-schemas"


def furnish(content: Path) -> Outcome:
    """Write the schemas of the site of *content* and the set-up of VS Code beside it."""
    if not is_there(content):
        return Outcome(problems=(no_content(content),))
    # As the author names it, where that can be told.
    named = content.name not in ("", "..")
    project = content.parent if named else content.resolve().parent
    files = {f"{FOLDER}/{name}": data for name, data in _schema_files(content).items()}
    files[".vscode/settings.json"] = as_json(settings(content.resolve().name, FOLDER))
    files[".vscode/extensions.json"] = as_json(extensions())
    files[".vscode/guong.code-snippets"] = as_json(snippets())
    return write(project, FOLDER, files)


def furnish_schemas(content: Path, output: Path) -> Outcome:
    """Write the schemas of the site of *content* into *output*."""
    if not is_there(content):
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
