"""Schemas: they hold what guong takes, refuse what it refuses, and say what each field means."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from generator.cli import main
from generator.glossary import LANGUAGES, meaning
from generator.inventory import Inventory, inventory
from generator.records.kinds import KINDS
from generator.scaffold import begin, begin_record
from generator.schema.schemas import schemas
from generator.settings import Settings
from generator.validate.shape import Shape, shape_of

DEMONSTRATION = Path(__file__).parents[2] / "content"
EMPTY = Inventory(("vi", "en"), {})


class Core(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `on` and `no` are words, and a date is text."""


Core.yaml_implicit_resolvers = {}

for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"null|Null|NULL|~|", "nN~\0"),
):
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), [*_first, ""]
    )


def value_of(text: str) -> Any:
    """What an editor sees in a YAML file, or in the front matter of a Markdown file."""
    if text.startswith("---\n"):
        text = text.split("---\n", 2)[1]
    return yaml.load(text, Core)


def complaints(content: Path) -> list[str]:
    """What the schemas of a site say of its files."""
    made = schemas(inventory(content))
    found = []
    for file in sorted(content.rglob("*")):
        inner = file.relative_to(content)
        if file.suffix not in (".md", ".yaml") or inner.stem.count("."):
            continue
        checker = Draft202012Validator(made[inner.parts[0].removesuffix(".yaml")])
        value = value_of(file.read_text(encoding="utf-8"))
        found += [f"{inner}: {each.message}" for each in checker.iter_errors(value)]
    return found


@cache
def checkers() -> Mapping[str, Draft202012Validator]:
    return {name: Draft202012Validator(made) for name, made in schemas(EMPTY).items()}


def test_the_schemas_are_schemas() -> None:
    """Every file is a JSON Schema of the draft that it names."""
    for made in schemas(EMPTY).values():
        Draft202012Validator.check_schema(made)


def test_the_demonstration_and_the_starter_are_valid(tmp_path: Path) -> None:
    """No file of either site is marked in an editor, and neither are records begun there."""
    begin(tmp_path / "site")
    for kind in KINDS:
        begin_record(tmp_path / "site" / "content", kind.name, "Thử")

    assert complaints(tmp_path / "site" / "content") == []
    assert complaints(DEMONSTRATION) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("units", "- id: a\n  name: A\n  kind: firm\n"),
        ("units", "- id: a\n  name: A\n"),
        ("units", "id: a\nname: A\nkind: other\n"),
        ("units", "- {id: Tổ A, name: A, kind: other}\n"),
        ("units", "- {id: a, name: A, kind: other, workforce: {nay: {total: 1}}}\n"),
        ("titles", "- {id: a, name: A, form: title, level: grassroots, rank: nhất}\n"),
        ("topics", "- {id: a, name: {fr: A}}\n"),
        ("topics", "- {id: a, name: '  '}\n"),
        ("profiles", "name: A\n"),
        ("profiles", "name: A\nkind: individual\nsumary: B\n"),
        ("profiles", "name: A\nkind: individual\ndraft: maybe\n"),
        ("profiles", "name: A\nkind: individual\nlife: {born: 1985-13}\n"),
        ("profiles", "name: A\nkind: individual\ntopics: [Tiết kiệm]\n"),
        ("profiles", "name: A\nkind: individual\nportrait: {file: /a.jpg, alt: B}\n"),
        ("campaigns", "title: A\n"),
        ("campaigns", "title: A\nperiod: {start: 02/9/2024}\n"),
        (
            "campaigns",
            "title: A\nperiod: {start: 2024}\ntargets: {id: a, indicator: B, goal: 5}\n",
        ),
        ("decisions", "date: 2024\nauthority: a\ntitle: b\n"),
        ("decisions", "date: 2024\nauthority: a\ntitle: b\nrecipients: [{name: A, share: 3}]\n"),
        (
            "decisions",
            "date: 2024\nauthority: a\ntitle: b\nurl: a.vn\nrecipients: [{name: A}]\n",
        ),
        (
            "models",
            "title: A\nkind: practice\nsteps: {title: B, cost: {amount: C, currency: D}}\n",
        ),
        ("articles", "title: A\ndate: 2024-01-01 25:00\n"),
        ("articles", "title: A\ndate: 2024\nabout: [a b]\n"),
        ("site", "tagline: A\n"),
        ("site", "title: A\nchecks: {T104: never}\n"),
        ("site", "title: A\nnotice: {holidays: [2024]}\n"),
    ],
)
def test_what_guong_refuses_is_refused(file: str, text: str) -> None:
    """A wrong word, type, date or id, and an unknown or missing field are marked."""
    assert not checkers()[file].is_valid(value_of(text))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("units", ""),
        ("units", "- {id: 12, name: 12, kind: other, workforce: {2024: {total: 1 200}}}\n"),
        ("topics", "- {id: a, name: {vi: No, en: true}}\n"),
        ("profiles", "name: A\nkind: individual\ntopics: a\nsummary:\ndraft: yes\n"),
        (
            "profiles",
            "name: A\nkind: collective\nachievements: {indicator: B, after: 1_000, unit: C}\n",
        ),
        ("campaigns", "title: A\nperiod: {start: 2024-09}\nlaunched_by: Đơn vị chưa có\n"),
        (
            "decisions",
            "date: 2024\nauthority: moi\ntitle: b\nnumber: 12\nrecipients: {name: A}\n",
        ),
        ("articles", "title: A\ndate: 2024-01-01 08:30\nabout: [profile:a, b]\nextra: {x: [1]}\n"),
        ("site", "title: A\nmenu: [{to: profiles}]\nredirects: {cu/: moi/}\nchecks: {T104: off}\n"),
    ],
)
def test_what_guong_takes_is_taken(file: str, text: str) -> None:
    """Single entries, empty fields, numbers as text and ids that are new are not marked."""
    assert [each.message for each in checkers()[file].iter_errors(value_of(text))] == []


