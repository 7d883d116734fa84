"""nginx (tested with 1.22): a file for /etc/nginx/conf.d/, read within `http`."""

from __future__ import annotations

from generator.hosting.rules import (
    ASK_AGAIN,
    FOREVER,
    FORMS,
    HEADERS,
    HSTS,
    PICTURES,
    TYPES,
    WORDS,
    Rules,
    with_and_without_slash,
)


def nginx(rules: Rules) -> str:
    place = (
        f'root "{rules.root}";'
        if rules.prefix == "/"
        else f'location {rules.prefix} {{ alias "{rules.root}/"; }}\n'
        f"    location = {rules.prefix[:-1]} {{ return 301 {rules.prefix}; }}"
    )
    types = "\n".join(f"        {type_} {ending};" for ending, type_ in TYPES.items())
    words = " ".join(dict.fromkeys(TYPES[each] for each in WORDS if each != "html"))
    forms = rules.forms_headers()
    headers = "\n".join(
        f'    add_header {name} "{_variable(name) if name in forms else value}" always;'
        for name, value in HEADERS.items()
    )
    return f"""\
{_of_forms(rules)}map $uri $guong_cache {{
    default "{ASK_AGAIN}";
    "~^{rules.prefix}assets/" "{FOREVER}";
    "~^{rules.prefix}{PICTURES}$" "{FOREVER}";
}}

server {{
    listen 80;
    server_name _;

    {place}
    index index.html;
    error_page 404 {rules.prefix}404.html;
    absolute_redirect off;
    server_tokens off;

{headers}
    add_header Cache-Control $guong_cache always;
    # Once every page of this host is served over https:
    # add_header Strict-Transport-Security "{HSTS}" always;

    types {{
{types}
    }}
    charset utf-8;
    charset_types {words};

    # Files that `guong build --compress` has put beside the others.
    gzip_static on;
    gzip_vary on;
    # With the module ngx_brotli (Debian: libnginx-mod-http-brotli-static):
    # brotli_static on;
{_redirects(rules)}{_tombstones(rules)}}}
"""


def _of_forms(rules: Rules) -> str:
    """Headers that depend on whether a page is one of the forms."""
    return "".join(
        f'map $uri {_variable(name)} {{\n    default "{HEADERS[name]}";\n'
        f'    "~^{rules.prefix}{FORMS}" "{value}";\n}}\n\n'
        for name, value in rules.forms_headers().items()
    )


def _variable(header: str) -> str:
    return f"$guong_{header.lower().replace('-', '_')}"


def _redirects(rules: Rules) -> str:
    return "".join(
        f'    location = "{path}" {{ return 301 "{new}"; }}\n'
        for old, new in rules.redirects()
        for path in with_and_without_slash(old)
    )


def _tombstones(rules: Rules) -> str:
    return "".join(
        f'    location = "{path}" {{ error_page 410 "{path}index.html"; return 410; }}\n'
        for path in rules.tombstones()
    )
