"""The configuration of Decap CMS: where the content is kept, and a form for each kind of record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator.admin.forms import Widget, fields_of, words_in
from generator.glossary import meaning
from generator.inventory import Inventory
from generator.records.kinds import KIND_BY_NAME, Kind
from generator.settings import Admin, Settings
from generator.validate.shape import shape_of

ENDPOINT = "/__guong__/forms"
"""Where `guong serve` takes what the forms of the local folder send."""
EDITED = ("profile", "campaign", "decision", "model", "article", "page")
"""The kinds with a file for each record: a form edits whole files."""
_LABELS = {
    "profile": ("Profiles", "Hồ sơ"),
    "campaign": ("Campaigns", "Phong trào"),
    "decision": ("Decisions", "Quyết định"),
    "model": ("Models", "Mô hình"),
    "article": ("Articles", "Bài viết"),
    "page": ("Pages", "Trang"),
}


def configuration(settings: Settings, site: Inventory, content: str, *, local: bool) -> bytes:
    """The file config.yml.

    Args:
        settings: What site.yaml says.
        site: The ids that forms offer.
        content: The name of the content folder.
        local: Whether the forms edit the folder of this machine, by way of `guong serve`.
    """
    folder = content if local or settings.admin is None else _in_repository(settings.admin, content)
    whole: dict[str, Any] = {
        "backend": _here() if local or settings.admin is None else _backend(settings.admin),
        "locale": words_in(site),
        "site_url": settings.url or "",
        "media_folder": folder,
        "public_folder": "",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": [*_collections(site, folder)],
    }
    dumped: str = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=100)
    return dumped.encode()


def _in_repository(admin: Admin, content: str) -> str:
    return f"{admin.folder.strip('/')}/{content}" if admin.folder else content


def _here() -> dict[str, str]:
    return {"name": "proxy", "proxy_url": ENDPOINT}


def _backend(admin: Admin) -> dict[str, str]:
    found = {
        "name": admin.backend,
        "repo": admin.repository,
        "branch": admin.branch,
        "base_url": admin.login,
        "api_root": admin.api,
        "app_id": admin.application,
        "auth_type": "pkce" if admin.application else None,
    }
    return {name: value for name, value in found.items() if value}


def _collections(site: Inventory, folder: str) -> Iterator[dict[str, Any]]:
    for name in EDITED:
        kind = KIND_BY_NAME[name]
        yield _collection(kind, site, folder)
        if kind.form == "markdown":
            yield from (_translations(kind, site, folder, each) for each in site.languages[1:])


def _collection(kind: Kind, site: Inventory, folder: str) -> dict[str, Any]:
    shape = shape_of(kind.type)
    called = "name" if "name" in shape.fields else "title"
    return {
        "name": kind.plural,
        "label": _label(kind, site),
        "folder": f"{folder}/{kind.plural}",
        "create": True,
        "identifier_field": called,
        "summary": f"{{{{{called}}}}}",
        "media_folder": "",
        "public_folder": "",
        **_form(kind),
        "fields": _fields(kind, site, translated=False),
    }


def _translations(kind: Kind, site: Inventory, folder: str, language: str) -> dict[str, Any]:
    """The twins of Markdown files in another language: `ho-giao.en.md`."""
    made = _collection(kind, site, folder)
    return {
        **made,
        "name": f"{kind.plural}-{language}",
        "label": f"{made['label']} ({language})",
        "create": False,
        "extension": f"{language}.md",
        "fields": _fields(kind, site, translated=True),
    }


def _label(kind: Kind, site: Inventory) -> str:
    return _LABELS[kind.name][words_in(site) == "vi"]


def _form(kind: Kind) -> dict[str, str]:
    if kind.form == "markdown":
        return {"extension": "md", "format": "yaml-frontmatter"}
    return {"extension": "yaml", "format": "yaml"}


def _fields(kind: Kind, site: Inventory, *, translated: bool) -> list[Widget]:
    shape = shape_of(kind.type)
    found = fields_of(shape, site, partly=translated)
    if kind.form == "yaml":
        # The file's name is the id; only who wants another writes one.
        return [each for each in found if each["name"] != "id"]
    story = {
        "name": "body",
        "label": meaning(kind.type, "body", words_in(site)),
        "widget": "markdown",
        # As text: a form that redraws it would write footnotes and citations in its own way.
        "modes": ["raw"],
        "editor_components": [],
        "required": False,
    }
    return [*(each for each in found if each["name"] not in ("id", "body")), story]
