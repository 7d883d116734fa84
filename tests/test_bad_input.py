"""Bad content: one clear line for each problem, and the published site stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.pictures import picture
from tests.sites import ENGLISH, MINIMAL, Project, with_field

SETTINGS = MINIMAL["site.yaml"]
UNITS = MINIMAL["units.yaml"]
PROFILE = MINIMAL["profiles/dong-chi-a.md"]
CAMPAIGN = MINIMAL["campaigns/phong-trao-a.yaml"]
DECISION = MINIMAL["decisions/quyet-dinh-a.yaml"]
MODEL = MINIMAL["models/mo-hinh-a.md"]
REPOSITORY = Path(__file__).parent.parent


# -- fields


def test_wrong_type_is_named_with_its_place(breaks):
    """Words where a number belongs are quoted with the field's line and column."""
    target = "targets:\n  - id: a\n    indicator: A\n    goal: {value: nhiều, by: 2025}\n"

    assert breaks({"campaigns/phong-trao-a.yaml": CAMPAIGN + target}) == [
        (
            "content/campaigns/phong-trao-a.yaml:9:19: C208 `value` is not a number: 'nhiều'."
            " Write digits with a point as the decimal mark, such as 14.5."
        )
    ]


def test_list_where_a_text_belongs_is_named(breaks):
    """A list is no text."""
    assert breaks({"profiles/dong-chi-a.md": PROFILE.replace("Đồng chí A\n", "[A, B]\n", 1)}) == [
        (
            "content/profiles/dong-chi-a.md:2:7: C201 `name` is not a text. Write words, or one"
            " text a language: `{vi: …, en: …}`."
        )
    ]


def test_text_where_fields_belong_is_named(breaks):
    """A word is no mapping."""
    assert breaks({"profiles/dong-chi-a.md": with_field(PROFILE, "life: dài")}) == [
        (
            "content/profiles/dong-chi-a.md:6:7: C201 `life` has no fields of its own. Write its"
            " fields beneath it, indented by two spaces."
        )
    ]


def test_wrong_word_for_a_choice_is_named(breaks):
    """A misspelt choice gets the nearest one as a hint."""
    assert breaks({"profiles/dong-chi-a.md": PROFILE.replace("individual", "indvidual")}) == [
        (
            "content/profiles/dong-chi-a.md:3:7: C206 `kind` cannot be 'indvidual'. Did you mean"
            " `individual`?"
        )
    ]


def test_missing_field_is_named(breaks):
    """A record without a required field is told which."""
    assert breaks({"profiles/dong-chi-a.md": PROFILE.replace("name: Đồng chí A\n", "")}) == [
        (
            "content/profiles/dong-chi-a.md:2:1: C202 `name` is missing. Add a line that begins"
            " with `name:`."
        )
    ]


def test_unknown_key_gets_the_nearest_as_a_hint(breaks):
    """A misspelt key is named with the field it was meant to be."""
    assert breaks({"profiles/dong-chi-a.md": PROFILE.replace("summary:", "sumary:")}) == [
        (
            "content/profiles/dong-chi-a.md:4:1: C203 `sumary` is not a field of `profile`. Did"
            " you mean `summary`?"
        )
    ]


def test_unknown_key_in_a_translation_is_placed_there(breaks):
    """A misspelt key of an English file is found in that file."""
    assert breaks({"profiles/dong-chi-a.en.md": "---\nnmae: Comrade A\n---\n"}) == [
        (
            "content/profiles/dong-chi-a.en.md:2:1: C203 `nmae` is not a field of `profile`. Did"
            " you mean `name`?"
        )
    ]


def test_unknown_key_of_the_settings_is_named(breaks):
    """site.yaml is checked as every record is."""
    assert breaks({"site.yaml": SETTINGS + "tagine: A\n"}) == [
        "content/site.yaml:5:1: C203 `tagine` is not a field of `settings`. Did you mean `tagline`?"
    ]


def test_duplicate_key_names_the_first(breaks):
    """Of two keys of one name neither silently wins."""
    assert breaks({"profiles/dong-chi-a.md": with_field(PROFILE, "name: Đồng chí B")}) == [
        (
            "content/profiles/dong-chi-a.md:6:1: C105 `name` is given twice. It stands on line 2"
            " already; keep one of the two."
        )
    ]


