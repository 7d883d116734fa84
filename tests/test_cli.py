"""The command as people and scripts use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator import __version__, build
from generator.cli import main
from generator.options import Place
from tests.sites import AS_OF, Project

DRAFT = "---\nname: Đồng chí N\nkind: individual\ndraft: true\n---\nLời.\n"
LATER = "---\ntitle: Bài sau\ndate: 2027-01-01\npublish_on: 2027-01-01\n---\nLời.\n"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", **environment}
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


def test_it_says_its_version_and_its_commands():
    """`--version` and `--help` work, and the help names every command."""
    assert run("--version").stdout == f"guong, version {__version__}\n"
    said = run("--help").stdout
    assert all(f"\n  {name} " in said for name in ("build", "check", "init", "new", "serve"))
    assert "guong init my-site\n" in said


@pytest.mark.parametrize(
    "module", ["pydantic", "jinja2", "markdown", "yaml", "babel", "livereload"]
)
def test_help_loads_nothing_heavy(module):
    """Asking for help imports none of the libraries that builds need."""
    code = "import sys, generator.cli; print(sorted(set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert f"'{module}'" not in loaded.stdout


@pytest.mark.parametrize(
    "arguments",
    [["build", "--as-of", "1961-13-01"], ["build", "--nonsense"], ["fly"], ["new", "medal", "A"]],
)
def test_wrong_usage_ends_with_2(arguments):
    """What the command line does not know is a usage error, in a sentence."""
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 2
    assert "Error:" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--content", "loop"],
        ["build", "--content", "loop/content"],
        ["build", "--output", "loop"],
        ["build", "--report", "loop"],
        ["gallery", "--output", "none/../loop"],
        ["help", "--site", "loop"],
        ["hosting", "nginx", "--root", "loop"],
        ["release", "loop"],
        ["serve", "--content", "loop"],
    ],
    ids=" ".join,
)
def test_a_link_in_a_circle_is_one_sentence(tmp_path, monkeypatch, arguments):
    """Wherever a path may be named."""
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 2
    assert result.output.endswith(f": {arguments[-1]!r} is a link in a circle.\n")


def test_every_path_that_may_be_named_is_looked_at():
    """For links in a circle: no option and no argument has Click's own type for paths."""
    parameters = [each for command in main.commands.values() for each in command.params]
    paths = [each for each in parameters if isinstance(each.type, click.Path)]

    assert len(paths) > 20
    assert [each.name for each in paths if not isinstance(each.type, Place)] == []


def test_a_file_may_be_a_pipe(site):
    """What /dev/stdout leads to has no name by which it could be written whole; only data go in."""
    result = run("export", "/dev/stdout", "--content", str(site().content))

    assert (result.returncode, result.stderr) == (0, "Wrote 1 awards into /dev/stdout.\n")
    assert result.stdout.splitlines()[1].startswith("01/QĐ-A,")
    assert len(result.stdout.splitlines()) == 2


def test_quiet_says_nothing_and_verbose_names_files(site):
    """`--quiet` is silent when all is well; `--verbose` lists what changed."""
    project = site()

    assert "+ index.html\n" in project.build("--verbose").stdout
    assert project.build("--quiet").stdout == ""
    (project.content / "pages/trang-a.md").unlink()
    assert "- trang-a/index.html\n" in project.build("--verbose").stdout


def test_verbose_says_why_each_page_was_made_anew(site):
    """One line a page with the reason; nothing when nothing changed."""
    project = site()

    assert "* index.html: The page is new\n" in project.build("--verbose").stdout
    assert "*" not in project.build("--verbose").stdout
    (project.theme / "templates/pages/home.html").write_text("Home", encoding="utf-8")
    (project.output("years/index.html")).unlink()
    said = project.build("--verbose").stdout
    assert [line for line in said.splitlines() if line.startswith("*")] == [
        "* index.html: Its template has changed",
        "* years/index.html: The published file was not as guong left it",
        "* en/index.html: Its template has changed",
    ]
    (project.content / "profiles/dong-chi-a.md").write_text(
        "---\nname: Đồng chí B\nkind: individual\nsummary: S.\n---\nLời.\n", encoding="utf-8"
    )
    assert (
        "* profiles/dong-chi-a/index.html: What it shows has changed\n"
        in project.build("--verbose").stdout
    )


def test_drafts_are_shown_on_request(site):
    """Drafts and what is not yet due have pages only with `--drafts`."""
    project = site({"profiles/dong-chi-n.md": DRAFT, "articles/bai-sau.md": LATER})
    pages = [
        project.root / f"output/{path}/index.html"
        for path in ("profiles/dong-chi-n", "articles/bai-sau")
    ]

    project.build()
    assert [page.exists() for page in pages] == [False, False]
    project.build("--drafts")
    assert [page.exists() for page in pages] == [True, True]


