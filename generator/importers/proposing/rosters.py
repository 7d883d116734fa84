"""Rosters of a campaign: who signed up for what, and the scores of each period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.additions import with_entries, with_lines
from generator.diagnostics import Diagnostic, Location, problem
from generator.importers.proposing import texts
from generator.importers.proposing.asked import Asked
from generator.importers.proposing.context import Told
from generator.importers.proposing.known import folded
from generator.importers.proposing.proposal import Before, Change, Proposal
from generator.importers.proposing.site import Site
from generator.importers.proposing.stubs import Referred
from generator.importers.proposing.unclear import Unclear
from generator.importers.tables.finding import Found, Line
from generator.importers.tables.grid import Value, words_of
from generator.importers.tables.headings import Role
from generator.importers.tables.values import day_of, figure, number_of, period_of, year_in
from generator.reading.document import MAX_BYTES
from generator.records.campaign import Campaign

Key = tuple[str, str]
"""What a row of a roster is about: a unit or organisation, and a period or indicator."""
SCORES = ("unit", "period", "score")
REGISTRATIONS = (
    "unit",
    "organisation",
    "registered_on",
    "indicator",
    "measure",
    "goal",
    "result",
)
_WORDS: tuple[Role, ...] = ("indicator", "measure")
_FIGURES: tuple[Role, ...] = ("goal", "result")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a roster, as words by column."""

    row: int
    key: Key
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Roster:
    """Reads the lines of a list into entries of one campaign."""

    file: str
    site: Site
    asked: Asked
    above: tuple[str, ...]
    referred: Referred

    def scores(self, line: Line) -> Iterator[Entry]:
        """The scores of a line: one, or one for each period that has a column.

        Raises:
            Unclear: If a unit, a period or a score cannot be made out.
        """
        at = Location(self.file, line.row)
        unit = self.referred.unit(self._who(line, at), at)
        wide = list(self._by_period(line))
        if not wide:
            period = self._period(line)
            wide = [(period, line.cells["score"])] if period and "score" in line.cells else []
        if not wide:
            raise Unclear(_without_score(at))
        for period, value in wide:
            score = number_of(value)
            if score is None:
                raise Unclear(_not_a_number(at, words_of(value)))
            cells = {"unit": unit, "period": period, "score": figure(score)}
            yield Entry(line.row, (unit, period), cells)

    def registrations(self, line: Line) -> Iterator[Entry]:
        """What a line signs up for; raises as `scores` does."""
        at = Location(self.file, line.row)
        cells: dict[str, str] = {}
        if "organisation" in line.cells:
            cells["organisation"] = words_of(line.cells["organisation"])
        else:
            cells["unit"] = self.referred.unit(self._who(line, at), at)
        given = line.cells.get("registered_on", line.cells.get("date"))
        day = day_of(given) or self.asked.date
        if given is not None and day is None:
            raise Unclear(_not_a_number(at, words_of(given)))
        cells |= {"registered_on": str(day)} if day else {}
        for name in _WORDS:
            cells |= {name: words_of(line.cells[name])} if name in line.cells else {}
        for name in _FIGURES:
            if name in line.cells:
                number = number_of(line.cells[name])
                if number is None:
                    raise Unclear(_not_a_number(at, words_of(line.cells[name])))
                cells[name] = figure(number)
        who = cells.get("unit") or folded(cells["organisation"])
        yield Entry(line.row, (who, folded(cells.get("indicator", ""))), cells)

    def _who(self, line: Line, at: Location) -> str:
        roles: tuple[Role, ...] = ("unit", "name")
        words = next((words_of(line.cells[role]) for role in roles if role in line.cells), "")
        if not words:
            raise Unclear(_without_unit(at))
        return words

    def _by_period(self, line: Line) -> Iterator[tuple[str, Value]]:
        """Scores in columns whose headings are periods."""
        for column in line.section.columns:
            value = line.every.get(column.index)
            period = period_of(column.heading, self._year())
            if period and value is not None and column.role in (None, "period", "score"):
                yield period, value

    def _period(self, line: Line) -> str:
        own = period_of(words_of(line.cells.get("period")), self._year())
        above = (period_of(text, self._year()) for text in self.above)
        return own or self.asked.period or next(filter(None, above), "")

    def _year(self) -> int | None:
        if self.asked.date:
            return self.asked.date.year
        return next((year for text in self.above if (year := year_in(text))), None)


def propose_roster(
    found: Found, asked: Asked, site: Site, file: str, before: Before, root: str, *, sort: str
) -> Proposal:
    """What a list adds to the "scores" or the "registrations" of a campaign."""
    roster = Roster(file, site, asked, found.above, Referred(site, asked))
    campaign = site.campaign(asked.campaign)
    if campaign is None:
        return Proposal(Told(), (), (), (), (_which_campaign(file, asked.campaign),))
    read = roster.scores if sort == "scores" else roster.registrations
    entries, problems = _entries(found, read, file)
    new, there, changed = _compared(entries, _known(campaign, sort), file)
    columns = SCORES if sort == "scores" else REGISTRATIONS
    changes, broken = _changes(roster, campaign, columns, new, before, root, sort)
    head = ("row", *columns)
    rows = [(str(each.row), *(each.cells.get(name, "") for name in columns)) for each in new]
    placed = (head, *rows) if changes else ()
    return Proposal(Told(), changes, placed, there, (*problems, *changed, *broken))


