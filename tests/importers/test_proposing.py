"""From lines to records: matching, what is kept, and files that grow."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from generator.additions import with_entries, with_items, with_lines
from generator.importers.proposing import decisions, guesses, known
from generator.importers.proposing.context import told
from generator.importers.proposing.guesses import form_of, level_of, position_of, unit_kind_of
from generator.importers.proposing.known import Names, same_name, unique_id
from generator.importers.proposing.proposal import Change
from generator.importers.writing import write
from generator.reading.slugs import slug
from generator.records.types import Text
from tests.importers.conftest import Run
from tests.importers.test_bad_spreadsheets import inline, workbook

UNITS = Names(
    [
        ("phong-tc", Text((("vi", "Phòng Tổ chức"), ("en", "Staff office")))),
        ("to-1", Text.of("Tổ 1")),
        ("ubnd-a", Text.of("Ủy ban nhân dân xã A")),
        ("don-vi-a", Text.of("Đơn vị A")),
        ("b1", Text.of("Ban B")),
        ("b2", Text.of("BAN B")),
    ]
)
PAIRS = [*enumerate(product("BCDEGH", "KLMNPQ"), 1)]
GIVEN = ("--date", "2/9/2024", "--authority", "don-vi-a", "--number", "9/QĐ")
HEAD = "TT;Họ và tên;Đơn vị;Danh hiệu\n"


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("PHÒNG TỔ CHỨC", ("phong-tc",)),
        ("phong to chuc", ("phong-tc",)),
        ("Staff Office", ("phong-tc",)),
        ("phong-tc", ("phong-tc",)),
        ("UBND xã A", ("ubnd-a",)),
        ("Ban B", ("b1", "b2")),
        ("Tổ 2", ()),
        ("Đơn vị B", ()),
    ],
)
def test_names_are_found_as_people_write_them(words: str, ids: tuple[str, ...]) -> None:
    """Case, accents, languages and abbreviations do not matter; numbers and letters do."""
    assert UNITS.find(words).ids == ids


def test_only_slips_are_near() -> None:
    """A missing letter is a slip; another number is another unit."""
    assert UNITS.find("Phòng Tổ chứ").near[0][0] == "phong-tc"
    assert UNITS.find("Tổ 2").near == ()
    assert UNITS.find("Đơn vị B").near == ()


def test_ids_are_new() -> None:
    """An id that is taken gets more words, then a number."""
    assert unique_id("Nguyễn Văn Đức", set()) == "nguyen-van-duc"
    assert unique_id("Đồng chí A", {"dong-chi-a"}, "Tổ 1") == "dong-chi-a-to-1"
    assert unique_id("Đồng chí A", {"dong-chi-a", "dong-chi-a-2"}) == "dong-chi-a-3"
    assert unique_id("…", set()) == "ban-ghi"


def test_ids_are_neither_devices_nor_values() -> None:
    """Windows can have no folder `con`, and to YAML `null` is nothing."""
    assert unique_id("Con", set(), "Tổ 1") == "con-to-1"
    assert unique_id("Aux", set()) == "aux-2"
    assert unique_id("Null", set()) == "null-2"


@pytest.mark.parametrize(
    ("above", "number", "day", "authority"),
    [
        (
            "(Kèm theo Quyết định số 12/QĐ-UBND ngày 02 tháng 9 năm 2024 của Chủ tịch UBND xã A)",
            "12/QĐ-UBND",
            "2024-09-02",
            "UBND xã A",
        ),
        (
            "(Ban hành theo QĐ số: 7 /QĐ-A ngày 1/3/2023 của Đơn vị A)",
            "7/QĐ-A",
            "2023-03-01",
            "Đơn vị A",
        ),
        ("(Kèm theo Quyết định số     /QĐ-A ngày    tháng    năm 2024)", "", "None", ""),
        ("(Kèm theo Tờ trình số 5/TTr-A ngày 1/3/2023 của Đơn vị A)", "", "None", ""),
    ],
)
def test_titles_tell_of_the_decision(above: str, number: str, day: str, authority: str) -> None:
    """What is left blank for a pen is not known, and other papers are no decisions."""
    result = told([above])

    assert (result.number, str(result.date), result.authority) == (number, day, authority)


def test_titles_tell_of_kind_and_title() -> None:
    """A title that names both kinds tells none."""
    result = told(["DANH SÁCH CÁ NHÂN ĐẠT DANH HIỆU “LAO ĐỘNG TIÊN TIẾN” NĂM 2024"])
    assert (result.kind, result.title) == ("individual", "Lao động tiên tiến")
    assert told(["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN"]).kind == ""


def test_words_without_doubt_are_guessed() -> None:
    """Kinds of units, forms and levels of titles, positions; the rest stays open."""
    assert unit_kind_of("Trường Mầm non A") == "school"
    assert unit_kind_of("HTX Nông nghiệp B") == "cooperative"
    assert unit_kind_of("Tổ Một") is None
    assert (form_of("Bằng khen của Bộ trưởng"), level_of("Bằng khen của Bộ trưởng")) == (
        "certificate",
        "ministry",
    )
    assert [
        position_of(each) for each in ("Công nhân", "Phó Giám đốc", "Tổ trưởng", "Nhân viên")
    ] == [
        "frontline",
        "leader",
        "manager",
        None,
    ]


# -- files that are there already


def listed(*rows: str) -> None:
    Path("list.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def decision() -> Path:
    return Path("content/decisions/9-qd-2024.yaml")


def test_a_longer_list_adds_who_is_missing_and_keeps_what_was_written_by_hand(run: Run) -> None:
    """Comments, corrections and order stay byte for byte; only the new row is added."""
    listed("1;Đồng chí B;Tổ Một;Giấy khen")
    run("import", "list.csv", *GIVEN, "--write")
    by_hand = decision().read_text(encoding="utf-8").replace("unit: to-mot", "unit: phong-to-chuc")
    by_hand += "# Đã đối chiếu.\nsummary: Khen một người.\n"
    decision().write_text(by_hand, encoding="utf-8")

    listed("1;Đồng chí B;Tổ Một;Giấy khen", "2;Đồng chí C;Tổ Một;Giấy khen")
    result = run("import", "list.csv", *GIVEN, "--write")

    assert "stay as they are: 2." in result.stdout
    added = "  - name: Đồng chí C\n    kind: individual\n    unit: to-mot\n"
    before, after = by_hand.split("# Đã đối chiếu.\n")
    assert decision().read_text(encoding="utf-8") == f"{before}{added}# Đã đối chiếu.\n{after}"


def test_a_long_list_is_compared_by_name_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of new rows need not be held against each of thousands of recipients."""
    names = [(f"{number};Đồng chí {a}{b};Tổ Một;Giấy khen") for number, (a, b) in PAIRS]
    listed(*names)
    run("import", "list.csv", *GIVEN, "--write")
    compared = Counter[str]()

    def counted(first: str, second: str, kind: str | None) -> bool:
        compared[first] += 1
        return same_name(first, second, kind)

    monkeypatch.setattr(decisions, "same_name", counted)
    listed(*names, "99;Đồng chí M;Tổ Một;Giấy khen")

    assert "stay as they are: 2–37." in run("import", "list.csv", *GIVEN).stdout
    assert set(compared.values()) == {1}


