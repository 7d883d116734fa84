"""The made-up site as guong reads it, with a theme of next to nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.theme import PAGES
from tests.benchmarks.corpus import (
    FIRST_UNIT,
    TITLES,
    TOPICS,
    Corpus,
    campaign_id,
    campaign_of,
    campaign_title,
    decision_fields,
    honoured,
    place_of,
    profile,
    profile_id,
    put,
    unit_id,
    unit_name,
)
from tests.plain_theme import CATALOGUE, PLURALS

THEME = Path(__file__).parent / "guong"


def write_guong(corpus: Corpus, folder: Path) -> None:
    """Write content and theme."""
    for name, text in _files(corpus):
        put(folder / "content" / name, text)
    theme = shutil.copytree(THEME, folder / "themes" / "bare")
    for page in PAGES:
        template = theme / "templates" / "pages" / f"{page}.html"
        if not template.exists():
            put(template, '{% extends "base.html" %}\n')
    put(theme / "locales" / "vi.po", CATALOGUE.format(language="vi", plural=PLURALS["vi"]))


def _files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    yield "site.yaml", f"title: Trang thử\npublisher: {FIRST_UNIT}\ntheme: bare\n"
    yield "units.yaml", "".join(_unit(number) for number in corpus.units)
    yield "titles.yaml", "".join(_title(number, name) for number, name in enumerate(TITLES))
    yield "topics.yaml", "".join(_topic(number, name) for number, name in enumerate(TOPICS))
    for number in corpus.campaigns:
        yield f"campaigns/{campaign_id(number)}.yaml", _campaign(number)
    for number in corpus.decisions:
        yield f"decisions/quyet-dinh-{number:04}.yaml", _decision(corpus, number)
    for number in range(corpus.size):
        yield f"profiles/{profile_id(number)}.md", _profile(corpus, number)


def _unit(number: int) -> str:
    parent = f", parent: {FIRST_UNIT}" if number else ""
    return (
        f"- {{id: {unit_id(number)}, name: {unit_name(number)}, kind: enterprise{parent}, "
        f"place: {{name: {place_of(number)}}}}}\n"
    )


def _title(number: int, name: str) -> str:
    return f"- {{id: danh-hieu-{number}, name: {name}, form: title, level: ministry}}\n"


def _topic(number: int, name: str) -> str:
    return f"- {{id: chu-de-{number}, name: {name}}}\n"


def _campaign(number: int) -> str:
    return (
        f"title: {campaign_title(number)}\n"
        "period: {start: 2020-01-01, end: 2025-12-31}\n"
        f"launched_by: {FIRST_UNIT}\n"
    )


def _decision(corpus: Corpus, number: int) -> str:
    recipients = (f"  - profile: {profile_id(each)}\n" for each in honoured(corpus, number))
    return f"{decision_fields(number)}recipients:\n{''.join(recipients)}"


def _profile(corpus: Corpus, number: int) -> str:
    made = profile(number, corpus.seed)
    story = made.story.format(campaign=f"../campaigns/{campaign_id(campaign_of(number))}.yaml")
    return f"---\nname: {made.name}\nkind: individual\n{made.fields}---\n{story}"
