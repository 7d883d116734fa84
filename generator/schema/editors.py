"""The set-up of VS Code: which schema is for which files, snippets, and what to install."""

from __future__ import annotations

import re

from generator.records.kinds import KINDS, Kind
from generator.schema.templates import template

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"


def settings(content: str, folder: str) -> dict[str, object]:
    """The settings of a workspace whose records lie in *content* and its schemas in *folder*."""
    files = {"site": [f"{content}/site.yaml", f"{content}/site.yml"]}
    for kind in KINDS:
        # The extension looks at YAML files only, not at the front matter of Markdown.
        if kind.form != "markdown":
            inside = kind.plural if kind.form == "list" else f"{kind.plural}/**/*"
            files[kind.plural] = [f"{content}/{inside}{ending}" for ending in (".yaml", ".yml")]
    return {
        "yaml.schemas": {f"./{folder}/{name}.schema.json": files[name] for name in files},
        # Nothing is asked of the network.
        "yaml.schemaStore.enable": False,
        "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": {"other": "on"}},
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
        "files.encoding": "utf8",
    }


def extensions() -> dict[str, object]:
    """What VS Code offers to install."""
    return {"recommendations": ["redhat.vscode-yaml"]}


def snippets() -> dict[str, object]:
    """A snippet for each kind of record: the template that `guong new` fills in."""
    return {
        f"guong {kind.name}": {
            "scope": "markdown" if kind.form == "markdown" else "yaml",
            "prefix": f"guong-{kind.name}",
            "description": f"A new {kind.name} with a comment on every field",
            "body": _body(kind).splitlines(),
        }
        for kind in KINDS
    }


def _body(kind: Kind) -> str:
    """A template in the syntax of snippets, where some characters mean something."""
    text = re.sub(r"[\\$]", r"\\\g<0>", template(kind))
    places = {
        "name": "${1:A}",
        "id": "${2:a}",
        "authority": "${3:a}",
        "title": "${4:a}",
        "today": _TODAY,
        "draft": "draft: true" if kind.name == "decision" else "#draft: true",
    }
    return _PLACE.sub(lambda found: places[found[1]], text)
