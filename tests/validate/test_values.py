"""How single values are read."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.types import PartialDate, Party, Text
from generator.validate import values
from generator.validate.values import Unreadable


def refused(read, given_value, *more) -> str:
    """The key of the explanation with which *read* refuses a value."""
    with pytest.raises(Unreadable) as failure:
        read(given_value, *more)
    return failure.value.key


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0),
        ("-3", -3),
        ("+3", 3),
        ("1700000", 1700000),
        ("14.5", 14.5),
        ("0.123", 0.123),
        ("14.50", 14.5),
        ("1.2345", 1.2345),
        ("1234.567", 1234.567),
        ("1 700 000", 1700000),
        ("1_700_000", 1700000),
        ("1\u00a0700\u202f000.5", 1700000.5),
        (" 7 ", 7),
        (7, 7),
        (7.5, 7.5),
    ],
)
def test_numbers_are_read(written, number):
    """Digits with a point as the decimal mark; whole numbers stay whole."""
    found = values.read_number(written)

    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize("written", ["10.322", "1,700", "-1.234", "999.000"])
def test_numbers_of_two_meanings_are_refused(written):
    """A mark before exactly three digits may part thousands or decimals."""
    assert refused(values.read_number, written) == "thousands"


@pytest.mark.parametrize("written", ["1.234.567", "1,234,567", "-1.000.000"])
def test_marks_between_thousands_are_refused_with_the_plain_number(written):
    """Marks in two places can only part thousands; the hint is the number without them."""
    with pytest.raises(Unreadable) as failure:
        values.read_number(written)

    assert failure.value.key == "grouped"
    digits = written.replace(".", "").replace(",", "")
    assert values.read_number(failure.value.values["plain"]) == int(digits)


@pytest.mark.parametrize("written", ["10.322", "1,700", "-1.234"])
def test_both_ways_to_write_an_ambiguous_number_can_be_read(written):
    """The hint offers nothing that would be refused in its turn."""
    with pytest.raises(Unreadable) as failure:
        values.read_number(written)
    offered = failure.value.values

    digits = written.replace(".", "").replace(",", "")
    assert values.read_number(offered["plain"]) == int(digits)
    assert isinstance(values.read_number(offered["decimal"]), float)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "abc",
        "1,5",
        "1e5",
        "0x10",
        "1..2",
        ".5",
        "5.",
        "1 70",
        "½",
        "--1",
        "9" * 41,
        True,
        [],
        {},
    ],
)
def test_what_is_no_number(written):
    """Words, half numbers, other notations, switches and lists."""
    assert refused(values.read_number, written) == "not_number"


@pytest.mark.parametrize("written", ["1000000000000001", "-1000000000000001", "9" * 40])
def test_numbers_too_large_to_be_exact_are_refused(written):
    """A thousand million million is the most."""
    assert refused(values.read_number, written) == "too_large"
    assert values.read_number("1000000000000000") == 10**15


@given(st.integers(-(10**15), 10**15) | st.floats(-1e6, 1e6).map(lambda x: round(x, 4)))
def test_numbers_written_plainly_read_back(number):
    """Any figure that is not of two meanings is read as it was meant."""
    written = f"{number:.4f}" if isinstance(number, float) else str(number)

    assert values.read_number(written) == number


@pytest.mark.parametrize(
    ("written", "key"), [("1.5", "not_whole"), ("-1", "negative"), ("x", "not_number")]
)
def test_counts_are_whole_and_not_below_zero(written, key):
    """12 is a count; half a person and fewer than nobody are not."""
    assert values.read_count("12") == 12
    assert refused(values.read_count, written) == key


@pytest.mark.parametrize("word", ["true", "Yes", " ON ", True])
def test_words_for_true(word):
    """In any case of letters."""
    assert values.read_switch(word) is True


@pytest.mark.parametrize("word", ["false", "No", "off", False])
def test_words_for_false(word):
    """In any case of letters."""
    assert values.read_switch(word) is False


@pytest.mark.parametrize("word", ["có", "1", 1, "", None])
def test_other_words_are_no_switch(word):
    """Numbers are no switches either."""
    assert refused(values.read_switch, word) == "not_switch"


@pytest.mark.parametrize("value", [["true"], {"true": "yes"}])
def test_lists_and_mappings_are_no_switch(value):
    """Even what cannot be looked up in a set of words is refused with an explanation."""
    assert refused(values.read_switch, value) == "not_switch"


def test_dates_are_read():
    """Partial dates without, moments with a time of day; days must be whole."""
    assert values.read_partial_date("1961-10") == PartialDate(1961, 10)
    assert values.read_moment("1961-10-18 08:48") == PartialDate(1961, 10, 18, "08:48")
    assert values.read_moment(PartialDate(1961)) == PartialDate(1961)
    assert values.read_day("1961-10-18") == date(1961, 10, 18)


@pytest.mark.parametrize(
    ("read", "written", "key"),
    [
        (values.read_partial_date, "1961-13", "date"),
        (values.read_partial_date, "1961-10-18T08:48", "date_with_time"),
        (values.read_moment, "yesterday", "date"),
        (values.read_moment, 1961, "not_text"),
        (values.read_day, "1961-10", "not_day"),
        (values.read_day, "1961-10-18T08:48", "date_with_time"),
    ],
)
def test_what_is_no_date(read, written, key):
    """Each way to miss has its own explanation."""
    assert refused(read, written) == key


@pytest.mark.parametrize("slug", ["a", "ho-giao", "1961", "a1-b2-c3", "a" * values.SLUG_LENGTH])
def test_ids(slug):
    """Small letters and digits, joined by single hyphens."""
    assert values.read_slug(slug) == slug


@pytest.mark.parametrize(
    "slug",
    [
        "Ho-Giao",
        "hồ-giáo",
        "ho_giao",
        "ho--giao",
        "-a",
        "a-",
        "a b",
        "a/b",
        "a.b",
        "..",
        "a\n b",
        "a" * (values.SLUG_LENGTH + 1),
        "ａ",
        "٣",
    ],
)
def test_what_is_no_id(slug):
    """Nothing that could climb out of a folder, differ by case only, or need quoting."""
    assert refused(values.read_slug, slug) == "slug"


@given(st.text(max_size=30))
def test_any_text_is_an_id_or_refused(text):
    """What is accepted is safe as a folder's name and in an address."""
    try:
        slug = values.read_slug(text)
    except Unreadable as failure:
        assert failure.key in ("slug", "empty_text")
    else:
        assert slug.isascii()
        assert slug == slug.lower()
        assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert "--" not in f"-{slug}-"[1:-1]


