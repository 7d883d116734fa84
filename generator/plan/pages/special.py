"""Pages that are no record's own: tombstones, redirects and the 404 page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan.addresses import new_address, old_address
from generator.plan.page import Page
from generator.plan.record_pages import record_address
from generator.plan.scribe import Scribe, iso
from generator.records.common import Withdrawal
from generator.views.common import Link, Phrase
from generator.views.frame import Address
from generator.views.text import NotFound, Redirect, Withdrawn


def plan(scribe: Scribe) -> Iterator[Page]:
    for key, record in scribe.graph.withdrawn.items():
        withdrawal = record.withdrawal
        assert isinstance(withdrawal, Withdrawal)
        view = Withdrawn(
            key[0],
            scribe.name(scribe.graph.names[key]),
            iso(withdrawal.on),
            scribe.words(withdrawal.reason),
            scribe.link_or_none("decision", withdrawal.decision),
        )
        yield Page(record_address(scribe, key, "withdrawn"), view, scribe.graph.origins[key])
    if scribe.language == scribe.addresses.default:
        yield _not_found(scribe)
        for old, new in sorted((scribe.graph.settings.redirects or {}).items()):
            yield _redirect(scribe, old, new)


def _not_found(scribe: Scribe) -> Page:
    addresses = scribe.addresses
    homes = tuple(Link(addresses.at("", each), Phrase(each), each) for each in addresses.languages)
    searches = tuple(
        Link(addresses.at("search/", each), Phrase(each), each) for each in addresses.languages
    )
    address = Address("404.html", scribe.language, "not_found", "", (), anywhere=True)
    return Page(address, NotFound(homes, searches))


def _redirect(scribe: Scribe, old: str, new: str) -> Page:
    address = Address(old_address(old), scribe.language, "redirect", "", ())
    return Page(address, Redirect(new_address(new)), scribe.graph.redirects[old][0])
