"""Which files make up the content."""

from __future__ import annotations

import os
import unicodedata
from contextlib import nullcontext
from pathlib import Path

import pytest

from generator.discover import Discovered, discover


@pytest.fixture
def content(tmp_path):
    """A content folder, and a way to put empty files there."""
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def put(content: Path, *names: str) -> Discovered:
    for name in names:
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * len(names))
    return discover(content)


def problems(found: Discovered) -> list[str]:
    return [str(each) for each in found.problems]


def bundles(found: Discovered) -> list[tuple[str, str, list[str]]]:
    return [
        (each.kind.name, each.id, [source.path.removeprefix("content/") for source in each.sources])
        for each in found.bundles
    ]


def test_an_empty_folder(content):
    """Nothing is there, and that is no mistake of the files."""
    assert discover(content) == Discovered("content", None, (), (), ())


def test_files_are_put_together_by_record(content):
    """Lists, records, translations and tables; sub-folders do not change the id."""
    found = put(
        content,
        "site.yaml",
        "units.yaml",
        "topics.yml",
        "profiles/b.md",
        "profiles/a.md",
        "profiles/a.en.md",
        "profiles/a.fr.md",
        "profiles/sub/deep/c.md",
        "campaigns/c.yml",
        "campaigns/c.scores.csv",
        "campaigns/c.registrations.csv",
        "decisions/d.yaml",
    )

    assert found.problems == ()
    assert found.settings is not None
    assert (found.settings.path, found.settings.size) == ("content/site.yaml", 12)
    assert bundles(found) == [
        (
            "campaign",
            "c",
            ["campaigns/c.yml", "campaigns/c.registrations.csv", "campaigns/c.scores.csv"],
        ),
        ("decision", "d", ["decisions/d.yaml"]),
        ("profile", "a", ["profiles/a.md", "profiles/a.en.md", "profiles/a.fr.md"]),
        ("profile", "b", ["profiles/b.md"]),
        ("profile", "c", ["profiles/sub/deep/c.md"]),
        ("topic", "", ["topics.yml"]),
        ("unit", "", ["units.yaml"]),
    ]
    assert set(found.bundles[2].translations) == {"en", "fr"}
    assert set(found.bundles[0].tables) == {"scores", "registrations"}


def test_translations_belong_to_the_record_of_their_folder(content):
    """A file of the same name in another folder is another record."""
    found = put(content, "profiles/x/a.md", "profiles/y/a.md", "profiles/y/a.en.md")

    assert bundles(found) == [
        ("profile", "a", ["profiles/x/a.md"]),
        ("profile", "a", ["profiles/y/a.md", "profiles/y/a.en.md"]),
    ]


def test_media_lie_anywhere(content):
    """Beside records or in folders of their own, whatever the case of their ending."""
    found = put(
        content, "profiles/p.JPG", "anh/Ảnh 1.png", "logo.svg", "tai/f.pdf", "campaigns/x.csv"
    )

    assert [each.path for each in found.media] == [
        "content/logo.svg",
        "content/anh/Ảnh 1.png",
        "content/campaigns/x.csv",
        "content/profiles/p.JPG",
        "content/tai/f.pdf",
    ]
    assert found.problems == ()


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store", "profiles/.a.md.swp", ".git/config", "Thumbs.db", "~$a.docx", "a.md~",
        "#a.md#", "profiles/x.tmp", "__MACOSX/a.md", "README.md", "readme.md",
    ],
)  # fmt: skip
def test_what_editors_and_systems_leave_is_passed_over(content, name):
    """Nor is a README at the top a record."""
    found = put(content, name)

    assert (found.bundles, found.media, found.problems) == ((), (), ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "profile/a.md",
            (
                "C115 This file is in no folder of records, or has the wrong ending for it."
                " Did you mean `profiles/…md`?"
            ),
        ),
        (
            "unit.yaml",
            (
                "C115 This file is in no folder of records, or has the wrong ending for it."
                " Did you mean `units.yaml`?"
            ),
        ),
        (
            "profiles/a.yaml",
            (
                "C115 This file is in no folder of records, or has the wrong ending for it."
                " Did you mean `profiles/…md`?"
            ),
        ),
        (
            "campaigns/a.en.yaml",
            (
                "C115 This file is in no folder of records, or has the wrong ending for it."
                " Did you mean `campaigns/….yaml`?"
            ),
        ),
        (
            "zzz/a.md",
            (
                "C115 This file is in no folder of records, or has the wrong ending for it."
                " Records lie in: units, titles, topics, profiles, decisions, campaigns, models,"
                " articles, pages."
            ),
        ),
        (
            "profiles/a.exe",
            "C115 Files that end in '.exe' have no use here. Move it out of the content folder.",
        ),
        ("Makefile", "C115 Files that end in 'Makefile' have no use here."),
        (
            "profiles/a.en.md",
            (
                "C117 There is no a.md beside this file."
                " Write the record itself first; this file only adds to it."
            ),
        ),
        ("campaigns/c.scores.csv", "C117 There is no c.yaml beside this file."),
    ],
)
def test_misplaced_files_are_named(content, name, expected):
    """Each with what was probably meant."""
    (found,) = problems(put(content, name))

    assert found.startswith(f"content/{name}: {expected.replace('…md', '….md')}")


