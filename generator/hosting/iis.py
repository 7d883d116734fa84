"""IIS 10 (never tried: written by its documentation): a web.config for the folder of the site.

Needs the module URL Rewrite.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from generator.hosting.rules import (
    ASK_AGAIN,
    FOREVER,
    FORMS,
    HEADERS,
    HSTS,
    TYPES,
    WORDS,
    Rules,
    with_and_without_slash,
)


def iis(rules: Rules) -> str:
    headers = "\n".join(
        f"        <add name={quoteattr(name)} value={quoteattr(value)} />"
        for name, value in {**HEADERS, "Cache-Control": ASK_AGAIN}.items()
    )
    types = "\n".join(
        f'      <remove fileExtension=".{ending}" />\n'
        f'      <mimeMap fileExtension=".{ending}" mimeType="{_type(ending)}" />'
        for ending in TYPES
    )
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <defaultDocument>
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
{headers}
        <!-- Once every page of this host is served over https:
        <add name="Strict-Transport-Security" value="{HSTS}" /> -->
      </customHeaders>
    </httpProtocol>
    <staticContent>
{types}
    </staticContent>
    <!-- IIS compresses by itself. -->
    <urlCompression doStaticCompression="true" />
    <httpErrors errorMode="Custom">
      <remove statusCode="404" />
      <error statusCode="404" path={quoteattr(rules.prefix + "404.html")}\
 responseMode="ExecuteURL" />
    </httpErrors>
    <rewrite>
      <rules>
{_redirects(rules)}{_gone(rules)}      </rules>
    </rewrite>
  </system.webServer>
  <location path="assets">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="Cache-Control" />
          <add name="Cache-Control" value="{FOREVER}" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
{_forms(rules)}{_tombstones(rules)}</configuration>
"""


def _forms(rules: Rules) -> str:
    headers = "\n".join(
        f"          <remove name={quoteattr(name)} />\n"
        f"          <add name={quoteattr(name)} value={quoteattr(value)} />"
        for name, value in rules.forms_headers().items()
    )
    if not headers:
        return ""
    return f"""\
  <location path="{FORMS.rstrip("/")}">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
{headers}
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
"""


def _type(ending: str) -> str:
    return TYPES[ending] + ("; charset=utf-8" if ending in WORDS and ending != "svg" else "")


def _redirects(rules: Rules) -> str:
    return "".join(
        _rule(f"moved: {path}", path, f'type="Redirect" url={quoteattr(new)}')
        for (old, _), (_, new) in zip(rules.moved, rules.redirects(), strict=True)
        for path in with_and_without_slash(old)
    )


def _gone(rules: Rules) -> str:
    return "".join(
        _rule(f"gone: {path}", path, 'type="CustomResponse" statusCode="410"')
        for path in rules.gone
    )


def _rule(name: str, path: str, action: str) -> str:
    return f"""\
        <rule name={quoteattr(name)} stopProcessing="true">
          <match url={quoteattr(f"^{re.escape(path)}$")} />
          <action {action} />
        </rule>
"""


def _tombstones(rules: Rules) -> str:
    return "".join(
        f"""\
  <location path={quoteattr(path.rstrip("/"))}>
    <system.webServer>
      <httpErrors errorMode="Custom">
        <remove statusCode="410" />
        <error statusCode="410" path={quoteattr(f"{rules.prefix}{path}index.html")}\
 responseMode="ExecuteURL" />
      </httpErrors>
    </system.webServer>
  </location>
"""
        for path in rules.gone
    )