def test_the_day_decides_what_is_due(site):
    """`--as-of` brings out what is due by then; SOURCE_DATE_EPOCH does the same without it."""
    project = site({"articles/bai-sau.md": LATER})
    page = project.root / "output/articles/bai-sau/index.html"
    runner = CliRunner()
    options = ["build", "--content", str(project.content), "--output", str(project.root / "output")]

    runner.invoke(main, [*options, "--as-of", "2026-12-31"])
    assert not page.exists()
    runner.invoke(main, [*options, "--as-of", "2027-01-01"])
    assert page.exists()
    # 2026-12-31 17:30 UTC is already the new year in Việt Nam.
    runner.invoke(main, options, env={"SOURCE_DATE_EPOCH": "1798651799"})
    assert not page.exists()
    runner.invoke(main, options, env={"SOURCE_DATE_EPOCH": "1798738200"})
    assert page.exists()


def test_problems_go_to_standard_error_in_the_language_asked_for(site):
    """A script can part results from problems; the locale chooses the words."""
    project: Project = site({"profiles/dong-chi-a.md": "---\nkind: individual\n---\nLời.\n"})
    content = str(project.content)

    english = run("check", "--content", content)
    vietnamese = run("check", "--content", content, LC_ALL="vi_VN.UTF-8")

    assert (english.returncode, english.stdout) == (1, "")
    assert "C202 `name` is missing. Add a line that begins with `name:`." in english.stderr
    assert "C202 Thiếu `name`. Hãy thêm một dòng bắt đầu bằng `name:`." in vietnamese.stderr


def test_colours_only_where_they_are_wanted(site):
    """Problems are bold on a terminal, and plain with NO_COLOR."""
    project: Project = site({"profiles/dong-chi-a.md": "---\nkind: individual\n---\n"})
    arguments = ["check", "--content", str(project.content), "--as-of", AS_OF]

    coloured = CliRunner().invoke(main, arguments, color=True)
    plain = CliRunner().invoke(main, arguments, color=True, env={"NO_COLOR": "1"})

    assert "\x1b[1m" in coloured.output
    assert "\x1b" not in plain.output


def test_a_mistake_of_the_generator_is_a_sentence(site, monkeypatch):
    """No traceback reaches an author; GUONG_DEBUG shows it to whoever mends it."""
    project: Project = site()

    def broken(*_: object) -> None:
        raise RuntimeError("of our own")

    monkeypatch.setattr(build, "plan_each", broken)
    arguments = [
        "build",
        "--content",
        str(project.content),
        "--output",
        str(project.root / "output"),
    ]
    result = CliRunner().invoke(main, arguments, env={"LC_ALL": "C", "LANGUAGE": ""})
    shown = CliRunner().invoke(main, arguments, env={"GUONG_DEBUG": "1"})

    assert result.exit_code == 1
    assert result.output.startswith("The generator itself failed: RuntimeError: of our own.\n")
    assert "Traceback" not in result.output
    assert isinstance(shown.exception, RuntimeError)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a place that takes nothing")
def test_output_that_cannot_be_shown_is_one_sentence() -> None:
    """A list that is led into a file on a full disk is no mistake of ours."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        made = subprocess.run(
            [sys.executable, "-m", "generator", "explain", "--markdown"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""},
            check=False,
        )

    assert made.returncode == 1
    assert made.stderr == "What was to be shown could not be: No space left on device.\n"


def test_a_profile_says_where_the_time_went(published: Project):
    """A line a step for people, or the same as JSON for programs; also where nothing was done."""
    table, numbers = published.root / "time.txt", published.root / "time.json"
    published.build("--profile", str(table), "--theme", str(published.theme))
    published.build("--profile", str(numbers), "--drafts")

    steps = [line.split("  ")[0] for line in table.read_text().splitlines()]
    assert steps[:3] == ["step", "discover", "read"]
    assert steps[-2:] == ["everything else", "in all"]
    assert [each["name"] for each in json.loads(numbers.read_text())] == steps[1:-1]


@pytest.mark.parametrize("place", ["content/site.yaml", "output/index.html"])
def test_where_the_time_went_is_not_written_over_the_site(published: Project, place: str):
    """Neither over what is read nor over what is published, even if nothing has changed."""
    file = published.root / place
    before = file.read_bytes()

    assert published.fails("--profile", place).codes == [f"{place}: B118"]
    assert file.read_bytes() == before


def test_init_then_new_then_build(tmp_path: Path):
    """The README's first steps work one after the other."""
    assert run("init", str(tmp_path / "my-site")).returncode == 0
    content = ["--content", str(tmp_path / "my-site/content")]

    made = run("new", "profile", "Đồng chí C", *content)
    built = run("build", *content, "--output", str(tmp_path / "my-site/output"))

    assert made.stdout.strip().endswith("content/profiles/dong-chi-c.md")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "my-site/output/profiles/dong-chi-c/index.html").is_file()
