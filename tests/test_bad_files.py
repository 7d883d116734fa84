"""Files that lead elsewhere, clash, or have odd names; folders that cannot be read or written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.sites import MINIMAL, with_field

SETTINGS = MINIMAL["site.yaml"]
PROFILE = MINIMAL["profiles/dong-chi-a.md"]
CAMPAIGN = MINIMAL["campaigns/phong-trao-a.yaml"]
MODEL = MINIMAL["models/mo-hinh-a.md"]
PAGE = MINIMAL["pages/trang-a.md"]


# -- files that lead elsewhere


def test_symlink_that_leaves_the_content_is_refused(published):
    """A link to a file elsewhere is named, and what it leads to is not published."""
    (published.root / "secret.md").write_text(PROFILE, encoding="utf-8")
    (published.content / "profiles/dong-chi-b.md").symlink_to(published.root / "secret.md")

    assert published.fails().lines == [
        (
            "content/profiles/dong-chi-b.md: C110 This link leads out of the content folder, or to"
            " a folder. Put the file itself here."
        )
    ]


def test_symlink_to_a_folder_is_refused(published):
    """A linked folder is not walked into."""
    (published.content / "profiles/khac").symlink_to(published.root)

    assert published.fails().codes == ["content/profiles/khac: C110"]


def test_symlink_to_itself_is_refused(published):
    """A link that runs in a circle is a line like any other."""
    (published.content / "profiles/b.md").symlink_to("b.md")

    assert [code.partition(":")[0] for code in published.fails().codes] == ["content/profiles/b.md"]


def test_file_name_that_is_not_utf8_is_refused(published):
    """A file whose name cannot be decoded is a line like any other."""
    name = os.fsencode(published.content / "profiles") + b"/\xff\xfe.md"
    Path(os.fsdecode(name)).write_text(PROFILE, encoding="utf-8")

    assert len(published.fails().lines) == 1


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "../../../../../../../../etc/passwd", "../../%2e%2e/etc/passwd"]
)
def test_file_that_climbs_out_of_the_content_is_refused(breaks, path):
    """A portrait cannot be taken from elsewhere on the disk."""
    portrait = f"portrait: {{file: '{path}', alt: Chân dung}}"
    lines = breaks({"profiles/dong-chi-a.md": with_field(PROFILE, portrait)})

    assert [line.partition(" '")[0] for line in lines] == [
        "content/profiles/dong-chi-a.md:6:18: C210"
    ]


def test_link_that_climbs_out_of_the_content_is_refused(breaks):
    """A link in a story cannot lead to files beside the content."""
    assert breaks({"profiles/dong-chi-a.md": PROFILE + "[A](../../etc/passwd)\n"}) == [
        (
            "content/profiles/dong-chi-a.md:8:5: C210 '../../etc/passwd' leads out of the content"
            " folder. Write the path from this file, such as `../profiles/ho-giao.md`."
        )
    ]


def test_path_from_the_root_of_the_disk_is_refused(breaks):
    """An absolute path is refused as a field."""
    portrait = "portrait: {file: /etc/passwd, alt: Chân dung}"

    assert breaks({"profiles/dong-chi-a.md": with_field(PROFILE, portrait)}) == [
        (
            "content/profiles/dong-chi-a.md:6:18: C210 `file` leads out of the content folder:"
            " '/etc/passwd'. Name a file beside this one, such as `portrait.jpg`."
        )
    ]


@pytest.mark.parametrize(
    "old",
    [
        "../ngoai",
        "/",
        "a//b",
        "a\\b",
        "guong-manifest.json",
        "assets/../../x",
        "a/CON",
        "nul.html",
        "C:/x",
        "a./b",
        "a?b",
    ],
)
def test_redirect_from_an_impossible_address_is_refused(breaks, old):
    """An old address that is no address of the site is named where it stands in site.yaml."""
    lines = breaks({"site.yaml": SETTINGS + f"redirects:\n  '{old}': profiles/\n"})

    assert [line.partition(" ")[0] for line in lines] == ["content/site.yaml:6:3:"]


def test_redirect_to_nowhere_is_refused(breaks):
    """A redirect leads to a page of the site or to a whole address."""
    lines = breaks({"site.yaml": SETTINGS + "redirects:\n  cu: khong-co/\n"})

    assert [line.partition(" ")[0] for line in lines] == ["content/site.yaml:6:7:"]


def test_redirect_to_a_script_is_refused(breaks):
    """A redirect takes no other scheme than the web's."""
    lines = breaks({"site.yaml": SETTINGS + "redirects:\n  cu: 'javascript://x'\n"})

    assert [line.partition(" ")[0] for line in lines] == ["content/site.yaml:6:7:"]


# -- addresses


