"""Awards become decisions: new ones, and those of the site with who is missing in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Location, problem
from generator.importers.proposing.awards import Award, Key
from generator.importers.proposing.known import folded, same_name, unique_id
from generator.importers.proposing.site import Site
from generator.importers.tables.grid import one_line
from generator.reading.slugs import slug
from generator.records.decision import Decision, Recipient


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision that the site does not have yet."""

    id: str
    key: Key
    title: str
    """The title of most of its awards."""
    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """A decision of the site, and awards that it lacks."""

    decision: Decision
    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Where each award belongs."""

    new: tuple[NewDecision, ...]
    grown: tuple[Growth, ...]
    there: tuple[tuple[int, str], ...]
    """Rows that the site has already, and the decision that has them."""
    problems: tuple[Diagnostic, ...]


def sort(awards: Iterable[Award], site: Site, file: str) -> Sorted:
    """Put awards into decisions; what a decision of the site names already stays as it is."""
    by_key: dict[Key, list[Award]] = {}
    problems: list[Diagnostic] = []
    seen: dict[Award, int] = {}
    for award in awards:
        alike = replace(award, row=0, written="")
        if alike in seen:
            problems.append(_repeated(Location(file, award.row), award.name, seen[alike]))
            continue
        seen[alike] = award.row
        by_key.setdefault(award.key, []).append(award)
    new: list[NewDecision] = []
    grown: list[Growth] = []
    there: list[tuple[int, str]] = []
    for key, each in by_key.items():
        decision = _known(key, each, site)
        if decision is None:
            new.append(_new(key, each, site, {other.id for other in new}))
            continue
        missing = tuple(_missing(decision, each, site))
        rows = {award.row for award in missing}
        there += [(award.row, decision.id) for award in each if award.row not in rows]
        if missing:
            grown.append(Growth(decision, missing))
    return Sorted(tuple(new), tuple(grown), tuple(there), tuple(problems))


def _known(key: Key, awards: list[Award], site: Site) -> Decision | None:
    """The site's decision of the same number, authority and year; without a number, of the same
    day, authority, campaign and title.
    """
    for decision in site.decisions():
        if decision.authority != key.authority or decision.date.year != key.date.year:
            continue
        if key.number:
            if decision.number and slug(decision.number) == slug(key.number):
                return decision
        elif (
            not decision.number
            and decision.date == key.date
            and (decision.campaign or "") == key.campaign
            and decision.title in {award.title for award in awards}
        ):
            return decision
    return None


def _new(key: Key, awards: list[Award], site: Site, also_taken: set[str]) -> NewDecision:
    title = Counter(award.title for award in awards).most_common(1)[0][0]
    year = str(key.date.year)
    words = f"{key.number or title}"
    if year not in words:
        words = f"{words} {year if key.number else key.date}"
    id_ = unique_id(words, site.decision_ids | also_taken, key.authority)
    return NewDecision(id_, key, title, tuple(awards))


def _missing(decision: Decision, awards: list[Award], site: Site) -> Iterator[Award]:
    """The awards that no recipient of the decision stands for.

    Each recipient stands for one award of its name, first of its own unit and title: so two
    namesakes stay two, and who was corrected by hand is not added again.
    """
    waiting = {award.row: award for award in awards}
    listed = decision.recipients
    by_key = defaultdict[str, list[int]](list)
    for place, each in enumerate(listed):
        for key in {_profile(each.profile), *map(folded, _names(each, site))} - {""}:
            by_key[key].append(place)
    free = set(range(len(listed)))
    for exact in (True, False):
        for award in list(waiting.values()):
            for place in _near(award, by_key):
                if place in free and _stands_for(listed[place], award, decision, site, exact=exact):
                    free.remove(place)
                    del waiting[award.row]
                    break
    for award in waiting.values():
        near = (listed[place] for place in _near(award, by_key))
        alike = (each for each in near if _is_nearly(each, award, site))
        nearly = dict.fromkeys(each.profile or one_line(str(each.name)) for each in alike)
        yield replace(award, nearly=tuple(dict.fromkeys((*award.nearly, *nearly))))


def _near(award: Award, by_key: Mapping[str, list[int]]) -> list[int]:
    """Who of a decision could be meant: those of that name, or that profile, but for accents."""
    keys = {folded(award.name), folded(award.written), _profile(award.profile)}
    return sorted({place for key in keys for place in by_key.get(key, ())})


def _profile(id_: str | None) -> str:
    """The key of a profile, which no name has; "" where there is none."""
    return f"profile {id_}" if id_ else ""


def _stands_for(
    recipient: Recipient, award: Award, decision: Decision, site: Site, *, exact: bool
) -> bool:
    if exact and (recipient.title or decision.title) != award.title:
        return False
    if exact and (recipient.unit or "") != award.unit:
        return False
    if recipient.profile and recipient.profile == award.profile:
        return True
    kind = recipient.kind or award.kind
    return any(
        same_name(words, name, kind)
        for words in _names(recipient, site)
        for name in {award.name, award.written} - {""}
    )


def _is_nearly(recipient: Recipient, award: Award, site: Site) -> bool:
    """Is a recipient's name that of an award but for accents?"""
    kind = recipient.kind or award.kind
    return any(
        folded(words) == folded(award.name) and not same_name(words, award.name, kind)
        for words in _names(recipient, site)
    )


def _names(recipient: Recipient, site: Site) -> Iterator[str]:
    name = site.names["profile", recipient.profile] if recipient.profile else recipient.name
    return (words for _, words in name.versions) if name else iter(())


def _repeated(at: Location, name: str, first: int) -> Diagnostic:
    return problem(
        at,
        "I309",
        "The row says the same of '{name}' as row {first}.",
        "Delete one of the two; if they are namesakes, tell them apart by their unit.",
        name=name,
        first=first,
    )
