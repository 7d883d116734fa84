"""Awards, units and lots for tests of fairness: small data whose truth is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from tests.builders import TITLES

DECISION = "date: {day}\nauthority: so\ntitle: {title}\nrecipients:\n{lines}"


def units(sizes: Mapping[str, int | None], *, frontline: float | None = None) -> str:
    """units.yaml: an agency and its sub-units, each with as many people of 2020 as given."""
    lines = ["- {id: so, name: Sở, kind: agency}\n"]
    for id_, size in sizes.items():
        workforce = ""
        if size is not None:
            of_them = "" if frontline is None else f", frontline: {round(size * frontline)}"
            workforce = f", workforce: {{2020: {{total: {size}{of_them}}}}}"
        lines.append(f"- {{id: {id_}, name: {id_}, kind: commune, parent: so{workforce}}}\n")
    return "".join(lines)


def decision(day: str, won: Mapping[str, int], *, title: str = "bang-khen", **more: Any) -> str:
    """A decision that honours as many people of each unit."""
    fields = "".join(f", {name}: {value}" for name, value in more.items())
    lines = "".join(
        f"  - {{name: {unit} {number}, kind: individual, unit: {unit}{fields}}}\n"
        for unit, count in won.items()
        for number in range(count)
    )
    return DECISION.format(day=day, title=title, lines=lines)


def site(sizes: Mapping[str, int | None], *years: Mapping[str, int], **more: Any) -> dict[str, str]:
    """A site where, from 2020 on, each year's decision honours as many people of each unit."""
    return {
        "units.yaml": units(sizes, frontline=more.pop("frontline", None)),
        "titles.yaml": TITLES,
        **{
            f"decisions/y{2020 + number}.yaml": decision(f"{2020 + number}", won, **more)
            for number, won in enumerate(years)
        },
    }


def allocated(random: Random, sizes: Sequence[int], awards: int) -> list[int]:
    """Awards by lot in proportion to sizes; the same person may win again."""
    counts = Counter(random.choices(range(len(sizes)), weights=sizes, k=awards))
    return [counts[place] for place in range(len(sizes))]


def drawn(random: Random, sizes: Sequence[int], awards: int) -> list[int]:
    """Awards by lot among people who can win once."""
    people = [place for place, size in enumerate(sizes) for _ in range(size)]
    counts = Counter(random.sample(people, awards))
    return [counts[place] for place in range(len(sizes))]


def shared_out(random: Random, units: int, rounds: int, exceptions: float) -> list[int]:
    """One award for each unit in each round; of all awards, *exceptions* go by lot instead."""
    counts = [0] * units
    for place in list(range(units)) * rounds:
        counts[random.randrange(units) if random.random() < exceptions else place] += 1
    return counts
