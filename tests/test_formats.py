"""Dates, numbers and sizes in the words of a language."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import formats


@pytest.mark.parametrize(
    ("iso", "vi", "en"),
    [
        ("", "", ""),
        ("1961", "1961", "1961"),
        ("1961-10", "tháng 10 năm 1961", "October 1961"),
        ("1961-01", "tháng 1 năm 1961", "January 1961"),
        ("1961-10-08", "8 tháng 10 năm 1961", "8 October 1961"),
        ("1961-10-08T08:48", "8 tháng 10 năm 1961, 08:48", "8 October 1961, 08:48"),
        ("0961", "961", "961"),
    ],
)
def test_long_dates(iso, vi, en):
    """As precise as they are: no day and no month is made up."""
    assert (formats.long_date(iso, "vi"), formats.long_date(iso, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("iso", "vi", "en"),
    [
        ("", "", ""),
        ("1961", "1961", "1961"),
        ("1961-10", "10/1961", "Oct 1961"),
        ("1961-02-08", "8/2/1961", "8 Feb 1961"),
        ("1961-02-08T08:48", "8/2/1961", "8 Feb 1961"),
    ],
)
def test_short_dates(iso, vi, en):
    """For tables; a time of day is left out."""
    assert (formats.short_date(iso, "vi"), formats.short_date(iso, "en")) == (vi, en)


@given(st.dates(date(1000, 1, 1)))
def test_dates_name_their_day_month_and_year(day):
    """In Vietnamese every part is a number."""
    iso = day.isoformat()

    assert formats.short_date(iso, "vi") == f"{day.day}/{day.month}/{day.year}"
    assert formats.long_date(iso, "vi") == f"{day.day} tháng {day.month} năm {day.year}"
    assert formats.long_date(iso, "en").split()[::2] == [str(day.day), str(day.year)]


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (14.5, "14,5", "14.5"),
        (14.0, "14", "14"),
        (1700000, "1.700.000", "1,700,000"),
        (-3, "-3", "-3"),
        (0.703, "0,703", "0.703"),
        (123456789012345.25, "123.456.789.012.345,25", "123,456,789,012,345.25"),
        (0.704 - 0.703, "0,001", "0.001"),
        (2 / 3, "0,67", "0.67"),
        (200 / 3, "66,67", "66.67"),
        (1 / 8100, "0,00012", "0.00012"),
        (-0.0, "0", "0"),
    ],
)
def test_numbers(value, vi, en):
    """With the language's marks, as written; what was computed has two decimals, or two digits."""
    assert (formats.number(value, "vi"), formats.number(value, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("fraction", "vi", "en"),
    [
        (0, "0%", "0%"),
        (0.5, "50%", "50%"),
        (1.125, "112,5%", "112.5%"),
        (-0.1, "-10%", "-10%"),
        (2 / 3, "66,7%", "66.7%"),
        (2999 / 3000, "99,97%", "99.97%"),
        (0.99996, "99,996%", "99.996%"),
        (1.0004, "100,04%", "100.04%"),
        (0.00001, "0,001%", "0.001%"),
        (-0.0, "0%", "0%"),
    ],
)
def test_percent(fraction, vi, en):
    """One decimal, and more where part would look like nothing or like all."""
    assert (formats.percent(fraction, "vi"), formats.percent(fraction, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("amount", "currency", "vi", "en"),
    [
        (5000000, "VND", "5.000.000 VND", "5,000,000 VND"),
        (14.5, "USD", "14,50 USD", "14.50 USD"),
        (14.0, "USD", "14 USD", "14 USD"),
        (0.001, "USD", "0,001 USD", "0.001 USD"),
    ],
)
def test_money(amount, currency, vi, en):
    """The code of the currency behind; decimals only where there are any."""
    written = [formats.money(amount, currency, each).replace("\xa0", " ") for each in ("vi", "en")]

    assert written == [vi, en]


@pytest.mark.parametrize(
    ("size", "vi", "en"),
    [
        (0, "0 B", "0 B"),
        (999, "999 B", "999 B"),
        (1000, "1 kB", "1 kB"),
        (1550, "1,6 kB", "1.6 kB"),
        (2_000_000, "2 MB", "2 MB"),
        (3_400_000_000, "3,4 GB", "3.4 GB"),
    ],
)
def test_sizes(size, vi, en):
    """Powers of a thousand, one decimal."""
    assert (formats.file_size(size, "vi"), formats.file_size(size, "en")) == (vi, en)


def test_names_of_languages():
    """In the reader's language; what nobody knows by its code."""
    assert formats.language_name("en", "vi") == "Tiếng Anh"
    assert formats.language_name("vi", "en") == "Vietnamese"
    assert formats.language_name("qqq", "en") == "qqq"


def test_english_is_british():
    """Day before month, and one locale object a language."""
    assert str(formats.locale_of("en")) == "en_GB"
    assert formats.locale_of("vi") is formats.locale_of("vi")


@pytest.mark.parametrize(
    ("code", "expected"), [("vi", "vi_VN"), ("en", "en_GB"), ("fr", "fr_FR"), ("xx", "xx")]
)
def test_a_language_with_its_territory(code, expected):
    """British English as in dates; a language that nobody knows has no territory."""
    assert formats.territory_locale(code) == expected


def test_json_in_a_page_holds_no_markup():
    """Marks that mean something in HTML or end a line are written as escapes of JSON."""
    assert formats.script_json({"a": "</b>&\u2028\u2029"}) == (
        r'{"a":"\u003c/b\u003e\u0026\u2028\u2029"}'
    )


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("", "index.html"),
        ("en/", "en/index.html"),
        ("profiles/a/#s-1", "profiles/a/index.html#s-1"),
        ("search/?topic=a/", "search/index.html?topic=a/"),
        ("assets/site.css", "assets/site.css"),
        ("#nguon", "#nguon"),
        ("https://a.vn/", "https://a.vn/"),
        ("mailto:a@b.vn", "mailto:a@b.vn"),
    ],
)
def test_without_a_server_addresses_name_files(href: str, expected: str) -> None:
    """Of folders their page; what leads elsewhere stays."""
    assert formats.explicit(href) == expected
