"""What planning makes: pages, data files, and the media and pictures they use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.diagnostics import Location
from generator.plan.pictures import Recipe
from generator.views.frame import Address, Site

Taken = TypeVar("Taken")

OWN = Location("")
"""The origin of what every site has."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is, what it shows, and the record that asked for it."""

    address: Address
    view: Any
    origin: Location = OWN

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
    origin: Location = OWN


@dataclass(frozen=True, slots=True)
class Planned(Generic[Taken]):
    frames: dict[str, Site]
    """The frame of each language."""
    pages: tuple[Taken, ...]
    """The pages, or what was taken of each."""
    files: tuple[DataFile, ...]
    media: tuple[tuple[str, str], ...]
    """Output path and content path of each file that a page offers as it is."""
    pictures: tuple[Recipe, ...]
    """The pictures that pages show."""
