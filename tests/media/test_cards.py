"""Pictures for shared links."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.media import card as drawing
from generator.media.card import drawn
from generator.plan.cards import CARD_SIZE, Card
from tests.sites import MINIMAL, Project

PARTS = Path(__file__).parents[2] / "themes/guong/components/emblem/parts.html"
VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
WORDS = (72, 60, 740, 600)
"""Where the words of a card stand."""


def seen(card: Card) -> Image.Image:
    image = Image.open(BytesIO(drawn(card))).convert("RGB")
    assert image.size == CARD_SIZE
    return image


def is_blank(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return len(image.crop(box).getcolors(1 << 24) or ()) == 1


def test_the_face_is_that_of_pages() -> None:
    """The same stars, rings and bands as in the theme."""
    parts = PARTS.read_text(encoding="utf-8")
    stars = re.findall(r'id="e-star-\d" d="M([^"]*)z"', parts)
    bands = {
        side: [
            (float(width), tuple(map(float, dashes.split())))
            for width, dashes in re.findall(
                rf'id="e-{side}-\d"[^>]*stroke-width="([\d.]+)" stroke-dasharray="([^"]*)"', parts
            )
        ]
        for side in ("in", "out")
    }

    assert [*drawing.STARS] == stars
    assert bands == {"in": [*drawing.INNER], "out": [*drawing.OUTER]}
    radii = re.findall(r"(?:M|0M)-(\d+) 0a", parts)
    assert [float(each) for each in radii] == [*drawing.RINGS]
    assert all(len(drawing.points(each)) > 15 for each in stars)


def test_the_font_has_all_letters_of_vietnamese() -> None:
    """Those that are made of several marks too."""
    assert [each for each in VIETNAMESE if not drawing._known(each)] == []
    assert not drawing._known("日")


@pytest.mark.parametrize(
    "name",
    [
        "Hồ Giáo",
        "Phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới”",
        "Đơn vị có tên rất dài " * 9,
        "X" * 120,
    ],
)
def test_names_of_any_length_stay_in_their_place(name: str) -> None:
    """Nothing is written into the face, beyond the edges or over each other."""
    words = Card(name, "Tóm tắt cũng dài. " * 20, "Trang A", "a")
    alone = Card(" ", "", "", "a")
    image, face = seen(words), seen(alone)

    assert not is_blank(image, WORDS)
    assert is_blank(image, (0, 20, WORDS[0] - 4, 630))
    assert is_blank(image, (WORDS[2] + 2, 20, 776, 630))
    assert is_blank(image, (0, 604, 776, 630))
    assert not is_blank(face, (780, 135, 1140, 495)) or not is_blank(face, (420, 135, 780, 495))


def test_letters_that_the_font_lacks_leave_the_face_alone() -> None:
    """No boxes stand for them."""
    image = seen(Card("日本", "Nhật Bản", "Trang A", "a"))

    assert is_blank(image, (0, 20, 418, 630))
    assert not is_blank(image, (420, 135, 780, 495))


def test_the_same_words_make_the_same_bytes() -> None:
    """And other words others."""
    one = Card("Đồng chí A", "Tóm tắt", "Trang A", "a")

    assert drawn(one) == drawn(one)
    assert len({drawn(Card("Đồng chí A", "Tóm tắt", "Trang A", each)) for each in "abcd"}) == 4
    assert one.digest != Card("Đồng chí A", "Tóm tắ", "tTrang A", "a").digest


def test_pages_name_their_picture(site: Callable[..., Project]) -> None:
    """By its whole address, in each language; a build after that draws none anew."""
    settings = MINIMAL["site.yaml"].replace("plain", "guong")
    project = site({"site.yaml": settings + "url: https://guong.example/a/\ncards: true\n"})
    assert project.build().exit_code == 0

    pages = {"profiles/dong-chi-a/", "campaigns/phong-trao-a/", "en/campaigns/phong-trao-a/"}
    for path in pages:
        html = (project.output() / path / "index.html").read_text(encoding="utf-8")
        (address,) = re.findall(
            r'property="og:image" content="https://guong.example/a/([^"]*)"', html
        )
        with Image.open(project.output() / address) as image:
            assert (image.format, image.size) == ("PNG", CARD_SIZE)
    home = (project.output() / "index.html").read_text(encoding="utf-8")
    assert "og:image" not in home
    assert "0 files written" in project.build().stdout

    project.write({"site.yaml": settings + "cards: true\n"})
    assert project.build().exit_code == 0
    assert not (project.output() / "media").exists()
