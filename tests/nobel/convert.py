"""Turns the laureates of the Nobel Prize API (version 1) into a content folder.

    python tests/nobel/convert.py laureate.json content/

The prizes say their category and year. Who awards a category is public knowledge and stands in
`CATEGORIES`; everything else comes from the data, and what it leaves out is left out.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from slugify import slugify

Fields = dict[str, Any]
Place = tuple[str, str]
"""City and country, either may be empty."""
Affiliation = tuple[str, Place]

ID_LENGTH = 80
PUBLISHER = "tests"
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~]")


@dataclass(frozen=True, slots=True)
class Category:
    """A field in which prizes are given, and who gives them."""

    topic: str
    prize: str
    institution: str


CATEGORIES: Mapping[str, Category] = {
    "physics": Category("Physics", "Nobel Prize in Physics", "Royal Swedish Academy of Sciences"),
    "chemistry": Category(
        "Chemistry", "Nobel Prize in Chemistry", "Royal Swedish Academy of Sciences"
    ),
    "medicine": Category(
        "Physiology or medicine", "Nobel Prize in Physiology or Medicine", "Karolinska Institutet"
    ),
    "literature": Category("Literature", "Nobel Prize in Literature", "Swedish Academy"),
    "peace": Category("Peace", "Nobel Peace Prize", "Norwegian Nobel Committee"),
    "economics": Category(
        "Economic sciences",
        "Sveriges Riksbank Prize in Economic Sciences in Memory of Alfred Nobel",
        "Royal Swedish Academy of Sciences",
    ),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was written."""

    profiles: int
    decisions: int
    recipients: int
    units: int


def convert(source: Path, content: Path) -> Counts:
    """Write the laureates of the file *source* as records into the folder *content*."""
    laureates = json.loads(source.read_text(encoding="utf-8"))["laureates"]
    profile_ids = _profile_ids(laureates)
    unit_ids = _unit_ids(laureates)
    units = list(_units(unit_ids))
    decisions = _decisions(laureates, profile_ids, unit_ids)
    content.mkdir(parents=True, exist_ok=True)
    _write(content / "site.yaml", _site())
    _write(content / "units.yaml", units)
    _write(content / "titles.yaml", [_title(key) for key in CATEGORIES])
    _write(
        content / "topics.yaml",
        [{"id": key, "name": category.topic} for key, category in CATEGORIES.items()],
    )
    for laureate in laureates:
        path = content / "profiles" / f"{profile_ids[laureate['id']]}.md"
        _write(path, _profile(laureate), _story(laureate, unit_ids))
    for id_, decision in decisions.items():
        _write(content / "decisions" / f"{id_}.yaml", decision)
    recipients = sum(len(each["recipients"]) for each in decisions.values())
    return Counts(len(laureates), len(decisions), recipients, len(units))


def plain(words: str) -> str:
    """Words without the quotation marks, tags and entities of the source."""
    bare = html.unescape(_TAG.sub("", words)).strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        bare = bare[1:-1]
    return " ".join(bare.split())


def partial_date(written: str) -> date | int | str | None:
    """1943-00-00 as 1943, 1943-05-00 as "1943-05", 0000-00-00 as nothing."""
    year, month, day = (written or "0000-00-00").split("-")
    if not int(year):
        return None
    if not int(month):
        return int(year)
    return date.fromisoformat(written) if int(day) else f"{year}-{month}"


def _site() -> Fields:
    return {
        "title": "Laureates",
        "tagline": "Every prize from 1901 on, as one decision each",
        "languages": ["en"],
        "publisher": PUBLISHER,
        "timezone": "Europe/Stockholm",
    }


def _title(category: str) -> Fields:
    return {
        "id": f"prize-{category}",
        "name": CATEGORIES[category].prize,
        "form": "prize",
        "level": "international",
        "conferred_by": _id(CATEGORIES[category].institution),
    }


def _profile_ids(laureates: Iterable[Fields]) -> dict[str, str]:
    slugs = {each["id"]: _id(_name(each)) for each in laureates}
    taken = Counter(slugs.values())
    return {
        number: slug if taken[slug] == 1 else f"{slug}-{number}" for number, slug in slugs.items()
    }


def _name(laureate: Fields) -> str:
    return plain(f"{laureate.get('firstname') or ''} {laureate.get('surname') or ''}")


def _id(words: str) -> str:
    return slugify(words, max_length=ID_LENGTH, word_boundary=True, save_order=True)


def _prizes(laureate: Fields) -> list[Fields]:
    return sorted(laureate["prizes"], key=lambda prize: prize["year"])


def _affiliations(prize: Fields) -> list[Affiliation]:
    # Nothing is written as an empty list among the affiliations.
    return [
        (plain(each["name"]), (plain(each.get("city") or ""), plain(each.get("country") or "")))
        for each in prize["affiliations"]
        if each
    ]


