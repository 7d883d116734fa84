"""Cards: what is shown of a record where a link to it is shared, 1200 by 630 pixels as PNG.

The face beside the name is the one that pages have, drawn from the same numbers, which are those of
`emblem/parts.html` in the theme guong. Letters come from Source Serif Pro.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from io import BytesIO
from math import cos, pi, sin
from zlib import crc32

from font_source_serif_pro import SourceSerifPro, SourceSerifProSemibold
from PIL import Image, ImageDraw, ImageFont

from generator.plan.cards import CARD_SIZE, Card

PAPER, INK, QUIET, RED = "#faf6ee", "#211a15", "#62564b", "#9b1c1c"
_PATHS = """
0-50l7 34 28-19-19 28 34 7-34 7 19 28-28-19-7 34-7-34-28 19 19-28-34-7 34-7-19-28 28 19

0-50l6 32 23-22-14 29 33-4-29 15 29 15-33-4 14 29-23-22-6 32-6-32-23 22 14-29-33 4
29-15-29-15 33 4-14-29 23 22

0-50l5 30 20-23-10 28 28-10-23 20 30 5-30 5 23 20-28-10 10 28-20-23-5 30-5-30-20 23
10-28-28 10 23-20-30-5 30-5-23-20 28 10-10-28 20 23

0-50l5 28 17-23-8 27 25-13-18 21 28-1-26 11 26 11-28-1 18 21-25-13 8 27-17-23-5
28-5-28-17 23 8-27-25 13 18-21-28 1 26-11-26-11 28 1-18-21 25 13-8-27 17 23

0-50l5 25 14-21-5 25 21-14-14 21 25-5-21 14 25 5-25 5 21 14-25-5 14 21-21-14 5
25-14-21-5 25-5-25-14 21 5-25-21 14 14-21-25 5 21-14-25-5 25-5-21-14 25 5-14-21 21
14-5-25 14 21

