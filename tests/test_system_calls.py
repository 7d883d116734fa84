"""Every call of the system that writes fails in turn, and `SECURITY.md` has what that led to.

The ordinary run tries a few. GUONG_FAULTS=all tries every call, with each error where there are not
very many alike; it takes most of an hour. With GUONG_GOLDEN=write it writes the table anew.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults import ERRORS
from tests.sites import Result
from tests.system_calls import FAMILIES, Call, calls_of, can_fail, failing
from tests.works import BY_NAME, WORKS, Work, at, copied, outcome_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fail(), reason="needs strace"),
]

SECURITY = Path(__file__).parents[1] / "SECURITY.md"
ALL = os.environ.get("GUONG_FAULTS") == "all"
WRITE = os.environ.get("GUONG_GOLDEN") == "write"
MANY = 40
"""From so many calls of a sort on, each fails with one error, in turn, and not with all."""
SOME = 6
_BEGIN, _END = "<!-- faults: begin -->\n", "<!-- faults: end -->\n"
"""The table stands between them."""

Outcomes = Mapping[str, Mapping[str, set[str]]]
"""By sort of call and by error."""


def trials(calls: list[Call]) -> Iterator[tuple[Call, str]]:
    """Which calls fail, and with which errors."""
    if not ALL:
        for turn in range(SOME):
            yield calls[len(calls) * turn // SOME], ERRORS[turn % len(ERRORS)]
        return
    counts = Counter(call.family for call in calls)
    turns: Counter[str] = Counter()
    for call in calls:
        turns[call.family] += 1
        in_turn = [ERRORS[turns[call.family] % len(ERRORS)]]
        yield from ((call, each) for each in (ERRORS if counts[call.family] < MANY else in_turn))


@pytest.mark.parametrize("name", BY_NAME if ALL else ["build"])
def test_a_system_call_that_fails_costs_nothing(name: str, tmp_path: Path) -> None:
    """A sentence, the old or the new files, and the next run ends it; never a traceback."""
    work = BY_NAME[name]
    root, old, new = at(tmp_path, work)
    result, calls = calls_of(copied(root, tmp_path / "counted"), *work.arguments)
    assert (result.exit_code, bool(calls)) == (0, True)

    def tried(trial: tuple[int, tuple[Call, str]]) -> tuple[Path, Result, bool]:
        number, (call, error) = trial
        place = copied(root, tmp_path / f"{number}")
        return place, *failing(place, call, error, *work.arguments)

    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    every, missed = [*trials(calls)], 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for (call, error), (place, made, failed) in zip(
            every, pool.map(tried, enumerate(every)), strict=True
        ):
            outcome = outcome_of(work, made, place, old, new)
            if failed:
                told[call.family][error].add(outcome)
            missed += not failed
            shutil.rmtree(place)
    # A file or a page of the state more or less is looked at, as the times of files are.
    assert missed <= max(2, len(every) // 20)
    rows = rows_of(work, Counter(call.family for call in calls), told)
    if ALL and WRITE:
        write_down(work, rows)
    known = rows_in(SECURITY.read_text(encoding="utf-8"))
    for family, by_error in told.items():
        (row,) = (each for each in known if each.startswith(f"| `{name}` | {family} |"))
        # Which of many calls meets which error is not the same in every run.
        assert set().union(*by_error.values()) <= {*re.findall(r"\w+", row)}


def rows_of(work: Work, counts: Counter[str], told: Outcomes) -> list[str]:
    rows = []
    for family in FAMILIES:
        if family in told:
            cells = [", ".join(sorted(told[family][error])) or "–" for error in ERRORS]
            rows.append(f"| `{work.name}` | {family} | {counts[family]} | {' | '.join(cells)} |")
    return rows


def rows_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if re.match(r"\| `\w+` \| \w+ \| \d", line)]


def write_down(work: Work, rows: list[str]) -> None:
    before, _, rest = SECURITY.read_text(encoding="utf-8").partition(_BEGIN)
    table, _, after = rest.partition(_END)
    others = [row for row in rows_in(table) if not row.startswith(f"| `{work.name}`")]
    order = [f"| `{each.name}`" for each in WORKS]
    both = sorted([*others, *rows], key=lambda row: order.index(row.partition("` |")[0] + "`"))
    SECURITY.write_text(
        f"{before}{_BEGIN}" + "".join(f"{row}\n" for row in both) + _END + after,
        encoding="utf-8",
    )