def _unit_ids(laureates: Iterable[Fields]) -> dict[Affiliation, str]:
    """An id for each affiliation; those of one name in several places have the place in it."""
    places: defaultdict[str, dict[Place, None]] = defaultdict(dict)
    for laureate in laureates:
        for prize in laureate["prizes"]:
            for name, place in _affiliations(prize):
                places[name][place] = None
    institutions = {_id(each.institution) for each in CATEGORIES.values()}
    taken = {PUBLISHER}
    ids: dict[Affiliation, str] = {}
    for name, found in places.items():
        for place in found:
            words = (name,) if len(found) == 1 else (name, *_telling(place, found))
            id_ = _id(" ".join(words))
            ids[name, place] = id_ if id_ in institutions else _free(id_, taken)
            taken.add(ids[name, place])
    return ids


def _telling(place: Place, places: Iterable[Place]) -> tuple[str, ...]:
    """As much of a place as tells it from the others."""
    city, country = place
    alike = sum(other[0] == city for other in places)
    return (city,) if city and alike == 1 else (city, country)


def _free(id_: str, taken: set[str]) -> str:
    number, free = 1, id_
    while free in taken:
        number += 1
        free = f"{id_[: ID_LENGTH - 4].rstrip('-')}-{number}"
    return free


def _units(ids: Mapping[Affiliation, str]) -> Iterator[Fields]:
    written = {PUBLISHER}
    yield {"id": PUBLISHER, "name": "Tests of guong", "kind": "other"}
    for (name, place), id_ in ids.items():
        if id_ not in written:
            written.add(id_)
            where = ", ".join(part for part in place if part)
            located = {"place": {"name": where}} if where else {}
            yield {"id": id_, "name": name, "kind": "other"} | located
    for category in CATEGORIES.values():
        if _id(category.institution) not in written:
            written.add(_id(category.institution))
            yield {"id": _id(category.institution), "name": category.institution, "kind": "other"}


def _profile(laureate: Fields) -> Fields:
    prizes = _prizes(laureate)
    collective = laureate["gender"] == "org"
    begun, ended = ("founded", "dissolved") if collective else ("born", "died")
    birthplace = [plain(laureate.get(key, "")) for key in ("bornCity", "bornCountry")]
    life = {
        begun: partial_date(laureate.get("born", "")),
        ended: partial_date(laureate.get("died", "")),
        "place": ", ".join(part for part in birthplace if part),
    }
    return _without_gaps(
        {
            "name": _name(laureate),
            "kind": "collective" if collective else "individual",
            "sort_as": plain(laureate.get("surname", "")),
            "summary": plain(prizes[0]["motivation"]),
            "life": _without_gaps(life),
            "topics": sorted({prize["category"] for prize in prizes}),
        }
    )


def _story(laureate: Fields, unit_ids: Mapping[Affiliation, str]) -> str:
    """Where the laureate worked when each prize was awarded; linked, since a recipient has one
    unit only.
    """
    lines = []
    for prize in _prizes(laureate):
        at = [_link(name, unit_ids[name, place]) for name, place in _affiliations(prize)]
        if at:
            lines.append(f"- {prize['year']}, {prize['category']}: {'; '.join(at)}\n")
    return "## Affiliations at the time of the award\n\n" + "".join(lines) if lines else ""


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _link(name: str, id_: str) -> str:
    return f"[{_MARKUP.sub(_escaped, name)}](../units.yaml#{id_})"


def _decisions(
    laureates: Iterable[Fields],
    profile_ids: Mapping[str, str],
    unit_ids: Mapping[Affiliation, str],
) -> dict[str, Fields]:
    """One decision for each year and category, with all who shared the prize."""
    decisions: dict[str, Fields] = {}
    for laureate in laureates:
        for prize in laureate["prizes"]:
            decision = decisions.setdefault(
                f"{prize['category']}-{prize['year']}", _decision(prize)
            )
            affiliations = _affiliations(prize)
            recipient = {
                "profile": profile_ids[laureate["id"]],
                "unit": unit_ids[affiliations[0]] if affiliations else "",
                "citation": plain(prize["motivation"]),
                "share": f"1/{prize['share']}" if prize["share"] != "1" else "",
            }
            decision["recipients"].append(_without_gaps(recipient))
    return dict(sorted(decisions.items()))


def _decision(prize: Fields) -> Fields:
    category = CATEGORIES[prize["category"]]
    return _without_gaps(
        {
            "date": int(prize["year"]),
            "authority": _id(category.institution),
            "title": f"prize-{prize['category']}",
            "name": f"{category.prize} {prize['year']}",
            "summary": plain(prize.get("overallMotivation", "")),
        }
    ) | {"recipients": []}


def _without_gaps(fields: Fields) -> Fields:
    return {key: value for key, value in fields.items() if value}


def _write(path: Path, value: Any, body: str = "") -> None:
    text = yaml.dump(value, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)
    if path.suffix == ".md":
        text = f"---\n{text}---\n{body}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        sys.stderr.write("Usage: convert.py SOURCE CONTENT\n")
        return 2
    sys.stdout.write(f"{convert(Path(arguments[0]), Path(arguments[1]))}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
