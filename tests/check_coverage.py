"""No module of the core may be tested by less than nine lines in ten.

Run after the tests: `python tests/check_coverage.py coverage.json`.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LEAST_PERCENT = 90
CORE = [
    "records",
    "validate",
    "graph",
    "measures",
    "views",
    "plan",
    "checks",
    "reading",
    "settings",
    "diagnostics",
]
CORE_FILE = re.compile(rf"(?:.*/)?generator/(?:{'|'.join(CORE)})(?:\.py|/.*)")


def core_shares(report: Mapping[str, Any]) -> dict[str, float]:
    """The percentage of lines that the tests run, by module of the core."""
    files = {path.replace("\\", "/"): file for path, file in report["files"].items()}
    return {
        path: file["summary"]["percent_covered"]
        for path, file in sorted(files.items())
        if CORE_FILE.fullmatch(path)
    }


def too_low(report: Mapping[str, Any]) -> list[str]:
    """One sentence for each module of the core under the least share."""
    return [
        f"{path}: the tests run {math.floor(share)} % of its lines, not {LEAST_PERCENT} %."
        for path, share in core_shares(report).items()
        if share < LEAST_PERCENT
    ]


def main() -> int:
    """Print what is too low, and fail if anything is."""
    report = json.loads(Path(sys.argv[1]).read_bytes())
    lines = too_low(report)
    for line in lines:
        print(line)
    shares = core_shares(report)
    print(f"Coverage: {sum(shares.values()) / len(shares):.0f} % of the core, by module.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