@pytest.mark.parametrize(
    "address", ["https://a.vn/x?y#z", "HTTP://a.vn", "mailto:a@b.vn", "tel:+84-1", "https://a.vn/ă"]
)
def test_addresses(address):
    """Web, mail and telephone."""
    assert values.read_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.vn",
        "//a.vn",
        "a.vn",
        "https://a.vn/a b",
        'https://a.vn/"x',
        "https://a.vn/<x>",
        "https://a.vn/\x07",
    ],
)
def test_what_is_no_address(address):
    """Other schemes and signs that could break out of an attribute."""
    assert refused(values.read_url, address) == "url"


@pytest.mark.parametrize("address", ["https://", "https:///x", "https://[x", "mailto:", "tel:"])
def test_half_an_address_is_none(address):
    """A scheme alone leads nowhere."""
    assert refused(values.read_url, address) == "url"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.vn",
        "HTTP://gương.vn:8080/a/@b/",
        "https://a.vn//",
        "https://[::1]/",
        "http://localhost:8000/",
    ],
)
def test_addresses_of_sites(address):
    """Of the web, with or without a port and folders."""
    assert values.read_site_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "mailto:a@b.vn",
        "tel:113",
        "ftp://a.vn/",
        "https:///x",
        "https://u:p@a.vn/",
        "https://u@a.vn/",
        "https://a.vn/?x",
        "https://a.vn/#x",
        "https://a.vn/../b/",
        "https://a.vn/%2e%2E/b/",
        "https://a.vn:99999/",
        "https://a.vn:0/",
        "https://a.vn:/",
        "https://a.vn:x/",
        "https://a.vn\\b/",
        "https://a.vn/a b/",
        "https://[/",
    ],
)
def test_what_is_no_address_of_a_site(address):
    """What would make no addresses of its pages, or tell a password on each."""
    assert refused(values.read_site_url, address) == "site_url"


