"""The words of messages to authors, in Vietnamese or English."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator.diagnostics import Translate

CATALOGUES = Path(__file__).parent / "locales"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environment: Mapping[str, str]) -> str:
    """The language that a person's environment asks for: "vi" or "en"."""
    chosen = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "vi" if chosen.lower().startswith("vi") else "en"


def translator(language: str) -> Translate:
    """A function from English templates to those of *language*."""
    if language == "en":
        return str
    messages = _messages(language)
    return lambda template: messages.get(template) or template


def translate() -> Translate:
    """The translator for whoever runs the command."""
    return translator(language_of(os.environ))


@cache
def _messages(language: str) -> Mapping[str, str]:
    # Only imported when there is something to say.
    from babel.messages.pofile import read_po

    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {str(message.id): str(message.string) for message in catalogue if message.id}
