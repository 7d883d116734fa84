"""Types that fields of records are made of.

They are plain Python: `generator.validate` teaches pydantic how to read each of them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, NewType

_PARTIAL = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<time>(?:[01]\d|2[0-3]):[0-5]\d))?)?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as its source: a year, a month, a day, or a day with a time.

    Orders by its start, the less precise first: 1961 < 1961-01 < 1961-01-01.
    """

    year: int
    month: int = 0
    day: int = 0
    time: str = ""

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `1961`, `1961-10`, `1961-10-18` or `1961-10-18 08:48`.

        Raises:
            ValueError: If *text* has another form or names a day that no calendar has.
        """
        found = _PARTIAL.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        moment = cls(
            int(found["year"]),
            int(found["month"] or 0),
            int(found["day"] or 0),
            found["time"] or "",
        )
        if found["month"]:
            # Raises for month 13 and for the 30th of February.
            date(moment.year, moment.month, moment.day or 1)
            if found["day"] and moment.day < 1:
                raise ValueError(text)
        elif moment.year < 1:
            raise ValueError(text)
        return moment

    def __str__(self) -> str:
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        iso = "-".join(parts[: 1 + bool(self.month) + bool(self.day)])
        return f"{iso}T{self.time}" if self.time else iso

    @property
    def first_day(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Text:
    """Words that readers see, by language.

    `versions` pairs a language with its words; "" stands for the site's first language.
    """

    versions: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, words: str) -> Text:
        return cls((("", words),))

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(language for language, _ in self.versions)

    def __str__(self) -> str:
        return self.versions[0][1]


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link or picture of a body that points into `content/`, or a source that it cites.

    `target` is as written (`../campaigns/gio-dai-phong.yaml#muc-tieu`); `line` and `column`
    say where.
    """

    target: str
    line: int
    column: int
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a story that an editor may want to look at again: its sort, and its words."""

    sort: Literal[
        "phone",
        "identity",
        "account",
        "email",
        "address",
        "birth_date",
        "no_alt",
        "alt_repeated",
        "empty_link",
    ]
    written: str


@dataclass(frozen=True, slots=True)
class Body:
    """A story as sanitised HTML.

    `html` holds the marker `generator.records.types.HOLE` for each address in `links`, in order,
    and each id in `cited` between two `CITED`, where the number of the source belongs. It may be a
    name instead that begins with `KEPT`: then the HTML comes from the state when the page is
    rendered.
    """

    html: str
    links: tuple[BodyLink, ...] = ()
    headings: tuple[tuple[int, str, str], ...] = ()
    """Level (2 to 6), anchor and words of each heading."""
    words: int = 0
    cited: tuple[BodyLink, ...] = ()
    """The sources that `[^id]` refers to, each where it comes first."""
    doubts: tuple[Doubt, ...] = ()


HOLE = "\x00"
CITED = "\x03"
KEPT = "\x01"
"""Begins the name that the HTML of a body is kept under elsewhere; no HTML holds it."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown text by language, already turned into bodies; keys as in `Text`."""

    versions: tuple[tuple[str, Body], ...]

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(language for language, _ in self.versions)


@dataclass(frozen=True, slots=True)
class Formerly:
    """Stands beside the type of a field that had another name, which is still read, and told of.

    `until` is the version of guong from which on it is not.
    """

    name: str
    until: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """Stands beside the type of a field that is read until the version `until`, and told of.

    `instead` is the name of the field to write instead.
    """

    instead: str
    until: str


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds the id of another record."""

    kind: str
    """The kind of record, "source" for the record's own sources, "any" for kind-free ids, "rule"
    for editorial rules."""
    or_name: bool = False
    """Whether the field may instead hold a plain name."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named: a unit by id, or a plain name."""

    unit: str | None = None
    name: Text | None = None


Number = NewType("Number", float)
"""A figure; whole numbers are kept as `int`."""

Slug = NewType("Slug", str)
"""An id: lower-case ASCII letters and digits, joined by single hyphens."""

Url = NewType("Url", str)
"""An address outside the site: http, https, mailto or tel."""

SiteUrl = NewType("SiteUrl", str)
"""The address of the site itself: http or https."""

FilePath = NewType("FilePath", str)
"""A file of `content/`, as a path relative to the file that names it."""

Moment = NewType("Moment", PartialDate)
"""A partial date that may carry a time of day."""

OldAddress = NewType("OldAddress", str)
"""The address of a page that was once on this site, from its root."""

NewAddress = NewType("NewAddress", str)
"""Where a redirect leads: an address of this site, from its root, or a whole one."""

RuleCode = NewType("RuleCode", str)
"""The code of an editorial rule, such as `T101`."""

Share = NewType("Share", str)
"""A part of a divided prize, such as `1/2`."""

Focus = NewType("Focus", str)
"""What matters most in a picture: how far from its left and from its top, such as `40% 25%`."""

SourceRef = Annotated[str, Ref("source")]
UnitRef = Annotated[str, Ref("unit")]
TitleRef = Annotated[str, Ref("title")]
TopicRef = Annotated[str, Ref("topic")]
ProfileRef = Annotated[str, Ref("profile")]
CampaignRef = Annotated[str, Ref("campaign")]
ModelRef = Annotated[str, Ref("model")]
DecisionRef = Annotated[str, Ref("decision")]
RuleRef = Annotated[str, Ref("rule")]
AnyRef = Annotated[str, Ref("any")]
