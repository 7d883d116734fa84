"""Look: what a picture is, or why it cannot be used."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, features

from generator.diagnostics import Diagnostic, Location, problem
from generator.graph.site import Sight
from generator.media.drawing import Unclean, Why, clean
from generator.media.upright import turned, upright

MAX_BYTES = 30_000_000
MAX_PIXELS = 40_000_000
ENDINGS = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
    ".svg": "SVG",
}
"""What a picture must be, by the ending of its name."""
FORMATS = tuple(each for each in ("avif", "webp") if features.check(each))
"""What this machine makes beside what every browser knows; builds of Pillow may lack AVIF."""
_READABLE = ("JPEG", "PNG", "GIF", "WEBP", *(["AVIF"] if "avif" in FORMATS else []))
_HEIC = re.compile(rb"(?s).{4}ftyp(?:hei[cxmsv]|hev[cx]|mif1|msf1)")
_DRAWING = re.compile(rb"(?s)(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)")
_UNCLEAN: dict[Why, str] = {
    "large": "This drawing has more than 2 megabytes.",
    "broken": "This drawing is no well-formed SVG.",
    "deep": "This drawing is nested too deeply.",
    "entities": "This drawing declares entities, which could grow without end.",
    "repeats": "This drawing draws its parts again more than 100,000 times, or within themselves.",
}

# The limit is ours: it is looked at before any pixel is read, and Pillow would only warn.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Given:
    """A picture of the content."""

    path: str
    """In the project."""
    data: bytes
    digest: str


def is_picture(path: str) -> bool:
    return _ending(path) in ENDINGS


def look(_: None, batch: Sequence[Given]) -> list[Sight | Diagnostic]:
    """Look at some pictures."""
    return [_looked_at(each) for each in batch]


def too_large(path: str, size: int) -> Diagnostic | None:
    """Why a file of *size* bytes is not even read."""
    if size <= MAX_BYTES:
        return None
    return problem(
        Location(path),
        "C121",
        "This picture has {size} megabytes; {limit} is the limit.",
        "Save it smaller: 2,000 pixels on its longer side are plenty.",
        size=-(-size // 1_000_000),
        limit=MAX_BYTES // 1_000_000,
    )


def _looked_at(given: Given) -> Sight | Diagnostic:
    wanted = ENDINGS[_ending(given.path)]
    if _HEIC.match(given.data) and wanted != "AVIF":
        return _heic(given.path)
    if _DRAWING.match(given.data):
        return _mislabelled(given, "SVG") if wanted != "SVG" else _drawing(given)
    try:
        with Image.open(BytesIO(given.data), formats=_READABLE) as image:
            return _refused(given, image) or _seen(given, image)
    except Exception:
        # Damaged pictures make decoders raise anything.
        return problem(
            Location(given.path),
            "C123",
            "This picture is cut off, damaged or no picture at all.",
            "Copy it once more from where it came, or save it anew as JPEG or PNG.",
        )


def _seen(given: Given, image: Image.Image) -> Sight:
    width, height = image.size
    if _format(image) == "JPEG":
        # All of the file is read, and an eighth of the pixels made.
        image.draft(None, (max(width // 8, 1), max(height // 8, 1)))
    image.load()
    if turned(image):
        width, height = height, width
    transparent = image.has_transparency_data and _shines_through(image)
    return Sight(False, width, height, transparent, given.digest, FORMATS)


def _shines_through(image: Image.Image) -> bool:
    least, _ = upright(image).convert("RGBA").getchannel("A").getextrema()
    return isinstance(least, int | float) and least < 255


def _refused(given: Given, image: Image.Image) -> Diagnostic | None:
    """Why a picture is not to be used, as far as its head tells."""
    at = Location(given.path)
    found = _format(image)
    if found != ENDINGS[_ending(given.path)]:
        return _mislabelled(given, found)
    if image.width * image.height > MAX_PIXELS:
        return problem(
            at,
            "C122",
            "This picture has {width} × {height} pixels; {limit} million are the limit.",
            "Save it smaller: 2,000 pixels on its longer side are plenty.",
            width=image.width,
            height=image.height,
            limit=MAX_PIXELS // 1_000_000,
        )
    if found != "JPEG" and getattr(image, "is_animated", False):
        return problem(
            at,
            "C124",
            "This picture moves.",
            "Save one frame of it as JPEG or PNG: what moves by itself keeps people from reading.",
        )
    return None


def _format(image: Image.Image) -> str:
    # Cameras put a preview behind the picture: Pillow has a name for that, browsers show the first.
    return "JPEG" if image.format == "MPO" else image.format or ""


def _mislabelled(given: Given, found: str) -> Diagnostic:
    return problem(
        Location(given.path),
        "C125",
        "The name of this picture ends in '{ending}', but it is {found}.",
        "Rename it so that it ends in '{right}', here and where it is shown.",
        ending=_ending(given.path),
        found=found,
        right=next(ending for ending, each in ENDINGS.items() if each == found),
    )


def _heic(path: str) -> Diagnostic:
    return problem(
        Location(path),
        "C126",
        "Most browsers show no pictures of this sort.",
        "Save it as JPEG; phones do so themselves where the camera is set to the most "
        "compatible format.",
    )


def _drawing(given: Given) -> Sight | Diagnostic:
    try:
        drawing = clean(given.data)
    except Unclean as failure:
        return problem(
            Location(given.path, failure.line, failure.column),
            "C127",
            _UNCLEAN[failure.why],
            "Save it anew as plain SVG, or as PNG.",
        )
    return Sight(True, drawing.width, drawing.height, True, given.digest, ())


def _ending(path: str) -> str:
    return os.path.splitext(path)[1].lower()  # noqa: PTH122