def test_ids_of_the_site_are_offered(tmp_path: Path) -> None:
    """Each reference offers the records there are, with their names."""
    files = {
        "site.yaml": "title: A\nlanguages: [vi, en]\n",
        "units.yaml": "- id: to-mot\n  name: {vi: Tổ Một, en: Team One}\n- khong\n",
        "campaigns/2024/ngan.yaml": "id: phong-trao-dai\ntitle: Phong trào\n",
        "profiles/hong.md": "không có phần đầu",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    made = schemas(inventory(tmp_path))["profiles"]

    assert made["$defs"]["unit-ids"] == {"enum": ["to-mot"], "enumDescriptions": ["Tổ Một"]}
    assert made["$defs"]["campaign-ids"]["enum"] == ["phong-trao-dai"]
    assert {"$ref": "#/$defs/unit-ids"} in made["properties"]["unit"]["anyOf"]
    assert [*made["$defs"]["words"]["anyOf"][1]["properties"]] == ["vi", "en"]


def record_types(shape: Shape) -> Iterator[Shape]:
    for part in (*shape.fields.values(), *([shape.item] if shape.item else [])):
        yield from record_types(part)
    if shape.form == "record":
        yield shape


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_described(language: str) -> None:
    """No field of any record is without words, in either language."""
    for whole in (Settings, *(kind.type for kind in KINDS)):
        for shape in record_types(shape_of(whole)):
            for each in fields(shape.type):
                assert meaning(shape.type, each.name, language).strip(), (shape.type, each.name)


def test_the_command_writes_and_writes_again(tmp_path: Path) -> None:
    """It lists what it wrote, says when nothing has changed, and offers what was added since."""
    begin(tmp_path / "site")
    content = tmp_path / "site" / "content"
    shutil.rmtree(tmp_path / "site" / ".guong-schemas")
    said = [CliRunner().invoke(main, ["schema", "--content", str(content)], env=ENGLISH)]
    said.append(CliRunner().invoke(main, ["schema", "--content", str(content)], env=ENGLISH))
    begin_record(content, "unit", "Tổ Ba")
    said.append(CliRunner().invoke(main, ["schema", "--content", str(content)], env=ENGLISH))

    assert [each.exit_code for each in said] == [0, 0, 0]
    assert f"+ {tmp_path}/site/.guong-schemas/units.schema.json\n" in said[0].output
    assert said[1].output == "Nothing has changed.\n"
    assert "units.schema.json" in said[2].output
    written = (tmp_path / "site/.guong-schemas/units.schema.json").read_text(encoding="utf-8")
    assert '"to-ba"' in written


def test_what_was_changed_by_hand_stays(tmp_path: Path) -> None:
    """A file that is not as guong left it gets one sentence and keeps every byte."""
    begin(tmp_path / "site")
    run = ["schema", "--content", f"{tmp_path}/site/content", "--output", f"{tmp_path}/own"]
    CliRunner().invoke(main, run)
    file = tmp_path / "own" / "topics.schema.json"
    crlf = tmp_path / "own" / "units.schema.json"
    file.write_text("{}", encoding="utf-8")
    crlf.write_bytes(crlf.read_bytes().replace(b"\n", b"\r\n"))

    result = CliRunner().invoke(main, run, env=ENGLISH)

    assert result.exit_code == 0
    assert result.output == (
        f"{file}: B310 This file is not as guong left it, and stays as it is."
        " For a new one, rename it and run `guong schema` again.\n"
    )
    assert file.read_text(encoding="utf-8") == "{}"


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    """A file where the folder should be, or no content, is a problem and no crash."""
    begin(tmp_path / "site")
    (tmp_path / "own").write_text("", encoding="utf-8")
    content = f"{tmp_path}/site/content"

    for options, code in (
        (["--content", content, "--output", f"{tmp_path}/own/in"], "B306"),
        (["--content", f"{tmp_path}/nowhere"], "C401"),
    ):
        result = CliRunner().invoke(main, ["schema", *options], env=ENGLISH)
        assert result.exit_code == 1
        assert f" {code} " in result.output


ENGLISH = {"LANGUAGE": "", "LC_ALL": "C"}