def test_number_that_can_be_read_in_two_ways_is_refused(breaks):
    """10.322 is ten thousand to one reader and ten to another."""
    target = "targets:\n  - id: a\n    indicator: A\n    goal: {value: 10.322}\n"

    assert breaks({"campaigns/phong-trao-a.yaml": CAMPAIGN + target}) == [
        (
            "content/campaigns/phong-trao-a.yaml:9:19: C208 `value` can be read in two ways:"
            " '10.322'. Write 10322 for thousands, or 10.3220 for a decimal."
        )
    ]


def test_end_before_start_names_both_dates(breaks):
    """A campaign cannot end before it begins."""
    assert breaks({"campaigns/phong-trao-a.yaml": CAMPAIGN.replace("2025-12-31", "2023-12")}) == [
        (
            "content/campaigns/phong-trao-a.yaml:4:8: C205 `end` (2023-12) is before `start`"
            " (2024-01-01). Check both dates."
        )
    ]


def test_impossible_date_is_refused(breaks):
    """The 30th of February is in no calendar."""
    assert breaks(
        {"decisions/quyet-dinh-a.yaml": DECISION.replace("2025-01-15", "2025-02-30")}
    ) == [
        (
            "content/decisions/quyet-dinh-a.yaml:2:7: C204 `date` is not a date: '2025-02-30'."
            " Write 1961, 1961-10 or 1961-10-18; months run from 01 to 12."
        )
    ]


# -- ids and references


def test_duplicate_id_names_both_files(breaks):
    """Two files of one id are both named, whatever folder they lie in."""
    assert breaks({"profiles/khac/dong-chi-a.md": PROFILE}) == [
        (
            "content/profiles/khac/dong-chi-a.md: C301 Two profile records have the id"
            " 'dong-chi-a': content/profiles/dong-chi-a.md and"
            " content/profiles/khac/dong-chi-a.md. Rename one of the files, or give it an `id:` of"
            " its own."
        )
    ]


def test_duplicate_id_in_a_list_names_both_lines(breaks):
    """Two entries of one list with one id are both named."""
    assert breaks({"units.yaml": UNITS + UNITS}) == [
        (
            "content/units.yaml:4:3: C301 Two unit records have the id 'don-vi-a':"
            " content/units.yaml:1:3 and content/units.yaml:4:3. Rename one of the files, or give"
            " it an `id:` of its own."
        )
    ]


def test_duplicate_id_by_another_ending_names_both_files(breaks):
    """A .yml beside a .yaml of the same name is a second record, not a silent replacement."""
    lines = breaks({"campaigns/phong-trao-a.yml": CAMPAIGN})

    assert len(lines) == 1
    assert ": C301 " in lines[0]
    assert "content/campaigns/phong-trao-a.yaml" in lines[0]
    assert "content/campaigns/phong-trao-a.yml" in lines[0]


def test_file_name_that_is_no_id_is_refused(breaks):
    """Addresses are plain: a file's name with marks and blanks is no id."""
    assert breaks({"profiles/Đồng chí B.md": PROFILE}) == [
        (
            "content/profiles/Đồng chí B.md:2:1: C207 `id` is not an id: 'Đồng chí B'. Ids are"
            " small letters a-z and digits, joined by single hyphens, such as `ho-giao`."
        )
    ]


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
def test_name_that_windows_keeps_is_refused(breaks, name):
    """A folder of that name could not be copied to a server there."""
    assert breaks({f"profiles/{name}.md": PROFILE}) == [
        (
            f"content/profiles/{name}.md:2:1: C207 `id` cannot be '{name}': Windows keeps this name"
            f" for itself. Choose a longer id, such as `{name}-a`."
        )
    ]


def test_dangling_reference_gets_the_nearest_id_as_a_hint(breaks):
    """An unknown id is named at its place with the nearest known one."""
    assert breaks({"profiles/dong-chi-a.md": PROFILE.replace("don-vi-a", "don-vi-b")}) == [
        (
            "content/profiles/dong-chi-a.md:5:7: L101 `unit` names the unit 'don-vi-b', which does"
            " not exist. Did you mean 'don-vi-a'?"
        )
    ]


def test_dangling_reference_far_from_all_ids_says_where_to_add_it(breaks):
    """Where no id comes near, the hint is the place to add the record."""
    assert breaks({"decisions/quyet-dinh-a.yaml": DECISION.replace("dong-chi-a", "xyz")}) == [
        (
            "content/decisions/quyet-dinh-a.yaml:6:14: L101 `profile` names the profile 'xyz',"
            " which does not exist. Add it to profiles, or correct the id."
        )
    ]


