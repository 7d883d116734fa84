"""Pictures: in which sizes and formats each is to be made, and at which addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from generator.graph.site import Media, Sight
from generator.plan.cards import CARD_SIZE, Card
from generator.views.common import Choice, Size

MEDIA_FOLDER = "media/"
ENDINGS = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png", "svg": "svg"}

Shape = Literal["whole", "portrait", "lead"]
"""The place that a picture is shown in."""
_SHAPES: dict[Shape, tuple[int, int]] = {"portrait": (4, 5), "lead": (16, 9)}
_WIDTHS: dict[Shape, tuple[int, ...]] = {
    "portrait": (320, 640),
    "lead": (320, 640, 1280),
    "whole": (320, 640, 1280),
}
"""Pixels; a picture is never made wider than it is."""
MAX_SIDE = 16_383
"""Pixels; no picture in WebP has more."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture that stands upright, in pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Version:
    """One file that a picture is made into."""

    path: str
    """In the output folder."""
    form: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is to be made of one picture of the content."""

    source: str
    """Its path in the project."""
    digest: str
    """SHA-256 of the file that was looked at."""
    box: Box
    """What of it is shown."""
    versions: tuple[Version, ...]
    """The last is for every browser."""
    card: Card | None = None
    """What is drawn where there is no picture of the content."""

    @property
    def fallback(self) -> Version:
        return self.versions[-1]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The other versions, by format."""
        forms = dict.fromkeys(each.form for each in self.versions[:-1])
        return tuple(
            Choice(
                f"image/{form}",
                tuple(
                    Size(quote(each.path), each.width)
                    for each in self.versions[:-1]
                    if each.form == form
                ),
            )
            for form in forms
        )


def recipe(media: Media, shape: Shape = "whole", focus: str | None = None) -> Recipe:
    """What to make of a picture; with a *focus* it is cut to its *shape* around that.

    Raises:
        ValueError: If *media* is no picture.
    """
    sight = media.sight
    if sight is None:
        raise ValueError(media.path)
    box = Box(0, 0, sight.width, sight.height)
    if focus and shape in _SHAPES and not sight.drawing:
        box = _cut(box, _SHAPES[shape], focus)
    widths = _widths(box, _WIDTHS[shape])
    made_of = f"{sight.digest} {box} {widths} {sight.formats}"
    stem, _, _ = media_path(media.path).rpartition(".")
    name = f"{stem}-{hashlib.sha256(made_of.encode()).hexdigest()[:10]}"
    return Recipe(media.path, sight.digest, box, tuple(_versions(name, sight, box, widths)))


def card_recipe(card: Card, name: str) -> Recipe:
    """What is to be made of a card, under a *name* that says whose it is."""
    width, height = CARD_SIZE
    path = f"{MEDIA_FOLDER}cards/{name}-{card.digest[:10]}-{width}.png"
    whole = Box(0, 0, width, height)
    return Recipe("", card.digest, whole, (Version(path, "png", width, height),), card)


def media_path(path: str) -> str:
    """Where a file of `content/` is published."""
    return MEDIA_FOLDER + path.split("/", 1)[1]


def _versions(name: str, sight: Sight, box: Box, widths: tuple[int, ...]) -> Iterator[Version]:
    if sight.drawing:
        yield Version(f"{name}.svg", "svg", box.width, box.height)
        return
    for form in sight.formats:
        for width in widths:
            yield _version(name, form, width, box)
    yield _version(name, "png" if sight.transparent else "jpeg", widths[-1], box)


def _widths(box: Box, wanted: tuple[int, ...]) -> tuple[int, ...]:
    bearable = max(MAX_SIDE * box.width // max(box.height, 1), 1)
    largest = min(box.width, wanted[-1], bearable)
    return (*(each for each in wanted if each < largest), largest)


def _version(name: str, form: str, width: int, box: Box) -> Version:
    height = min(max(round(box.height * width / box.width), 1), MAX_SIDE)
    return Version(f"{name}-{width}.{ENDINGS[form]}", form, width, height)


def _cut(box: Box, shape: tuple[int, int], focus: str) -> Box:
    """The largest part of the shape that has the focus as near to its middle as can be."""
    across, down = shape
    width = max(min(box.width, box.height * across // down), 1)
    height = max(min(box.height, box.width * down // across), 1)
    x, y = (float(each.removesuffix("%")) / 100 for each in focus.split())
    left = min(max(round(x * box.width - width / 2), 0), box.width - width)
    top = min(max(round(y * box.height - height / 2), 0), box.height - height)
    return Box(left, top, width, height)