def _entries(
    found: Found, read: Callable[[Line], Iterator[Entry]], file: str
) -> tuple[list[Entry], list[Diagnostic]]:
    entries: list[Entry] = []
    problems = [_without_unit(Location(file, each.row)) for each in found.unplaced]
    for line in found.lines:
        try:
            entries += list(read(line))
        except Unclear as unclear:
            problems.append(unclear.diagnostic)
    return entries, problems


def _known(campaign: Campaign, sort: str) -> dict[Key, str]:
    """What the campaign has, by key: the figure that a further row would contradict."""
    if sort == "scores":
        return {(each.unit, each.period): figure(each.score) for each in campaign.scores}
    return {
        (each.unit or folded(each.organisation or ""), folded(each.indicator or "")): (
            "" if each.goal is None else figure(each.goal)
        )
        for each in campaign.registrations
    }


def _compared(
    entries: Iterable[Entry], known: dict[Key, str], file: str
) -> tuple[list[Entry], tuple[int, ...], list[Diagnostic]]:
    """Entries that are new, rows that are there, and those that contradict what is there."""
    new: list[Entry] = []
    there: list[int] = []
    changed: list[Diagnostic] = []
    seen = dict(known)
    for entry in entries:
        figure = entry.cells.get("score", entry.cells.get("goal", ""))
        if entry.key not in seen:
            seen[entry.key] = figure
            new.append(entry)
        elif seen[entry.key] == figure:
            there.append(entry.row)
        else:
            at = Location(file, entry.row)
            changed.append(_contradicts(at, entry.key, figure, seen[entry.key]))
    return new, tuple(there), changed


def _changes(
    roster: Roster,
    campaign: Campaign,
    columns: tuple[str, ...],
    new: list[Entry],
    before: Before,
    root: str,
    sort: str,
) -> tuple[tuple[Change, ...], tuple[Diagnostic, ...]]:
    if not new:
        return (), ()
    path = f"{roster.site.file_of('campaign', campaign.id).rpartition('.')[0]}.{sort}.csv"
    held = before(path)
    inline = not held and bool(campaign.scores if sort == "scores" else campaign.registrations)
    after = None if inline else with_lines(held, path, columns, [each.cells for each in new])
    if after is None:
        return (), (_cannot_grow(path),)
    units = [each for each in roster.referred.units.values() if each.id in _units(new)]
    changes = [Change(path, held or None, after)]
    if units:
        listed = roster.site.list_file("units") or f"{root}/units.yaml"
        old = before(listed)
        grown, problems = with_entries(old, listed, [texts.unit_text(each) for each in units])
        if problems:
            return (), problems
        changes.insert(0, Change(listed, old or None, grown))
    large = tuple(_too_large(each.path) for each in changes if len(each.after) > MAX_BYTES)
    return () if large else tuple(changes), large


def _units(entries: Iterable[Entry]) -> set[str]:
    return {each.cells.get("unit", "") for each in entries}


def _which_campaign(file: str, words: str) -> Diagnostic:
    return problem(
        Location(file),
        "I307",
        "There is no campaign '{words}' to which the list could belong.",
        "Name one with --campaign, by its id or its title.",
        words=words[:80],
    )


def _without_unit(at: Location) -> Diagnostic:
    return problem(
        at,
        "I301",
        "The row names no unit.",
        "Fill in the unit, or delete the row.",
    )


def _without_score(at: Location) -> Diagnostic:
    return problem(
        at,
        "I312",
        "The row has no score, or nothing says for which period it is.",
        "Name the period with --period 2024-Q1, or fill in the cell.",
    )


def _not_a_number(at: Location, words: str) -> Diagnostic:
    return problem(
        at,
        "I308",
        "'{words}' is not what the column should hold.",
        "Write a number such as 8,5, or a date such as 02/9/2024.",
        words=words[:40],
    )


def _contradicts(at: Location, key: Key, figure: str, known: str) -> Diagnostic:
    return problem(
        at,
        "I313",
        "The list has {figure} for '{unit}', {what}; there is {known} already, which stays.",
        "If the list is right, correct the file by hand.",
        figure=figure or "–",
        unit=key[0],
        what=key[1],
        known=known or "–",
    )


def _too_large(path: str) -> Diagnostic:
    return problem(
        Location(path),
        "I315",
        "The file would be larger than the {limit} bytes that are read.",
        "Divide the list among several campaigns.",
        limit=MAX_BYTES,
    )


def _cannot_grow(path: str) -> Diagnostic:
    return problem(
        Location(path),
        "I310",
        "The table cannot be added to by a program.",
        "Give it all columns of the list, or move what the campaign itself holds into it.",
    )
