"""The manual: every command on its pages does what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import serve
from generator.cli import main
from generator.manual import topics
from generator.scaffold import begin
from tests.html_pages import Page, broken_references, pages_of

DOCS = Path(__file__).parents[1] / "docs"
TASKS = ("first-profile", "campaign", "model", "publish", "forms", "theme")
ENGLISH = {"LANGUAGE": "", "LC_ALL": "C", "VISUAL": "", "EDITOR": ""}
MADE = {
    "first-profile": "my-site/content/profiles/dong-chi-c.md",
    "campaign": "content/decisions/khen-thuong-phong-trao.yaml",
    "model": "content/models/cat-vai-theo-kho.md",
    "publish": "output/index.html",
    "forms": "content/site.yaml",
    "theme": ".guong/gallery/index.html",
}
_INLINE = re.compile(r"`guong ((?:explain|serve|schema)[^`]*)`")


def commands(page: str) -> list[list[str]]:
    """The commands of a page in order, those within sentences last."""
    text = (DOCS / page).read_text(encoding="utf-8")
    lines = re.findall(r"^    ((?:guong|cd) .+)$", text, re.MULTILINE)
    inline = [f"guong {each}" for each in _INLINE.findall(text)]
    return [shlex.split(line) for line in (*lines, *inline)]


def blocks(page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.findall(r"(?:^    .*\n)+", text, re.MULTILINE)
    return [re.sub(r"^    ", "", each, flags=re.MULTILINE) for each in found]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An example site as the current folder, where serving ends at once."""
    begin(tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    monkeypatch.setattr(serve, "serve", lambda *_, **__: ())
    return tmp_path / "site"


@pytest.mark.parametrize("task", TASKS)
def test_every_command_of_a_page_works(
    task: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the page each command succeeds, and makes what the page says."""
    if task == "theme":
        theme, style = (each for each in blocks("theme.md") if not each.startswith("guong"))
        (here / "themes/lam/assets").mkdir(parents=True)
        (here / "themes/lam/theme.yaml").write_text(theme, encoding="utf-8")
        (here / "themes/lam/assets/tokens.css").write_text(style, encoding="utf-8")
    for program, *words in commands(f"{task}.md"):
        if program == "cd":
            monkeypatch.chdir(words[0])
            continue
        result = CliRunner().invoke(main, words, env=ENGLISH)
        assert result.exit_code == 0, (words, result.output)

    assert (here / MADE[task]).is_file()


@pytest.mark.parametrize("task", TASKS)
def test_both_pages_have_the_same_commands(task: str) -> None:
    """The Vietnamese page and the English one do not drift apart."""
    assert commands(f"{task}.md") == commands(f"{task}.vi.md")
    assert blocks(f"{task}.md") == blocks(f"{task}.vi.md")


def test_what_the_pages_show_is_content(here: Path) -> None:
    """The milestone, measurement and adoption that pages show can be written as they are."""
    milestone = blocks("campaign.md")[2].partition("\n")[2]
    measurement = blocks("campaign.md")[1].partition("\n")[2]
    adoption = next(each for each in blocks("model.md") if "adoptions" in each).partition("\n")[2]
    for file, field, indent, added in (
        ("campaigns/phong-trao-vi-du.yaml", "milestones:", "", milestone),
        ("campaigns/phong-trao-vi-du.yaml", "measurements:", "    ", measurement),
        ("models/cat-vai-theo-co.md", "adoptions:", "", adoption),
    ):
        path = here / "content" / file
        lines = "".join(f"{indent}{line}\n" for line in added.splitlines())
        text = path.read_text(encoding="utf-8")
        grown = re.sub(rf"^( *{field}.*\n)", lambda found: found[1] + lines, text, flags=re.M)  # noqa: B023
        assert grown != text
        path.write_text(grown, encoding="utf-8")

    result = CliRunner().invoke(main, ["check", "--quiet"], env=ENGLISH)

    assert result.exit_code == 0, result.output


def test_the_manual_is_a_site_made_by_guong(tmp_path: Path) -> None:
    """Each topic is a page in each language it is written in, and every link leads somewhere."""
    manual = tmp_path / "manual"
    result = CliRunner().invoke(main, ["help", "--site", str(manual)], env=ENGLISH)

    assert result.exit_code == 0, result.output
    for topic, heading in topics("vi").items():
        assert topics("en")[topic] in Page(manual / topic / "index.html").text
        if (DOCS / f"{topic}.vi.md").is_file():
            assert heading in Page(manual / "vi" / topic / "index.html").text
    assert broken_references(manual, pages_of(manual)) == []


def test_help_shows_pages_in_the_reader_s_language() -> None:
    """Topics are listed with their headings; a page comes in the language that is asked for."""
    run = CliRunner()

    listed = run.invoke(main, ["help"], env=ENGLISH).output
    shown = run.invoke(main, ["help", "first-profile", "--lang", "vi"], env=ENGLISH).output
    only_english = run.invoke(main, ["help", "cluster"], env={"LANGUAGE": "vi"}).output

    assert "first-profile   Write your first profile\n" in listed
    assert all(f"\n{each} " in f"\n{listed}" for each in (*TASKS, "import"))
    assert shown == (DOCS / "first-profile.vi.md").read_text(encoding="utf-8")
    assert only_english == (DOCS / "cluster.md").read_text(encoding="utf-8")


def test_a_slip_in_a_topic_gets_the_nearest() -> None:
    """An unknown topic is a usage error, with a hint; paths are no topics."""
    run = CliRunner()

    slip = run.invoke(main, ["help", "campain"], env=ENGLISH)
    path = run.invoke(main, ["help", "../README"], env=ENGLISH)

    assert (slip.exit_code, path.exit_code) == (2, 2)
    assert "Did you mean campaign?" in slip.output


@pytest.mark.parametrize("name", [*main.commands])
def test_help_of_every_command_has_examples(name: str) -> None:
    """Whoever asks for help gets a command to copy, which the command line understands."""
    text = CliRunner().invoke(main, [name, "--help"]).output
    examples = re.findall(r"^ +guong (.+?)(?: {2,}.*)?$", text, re.MULTILINE)

    used = []
    for each in (part for line in examples for part in line.split(" && guong ")):
        first, *rest = shlex.split(each)
        used.append(main.commands[first].make_context(first, rest).info_name)
    assert name in used
