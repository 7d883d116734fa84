"""Caddy 2 (tried by hand with 2.6): a Caddyfile."""

from __future__ import annotations

from generator.hosting.rules import (
    ASK_AGAIN,
    FOREVER,
    FORMS,
    HEADERS,
    HSTS,
    PICTURES,
    Rules,
    with_and_without_slash,
)


def caddy(rules: Rules) -> str:
    headers = "\n".join(f'    header {name} "{value}"' for name, value in HEADERS.items())
    prefix = rules.prefix.rstrip("/")
    strip = f"        uri strip_prefix {prefix}\n" if prefix else ""
    slash = f"    redir {prefix} {rules.prefix} permanent\n" if prefix else ""
    return f"""\
# `guong.example`: the name of your host, for which Caddy gets a certificate by itself.
guong.example {{
    root * "{rules.root}"
{headers}
    header ?Cache-Control "{ASK_AGAIN}"
    header {rules.prefix}assets/* Cache-Control "{FOREVER}"
    @pictures path_regexp "^{rules.prefix}{PICTURES}$"
    header @pictures Cache-Control "{FOREVER}"
{_forms(rules)}    # Once every page of this host is served over https:
    # header Strict-Transport-Security "{HSTS}"

{slash}{_redirects(rules)}{_tombstones(rules, strip)}    handle {rules.prefix}* {{
{strip}        file_server {{
            # Files that `guong build --compress` has put beside the others.
            precompressed br gzip
        }}
    }}
    handle_errors {{
        rewrite * /404.html
        file_server
    }}
}}
"""


def _forms(rules: Rules) -> str:
    return "".join(
        f'    header {rules.prefix}{FORMS}* {name} "{value}"\n'
        for name, value in rules.forms_headers().items()
    )


def _redirects(rules: Rules) -> str:
    return "".join(
        f'    redir "{path}" "{new}" permanent\n'
        for old, new in rules.redirects()
        for path in with_and_without_slash(old)
    )


def _tombstones(rules: Rules, strip: str) -> str:
    return "".join(
        f'    handle "{path}" {{\n{strip}        file_server {{\n            status 410\n'
        "        }\n    }\n"
        for path in rules.tombstones()
    )
