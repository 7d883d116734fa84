"""Slugs: Vietnamese words as small ASCII letters, digits and hyphens."""

from __future__ import annotations

from functools import lru_cache

from slugify import slugify


@lru_cache(10_000)
def slug(words: str) -> str:
    """The slug of *words*; "" where nothing of them can be written so."""
    # Named, since what else is installed must not change it, and looking for that takes long.
    return slugify(words, backend="text-unidecode")
