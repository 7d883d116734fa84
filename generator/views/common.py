"""Parts that the views of several page types share.

Dates are ISO 8601 strings as precise as their source ("" where unknown). An `href` is the address
of a page inside the site, from its root ("campaigns/gio-dai-phong/"), or a whole address elsewhere.
`source` is the number of an entry of the page's `sources`, 0 for none.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, with their language where it is not the page's own ("" otherwise)."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        # Called by Jinja's autoescaping, so that `{{ view.title }}` is right in any language.
        words = escape(self.text)
        return f'<span lang="{escape(self.lang)}">{words}</span>' if self.lang else words

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING = Phrase("")


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `lang` is the language of the page it leads to where that is another one."""

    href: str
    text: Phrase
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something named, with a link where it has a page (`href` "" otherwise)."""

    text: Phrase
    href: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A story: sanitised HTML, or the name it is kept under, with a hole for each of `hrefs`.

    Where a page shows two stories, the ids in one of them get a `prefix`. `numbers` are those of
    the sources that it cites, by id.
    """

    html: str
    hrefs: tuple[str, ...] = ()
    lang: str = ""
    headings: tuple[tuple[int, str, str], ...] = ()
    prefix: str = ""
    numbers: tuple[tuple[str, int], ...] = ()
    pictures: tuple[tuple[int, Picture], ...] = ()
    """Which of `hrefs` are pictures that have several versions or a size."""


@dataclass(frozen=True, slots=True)
class Source:
    number: int
    id: str
    title: Phrase
    publisher: Phrase
    url: str
    date: str
    type: str
    note: Phrase


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after. `before` is None where it was not recorded."""

    indicator: Phrase
    before: float | None
    after: float
    unit: Phrase
    on: str
    source: int
    note: Phrase


@dataclass(frozen=True, slots=True)
class Size:
    """A picture in one of its sizes."""

    href: str
    width: int
    """Pixels."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The sizes of a picture in a format that browsers may choose."""

    type: str
    """image/avif, image/webp."""
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    src: str
    """In the format that every browser knows."""
    alt: Phrase
    credit: Phrase
    licence: Phrase
    width: int = 0
    """Of `src` in pixels, as is the height; 0 where it is not known."""
    height: int = 0
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    on: str
    note: Phrase


@dataclass(frozen=True, slots=True)
class Money:
    amount: float
    currency: str
    note: Phrase


@dataclass(frozen=True, slots=True)
class ProfileCard:
    link: Link
    emblem: str
    kind: str
    role: Phrase
    unit: Named | None
    summary: Phrase
    awards: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many targets stand how; together all targets."""

    met: int = 0
    missed: int = 0
    under_way: int = 0
    not_measured: int = 0
    no_goal: int = 0

    @property
    def judged(self) -> int:
        return self.met + self.missed

    @property
    def total(self) -> int:
        return self.judged + self.under_way + self.not_measured + self.no_goal


@dataclass(frozen=True, slots=True)
class CampaignCard:
    link: Link
    emblem: str
    summary: Phrase
    start: str
    end: str
    state: str
    """planned, running, ended, or open where no end is recorded."""
    targets: Tally


@dataclass(frozen=True, slots=True)
class ModelCard:
    link: Link
    emblem: str
    kind: str
    summary: Phrase
    origin: Named | None
    since: str
    adopters: int
    confirmed: str


@dataclass(frozen=True, slots=True)
class DecisionCard:
    link: Link
    number: str
    date: str
    authority: Named
    title: Named
    recipients: int
    """Everybody counted, also those whom the source does not name."""
    revoked: int


@dataclass(frozen=True, slots=True)
class ArticleCard:
    link: Link
    date: str
    author: Phrase
    summary: Phrase


@dataclass(frozen=True, slots=True)
class Award:
    """One award as seen from its recipient, a title, a unit, a year or a campaign."""

    recipient: Named
    title: Named
    decision: Link
    number: str
    date: str
    authority: Named
    citation: Phrase
    share: str
    count: int
    unit: Named | None
    revoked: str
    """The day it was revoked, "" where it stands."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a listing of several pages stands; `pages` are the addresses in order."""

    number: int
    pages: tuple[str, ...]
    total: int
    """Entries on all pages."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What every record page tells of itself."""

    corrections: tuple[Correction, ...]
    sources: tuple[Source, ...]
    draft: bool
    translated: bool
    """Whether the story is in the page's language."""
    file: str
    """The file that says all this, from the project's root."""