def test_page_on_the_address_of_a_section_is_refused(breaks):
    """A page called `campaigns` would hide the list of campaigns."""
    assert breaks({"pages/campaigns.md": PAGE}) == [
        (
            "content/pages/campaigns.md: C303 The address /campaigns/ is taken twice, by guong"
            " and by content/pages/campaigns.md. Rename one of them."
        )
    ]


@pytest.mark.parametrize("section", ["years", "timeline", "en"])
def test_clash_of_addresses_is_placed_in_the_file_to_mend(breaks, section):
    """Whichever page was planned first, the line begins with the author's file."""
    lines = breaks({f"pages/{section}.md": PAGE})

    assert [line.partition(" ")[0] for line in lines] == [f"content/pages/{section}.md:"]


def test_redirect_on_the_address_of_a_section_is_refused(breaks):
    """An old address cannot be one that is in use."""
    lines = breaks({"site.yaml": SETTINGS + "redirects:\n  profiles: campaigns/\n"})

    assert [line.partition(" ")[0] for line in lines] == ["content/site.yaml:6:3:"]


# -- numbers and dates at the edge


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("page_size: 0", "5:12"),
        ("review_grace: 99999999999", "5:15"),
        ("url: 'http://['", "5:6"),
    ],
)
def test_setting_out_of_range_is_refused(breaks, field, place):
    """A setting that no site can have is named where it stands."""
    lines = breaks({"site.yaml": f"{SETTINGS}{field}\n"})

    assert [line.partition(" ")[0] for line in lines] == [f"content/site.yaml:{place}:"]


def test_site_without_a_language_is_refused(breaks):
    """An empty list of languages is named where it stands."""
    lines = breaks({"site.yaml": SETTINGS.replace("[vi, en]", "[]")})

    assert "content/site.yaml:2:12:" in [line.partition(" ")[0] for line in lines]


def test_unknown_time_zone_is_refused(breaks):
    """A time zone is one that the world knows."""
    assert breaks({"site.yaml": SETTINGS + "timezone: Asia/Hue\n"}) == [
        (
            "content/site.yaml:5:11: C206 `timezone` is not a known time zone: 'Asia/Hue'. Write a"
            " name such as Asia/Ho_Chi_Minh."
        )
    ]


@pytest.mark.parametrize(
    "name", ["Asia", "America/Argentina", "a" * 300, "localtime", "LocalTime", "../UTC"]
)
def test_what_is_no_time_zone_is_refused(breaks, name):
    """Folders of time zones, names that no file has, and that of the machine."""
    (line,) = breaks({"site.yaml": f"{SETTINGS}timezone: {name}\n"})

    assert line.startswith("content/site.yaml:5:11: C206 `timezone` is not a known time zone")


def test_review_planned_for_the_last_day_of_the_calendar_is_accepted(accepts):
    """The days of grace after a date may lead beyond the calendar."""
    review = "milestones:\n  - {kind: interim_review, planned: 9999-12-31, title: Sơ kết}\n"

    project = accepts({"campaigns/phong-trao-a.yaml": CAMPAIGN + review})

    assert project.output("campaigns/phong-trao-a/index.html").is_file()


def test_campaign_over_all_years_is_accepted(accepts):
    """A period from the first to the last year of the calendar makes pages."""
    period = CAMPAIGN.replace("2024-01-01", "0001").replace("2025-12-31", "9999")

    project = accepts({"campaigns/phong-trao-a.yaml": period})

    assert project.output("campaigns/phong-trao-a/index.html").is_file()


def test_number_of_twenty_digits_does_not_break_the_build(published):
    """A figure beyond 64 bits is either published or refused in words."""
    budget = "resources: {budget: {amount: 99999999999999999999, currency: VND}}"
    published.write({"models/mo-hinh-a.md": with_field(MODEL, budget)})

    assert "itself failed" not in published.build().stderr


# -- folders


def test_empty_content_folder_says_what_to_add(published):
    """A folder without anything in it is told to begin with site.yaml."""
    shutil.rmtree(published.content)
    published.content.mkdir()

    assert published.fails().lines == [
        (
            "content/site.yaml: C402 There is no site.yaml in the content folder. Add one that"
            " says at least `title:`, or run `guong init` in an empty folder."
        )
    ]


def test_content_without_settings_says_what_to_add(published):
    """Records without a site.yaml are no site."""
    (published.content / "site.yaml").unlink()

    assert published.fails().codes == ["content/site.yaml: C402"]


def test_missing_content_folder_is_named(published):
    """Somebody in the wrong folder is told so."""
    shutil.rmtree(published.content)

    assert published.fails().lines == [
        (
            "content: C401 There is no content folder here. Run `guong init`, or name the folder"
            " with --content."
        )
    ]


