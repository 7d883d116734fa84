"""What the titles above a table tell of all its entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.importers.tables.groups import group_of, names_kind_or_title
from generator.importers.tables.values import day_in
from generator.reading.slugs import slug
from generator.records.types import PartialDate

_DECISION = re.compile(
    r"(?:quyết định|QĐ)\s+(?:khen thưởng\s+)?số\s*:?\s*(?P<number>\d[\w\s]{0,6}/[\w/.\-–]+|\d+)?",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(r"\bcủa\s+(?P<who>[^()]+?)\s*[).;]*\s*$", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?:phó )?(?:chủ tịch|tổng giám đốc|giám đốc|hiệu trưởng|bộ trưởng|trưởng ban|thủ trưởng"
    r"|viện trưởng|bí thư)\s+(?=\S)",
    re.IGNORECASE,
)
_CONFERRED = re.compile(
    r"(?:danh hiệu|tặng thưởng|được tặng|tặng|đạt|nhận)\s+(?P<title>[^()]+?)"
    r"(?:\s+(?:năm|vì|trong|đã|cho|kèm|của)\s.*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What titles tell; "" and None where they do not."""

    number: str = ""
    date: PartialDate | None = None
    authority: str = ""
    kind: str = ""
    title: str = ""


def told(above: Iterable[str]) -> Told:
    """Read titles such as "(Kèm theo Quyết định số 12/QĐ-A ngày 02/9/2024 của Đơn vị A)"."""
    number, date, authority, kind, title = "", None, "", "", ""
    for text in above:
        decision = _DECISION.search(text)
        if decision:
            number = number or re.sub(r"\s", "", decision["number"] or "").rstrip(".-–")
            date = date or day_in(text)
            who = _AUTHORITY.search(text[decision.end() :])
            authority = authority or (_OFFICE.sub("", who["who"]) if who else "")
            continue
        kinds = _kinds(text)
        kind = kind or (kinds if slug(text).startswith(("danh-sach", "bang-")) else "")
        title = title or _title(text)
    return Told(number, date, authority, kind, title)


def without_office(words: str) -> str:
    """The body in the name of its head: "Chủ tịch UBND tỉnh A" is of "UBND tỉnh A"."""
    return _OFFICE.sub("", words)


def _kinds(text: str) -> str:
    """The kind of recipient that a title names; "" for none and for both."""
    folded = re.sub(r"tap-the-(?:lao-dong|nguoi)", "", slug(text))
    collective, individual = "tap-the" in folded, "ca-nhan" in folded
    if collective == individual:
        return ""
    return "collective" if collective else "individual"


def _title(text: str) -> str:
    found = _CONFERRED.search(text)
    words = found["title"] if found else ""
    if not words or not names_kind_or_title(words):
        return ""
    return next((value for sort, value in group_of(0, "", words).says if sort == "title"), "")
