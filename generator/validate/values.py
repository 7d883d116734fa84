"""How single values are read. Each reader raises `Unreadable` with the key of its explanation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from urllib.parse import unquote, urlsplit

from generator.names import RESERVED, is_no_name_on_windows
from generator.records.types import PartialDate, Party, Text
from generator.squeeze import ENDINGS

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 80
TEXT_LENGTH = 20_000
LARGEST = 10**15
"""More than any amount of money in any currency; every program reads such numbers exactly."""
FIGURE_LENGTH = 40
SCHEMES = ("http://", "https://", "mailto:", "tel:")

_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[ _\u00a0\u202f]\d{3})+)(?:\.\d+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+")
OURS = ("assets", "data", "media", "guong-manifest.json", "guong-manifest.sig")
"""What guong keeps at the root of a site for itself."""
_OLD_PART = re.compile(r"[^\x00-\x20#%]+")
_SITE = re.compile(
    r"https?://(?:\[[\da-f:.]+\]|[^\s/?#@:<>\"\\\[\]\x00-\x1f\x7f]+)(?::\d+)?"
    r"(?:/[^\s?#<>\"\\\x00-\x1f\x7f]*)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?:100|\d{1,2}(?:\.\d+)?)%")
_WORDS_FOR_TRUE = {"true", "yes", "on"}
_WORDS_FOR_FALSE = {"false", "no", "off"}


class Unreadable(Exception):
    """A value that its field cannot hold; `key` names the explanation."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def read_text(given: object, languages: frozenset[str] = frozenset()) -> Text:
    """A string, or a mapping from the site's languages to strings."""
    if isinstance(given, Text):
        return given
    if isinstance(given, str):
        return Text.of(_words(given))
    if not isinstance(given, Mapping) or not given:
        raise Unreadable("not_text")
    versions = []
    for language, words in given.items():
        if languages and language not in languages:
            raise Unreadable("language", language=language, languages=", ".join(sorted(languages)))
        try:
            versions.append((language, read_string(words)))
        except Unreadable as failure:
            # The words may stand in a file of their own.
            raise Unreadable(failure.key, part=language, **failure.values) from None
    return Text(tuple(versions))


def _words(given: str) -> str:
    words = given.strip()
    if not words:
        raise Unreadable("empty_text")
    if len(words) > TEXT_LENGTH:
        raise Unreadable("long_text", limit=TEXT_LENGTH)
    return words


def read_string(given: object) -> str:
    if not isinstance(given, str):
        raise Unreadable("not_text")
    return _words(given)


def read_slug(given: object) -> str:
    slug = read_string(given)
    if not SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH:
        raise Unreadable("slug", value=slug[:SLUG_LENGTH])
    if slug in RESERVED:
        raise Unreadable("reserved", value=slug)
    return slug


