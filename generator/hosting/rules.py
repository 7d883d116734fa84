"""Rules: what all servers are to do, whatever their language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

_WHOLE = "%/:?#[]@!&'()*+,;=~"
"""What stays as it is in a whole address: nothing that a configuration gives a meaning."""

STRICT = (
    "default-src 'self'; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": f"{STRICT}; require-trusted-types-for 'script'; trusted-types guong",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FORMS = "admin/"
"""Where the forms for editing are, if the site has them."""
HSTS = "max-age=31536000"
"""Only over https, and only when all of the host's pages are: so it is a hint, not a rule."""
FOREVER = "public, max-age=31536000, immutable"
"""How long what lies in `assets/` may be kept: a file that changes gets another name."""
PICTURES = r"media/.*-[0-9a-f]{10}(-[0-9]+)?\.(avif|webp|jpg|png|svg)"
"""Paths of pictures, which are named by their content as well."""
ASK_AGAIN = "no-cache"
"""All else may be kept, but the server is asked whether it is still so."""
TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "xml": "application/xml",
    "ics": "text/calendar",
    "csv": "text/csv",
    "txt": "text/plain",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "pdf": "application/pdf",
}
WORDS = ("html", "css", "js", "json", "xml", "ics", "csv", "txt", "svg")
"""Endings of text, which is UTF-8, and may lie there compressed as well."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Where a site lies and is served, and what is no longer where it was."""

    prefix: str
    """The path of the home page: "/", or "/guong/"."""
    root: str
    """The folder that holds it."""
    gone: tuple[str, ...]
    """Addresses of withdrawn records, from the home page: "profiles/a/"."""
    moved: tuple[tuple[str, str], ...]
    """Old addresses of folders, and where they lead: an address of the site, or a whole one."""
    git_hosts: tuple[str, ...] | None = None
    """The hosts at which forms edit, "https://api.github.com"; None without forms."""

    def forms_headers(self) -> Mapping[str, str]:
        """Headers that are others for the forms; none without forms."""
        if self.git_hosts is None:
            return {}
        return {
            "Content-Security-Policy": forms_policy(self.git_hosts),
            # Git hosts let editors log in in a window of their own, which says when it is done.
            "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
        }

    def tombstones(self) -> Iterator[str]:
        """The paths that are gone."""
        return (f"{self.prefix}{path}" for path in self.gone)

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Old path, as people write it, and new address, as headers have it."""
        for old, new in self.moved:
            yield f"{self.prefix}{old}", self._target(new)

    def _target(self, new: str) -> str:
        return quote(new, safe=_WHOLE) if ":" in new else quote(f"{self.prefix}{new}", safe="/#?=&")


def forms_policy(git_hosts: Iterable[str]) -> str:
    """The policy for the forms: their program writes styles, and compiles what it checks by."""
    hosts = "".join(f" {each}" for each in git_hosts)
    return (
        "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
        f" img-src 'self' data: blob:{hosts}; connect-src 'self' blob:{hosts};"
        " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def with_and_without_slash(path: str) -> tuple[str, str]:
    """Both ways in which people write the address of a folder."""
    return path, path.rstrip("/")
