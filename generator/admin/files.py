"""The files below /admin/: a page, its configuration, and the program that the agency supplies."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from html import escape
from pathlib import Path

from generator.admin.configuration import configuration
from generator.admin.forms import words_in
from generator.diagnostics import Diagnostic, Location, problem
from generator.hosting.rules import FORMS
from generator.inventory import Inventory
from generator.program import PROGRAM, program_files
from generator.settings import Settings

_OURS = Path(__file__).parent
_MOST_BYTES = 50_000_000


def admin_files(
    settings: Settings, site: Inventory, content: Path, program: Path, *, local: bool
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Every file below /admin/, by its path in the site; or why there are none."""
    if not local and settings.admin is None:
        return {}, (_nowhere(content),)
    parts = program_files(program)
    try:
        if not parts or sum(each.stat().st_size for each in parts) > _MOST_BYTES:
            return {}, (_no_program(program),)
        data = {each.name: each.read_bytes() for each in parts}
    except OSError:
        return {}, (_no_program(program),)
    # Its parts are found beside it, so that a folder bears the fingerprint.
    place = f"decap-{_fingerprint(data)}/"
    page = (_OURS / "page.html").read_text(encoding="utf-8")
    filled = page.format(
        language=words_in(site), title=escape(str(settings.title)), program=place + PROGRAM
    )
    ours = {
        "index.html": filled.encode(),
        "config.yml": configuration(settings, site, content.resolve().name, local=local),
        "words.js": (_OURS / "words.js").read_bytes(),
    }
    theirs = {place + name: each for name, each in data.items()}
    return {FORMS + name: each for name, each in {**ours, **theirs}.items()}, ()


def clash(path: str, at: Location) -> Diagnostic:
    """The diagnostic for a page that is asked for where the forms are."""
    return problem(
        at,
        "B112",
        "The page /{path} would lie where the forms for editing are.",
        "Give it another id, or build without --with-admin.",
        path=path.removesuffix("index.html"),
    )


def _fingerprint(data: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, each in data.items():
        whole.update(f"{name} {len(each)} ".encode())
        whole.update(each)
    return whole.hexdigest()[:12]


def _nowhere(content: Path) -> Diagnostic:
    return problem(
        Location(f"{content.resolve().name}/site.yaml"),
        "B111",
        "The settings do not say at which Git host the content is kept.",
        "Write `admin:` with `backend:` and `repository:`, or edit by `guong serve --with-admin`.",
    )


def _no_program(program: Path) -> Diagnostic:
    return problem(
        Location(str(program)),
        "B110",
        "The program of the forms, {name}, is not here.",
        "Run `npm install decap-cms`, or name the folder that holds it: --with-admin FOLDER.",
        name=PROGRAM,
    )
