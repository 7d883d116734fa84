"""`guong check` as editors and programs use it."""

from __future__ import annotations

import difflib
import json
import stat
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from generator import __version__
from generator.cli import main
from generator.reading.document import MAX_BYTES
from generator.tidying import Change, apply, changes
from tests.sites import AS_OF, ENGLISH, MINIMAL, Project

VIETNAMESE = {**ENGLISH, "LC_ALL": "vi_VN.UTF-8"}
CAMPAIGN = MINIMAL["campaigns/phong-trao-a.yaml"]
SILENT = CAMPAIGN + "silence:\n  - {rule: T101, reason: Chỉ để kỷ niệm}\n"
WRONG_VOTE = MINIMAL["decisions/quyet-dinh-a.yaml"] + (
    "selection: {steps: [{kind: vote, ballots: 5, in_favour: 6}]}\n"
)


def test_advice_is_grouped_by_record_with_the_line_and_a_caret(site):
    """Name, question, place, the line, a caret below the value, what to do, where to read more."""
    result = site().check("--only", "T101,P602")

    assert result.exit_code == 0
    assert result.stdout == (
        "Phong trào A\n"
        "  Please look at this  T101  content/campaigns/phong-trao-a.yaml:1:1\n"
        "    The campaign has no target.\n"
        "      title: {vi: Phong trào A, en: Campaign A}\n"
        "      ^\n"
        "    → Add `targets:`, each with a number, a unit, a baseline and a date."
        " (guong explain T101)\n"
        "\n"
        "Đồng chí A\n"
        "  Please look at this  P602  content/profiles/dong-chi-a.md:3:7\n"
        "    Nothing says on what basis somebody who may be alive is shown.\n"
        "      kind: individual\n"
        "            ^\n"
        "    → Add `consent:` with its `basis`; if the person has died, add `life: {died: …}`."
        " (guong explain P602)\n"
        "\n"
        "0 errors, 2 warnings, 0 notes in 2 records."
        " `guong explain P602` tells more about a rule.\n"
    )


def test_advice_speaks_vietnamese(site):
    """The whole of it, for those whose computer does."""
    said = site().check("--only", "T101", env=VIETNAMESE).stdout

    assert "Xin xem lại chỗ này  T101" in said
    assert "Phong trào không có chỉ tiêu." in said
    assert "0 lỗi, 1 cảnh báo, 0 lưu ý trong 1 hồ sơ." in said


def test_a_long_line_is_cut_around_the_caret(site):
    """So that the caret stands below the words it means on a narrow screen."""
    words = "chữ " * 60
    body = f"---\ntitle: A\n---\n{words}số 0912 345 678 {words}\n"
    lines = site({"pages/trang-a.md": body}).check("--only", "P601").stdout.split("\n")
    row = next(index for index, line in enumerate(lines) if line.strip() == "^")

    assert len(lines[row - 1]) < 110
    assert lines[row - 1][lines[row].index("^") :].startswith("0912 345 678")


def test_the_most_important_record_comes_first(site):
    """A record with an error stands before those with warnings."""
    said = site({"decisions/quyet-dinh-a.yaml": WRONG_VOTE}).check().stdout

    assert said.startswith("01/QĐ-A\n  This has to be mended  S302")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 0),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "warning", "--only", "E"), 0),
        (("--fail-on", "note", "--only", "E"), 1),
        (("--fail-on", "note", "--only", "T101", "--ignore", "T"), 0),
        (("--only", "Q9"), 2),
        (("--ignore", "T999"), 2),
        (("--format", "xml"), 2),
        (("--fail-on", "never"), 2),
    ],
)
def test_the_exit_status_says_how_it_went(site, arguments, status):
    """0 clean, 1 findings that weigh enough, 2 wrong usage."""
    assert site().check(*arguments).exit_code == status


def test_an_error_of_a_rule_fails(site):
    """In whatever form it is told."""
    project = site({"decisions/quyet-dinh-a.yaml": WRONG_VOTE})

    assert {project.check("--format", form).exit_code for form in ("text", "json", "sarif")} == {1}


def test_silenced_findings_are_repeated_with_their_reason(site):
    """They fail nothing and are not forgotten."""
    result = site({"campaigns/phong-trao-a.yaml": SILENT}).check(
        "--only", "T101", "--fail-on", "note"
    )

    assert result.exit_code == 0
    assert "  T101  content/campaigns/phong-trao-a.yaml: Chỉ để kỷ niệm\n" in result.stdout
    assert "1 more are silenced." in result.stdout


