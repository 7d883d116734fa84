"""The same made-up site as Hugo reads it. Every record has a page there too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.corpus import (
    TITLES,
    TOPICS,
    Corpus,
    campaign_id,
    campaign_of,
    campaign_title,
    decision_fields,
    honoured,
    profile,
    profile_id,
    put,
    unit_id,
    unit_name,
)

SITE = Path(__file__).parent / "hugo"
SECTIONS: Mapping[str, str] = {
    "profiles": "Gương",
    "campaigns": "Phong trào",
    "decisions": "Quyết định",
    "titles": "Danh hiệu",
    "units": "Đơn vị",
    "topics": "Chủ đề",
}


def write_hugo(corpus: Corpus, folder: Path) -> None:
    """Write content, settings and templates."""
    shutil.copytree(SITE, folder)
    for name, text in _files(corpus):
        put(folder / "content" / name, text)


def _files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for section, title in SECTIONS.items():
        yield f"{section}/_index.md", _headed(title)
    for number in corpus.units:
        yield f"units/{unit_id(number)}.md", _headed(unit_name(number))
    for number, name in enumerate(TITLES):
        yield f"titles/danh-hieu-{number}.md", _headed(name)
    for number, name in enumerate(TOPICS):
        yield f"topics/chu-de-{number}.md", _headed(name)
    for number in corpus.campaigns:
        yield f"campaigns/{campaign_id(number)}.md", _headed(campaign_title(number))
    for number in corpus.decisions:
        yield f"decisions/quyet-dinh-{number:04}.md", _decision(corpus, number)
    for number in range(corpus.size):
        yield f"profiles/{profile_id(number)}.md", _profile(corpus, number)


def _decision(corpus: Corpus, number: int) -> str:
    # `title` and `date` are words of Hugo's own.
    fields = decision_fields(number).replace("title:", "confers:").replace("date:", "on:")
    recipients = ", ".join(profile_id(each) for each in honoured(corpus, number))
    return _headed(f"{number}/QĐ-T", f"{fields}recipients: [{recipients}]\n")


def _profile(corpus: Corpus, number: int) -> str:
    made = profile(number, corpus.seed)
    story = made.story.format(campaign=f"/campaigns/{campaign_id(campaign_of(number))}/")
    return _headed(made.name, made.fields) + story


def _headed(title: str, fields: str = "") -> str:
    return f"---\ntitle: {title}\n{fields}---\n"