def test_namesakes_of_different_units_are_two(run: Run) -> None:
    """Two people of one name stay two, also when the list is imported again."""
    listed("1;Đồng chí B;Tổ Một;Giấy khen", "2;Đồng chí B;Phòng Tổ chức;Giấy khen")
    run("import", "list.csv", *GIVEN, "--write")

    assert decision().read_text(encoding="utf-8").count("name: Đồng chí B") == 2
    assert "nothing to write" in run("import", "list.csv", *GIVEN).stdout


def test_a_profile_of_another_unit_is_only_mentioned(run: Run) -> None:
    """A namesake is not taken for the person, but the author is told of the profile."""
    listed("1;Đồng chí A;Phòng Tổ chức;Giấy khen")

    shown = run("import", "list.csv", *GIVEN).stdout

    assert "- name: Đồng chí A" in shown
    assert "# Trùng tên với hồ sơ dong-chi-a" in shown


@pytest.mark.parametrize(
    ("words", "kind", "same"),
    [
        ("Lê Thị Hòa", "individual", True),
        ("LÊ THỊ HOÀ", "individual", True),
        ("Lê  Thị Hoà.", None, True),
        (unicodedata.normalize("NFD", "Lê Thị Hoà"), "individual", True),
        ("Lê Thị Hoa", "individual", False),
        ("Lê Thị Hoả", None, False),
        ("Le Thi Hoa", "individual", False),
        ("Lê Thị Hoa", "collective", True),
    ],
)
def test_names_of_people_differ_by_their_accents(words: str, kind: str | None, same: bool) -> None:
    """Hoa, Hoà and Hoả are different names; where the tone stands is a matter of taste."""
    assert same_name(words, "Lê Thị Hoà", kind) is same


