"""Where each value of a record was written, over all the files it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Location
from generator.reading.yaml import Path, Positions


@dataclass(slots=True)
class Places:
    """Finds places in the main document and, for translated texts, in the translation."""

    file: str
    positions: Positions
    prefix: Path = ()
    moved: dict[Path, Location] = field(default_factory=dict)

    def of(self, path: Path) -> Location:
        """The place of the value at *path*, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.moved:
                return self.moved[path[:length]]
            if self.prefix + path[:length] in self.positions.values:
                break
        return Location(self.file, *self.positions.at(self.prefix + path))

    def of_key(self, path: Path) -> Location:
        """The place of the key that *path* ends with."""
        for length in range(len(path) - 1, 0, -1):
            if path[:length] in self.moved:
                return self.moved[path[:length]]
        return Location(self.file, *self.positions.key(self.prefix + path))

    def first_line(self, path: Path) -> int:
        """The line on which the words of the text at *path* begin."""
        block: Mapping[Path, int] = self.positions.block
        return block.get(self.prefix + path, self.of(path).line)
