"""Assemble: every file of the site, pages made anew only where they are not as published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.executors import Lost
from generator.gather import bytes_of
from generator.ingredients import Ingredients, stories_in, why
from generator.manifest import listed_in
from generator.means import Means
from generator.packing import packed
from generator.pictures import Sorted, files_of, key_of
from generator.plan.page import Page, Planned
from generator.plan.site import Frames
from generator.recall import story
from generator.spool import Slot, Spool
from generator.squeeze import is_text
from generator.store import digest_of
from generator.task import Options
from generator.theme import Theme
from generator.variants import Variants
from generator.work import Pages, Rendering, render

BATCH = 32
"""Pages that travel together."""


class Broken(Exception):
    """Files that cannot be made; goes through publishing, which then changes nothing."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Judged:
    """What is left of a page once it is known whether it must be made anew."""

    path: str
    origin: Location
    template: str
    made_of: bytes
    digest: str
    """Of its bytes as they are published; "" if they are to be made anew."""
    reason: str = ""
    waiting: Slot | None = None
    """Where address and view wait, to make it of."""


class Judge:
    """Tells pages that are as published from those that must be made anew.

    The *views* of these wait in a spool: together they would need much memory.
    """

    def __init__(self, theme: Theme, output: Path, means: Means, views: Spool) -> None:
        self._listed = published_in(output)
        self._theme, self._output, self._store = theme, str(output), means.store
        self._views = views
        self._ingredients: Ingredients | None = None

    def judge(self, page: Page, frames: Frames) -> Judged:
        """Compare a page with what it was made of before, and with what is published."""
        if self._ingredients is None:
            self._ingredients = Ingredients(self._theme, frames)
        path, template = page.file, page.address.template
        made_of = self._ingredients.of(page.address, page.view)
        before, digest = self._store.page(path)
        same = made_of == before and digest == self._listed.get(path)
        if same and self._store.holds(f"{self._output}/{path}", digest):
            return Judged(path, page.origin, template, made_of, digest)
        waiting = self._views.put(packed((page.address, page.view)))
        return Judged(path, page.origin, template, made_of, "", why(before, made_of), waiting)


@dataclass(slots=True)
class Assembled:
    """Every file of a site: how to make what is new, or the digest of what is published already."""

    planned: Planned[Judged]
    theme: Theme
    views: Spool
    media: Mapping[str, Path]
    """The files that pages show or offer, by their path in the project."""
    pictures: Sorted
    variants: Variants | None = None
    """The squeezed files beside the others, if they are wanted."""
    forms: Mapping[str, bytes] = field(default_factory=dict)
    """The files of the forms for editing, if they are wanted."""
    made: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """What each page and picture is made of, and the digest of its bytes; whole when all files were
    made.
    """

    @property
    def kept(self) -> dict[str, str]:
        """The digests of the pages that are as published, of their variants, and of pictures."""
        pages = {each.path: each.digest for each in self.planned.pages if each.digest}
        pictures = {path: digest for path, (_, digest) in self.pictures.kept.items()}
        if self.variants is None:
            return pages | pictures
        drawings = {path: digest for path, digest in pictures.items() if is_text(path)}
        return pages | pictures | self.variants.of_kept(pages | drawings)

    @property
    def rendered(self) -> tuple[tuple[str, str], ...]:
        """The paths of the pages to make anew, and why."""
        return tuple((each.path, each.reason) for each in self.planned.pages if not each.digest)

    def files(self, options: Options, means: Means) -> Iterator[tuple[str, bytes]]:
        """The path and bytes of every file but those that are kept.

        Raises:
            Broken: If a template or a file of the content is.
        """
        yield from self._with_variants([*self.theme.assets.items()])
        yield from self._with_variants([(each.path, each.data) for each in self.planned.files])
        yield from self._with_variants([*self.forms.items()])
        yield from self._pages(options, means)
        if self.variants:
            yield from self.variants.missing()
        problems: list[Diagnostic] = []
        yield from self._pictures(means, problems)
        for address, path in self.planned.media:
            data, wrong = bytes_of(self.media[path], path)
            problems += wrong
            yield from self._with_variants([(address, data)])
        if problems:
            raise Broken(in_order(problems))

    def _with_variants(self, files: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        yield from files
        if self.variants:
            yield from self.variants.beside(files)

    def _pictures(self, means: Means, problems: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
        for recipe, made in files_of(self.pictures.waiting, self.media, means, problems):
            for version, data in zip(recipe.versions, made, strict=True):
                self.made[version.path] = (key_of(recipe), digest_of(data).hex())
                yield from self._with_variants([(version.path, data)])

    def _pages(self, options: Options, means: Means) -> Iterator[tuple[str, bytes]]:
        self.made = {p.path: (p.made_of, p.digest) for p in self.planned.pages if p.digest}
        self.made |= self.pictures.kept
        stale = [each for each in self.planned.pages if not each.digest]
        state = options.state.resolve() if means.executor.shares_disk else None
        rendering = Rendering(
            self.theme, self.planned.frames, state, squeezed=self.variants is not None
        )
        parts = (stale[at : at + BATCH] for at in range(0, len(stale), BATCH))
        batches = (_batch(part, self.views, means) for part in parts)
        done = 0
        for made in means.executor.map(render, rendering, batches, len(stale)):
            if isinstance(made, Lost):
                raise Broken((_lost(stale[done], made.hung),))
            for rendered in made:
                page = stale[done]
                if rendered.problem:
                    raise Broken((rendered.problem,))
                self.made[page.path] = (page.made_of, digest_of(rendered.data).hex())
                yield page.path, rendered.data
                if self.variants:
                    yield from self.variants.of(page.path, rendered.data, rendered.squeezed)
                done += 1
                means.progress("render", done, len(stale))


def published_in(output: Path) -> Mapping[str, str]:
    """The digests of what is published; none where nothing of ours is."""
    listed = listed_in(output)
    return {} if isinstance(listed, Diagnostic) else listed


def _batch(pages: list[Judged], views: Spool, means: Means) -> Pages:
    described = [views.get(each.waiting) for each in pages if each.waiting]
    names = {name for each in described for name in stories_in(each)}
    stories = {name: story(name, means.store).html for name in names}
    return Pages(described, stories)


def _lost(page: Judged, hung: bool) -> Diagnostic:
    at = Location(page.origin.file or page.path)
    if hung:
        return problem(
            at,
            "W105",
            "Rendering the page /{page} or one of those after it takes too long.",
            "Look for a loop in the template `{template}`.",
            page=page.path.removesuffix("index.html"),
            template=page.template,
        )
    return problem(
        at,
        "W104",
        "Twice the process that rendered the page /{page} or one of those after it ended in the "
        "middle.",
        "There may be too little memory: close other programs, and build again.",
        page=page.path.removesuffix("index.html"),
    )
