"""Work: what is done to batches, here or in workers. No disk is needed, and nothing is raised."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Location, problem
from generator.ingest import Loaded, ingest
from generator.packing import packed
from generator.plan.linked_data import linked_data
from generator.plan.search.words import vocabulary
from generator.records.types import KEPT, Body
from generator.render import Rendered, Renderer
from generator.squeeze import Squeezed, squeezed
from generator.theme import Theme
from generator.validate.entry import Validated
from generator.views.frame import Address, Site


@dataclass(frozen=True, slots=True)
class Reading:
    """What all batches of bundles share."""

    languages: tuple[str, ...]
    """The first is the default."""
    apart: bool
    """Whether stories are given beside the records instead of in them."""


@dataclass(frozen=True, slots=True)
class Story:
    """The HTML of a body, and the words in it, each once."""

    html: str
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    """The records of a bundle, and their stories by name."""

    validated: bytes
    """Pickled, as it is kept."""
    stories: Mapping[str, Story]


def read(reading: Reading, batch: Sequence[Loaded]) -> list[Read]:
    """Make the records of each bundle."""
    return [_read(each, reading) for each in batch]


def _read(loaded: Loaded, reading: Reading) -> Read:
    stories: dict[str, Story] = {}

    def put_apart(body: Body) -> Body:
        name = KEPT + blake2b(body.html.encode(), digest_size=16).hexdigest()
        stories[name] = Story(body.html, vocabulary(body.html))
        return replace(body, html=name)

    try:
        validated = ingest(loaded, reading.languages, put_apart if reading.apart else _as_it_is)
    except Exception as failure:
        # A mistake of ours must not hide which file brought it out.
        validated = Validated((), (_own_mistake(loaded.main[0], failure),))
    return Read(packed(validated), stories)


def _as_it_is(body: Body) -> Body:
    return body


def _own_mistake(file: str, failure: Exception) -> Diagnostic:
    return problem(
        Location(file),
        "W101",
        "The generator itself failed on this file: {failure}.",
        "Please report it; until it is mended, write the file in another way.",
        failure=f"{type(failure).__name__}: {failure}".rstrip("."),
    )


@dataclass(frozen=True, slots=True)
class Rendering:
    """What all batches of pages share."""

    theme: Theme
    frames: Mapping[str, Site]
    state: Path | None
    """Where compiled templates are kept, if the workers share a disk with the main process."""
    squeezed: bool = False
    """Whether pages are wanted in fewer bytes as well."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Some pages to render: address and view of each, packed, and their stories by name."""

    packed: Sequence[bytes]
    stories: Mapping[str, str]


class _Made(threading.local):
    """The renderer of the last batch, most often the next one's; it makes a page at a time."""

    last: tuple[Rendering, Renderer] | None = None


_MADE = _Made()


def render(rendering: Rendering, batch: Pages) -> list[Rendered]:
    """Render each page."""
    if _MADE.last is None or _MADE.last[0] is not rendering:
        made = Renderer(rendering.theme, rendering.frames, rendering.state)
        _MADE.last = (rendering, made)
    renderer = _MADE.last[1]
    pages = (
        renderer.render(_described(address, view, rendering), view, batch.stories)
        for address, view in map(pickle.loads, batch.packed)
    )
    if rendering.squeezed:
        return [replace(page, squeezed=squeezed(page.data)) for page in pages]
    return list(pages)


def squeeze(_: None, batch: Sequence[bytes]) -> list[Squeezed]:
    """Squeeze each text."""
    return [squeezed(each) for each in batch]


def _described(address: Address, view: Any, rendering: Rendering) -> Address:
    """The address with what the page tells machines: no input of it, but made of the others."""
    data = linked_data(address, view, rendering.frames[address.language])
    return replace(address, linked_data=data) if data else address
