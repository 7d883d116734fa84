"""Files that cannot be imported: one sentence each, little memory, nothing written."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.importers.sheets import filling, package
from generator.importers.sheets.trouble import Refused
from generator.importers.tables.grid import Span
from tests.importers.conftest import Run
from tests.importers.offices import FILES, in_cp1258, merged_titles, two_tables

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HEAD = "TT;Họ và tên;Đơn vị;Danh hiệu\n1;Đồng chí B;Tổ Một;Giấy khen\n"
GIVEN = ("--date", "2024", "--authority", "don-vi-a")
MEMORY = 300_000_000


def utf16(words: str) -> bytes:
    return words.encode("utf-16-le")


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip file of *parts*."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"""
WORKBOOK = """<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"""


def workbook(sheet: str | None, **more: str | bytes) -> bytes:
    """A workbook with one sheet, given as XML."""
    parts: dict[str, bytes | str] = {
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
    }
    if sheet is not None:
        parts["xl/worksheets/sheet1.xml"] = sheet
    return packed({**parts, **{f"xl/{name}": data for name, data in more.items()}})


def inline(row: int, *texts: str) -> str:
    cells = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{row}">{"".join(cells)}</row>'


LIST = inline(1, "TT", "Họ và tên", "Danh hiệu") + inline(2, "1", "Đồng chí B", "Giấy khen")
ODS = "application/vnd.oasis.opendocument.spreadsheet"
REPEATED = '<t:table-cell t:number-columns-repeated="{}" o:value-type="float" o:value="1"/>'
REPEATED_ROW = f'<t:table-row t:number-rows-repeated="1000">{REPEATED.format(250)}</t:table-row>'
NAMESPACE = '<a xmlns:a{}="a"/>'
RELATION = '<Relationship Id="{}"/>'
BOMB = """<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet><sheetData>&c;</sheetData></worksheet>"""


def opendocument(tables: str) -> bytes:
    spaces = 'xmlns:o="o" xmlns:t="t" xmlns:x="x"'
    content = f"<o:document-content {spaces}>{tables}</o:document-content>"
    return packed({"mimetype": ODS, "content.xml": content})


def many(count: int, element: str) -> str:
    """Elements that differ by their number."""
    return "".join(element.format(number) for number in range(count))


def styled(styles: str) -> bytes:
    return workbook("<worksheet/>", **{"styles.xml": f"<s>{styles}</s>"})


