"""Dates, numbers and sizes in the words of a language (CLDR, through Babel); JSON in a page."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import orjson
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent

MOST_DECIMALS = 6
"""What has more was computed, such as a third."""
_UNSAFE = {each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}
"""What could end a script element or a line of script; in JSON it stands in texts only."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FOLDER = re.compile(r"([^#?]*/)?(?=[#?]|$)")
_UNITS = (("GB", 10**9), ("MB", 10**6), ("kB", 10**3))


@cache
def locale_of(language: str) -> Locale:
    """The locale of a language; British order of day and month for English."""
    return Locale.parse("en_GB" if language == "en" else language)


@lru_cache(100_000)
def long_date(iso: str, language: str) -> str:
    """1961-10-18 as "18 October 1961", as precise as *iso* is; "" for ""."""
    if not iso:
        return ""
    day, _, time = iso.partition("T")
    parts = [int(part) for part in day.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    moment = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    written = _written(moment, "long", day=len(parts) > 2, language=language)
    return f"{written}, {time}" if time else written


@lru_cache(100_000)
def short_date(iso: str, language: str) -> str:
    """1961-10-18 as "18 Oct 1961" or "18/10/1961", as precise as *iso* is."""
    parts = [int(part) for part in iso.partition("T")[0].split("-")] if iso else []
    if len(parts) < 2:
        return str(parts[0]) if parts else ""
    moment = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    if language == "vi":
        day = f"{moment.day}/" if len(parts) > 2 else ""
        return f"{day}{moment.month}/{moment.year}"
    return _written(moment, "medium", day=len(parts) > 2, language=language)


def _written(moment: date, form: str, *, day: bool, language: str) -> str:
    if language == "vi":
        # CLDR writes "18 tháng 10, 1961"; official Vietnamese has "năm" before the year.
        return f"{f'{moment.day} ' if day else ''}tháng {moment.month} năm {moment.year}"
    locale = locale_of(language)
    if day:
        return format_date(moment, form, locale=locale)
    return format_skeleton("yMMMM" if form == "long" else "yMMM", moment, locale=locale)


@lru_cache(100_000)
def timestamp(iso: str, zone: str) -> str:
    """A day, at its beginning, or a moment of it, as RFC 3339 with the offset of a time zone."""
    moment = datetime.fromisoformat(iso).replace(tzinfo=ZoneInfo(zone))
    # Before the days of standard time offsets had seconds, which RFC 3339 does not know.
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    return moment.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat()


@lru_cache(100_000)
def number(value: float, language: str) -> str:
    """A number with the language's marks, as it was written if that has six decimals at most.

    What has more gets two, or as many as show two digits of it.
    """
    exact = _exact(value)
    pattern = f"#,##0.{'#' * _decimals(exact)}"
    return format_decimal(exact, pattern, locale=locale_of(language))


def percent(fraction: float, language: str) -> str:
    """0.5 as "50%", at most one decimal; more where little would look like nothing or like all."""
    exact = Decimal(repr(float(fraction))) * 100
    decimals = 1
    while decimals < MOST_DECIMALS and exact not in (0, 100) and round(exact, decimals) in (0, 100):
        decimals += 1
    shown = _positive_zero(round(exact, decimals)) / 100
    return format_percent(shown, f"#,##0.{'#' * decimals}%", locale=locale_of(language))


def _exact(value: float) -> Decimal:
    """The number that is meant: differences of decimals are a trace beside it in a float."""
    whole = Decimal(str(value))
    if _decimals(whole) > 2:
        whole = round(Decimal(f"{whole:.15g}"), 9)
    exact = whole if _decimals(whole) <= MOST_DECIMALS else round(whole, _shown_of(whole))
    return _positive_zero(exact)


def _decimals(exact: Decimal) -> int:
    exponent = exact.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _shown_of(computed: Decimal) -> int:
    """Decimals that show two digits of a number, and two at least."""
    return max(1 - computed.adjusted(), 2)


def _positive_zero(exact: Decimal) -> Decimal:
    return exact or Decimal(0)


def money(amount: float, currency: str, language: str) -> str:
    """An amount with its currency; no decimals where the amount is whole."""
    exact = _exact(amount)
    decimals = _decimals(exact) and max(_decimals(exact), 2)
    pattern = f"#,##0{'.' if decimals else ''}{'0' * decimals} ¤¤"
    return format_currency(
        exact, currency, pattern, locale=locale_of(language), currency_digits=False
    )


def file_size(size: int, language: str) -> str:
    """Bytes as kB, MB or GB (powers of 1000)."""
    for unit, factor in _UNITS:
        if size >= factor:
            return f"{format_decimal(size / factor, '#,##0.#', locale=locale_of(language))} {unit}"
    return f"{size} B"


def language_name(code: str, language: str) -> str:
    """The name of a language in another one; the code where it is not known."""
    return str(locale_of(language).languages.get(code, code))


def territory_locale(code: str) -> str:
    """A language with the territory where most speak it: vi_VN; the code where none is known."""
    if code == "en":
        return str(locale_of(code))
    likely = get_global("likely_subtags").get(code, code).split("_")
    return f"{code}_{likely[-1]}" if len(likely) > 1 else code


def script_json(value: object) -> str:
    """The value as JSON that may stand in a script element whatever its texts say."""
    written = orjson.dumps(value).decode()
    for sign, safe in _UNSAFE.items():
        written = written.replace(sign, safe)
    return written


def explicit(href: str) -> str:
    """An address within the site as it must be without a server: of a file, and not of a folder.

    What leads elsewhere, or stays on the page, is as it was.
    """
    if href.startswith("#") or _ELSEWHERE.match(href):
        return href
    found = _FOLDER.match(href)
    return f"{found[0]}index.html{href[found.end() :]}" if found else href
