"""Pages: about, method and the like."""

from __future__ import annotations

from dataclasses import dataclass

from generator.records.common import Published
from generator.records.types import Prose, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Published):
    title: Text
    summary: Text | None = None
    menu: int | None = None
    """Position in the menu; not in the menu unless given."""
    body: Prose | None = None