REFUSED: Mapping[str, tuple[bytes, str]] = {
    "password.xlsx": (OLE + utf16("EncryptedPackage"), "I104 The file is locked with a password."),
    "encrypted.xlsx": (
        packed({"xl/workbook.xml": WORKBOOK}).replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        ),
        "I104 The file is locked with a password.",
    ),
    "password.ods": (
        packed(
            {
                "mimetype": ODS,
                "content.xml": b"\x01\x02",
                "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
            }
        ),
        "I104 The file is locked with a password.",
    ),
    "old.xls": (OLE + utf16("Workbook"), "I107 This is a workbook of Excel 97 to 2003 (.xls)."),
    "old.doc": (OLE + utf16("WordDocument"), "I107 This is a text document, not a spreadsheet."),
    "list.docx": (
        packed({"word/document.xml": "<document/>"}),
        "I107 This is a text document, not a spreadsheet.",
    ),
    "list.odt": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "I107 This is a text document, not a spreadsheet.",
    ),
    "binary.xlsb": (
        packed({"xl/workbook.bin": b"\0"}),
        "I107 This is not an .xlsx, .ods or .csv file.",
    ),
    "page.xls": (b"<html><table><tr><td>TT", "I107 This is not an .xlsx, .ods or .csv file."),
    "list.pdf": (b"%PDF-1.7", "I107 This is not an .xlsx, .ods or .csv file."),
    "noise.xlsx": (bytes(range(256)) * 9, "I105 The file is damaged"),
    "no-sheet.xlsx": (workbook(None), "I105 The file is damaged"),
    "bad-xml.xlsx": (workbook("<worksheet><sheetData>"), "I105 The file is damaged"),
    "entities.xlsx": (workbook(BOMB), "I105 The file is damaged"),
    "long-token.xlsx": (
        workbook(f"<worksheet a='{'x' * 3_000_000}'/>"),
        "I105 The file is damaged",
    ),
    "far-away.xlsx": (
        workbook(
            '<worksheet><sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'
        ),
        "I102 The sheet has more than 256 columns.",
    ),
    "deep.xlsx": (workbook("<a>" * 101 + "</a>" * 101), "I105 The file is damaged"),
    "names.xlsx": (workbook(f"<a>{many(30_000, '<a{}/>')}</a>"), "I105 The file is damaged"),
    "namespaces.xlsx": (
        workbook(f"<a>{many(30_000, NAMESPACE)}</a>"),
        "I105 The file is damaged",
    ),
    "formats.xlsx": (styled(many(65_537, '<numFmt numFmtId="{}"/>')), "I105 The file is damaged"),
    "styles.xlsx": (
        styled(f"<cellXfs>{many(65_537, '<xf/>')}</cellXfs>"),
        "I105 The file is damaged",
    ),
    "sheets.xlsx": (
        workbook("<a/>", **{"workbook.xml": f"<a>{many(1_001, '<sheet/>')}</a>"}),
        "I102 The file holds more than 1 000 sheets.",
    ),
    "relations.xlsx": (
        workbook("<a/>", **{"_rels/workbook.xml.rels": f"<a>{many(10_001, RELATION)}</a>"}),
        "I102 The file holds more than 10 000 parts.",
    ),
    "sheets.ods": (
        opendocument("<t:table/>" * 1_001),
        "I102 The file holds more than 1 000 sheets.",
    ),
    "full-sheets.ods": (
        opendocument(f"<t:table>{REPEATED_ROW}</t:table>" * 2),
        "I102 The file holds more than 400 000 cells.",
    ),
    "empty.csv": (b"", "I103 The file is empty."),
    "zeros.csv": (b"a;b\n\0;c\n", "I105 The file is damaged"),
    "prose.csv": ("Kính gửi Sở A\nXin báo cáo.\n".encode(), "I109 No row looks like the heading"),
    "tcvn3.csv": (
        b"TT;H\xe4 v\xb5 t\xaan;\xa7\xacn v\xde;Danh hi\xd6u\n"
        b"1;\xae\xe5ng ch\xdd B\xb6y;T\xe6 M\xe9t;Gi\xcay khen\n" * 3,
        "I106 The text is in TCVN3 (ABC)",
    ),
    "vni.csv": (
        "TT;Hoï vaø teân;Ñôn vò;Danh hieäu\n1;Ñoàng chí Baûy;Toå Moät;Giaáy khen ñôïït\n".encode(
            "cp1252"
        )
        * 3,
        "I106 The text is in VNI",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_imported_is_told_in_a_sentence(name: str, run: Run) -> None:
    """The file is named with a code, a sentence and what to do, and nothing is written."""
    data, said = REFUSED[name]
    Path(name).write_bytes(data)
    before = snapshot()

    result = run("import", name, *GIVEN, "--write")

    assert result.exit_code == 1
    first, last = result.stderr.splitlines()
    assert first.startswith(f"{name}: {said}")
    assert last == "1 error."
    assert snapshot() == before


def snapshot() -> dict[str, bytes]:
    return {each.as_posix(): each.read_bytes() for each in Path("content").rglob("*.*")}


def test_files_that_are_not_there_are_told_so(run: Run) -> None:
    """A missing file and a folder have a sentence each."""
    assert run("import", "none.xlsx").stderr.startswith("none.xlsx: I101 There is no such file.")
    assert run("import", "content").stderr.startswith("content: I101 This is not a file.")


def test_old_font_encodings_are_seen_in_workbooks_too(run: Run) -> None:
    """Text of an old font stays unreadable in an .xlsx, and is refused there as well."""
    rows = "".join(inline(row, "§¬n vÞ", "Hä vµ tªn", "TËp thÓ") for row in range(1, 5))
    Path("tcvn3.xlsx").write_bytes(
        workbook(f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    )

    assert run("import", "tcvn3.xlsx").stderr.startswith("tcvn3.xlsx: I106 The text is in TCVN3")


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode(),
        HEAD.replace("\n", "\r").encode(),
        ("\ufeff" + HEAD).encode(),
        HEAD.replace(";", "\t").encode("utf-16"),
        HEAD.replace(";", ",").encode("utf-16-be"),
        in_cp1258(HEAD),
        HEAD.replace(";", "|").encode(),
        "Nr;Name;Unit;Title\n1;Đồng chí B;Tổ Một;Giấy khen\n".encode(),
    ],
    ids=["utf-8", "cr", "bom", "utf-16", "utf-16-be", "cp1258", "bar", "english"],
)
def test_encodings_and_separators_give_the_same_list(data: bytes, run: Run) -> None:
    """However a list is saved, it becomes the same decision."""
    Path("list.csv").write_bytes(data)

    assert run("import", "list.csv", *GIVEN, "--write").exit_code == 0

    text = Path("content/decisions/giay-khen-2024.yaml").read_text(encoding="utf-8")
    without_kind = text.replace("    kind: individual\n", "")
    assert "recipients:\n  - name: Đồng chí B\n    unit: to-mot\n" in without_kind


