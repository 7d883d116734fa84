"""The author's desk: sites with and without examples, records as asked for, editors set up."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import cli_desk
from generator.build import check
from generator.cli import main
from generator.cli_desk import KIND_NAMES
from generator.editing import edit
from generator.filling import FIELDS
from generator.records.kinds import KIND_BY_NAME
from generator.scaffold import begin
from generator.schema.desk import furnish
from generator.task import Options

ENGLISH = {"LANGUAGE": "", "LC_ALL": "C", "VISUAL": "", "EDITOR": ""}
VALUES = {
    "unit": "to-mot",
    "campaign": "phong-trao-vi-du",
    "title": "lao-dong-gioi",
    "topic": "tiet-kiem",
    "date": "2026-03-31",
}


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, arguments, env=ENGLISH, input=typed)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an example site, as the current one."""
    assert begin(tmp_path / "site")[1] == ()
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_desk, "_on_terminal", lambda: True)


def record_of(file: Path) -> dict[str, object]:
    text = file.read_text(encoding="utf-8")
    # Everything is text, as in guong.
    value = yaml.load(text.split("---\n")[1] if file.suffix == ".md" else text, yaml.BaseLoader)
    record: dict[str, object] = value[-1] if isinstance(value, list) else value
    return record


def test_an_empty_site_builds(tmp_path: Path) -> None:
    """`--empty` begins a site without records, which is good and grows."""
    result = run("init", str(tmp_path / "site"), "--empty")
    content = tmp_path / "site" / "content"

    assert result.exit_code == 0
    checked = check(Options(content, tmp_path / "o", tmp_path / "s"))
    assert (checked.problems, sum(checked.counts.values())) == ((), 0)
    assert (tmp_path / "site/.gitignore").is_file()
    assert run("new", "unit", "Đơn vị A", "--content", str(content)).exit_code == 0


def test_init_asks_on_a_terminal_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere the site has examples; an option is an answer."""
    unasked = run("init", str(tmp_path / "a"), typed="n\n")
    monkeypatch.setattr(cli_desk, "_on_terminal", lambda: True)
    asked = run("init", str(tmp_path / "b"), typed="n\n")
    told = run("init", str(tmp_path / "c"), "--example", typed="n\n")

    assert "?" not in unasked.output + told.output
    assert "Begin with example records to learn from?" in asked.output
    with_profiles = [(tmp_path / name / "content/profiles").is_dir() for name in "abc"]
    assert with_profiles == [True, False, True]


def test_init_sets_editors_up(project: Path) -> None:
    """VS Code is told the schema of every YAML file, the extension it takes, and the snippets."""
    settings = json.loads((project / ".vscode/settings.json").read_text(encoding="utf-8"))
    mapped = settings["yaml.schemas"]

    for file in project.glob("content/**/*.yaml"):
        name = file.relative_to(project).as_posix()
        schemas = [
            schema
            for schema, patterns in mapped.items()
            if any(re.fullmatch(each.replace("**/*", ".+"), name) for each in patterns)
        ]
        assert len(schemas) == 1, name
        assert (project / schemas[0]).is_file()
    recommended = json.loads((project / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert recommended["recommendations"] == ["redhat.vscode-yaml"]


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_snippets_are_records(project: Path, kind: str) -> None:
    """What a snippet writes, with its blanks as they are, is a record."""
    snippets = json.loads((project / ".vscode/guong.code-snippets").read_text(encoding="utf-8"))
    snippet = snippets[f"guong {kind}"]
    text = "\n".join(snippet["body"])
    assert "{{" not in text

    text = re.sub(r"\$\{\d:(\w+)\}", r"\1", text)
    text = text.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-01-01")
    values = yaml.safe_load(text.split("---\n")[1] if text.startswith("---\n") else text)

    assert snippet["scope"] == ("markdown" if text.startswith("---\n") else "yaml")
    assert "$" not in text
    assert values


def test_a_setup_that_was_changed_stays(project: Path) -> None:
    """The author's settings are kept and named; snippets that nobody touched are refreshed."""
    settings = project / ".vscode/settings.json"
    settings.write_text("{}", encoding="utf-8")
    (project / ".vscode/extensions.json").unlink()

    outcome = furnish(Path("content"))

    assert [each.at.file for each in outcome.kept] == [".vscode/settings.json"]
    assert outcome.written == (".vscode/extensions.json",)
    assert settings.read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize(
    ("kind", "option"), [(kind, option) for option in FIELDS for kind in FIELDS[option]]
)
def test_each_option_fills_its_field(project: Path, kind: str, option: str) -> None:
    """What is asked for stands in the record, once, and the record is good."""
    result = run("new", kind, "Thử", f"--{option}", VALUES[option])

    assert result.exit_code == 0, result.output
    file = Path(result.output.removeprefix("+ ").strip())
    value = record_of(file)[FIELDS[option][kind]]  # type: ignore[index]
    assert VALUES[option] in str(value)
    options = Options(Path("content"), project / "o", project / "s", drafts=True)
    assert check(options).problems == ()
    entry = file.read_text(encoding="utf-8").rpartition("- id: thu\n")[2]
    assert len(re.findall(rf"^#?(?:  )?{FIELDS[option][kind]}:", entry, re.MULTILINE)) == 1  # type: ignore[index]


