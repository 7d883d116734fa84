"""Long listings over several pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.paging import listing_address, parted
from generator.plan.scribe import Scribe
from tests.builders import SITE, scribe_of

SIZE = 3
VIETNAMESE = scribe_of({"site.yaml": f"{SITE}page_size: {SIZE}\n"})
ENGLISH = scribe_of({"site.yaml": f"{SITE}page_size: {SIZE}\n"}, "en")


def pages(count: int, scribe: Scribe = VIETNAMESE):
    return [
        (listing_address(scribe, path, "models", "models", pager.number), part, pager)
        for path, part, pager in parted(scribe, "models/", range(count), SIZE)
    ]


@pytest.mark.parametrize(
    ("count", "parts"),
    [
        (0, [()]),
        (1, [(0,)]),
        (SIZE - 1, [(0, 1)]),
        (SIZE, [(0, 1, 2)]),
        (SIZE + 1, [(0, 1, 2), (3,)]),
        (2 * SIZE, [(0, 1, 2), (3, 4, 5)]),
        (2 * SIZE + 1, [(0, 1, 2), (3, 4, 5), (6,)]),
    ],
)
def test_entries_are_parted(count, parts):
    """An empty listing has a page, and no page but that is empty."""
    found = pages(count)

    assert [part for _, part, _ in found] == parts
    assert {pager.total for _, _, pager in found} == {count}
    assert [pager.number for _, _, pager in found] == list(range(1, len(parts) + 1))


@given(st.integers(0, 40))
def test_nothing_is_lost_or_doubled(count):
    """The pages together are the listing, in order."""
    assert [each for _, part, _ in pages(count) for each in part] == list(range(count))


def test_pages_have_addresses_of_their_own():
    """The first is the section's; every pager knows them all."""
    found = pages(7, ENGLISH)
    paths = ("en/models/", "en/models/page-2/", "en/models/page-3/")

    assert tuple(address.path for address, _, _ in found) == paths
    assert {pager.pages for _, _, pager in found} == {paths}
    assert [[crumb.key for crumb in address.crumbs] for address, _, _ in found] == [
        ["home"],
        ["home", "models"],
        ["home", "models"],
    ]
    assert [each.href for each in found[1][0].alternates] == ["models/page-2/", "en/models/page-2/"]
    assert found[1][0].crumbs[1].href == "en/models/"
    assert (found[0][0].template, found[0][0].section, found[0][0].language) == (
        "models",
        "models",
        "en",
    )
