"""Pictures: what is known of those of the content, and the files made of those that are shown.

Both are functions of a picture's bytes, and are taken from the state where it was there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from generator.diagnostics import Diagnostic, Location, problem
from generator.discover import Source
from generator.executors import Lost
from generator.gather import bytes_of
from generator.graph.site import Media, Sight
from generator.manifest import listed_in
from generator.means import Means
from generator.media.look import ENDINGS, FORMATS, Given, is_picture, look, too_large
from generator.media.make import Order, make
from generator.plan.pictures import Recipe
from generator.store import Store, digest_of

WEIGHT = 50
"""How many pages take as long as a picture: so many items is one to the workers."""
_LENGTH = 4
"""Bytes that say how long a file is, where several are kept together."""

Made = tuple[Recipe, tuple[bytes, ...]]


def media_of(sources: Iterable[Source], means: Means) -> tuple[list[Media], tuple[Diagnostic, ...]]:
    """The files that pages may show or offer, pictures with what they are, and what is wrong."""
    sources = list(sources)
    sights: dict[str, Sight] = {}
    problems: list[Diagnostic] = []
    waiting: list[Source] = []
    for source in sources:
        if not is_picture(source.path):
            continue
        if refused := too_large(source.path, source.size):
            problems.append(refused)
        elif known := _recalled(source, means):
            sights[source.path] = known
        else:
            waiting.append(source)
    for source, found in _seen(waiting, means, problems):
        if isinstance(found, Sight):
            sights[source.path] = found
            means.store.keep(_sight_key(source.path, found.digest), orjson.dumps(asdict(found)))
        else:
            problems.append(found)
    media = [Media(each.path, each.size, sights.get(each.path)) for each in sources]
    return media, tuple(problems)


def _recalled(source: Source, means: Means) -> Sight | None:
    digest = means.store.digest(source.absolute)
    found = means.store.recall(_sight_key(source.path, digest.hex())) if digest else None
    if found is None:
        return None
    known = orjson.loads(found)
    return Sight(**known | {"formats": tuple(known["formats"])})


def _sight_key(path: str, digest: str) -> bytes:
    ending = path.rpartition(".")[2].lower()
    return f"sight {digest} {ENDINGS[f'.{ending}']} {' '.join(FORMATS)}".encode()


def _seen(
    waiting: Sequence[Source], means: Means, problems: list[Diagnostic]
) -> Iterator[tuple[Source, Sight | Diagnostic]]:
    sent: list[Source] = []

    def batches() -> Iterator[list[Given]]:
        for source in waiting:
            data, wrong = bytes_of(source.absolute, source.path)
            problems.extend(wrong)
            if not wrong:
                sent.append(source)
                yield [Given(source.path, data, digest_of(data).hex())]

    found = means.executor.map(look, None, batches(), len(waiting) * WEIGHT)
    for done, every in enumerate(found):
        source = sent[done]
        yield source, _lost(source.path) if isinstance(every, Lost) else every[0]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Pictures of a site, by whether they are to be made."""

    kept: Mapping[str, tuple[bytes, str]]
    """The files that are as published: what they are made of, and their digests."""
    waiting: tuple[Recipe, ...]


def sort_out(recipes: Iterable[Recipe], output: Path, store: Store) -> Sorted:
    """Tell the pictures whose files are all published from those that are to be made."""
    listed = listed_in(output)
    published = {} if isinstance(listed, Diagnostic) else listed
    kept: dict[str, tuple[bytes, str]] = {}
    waiting = []
    for recipe in recipes:
        key = key_of(recipe)
        made = {each.path: store.page(each.path) for each in recipe.versions}
        if all(
            made_of == key
            and digest == published.get(path)
            and store.holds(f"{output}/{path}", digest)
            for path, (made_of, digest) in made.items()
        ):
            kept |= made
            # What is not asked for is forgotten.
            store.has(key)
        else:
            waiting.append(recipe)
    return Sorted(kept, tuple(waiting))


def files_of(
    recipes: Sequence[Recipe],
    files: Mapping[str, Path],
    means: Means,
    problems: list[Diagnostic],
) -> Iterator[Made]:
    """The bytes of every version of some pictures, in the order in which they are ready.

    Args:
        recipes: What to make.
        files: Where the pictures of the content are.
        means: The state that may know them, and the workers that make the others.
        problems: Where it is said which could not be made.
    """
    waiting = []
    for recipe in recipes:
        kept = means.store.recall(key_of(recipe))
        if kept is None:
            waiting.append(recipe)
        else:
            yield recipe, _parted(kept)
    for recipe, made in _made(waiting, files, means, problems):
        means.store.keep(key_of(recipe), _joined(made))
        yield recipe, made


def _made(
    waiting: Sequence[Recipe],
    files: Mapping[str, Path],
    means: Means,
    problems: list[Diagnostic],
) -> Iterator[Made]:
    sent: list[Recipe] = []

    def batches() -> Iterator[list[Order]]:
        for recipe in waiting:
            if recipe.card:
                sent.append(recipe)
                yield [Order(recipe, b"")]
                continue
            data, wrong = bytes_of(files[recipe.source], recipe.source)
            if not wrong and digest_of(data).hex() != recipe.digest:
                wrong = (_changed(recipe.source),)
            problems.extend(wrong)
            if not wrong:
                sent.append(recipe)
                yield [Order(recipe, data)]

    means.progress("pictures", 0, len(waiting))
    found = means.executor.map(make, None, batches(), len(waiting) * WEIGHT)
    for done, every in enumerate(found):
        means.progress("pictures", done + 1, len(waiting))
        if isinstance(every, Lost):
            problems.append(_lost(sent[done].source or sent[done].fallback.path))
        elif isinstance(every[0], Diagnostic):
            problems.append(every[0])
        else:
            yield sent[done], every[0]


def key_of(recipe: Recipe) -> bytes:
    """What the files of a picture are a function of."""
    # Wherever the picture lies and whatever it is called, the same is made of it.
    sizes = [(each.form, each.width, each.height) for each in recipe.versions]
    return digest_of(f"picture {recipe.digest} {recipe.box} {sizes}".encode())


def _joined(files: Iterable[bytes]) -> bytes:
    return b"".join(len(each).to_bytes(_LENGTH) + each for each in files)


def _parted(kept: bytes) -> tuple[bytes, ...]:
    files = []
    at = 0
    while at < len(kept):
        start = at + _LENGTH
        at = start + int.from_bytes(kept[at:start])
        files.append(kept[start:at])
    return tuple(files)


def _changed(path: str) -> Diagnostic:
    return problem(
        Location(path),
        "W107",
        "This picture changed while the site was being built.",
        "Build again.",
    )


def _lost(path: str) -> Diagnostic:
    return problem(
        Location(path),
        "W108",
        "Twice the process that was at this picture ended or took too long.",
        "Save the picture smaller, or close other programs and build again.",
    )
