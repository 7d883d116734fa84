"""Apache (tested with 2.4): lines for a `<VirtualHost>`."""

from __future__ import annotations

import re

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


def apache(rules: Rules) -> str:
    place = (
        f'DocumentRoot "{rules.root}"'
        if rules.prefix == "/"
        else f'Alias "{rules.prefix}" "{rules.root}/"\n'
        f'RedirectMatch 301 "^{re.escape(rules.prefix[:-1])}$" "{rules.prefix}"'
    )
    types = "\n".join(f"    AddType {type_} .{ending}" for ending, type_ in TYPES.items())
    words = " ".join(f".{each}" for each in WORDS)
    headers = "\n".join(
        f'    Header always set {name} "{value}"' for name, value in HEADERS.items()
    )
    return f"""\
# Modules: alias, dir, headers, mime, rewrite.
{place}
{_redirects(rules)}{_tombstones(rules)}<Directory "{rules.root}">
    Require all granted
    AllowOverride None
    Options FollowSymLinks
    DirectoryIndex index.html
    ErrorDocument 404 {rules.prefix}404.html

{headers}
    Header always set Cache-Control "{ASK_AGAIN}"
    # Once every page of this host is served over https:
    # Header always set Strict-Transport-Security "{HSTS}"

{types}
    AddCharset utf-8 {words}

    # Files that `guong build --compress` has put beside the others.
    RemoveLanguage .br
    RemoveType .gz
    AddEncoding br .br
    AddEncoding gzip .gz
    RewriteEngine On
    RewriteBase "{rules.prefix}"
{_variant("br", "br")}
{_variant("gzip", "gz")}
    <FilesMatch "\\.({"|".join(WORDS)})(\\.br|\\.gz)?$">
        Header merge Vary Accept-Encoding
    </FilesMatch>
</Directory>
<Location "{rules.prefix}assets/">
    Header always set Cache-Control "{FOREVER}"
</Location>
<LocationMatch "^{re.escape(rules.prefix)}{PICTURES}$">
    Header always set Cache-Control "{FOREVER}"
</LocationMatch>
{_forms(rules)}"""


def _forms(rules: Rules) -> str:
    lines = "".join(
        f'    Header always set {name} "{value}"\n' for name, value in rules.forms_headers().items()
    )
    return f'<Location "{rules.prefix}{FORMS}">\n{lines}</Location>\n' if lines else ""


def _variant(encoding: str, ending: str) -> str:
    return f"""\
    RewriteCond %{{HTTP:Accept-Encoding}} \\b{encoding}\\b
    RewriteCond %{{REQUEST_FILENAME}}.{ending} -f
    RewriteRule ^(.+\\.({"|".join(WORDS)}))$ $1.{ending} [L,E=no-gzip:1]"""


def _redirects(rules: Rules) -> str:
    return "".join(
        f'RedirectMatch 301 "^{re.escape(path)}$" "{new}"\n'
        for old, new in rules.redirects()
        for path in with_and_without_slash(old)
    )


def _tombstones(rules: Rules) -> str:
    return "".join(
        f'<Location "{path}">\n    ErrorDocument 410 {path}index.html\n</Location>\n'
        f'RedirectMatch gone "^{re.escape(path)}$"\n'
        for path in rules.tombstones()
    )
