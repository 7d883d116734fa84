"""The prizes of a century, as real data has them: every laureate, every award, every link."""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator.build import build
from generator.task import Options, Result
from tests.nobel.convert import Counts, convert, partial_date, plain

REPOSITORY = Path(__file__).parent.parent
SOURCE = Path(
    os.environ.get("GUONG_NOBEL") or REPOSITORY.parent / "shared/data/nobel/laureate.json"
)
AS_OF = date(2026, 11, 22)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"]
)
EMPTY_SECTIONS = frozenset(["articles", "campaigns", "models", "outcomes", "timeline"])
"""Laureates alone leave these without entries, and then no menu leads there."""
LIVES_ON = "2021, chemistry: [Institute \\[A\\]](../units.yaml#institute-a)"

_absent = pytest.mark.skipif(
    not SOURCE.is_file(),
    reason=f"no data: GUONG_NOBEL may name laureate.json, which is not at {SOURCE}",
)


def needs_data(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test of the whole site, whose build takes its time."""
    marked: Callable[..., None] = pytest.mark.slow(_absent(test))
    return marked


@dataclass(slots=True)
class Seen:
    """What a parser saw of a page."""

    text: str = ""
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)
    awards: list[str] = field(default_factory=list)


class PageReader(HTMLParser):
    """Reads words, links and ids, and notices what is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.seen.links += [given[name] for name in ("href", "src") if name in given]
        self.seen.ids += [given["id"]] if "id" in given else []
        is_award = tag == "li" and "award" in given.get("class", "").split()
        self.seen.awards += [""] if is_award else []
        if tag not in VOID:
            self._open.append((tag, is_award))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # As SVG writes its empty elements.
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop()[0] != tag:
            self.seen.unclosed.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "script":
            return
        self.seen.text += data
        if any(is_award for _, is_award in self._open):
            self.seen.awards[-1] += data

    def finished(self) -> Seen:
        self.close()
        self.seen.unclosed += [tag for tag, _ in self._open]
        self.seen.text = " ".join(self.seen.text.split())
        self.seen.awards = [" ".join(each.split()) for each in self.seen.awards]
        return self.seen


@dataclass(frozen=True, slots=True)
class Built:
    """The whole site, and the data it was made of."""

    laureates: list[dict[str, Any]]
    counts: Counts
    result: Result
    content: Path
    output: Path

    def page(self, path: str) -> Seen:
        return read(self.output / path / "index.html")

    def pages(self) -> Iterator[tuple[str, Seen]]:
        for path in sorted(self.output.rglob("*.html")):
            yield path.relative_to(self.output).as_posix(), read(path)

    def folders(self, section: str) -> set[str]:
        """The ids that have a page in a section."""
        found = {path.parent.name for path in (self.output / section).glob("*/index.html")}
        return {each for each in found if not re.fullmatch(r"page-\d+", each)}


@cache
def read(path: Path) -> Seen:
    reader = PageReader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.finished()


@pytest.fixture(scope="module")
def nobel(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Convert and build all of it once, with the theme that comes with guong."""
    root = tmp_path_factory.mktemp("nobel")
    counts = convert(SOURCE, root / "content")
    result = build(
        Options(root / "content", root / "output", root / ".guong", theme="guong", as_of=AS_OF)
    )
    assert not result.problems, "\n".join(map(str, result.problems[:20]))
    laureates = json.loads(SOURCE.read_text(encoding="utf-8"))["laureates"]
    return Built(laureates, counts, result, root / "content", root / "output")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"for <I>A history of Rome</I>"', "for A history of Rome"),
        ('"R&ouml;ntgen radiation"', "Röntgen radiation"),
        ('  "of  the atom" ', "of the atom"),
        ('"if a < b and c > d"', "if a < b and c > d"),
        ("bare", "bare"),
    ],
)
def test_motivations_lose_quotation_marks_tags_and_entities(written: str, shown: str) -> None:
    """What the API wraps in quotation marks and markup becomes plain words."""
    assert shown == plain(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1867-11-07", date(1867, 11, 7)),
        ("1943-05-00", "1943-05"),
        ("1943-00-00", 1943),
        ("0000-00-00", None),
        ("", None),
    ],
)
def test_unknown_months_and_days_are_left_out(written: str, kept: object) -> None:
    """A date keeps what is known of it, and zeros never become the first of January."""
    assert kept == partial_date(written)


def test_laureates_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    """Two people of one name are two profiles, told apart by their number."""
    source = _source(tmp_path, [_laureate("1", "Ana", "Ly"), _laureate("2", "Ana", "Lý")])

    counts = convert(source, tmp_path / "content")

    profiles = (tmp_path / "content" / "profiles").iterdir()
    assert sorted(path.name for path in profiles) == ["ana-ly-1.md", "ana-ly-2.md"]
    assert Counts(profiles=2, decisions=1, recipients=2, units=6) == counts


def test_markup_in_the_name_of_an_institute_stays_words(tmp_path: Path) -> None:
    """A name with brackets does not break the link that shows it."""
    source = _source(tmp_path, [_laureate("1", "Ana", "Ly")])

    convert(source, tmp_path / "content")

    assert LIVES_ON in (tmp_path / "content/profiles/ana-ly.md").read_text(encoding="utf-8")


@needs_data
def test_every_laureate_prize_and_share_is_a_record(nobel: Built) -> None:
    """Nothing of the data is lost on the way: the source counted anew gives the same numbers."""
    prizes = [prize for each in nobel.laureates for prize in each["prizes"]]
    decisions = {(prize["year"], prize["category"]) for prize in prizes}

    assert (len(nobel.laureates), len(decisions), len(prizes)) == (
        nobel.counts.profiles,
        nobel.counts.decisions,
        nobel.counts.recipients,
    )
    assert {
        "profile": len(nobel.laureates),
        "decision": len(decisions),
        "unit": nobel.counts.units,
        "title": 6,
        "topic": 6,
    } == dict(nobel.result.counts)


@needs_data
def test_every_record_has_a_page(nobel: Built) -> None:
    """Each laureate and each decision is published once, under its own address."""
    prizes = [prize for each in nobel.laureates for prize in each["prizes"]]
    decisions = {f"{prize['category']}-{prize['year']}" for prize in prizes}
    profiles = {path.stem for path in (nobel.content / "profiles").iterdir()}

    assert profiles == nobel.folders("profiles")
    assert len(nobel.laureates) == len(profiles)
    assert decisions == nobel.folders("decisions")
    assert {prize["year"] for prize in prizes} <= nobel.folders("years")


@needs_data
def test_every_recipient_is_on_the_page_of_the_decision(nobel: Built) -> None:
    """Each decision names everybody who shared it, and links to their profiles."""
    expected: defaultdict[str, set[str]] = defaultdict(set)
    for each in nobel.laureates:
        for prize in each["prizes"]:
            expected[f"{prize['category']}-{prize['year']}"].add(_name(each))

    lacking = [
        (id_, name)
        for id_, names in expected.items()
        for name in names
        if name not in nobel.page(f"decisions/{id_}").text
    ]
    linked = sum(
        href.startswith("../../profiles/") and href != "../../profiles/"
        for id_ in expected
        for href in nobel.page(f"decisions/{id_}").links
    )

    assert lacking == []
    assert nobel.counts.recipients == linked


@needs_data
@pytest.mark.parametrize(
    ("profile", "decisions"),
    [
        ("marie-curie", ["physics-1903", "chemistry-1911"]),
        ("john-bardeen", ["physics-1956", "physics-1972"]),
        ("linus-pauling", ["chemistry-1954", "peace-1962"]),
        ("frederick-sanger", ["chemistry-1958", "chemistry-1980"]),
        ("barry-sharpless", ["chemistry-2001", "chemistry-2022"]),
        (
            "international-committee-of-the-red-cross",
            ["peace-1917", "peace-1944", "peace-1963"],
        ),
        (
            "office-of-the-united-nations-high-commissioner-for-refugees",
            ["peace-1954", "peace-1981"],
        ),
    ],
)
def test_repeat_laureates_have_one_profile_with_all_awards(
    nobel: Built, profile: str, decisions: list[str]
) -> None:
    """Whoever was honoured several times has one page, and it shows every award by date."""
    page = nobel.page(f"profiles/{profile}")
    shown = [each for each in page.links if each.startswith("../../decisions/")]

    assert decisions == [each.split("/")[3] for each in shown if each != "../../decisions/"]
    assert len(decisions) == len(page.awards)
    assert f"{profile}-2" not in nobel.folders("profiles")


@needs_data
def test_all_other_laureates_have_one_award(nobel: Built) -> None:
    """Only the seven repeat laureates of the data have more than one award on their page."""
    awarded = Counter(
        len(nobel.page(f"profiles/{id_}").awards) for id_ in nobel.folders("profiles")
    )

    assert {1: len(nobel.laureates) - 7, 2: 6, 3: 1} == awarded


@needs_data
@pytest.mark.parametrize(
    ("decision", "shares"),
    [
        ("physics-1903", {"Henri Becquerel": "1/2", "Pierre Curie": "1/4", "Marie Curie": "1/4"}),
        ("peace-1963", {"International Committee of the Red Cross": "1/2"}),
        ("physics-1972", {"John Bardeen": "1/3"}),
        ("chemistry-1911", {"Marie Curie": ""}),
    ],
)
def test_shares_are_told_on_the_decision(
    nobel: Built, decision: str, shares: Mapping[str, str]
) -> None:
    """A divided prize says who got which part; an undivided one speaks of no share."""
    text = nobel.page(f"decisions/{decision}").text
    roll = text[text.index("Roll of honour") :]

    for name, share in shares.items():
        shown = re.search(rf"{re.escape(name)}(?: \(share: (\S+)\))?", roll)
        assert shown
        assert share == (shown[1] or "")


@needs_data
def test_all_shares_of_a_decision_are_shown(nobel: Built) -> None:
    """As many shares are printed over all decisions as the source divides prizes into."""
    divided = sum(prize["share"] != "1" for each in nobel.laureates for prize in each["prizes"])
    printed = sum(
        nobel.page(f"decisions/{id_}").text.count("(share: ") for id_ in nobel.folders("decisions")
    )

    assert divided == printed


@needs_data
@pytest.mark.parametrize(
    ("profile", "times"),
    [
        ("marie-curie", ["1867-11-07", "1934-07-04"]),
        ("a-michael-spence", ["1943"]),
        ("albert-lutuli", ["1898", "1967-07-21"]),
        ("international-committee-of-the-red-cross", ["1863"]),
        ("le-duc-tho", ["1911-10-14", "1990-10-13"]),
        ("national-dialogue-quartet", []),
    ],
)
def test_dates_of_a_life_are_as_precise_as_known(
    nobel: Built, profile: str, times: list[str]
) -> None:
    """Days, bare years and missing dates are shown as they are, with nothing made up."""
    html = (nobel.output / "profiles" / profile / "index.html").read_text(encoding="utf-8")
    facts = html[html.index('<dl class="facts">') : html.index("</dl>")]

    assert times == re.findall(r'<time datetime="([^"]+)">', facts)


@needs_data
def test_no_page_shows_zeros_for_a_date(nobel: Built) -> None:
    """The dates 1943-00-00 and 0000-00-00 of the source appear nowhere."""
    leaking = [path for path, page in nobel.pages() if re.search(r"\d{4}-00|\b0000\b", page.text)]

    assert leaking == []


@needs_data
def test_no_page_shows_markup_as_words(nobel: Built) -> None:
    """Readers see neither tags nor entities nor the quotation marks of the source."""
    junk = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#?\w+);|\\[*_\[\]]|\"(?:for|in) ")
    leaking = [
        (path, found[0]) for path, page in nobel.pages() if (found := junk.search(page.text))
    ]

    assert leaking == []


@needs_data
def test_motivations_are_quoted_in_full(nobel: Built) -> None:
    """Every motivation can be read on the page of its laureate."""
    ids = {path.stem for path in (nobel.content / "profiles").iterdir()}
    texts = {id_: nobel.page(f"profiles/{id_}").text for id_ in ids}
    every = "\n".join(texts.values())

    lacking = [
        prize["motivation"]
        for each in nobel.laureates
        for prize in each["prizes"]
        if plain(prize["motivation"]) not in every
    ]

    assert lacking == []


@needs_data
def test_every_page_is_well_formed(nobel: Built) -> None:
    """Every page closes its elements in order and uses no id twice."""
    broken = [(path, page.unclosed[:3]) for path, page in nobel.pages() if page.unclosed]
    repeated = [
        (path, id_)
        for path, page in nobel.pages()
        for id_, times in Counter(page.ids).items()
        if times > 1
    ]

    assert nobel.result.pages == sum(1 for _ in nobel.pages())
    assert broken == []
    assert repeated == []


@needs_data
def test_every_link_leads_to_a_file(nobel: Built) -> None:
    """Each address on each page resolves to a published file, and its anchor to an id there."""
    dead = [
        (path, href)
        for path, page in nobel.pages()
        for href in dict.fromkeys(page.links)
        if not _resolves(nobel, path, href)
    ]

    assert dead[:20] == []


@needs_data
def test_every_page_can_be_reached_from_the_first(nobel: Built) -> None:
    """Following links from the home page leads to every page that has something to show."""
    reached = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        path = waiting.pop()
        for href in read(nobel.output / path).links:
            target, _ = _target(path, href)
            is_page = target.endswith(".html") and (nobel.output / target).is_file()
            if is_page and target not in reached:
                reached.add(target)
                waiting.append(target)

    left = {path for path, _ in nobel.pages()} - reached
    assert left <= {"404.html", *(f"{section}/index.html" for section in EMPTY_SECTIONS)}


def _resolves(nobel: Built, path: str, href: str) -> bool:
    if urlsplit(href).scheme:
        return True
    target, anchor = _target(path, href)
    file = nobel.output / target
    if not file.is_file():
        return False
    return not anchor or target.endswith(".svg") or anchor in read(file).ids


def _target(path: str, href: str) -> tuple[str, str]:
    """The file that *href* means on the page *path*, and the anchor in it."""
    parts = urlsplit(urljoin(f"https://site.invalid/{path}", href))
    target = unquote(parts.path).lstrip("/")
    return target + "index.html" if not target or target.endswith("/") else target, parts.fragment


def _name(laureate: Mapping[str, Any]) -> str:
    return " ".join(f"{laureate['firstname']} {laureate.get('surname', '')}".split())


def _laureate(number: str, firstname: str, surname: str) -> dict[str, Any]:
    prize = {
        "year": "2021",
        "category": "chemistry",
        "share": "2",
        "motivation": '"for <i>B</i>"',
        "affiliations": [{"name": "Institute [A]", "city": "Hà Nội", "country": "Vietnam"}],
    }
    return {
        "id": number,
        "firstname": firstname,
        "surname": surname,
        "born": "1943-00-00",
        "died": "0000-00-00",
        "gender": "female",
        "prizes": [prize],
    }


def _source(folder: Path, laureates: list[dict[str, Any]]) -> Path:
    path = folder / "laureate.json"
    path.write_text(json.dumps({"laureates": laureates}), encoding="utf-8")
    return path


@needs_data
def test_pages_are_light(nobel: Built) -> None:
    """However many were honoured, no page is over 40 kB; the biggest is named."""
    sizes = {path: path.stat().st_size for path in nobel.output.rglob("*.html")}
    biggest = max(sizes, key=sizes.__getitem__)

    assert sizes[biggest] <= 40_000, biggest.relative_to(nobel.output)
