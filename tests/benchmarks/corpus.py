"""A made-up site of any size: what its records say.

The same seed gives the same records. A larger corpus begins with the smaller ones: profile 17 is
the same in all of them. Nobody in it exists.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.benchmarks import vocabulary

PROFILE_BYTES = 3_300
"""What a profile's file comes to, give or take half a sentence."""
_HALF_A_SENTENCE = 35
PER_UNIT, PER_CAMPAIGN, PER_DECISION, HONOURED = 40, 100, 50, 20
TITLES = ("Chiến sĩ thi đua", "Lao động tiên tiến", "Bằng khen")
TOPICS = ("Công nghiệp", "Giáo dục", "Nông thôn mới", "Y tế")
EDITED = re.compile(r"bản \d+")
"""What an edit changes; it stands in profiles, in titles of campaigns and at the foot of pages."""
FIRST_UNIT = "don-vi-0000"


@dataclass(frozen=True, slots=True)
class Corpus:
    """How many profiles, and which."""

    size: int
    seed: int = 1

    @property
    def units(self) -> range:
        return range(-(-self.size // PER_UNIT))

    @property
    def campaigns(self) -> range:
        return range(-(-self.size // PER_CAMPAIGN))

    @property
    def decisions(self) -> range:
        return range(-(-self.size // PER_DECISION))


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile, as both sides tell it."""

    name: str
    fields: str
    """Front matter that is the same on both sides."""
    story: str
    """A link to the campaign is written as `{campaign}`."""


def profile_id(number: int) -> str:
    return f"ho-so-{number:06}"


def campaign_id(number: int) -> str:
    return f"phong-trao-{number:04}"


def campaign_of(profile: int) -> int:
    return profile // PER_CAMPAIGN


def unit_id(number: int) -> str:
    return f"don-vi-{number:04}"


def place_of(unit: int) -> str:
    return vocabulary.PLACES[unit % len(vocabulary.PLACES)]


def unit_name(number: int) -> str:
    return f"Đơn vị {number}"


def campaign_title(number: int) -> str:
    return f"Phong trào thi đua số {number} (bản 0)"


def decision_fields(number: int) -> str:
    return (
        f"number: {number}/QĐ-T\n"
        f"date: {2020 + number % 6}\n"
        f"authority: {FIRST_UNIT}\n"
        f"title: danh-hieu-{number % len(TITLES)}\n"
    )


def honoured(corpus: Corpus, decision: int) -> range:
    first = decision * PER_DECISION
    return range(first, min(first + HONOURED, corpus.size))


def profile(number: int, seed: int) -> Profile:
    """Make one profile."""
    random_ = random.Random(f"{seed}/{number}")
    said = vocabulary.sentences(random_)
    names = [random_.choice(part.split()) for part in vocabulary.NAMES]
    fields = _fields(number, next(said), random_)
    name = f"{' '.join(names)} {number}"
    room = PROFILE_BYTES - len(f"---\nname: {name}\nkind: individual\n{fields}---\n".encode())
    return Profile(name, fields, _story(said, room, number))


def edit(file: Path, number: int) -> str:
    """Make another version of a file; gives the words that its pages show then."""
    text = file.read_text(encoding="utf-8")
    words = f"bản {number}"
    changed, times = EDITED.subn(words, text)
    assert times == 1, file
    put(file, changed)
    return words


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _fields(number: int, summary: str, random_: random.Random) -> str:
    figures = "".join(
        f"  - indicator: {indicator}\n"
        f"    before: {random_.randrange(50, 100)}\n"
        f"    after: {random_.randrange(1, 50)}\n"
        f"    unit: {unit}\n"
        f"    on: {random_.randrange(2000, 2026)}\n"
        for indicator, unit in random_.sample(vocabulary.INDICATORS, 2)
    )
    return (
        f"summary: {summary}\n"
        f"unit: {unit_id(number // PER_UNIT)}\n"
        f"role: {random_.choice(vocabulary.ROLES)}\n"
        f"life: {{born: {random_.randrange(1920, 2000)}, "
        f"place: {random_.choice(vocabulary.PLACES)}}}\n"
        f"topics: [chu-de-{random_.randrange(len(TOPICS))}]\n"
        f"campaigns: [{campaign_id(campaign_of(number))}]\n"
        f"achievements:\n{figures}"
    )


def _story(said: Iterator[str], room: int, number: int) -> str:
    """Headings, a list, a quotation, emphasis, a link, and paragraphs until *room* is full."""
    listed = "".join(f"- **{next(said)[:-1]}**: {next(said)}\n" for _ in range(3))
    parts = [
        " ".join(islice(said, 3)),
        f"## Việc đã làm\n\n{next(said)} Tham gia [phong trào {number}]({{campaign}}).",
        listed.rstrip("\n"),
        f"> {next(said)}",
        f"## Kết quả\n\n*{next(said)}* {next(said)}",
    ]
    last = f"Hồ sơ {number}, bản 0.\n"
    paragraph: list[str] = []
    room -= len("\n\n".join([*parts, "", last]).encode())
    while room > _HALF_A_SENTENCE:
        paragraph.append(next(said))
        room -= len(paragraph[-1].encode()) + 1
        if len(paragraph) == 4 or room <= _HALF_A_SENTENCE:
            parts.append(" ".join(paragraph))
            paragraph.clear()
            room -= 1
    return "\n\n".join([*parts, last])
