"""A theme with next to nothing in it, for tests that do not look at pages."""

from __future__ import annotations

from pathlib import Path

from generator.theme import PAGES

DESCRIPTION = "name: plain\nversion: 1\n"
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"""
PLURALS = {
    "vi": "nplurals=1; plural=0;",
    "en": "nplurals=2; plural=(n != 1);",
}
FRAME = """\
<!doctype html>
<html lang="{{ page.language }}">
<title>{{ page.path }}</title>
<h1>{% block heading %}{{ page.template }}{% endblock %}</h1>
{% block main %}{% endblock %}
</html>
"""
SHOWN = {
    "profile": "{{ view.name }}: {{ view.summary }} {% if view.body %}{{ view.body | body }}"
    "{% endif %}{% if view.portrait %}{{ view.portrait.src | url }}{% endif %}",
    "decision": "{{ view.number }}",
    "campaign": "{% if view.story %}{{ view.story | body }}{% endif %}",
}
"""What the pages show whose words tests look at; all others show their template's name."""


def write_plain_theme(folder: Path) -> None:
    """Write every template and catalogue that a theme must have."""
    pages = folder / "templates" / "pages"
    pages.mkdir(parents=True)
    (folder / "locales").mkdir()
    (folder / "theme.yaml").write_text(DESCRIPTION, encoding="utf-8")
    (folder / "templates" / "base.html").write_text(FRAME, encoding="utf-8")
    for page in PAGES:
        main = SHOWN.get(page, "")
        (pages / f"{page}.html").write_text(
            f'{{% extends "base.html" %}}\n{{% block main %}}\n{main}\n{{% endblock %}}\n',
            encoding="utf-8",
        )
    for language, plural in PLURALS.items():
        (folder / "locales" / f"{language}.po").write_text(
            CATALOGUE.format(language=language, plural=plural), encoding="utf-8"
        )
