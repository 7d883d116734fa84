"""Beginnings: a starter site that builds, and records that are good at once."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator import scaffold, staging
from generator.build import build, check
from generator.cli import main
from generator.cli_desk import KIND_NAMES
from generator.filling import Wishes
from generator.reading.document import read_document
from generator.records.kinds import KIND_BY_NAME, KINDS
from generator.scaffold import STARTER, UNFILLED, begin, begin_record
from generator.schema import writing
from generator.task import Options
from tests.plain_theme import write_plain_theme
from tests.sites import files_of

PAGES = (
    "campaigns/phong-trao-vi-du",
    "decisions/quyet-dinh-vi-du",
    "models/cat-vai-theo-co",
    "profiles/dong-chi-b",
    "titles/lao-dong-gioi",
    "topics/tiet-kiem",
    "units/don-vi-a",
    "articles/bai-viet-vi-du",
    "gioi-thieu",
)
OLD = "# Đơn vị\r\n  - id: a   # kept\r\n    name: A\r\n    kind: other".encode()


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """The content folder of a starter site."""
    _, problems = begin(tmp_path / "site")
    assert problems == ()
    return tmp_path / "site" / "content"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """The content folder of a site with settings and nothing else."""
    content = tmp_path / "empty" / "content"
    content.mkdir(parents=True)
    (content / "site.yaml").write_text("title: A\n", encoding="utf-8")
    return content


def problems_of(content: Path, *, drafts: bool = True) -> list[str]:
    """What `guong check` finds."""
    options = Options(content, content.parent / "o", content.parent / "s", drafts=drafts)
    problems = check(options).problems
    return [str(each) for each in problems]


def codes(problems: tuple[object, ...]) -> list[str]:
    return [str(each).partition(": ")[2][:4] for each in problems]


def without_marks(text: str) -> str:
    """A template whose fields are all in use: the mark before each is gone."""
    return re.sub(r"^( *)#(?!#)", r"\1", text, flags=re.MULTILINE)


def test_the_starter_builds_and_every_kind_has_a_page(starter: Path) -> None:
    """A new site has no problems, and its records lead to pages that name each other."""
    project = starter.parent
    write_plain_theme(project / "themes" / "guong")

    result = build(Options(starter, project / "output", project / ".guong"))

    assert result.problems == ()
    assert dict(result.counts).keys() == {kind.name for kind in KINDS}
    for page in PAGES:
        assert (project / "output" / page / "index.html").is_file(), page
    assert (project / ".gitignore").read_text(encoding="utf-8") == "output/\n.guong/\n"
    assert "guong serve" in (project / "README.md").read_text(encoding="utf-8")


def test_what_the_starter_offers_can_be_used(starter: Path) -> None:
    """Every field that stands in a comment of the starter is a field of its record."""
    for path in starter.rglob("*"):
        if path.suffix not in (".md", ".yaml"):
            continue
        # Words stand one space behind their mark, fields at it or further away.
        text = re.sub(r"^ *# \S.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        path.write_text(without_marks(text), encoding="utf-8")

    found = problems_of(starter)

    # What the examples lead to is for the author to make.
    assert [line for line in found if " L101 " not in line] == []


def test_a_site_begins_in_an_empty_folder(tmp_path: Path) -> None:
    """A folder that is there but empty, or under version control only, will do."""
    (tmp_path / ".git").mkdir()

    written, problems = begin(tmp_path)

    assert problems == ()
    assert {Path(each) for each in written} == {
        tmp_path / name for name in files_of(tmp_path) if not name.startswith(".git/")
    }
    assert (tmp_path / "content/site.yaml").is_file()


def test_a_site_never_begins_over_something_else(tmp_path: Path) -> None:
    """A folder in use, or a file of that name, stays as it is and gets one sentence."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    for place in (tmp_path, tmp_path / "notes.txt"):
        written, problems = begin(place)
        assert (written, codes(problems)) == ((), ["B301"])

    assert files_of(tmp_path) == {"notes.txt": b"mine"}