0-50l5 23 12-20-4 24 19-15-11 21 22-8-18 16 24 0-22 9 22 9-24 0 18 16-22-8 11 21-18-15
3 24-12-20-5 23-5-23-12 20 3-24-18 15 11-21-22 8 18-16-24 0 22-9-22-9 24 0-18-16 22
8-11-21 19 15-4-24 12 20
"""
STARS = tuple(each.replace("\n", " ") for each in _PATHS.strip().split("\n\n"))
"""The stars of an emblem, as paths of SVG within a square of 200."""
RINGS = (98.0, 82.0, 57.0)
INNER: tuple[tuple[float, tuple[float, ...]], ...] = (
    (12, (12.13, 24.26)),
    (12, (18.195, 18.195)),
    (7, (0, 21.834)),
    (12, (4.367, 10.189, 4.367, 24.745)),
    (4, (81.878, 27.293)),
    (12, (4.549, 13.646)),
    (7, (0, 15.596)),
)
"""The inner band: width and dashes of its stroke; a dash of no length is a dot."""
OUTER: tuple[tuple[float, tuple[float, ...]], ...] = (
    (9, (7.854, 7.854)),
    (6, (0, 15.708)),
    (9, (20.944, 10.472)),
    (9, (3.534, 8.247, 3.534, 31.809)),
    (9, (3.77, 15.08)),
    (4, (70.686, 23.562)),
    (6, (0, 23.562, 0, 11.781, 0, 11.781)),
)
INNER_RADIUS, OUTER_RADIUS = 69.5, 90.0
_RING_WIDTH = 2.5
_FINER = 2
"""How many times larger the face is drawn than it is shown."""
_FACE = 360
_FACE_AT = (780, 135)
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 740, 64, 566
_NAME_SIZES = (84, 76, 68, 60, 52, 44, 36)
_NAME_LINES, _SUMMARY_LINES = 4, 3
_COLOURS = 24
_INTEGER = re.compile(r"-?\d+")
_NOWHERE = "\uffff"


def drawn(card: Card) -> bytes:
    """The card; a name with letters that the font lacks leaves the face alone on it."""
    image = Image.new("RGB", CARD_SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, CARD_SIZE[0], 13), fill=RED)
    has_words = _has(card.name)
    face = _face(card.seed)
    place = _FACE_AT if has_words else ((CARD_SIZE[0] - _FACE) // 2, _FACE_AT[1])
    image.paste(face, place)
    if has_words:
        _write(pen, card)
    file = BytesIO()
    image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        file, "PNG", compress_level=6
    )
    return file.getvalue()


def face(seed: str) -> bytes:
    """The face alone, as PNG."""
    file = BytesIO()
    _face(seed).save(file, "PNG")
    return file.getvalue()


# Words


def _write(pen: ImageDraw.ImageDraw, card: Card) -> None:
    at = float(_TOP)
    if _has(card.site):
        pen.text((_LEFT, at), _cut(card.site, _font(30), 1)[0], INK, _font(30))
    at += 78
    size, lines = _fitted(card.name)
    name = _font(size, bold=True)
    for line in lines:
        pen.text((_LEFT, at), line, INK, name)
        at += size * 1.16
    at += 22
    if _has(card.summary):
        font = _font(32)
        room = min(_SUMMARY_LINES, int((_BOTTOM - at) // 42))
        for line in _cut(card.summary, font, room):
            pen.text((_LEFT, at), line, QUIET, font)
            at += 42


def _fitted(name: str) -> tuple[int, list[str]]:
    """The largest size in which a name fits, and its lines; the smallest one cuts it at its end."""
    for size in _NAME_SIZES:
        font = _font(size, bold=True)
        lines = [*_lines(name, font)]
        if len(lines) <= _NAME_LINES and all(font.getlength(each) <= _width() for each in lines):
            return size, lines
    return _NAME_SIZES[-1], _cut(name, _font(_NAME_SIZES[-1], bold=True), _NAME_LINES)


def _cut(words: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    lines = [*_lines(words, font)]
    if len(lines) <= most:
        return lines
    if most < 1:
        return []
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > _width():
        last = last[:-1].rstrip()
    return [*lines[: most - 1], f"{last}…"]


def _lines(words: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in words.split():
        for part in _parts(word, font):
            longer = f"{line} {part}" if line else part
            if line and font.getlength(longer) > _width():
                yield line
                longer = part
            line = longer
    if line:
        yield line


def _parts(word: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """The word, in pieces where it is wider than a line."""
    while font.getlength(word) > _width():
        end = next(n for n in range(len(word), 0, -1) if font.getlength(word[:n]) <= _width())
        yield word[:end]
        word = word[end:]
    yield word


def _width() -> int:
    return _RIGHT - _LEFT


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    file = SourceSerifProSemibold if bold else SourceSerifPro
    # Simple layout is the same wherever Pillow comes from.
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _has(words: str) -> bool:
    """Whether there are words, and the font has every letter of them."""
    return bool(words) and all(map(_known, set(words) - {" "}))


@cache
def _known(letter: str) -> bool:
    font = _font(40)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NOWHERE))


# The face


@lru_cache(4)
def _face(seed: str) -> Image.Image:
    number = crc32(seed.encode())
    scale = _FACE * _FINER / 200
    image = Image.new("RGB", (_FACE * _FINER,) * 2, PAPER)
    pen = ImageDraw.Draw(image)
    middle = _FACE * _FINER / 2
    for radius in RINGS:
        _arc(pen, middle, radius * scale, _RING_WIDTH * scale, 0, 360)
    star = [(middle + x * scale, middle + y * scale) for x, y in points(STARS[number % 6])]
    pen.polygon(star, fill=RED)
    for radius, (width, dashes) in (
        (INNER_RADIUS, INNER[number // 6 % 7]),
        (OUTER_RADIUS, OUTER[number // 42 % 7]),
    ):
        _dashed(pen, middle, radius, width, dashes, scale)
    return image.resize((_FACE, _FACE), Image.Resampling.BOX)


def points(path: str) -> list[tuple[int, int]]:
    """The corners of a star: the first where it stands, each other from the one before."""
    numbers = [int(each) for each in _INTEGER.findall(path)]
    x, y = numbers[:2]
    found = [(x, y)]
    for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + across, y + down
        found.append((x, y))
    return found


def _dashed(
    pen: ImageDraw.ImageDraw,
    middle: float,
    radius: float,
    width: float,
    dashes: tuple[float, ...],
    scale: float,
) -> None:
    length = 2 * pi * radius
    at, number = 0.0, 0
    while at < length - 0.01:
        dash = dashes[number % len(dashes)]
        if number % 2 == 0:
            start = at / radius
            if dash:
                end = min(at + dash, length) / radius
                degrees = (start * 180 / pi, end * 180 / pi)
                _arc(pen, middle, radius * scale, width * scale, *degrees)
            else:
                x = middle + radius * scale * cos(start)
                y = middle + radius * scale * sin(start)
                half = width * scale / 2
                pen.ellipse((x - half, y - half, x + half, y + half), fill=RED)
        at, number = at + dash, number + 1


def _arc(
    pen: ImageDraw.ImageDraw, middle: float, radius: float, width: float, start: float, end: float
) -> None:
    # Pillow draws inwards from the edge of the box, SVG on both sides of its line.
    outer = radius + width / 2
    box = (middle - outer, middle - outer, middle + outer, middle + outer)
    pen.arc(box, start, end, fill=RED, width=max(round(width), 1))
