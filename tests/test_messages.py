"""What guong says to authors can be said in Vietnamese too."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from generator.words import CATALOGUES, language_of, translator
from tests.messages import said

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def test_every_sentence_has_its_vietnamese() -> None:
    """The Vietnamese catalogue holds exactly the sentences that the source says."""
    with (CATALOGUES / "vi.po").open("rb") as file:
        known = {str(each.id): str(each.string) for each in read_po(file) if each.id}

    assert set(said()) - set(known) == set()
    assert set(known) - set(said()) == set()
    assert [words for words, translated in known.items() if not translated] == []


@pytest.mark.parametrize("template", sorted(said()))
def test_a_translation_fills_the_same_blanks(template: str) -> None:
    """A translated sentence names the same values as the English one, so that nothing is lost."""
    translated = translator("vi")(template)

    assert translated != template
    assert sorted(set(PLACEHOLDER.findall(translated))) == sorted(
        set(PLACEHOLDER.findall(template))
    )


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANGUAGE": "vi:en", "LC_ALL": "C.UTF-8"}, "vi"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    """The variables are asked in the order that gettext documents; English is the fallback."""
    assert language_of(environment) == language
