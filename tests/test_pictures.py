"""Pictures from the content folder to the page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest

from generator import gather, pictures
from generator.executors import Lost, Serial
from generator.media import make as making
from tests.pictures import drawn, opened, picture, saved
from tests.sites import MINIMAL, Project, with_field

PROFILE = with_field(MINIMAL["profiles/dong-chi-a.md"], "portrait: {file: anh.jpg, alt: Ảnh A}")
STORY = "\n![Hai thợ > một máy](anh.jpg 'T') [ảnh](anh.jpg)\n"
FILES = {
    "site.yaml": MINIMAL["site.yaml"].replace("theme: plain", "theme: guong"),
    "profiles/dong-chi-a.md": PROFILE + STORY,
    "profiles/anh.jpg": saved(drawn((700, 500))),
}
PAGE = "profiles/dong-chi-a/index.html"


@pytest.fixture
def project(site: Callable[..., Project]) -> Project:
    made = site(FILES)
    assert made.build().exit_code == 0
    return made


def names(project: Project) -> set[str]:
    return {each.name for each in project.output("media/profiles").iterdir()}


def test_pages_show_pictures_in_all_their_versions(project: Project) -> None:
    """With their size, so that nothing jumps; pictures of stories wait until they are near."""
    page = project.shows(PAGE)
    portrait, story = re.findall(r"<picture>.*?</picture>", page, re.DOTALL)
    addresses = set(re.findall(r"\.\./\.\./media/profiles/(anh-[\w.-]+)", page))

    assert addresses == names(project)
    assert re.findall(r'type="(image/\w+)"', portrait) == ["image/avif", "image/webp"]
    assert 'alt="Ảnh A" width="640" height="457">' in portrait
    assert "lazy" not in portrait
    assert 'loading="lazy" width="700" height="500" alt="Hai thợ &gt; một máy" title="T">' in story
    assert re.search(r'<a href="[^"]*anh-\w+-700.jpg">ảnh</a>', page)


def test_a_drawing_that_is_offered_holds_no_script(site: Callable[..., Project]) -> None:
    """Opened by itself it would be a page of the site; what it draws is there."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><path d="M0 0"/></svg>'
    model = with_field(
        MINIMAL["models/mo-hinh-a.md"], "files: [{file: tai/a.svg, title: {vi: A, en: A}}]"
    )
    project = site({**FILES, "models/tai/a.svg": drawing, "models/mo-hinh-a.md": model})
    assert project.build().exit_code == 0
    (address,) = re.findall(
        r'href="\.\./\.\./(media/[^"]+)"', project.shows("models/mo-hinh-a/index.html")
    )
    published = project.shows(address)

    assert "<path" in published
    assert "script" not in published
    assert [each.name for each in project.output("media/models/tai").iterdir()] == [
        address.rpartition("/")[2]
    ]


def test_what_was_published_is_not_made_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither after an edit elsewhere, nor for another output, which the state knows it for."""
    before = project.snapshot()
    monkeypatch.setattr(pictures, "make", lambda *_: pytest.fail("made again"))
    monkeypatch.setattr(pictures, "look", lambda *_: pytest.fail("looked at again"))
    project.write({"pages/trang-a.md": MINIMAL["pages/trang-a.md"] + "Thêm.\n"})

    assert project.build().exit_code == 0
    for path in before:
        if path.startswith("media/"):
            assert project.snapshot()[path] == before[path]
    shutil.rmtree(project.output("media"))
    assert project.build().exit_code == 0
    assert {path: data for path, (data, _) in project.snapshot().items() if "media" in path} == {
        path: data for path, (data, _) in before.items() if "media" in path
    }


def test_a_picture_that_changes_has_other_addresses(project: Project) -> None:
    """So that no cache shows the old one, whose files go."""
    before = names(project)
    project.write({"profiles/anh.jpg": saved(drawn((700, 500)).rotate(180))})

    assert project.build().exit_code == 0
    assert len(names(project)) == len(before)
    assert not names(project) & before


def test_a_focus_cuts_portraits(project: Project) -> None:
    """The story shows the whole picture still."""
    focused = PROFILE.replace("alt: Ảnh A", "alt: Ảnh A, focus: 30% 40%")
    project.write({"profiles/dong-chi-a.md": focused + STORY})

    assert project.build().exit_code == 0
    sizes = {opened(each.read_bytes()).size for each in project.output("media").rglob("*.jpg")}
    assert sizes == {(700, 500), (400, 500)}


@pytest.mark.parametrize("focus", ["giữa", "50%", "101% 0%", "50 50", "-1% 5%", "[1, 2]"])
def test_a_focus_is_two_percentages(site: Callable[..., Project], focus: str) -> None:
    """From the left and from the top, and none outside the picture."""
    portrait = f"portrait: {{file: anh.jpg, alt: A, focus: {focus}}}"
    profile = with_field(MINIMAL["profiles/dong-chi-a.md"], portrait)
    result = site({"profiles/dong-chi-a.md": profile, "profiles/anh.jpg": picture()}).build()

    assert result.codes == ["content/profiles/dong-chi-a.md:6:42: C201"]


def test_unusable_pictures_are_all_named_in_one_run(project: Project) -> None:
    """By builds and by checks, those that nothing shows too; the site stays as it was."""
    project.write(
        {
            "profiles/anh.jpg": picture()[:-200],
            "profiles/khac.png": picture(),
            "pictures/dt.heic": b"",
            "pictures/lon.jpg": bytes(30_000_001),
        }
    )
    codes = [
        "content/pictures/dt.heic: C126",
        "content/pictures/lon.jpg: C121",
        "content/profiles/anh.jpg: C123",
        "content/profiles/khac.png: C125",
    ]

    assert project.fails().codes == codes
    assert project.check().codes == codes


@pytest.mark.parametrize("work", ["look", "make"])
def test_a_picture_that_ends_its_process_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    """While it is looked at, and while it is made."""
    project.write({"profiles/anh.jpg": saved(drawn((700, 501)))})
    real = Serial.map

    def lossy(self, done, context, batches, items):
        for made in real(self, done, context, batches, items):
            yield Lost(hung=False) if done.__name__ == work else made

    monkeypatch.setattr(Serial, "map", lossy)

    assert project.fails().codes == ["content/profiles/anh.jpg: W108"]


def test_a_picture_that_cannot_be_made_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went wrong in Pillow is told with its file; the published site stays as it was."""

    def broken(*_: object) -> bytes:
        raise ValueError("encoding error 5")

    project.write({"profiles/anh.jpg": saved(drawn((700, 501)))})
    monkeypatch.setattr(making, "_saved", broken)

    before = project.snapshot()

    assert project.build().lines == [
        (
            "content/profiles/anh.jpg: W101 The generator itself failed on this file: ValueError: "
            "encoding error 5. Please report it; until it is mended, save the picture anew as JPEG "
            "or PNG."
        )
    ]
    assert project.snapshot() == before


def test_a_picture_that_changes_meanwhile_is_not_published(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would stand under the address of another."""
    project.write({"profiles/anh.jpg": saved(drawn((700, 501)))})
    real = gather.bytes_of
    reads: list[str] = []

    def changing(path: str, shown: str):
        reads.append(shown)
        data, wrong = real(path, shown)
        return (data + b" ", wrong) if reads.count(shown) > 1 else (data, wrong)

    monkeypatch.setattr(pictures, "bytes_of", changing)

    assert project.fails().codes == ["content/profiles/anh.jpg: W107"]
