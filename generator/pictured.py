"""Pictured: the HTML of pictures that come in several versions."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from generator.views.common import Choice, Picture

STORY_WIDTH = "(min-width: 46rem) 42rem, 92vw"
"""How wide pictures of stories are shown: as wide as a line of text, or nearly as the screen."""
_REST_OF_TAG = re.compile(r'"(?: [a-z]+="[^"]*")*>')


def in_story(picture: Picture, rest: str, url: Callable[[str], str]) -> tuple[str, str]:
    """A picture of a story; *rest* of its HTML follows its address, and its own end is parted."""
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    end = _REST_OF_TAG.match(rest)
    assert end is not None
    attributes = rest[1 : end.end()]
    image = f'<img src="{escape(url(picture.src))}" loading="lazy"{size}{attributes}'
    sources = "".join(
        f'<source type="{each.type}" srcset="{escape(srcset(each, url))}" sizes="{STORY_WIDTH}">'
        for each in picture.choices
    )
    return f"<picture>{sources}{image}</picture>" if sources else image, rest[end.end() :]


def srcset(choice: Choice, url: Callable[[str], str]) -> str:
    """The sizes of a picture in one format, as browsers want them."""
    return ", ".join(f"{url(each.href)} {each.width}w" for each in choice.sizes)
