"""Assemble: every file of the site, pages made anew only where they are not as published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.ingredients import Ingredients, why
from generator.load import Progress, bytes_of
from generator.manifest import listed_in
from generator.plan.page import Planned
from generator.render import Renderer
from generator.store import Store, digest_of
from generator.theme import Theme


@dataclass(slots=True)
class Assembled:
    """Every file of a site: new bytes, or the digest of what is published already."""

    files: list[tuple[str, bytes]]
    kept: dict[str, str] = field(default_factory=dict)
    made: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """What each page is made of, and the digest of its bytes."""
    rendered: list[tuple[str, str]] = field(default_factory=list)
    """The pages that were made anew, and why."""


def assemble(
    planned: Planned,
    theme: Theme,
    media: Mapping[str, Path],
    output: Path,
    state: Path,
    store: Store,
    progress: Progress,
) -> tuple[Assembled, tuple[Diagnostic, ...]]:
    """Render what has changed and bring the other files; a broken template stops it."""
    site = Assembled([*theme.assets.items(), *((each.path, each.data) for each in planned.files)])
    published = listed_in(output)
    listed: Mapping[str, str] = {} if isinstance(published, Diagnostic) else published
    renderer = Renderer(theme, planned.frames, state)
    ingredients = Ingredients(theme, planned.frames)
    for number, page in enumerate(planned.pages, 1):
        progress("render", number, len(planned.pages))
        path = page.file
        made_of = ingredients.of(page.address, page.view)
        before, digest = store.page(path)
        if made_of == before and digest == listed.get(path) and store.holds(output / path, digest):
            site.kept[path] = digest
        else:
            rendered = renderer.render(page.address, page.view)
            if rendered.problem:
                return site, (rendered.problem,)
            site.files.append((path, rendered.data))
            digest = digest_of(rendered.data).hex()
            site.rendered.append((path, why(before, made_of)))
        site.made[path] = (made_of, digest)
    problems: list[Diagnostic] = []
    for address, path in planned.media:
        data, wrong = bytes_of(media[path], path)
        site.files.append((address, data))
        problems += wrong
    return site, tuple(problems)
