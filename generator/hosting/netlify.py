"""Hosts that read `_headers` and `_redirects` of the published folder, as Netlify does."""

from __future__ import annotations

from urllib.parse import quote

from generator.hosting.rules import FOREVER, HEADERS, HSTS, Rules


def headers(rules: Rules) -> str:
    """The file `_headers`."""
    lines = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    return (
        f"{rules.prefix}*\n{lines}"
        f"  # Once every page of this host is served over https:\n"
        f"  # Strict-Transport-Security: {HSTS}\n"
        f"{rules.prefix}assets/*\n  Cache-Control: {FOREVER}\n"
    )


def redirects(rules: Rules) -> str:
    """The file `_redirects`. The mark makes a rule hold where there is a page too."""
    moved = [f"{quote(old)} {new} 301!" for old, new in rules.redirects()]
    gone = [f"{path} {path} 410!" for path in rules.tombstones()]
    return "".join(f"{line}\n" for line in (*moved, *gone))
