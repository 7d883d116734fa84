"""What an author says of a new record, and how it is written into the template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from slugify import slugify

from generator.diagnostics import Diagnostic, Location, problem
from generator.inventory import Inventory
from generator.records.kinds import KIND_BY_NAME, Kind

Option = Literal["unit", "campaign", "title", "topic", "date"]

FIELDS: Mapping[Option, Mapping[str, str]] = {
    "unit": {
        "profile": "unit",
        "decision": "authority",
        "campaign": "launched_by",
        "model": "origin",
        "unit": "parent",
        "title": "conferred_by",
    },
    "campaign": {
        "profile": "campaigns",
        "decision": "campaign",
        "campaign": "predecessor",
        "model": "campaign",
        "article": "campaigns",
    },
    "title": {"decision": "title"},
    "topic": dict.fromkeys(("profile", "campaign", "model", "article"), "topics"),
    "date": {"decision": "date", "campaign": "period", "article": "date"},
}
"""The field that each option fills, by kind; kinds that are missing have none."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a new record is to hold; records are named by id or by name."""

    id: str = ""
    unit: str = ""
    campaign: str = ""
    title: str = ""
    topics: tuple[str, ...] = ()
    day: date | None = None

    @property
    def named(self) -> tuple[tuple[Option, str], ...]:
        """Each record that is named, with its kind."""
        one: tuple[tuple[Option, str], ...] = (
            ("unit", self.unit),
            ("campaign", self.campaign),
            ("title", self.title),
        )
        topics: tuple[tuple[Option, str], ...] = tuple(("topic", each) for each in self.topics)
        return (*((kind, words) for kind, words in one if words), *topics)


def found(
    wishes: Wishes, site: Inventory, content: Path
) -> tuple[Mapping[Option, tuple[str, ...]], tuple[Diagnostic, ...]]:
    """The ids of the records that *wishes* name, by kind; a diagnostic for each unknown one."""
    ids: dict[Option, tuple[str, ...]] = {}
    problems = []
    for kind, words in wishes.named:
        id_ = _id_of(words, site.names[kind])
        if id_:
            ids[kind] = (*ids.get(kind, ()), id_)
        else:
            problems.append(_unknown(content, kind, words, site.names[kind]))
    return ids, tuple(problems)


def _id_of(words: str, names: Mapping[str, str]) -> str:
    if words in names:
        return words
    return next((id_ for id_, name in names.items() if name.casefold() == words.casefold()), "")


def filled(text: str, kind: Kind, ids: Mapping[Option, tuple[str, ...]]) -> str:
    """The template *text* of *kind*, in which the fields for *ids* are in use."""
    indent = "  " if kind.form == "list" else ""
    for option, chosen in ids.items():
        field = FIELDS[option][kind.name]
        value = chosen[0]
        if field in ("campaigns", "topics"):
            value = f"[{', '.join(chosen)}]"
        elif field == "origin":
            value = f"{{unit: {value}}}"
        example = re.compile(rf"^#{indent}{field}:.*\n(?:#{indent} .*\n)*", re.MULTILINE)
        text = example.sub(f"{indent}{field}: {value}\n", text)
    return text


def _unknown(content: Path, kind: str, words: str, names: Mapping[str, str]) -> Diagnostic:
    near = get_close_matches(slugify(words), names, 1, 0.6)
    of = KIND_BY_NAME[kind]
    hint = (
        "Did you mean '{nearest}'?"
        if near
        else "Add it first with `guong new {kind} NAME`; the list of ids is {known}."
        if names
        else "Add it first with `guong new {kind} NAME`."
    )
    place = content / (f"{of.plural}.yaml" if of.form == "list" else of.plural)
    return problem(
        Location(place.as_posix()),
        "B307",
        "There is no {kind} '{words}' here.",
        hint,
        kind=kind,
        words=words[:80],
        nearest=near[0] if near else "",
        known=_shortened(names),
    )


def _shortened(names: Mapping[str, str]) -> str:
    ids = sorted(names)
    return ", ".join(ids[:10]) + (" …" if len(ids) > 10 else "")
