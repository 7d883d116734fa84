"""Make: the files that readers get of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any

from PIL import Image

from generator.diagnostics import Diagnostic, Location, problem
from generator.media.card import drawn
from generator.media.drawing import clean
from generator.media.upright import in_srgb, turned, upright
from generator.plan.pictures import Box, Recipe

_SAVED: dict[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"quality": 78, "method": 4},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}
"""The same on every machine, so that the same picture is made of the same file."""
SPARE = 2
"""How many times larger a picture is read than it is made, so that it stays sharp."""


@dataclass(frozen=True, slots=True)
class Order:
    """A picture to make, and the bytes to make it of; none for a card."""

    recipe: Recipe
    data: bytes


def make(_: None, batch: Sequence[Order]) -> list[tuple[bytes, ...] | Diagnostic]:
    """The bytes of each version of some pictures that were looked at, or why there are none."""
    return [_made_or_named(each) for each in batch]


def _made_or_named(order: Order) -> tuple[bytes, ...] | Diagnostic:
    try:
        return _made(order.recipe, order.data)
    except Exception as failure:
        # What one picture brings out in Pillow must not hide which one it is.
        return problem(
            Location(order.recipe.source or order.recipe.fallback.path),
            "W101",
            "The generator itself failed on this file: {failure}.",
            "Please report it; until it is mended, save the picture anew as JPEG or PNG.",
            failure=f"{type(failure).__name__}: {failure}".rstrip("."),
        )


def _made(recipe: Recipe, data: bytes) -> tuple[bytes, ...]:
    if recipe.card:
        return (drawn(recipe.card),)
    if recipe.fallback.form == "svg":
        return (clean(data).data,)
    sizes: dict[int, Image.Image] = {}
    largest = _read(data, recipe)
    for version in recipe.versions:
        if version.width not in sizes:
            size = (version.width, version.height)
            sizes[version.width] = largest.resize(size, Image.Resampling.LANCZOS)
    return tuple(_saved(sizes[each.width], each.form) for each in recipe.versions)


def _read(data: bytes, recipe: Recipe) -> Image.Image:
    """What is shown of the picture, in its largest size and in sRGB."""
    box, wanted = recipe.box, recipe.fallback
    with Image.open(BytesIO(data)) as image:
        across = image.height if turned(image) else image.width
        share = min(SPARE * wanted.width / box.width, 1)
        image.draft(None, (ceil(image.width * share), ceil(image.height * share)))
        image.load()
        seen = upright(image)
    part = _part(box, seen.width / across)
    size = (wanted.width, wanted.height)
    small = seen.resize(size, Image.Resampling.LANCZOS, part, reducing_gap=SPARE)
    return in_srgb(small, transparent=wanted.form == "png")


def _part(box: Box, scale: float) -> tuple[float, float, float, float]:
    """The box in a picture that was read smaller."""
    edges = (box.left, box.top, box.left + box.width, box.top + box.height)
    left, top, right, bottom = (each * scale for each in edges)
    return left, top, right, bottom


def _saved(image: Image.Image, form: str) -> bytes:
    file = BytesIO()
    image.save(file, form.upper(), **_SAVED[form])
    return file.getvalue()