def test_figure_with_an_unknown_source_is_named(breaks):
    """A source id must be in the record's own list."""
    change = "achievements:\n  - {indicator: A, after: 5, unit: kg, source: bao-a}"

    assert breaks({"profiles/dong-chi-a.md": with_field(PROFILE, change)}) == [
        (
            "content/profiles/dong-chi-a.md:7:48: L106 Source 'bao-a' is not in this record's"
            " `sources`. Add it there with an `id` and a `title`."
        )
    ]


def test_story_citing_an_unknown_source_is_named(breaks):
    """What `[^id]` refers to is a footnote of the story, or a source of the record."""
    change = "sources:\n  - {id: bao-a, title: A}"
    story = "Một.[^bao-a] Hai.[^bao-b] Ba.[^1]\n\n[^1]: Chú thích.\n"

    assert breaks({"profiles/dong-chi-a.md": with_field(PROFILE, change) + story}) == [
        (
            "content/profiles/dong-chi-a.md:10:18: L106 Source 'bao-b' is not in this record's"
            " `sources`. Did you mean 'bao-a'?"
        )
    ]


def test_dangling_publisher_is_named_with_its_place(breaks):
    """References of site.yaml have a line, a column and the nearest id as well."""
    assert breaks({"site.yaml": SETTINGS.replace("don-vi-a", "don-vi-b")}) == [
        (
            "content/site.yaml:3:12: L101 `publisher` names the unit 'don-vi-b', which does not"
            " exist. Did you mean 'don-vi-a'?"
        )
    ]


def test_dangling_entry_of_the_menu_is_named(breaks):
    """A menu entry that leads to no section and no page is named where it stands."""
    lines = breaks({"site.yaml": SETTINGS + "menu:\n  - to: trang-b\n"})

    assert [line.partition(" ")[0] for line in lines] == ["content/site.yaml:6:9:"]
    assert "'trang-b'" in lines[0]


def test_revocation_of_nobody_is_named(breaks):
    """A revocation whose recipient is not in the decision would leave the award standing."""
    revocation = "revocations:\n  - {recipient: dong-chi-b, on: 2026-01-01}\n"
    lines = breaks({"decisions/quyet-dinh-a.yaml": DECISION + revocation})

    assert [line.partition(" ")[0] for line in lines] == [
        "content/decisions/quyet-dinh-a.yaml:8:17:"
    ]


def test_link_to_a_record_that_is_not_there_is_named(breaks):
    """A link in a story is checked as every reference is."""
    story = "Xem [Đơn vị](../campaigns/phong-trao-b.yaml).\n"

    assert breaks({"profiles/dong-chi-a.md": PROFILE + story}) == [
        (
            "content/profiles/dong-chi-a.md:8:14: L103 '../campaigns/phong-trao-b.yaml' is not"
            " there. Did you mean `../campaigns/phong-trao-a.yaml`?"
        )
    ]


def test_cycle_of_units_is_named(breaks):
    """A unit cannot be above itself."""
    units = UNITS + "  parent: don-vi-b\n" + UNITS.replace("don-vi-a", "don-vi-b")

    assert breaks({"units.yaml": units + "  parent: don-vi-a\n"}) == [
        (
            "content/units.yaml:4:11: C302 `parent` runs in a circle: don-vi-a → don-vi-b →"
            " don-vi-a. Take one of these out."
        )
    ]


def test_cycle_of_predecessors_is_named(breaks):
    """Phases of a campaign follow one another and do not return."""
    files = {
        "campaigns/phong-trao-a.yaml": CAMPAIGN + "predecessor: phong-trao-b\n",
        "campaigns/phong-trao-b.yaml": CAMPAIGN + "predecessor: phong-trao-a\n",
    }

    assert breaks(files) == [
        (
            "content/campaigns/phong-trao-a.yaml:6:14: C302 `predecessor` runs in a circle:"
            " phong-trao-a → phong-trao-b → phong-trao-a. Take one of these out."
        )
    ]


def test_cycle_of_adoptions_is_named(breaks):
    """Nobody learned a model from those who learned it from him."""
    ledger = """\
adoptions:
  - {id: don-vi-b, by: Đơn vị B, learned_from: don-vi-c}
  - {id: don-vi-c, by: Đơn vị C, learned_from: don-vi-b}"""

    assert breaks({"models/mo-hinh-a.md": with_field(MODEL, ledger)}) == [
        (
            "content/models/mo-hinh-a.md:5:48: C302 `learned_from` runs in a circle: don-vi-b →"
            " don-vi-c → don-vi-b. Take one of these out."
        )
    ]


