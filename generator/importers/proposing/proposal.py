"""The proposal: all that an import would write, as files and as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff

from generator.additions import with_entries, with_items
from generator.diagnostics import Diagnostic, Location, problem
from generator.importers.proposing import texts
from generator.importers.proposing.asked import Asked
from generator.importers.proposing.awards import Award, Reader
from generator.importers.proposing.context import Told, told
from generator.importers.proposing.decisions import Growth, Sorted, sort
from generator.importers.proposing.known import folded, unique_id
from generator.importers.proposing.site import Site
from generator.importers.proposing.stubs import Referred
from generator.importers.proposing.unclear import Unclear, without_name
from generator.importers.tables.finding import Found
from generator.reading.document import MAX_BYTES

Before = Callable[[str], bytes]
"""What a file of the content holds, by its path from the project's root; b"" if it is not there."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is new, or grows."""

    path: str
    """From the project's root, with slashes: `content/units.yaml`."""
    before: bytes | None
    after: bytes

    def lines(self) -> Iterator[str]:
        """A new file's content, or what grows as a unified diff."""
        if self.before is None:
            yield from (f"  {line}".rstrip() for line in self.after.decode().splitlines())
            return
        old, new = self.before.decode().splitlines(), self.after.decode().splitlines()
        for line in list(unified_diff(old, new, lineterm="", n=1))[2:]:
            if not line.startswith("@@"):
                yield f"  {line}".rstrip()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What came of a table."""

    told: Told
    changes: tuple[Change, ...]
    placed: tuple[tuple[str, ...], ...]
    """The rows that would be written, a tuple of words each, and before them their headings."""
    there: tuple[int, ...]
    """The rows that the site has already."""
    problems: tuple[Diagnostic, ...]
    """Rows that could not be placed, and files that could not grow."""


def propose(
    found: Found, asked: Asked, site: Site, file: str, before: Before, root: str
) -> Proposal:
    """What an award list adds to the site.

    *file* is the spreadsheet as the author knows it, *root* the name of the content folder.
    """
    context = told(found.above)
    reader = Reader(file, site, asked, context, Referred(site, asked))
    awards, problems = _awards(found, reader)
    sorted_ = sort(awards, site, file)
    writer = _Writer(sorted_, reader, before, root)
    changes = writer.changes()
    writer.problems += [_too_large(each.path) for each in changes if len(each.after) > MAX_BYTES]
    there = tuple(row for row, _ in sorted_.there)
    if any(not each.at.line for each in writer.problems):
        # Without its unit or title no decision would hold together.
        return Proposal(context, (), (), there, (*problems, *writer.problems))
    problems = (*problems, *sorted_.problems, *writer.problems)
    lost = {at.at.line for at in writer.problems}
    placed = [each for each in _placed(sorted_) if each[0].row not in lost]
    return Proposal(context, changes, _shown(placed), there, problems)


def _shown(placed: list[tuple[Award, str]]) -> tuple[tuple[str, ...], ...]:
    head = ("row", "name", "kind", "unit", "title", "decision")
    rows = (
        (str(each.row), each.name, each.kind or "", each.unit, each.title, decision)
        for each, decision in placed
    )
    return (head, *rows) if placed else ()


def _awards(found: Found, reader: Reader) -> tuple[list[Award], tuple[Diagnostic, ...]]:
    awards: list[Award] = []
    problems = [
        without_name(Location(reader.file, each.row), each.words) for each in found.unplaced
    ]
    for line in found.lines:
        try:
            awards.append(reader.award(line))
        except Unclear as unclear:
            problems.append(unclear.diagnostic)
    return [_of_its_unit(each, reader) for each in awards], _once(problems, len(found.lines))


def _once(problems: list[Diagnostic], lines: int) -> tuple[Diagnostic, ...]:
    """What is wrong with every line in the same way is said once, of the whole list."""
    alike = {(each.code, each.message, each.values) for each in problems}
    if len(alike) == 1 and len(problems) == lines > 1:
        return (replace(problems[0], at=Location(problems[0].at.file)),)
    return tuple(problems)


def _of_its_unit(award: Award, reader: Reader) -> Award:
    """An award to a collective that other rows name as a unit is that unit's."""
    unit = reader.referred.units.get(folded(award.name))
    mine = unit is not None and award.kind == "collective" and not award.unit
    return replace(award, unit=unit.id) if unit and mine else award


