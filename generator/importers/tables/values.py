"""Values as offices write them: Vietnamese dates, decimal commas, yes and no."""

from __future__ import annotations

import re

from generator.importers.tables.grid import Value, words_of
from generator.reading.slugs import slug
from generator.records.types import PartialDate
from generator.validate.values import FIGURE_LENGTH, LARGEST

_NUMERIC = re.compile(r"(?:(\d{1,2})\s*[/.-]\s*)?(?:(\d{1,2})\s*[/.-]\s*)?(\d{4})")
_SPOKEN = re.compile(
    r"(?:(?:ngày\s*)?(\d{1,2})\s*tháng\s*|tháng\s*)(\d{1,2})\s*(?:năm\s*|[/.-]\s*)(\d{4})",
    re.IGNORECASE,
)
_TIME = re.compile(r"[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?$")
_YEAR = re.compile(r"(?:năm\s+)?(\d{4})", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:ngày|tháng)\s{0,9}:?\s{0,9}(?=\d)", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"(?:ngày\s*)?\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}"
    r"|(?<![\d/])\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"[+-]?\d+(?:,\d+)?")
_POINT = re.compile(r"[+-]?\d+\.\d+")
_THREE = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_ISO_PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])|-q[1-4])?")
_PERIOD = re.compile(
    r"(?:^|-)(?:(?P<sort>quy|thang)-(?P<number>[ivx]+|\d{1,2})(?:-(?:nam-)?(?P<year>\d{4}))?"
    r"|nam-(?P<whole>\d{4}))(?:-|$)"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def day_of(value: Value | None) -> PartialDate | None:
    """A date as precise as it is written, day before month; None where *value* is none.

    2024-09-02, 02/9/2024, 2-9-2024, 9/2024, 2024, "ngày 2 tháng 9 năm 2024", "tháng 9/2024".
    A year of two digits is not completed by guessing.
    """
    if isinstance(value, PartialDate):
        return value
    # Spreadsheet programs add a midnight, and no decision has an hour.
    written = _TIME.sub("", words_of(value).strip(" .,;"))
    try:
        return PartialDate.parse(written)
    except ValueError:
        pass
    year = _YEAR.fullmatch(written)
    spoken = _SPOKEN.fullmatch(written)
    numeric = _NUMERIC.fullmatch(_BEFORE.sub("", written))
    if year:
        return _made(year[1], None, None)
    if spoken:
        return _made(spoken[3], spoken[2], spoken[1])
    if numeric:
        first, second, last = numeric.groups()
        return _made(last, second, first) if second else _made(last, first, None)
    return None


def day_in(text: str) -> PartialDate | None:
    """The first whole date within a text."""
    found = _IN_TEXT.search(text)
    return day_of(found[0]) if found else None


def number_of(value: Value | None) -> int | float | None:
    """A number with a decimal comma, as Vietnamese writes it; None where *value* is none.

    A text such as 1.250 is a thousand and more in Vietnamese; 8.5 can only be a decimal. What
    content cannot have, such as infinity, is none.
    """
    number = _number_of(value)
    fits = number is not None and abs(number) <= LARGEST and len(figure(number)) <= FIGURE_LENGTH
    return number if fits else None


def figure(number: int | float) -> str:
    """A number as content has it: without exponent, and 8.1250 since 8.125 might be thousands."""
    written = words_of(number)
    return f"{written}0" if _THREE.fullmatch(written) else written


def _number_of(value: Value | None) -> int | float | None:
    if isinstance(value, int | float):
        return value
    if isinstance(value, PartialDate):
        return None
    written = words_of(value).strip().replace("\u00a0", " ").removesuffix("%").strip()
    if len(written) > FIGURE_LENGTH:
        return None
    if _GROUPED.fullmatch(written):
        written = re.sub(r"[.\s]", "", written)
    elif _POINT.fullmatch(written):
        return float(written)
    if not _DECIMAL.fullmatch(written):
        return None
    return float(written.replace(",", ".")) if "," in written else int(written)


def count_of(value: Value | None) -> int | None:
    """A whole number from 1: 5, or 05, or "05 người"."""
    number = number_of(re.sub(r"\s?(?:người|tập thể|cá nhân|đơn vị)$", "", words_of(value)))
    return int(number) if number is not None and number >= 1 and number == int(number) else None


def period_of(words: str, year: int | None) -> str:
    """A period such as 2024-Q1, 2024-03 or 2024; "" where *words* name none.

    "Quý I/2024", "Điểm tháng 3 năm 2024"; *year* is meant where the words have none.
    """
    folded = slug(words)
    iso = _ISO_PERIOD.fullmatch(folded)
    if iso:
        return folded.upper()
    found = _PERIOD.search(folded)
    if found is None:
        return f"{year}" if year and folded in ("ca-nam", "diem-ca-nam") else ""
    of = found["year"] or (str(year) if year else "")
    if found["whole"]:
        return found["whole"]
    number = _ROMAN.get(found["number"]) or found["number"]
    limit = 4 if found["sort"] == "quy" else 12
    if not of or not number.isdigit() or not 1 <= int(number) <= limit:
        return ""
    return f"{of}-Q{number}" if limit == 4 else f"{of}-{int(number):02}"


def year_in(text: str) -> int | None:
    """The year that a text names last: "QUÝ I NĂM 2024"."""
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)
    return int(years[-1]) if years else None


def _made(year: str, month: str | None, day: str | None) -> PartialDate | None:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    iso = "-".join(f"{int(part):02}" for part in (year, month, day) if part)
    try:
        return PartialDate.parse(iso)
    except ValueError:
        return None
