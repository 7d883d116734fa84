"""Hosting: what web servers must be told so that a site is served as it is meant.

Each module writes one server's configuration, a text made of `Rules` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.hosting.apache import apache
from generator.hosting.caddy import caddy
from generator.hosting.iis import iis
from generator.hosting.netlify import headers
from generator.hosting.nginx import nginx
from generator.hosting.rules import Rules

SERVERS: Mapping[str, Callable[[Rules], str]] = {
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
    "iis": iis,
    "headers": headers,
}
