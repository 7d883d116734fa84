"""Feeds each harness with inputs that atheris grows from the seeds: `make fuzz MINUTES=7`.

An input that breaks a promise is left in `.guong/fuzz/`, and its name is shown. It belongs into
`tests/fuzz/seeds/`, where every run of the tests tries it again.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click

SEEDS = Path(__file__).parent / "seeds"
GROWN = Path(".guong/fuzz")
LONGEST = 4_096
SLOWEST = 2
"""Seconds that an input may take, with the time that watching it takes."""
SHARES = {"partial_date": 1, "spreadsheet": 4, "front_matter": 6, "record": 6, "package": 3}
"""Of the time that there is; every other harness has twelve."""
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


def run(name: str, seconds: int) -> tuple[int, bool]:
    """How often a harness was called in so many seconds, and whether all was well."""
    grown = GROWN / name
    grown.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.fuzz", "--only", name]
    command += [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOWEST}"]
    command += [f"-artifact_prefix={grown}-", "-print_final_stats=1", "-rss_limit_mb=2048"]
    ended = subprocess.run(
        [*command, str(grown), str(SEEDS / name)], capture_output=True, text=True, check=False
    )
    executed = _EXECUTED.search(ended.stderr)
    if ended.returncode:
        click.echo(ended.stdout[-4_000:] + ended.stderr[-2_000:])
    return int(executed[1]) if executed else 0, ended.returncode == 0


def only(name: str) -> None:
    """Run one harness in this process, which atheris ends."""
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

    with atheris.instrument_imports(include=["generator", "yaml", "markdown"]):
        from tests.fuzz import harnesses
    atheris.Setup([sys.argv[0], *sys.argv[3:]], harnesses.HARNESSES[name])
    atheris.Fuzz()


def main(minutes: float) -> int:
    well = True
    shares = {each.name: SHARES.get(each.name, 12) for each in sorted(SEEDS.iterdir())}
    for name, share in shares.items():
        seconds = max(int(minutes * 60 * share / sum(shares.values())), 1)
        executed, whole = run(name, seconds)
        found = "no find" if whole else "A FIND"
        click.echo(f"{name}: {executed:,} inputs in {seconds} s, {found}")
        well = well and whole
    return 0 if well else 1


if __name__ == "__main__":
    if sys.argv[1] == "--only":
        only(sys.argv[2])
    sys.exit(main(float(sys.argv[1])))
