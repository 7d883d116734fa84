"""What a build makes of the rules."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.sites import MINIMAL, Project

WRONG_VOTE = MINIMAL["decisions/quyet-dinh-a.yaml"] + (
    "selection: {steps: [{kind: vote, ballots: 5, in_favour: 6}]}\n"
)
STRICT = MINIMAL["site.yaml"] + "checks: {T101: error}\n"
SILENT = MINIMAL["campaigns/phong-trao-a.yaml"] + (
    "silence:\n  - {rule: T101, reason: Chỉ để <kỷ niệm>}\n"
)


class Links(HTMLParser):
    """The addresses of links and frames, and all words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_warnings_are_counted_with_a_pointer_to_check(site):
    """The build goes on; the count is said again when nothing has changed since."""
    project = site()
    said = "warnings: see `guong check`."

    first, second = project.build(), project.build()

    assert first.exit_code == second.exit_code == 0
    assert first.stdout.splitlines()[-1].endswith(said)
    assert second.stdout.splitlines()[-1] == first.stdout.splitlines()[-1]
    assert said not in project.build("--quiet").stdout


def test_a_site_without_warnings_hears_nothing_of_them(site):
    """What is silenced or turned off is not counted."""
    off = ", ".join(f"{code}: off" for code in ("S301", "M501", "M502", "P602", "R201", "R202"))
    project = site(
        {
            "site.yaml": MINIMAL["site.yaml"] + f"checks: {{{off}}}\n",
            "campaigns/phong-trao-a.yaml": SILENT,
        }
    )

    assert "warning" not in project.build().stdout


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"decisions/quyet-dinh-a.yaml": WRONG_VOTE},
            "content/decisions/quyet-dinh-a.yaml:7:57: S302",
        ),
        ({"site.yaml": STRICT}, "content/campaigns/phong-trao-a.yaml:1:1: T101"),
    ],
)
def test_errors_of_rules_stop_the_build(published, files, expected):
    """Told like any other error; what was published stays."""
    published.write(files)

    assert published.fails().codes == [expected]


def test_a_silenced_error_stops_nothing(published):
    """The reason stands in the record, and the report repeats it."""
    published.write({"site.yaml": STRICT, "campaigns/phong-trao-a.yaml": SILENT})

    assert published.build().exit_code == 0


def reported(project: Project, place: str = "bao-cao/cau-hoi.html") -> Path:
    result = project.build("--report", str(project.root / place))
    assert result.exit_code == 0, result
    return project.root / place


def test_the_report_shows_findings_beside_the_pages_they_concern(site):
    """Each with its rule and place; every page it shows is there, and nothing comes from afar."""
    file = reported(site({"campaigns/phong-trao-a.yaml": SILENT}))
    links = Links(file.read_text(encoding="utf-8"))
    pages = {each for each in links.found if not each.startswith("#")}

    assert "../output/campaigns/phong-trao-a/index.html" in pages
    assert all((file.parent / each).is_file() for each in pages)
    words = " ".join(links.words)
    assert "content/profiles/dong-chi-a.md:3:7" in words
    assert "Silenced in the record: Chỉ để <kỷ niệm>." in words


def test_the_report_is_not_part_of_the_site(site):
    """No page links to it, and the output does not hold it."""
    project = site()
    reported(project)

    for page in project.output().rglob("*.html"):
        assert "cau-hoi" not in page.read_text(encoding="utf-8")
    assert not list(project.output().rglob("cau-hoi*"))


def test_a_report_is_made_though_nothing_changed_and_though_rules_stop_the_build(published):
    """It is then that editors need it."""
    reported(published)
    published.write({"site.yaml": STRICT})
    file = published.root / "b.html"

    assert published.build("--report", str(file)).exit_code == 1
    assert "This has to be mended." in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["output/b.html", "content/b.html"])
def test_a_report_may_not_lie_in_the_site(published, place):
    """Neither among what is published nor among what is read."""
    assert "B118" in published.fails("--report", place).stderr


def test_a_report_that_cannot_be_written_is_a_problem_in_words(published):
    """Nothing is published then, since the editors would not know."""
    (published.root / "folder").write_text("", encoding="utf-8")

    assert "B119" in published.fails("--report", "folder/b.html").stderr
