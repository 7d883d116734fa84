"""What a record must hold together: rules over several of its fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic, problem
from generator.nearest import Nearest
from generator.reading.yaml import Path
from generator.records.campaign import Campaign, Milestone, Period, Registration, Score
from generator.records.common import Published
from generator.records.decision import Decision, Recipient, SelectionStep
from generator.records.model import Adoption, Model, Money
from generator.records.profile import Life, Profile
from generator.records.types import PartialDate, Prose, Text
from generator.records.unit import Place, Workforce
from generator.settings import Admin, Settings
from generator.validate.places import Places

_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")
"""What servers can be told of without quotation marks."""
_PERIOD = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])|-Q[1-4])?")
MOST_PERIODS = 1_200
"""Months of a hundred years; each is set against each other one."""
Found = Iterator[Diagnostic]


def broken_rules(record: Any, places: Places) -> list[Diagnostic]:
    """Every rule that *record* or a part of it breaks."""
    return [
        found
        for path, part in _parts(record, ())
        for rule in _rules_for(part)
        for found in rule(part, path, places)
    ]


def _parts(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    kind: Any = type(value)
    if kind in _WITHOUT_PARTS:
        return
    if kind is tuple:
        for index, entry in enumerate(value):
            yield from _parts(entry, (*path, index))
    elif kind is dict:
        for key, entry in value.items():
            yield from _parts(entry, (*path, str(key)))
    elif names := _fields_of(kind):
        yield path, value
        for name in names:
            yield from _parts(getattr(value, name), (*path, name))


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def _ordered(
    first: PartialDate | None,
    last: PartialDate | None,
    names: tuple[str, str],
    path: Path,
    places: Places,
) -> Found:
    if first and last and last.last_day < first.first_day:
        yield problem(
            places.of((*path, names[1])),
            "C205",
            "`{last}` ({last_date}) is before `{first}` ({first_date}).",
            "Check both dates.",
            first=names[0],
            last=names[1],
            first_date=first,
            last_date=last,
        )


def _period(part: Any, path: Path, places: Places) -> Found:
    yield from _ordered(part.start, part.end, ("start", "end"), path, places)


def _milestone(part: Milestone, path: Path, places: Places) -> Found:
    yield from _ordered(part.on, part.end, ("on", "end"), path, places)


def _life(part: Life, path: Path, places: Places) -> Found:
    yield from _ordered(part.born, part.died, ("born", "died"), path, places)
    yield from _ordered(part.founded, part.dissolved, ("founded", "dissolved"), path, places)


def _adoption(part: Adoption, path: Path, places: Places) -> Found:
    yield from _ordered(part.on, part.ended, ("on", "ended"), path, places)


def _published(part: Published, path: Path, places: Places) -> Found:
    yield from _ordered(
        part.publish_on, part.expires_on, ("publish_on", "expires_on"), path, places
    )
    if (part.status == "withdrawn") != (part.withdrawal is not None):
        yield problem(
            places.of((*path, "status")),
            "C213",
            "`status: withdrawn` and `withdrawal:` belong together.",
            "Write both: `withdrawal:` says `on` which day and for what `reason`.",
        )
    yield from _unique((source.id for source in part.sources), (*path, "sources"), places)


def _recipient(part: Recipient, path: Path, places: Places) -> Found:
    if part.profile is None and part.name is None:
        yield _one_of(places, path, "profile", "name")


def _decision(part: Decision, path: Path, places: Places) -> Found:
    known = {each.profile for each in part.recipients if each.profile}
    known |= {words for r in part.recipients if r.name for _, words in r.name.versions}
    nearest = Nearest()
    for index, revocation in enumerate(part.revocations):
        if revocation.recipient not in known:
            near = nearest.to(revocation.recipient, known)
            yield problem(
                places.of((*path, "revocations", index, "recipient")),
                "L101",
                "'{id}' is not among the recipients of this decision.",
                "Did you mean '{nearest}'?" if near else "Write the profile or the name as above.",
                id=revocation.recipient[:80],
                nearest=near,
            )


def _registration(part: Registration, path: Path, places: Places) -> Found:
    if part.unit is None and part.organisation is None:
        yield _one_of(places, path, "unit", "organisation")


def _score(part: Score, path: Path, places: Places) -> Found:
    if not _PERIOD.fullmatch(part.period):
        yield problem(
            places.of((*path, "period")),
            "C204",
            "`period` is not a year, quarter or month: '{value}'.",
            "Write 2024, 2024-Q1 or 2024-03.",
            value=part.period[:40],
        )


def _campaign(part: Campaign, path: Path, places: Places) -> Found:
    yield from _unique((target.id for target in part.targets), (*path, "targets"), places)
    yield from _periods(part.scores, (*path, "scores"), places)
    for index, target in enumerate(part.targets):
        if target.baseline and target.goal and target.goal.by and target.baseline.on:
            yield from _ordered(
                target.baseline.on,
                target.goal.by,
                ("baseline", "goal"),
                (*path, "targets", index),
                places,
            )


def _periods(scores: tuple[Score, ...], path: Path, places: Places) -> Found:
    periods: set[str] = set()
    for index, each in enumerate(scores):
        periods.add(each.period)
        if len(periods) > MOST_PERIODS:
            yield problem(
                places.of((*path, index, "period")),
                "C221",
                "`{field}` has more than {limit} periods.",
                "Write longer periods: a hundred years have {limit} months.",
                field=path[-1],
                limit=MOST_PERIODS,
            )
            return


def _model(part: Model, path: Path, places: Places) -> Found:
    ids = (adoption.id for adoption in part.adoptions)
    yield from _unique(ids, (*path, "adoptions"), places)


def _profile(part: Profile, path: Path, places: Places) -> Found:
    life = part.life
    if life is None:
        return
    wrong = ("founded", "dissolved") if part.kind == "individual" else ("born", "died")
    for name in wrong:
        if getattr(life, name) is not None:
            yield problem(
                places.of_key((*path, "life", name)),
                "C213",
                "`{field}` does not fit a profile of kind {kind}.",
                "People have `born` and `died`, collectives `founded` and `dissolved`.",
                field=name,
                kind=part.kind,
            )


def _place(part: Place, path: Path, places: Places) -> Found:
    for name, limit in (("latitude", 90), ("longitude", 180)):
        value = getattr(part, name)
        if value is not None and not -limit <= value <= limit:
            yield problem(
                places.of((*path, name)),
                "C212",
                "`{field}` is not between -{limit} and {limit}: '{value}'.",
                "Write decimal degrees, north and east positive.",
                field=name,
                limit=limit,
                value=value,
            )


def _workforce(part: Workforce, path: Path, places: Places) -> Found:
    if part.frontline is not None and part.frontline > part.total:
        yield problem(
            places.of((*path, "frontline")),
            "C212",
            "`frontline` ({frontline}) is more than `total` ({total}).",
            "Front-line people are counted in the total.",
            frontline=part.frontline,
            total=part.total,
        )


def _money(part: Money, path: Path, places: Places) -> Found:
    if not re.fullmatch(r"[A-Z]{3}", part.currency):
        yield problem(
            places.of((*path, "currency")),
            "C206",
            "`currency` is not a currency code: '{value}'.",
            "Write three capital letters, such as VND.",
            value=part.currency[:40],
        )


def _settings(part: Settings, path: Path, places: Places) -> Found:
    for index, language in enumerate(part.languages):
        if not re.fullmatch(r"[a-z]{2,3}", language):
            yield problem(
                places.of((*path, "languages", index)),
                "C211",
                "'{value}' is not a language code.",
                "Write codes such as `vi` or `en`.",
                value=language[:40],
            )
    yield from _unique(part.languages, (*path, "languages"), places)
    if not part.languages:
        yield problem(
            places.of((*path, "languages")),
            "C202",
            "`languages` names no language.",
            "Write at least one code, such as `vi`; the first is the default.",
        )
    if part.integrity and part.portable:
        yield problem(
            places.of_key((*path, "integrity")),
            "C219",
            "`integrity` and `portable` do not go together.",
            "Take one of them out: browsers cannot check what lies in a folder, and show it plain.",
        )
    yield from _within(part.page_size, 1, 1000, (*path, "page_size"), places)
    yield from _within(part.review_grace, 0, 3650, (*path, "review_grace"), places)
    if part.frontline_goal is not None:
        yield from _within(part.frontline_goal, 0, 100, (*path, "frontline_goal"), places)
    yield from _within(part.notice.working_days, 0, 365, (*path, "notice", "working_days"), places)


def _admin(part: Admin, path: Path, places: Places) -> Found:
    host = urlsplit(part.api or "").netloc
    if part.api and not _HOST.fullmatch(host):
        yield problem(
            places.of((*path, "api")),
            "C220",
            "`api` names no host that browsers can be told of: '{host}'.",
            "Write only the letters a-z, digits, dots and hyphens, such as https://git.example/api.",
            host=host[:60],
        )


def _within(value: float, least: int, most: int, path: Path, places: Places) -> Found:
    if not least <= value <= most:
        yield problem(
            places.of(path),
            "C212",
            "`{field}` is not between {least} and {most}: '{value}'.",
            "Choose a number in between.",
            field=path[-1],
            least=least,
            most=most,
            value=value,
        )


def _unique(ids: Iterable[str | None], path: Path, places: Places) -> Found:
    seen: dict[str, int] = {}
    for index, each in enumerate(ids):
        if each is None:
            continue
        if each in seen:
            yield problem(
                places.of((*path, index)),
                "C301",
                "'{id}' stands twice in `{field}`.",
                "The first is in line {line}; give one of them another id.",
                id=each,
                field=path[-1],
                line=places.of((*path, seen[each])).line,
            )
        seen.setdefault(each, index)


def missing_source(given: str, nearest: str, path_of: Any) -> Diagnostic:
    """The diagnostic for a figure whose source is not among the record's sources."""
    return problem(
        path_of,
        "L106",
        "Source '{id}' is not in this record's `sources`.",
        "Did you mean '{nearest}'?" if nearest else "Add it there with an `id` and a `title`.",
        id=given,
        nearest=nearest,
    )