@pytest.mark.parametrize(
    "path", ["cu", "/cu/", "tin-tuc/2019/bài.html", "a_b/c@d", "/.well-known/x"]
)
def test_old_addresses(path):
    """Any path below the root that was once a page."""
    assert values.read_old_address(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "//",
        "a b",
        "../x",
        "a/../x",
        "./x",
        "a//b",
        "a?b",
        "a#b",
        "a:b",
        "a\\b",
        "a%20b",
        "a\tb",
        "assets/x",
        "/data/units.json",
        "media",
        "Media/x",
        "guong-manifest.json",
    ],
)
def test_what_is_no_old_address(path):
    """The root, what climbs, what a web server reads otherwise, and what guong keeps for itself."""
    assert refused(values.read_old_address, path) == "old_address"


@pytest.mark.parametrize("path", ["/.htaccess", ".git/refs/heads/x.html", ".guong-tmp-0", "a/.b/c"])
def test_no_old_address_is_hidden(path):
    """Such folders would be settings of the server, Git's or guong's own."""
    assert refused(values.read_old_address, path) == "hidden_address"


@pytest.mark.parametrize("address", ["search/", "/search/", "https://a.vn/x"])
def test_new_addresses(address):
    """Inside the site or outside."""
    assert values.read_new_address(address) == address


def test_what_is_no_new_address():
    """A redirect to a script."""
    assert refused(values.read_new_address, "javascript:alert(1)") == "url"


def test_file_paths():
    """Relative ones with slashes; whether they stay inside is for the link step."""
    assert values.read_file_path("../anh/hồ giáo.jpg") == "../anh/hồ giáo.jpg"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/etc/passwd", "absolute_path"),
        ("\\\\host\\x", "absolute_path"),
        ("~/x", "absolute_path"),
        ("C:\\x.jpg", "absolute_path"),
        ("c:x.jpg", "absolute_path"),
        ("https://a.vn/x.jpg", "absolute_path"),
        ("anh\\x.jpg", "backslash"),
        ("", "empty_text"),
    ],
)
def test_what_is_no_file_path(path, key):
    """Absolute ones, drives, other hosts and backslashes."""
    assert refused(values.read_file_path, path) == key


@pytest.mark.parametrize("share", ["1/1", "1/2", "2/3", "9999/9999"])
def test_shares(share):
    """Fractions of up to one whole."""
    assert values.read_share(share) == share
    assert 0 < Fraction(share) <= 1


@pytest.mark.parametrize("share", ["3/2", "0/1", "1/0", "1", "0.5", "1/2/3", "50%", "-1/2"])
def test_what_is_no_share(share):
    """More than all, nothing, and other notations."""
    assert refused(values.read_share, share) == "share"


def test_texts():
    """A string, or a mapping from languages to strings, without blanks around them."""
    assert values.read_text(" A ") == Text.of("A")
    assert values.read_text({"vi": "A", "en": " B\n"}) == Text((("vi", "A"), ("en", "B")))
    assert values.read_text(Text.of("A")) == Text.of("A")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "empty_text"),
        (" \n", "empty_text"),
        ({}, "not_text"),
        ([], "not_text"),
        (3, "not_text"),
        ({"vi": 3}, "not_text"),
        ({"vi": " "}, "empty_text"),
        ({"fr": "A"}, "language"),
        ("a" * 20_001, "long_text"),
    ],
)
def test_what_is_no_text(text, key):
    """Empty, too long, of another type or in a language that the site does not have."""
    assert refused(values.read_text, text, frozenset(("vi", "en"))) == key


def test_the_longest_text():
    """The limit itself is allowed."""
    assert values.read_text("a" * 20_000) == Text.of("a" * 20_000)


@pytest.mark.parametrize(
    ("written", "party"),
    [
        ("ho-giao", Party(unit="ho-giao")),
        (" so ", Party(unit="so")),
        ("Sở", Party(name=Text.of("Sở"))),
        ({"vi": "Sở"}, Party(name=Text((("vi", "Sở"),)))),
        (Party(unit="so"), Party(unit="so")),
    ],
)
def test_parties(written, party):
    """What looks like an id is a unit, everything else a name."""
    assert values.read_party(written) == party


@pytest.mark.parametrize(
    ("value", "shown"),
    [({"a": 1}, "{…}"), ([1], "[…]"), ("x" * 40, "x" * 40), ("x" * 41, "x" * 39 + "…")],
)
def test_messages_quote_briefly(value, shown):
    """A value of any size fits into a sentence of forty letters."""
    with pytest.raises(Unreadable) as failure:
        values.read_number(value)

    assert failure.value.values == {"value": shown}
