"""What servers are told of a site: which addresses are gone, and which have moved."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.graph.site import SiteGraph
from generator.hosting.netlify import headers, redirects
from generator.hosting.rules import Rules
from generator.plan.addresses import Addresses, new_address, old_address, record_path
from generator.plan.page import DataFile
from generator.settings import Admin

_HOSTS = {
    "github": ("https://api.github.com",),
    "gitlab": ("https://gitlab.com",),
    "bitbucket": ("https://api.bitbucket.org",),
}
"""Where the forms reach a Git host that is not the agency's own."""


def rules_of(graph: SiteGraph, prefix: str, root: str) -> Rules:
    """The rules of a site that lies in the folder *root* and is served under *prefix*."""
    addresses = Addresses(graph)
    gone = [
        addresses.at(record_path(key), language)
        for key in graph.withdrawn
        for language in addresses.languages_of(key)
    ]
    moved = sorted(
        (old_address(old), new_address(new))
        for old, new in (graph.settings.redirects or {}).items()
    )
    # An old address that is a file has no other under which its page could be verified: that page
    # goes on to lead to the new one.
    folders = tuple((old, new) for old, new in moved if old.endswith("/"))
    return Rules(prefix, root, tuple(sorted(gone)), folders, _git_hosts(graph.settings.admin))


def _git_hosts(admin: Admin | None) -> tuple[str, ...] | None:
    """The hosts that forms for editing speak to; None where the site has no forms."""
    if admin is None:
        return None
    if admin.api:
        parts = urlsplit(admin.api)
        return (f"{parts.scheme}://{parts.netloc}",)
    return _HOSTS.get(admin.backend, ())


def rules_files(graph: SiteGraph) -> Iterator[DataFile]:
    """The files of rules that the site's host wants to find among its pages."""
    if graph.settings.hosting == "netlify":
        path = urlsplit(graph.settings.url or "").path.strip("/")
        rules = rules_of(graph, f"/{path}/" if path else "/", "")
        yield DataFile("_headers", headers(rules).encode())
        yield DataFile("_redirects", redirects(rules).encode())