@pytest.mark.parametrize(
    "names",
    [
        ("campaigns/a.yaml", "campaigns/a.yml"),
        ("units.yaml", "units.yml"),
        ("site.yaml", "site.yml"),
    ],
)
def test_one_record_in_two_files_is_refused(content, names):
    """The first is kept and both are named."""
    found = put(content, *names)

    assert problems(found) == [
        (
            f"content/{names[1]}: C301 This file and content/{names[0]} are one and the same"
            f" record."
            " Keep one of them."
        )
    ]


def test_links_out_of_the_folder_are_refused(content, tmp_path):
    """To files outside and to any folder; a link to a file inside is as good as the file."""
    (tmp_path / "content-evil").mkdir()
    (tmp_path / "content-evil/secret.md").write_text("x")
    (tmp_path / "outside").mkdir()
    put(content, "profiles/a.md")
    (content / "profiles/out.md").symlink_to(tmp_path / "content-evil/secret.md")
    (content / "profiles/in.md").symlink_to(content / "profiles/a.md")
    (content / "models").symlink_to(tmp_path / "outside")
    (content / "profiles/gone.md").symlink_to(content / "nowhere.md")
    found = discover(content)

    assert [id_ for _, id_, _ in bundles(found)] == ["a", "in"]
    assert sorted(each.split(" ")[0] + each.split(" ")[1] for each in problems(found)) == [
        "content/models:C110",
        "content/profiles/gone.md:C110",
        "content/profiles/out.md:C110",
    ]


def test_links_in_a_circle_end(content):
    """Two links that lead to each other are a problem each and no endless walk."""
    put(content, "profiles/a.md")
    (content / "profiles/x.md").symlink_to("y.md")
    (content / "profiles/y.md").symlink_to("x.md")

    assert [each.split(": ")[1][:4] for each in problems(discover(content))] == ["C110", "C110"]


def test_names_are_composed(content):
    """A name that a system stores decomposed is the one that authors type."""
    found = put(content, unicodedata.normalize("NFD", "anh/Hồ Giáo.jpg"))

    assert [each.path for each in found.media] == [
        unicodedata.normalize("NFC", "content/anh/Hồ Giáo.jpg")
    ]
    assert Path(found.media[0].absolute).read_bytes() == b"x"


@pytest.mark.parametrize(
    "name",
    ["con.jpg", "a/NUL.pdf", "com1.x.png", "aux .jpg", "a:b.jpg", "a?.png", "a\\b.jpg", "a./b.jpg"],
)
def test_names_that_windows_cannot_have_are_refused(content, name):
    """A site and its content must be what they are on every system."""
    (found,) = problems(put(content, name, "canon.jpg", "nulli.pdf"))

    assert found.startswith(f"content/{name}: C131 ")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Anh.jpg", "anh.jpg"),
        ("a/b.JPG", "a/b.jpg"),
        (unicodedata.normalize("NFD", "ảnh.jpg"), unicodedata.normalize("NFC", "ảnh.jpg")),
    ],
    ids=["capital", "ending", "decomposed"],
)
def test_names_that_some_systems_do_not_tell_apart_are_refused(content, name, other):
    """One of the two would be lost where they are copied to."""
    (found,) = problems(put(content, name, other))

    assert ": C132 " in found


def test_names_that_cannot_be_shown_are_refused(content):
    """A line end in a file's name would break every message."""
    (found,) = problems(put(content, "anh/a\nb.jpg"))

    assert found.startswith("content/anh/a\\nb.jpg: C120 ")


def test_what_is_no_file_is_passed_over(content):
    """A pipe is neither read nor waited for."""
    put(content, "profiles/a.md")
    os.mkfifo(content / "profiles/pipe.md")

    assert [id_ for _, id_, _ in bundles(discover(content))] == ["a"]


def test_folders_that_cannot_be_listed_are_named(content, monkeypatch):
    """A folder without permission hides its files, and that is said."""
    put(content, "profiles/a.md")
    real = os.scandir

    def refuse(path):
        if str(path).endswith("profiles"):
            raise PermissionError(13, "no", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)

    assert problems(discover(content)) == [
        (
            "content/profiles: C114 This file cannot be read."
            " Check its permissions and whether it is still there."
        )
    ]


def test_files_that_vanish_are_named(content, monkeypatch):
    """A file that goes while the folder is listed is a problem, not a crash."""
    put(content, "profiles/a.md")

    class Gone:
        def __init__(self, entry):
            self.name, self.path = entry.name, entry.path
            self.is_dir, self.is_symlink = entry.is_dir, entry.is_symlink

        def stat(self):
            raise FileNotFoundError(2, "gone", self.path)

    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda place: nullcontext(map(Gone, real(place))))
    found = discover(content)

    assert [each.partition(": ")[2][:4] for each in problems(found)] == ["C114"]