def _one_of(places: Places, path: Path, first: str, second: str) -> Diagnostic:
    return problem(
        places.of(path),
        "C213",
        "Neither `{first}` nor `{second}` is given.",
        "Write one of them.",
        first=first,
        second=second,
    )


_RULES: tuple[tuple[type, Callable[[Any, Path, Places], Found]], ...] = (
    (Period, _period),
    (SelectionStep, _period),
    (Milestone, _milestone),
    (Life, _life),
    (Adoption, _adoption),
    (Published, _published),
    (Recipient, _recipient),
    (Decision, _decision),
    (Registration, _registration),
    (Score, _score),
    (Campaign, _campaign),
    (Model, _model),
    (Profile, _profile),
    (Place, _place),
    (Workforce, _workforce),
    (Money, _money),
    (Settings, _settings),
    (Admin, _admin),
)
_WITHOUT_PARTS = frozenset((str, int, float, bool, type(None), PartialDate, Text, Prose))
"""Most of what there is, and none of it has a rule."""


def _rules_for(part: Any) -> tuple[Callable[[Any, Path, Places], Found], ...]:
    kind: Any = type(part)
    return _rules_of(kind)


@cache
def _rules_of(kind: type) -> tuple[Callable[[Any, Path, Places], Found], ...]:
    return tuple(rule for other, rule in _RULES if issubclass(kind, other))