def test_file_in_place_of_the_content_folder_is_named(published):
    """A file is no folder."""
    shutil.rmtree(published.content)
    published.content.write_text("a", encoding="utf-8")

    assert published.fails().codes == ["content: C401"]


@pytest.mark.parametrize(
    "command",
    ["build", "check", "check --fix", "new profile A", "schema", "export a.csv", "import a.csv"],
)
def test_folder_of_a_name_that_is_too_long_is_not_there(command, tmp_path, monkeypatch):
    """No command takes what the system says of it for a failure of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("name\nA\n", encoding="utf-8")

    result = CliRunner().invoke(main, [*command.split(), "--content", "a" * 300])

    assert result.exit_code == 1
    assert f"{'a' * 300}: C401 " in result.output


def test_file_of_no_use_is_named(breaks):
    """A file that would silently be left out is named."""
    assert breaks({"profile/dong-chi-b.md": PROFILE}) == [
        (
            "content/profile/dong-chi-b.md: C115 This file is in no folder of records, or has the"
            " wrong ending for it. Did you mean `profiles/….md`?"
        )
    ]


def test_translation_without_its_record_is_named(breaks):
    """An English file alone is half a record."""
    assert breaks({"profiles/dong-chi-b.en.md": PROFILE}) == [
        (
            "content/profiles/dong-chi-b.en.md: C117 There is no dong-chi-b.md beside this file."
            " Write the record itself first; this file only adds to it."
        )
    ]


def test_output_beneath_a_file_is_one_sentence(published):
    """Where no folder can be made, nothing was published, and that is what is said."""
    (published.root / "tep").write_text("a", encoding="utf-8")
    result = published.fails("--output", "tep/output")

    assert len(result.lines) == 1
    assert "part of the site" not in result.stderr


def test_output_that_is_a_file_is_refused(published):
    """A file is not replaced by a folder."""
    (published.root / "tep").write_text("a", encoding="utf-8")

    assert published.fails("--output", "tep").lines == [
        (
            "tep: B102 This is not a folder, so the site cannot be put there. Choose a folder with"
            " --output."
        )
    ]
    assert (published.root / "tep").read_text(encoding="utf-8") == "a"


def test_foreign_output_folder_is_refused_and_untouched(published):
    """A folder with somebody's files in it is not published into."""
    foreign = published.root / "nha"
    foreign.mkdir()
    (foreign / "index.html").write_text("của tôi", encoding="utf-8")

    assert published.fails("--output", "nha").lines == [
        (
            "nha: B101 This folder is in use, and nothing that can be read in it says that guong"
            " made it. Nothing was published: choose another folder with --output, or empty this"
            " one."
        )
    ]
    assert [path.name for path in foreign.iterdir()] == ["index.html"]
    assert (foreign / "index.html").read_text(encoding="utf-8") == "của tôi"


def test_content_folder_is_no_output_folder(published):
    """Publishing over the content is refused and loses nothing."""
    published.fails("--output", "content")

    assert (published.content / "site.yaml").read_text(encoding="utf-8") == SETTINGS


def test_misspelt_table_beside_a_record_is_named(breaks):
    """A table that no record has is not quietly taken for a file to offer."""
    assert breaks({"campaigns/phong-trao-a.score.csv": "unit,period,score\n"}) == [
        (
            "content/campaigns/phong-trao-a.score.csv: C115 'score' is no table that a record has"
            " beside it. Did you mean `scores`?"
        )
    ]


@pytest.mark.parametrize("inside", ["content/out", "."])
def test_output_and_content_cannot_lie_in_each_other(published, inside):
    """Publishing into the content, or around it, is refused before anything is read."""
    result = published.fails("--output", str(published.root / inside))

    assert [line.split(": ", 1)[1] for line in result.lines] == [
        (
            "B108 The output folder and the content folder lie in each other."
            " Choose another folder with --output."
        )
    ]


@pytest.mark.parametrize("inside", ["themes/plain/assets/site", "themes/plain/x", "themes"])
def test_output_and_theme_cannot_lie_in_each_other(published, inside):
    """What was published would be published again as assets, and more of it each time."""
    result = published.fails("--output", str(published.root / inside))

    assert [line.split(": ", 1)[1] for line in result.lines] == [
        (
            "B108 The output folder and the folder of the theme lie in each other."
            " Choose another folder with --output."
        )
    ]


def test_state_cannot_lie_in_the_theme(published):
    """It would be published as an asset."""
    content = published.theme / "assets" / "content"
    shutil.copytree(published.content, content)

    result = published.fails("--content", str(content), "--theme", str(published.theme))

    assert [code.rpartition(" ")[2] for code in result.codes] == ["B108"]
    assert "What guong remembers would lie in the folder of the theme." in result.stderr