def _placed(sorted_: Sorted) -> Iterator[tuple[Award, str]]:
    for new in sorted_.new:
        yield from ((award, new.id) for award in new.awards)
    for growth in sorted_.grown:
        yield from ((award, growth.decision.id) for award in growth.awards)


class _Writer:
    """Makes the files of what was sorted."""

    def __init__(self, sorted_: Sorted, reader: Reader, before: Before, root: str) -> None:
        self.problems: list[Diagnostic] = []
        self._sorted = sorted_
        self._reader = reader
        self._before = before
        self._root = root
        self._profiles = self._new_profiles() if reader.asked.profiles else {}

    def changes(self) -> tuple[Change, ...]:
        """Files in the order in which they can be written without a dangling reference."""
        needed = self._needed()
        units = [each for each in self._reader.referred.units.values() if each.id in needed]
        titles = [each for each in self._reader.referred.titles.values() if each.id in needed]
        return (
            *self._list("units", [texts.unit_text(each) for each in units]),
            *self._list("titles", [texts.title_text(each) for each in titles]),
            *self._profile_files(),
            *self._new_decisions(),
            *(change for each in self._sorted.grown for change in self._grown(each)),
        )

    def _needed(self) -> set[str]:
        """Ids that the files refer to: rows that are there already need no new unit."""
        found: set[str] = set()
        for award, _ in _placed(self._sorted):
            found |= {award.unit, award.title, award.key.authority}
        parents = {each.id: each.parent for each in self._reader.referred.units.values()}
        return found | {parents[each] for each in found if parents.get(each)}

    def _new_profiles(self) -> dict[int, str]:
        """An id for each award of somebody without a profile; rows of one person share it."""
        ids: dict[tuple[str, str], str] = {}
        by_row: dict[int, str] = {}
        for award, _ in _placed(self._sorted):
            if award.profile or award.count != 1:
                continue
            who = (award.name, award.unit)
            if who not in ids:
                taken = self._reader.site.profile_ids | set(ids.values())
                ids[who] = unique_id(award.name, taken, award.unit)
            by_row[award.row] = ids[who]
        return by_row

    def _profile_files(self) -> Iterator[Change]:
        written: set[str] = set()
        for award, _ in _placed(self._sorted):
            id_ = self._profiles.get(award.row, "")
            if id_ and id_ not in written:
                written.add(id_)
                path = f"{self._root}/profiles/{id_}.md"
                yield Change(path, None, texts.profile_text(award).encode())

    def _new_decisions(self) -> Iterator[Change]:
        for new in self._sorted.new:
            source = self._reader.file.rpartition("/")[2]
            text = texts.decision_text(new, source, self._reader.asked.url, self._profiles)
            yield Change(f"{self._root}/decisions/{new.id}.yaml", None, text.encode())

    def _grown(self, growth: Growth) -> Iterator[Change]:
        path = self._reader.site.file_of("decision", growth.decision.id)
        before = self._before(path)
        items = [
            texts.recipient_text(each, growth.decision.title, self._profiles.get(each.row, ""))
            for each in growth.awards
        ]
        after = with_items(before, path, "recipients", items)
        if after is None:
            file = self._reader.file
            self.problems += [_cannot_grow(file, each.row, path) for each in growth.awards]
        else:
            yield Change(path, before, after)

    def _list(self, plural: str, entries: list[str]) -> Iterator[Change]:
        if not entries:
            return
        path = self._reader.site.list_file(plural) or f"{self._root}/{plural}.yaml"
        before = self._before(path)
        after, problems = with_entries(before, path, entries)
        self.problems += problems
        if not problems:
            yield Change(path, before or None, after)


def _too_large(path: str) -> Diagnostic:
    return problem(
        Location(path),
        "I315",
        "The file would be larger than the {limit} bytes that are read.",
        "Divide the list into several decisions.",
        limit=MAX_BYTES,
    )


def _cannot_grow(file: str, row: int, path: str) -> Diagnostic:
    return problem(
        Location(file, row),
        "I310",
        "The decision in {path} cannot be added to by a program.",
        "Add this row by hand, or write its `recipients:` in lines that begin with a dash.",
        path=path,
    )