def test_records_are_named_by_id_or_by_name(project: Path) -> None:
    """A unit's name will do, several topics stand in one list, and the id can be chosen."""
    run("new", "topic", "An toàn")
    topics = ("--topic", "an toàn", "--topic", "tiet-kiem")

    result = run("new", "profile", "Nguyễn Văn A", "--unit", "Tổ Một", *topics, "--id", "anh-a")

    assert result.output == "+ content/profiles/anh-a.md\n"
    record = record_of(project / "content/profiles/anh-a.md")
    assert (record["unit"], record["topics"]) == ("to-mot", ["an-toan", "tiet-kiem"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--unit", "to-mott"), "content/units.yaml: B307 There is no unit 'to-mott' here."),
        (("--unit", "to-mott"), "Did you mean 'to-mot'?"),
        (("--campaign", "xyz"), "the list of ids is phong-trao-vi-du."),
    ],
)
def test_what_is_not_there_is_not_named(project: Path, given: tuple[str, str], said: str) -> None:
    """An unknown id gets a sentence and the nearest known one, and nothing is written."""
    result = run("new", "profile", "Thử", *given)

    assert result.exit_code == 1
    assert said in result.output
    assert not (project / "content/profiles/thu.md").exists()


def test_without_any_record_to_name_the_way_on_is_told(tmp_path: Path) -> None:
    """On an empty site the hint says how to add what is missing."""
    begin(tmp_path / "site", example=False)

    result = run("new", "profile", "A", "--unit", "b", "--content", f"{tmp_path}/site/content")

    assert result.exit_code == 1
    assert "Add it first with `guong new unit NAME`." in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "profile"),
        ("new", "page", "A", "--unit", "to-mot"),
        ("new", "profile", "A", "--date", "2026-01-01"),
        ("new", "profile", "A", "--id", "Tổ Một"),
        ("new", "decision", "A", "--date", "31/3/2026"),
    ],
)
def test_wrong_usage_of_new_ends_with_2(project: Path, arguments: tuple[str, ...]) -> None:
    """A missing name, an option that means nothing here, and a bad id or day are usage errors."""
    assert run(*arguments).exit_code == 2


def test_a_decision_is_asked_for_what_it_needs(project: Path, on_terminal: None) -> None:
    """Name, unit, title and day are asked for, with an answer at hand for each."""
    result = run("new", "decision", "--no-edit", typed="Khen\nto-hai\n\n2026-03-31\n")

    assert result.exit_code == 0, result.output
    record = record_of(project / "content/decisions/khen.yaml")
    assert (record["authority"], record["title"]) == ("to-hai", "lao-dong-gioi")
    assert str(record["date"]) == "2026-03-31"
    assert "don-vi-a  to-mot  to-hai" in result.output


def test_without_an_editor_the_file_is_named(project: Path, on_terminal: None) -> None:
    """No editor is no failure: a sentence says what to do."""
    result = run("new", "page", "Liên hệ")

    assert result.exit_code == 0
    assert "content/pages/lien-he.md: B311 No editor is set" in result.output


def test_the_editor_gets_the_file(tmp_path: Path) -> None:
    """VISUAL goes before EDITOR, with options of its own; one that is not there gets a sentence."""
    program = tmp_path / "editor.py"
    program.write_text(
        "import pathlib, sys; pathlib.Path(sys.argv[2]).write_text(sys.argv[1])", encoding="utf-8"
    )
    file = tmp_path / "a b.md"
    command = f"{shlex.quote(sys.executable)} {shlex.quote(str(program))} -w"

    assert edit(file, {"VISUAL": command, "EDITOR": "nothing"}) == ()
    assert file.read_text(encoding="utf-8") == "-w"
    assert [each.code for each in edit(file, {"EDITOR": "no-such-editor"})] == ["B312"]
    assert [each.code for each in edit(file, {"EDITOR": "'"})] == ["B311"]


def test_every_kind_has_a_place_among_the_options() -> None:
    """The kinds that options fill fields of are kinds, and the fields theirs."""
    for kinds in FIELDS.values():
        for kind, field in kinds.items():
            assert field in KIND_BY_NAME[kind].type.__dataclass_fields__