@pytest.mark.parametrize("other", ["Ðặng Văn Ðức", "Ɖặng Văn ðức"])
def test_what_old_fonts_left_of_a_letter_is_that_letter(other: str) -> None:
    """An eth looks the same, and stands in lists that were once typed in another encoding."""
    assert same_name(other, "Đặng Văn Đức", "individual")


def test_who_has_other_accents_is_somebody_else(run: Run) -> None:
    """Neither a profile nor a recipient of almost that name is taken, and the author is told."""
    listed("1;Đồng chí Â;Tổ Một;Giấy khen", "2;Đồng chí Hòa;Tổ Một;Giấy khen")
    run("import", "list.csv", *GIVEN, "--write")
    text = decision().read_text(encoding="utf-8")
    assert "- name: Đồng chí Â\n" in text
    assert "# Tên chỉ khác dấu với dong-chi-a; nếu là một người" in text

    listed("1;Đồng chí Hoà;Tổ Một;Giấy khen", "2;Đồng chí Hoa;Tổ Một;Giấy khen")
    result = run("import", "list.csv", *GIVEN, "--write")

    assert "stay as they are: 2." in result.stdout
    text = decision().read_text(encoding="utf-8")
    assert "- name: Đồng chí Hoa\n" in text
    assert "# Tên chỉ khác dấu với Đồng chí Hòa; nếu là một người" in text


def test_dashes_and_dots_are_nothing(run: Run) -> None:
    """Who has a dash for a unit has none, and a dash for a name is nobody's."""
    listed("1;Đồng chí B;-;Giấy khen", "2;...;Tổ Một;Giấy khen", "3;, Trưởng phòng;-;Giấy khen")

    result = run("import", "list.csv", *GIVEN)

    assert "units.yaml" not in result.stdout
    assert "- name: Đồng chí B\n      kind: individual\n    - name: Trưởng phòng" in result.stdout
    assert result.stderr.startswith("list.csv:3: I301")


