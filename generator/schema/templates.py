"""The templates of records: every field, with a comment."""

from __future__ import annotations

from pathlib import Path

from generator.records.kinds import Kind

TEMPLATES = Path(__file__).parents[1] / "starter" / "records"


def template(kind: Kind) -> str:
    """The template of *kind*; `{{name}}` and the like stand where something is filled in."""
    ending = ".md" if kind.form == "markdown" else ".yaml"
    text = (TEMPLATES / f"{kind.name}{ending}").read_text(encoding="utf-8")
    common = (TEMPLATES / "common.yaml").read_text(encoding="utf-8")
    return text.replace("{{common}}\n", common).replace("{{common}}", common)