def read_number(given: object) -> float:
    """A figure with a point as its decimal mark; whole numbers come back as int."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return given
    if not isinstance(given, str):
        raise Unreadable("not_number", value=_brief(given))
    written = given.strip()
    if _THOUSANDS.fullmatch(written):
        plain = re.sub(r"[.,]", "", written)
        if len(re.findall(r"[.,]", written)) > 1:
            raise Unreadable("grouped", value=written, plain=plain)
        decimal = written.replace(",", ".") + "0"
        raise Unreadable("thousands", value=written, plain=plain, decimal=decimal)
    if not _NUMBER.fullmatch(written) or len(written) > FIGURE_LENGTH:
        raise Unreadable("not_number", value=_brief(written))
    digits = re.sub(r"[ _\u00a0\u202f]", "", written)
    number = float(digits) if "." in digits else int(digits)
    if abs(number) > LARGEST:
        raise Unreadable("too_large", value=_brief(written))
    return number


def read_count(given: object) -> int:
    number = read_number(given)
    if not isinstance(number, int):
        raise Unreadable("not_whole", value=_brief(given))
    if number < 0:
        raise Unreadable("negative", value=number)
    return number


def read_switch(given: object) -> bool:
    if isinstance(given, bool):
        return given
    word = given.strip().lower() if isinstance(given, str) else ""
    if word in _WORDS_FOR_TRUE:
        return True
    if word in _WORDS_FOR_FALSE:
        return False
    raise Unreadable("not_switch", value=_brief(given))


def read_partial_date(given: object) -> PartialDate:
    moment = read_moment(given)
    if moment.time:
        raise Unreadable("date_with_time", value=_brief(given))
    return moment


def read_moment(given: object) -> PartialDate:
    if isinstance(given, PartialDate):
        return given
    try:
        return PartialDate.parse(read_string(given))
    except ValueError:
        raise Unreadable("date", value=_brief(given)) from None


def read_day(given: object) -> date:
    moment = read_partial_date(given)
    if not moment.day:
        raise Unreadable("not_day", value=_brief(given))
    return moment.first_day


def read_url(given: object) -> str:
    address = read_string(given)
    if not address.lower().startswith(SCHEMES) or re.search(r"[\s<>\"\x00-\x1f\x7f]", address):
        raise Unreadable("url", value=_brief(address))
    try:
        parts = urlsplit(address)
    except ValueError:
        raise Unreadable("url", value=_brief(address)) from None
    if not (parts.hostname or (parts.path and parts.scheme in ("mailto", "tel"))):
        raise Unreadable("url", value=_brief(address))
    return address


def read_site_url(given: object) -> str:
    """The address of the site itself, which those of its pages are appended to."""
    address = read_string(given)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Unreadable("site_url") from None
    climbs = {".", ".."} & set(unquote(parts.path).split("/"))
    if not _SITE.fullmatch(address) or port == 0 or climbs:
        # Not even a part of it is told: it may hold a password.
        raise Unreadable("site_url")
    return address


def read_old_address(given: object) -> str:
    """The address of a page that was here once: a path below the site's root."""
    path = read_string(given)
    parts = path.strip("/").split("/")
    sound = all(_OLD_PART.fullmatch(each) and not each.endswith(ENDINGS) for each in parts)
    sound = sound and not any(map(is_no_name_on_windows, parts))
    if not sound or {".", ".."} & set(parts) or parts[0].casefold() in OURS:
        raise Unreadable("old_address", value=_brief(path))
    if any(each.startswith(".") and each != ".well-known" for each in parts):
        raise Unreadable("hidden_address", value=_brief(path))
    return path


def read_new_address(given: object) -> str:
    """Where a redirect leads: a path below the site's root, or a whole address."""
    address = read_string(given)
    return read_url(address) if ":" in address else address


def read_file_path(given: object) -> str:
    path = read_string(given)
    if path.startswith(("/", "\\", "~")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        raise Unreadable("absolute_path", value=_brief(path))
    if "\\" in path:
        raise Unreadable("backslash", value=_brief(path))
    return path


def read_share(given: object) -> str:
    written = read_string(given)
    if not re.fullmatch(r"[1-9]\d{0,3}/[1-9]\d{0,3}", written) or Fraction(written) > 1:
        raise Unreadable("share", value=_brief(written))
    return written


def read_focus(given: object) -> str:
    """Two percentages, of which neither leaves the picture."""
    parts = read_string(given).split()
    if len(parts) != 2 or not all(_PERCENT.fullmatch(each) for each in parts):
        raise Unreadable("focus", value=_brief(given))
    return " ".join(parts)


def read_party(given: object, languages: frozenset[str] = frozenset()) -> Party:
    """A unit's id, or a name in one or several languages."""
    if isinstance(given, Party):
        return given
    if isinstance(given, str) and SLUG.fullmatch(given.strip()):
        return Party(unit=given.strip())
    return Party(name=read_text(given, languages))


def _brief(given: object) -> str:
    if isinstance(given, Mapping):
        return "{…}"
    if isinstance(given, list | tuple):
        return "[…]"
    written = str(given)
    return written if len(written) <= 40 else written[:39] + "…"