def test_of_a_long_cell_only_the_end_is_looked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of words are no function and unit, and are not all tried."""
    tried: list[str] = []

    def counted(words: str) -> str:
        tried.append(words)
        return slug(words)

    monkeypatch.setattr(known, "slug", counted)
    monkeypatch.setattr(guesses, "slug", counted)
    text = f"Họ và tên;Chức vụ, đơn vị;Danh hiệu\nĐồng chí B;{'A ' * 2_000}Tổ Một;Giấy khen\n"
    Path("list.csv").write_text(text, encoding="utf-8")

    assert "unit: to-mot" in run("import", "list.csv", *GIVEN).stdout

    assert sum(len(words) > 1_000 for words in tried) < 20
    assert len(tried) < 200


@pytest.mark.parametrize("number", ["²", "9" * 5_000])
def test_signs_that_only_look_like_numbers_of_columns_are_words(number: str, run: Run) -> None:
    """A raised two is a digit and no number, and digits without end are nothing to count."""
    listed(f"(1);{number};(3);(4)", "1;Đồng chí B;Tổ Một;Giấy khen")

    assert "- name: Đồng chí B" in run("import", "list.csv", *GIVEN).stdout


def test_the_answer_to_a_near_name_is_heeded(run: Run) -> None:
    """Words can be said to mean a unit that is there, or a new one."""
    listed("1;Đồng chí B;Phòng Tổ chứ;Giấy khen")

    assert "list.csv:2: I302" in run("import", "list.csv", *GIVEN).stderr
    known = run("import", "list.csv", *GIVEN, "--same", "Phòng Tổ chứ=phong-to-chuc")
    assert "unit: phong-to-chuc" in known.stdout
    new = run("import", "list.csv", *GIVEN, "--same", "Phòng Tổ chứ=phong-khac")
    assert "- id: phong-khac" in new.stdout


def test_what_nothing_tells_is_asked_for(run: Run) -> None:
    """Date, authority and title are never made up."""
    Path("list.csv").write_text("TT;Họ và tên\n1;Đồng chí B\n", encoding="utf-8")

    def code(*more: str) -> str:
        return run("import", "list.csv", *more).stderr.split(" ")[1]

    assert code() == "I303"
    assert code("--title", "giay-khen") == "I304"
    assert code("--title", "giay-khen", "--date", "2024") == "I306"
    assert code("--title", "giay-khen", *GIVEN, "--campaign", "khác") == "I307"


def test_what_all_rows_lack_is_said_once(run: Run) -> None:
    """A list of hundreds without a date has one problem; a row that lacks it, its own."""
    listed(*(f"{number};Đồng chí B{number};Tổ Một;Giấy khen" for number in range(1, 300)))

    result = run("import", "list.csv", "--authority", "don-vi-a")

    assert result.stderr.splitlines()[0].startswith("list.csv: I304 Nothing says when")
    assert result.stderr.splitlines()[1] == "1 error."


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
@pytest.mark.parametrize("name", [b"a\nstatus: withdrawn\n#.csv", b"\xff.csv"])
def test_the_name_of_the_list_is_a_comment_whatever_it_is(name: bytes, run: Run) -> None:
    """A name in several lines adds none of its own, and one that is no text is left out."""
    listed("1;Đồng chí B;Tổ Một;Giấy khen")
    source = Path("list.csv").rename(os.fsdecode(name))

    assert run("import", str(source), *GIVEN, "--write").exit_code == 0

    first, second, *_ = decision().read_text(encoding="utf-8").splitlines()
    shown = "a status: withdrawn #.csv" if name.startswith(b"a") else ".csv"
    assert first == f"# Nhập từ {shown}. Hãy đối chiếu với văn bản đã ký."
    assert second == "number: 9/QĐ"


@pytest.mark.parametrize(
    "words",
    [
        ("--map", "Tên"),
        ("--map", "Tên=nam"),
        ("--same", "=x"),
        ("--date", "31/2/2024"),
        ("--into", "khác"),
        ("--same", "Tổ Ba=Tổ Ba"),
        ("--same", "Tổ Ba=null"),
        ("--url", "javascript:alert(1)"),
        ("--period", "quý 9"),
    ],
)
def test_wrong_usage_is_told(words: tuple[str, ...], run: Run) -> None:
    """Options that cannot be understood end with status 2 and without a traceback."""
    assert run("import", "list.csv", *words).exit_code == 2


def test_a_decision_in_brackets_is_left_to_the_author(run: Run) -> None:
    """A list in one line cannot be added to; its row is reported, and the file stays."""
    decision().parent.mkdir()
    text = (
        "number: 9/QĐ\ndate: 2024-09-02\nauthority: don-vi-a\ntitle: giay-khen\n"
        "recipients: [{name: Đồng chí B}]\n"
    )
    decision().write_text(text, encoding="utf-8")
    listed("1;Đồng chí C;Tổ Một;Giấy khen")

    result = run("import", "list.csv", *GIVEN, "--write")

    assert result.stderr.startswith("list.csv:2: I310 The decision in content/decisions/9-qd-2024.")
    assert decision().read_text(encoding="utf-8") == text


def test_what_could_not_be_read_again_is_not_written(run: Run) -> None:
    """A cell that is too long is a row's problem, a file that is too large the list's."""
    head = "Họ và tên;Danh hiệu;Thành tích\n"
    rows = [f"Đồng chí {number};Giấy khen;{'a' * 19_000}\n" for number in range(120)]
    Path("list.csv").write_text(f"{head}Đồng chí B;Giấy khen;{'a' * 21_000}\n", encoding="utf-8")
    assert run("import", "list.csv", *GIVEN).stderr.startswith("list.csv:2: I314")

    Path("list.csv").write_text(head + "".join(rows), encoding="utf-8")
    result = run("import", "list.csv", *GIVEN, "--write")

    assert result.stderr.startswith("content/decisions/9-qd-2024.yaml: I315 The file would be")
    assert not decision().exists()


def test_scores_that_contradict_are_reported(run: Run) -> None:
    """What is written stays; the row and both figures are named."""
    given = ("--into", "scores", "--campaign", "phong-trao-a")
    Path("list.csv").write_text("Đơn vị;Quý I/2024\nTổ Một;80\n", encoding="utf-8")
    run("import", "list.csv", *given, "--write")
    Path("list.csv").write_text("Đơn vị;Quý I/2024\nTổ Một;81\n", encoding="utf-8")

    result = run("import", "list.csv", *given, "--write")

    assert result.stderr.startswith(
        "list.csv:2: I313 The list has 81 for 'to-mot', 2024-Q1; there is 80 already, which stays."
    )


def test_a_roster_that_could_not_be_read_again_is_not_written(run: Run) -> None:
    """A table that would be too large is told of before it is written."""
    rows = (f"Tổ Một;Chỉ tiêu {number} {'a' * 20};1\n" for number in range(60_000))
    text = "Đơn vị;Chỉ tiêu;Mục tiêu\n" + "".join(rows)
    Path("list.csv").write_text(text, encoding="utf-8")

    result = run(
        "import", "list.csv", "--into", "registrations", "--campaign", "phong-trao-a", "--write"
    )

    said = "content/campaigns/phong-trao-a.registrations.csv: I315 The file would be larger"
    assert result.stderr.startswith(said)
    assert not Path("content/campaigns/phong-trao-a.registrations.csv").exists()


def test_what_was_imported_is_content(run: Run) -> None:
    """Units called as nothing is, dates with an hour and figures of any kind pass the check."""
    listed("1;Đồng chí B;Null;Giấy khen", "2;Con;Aux;Giấy khen")
    given = ("--date", "2024-09-02 00:00", "--authority", "don-vi-a", "--number", "9/QĐ")
    assert run("import", "list.csv", *given, "--profiles", "--write").exit_code == 0
    cells = (f'<c t="n"><v>{figure}</v></c>' for figure in ("1E-05", "8.125", "1e14", "99.5"))
    heads = inline(1, "Đơn vị", *(f"Quý {number}/2024" for number in ("I", "II", "III", "IV")))
    row = inline(2, "Tổ Một").replace("</row>", f"{''.join(cells)}</row>")
    Path("list.xlsx").write_bytes(workbook(f"<worksheet>{heads}{row}</worksheet>"))
    scores = ("--into", "scores", "--campaign", "phong-trao-a", "--write")
    assert run("import", "list.xlsx", *scores).exit_code == 0

    assert "C2" not in run("check").stderr
    assert "nothing to write" in run("import", "list.xlsx", *scores).stdout


@pytest.mark.parametrize("figure", ["INF", "NaN", "1e300", "1e-300"])
def test_figures_that_content_cannot_have_are_told_of(figure: str, run: Run) -> None:
    """What is no number of anything is a row's problem."""
    row = inline(2, "Tổ Một").replace("</row>", f'<c t="n"><v>{figure}</v></c></row>')
    sheet = f"<worksheet>{inline(1, 'Đơn vị', 'Quý I/2024')}{row}</worksheet>"
    Path("list.xlsx").write_bytes(workbook(sheet))

    result = run("import", "list.xlsx", "--into", "scores", "--campaign", "phong-trao-a")

    assert result.stderr.startswith("list.xlsx:2: I308")


