"""Drawings: SVG with what draws, and nothing that runs, moves or loads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Literal
from xml.parsers import expat

from generator.media.repeats import Repeats

MAX_BYTES = 2_000_000
MAX_DEPTH = 100
SVG = "http://www.w3.org/2000/svg"
_LINK = {"href", "http://www.w3.org/1999/xlink href"}
_ELEMENTS = """
    svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan
    textPath linearGradient radialGradient stop clipPath mask pattern marker style filter feBlend
    feColorMatrix feComponentTransfer feComposite feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset switch
"""
_ATTRIBUTES = """
    id class style version viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry
    fx fy fr d points transform pathLength gradientUnits gradientTransform spreadMethod offset
    clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits patternTransform
    markerUnits markerWidth markerHeight orient refX refY dx dy rotate textLength lengthAdjust
    startOffset method spacing filterUnits primitiveUnits in in2 result mode type values
    stdDeviation operator k1 k2 k3 k4 radius tableValues slope intercept amplitude exponent
    clip-path clip-rule color color-interpolation color-interpolation-filters
    direction display dominant-baseline fill fill-opacity fill-rule filter flood-color
    flood-opacity font-family font-size font-stretch font-style font-variant font-weight
    letter-spacing marker-end marker-mid marker-start mask mask-type opacity overflow paint-order
    shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    text-decoration text-rendering unicode-bidi vector-effect visibility word-spacing
    writing-mode baseline-shift alignment-baseline
"""
_DRAWS = frozenset(_ELEMENTS.split())
_SAYS_HOW = frozenset(_ATTRIBUTES.split())
_PART = re.compile(r"#[\w.:-]+")
_OWN_PART = re.compile(r"""url\(\s*(["']?)#[\w.:-]+\1\s*\)""", re.IGNORECASE)
_LOADING = re.compile(r"url\(|@|\\|expression|image-set|image\(|src\(|/\*", re.IGNORECASE)
"""What may load something or hide that it does, in values and rules of CSS."""
_LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)(?:px)?\s*")

Why = Literal["large", "broken", "deep", "entities", "repeats"]


class Unclean(Exception):
    """A drawing that cannot be used, and the place where that shows."""

    def __init__(self, why: Why, line: int = 0, column: int = 0) -> None:
        super().__init__(why)
        self.why, self.line, self.column = why, line, column


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that is safe to publish."""

    data: bytes
    width: int
    """Pixels; 0 where it does not say."""
    height: int


def clean(data: bytes) -> Drawing:
    """The drawing without what is not known to be harmless.

    Raises:
        Unclean: If it is no SVG, is too large, has entities, or draws its parts without end.
    """
    if len(data) > MAX_BYTES:
        raise Unclean("large")
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.say
    parser.EntityDeclHandler = writer.entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unclean("broken", error.lineno, error.offset + 1) from None
    except (ValueError, LookupError):
        # An encoding that Python does not know.
        raise Unclean("broken") from None
    except Unclean as found:
        place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        raise Unclean(found.why, *place) from None
    if writer.repeats.too_many():
        raise Unclean("repeats")
    return Drawing("".join(writer.out).encode() + b"\n", *writer.size)


class _Writer:
    """Writes what the parser tells, as far as it is allowed."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.size = (0, 0)
        self.repeats = Repeats()
        self._open: list[str] = []
        self._skipped = 0
        self._rules: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self._open and (space, tag) != (SVG, "svg"):
            raise Unclean("broken")
        if len(self._open) + self._skipped >= MAX_DEPTH:
            raise Unclean("deep")
        if self._skipped or space != SVG or tag not in _DRAWS:
            self._skipped += 1
            return
        kept = dict(filter(None, map(_kept, attributes.items())))
        if not self._open:
            self.size = _size(kept)
            kept = {"xmlns": SVG, **kept}
        self._open.append(tag)
        self.repeats.start(tag, kept)
        written = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
        self.out.append(f"<{tag}{written}>")

    def end(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        tag = self._open.pop()
        self.repeats.end()
        if tag == "style":
            rules = "".join(self._rules)
            if not _loads(rules):
                self.repeats.say(rules)
                self.out.append(escape(rules, quote=False))
            self._rules = []
        self.out.append(f"</{tag}>")

    def say(self, text: str) -> None:
        if self._skipped:
            return
        if self._open[-1] == "style":
            self._rules.append(text)
        else:
            self.out.append(escape(text, quote=False))

    def entity(self, *_: object) -> None:
        raise Unclean("entities")


def _kept(attribute: tuple[str, str]) -> tuple[str, str] | None:
    name, value = attribute
    if name in _LINK:
        return ("href", value) if _PART.fullmatch(value) else None
    return attribute if name in _SAYS_HOW and not _loads(value) else None


def _loads(value: str) -> bool:
    return bool(_LOADING.search(_OWN_PART.sub("", value)))


def _size(attributes: dict[str, str]) -> tuple[int, int]:
    width, height = (_LENGTH.fullmatch(attributes.get(name, "")) for name in ("width", "height"))
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = attributes.get("viewBox", "").replace(",", " ").split()
    lengths = [_LENGTH.fullmatch(each) for each in box[2:]]
    if len(lengths) == 2 and lengths[0] and lengths[1]:
        return round(float(lengths[0][1])), round(float(lengths[1][1]))
    return 0, 0
