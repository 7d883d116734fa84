"""What the fields of records mean, in words: `fields.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.reading.yaml import read_yaml

CATALOGUE = Path(__file__).parent / "fields.yaml"
LANGUAGES = ("en", "vi")


def meaning(owner: type, field: str, language: str) -> str:
    """What *field* of the record type *owner* means, in "en" or "vi".

    Raises:
        KeyError: If the catalogue has no words for the field.
    """
    catalogue = _catalogue()
    for each in owner.__mro__:
        words = catalogue.get((each.__name__, field))
        if words:
            return words[LANGUAGES.index(language)]
    return catalogue["everywhere", field][LANGUAGES.index(language)]


@cache
def _catalogue() -> dict[tuple[str, str], tuple[str, ...]]:
    tree, problems = read_yaml(CATALOGUE.read_text(encoding="utf-8"), str(CATALOGUE))
    assert tree is not None and isinstance(tree.value, dict) and not problems, problems
    return {
        (owner, field): tuple(map(str, words))
        for owner, fields in tree.value.items()
        if isinstance(fields, dict)
        for field, words in fields.items()
        if isinstance(words, list)
    }