def test_cycle_of_models_is_named(breaks):
    """A model cannot be adapted from its own descendant."""
    files = {
        "models/mo-hinh-a.md": with_field(MODEL, "adapted_from: [mo-hinh-b]"),
        "models/mo-hinh-b.md": with_field(MODEL, "adapted_from: [mo-hinh-a]"),
    }

    assert breaks(files) == [
        (
            "content/models/mo-hinh-a.md:4:16: C302 `adapted_from` runs in a circle: mo-hinh-a →"
            " mo-hinh-b → mo-hinh-a. Take one of these out."
        )
    ]


# -- bytes and syntax


def test_text_that_is_not_utf8_names_the_encoding_it_seems_to_be(breaks):
    """A file saved by an old editor is refused with the place of the first such byte."""
    assert breaks({"profiles/dong-chi-a.md": PROFILE.encode("cp1258", "replace")}) == [
        (
            "content/profiles/dong-chi-a.md:2:7: C101 The file is not UTF-8 text. Save it as"
            " UTF-8; it seems to be saved as Windows-1258 (Vietnamese) now."
        )
    ]


def test_utf16_is_named(breaks):
    """What an editor calls Unicode may be UTF-16."""
    assert breaks({"profiles/dong-chi-a.md": PROFILE.encode("utf-16")}) == [
        (
            "content/profiles/dong-chi-a.md:1:1: C101 The file is not UTF-8 text. Save it as"
            ' UTF-8; it seems to be saved as UTF-16 ("Unicode") now.'
        )
    ]


@pytest.mark.parametrize("name", ["site.yaml", "units.yaml", "profiles/dong-chi-a.md"])
def test_byte_order_mark_changes_nothing(published, name):
    """A file with a byte order mark makes the same site, to the byte."""
    before = published.snapshot()
    published.write({name: b"\xef\xbb\xbf" + MINIMAL[name].encode()})

    assert published.build().exit_code == 0
    assert published.snapshot() == before


def test_windows_line_ends_change_nothing(published):
    """Files with CRLF make the same site, to the byte."""
    before = published.snapshot()
    published.write({name: text.replace("\n", "\r\n") for name, text in MINIMAL.items()})

    assert published.build().exit_code == 0
    assert published.snapshot() == before


def test_tab_in_yaml_is_placed(breaks):
    """Tabs look like blanks; their place is named."""
    assert breaks({"campaigns/phong-trao-a.yaml": CAMPAIGN.replace("  start", "\tstart")}) == [
        (
            "content/campaigns/phong-trao-a.yaml:3:1: C104 This line is indented with a tab. Use"
            " spaces at the beginning of lines, in the whole file."
        )
    ]


def test_alias_bomb_is_refused_at_its_first_anchor(breaks):
    """Ten lines that would grow to billions of entries are refused before they do."""
    bomb = "extra:\n  a0: &a0 [x, x]\n" + "".join(
        f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )

    assert breaks({"site.yaml": SETTINGS + bomb}) == [
        (
            "content/site.yaml:6:7: C106 A value must not begin with & or *. Put the text in"
            " quotes, or write the value again instead of referring to it."
        )
    ]


def test_nesting_deeper_than_forty_is_refused(breaks):
    """Brackets within brackets end at the fortieth level, counted with those around them."""
    deep = "extra: {a: " + "[" * 39 + "]" * 39 + "}\n"

    assert breaks({"site.yaml": SETTINGS + deep}) == [
        (
            "content/site.yaml:5:50: C107 Values are nested deeper than 40 levels. Check the"
            " brackets and the indentation."
        )
    ]


def test_nesting_of_forty_is_accepted(accepts):
    """The limit itself is allowed."""
    project = accepts({"site.yaml": SETTINGS + "extra: {a: " + "[" * 38 + "]" * 38 + "}\n"})

    assert project.output("index.html").is_file()


def test_nesting_without_end_is_refused(breaks):
    """A hundred thousand brackets cost neither the stack nor much time."""
    lines = breaks({"site.yaml": SETTINGS + "extra: " + "[" * 100_000 + "\n"})

    assert [line.partition(" C")[2][:3] for line in lines] == ["107"]


def test_file_over_two_megabytes_is_refused(breaks):
    """A story of more than two million bytes is refused with its size."""
    size = 2_000_001 - len(PROFILE.encode())

    assert breaks({"profiles/dong-chi-a.md": PROFILE + "a" * size}) == [
        (
            "content/profiles/dong-chi-a.md: C102 The file holds 2000001 bytes, more than the"
            " 2000000 allowed. Divide it into several files."
        )
    ]


