"""`guong build --compress`: squeezed files beside the others, always those of today's texts."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
import pytest

from generator import variants
from generator.manifest import MANIFEST, listed_by
from generator.publish.journal import steps_for
from generator.squeeze import ENDINGS, Squeezed, is_text, plain_path
from generator.work import squeeze
from tests.pictures import picture
from tests.sites import Project

PAGE = "profiles/dong-chi-a/index.html"
LONG = "---\nname: {}\nkind: individual\n---\n" + "Một câu chuyện dài. " * 40
FILES = {
    "profiles/dong-chi-a.md": LONG.format("Đồng chí A") + "![Ảnh](a.svg) ![Ảnh](b.png)\n",
    "profiles/dong-chi-b.md": LONG.format("Đồng chí B"),
    "profiles/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'>" + "<g/>" * 90 + "</svg>",
    "profiles/b.png": picture("PNG"),
}


@pytest.fixture
def compressed(site: Callable[..., Project]) -> Project:
    project = site(FILES)
    assert project.build("--compress").exit_code == 0
    return project


def texts(project: Project) -> dict[str, bytes]:
    return {
        path: data for path, (data, _) in project.snapshot().items() if not path.endswith(ENDINGS)
    }


def squeezed_files(project: Project) -> dict[str, bytes]:
    return {path: data for path, (data, _) in project.snapshot().items() if path.endswith(ENDINGS)}


def test_each_variant_is_its_text(compressed: Project) -> None:
    """Pages, data and pictures of text, by gzip and by Brotli; the manifest names all of them."""
    found = squeezed_files(compressed)
    unpacked = {
        path: (gzip if path.endswith(".gz") else brotli).decompress(data)
        for path, data in found.items()
    }

    (drawing,) = (path for path in texts(compressed) if path.endswith(".svg") and "media" in path)
    assert {PAGE, "data/profiles.json", drawing} <= {path.removesuffix(".br") for path in found}
    assert unpacked == {path: texts(compressed)[plain_path(path)] for path in found}
    listed = listed_by(compressed.output(MANIFEST).read_bytes()) or {}
    assert found.keys() <= listed.keys()


def test_only_what_gets_smaller_is_squeezed(compressed: Project) -> None:
    """No picture of points, and no text that would grow."""
    found = squeezed_files(compressed)

    assert not [path for path in found if path.startswith("media/") and ".svg." not in path]
    assert "data/topics.json" in texts(compressed)
    assert all(len(data) < len(texts(compressed)[plain_path(p)]) for p, data in found.items())
    tiny = [path for path, data in texts(compressed).items() if is_text(path) and len(data) < 5]
    assert tiny != []
    assert not {f"{path}{ending}" for path in tiny for ending in ENDINGS} & found.keys()


def test_nothing_is_squeezed_twice(compressed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit only texts that are new are; the rest is told by digests."""
    again: list[bytes] = []

    def counted(_: None, batch: list[bytes]) -> list[Squeezed]:
        again.extend(batch)
        return squeeze(None, batch)

    monkeypatch.setattr(variants, "squeeze", counted)
    compressed.write({"profiles/dong-chi-b.md": LONG.format("Đồng chí C")})
    before = compressed.snapshot()
    assert compressed.build("--compress").exit_code == 0
    after = compressed.snapshot()

    # Pages are squeezed where they are rendered.
    assert set(again) < set(texts(compressed).values())
    assert after[f"{PAGE}.br"] == before[f"{PAGE}.br"]
    assert after["profiles/dong-chi-b/index.html.br"] != before["profiles/dong-chi-b/index.html.br"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_lost_variant_comes_back(compressed: Project, ending: str) -> None:
    """Whether it was deleted or altered, and although its page stays as it is."""
    before = squeezed_files(compressed)
    compressed.output(PAGE + ending).unlink()
    compressed.output(f"data/units.json{ending}").write_bytes(b"?")
    next(compressed.output("media").rglob(f"*.svg{ending}")).unlink()

    assert compressed.build("--compress").exit_code == 0
    assert squeezed_files(compressed) == before


def test_variants_go_with_their_files_and_with_the_wish(compressed: Project) -> None:
    """With the page, and all of them when nobody asks for them any more."""
    (compressed.content / "profiles/dong-chi-b.md").unlink()
    assert compressed.build("--compress").exit_code == 0
    assert not any(path.startswith("profiles/dong-chi-b/") for path in squeezed_files(compressed))
    assert squeezed_files(compressed)

    assert compressed.build().exit_code == 0
    assert squeezed_files(compressed) == {}


def test_a_variant_goes_before_its_page_is_covered() -> None:
    """Else servers would go on to show, in its place, links to what is being removed."""
    gone = ["a/index.html", "a/index.html.br", "b/index.html"]
    steps = steps_for([], [], gone, announced=False, settled=False)
    done = [(each.do, each.path) for each in steps]

    assert done.index(("remove", "a/index.html.br")) < done.index(("cover", "a/index.html"))
    assert done.index(("cover", "b/index.html")) < done.index(("remove", "b/index.html"))