@pytest.mark.parametrize("name", ["site.yaml", "extensions.json"])
@pytest.mark.parametrize("there", [False, True], ids=["new", "under version control"])
def test_a_beginning_that_fails_leaves_nothing(
    name: str, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full, files and folders that were made go, so that the next try works."""
    site = tmp_path / "sites" / "site"
    if there:
        (site / ".git" / "refs" / "tags").mkdir(parents=True)
    before = set(tmp_path.rglob("*"))
    write = staging.put

    def fills_up(file: Path, data: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.name == name:
            raise OSError(28, "No space left on device", str(file))
        write(file, data)

    with monkeypatch.context() as full:
        full.setattr(scaffold, "put", fills_up)
        full.setattr(writing, "put", fills_up)
        written, problems = begin(site)

    assert (written, codes(problems)) == ((), ["B306"])
    assert set(tmp_path.rglob("*")) == before
    assert begin(site)[1] == ()


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_new_record_is_good_at_once(starter: Path, kind: str) -> None:
    """On a site with records, each kind passes the check right after it was begun."""
    shown, problems = begin_record(starter, kind, "Đồng chí Đặng Văn Ê")

    assert problems == ()
    file = Path(shown)
    assert file.is_relative_to(starter)
    if KIND_BY_NAME[kind].form == "list":
        assert "- id: dong-chi-dang-van-e\n" in file.read_text(encoding="utf-8")
    else:
        assert file.stem == "dong-chi-dang-van-e"
    assert problems_of(starter) == []
    assert problems_of(starter, drafts=False) == []


@pytest.mark.parametrize("kind", [each for each in KIND_NAMES if each != "decision"])
def test_a_new_record_is_good_on_an_empty_site(empty: Path, kind: str) -> None:
    """No kind but the decision needs another record."""
    _, problems = begin_record(empty, kind, "A")

    assert problems == ()
    assert problems_of(empty) == []


def test_a_decision_without_unit_and_title_says_what_to_fill_in(empty: Path) -> None:
    """It is written as a draft; command and check name both gaps, and filling them helps."""
    shown, problems = begin_record(empty, "decision", "Khen thưởng")

    assert codes(problems) == ["B304", "B304"]
    assert "there is no unit yet that its `authority` could name" in str(problems[0])
    assert [line.split(" ")[1] for line in problems_of(empty)] == ["L101", "L101"]
    begin_record(empty, "unit", "A")
    begin_record(empty, "title", "B")
    file = Path(shown)
    text = file.read_text(encoding="utf-8").replace(f"authority: {UNFILLED}", "authority: a")
    file.write_text(text.replace(f"title: {UNFILLED}", "title: b"), encoding="utf-8")
    assert problems_of(empty) == []


def test_a_decision_takes_what_is_there_and_stays_a_draft(starter: Path) -> None:
    """Unit and title are the first of their lists, the day is today; nobody sees a guess."""
    shown, _ = begin_record(starter, "decision", "Khen thưởng")

    found = yaml.safe_load(Path(shown).read_text(encoding="utf-8"))

    assert (found["authority"], found["title"]) == ("don-vi-a", "lao-dong-gioi")
    assert found["date"] == date.today()  # noqa: DTZ011 - the author's own day
    assert found["draft"] is True


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_templates_show_every_field(starter: Path, kind: str) -> None:
    """Each field of a kind stands in its template, and with all of them in use it is valid."""
    shown, _ = begin_record(starter, kind, "Thử")
    file = Path(shown)
    before, mark, entry = file.read_text(encoding="utf-8").rpartition("- id: thu\n")
    if not mark:
        before, entry = "", file.read_text(encoding="utf-8")
    if kind == "decision":
        entry = entry.replace("draft: true\n", "")

    used = without_marks(entry)
    file.write_text(before + mark + used, encoding="utf-8")

    fixed = {"id", "body"} if mark or file.suffix == ".md" else {"id"}
    for each in fields(KIND_BY_NAME[kind].type):
        if each.name not in fixed and not (kind == "decision" and each.name == "draft"):
            assert re.search(rf"^ *{each.name}:", used, re.MULTILINE), each.name
    assert problems_of(starter) == []


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_nothing_that_exists_is_overwritten(starter: Path, kind: str) -> None:
    """A record of the same id, wherever it lies, stays byte for byte."""
    first, _ = begin_record(starter, kind, "Một tên")
    if KIND_BY_NAME[kind].form != "list":
        moved = Path(first).parent / "nam-2025" / Path(first).name
        moved.parent.mkdir()
        Path(first).rename(moved)
    before = files_of(starter)

    shown, problems = begin_record(starter, kind, "MỘT TÊN!")

    assert (shown, codes(problems)) == ("", ["B302"])
    assert "mot-ten" in str(problems[0])
    assert files_of(starter) == before


def test_a_file_that_is_no_record_is_not_overwritten_either(empty: Path) -> None:
    """A link to nowhere at the record's place is somebody's too."""
    (empty / "profiles").mkdir()
    (empty / "profiles" / "a.md").symlink_to(empty / "nowhere")

    assert codes(begin_record(empty, "profile", "A")[1]) == ["B302"]


def test_a_list_grows_in_its_own_style(empty: Path) -> None:
    """Indentation and line ends of a list are kept, and so is every byte that it held."""
    file = empty / "units.yaml"
    file.write_bytes(OLD)
    file.chmod(0o640)

    shown, problems = begin_record(empty, "unit", "Tổ B")

    assert problems == ()
    assert Path(shown) == file
    after = file.read_bytes()
    assert after.startswith(OLD + b"\r\n\r\n  - id: to-b\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert file.stat().st_mode & 0o777 == 0o640
    assert problems_of(empty) == []


def test_the_lists_that_cannot_grow_are_left_alone(empty: Path) -> None:
    """Lists in brackets, other values and broken files get one sentence and stay."""
    for text, code in (
        ("[{id: a, name: A}]\n", "B305"),
        ("[]\n", "B305"),
        ("a: b\n", "B305"),
        ("- id: 'a\n", "C103"),
        ("- id: a\n  name: A\n...\n", "B305"),
    ):
        (empty / "topics.yaml").write_text(text, encoding="utf-8")
        shown, problems = begin_record(empty, "topic", "B")
        assert (shown, codes(problems)) == ("", [code]), text
        assert (empty / "topics.yaml").read_text(encoding="utf-8") == text


def test_a_list_of_comments_only_grows(empty: Path) -> None:
    """Comments are kept; a list with the other ending of its name is the list as well."""
    (empty / "topics.yml").write_text("# chủ đề\n", encoding="utf-8")

    shown, problems = begin_record(empty, "topic", "B")

    assert (Path(shown).name, problems) == ("topics.yml", ())
    assert (empty / "topics.yml").read_text(encoding="utf-8").startswith("# chủ đề\n\n- id: b\n")
    assert problems_of(empty) == []


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ('Phong trào "Ba nhất": nhanh, tốt', "phong-trao-ba-nhat-nhanh-tot"),
        ("Anh 'Ba' # 1", "anh-ba-1"),
        ("{{today}} [x]", "today-x"),
        ("<script>alert(1)</script> & C", "script-alert-1-script-c"),
        ("🌟 Sao sáng 👩\u200d🏭", "sao-sang"),
        ("no", "no"),
        ("1:30", "1-30"),
        ("- @a: *b", "a-b"),
        ("Đỗ\tĐức\nĐệ \x07", "do-duc-de"),
        ("Nguye\u0302\u0303n", "nguyen"),
        ("a" * 200, "a" * 80),
        ("\udcff A", "a"),
    ],
)
@pytest.mark.parametrize("kind", ["profile", "campaign", "topic"])
def test_odd_names_are_kept_as_they_are(empty: Path, kind: str, name: str, id_: str) -> None:
    """Quotes, colons, markup and pictures in a name survive, and the id is plain letters."""
    shown, problems = begin_record(empty, kind, name)

    assert problems == ()
    assert problems_of(empty) == []
    document, _ = read_document(Path(shown).read_bytes(), shown)
    assert document is not None
    value = document.tree.value
    record = value[-1] if isinstance(value, list) else value
    assert isinstance(record, dict)
    said = record["title" if kind == "campaign" else "name"]
    assert said == scaffold._readable(name)
    assert (record["id"] if kind == "topic" else Path(shown).stem) == id_


@pytest.mark.parametrize("name", ["", "   ", "?!", "🌟", "\x00"])
def test_a_name_without_letters_is_refused(empty: Path, name: str) -> None:
    """One clear sentence says why; nothing is written."""
    shown, problems = begin_record(empty, "profile", name)

    assert (shown, codes(problems)) == ("", ["B303"])
    assert files_of(empty).keys() == {"site.yaml"}


@pytest.mark.parametrize("name", ["Aux", "Null", "True"])
def test_a_name_that_gives_no_good_id_is_refused(empty: Path, name: str) -> None:
    """Windows has devices of such names, and YAML values; another id may be chosen."""
    assert codes(begin_record(empty, "unit", name)[1]) == ["B303"]
    assert codes(begin_record(empty, "unit", "A", Wishes(id=name.lower()))[1]) == ["B303"]

    shown, problems = begin_record(empty, "unit", name, Wishes(id="don-vi-b"))

    assert (Path(shown).name, problems) == ("units.yaml", ())


def test_records_begin_in_content_folders_only(tmp_path: Path) -> None:
    """Without a content folder the command says what a build says."""
    assert codes(begin_record(tmp_path / "content", "profile", "A")[1]) == ["C401"]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(empty: Path) -> None:
    """A file where the folder of a kind should be is a problem, not a crash."""
    (empty / "profiles").write_text("", encoding="utf-8")

    assert codes(begin_record(empty, "profile", "A")[1]) == ["B306"]


def test_the_commands_say_what_they_wrote(tmp_path: Path) -> None:
    """`guong init` and `guong new` list their files; a refusal has exit status 1."""
    run = CliRunner()
    folder = str(tmp_path / "site")

    first = run.invoke(main, ["init", folder], env={"LC_ALL": "C", "LANGUAGE": ""})
    again = run.invoke(main, ["init", folder], env={"LC_ALL": "C", "LANGUAGE": ""})
    new = run.invoke(main, ["new", "page", "Liên hệ", "--content", f"{folder}/content"])

    assert f"+ {folder}/content/site.yaml" in first.output.splitlines()
    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "B301 This folder holds files already." in again.output
    assert new.output == f"+ {folder}/content/pages/lien-he.md\n"


def test_templates_are_there_for_every_kind() -> None:
    """A kind that is added needs a template of its own."""
    ending = {"markdown": ".md", "yaml": ".yaml", "list": ".yaml"}
    wanted = {f"{kind.name}{ending[kind.form]}" for kind in KINDS}

    assert {each.name for each in (STARTER / "records").iterdir()} == {*wanted, "common.yaml"}