def test_broken_yaml_is_placed_in_plain_words(breaks):
    """A quotation mark that is never closed is found where it was opened."""
    assert breaks({"titles.yaml": MINIMAL["titles.yaml"].replace("title\n", '"title\n', 1)}) == [
        (
            "content/titles.yaml:3:9: C103 This quotation mark is never closed. Write the same"
            " mark again where the text ends."
        )
    ]


def test_control_character_is_placed(breaks):
    """A character that cannot be seen is named with its number."""
    assert breaks({"profiles/dong-chi-a.md": PROFILE.replace("Người", "\x07Người")}) == [
        (
            "content/profiles/dong-chi-a.md:4:10: C116 Here is a control character (U+0007), which"
            " is not text. Delete it and type the text around it again."
        )
    ]


@pytest.mark.parametrize("scalar", ["no", "1:30", "0123", "1_000", "off", "1e3", "2024-01-01"])
def test_scalars_that_yaml_would_twist_stay_text(accepts, scalar):
    """What YAML 1.1 would read as a truth value, a time or an octal number is shown as written."""
    project = accepts({"profiles/dong-chi-a.md": PROFILE.replace("Đồng chí A\n", f"{scalar}\n", 1)})

    assert f"{scalar}: Người thợ" in project.shows("profiles/dong-chi-a/index.html")


def test_number_of_a_decision_keeps_its_leading_zero(accepts):
    """A decision's number is text, too."""
    project = accepts({"decisions/quyet-dinh-a.yaml": DECISION.replace("01/QĐ-A", "0123")})

    assert "\n0123\n" in project.shows("decisions/quyet-dinh-a/index.html")


def test_decomposed_letters_are_composed(published):
    """Letters typed as base and mark (NFD) give the same pages as composed ones, to the byte."""
    before = published.snapshot()
    published.write({name: unicodedata.normalize("NFD", text) for name, text in MINIMAL.items()})

    assert published.build().exit_code == 0
    assert published.snapshot() == before
    page = published.shows("profiles/dong-chi-a/index.html")
    assert "Đồng chí A: Người thợ" in page
    assert unicodedata.is_normalized("NFC", page)


def test_picture_with_a_decomposed_name_is_found(accepts):
    """A picture that a Mac named in NFD is found by the name that an author types."""
    portrait = "portrait: {file: ảnh.jpg, alt: Chân dung}"
    files = {
        "profiles/dong-chi-a.md": with_field(PROFILE, portrait),
        unicodedata.normalize("NFD", "profiles/ảnh.jpg"): picture(),
    }

    assert list(accepts(files).output("media/profiles").iterdir())


@pytest.mark.parametrize("name", ["ảnh số #1.jpg", "ảnh 100%25.jpg", "ảnh;&.jpg"])
def test_picture_with_signs_in_its_name_is_found(accepts, name):
    """A field that names a file takes the file's name, not a web address."""
    portrait = f"portrait: {{file: '{name}', alt: Chân dung}}"
    project = accepts(
        {"profiles/dong-chi-a.md": with_field(PROFILE, portrait), f"profiles/{name}": picture()}
    )

    stem = name.removesuffix(".jpg")
    (made,) = project.output("media/profiles").glob("*.jpg")
    assert made.name.startswith(f"{stem}-")


# -- several at once


def test_all_problems_of_all_files_are_reported_in_order(breaks):
    """One run names every problem, by file, line and column."""
    files = {
        "units.yaml": UNITS.replace("enterprise", "nhà máy"),
        "profiles/dong-chi-a.md": PROFILE.replace("summary:", "sumary:").replace("name:", "nmae:"),
        "decisions/quyet-dinh-a.yaml": DECISION.replace("2025-01-15", "2025-13"),
        "articles/bai-viet-a.md": "Không có gì.\n",
    }

    assert [line.partition(" ")[0] for line in breaks(files)] == [
        "content/articles/bai-viet-a.md:1:1:",
        "content/decisions/quyet-dinh-a.yaml:2:7:",
        "content/profiles/dong-chi-a.md:2:1:",
        "content/profiles/dong-chi-a.md:2:1:",
        "content/profiles/dong-chi-a.md:4:1:",
        "content/units.yaml:3:9:",
    ]


def test_verdict_counts_problems_and_files(published):
    """The last line says how much is wrong and that the site is as it was."""
    published.write({"units.yaml": "a: b\n", "titles.yaml": "a: b\n"})

    assert published.fails().stderr.splitlines()[-1] == (
        "2 errors in 2 files. The published site is as it was."
    )


