"""Awards as a table that `guong import` reads back to the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.graph.site import Award, SiteGraph
from generator.plan.table import to_csv
from generator.records.common import Record

HEADINGS = (
    "Số quyết định",
    "Ngày quyết định",
    "Cơ quan quyết định",
    "Phong trào",
    "Danh hiệu",
    "Tên tập thể, cá nhân",
    "Hồ sơ",
    "Loại",
    "Đơn vị",
    "Vị trí",
    "Thành tích",
    "Phần giải",
    "Số lượng",
)
_BOM = "\ufeff".encode()
_KINDS = {"individual": "Cá nhân", "collective": "Tập thể"}


def exported(graph: SiteGraph) -> bytes:
    """Every award of *graph* as CSV, by date and decision; units and titles by their name.

    It begins with a byte order mark, by which spreadsheet programs know UTF-8.
    """
    names = {kind: _names(graph, kind) for kind in ("unit", "title", "campaign")}
    awards = sorted(graph.awards, key=_order)
    rows = [[_kept(cell) for cell in _row(each, names)] for each in awards]
    return _BOM + to_csv(HEADINGS, rows)


def _order(award: Award) -> tuple[object, ...]:
    decision = award.decision
    return decision.date, decision.number or "", decision.authority, decision.campaign or ""


def _row(award: Award, names: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    decision, recipient, profile = award.decision, award.recipient, award.profile
    known = profile.position if profile else "unknown"
    position = recipient.position if recipient.position != "unknown" else known
    kind = recipient.kind or (profile.kind if profile else None)
    yield decision.number or ""
    yield str(decision.date)
    yield names["unit"][decision.authority]
    yield names["campaign"].get(decision.campaign or "", "")
    yield names["title"][award.title.id]
    yield str(profile.name if profile else recipient.name or recipient.profile or "")
    yield recipient.profile or ""
    yield _KINDS.get(kind or "", "")
    yield names["unit"].get(award.unit or "", "")
    yield position if position != "unknown" else ""
    yield str(recipient.citation or "")
    yield recipient.share or ""
    yield str(recipient.count) if recipient.count != 1 else ""


def _names(graph: SiteGraph, kind: str) -> dict[str, str]:
    """The name of each record, or its id where others have that name."""
    records: Mapping[str, Record] = graph.shown(kind)
    shown = {id_: str(graph.names[kind, id_]) for id_ in records}
    often = Counter(shown.values())
    return {id_: name if often[name] == 1 else id_ for id_, name in shown.items()}


def _kept(words: str) -> str:
    """One apostrophe more before those that importing takes away as a spreadsheet's."""
    return f"'{words}" if words.startswith("'") else words