def test_json_holds_everything(site):
    """Counts, and each finding with its place, record and silence."""
    project = site({"campaigns/phong-trao-a.yaml": SILENT})
    told = orjson.loads(project.check("--only", "T101,P602", "--format", "json").stdout)

    assert told["version"] == __version__
    assert told["counts"] == {"error": 0, "warning": 1, "note": 0, "silenced": 1}
    assert {each["code"]: each["silenced"] for each in told["findings"]} == {
        "P602": None,
        "T101": "Chỉ để kỷ niệm",
    }
    found = next(each for each in told["findings"] if each["code"] == "P602")
    assert (found["level"], found["line"], found["column"]) == ("warning", 3, 7)
    assert found["file"] == "content/profiles/dong-chi-a.md"
    assert found["record"] == {"kind": "profile", "id": "dong-chi-a"}


def test_sarif_has_rules_results_and_suppressions(site):
    """As SARIF 2.1.0 asks: rules with their text, results with place and level."""
    project = site({"campaigns/phong-trao-a.yaml": SILENT})
    log = json.loads(project.check("--only", "T101,P602", "--format", "sarif").stdout)

    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == ["P602", "T101"]
    assert all(each["shortDescription"]["text"] and each["help"]["text"] for each in rules)
    shown, silenced = sorted(run["results"], key=lambda each: "suppressions" in each)
    assert rules[shown["ruleIndex"]]["id"] == shown["ruleId"] == "P602"
    assert shown["level"] == "warning"
    assert shown["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/profiles/dong-chi-a.md"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    assert silenced["suppressions"] == [{"kind": "inSource", "justification": "Chỉ để kỷ niệm"}]


def test_github_annotates_the_lines(site):
    """One workflow command a finding, its special signs escaped; silenced ones are left out."""
    told = site().check("--only", "T101", "--format", "github").stdout

    assert told == (
        "::warning file=content/campaigns/phong-trao-a.yaml,line=1,col=1,title=T101::The campaign"
        " has no target. Add `targets:`, each with a number, a unit, a baseline and a date.\n"
    )


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_malformed_content_is_told_in_every_form(site, form):
    """Problems of the first stage come with their code, and fail."""
    result = site({"pages/trang-a.md": "---\ntitel: A\n---\n"}).check("--format", form)

    assert result.exit_code == 1
    assert "C203" in result.stdout


def run(*arguments: str, given: str = ""):
    return CliRunner().invoke(main, arguments, input=given, env=ENGLISH)


@pytest.fixture
def untidy(site) -> Project:
    """A site with a page whose file ends its lines as Windows does."""
    page = '---\r\ntitle: A\r\n---\r\n“Một” và "hai"  ba.\r\n'
    project: Project = site({"pages/trang-a.md": page.encode()})
    return project


def fix(project: Project, *more: str, given: str = ""):
    return run(
        *("check", "--content", str(project.content), "--as-of", AS_OF, "--only", "E803", "--fix"),
        *more,
        given=given,
    )


def test_fixing_shows_the_changes_asks_and_changes_nothing_else(untidy):
    """A diff, a question, and then one file with its line ends and rights as they were."""
    page = untidy.content / "pages/trang-a.md"
    page.chmod(0o640)
    others = {path: path.read_bytes() for path in untidy.content.rglob("*.yaml")}

    result = fix(untidy, given="y\n")

    assert result.exit_code == 0
    assert "--- a/content/pages/trang-a.md" in result.output
    assert '-“Một” và "hai"  ba.' in result.output
    assert "+“Một” và “hai” ba." in result.output
    assert page.read_bytes() == "---\r\ntitle: A\r\n---\r\n“Một” và “hai” ba.\r\n".encode()
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert {path: path.read_bytes() for path in others} == others
    assert sorted(each.name for each in page.parent.iterdir()) == ["trang-a.md"]


def test_tables_and_the_settings_are_fixed_too(site):
    """The scores of a campaign and site.yaml, in which nothing else changes."""
    scores = '\ufeffunit;period;score\r\ndon-vi-a;2024-Q1;"7.5"\r\n'.encode()
    registrations = 'unit,indicator\ndon-vi-a,"Gọi  là ""sạch"", “đẹp”"\n'
    settings = f"{MINIMAL['site.yaml']}tagline: Người  tốt   # ghi  chú\n"
    project = site(
        {
            "site.yaml": settings,
            "campaigns/phong-trao-a.registrations.csv": registrations,
            "campaigns/phong-trao-a.scores.csv": scores,
        }
    )
    found = project.check("--only", "E803", "--format", "github").stdout
    fix(project, "--yes")

    assert "file=content/site.yaml,line=" in found
    assert "file=content/campaigns/phong-trao-a.registrations.csv,line=2,col=14" in found
    written = {path.name: path.read_bytes() for path in project.content.rglob("*.*")}
    assert written["site.yaml"].decode() == settings.replace("Người  tốt", "Người tốt")
    assert written["phong-trao-a.registrations.csv"].decode() == (
        'unit,indicator\ndon-vi-a,"Gọi là “sạch”, “đẹp”"\n'
    )
    assert written["phong-trao-a.scores.csv"] == scores
    assert project.check("--only", "E803", "--fail-on", "note").exit_code == 0


@pytest.mark.parametrize("given", ["n\n", "\n"])
def test_nothing_is_written_without_a_yes(untidy, given):
    """To decline leaves every file as it is."""
    page = untidy.content / "pages/trang-a.md"
    before = page.read_bytes()

    assert "Write these 1 files?" in fix(untidy, given=given).output
    assert page.read_bytes() == before


def test_scripts_say_yes_beforehand(untidy):
    """With `--yes` nobody is asked, and afterwards there is nothing left to fix."""
    assert "?" not in fix(untidy, "--yes").output.replace("“", "")
    assert changes(untidy.content) == ()


def test_a_file_that_changed_meanwhile_is_left_alone(untidy):
    """What an editor saved after the diff was shown is not overwritten."""
    (change,) = changes(untidy.content)
    change.absolute.write_text("---\ntitle: B\n---\n", encoding="utf-8")

    assert [each.code for each in apply(change)] == ["B402"]
    assert change.absolute.read_text(encoding="utf-8") == "---\ntitle: B\n---\n"


@pytest.mark.parametrize("name", ["trang-0.md", "trang-b.md"])
def test_what_a_link_leads_to_is_tidied_once(untidy, name):
    """A link within the content is no file that has changed meanwhile, and stays a link."""
    link = untidy.content / "pages" / name
    link.symlink_to("trang-a.md")

    result = fix(untidy, "--yes")

    assert "B402" not in result.output
    assert result.output.count("+++ ") == 1
    assert link.is_symlink()
    assert changes(untidy.content) == ()


@pytest.mark.parametrize(
    "more", [b"\x1b[31m", b"\xff", b"a" * MAX_BYTES], ids=["control", "encoding", "size"]
)
def test_a_file_that_cannot_be_read_is_left_alone(untidy, more):
    """It is neither shown nor written before it is told of."""
    page = untidy.content / "pages/trang-a.md"
    page.write_bytes(page.read_bytes() + more)
    before = page.read_bytes()

    result = fix(untidy, "--yes")

    assert result.exit_code == 1
    assert "@@" not in result.output
    assert page.read_bytes() == before


def diff_of(before: str, after: str) -> list[str]:
    return list(Change("a.md", Path("a.md"), before.encode(), after.encode()).diff())


@pytest.mark.parametrize("rows", [(0,), (4, 11), (4, 12), (0, 1, 2, 19), tuple(range(20))])
def test_a_diff_is_the_one_that_is_usual(rows):
    """Three lines around each change, and changes that lie close together in one hunk."""
    before = [f"dòng  {row}" for row in range(20)]
    after = [f"dòng {row}" if row in rows else line for row, line in enumerate(before)]
    usual = difflib.unified_diff(before, after, "a/a.md", "b/a.md", lineterm="")

    assert diff_of("\n".join(before), "\n".join(after)) == list(usual)


def test_a_diff_of_many_lines_compares_each_once(monkeypatch):
    """It takes no longer for lines that are all alike, in a file with as many as are allowed."""
    monkeypatch.delattr("difflib.SequenceMatcher")
    before = "a  b\n" * 20_000

    assert len(diff_of(before, before.replace("  ", " "))) == 40_003


def test_a_diff_shows_lines_that_were_joined_and_what_nobody_sees():
    """A mark between the two signs of a line end parts a line; no sign reaches the terminal."""
    assert diff_of("a\r\u200b\nb\n", "a\r\nb\n") == [
        *("--- a/a.md", "+++ b/a.md", "@@ -1,3 +1,2 @@"),
        *(" a", "-\\u200b", "-b", "+b"),
    ]
    assert diff_of("a\x9b\u202e  b", "a\x9b b")[3:] == ["-a\\x9b\\u202e  b", "+a\\x9b b"]


def test_a_disk_that_fails_leaves_the_old_file(untidy, monkeypatch):
    """The new text is written beside the old one, which stays until it is whole."""
    (change,) = changes(untidy.content)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    assert [each.code for each in apply(change)] == ["B401"]
    assert change.absolute.read_bytes() == change.before
    assert [each.name for each in change.absolute.parent.iterdir()] == ["trang-a.md"]


def test_explain_tells_a_rule_and_lists_them_all():
    """By its code, in either case; a slip is a usage error with the nearest code."""
    told = run("explain", "t102").output
    assert told.startswith("T102  A target that cannot be measured")
    assert "      - {rule: T102, reason: …}" in told
    assert "\nT102  " in run("explain").output
    slip = run("explain", "T1O2")
    assert slip.exit_code == 2
    assert "Did you mean T102?" in slip.output