def test_broken_file_does_not_hide_a_dangling_reference_elsewhere(breaks):
    """A reference that nothing answers to is named although another file cannot be read."""
    files = {
        "articles/bai-viet-a.md": "Không có gì.\n",
        "profiles/dong-chi-a.md": PROFILE.replace("don-vi-a", "don-vi-b"),
    }

    assert [line.partition(" ")[0] for line in breaks(files)] == [
        "content/articles/bai-viet-a.md:1:1:",
        "content/profiles/dong-chi-a.md:5:7:",
    ]


def test_reference_to_a_broken_record_is_no_second_problem(breaks):
    """Who points at a record that cannot be read has done nothing wrong."""
    assert [
        line.partition(" ")[0]
        for line in breaks({"profiles/dong-chi-a.md": PROFILE.replace("kind:", "knid:")})
    ] == ["content/profiles/dong-chi-a.md:2:1:", "content/profiles/dong-chi-a.md:3:1:"]


def test_broken_settings_do_not_hide_other_problems(breaks):
    """site.yaml and another file are both named in one run."""
    files = {"site.yaml": SETTINGS + "ngon: A\n", "articles/bai-viet-a.md": "Không có gì.\n"}

    assert [line.partition(" ")[0] for line in breaks(files)] == [
        "content/articles/bai-viet-a.md:1:1:",
        "content/site.yaml:5:1:",
    ]


def test_check_says_what_build_says(published):
    """Both commands name the same problems and end alike."""
    published.write({"profiles/dong-chi-a.md": PROFILE.replace("don-vi-a", "don-vi-b")})
    checked = published.check()

    assert checked.exit_code == 1
    assert checked.lines == published.fails().lines


# -- the command


@pytest.mark.parametrize(
    "arguments", [("--as-of", "2024-13-01"), ("--as-of", "hôm nay"), ("--khong-co",), ("thua",)]
)
def test_wrong_usage_ends_with_status_two(published, arguments):
    """What is wrong with the command line is told apart from what is wrong with the content."""
    result = published.fails(*arguments, status=2)

    assert result.stderr.startswith("Usage:")
    assert result.lines == []


def test_bad_day_says_how_to_write_one(published):
    """--as-of takes a day such as 2024-05-31."""
    assert published.fails("--as-of", "2024-13-01", status=2).stderr.splitlines()[-1] == (
        "Error: Invalid value for '--as-of': '2024-13-01' is not a day;"
        " write one such as 2024-05-31."
    )


def in_a_shell(project: Project, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command as people do, in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key not in ENGLISH}
    return subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=project.root,
        env={**environment, "PYTHONPATH": str(REPOSITORY), **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("locale", ["C.UTF-8", "C", "POSIX"])
def test_command_ends_with_status_one_in_a_shell(published, locale):
    """The process says the line on its error stream and ends with status 1, in any locale."""
    before = published.snapshot()
    published.write({"profiles/dong-chi-a.md": PROFILE.replace("kind:", "knid:")})
    result = in_a_shell(published, LC_ALL=locale)

    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        (
            "content/profiles/dong-chi-a.md:2:1: C202 `kind` is missing. Add a line that begins"
            " with `kind:`."
        ),
        (
            "content/profiles/dong-chi-a.md:3:1: C203 `knid` is not a field of `profile`. Did you"
            " mean `kind`?"
        ),
        "2 errors in 1 file. The published site is as it was.",
    ]
    assert published.snapshot() == before


def test_command_speaks_vietnamese(published):
    """With a Vietnamese locale the sentence, the hint and the verdict are Vietnamese."""
    published.write({"profiles/dong-chi-a.md": PROFILE.replace("name: Đồng chí A\n", "")})
    english = in_a_shell(published, LC_ALL="C.UTF-8")
    vietnamese = in_a_shell(published, LC_ALL="vi_VN.UTF-8")

    assert vietnamese.returncode == 1
    assert "Traceback" not in vietnamese.stderr
    place = "content/profiles/dong-chi-a.md:2:1: C202 "
    assert english.stderr.startswith(place)
    assert vietnamese.stderr.startswith(place)
    assert "`name`" in vietnamese.stderr
    for words in ("missing", "Add a line", "error", "published"):
        assert words in english.stderr
        assert words not in vietnamese.stderr
    assert any("\u1ea0" <= letter <= "\u1ef9" for letter in vietnamese.stderr)