# -- additions, byte for byte


def test_additions_keep_line_ends_and_everything_else() -> None:
    """CRLF, a missing last line end, indents and decomposed letters stay as they are."""
    top, below = "a: 1\r\nlist:\r\n    - x: ê  # giữ\r\n", "\r\n# dưới\r\nb: 2"

    after = with_items(f"{top}{below}".encode(), "a.yaml", "list", ["- x: 2\n  y: 3"])

    assert after == f"{top}    - x: 2\r\n      y: 3\r\n{below}".encode()


def test_additions_at_the_end_of_a_file() -> None:
    """A list that ends the file, without a line end, grows behind it."""
    assert with_items(b"list:\n- x: 1", "a.yaml", "list", ["- x: 2"]) == b"list:\n- x: 1\n- x: 2\n"
    assert with_items(b"list: [1]", "a.yaml", "list", ["- x: 2"]) is None
    assert with_items(b"list: []", "a.yaml", "list", ["- x: 2"]) is None
    assert with_entries(b"- id: a", "a.yaml", ["- id: b", "- id: c"])[0] == (
        b"- id: a\n\n- id: b\n\n- id: c\n"
    )


def test_tables_grow_in_their_own_form() -> None:
    """Separator and order of columns are the file's; a column it lacks is a reason not to."""
    grown = with_lines(
        b"score;unit\r\n1;a\r\n", "a.csv", ("unit", "score"), [{"unit": "b", "score": "2"}]
    )

    assert grown == b"score;unit\r\n1;a\r\n2;b\r\n"
    assert with_lines(b"unit\na\n", "a.csv", ("unit",), [{"unit": "b", "score": "2"}]) is None


# -- all or nothing


def test_nothing_is_written_where_one_file_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the second file fails, the first is as it was and nothing is left lying about."""
    (tmp_path / "a.yaml").write_bytes(b"old")
    changes = [Change("a.yaml", b"old", b"new"), Change("b/c.yaml", None, b"new")]
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "c.yaml":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    problems = write(changes, tmp_path)

    assert [each.code for each in problems] == ["I402"]
    assert (tmp_path / "a.yaml").read_bytes() == b"old"
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == ["a.yaml"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What somebody wrote between looking and writing is not lost."""
    (tmp_path / "a.yaml").write_bytes(b"newer")

    for before in (b"old", None):
        problems = write([Change("a.yaml", before, b"new")], tmp_path)
        assert [each.code for each in problems] == ["I401"]
    assert (tmp_path / "a.yaml").read_bytes() == b"newer"


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_behind_a_link_lies_the_file_to_change(tmp_path: Path) -> None:
    """A linked list file stays a link."""
    (tmp_path / "real.yaml").write_bytes(b"old")
    (tmp_path / "a.yaml").symlink_to("real.yaml")

    assert write([Change("a.yaml", b"old", b"new")], tmp_path) == ()

    assert (tmp_path / "a.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"