def test_western_text_is_read_as_such(run: Run) -> None:
    """Windows-1252 is told from Windows-1258 by what it gives."""
    text = "No;Name;Unit;Title\n1;Renée Müller;Zoë & Café;Giay khen\n"
    Path("list.csv").write_bytes(text.encode("cp1252"))

    assert "Renée Müller" in run("import", "list.csv", *GIVEN).stdout


def test_macros_are_not_read(run: Run) -> None:
    """Of a workbook with macros only the values are read, and that is said."""
    sheet = f"<worksheet><sheetData>{LIST}</sheetData></worksheet>"
    Path("list.xlsm").write_bytes(workbook(sheet, **{"vbaProject.bin": b"Sub AutoOpen()"}))

    result = run("import", "list.xlsm", *GIVEN)

    assert result.exit_code == 0
    assert result.stdout.startswith("list.xlsm: I201 The workbook holds macros; they were not run")
    assert "Đồng chí B" in result.stdout


@pytest.mark.parametrize("make", [merged_titles, two_tables, None], ids=["merged", "two", "ods"])
def test_a_file_cut_off_anywhere_never_ends_in_a_traceback(
    make: Callable[[Path], None] | None, run: Run
) -> None:
    """Half a download is refused in words, wherever it ends; so is one with bytes that changed."""
    whole = Path("whole.xlsx")
    if make:
        make(whole)
    data = whole.read_bytes() if make else (FILES / "by-title.ods").read_bytes()
    for part in range(0, len(data), len(data) // 12):
        for broken in (data[:part], data[:part] + b"\xff\xff" + data[part + 2 :]):
            Path("part.xlsx").write_bytes(broken)
            result = run("import", "part.xlsx", *GIVEN)
            assert result.exit_code in (0, 1)
            assert "itself failed" not in result.stderr


@pytest.mark.parametrize("target", ["../../../secret.xml", "/etc/passwd", "..\\\\secret.xml", "xl"])
def test_parts_are_looked_for_in_the_file_and_nowhere_else(target: str, run: Run) -> None:
    """Neither names that climb nor those of the whole disk lead out; nothing is unpacked."""
    sheet = f"<worksheet><sheetData>{LIST}</sheetData></worksheet>"
    Path("secret.xml").write_text(sheet.replace("Giấy khen", "secret"), encoding="utf-8")
    relations = RELATIONS.replace("worksheets/sheet1.xml", target)
    parts = {"xl/workbook.xml": WORKBOOK, "xl/_rels/workbook.xml.rels": relations}
    Path("list.xlsx").write_bytes(packed({**parts, "../evil.txt": "evil", "/evil.txt": "evil"}))
    before = sorted(Path.cwd().parent.rglob("*"))
    result = run("import", "list.xlsx", *GIVEN, "--write")

    assert result.exit_code == 1
    assert "itself failed" not in result.stderr
    assert "secret" not in result.stdout
    assert sorted(Path.cwd().parent.rglob("*")) == before


# -- what would take for ever


def test_what_nobody_sees_is_counted_and_looked_at_once(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text of signs without width is cleaned once, though a thousand cells refer to it."""
    looked_at: list[str] = []
    category = unicodedata.category

    def counted(sign: str) -> str:
        looked_at.append(sign)
        return category(sign)

    monkeypatch.setattr(unicodedata, "category", counted)
    cells = '<c t="s"><v>0</v></c>' * 200
    rows = LIST + "".join(f'<row r="{row}">{cells}</row>' for row in range(3, 8))
    strings = "<sst><si><t>" + "\u200b" * 100 + "</t></si></sst>"
    Path("list.xlsx").write_bytes(
        workbook(f"<worksheet>{rows}</worksheet>", **{"sharedStrings.xml": strings})
    )

    assert "Đồng chí B" in run("import", "list.xlsx", *GIVEN).stdout

    assert looked_at.count("\u200b") <= 200


def test_letters_that_nobody_sees_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cleaning takes time for them too, so they are refused like others."""
    monkeypatch.setattr(filling, "MAX_LETTERS", 10)

    with pytest.raises(Refused):
        filling.Filling("list.xlsx", "A").put(1, 0, "\u200b" * 11)


def test_cells_of_blanks_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs fill rows to the edge of the paper with a blank."""
    monkeypatch.setattr(filling, "MAX_CELLS", 2)
    sheet = filling.Filling("list.xlsx", "A")
    for column in range(10):
        sheet.put(1, column, " ")
    sheet.put(1, 0, "A")

    assert sheet.grid().rows[0].cells == {0: "A"}


def test_elements_count_though_they_hold_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading millions of them takes minutes, and no list has so many."""
    monkeypatch.setattr(package, "MAX_ELEMENTS", 1_000)
    Path("list.xlsx").write_bytes(workbook(f"<worksheet>{LIST}{'<a/>' * 1_000}</worksheet>"))

    assert "I102 The file holds more than 1 000 pieces of XML." in run("import", "list.xlsx").stderr


def test_merged_ranges_count_by_their_rows() -> None:
    """Fifty thousand of the same rows would be kept for each of those."""
    sheet = filling.Filling("list.xlsx", "A")

    with pytest.raises(Refused):
        for column in range(1_000):
            sheet.merge(Span(1, column, 1_000, column))


# -- what would fill the memory


def formatted_rows(path: Path) -> None:
    """A list, and below it every row of a sheet, formatted and empty."""
    rows = "".join(f'<row r="{row}" s="1" ht="15"/>' for row in range(3, 1_048_577))
    path.write_bytes(workbook(f"<worksheet><sheetData>{LIST}{rows}</sheetData></worksheet>"))


def repeated_rows(path: Path) -> None:
    """A list of LibreOffice with a million rows below it that are said once."""
    cell = "<t:table-cell><x:p>{}</x:p></t:table-cell>"
    head = "".join(cell.format(each) for each in ("TT", "Họ và tên", "Danh hiệu"))
    row = "".join(cell.format(each) for each in ("1", "Đồng chí B", "Giấy khen"))
    empty = (
        '<t:table-row t:number-rows-repeated="1048574">'
        '<t:table-cell t:number-columns-repeated="16384"/></t:table-row>'
    )
    table = f"<t:table-row>{head}</t:table-row><t:table-row>{row}</t:table-row>{empty}"
    path.write_bytes(opendocument(f'<t:table t:name="A">{table}</t:table>'))


def repeated_cells(path: Path) -> None:
    """A row of forty million cells, which are said in 11 KB."""
    cells = REPEATED.format(1_000) * 40_000
    path.write_bytes(opendocument(f"<t:table><t:table-row>{cells}</t:table-row></t:table>"))


def deep(path: Path) -> None:
    """Ten million elements, each within the last, which are said in 30 KB."""
    path.write_bytes(workbook("<worksheet>" + "<a>" * 10_000_000))


def unpacked(path: Path) -> None:
    """A small file that unpacks to more than a disk holds."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("xl/workbook.xml", WORKBOOK)
        package.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b"<worksheet>")
            for _ in range(410):
                sheet.write(b" " * 1_000_000)


def many_texts(path: Path) -> None:
    """Two million texts that cells may refer to."""
    strings = "<sst>" + "<si><t>abc</t></si>" * 2_000_000 + "</sst>"
    path.write_bytes(workbook("<worksheet/>", **{"sharedStrings.xml": strings}))


def one_long_text(path: Path) -> None:
    """A cell that holds a library."""
    sheet = f"<worksheet><sheetData>{inline(1, 'x' * 60_000_000)}</sheetData></worksheet>"
    path.write_bytes(workbook(sheet))


def huge(path: Path) -> None:
    """200 MB, of which nothing is read."""
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(200_000_000)


def wide_text(path: Path) -> None:
    """As much text as is read, each cell as short as can be."""
    path.write_bytes(b"a;" * 9_900_000)


HEAVY: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "formatted-rows.xlsx": (formatted_rows, "Nothing is written yet."),
    "repeated-rows.ods": (repeated_rows, "Nothing is written yet."),
    "repeated-cells.ods": (repeated_cells, "I102 The sheet has more than 256 columns."),
    "deep.xlsx": (deep, "I105 The file is damaged"),
    "unpacked.xlsx": (unpacked, "I102 The file unpacks to more than 400 MB."),
    "many-texts.xlsx": (many_texts, "I102 The file holds more than 400 000 cells."),
    "one-long-text.xlsx": (one_long_text, "I109 No row looks like the heading"),
    "huge.xlsx": (huge, "I102 The file has 200 MB, more than the 50 MB"),
    "wide-text.csv": (wide_text, "I102 The sheet has more than 256 columns."),
}
LIMITED = f"""
import resource, sys
from generator.cli import main
resource.setrlimit(resource.RLIMIT_DATA, ({MEMORY}, {MEMORY}))
try:
    main(sys.argv[1:])
finally:
    status = open("/proc/self/status").read()
    print("peak", status.split("VmHWM:")[1].split()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
@pytest.mark.parametrize("name", HEAVY)
def test_memory_is_bounded(name: str, run: Run) -> None:
    """Bombs and endless sheets end in a sentence, within 300 MB."""
    make, said = HEAVY[name]
    make(Path(name))

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "import", name, *GIVEN],
        capture_output=True,
        text=True,
        check=False,
    )

    assert said in done.stdout + done.stderr
    assert "itself failed" not in done.stderr
    assert int(done.stdout.split("peak ")[-1]) * 1024 < MEMORY
