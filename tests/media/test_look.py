"""What pictures are, and why some cannot be used."""

from __future__ import annotations

from hashlib import sha256

import pytest
from PIL import Image

from generator.graph.site import Sight
from generator.media import look as looking
from generator.media.look import FORMATS, Given, look, too_large
from tests.pictures import drawn, picture, saved

MOVING = saved(drawn(), "GIF", save_all=True, append_images=[drawn().rotate(90)])
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"><path d="M0 0h9"/></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)


def seen(name: str, data: bytes) -> Sight | str:
    """What was seen, or the sentence that refuses it."""
    (found,) = look(None, [Given(name, data, sha256(data).hexdigest())])
    return found if isinstance(found, Sight) else str(found)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_pictures_of_every_format_are_known(form):
    """Their size, and in which formats they are to be made."""
    data = picture(form)

    assert seen(f"a.{form.lower()}", data) == Sight(
        False, 64, 80, False, sha256(data).hexdigest(), FORMATS
    )


def test_this_machine_makes_the_formats_that_are_promised():
    """Pillow's own builds have both; without AVIF the others are made."""
    assert FORMATS == ("avif", "webp")


@pytest.mark.parametrize("orientation", range(11))
def test_a_picture_is_as_wide_as_it_is_seen(orientation):
    """The camera was held upright for half of the ways that EXIF knows, and for all others."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = seen("a.jpg", saved(drawn((64, 80)), exif=exif))

    assert isinstance(found, Sight)
    assert (found.width, found.height) == ((80, 64) if 4 < orientation < 9 else (64, 80))


def test_broken_exif_is_no_reason_to_refuse_a_picture():
    """It can be seen without."""
    assert isinstance(seen("a.jpg", saved(drawn(), exif=b"Exif\x00\x00MM\x00*\xff\xff")), Sight)


def test_a_jpeg_may_hold_more_pictures():
    """Cameras put a preview behind the picture; it is no other format, and does not move."""
    several = saved(drawn(), "MPO", save_all=True, append_images=[drawn((32, 40))])
    found = seen("a.jpg", several)

    assert isinstance(found, Sight)
    assert (found.width, found.height) == (64, 80)
    assert "C125 The name of this picture ends in '.png', but it is JPEG." in str(
        seen("a.png", several)
    )


def test_transparency_is_what_shines_through():
    """A channel for it is not enough, and a palette may have it."""
    clear = drawn(mode="RGBA")
    clear.putalpha(Image.new("L", clear.size, 100))
    whole = drawn(mode="RGBA")
    palette = saved(drawn().quantize(8), "PNG", transparency=0)

    found = [seen("a.png", each) for each in (saved(clear, "PNG"), saved(whole, "PNG"), palette)]

    assert [isinstance(each, Sight) and each.transparent for each in found] == [True, False, True]


def test_drawings_tell_their_size():
    """By width and height, else by the box that they are drawn in, else not at all."""
    sized = SVG.replace(b"viewBox", b'width="300px" height="20.4" viewBox')
    bare = SVG.replace(b' viewBox="0 0 30 40"', b"")
    sizes = [
        (found.width, found.height)
        for each in (SVG, sized, bare)
        if isinstance(found := seen("a.svg", each), Sight)
    ]

    assert sizes == [(30, 40), (300, 20), (0, 0)]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.jpg", picture()[:-300], "C123 This picture is cut off"),
        ("a.png", picture("PNG")[:-300], "C123 This picture is cut off"),
        ("a.webp", picture("WEBP")[:-300], "C123 This picture is cut off"),
        ("a.jpg", b"", "C123 This picture is cut off"),
        ("a.jpg", b"no picture", "C123 This picture is cut off"),
        ("a.gif", MOVING, "C124 This picture moves."),
        ("a.jpg", picture("PNG"), "C125 The name of this picture ends in '.jpg', but it is PNG."),
        ("a.png", SVG, "C125 The name of this picture ends in '.png', but it is SVG."),
        ("a.jpg", HEIC, "C126 Most browsers show no pictures of this sort."),
        ("a.svg", b"<svg", "C127 This drawing is no well-formed SVG."),
        (
            "a.svg",
            SVG.replace(b"<path", b'<g id="a"><use href="#a"/></g><path'),
            "C127 This drawing draws its parts again more than 100,000 times,",
        ),
        ("a.svg", picture(), "C125 The name of this picture ends in '.svg', but it is JPEG."),
    ],
)
def test_what_cannot_be_used(name, data, expected):
    """Each in one sentence, with what to do about it."""
    found = seen(name, data)

    assert isinstance(found, str)
    assert expected in found
    assert len(found) > len(name) + len(expected) + 20


def test_a_bomb_is_not_unpacked(monkeypatch):
    """The head says how many pixels there are; none of them is read."""
    bomb = saved(Image.new("1", (7_000, 7_000)), "PNG")
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("pixels were read"))
    found = seen("a.png", bomb)

    assert len(bomb) < 10_000
    assert "C122 This picture has 7000 × 7000 pixels; 40 million are the limit." in str(found)


def test_what_is_too_large_is_not_read():
    """The size of the file is enough to know."""
    assert too_large("a.jpg", looking.MAX_BYTES) is None
    assert "C121 This picture has 31 megabytes; 30 is the limit." in str(
        too_large("a.jpg", looking.MAX_BYTES + 1)
    )
