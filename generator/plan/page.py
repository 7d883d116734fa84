"""What planning makes: pages, data files, and the media they use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.views.frame import Address, Site


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is and what it shows. `origin` says what asked for it."""

    address: Address
    view: Any
    origin: str

    @property
    def file(self) -> str:
        """The path in the output folder."""
        path = self.address.path
        return path + "index.html" if path.endswith("/") or not path else path


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file whose bytes are made from the graph."""

    path: str
    data: bytes
    origin: str


@dataclass(frozen=True, slots=True)
class Planned:
    frames: dict[str, Site]
    """The frame of each language."""
    pages: tuple[Page, ...]
    files: tuple[DataFile, ...]
    media: tuple[tuple[str, str], ...]
    """Output path and content path of each file that a page shows or offers."""
