"""Titles: what can be conferred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.records.common import Record
from generator.records.types import Text, UnitRef

Form = Literal["title", "order", "medal", "certificate", "flag", "badge", "prize"]
Level = Literal["grassroots", "district", "province", "ministry", "state", "international"]
RecipientKind = Literal["individual", "collective"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Record):
    name: Text
    form: Form
    level: Level
    rank: int | None = None
    """1 is the highest of its form and level."""
    eligible: tuple[RecipientKind, ...] = ("individual", "collective")
    criteria: Text | None = None
    conferred_by: UnitRef | None = None
