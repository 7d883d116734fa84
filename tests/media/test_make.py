"""What readers get of a picture."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from generator.graph.site import Media, Sight
from generator.media.look import Given, look
from generator.media.make import Order, make
from generator.plan.pictures import MAX_SIDE, Box, Recipe, Shape, recipe
from tests.pictures import drawn, opened, saved

RED = (255, 0, 0)


def planned(
    data: bytes, name: str = "content/a.jpg", shape: Shape = "whole", focus: str | None = None
) -> Recipe:
    (sight,) = look(None, [Given(name, data, sha256(data).hexdigest())])
    assert isinstance(sight, Sight), str(sight)
    return recipe(Media(name, len(data), sight), shape, focus)


def files_of(order: Recipe, data: bytes) -> tuple[bytes, ...]:
    (files,) = make(None, [Order(order, data)])
    assert isinstance(files, tuple), str(files)
    return files


def made(data: bytes, name: str = "content/a.jpg", **how) -> dict[str, Image.Image]:
    """Every version of a picture, opened, by its width and ending."""
    order = planned(data, name, **how)
    files = files_of(order, data)
    return {
        f"{each.width}.{each.path.rpartition('.')[2]}": opened(file)
        for each, file in zip(order.versions, files, strict=True)
    }


def colour(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    found = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(found, tuple)
    return found


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 24) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def test_a_large_picture_is_made_in_three_sizes():
    """In two formats for browsers of today, in the largest size for all others."""
    found = made(saved(drawn((1600, 800))))

    assert {name: each.size for name, each in found.items()} == {
        f"{width}.{ending}": (width, width // 2)
        for ending, widths in (
            ("avif", (320, 640, 1280)),
            ("webp", (320, 640, 1280)),
            ("jpg", (1280,)),
        )
        for width in widths
    }
    assert [each.format for each in found.values()] == ["AVIF"] * 3 + ["WEBP"] * 3 + ["JPEG"]


def test_a_small_picture_is_never_made_larger():
    """It comes in its own size, and in those below it."""
    assert list(made(saved(drawn((400, 100))))) == [
        "320.avif", "400.avif", "320.webp", "400.webp", "400.jpg",
    ]  # fmt: skip


def test_even_a_line_has_a_height():
    """A picture of one pixel in height stays one."""
    line = saved(Image.new("RGB", (2000, 1), RED))

    assert {each.height for each in made(line).values()} == {1}


@pytest.mark.parametrize(
    ("size", "expected"), [((400, 17_000), (385, 16_362)), ((1, 17_000), (1, MAX_SIDE))]
)
def test_no_version_is_higher_than_every_format_can_be(size, expected):
    """WebP counts to 16,383 pixels: a very high picture is made narrower."""
    order = planned(saved(Image.new("L", size), "PNG"), "content/a.png")

    assert (order.fallback.width, order.fallback.height) == expected
    assert max(each.height for each in order.versions) <= MAX_SIDE


def test_several_pictures_in_one_jpeg_are_made_of_the_first():
    """What a camera puts behind it, for its own screen, is left."""
    several = saved(drawn(), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])

    assert {each.size for each in made(several).values()} == {(64, 80)}


def test_an_orientation_that_exif_does_not_know_is_none():
    """The picture is made as it lies in the file."""
    exif = Image.Exif()
    exif[0x0112] = 9

    assert {each.size for each in made(saved(drawn(), exif=exif)).values()} == {(64, 80)}


def test_what_pillow_stumbles_over_is_named():
    """The other pictures of the batch are made all the same."""
    orders = [
        Order(planned(each, f"content/{name}"), each)
        for name, each in (("a.jpg", saved(drawn())), ("b.png", saved(drawn(), "PNG")))
    ]
    orders[0] = replace(orders[0], data=b"no picture")
    failed, whole = make(None, orders)

    assert isinstance(whole, tuple)
    assert str(failed).startswith(
        "content/a.jpg: W101 The generator itself failed on this file: UnidentifiedImageError: "
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_comes_through(form):
    """Neither the place where it was taken, nor words, nor a profile."""
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825)[1] = "N"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(drawn(), form, exif=exif, icc_profile=srgb, comment=b"Secret words")
    order = planned(data, f"content/a.{form.lower()}")
    files = files_of(order, data)

    assert b"Secret" in data
    for file in files:
        assert not re.search(rb"Secret|Exif|ICC_PROFILE|ICCP|iCCP", file)
        assert not opened(file).getexif()


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)),
     (8, (0, 1))],
)  # fmt: skip
def test_pictures_are_put_upright(orientation, corner):
    """The red corner is where a viewer shows it, by the table of EXIF."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(drawn((400, 300)), quality=95, exif=exif)
    seen = made(data)
    places = {(x, y): colour(next(iter(seen.values())), 0.05 + 0.9 * x, 0.05 + 0.9 * y)
              for x in (0, 1) for y in (0, 1)}  # fmt: skip

    assert [place for place, each in places.items() if near(each, RED)] == [corner]


def test_colours_of_a_profile_become_those_of_browsers():
    """A picture whose profile swaps red and green is shown as it was meant."""
    red = Image.new("RGB", (40, 40), RED)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    plain, profiled = (
        colour(made(saved(red, "PNG", icc_profile=each), "content/a.png")["40.jpg"], 0.5, 0.5)
        for each in (srgb, swapped)
    )

    assert near(plain, RED)
    assert near(profiled, (0, 255, 0))


def test_a_damaged_profile_is_like_none():
    """The picture is shown with the colours that it names."""
    data = saved(drawn(), "PNG", icc_profile=b"no profile")

    assert near(colour(made(data, "content/a.png")["64.jpg"], 0.05, 0.05), RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_mode_of_colour_is_understood(mode):
    """Black stays black and white stays white, in ink, in palettes and in sixteen bits."""
    image = Image.new("L", (40, 40), 0)
    image.paste(255, (20, 0, 40, 40))
    given = image.convert(mode)
    if mode == "I;16":
        given = image.convert("I").point(lambda value: value * 257).convert("I;16")
    form = "JPEG" if mode == "CMYK" else "PNG"
    found = made(saved(given, form), "content/a.jpg" if form == "JPEG" else "content/a.png")

    for each in found.values():
        assert near(colour(each, 0.2, 0.5), (0, 0, 0))
        assert near(colour(each, 0.8, 0.5), (255, 255, 255))


def test_what_shines_through_still_does():
    """The version for every browser is PNG then."""
    image = drawn((40, 40), "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((40, 40)))
    found = made(saved(image, "PNG"), "content/a.png")

    assert list(found) == ["40.avif", "40.webp", "40.png"]
    for each in found.values():
        shades = each.getchannel("A").tobytes()
        assert (min(shades) < 10, max(shades) > 245) == (True, True)


@pytest.mark.parametrize(
    ("size", "shape", "focus", "box"),
    [
        ((1000, 1000), "portrait", "50% 50%", Box(100, 0, 800, 1000)),
        ((1000, 1000), "portrait", "0% 50%", Box(0, 0, 800, 1000)),
        ((1000, 1000), "portrait", "100% 0%", Box(200, 0, 800, 1000)),
        ((400, 1000), "portrait", "50% 20%", Box(0, 0, 400, 500)),
        ((400, 1000), "portrait", "50% 40%", Box(0, 150, 400, 500)),
        ((1600, 1600), "lead", "50% 100%", Box(0, 700, 1600, 900)),
        ((1600, 1600), "whole", "50% 100%", Box(0, 0, 1600, 1600)),
        ((1600, 1600), "lead", None, Box(0, 0, 1600, 1600)),
        ((1, 1), "lead", "50% 50%", Box(0, 0, 1, 1)),
    ],
)
def test_a_focus_is_kept_when_a_picture_is_cut(size, shape, focus, box):
    """As near to the middle as the edges allow; without a focus nothing is cut."""
    sight = Sight(False, size[0], size[1], False, "0", ())

    assert recipe(Media("content/a.jpg", 1, sight), shape, focus).box == box


def test_the_part_around_the_focus_is_shown():
    """Also of a picture that was read smaller than it is."""
    image = Image.new("RGB", (4000, 1000))
    image.paste(RED, (3000, 0, 4000, 1000))
    found = made(saved(image), shape="portrait", focus="90% 50%")

    assert found["640.avif"].size == (640, 800)
    assert near(colour(found["640.avif"], 0.1, 0.5), RED)


def test_addresses_change_with_what_is_shown():
    """With the bytes and with the focus, and with nothing else."""
    one, other = saved(drawn((60, 60))), saved(drawn((60, 60)).rotate(180))
    paths = [
        planned(one).fallback.path,
        planned(other).fallback.path,
        planned(one, shape="portrait", focus="50% 0%").fallback.path,
        planned(one, shape="lead").fallback.path,
    ]

    assert len(set(paths)) == 3
    assert paths[0] == paths[3]


def test_portraits_are_not_made_as_large_as_others():
    """They are shown smaller: 640 pixels are enough for dense screens."""
    found = made(saved(drawn((1600, 800))), shape="portrait")

    assert list(found) == ["320.avif", "640.avif", "320.webp", "640.webp", "640.jpg"]


def test_what_is_no_picture_has_no_recipe():
    """It is published as it is."""
    with pytest.raises(ValueError, match=r"a\.pdf"):
        recipe(Media("content/a.pdf", 1))


def test_drawings_are_published_clean():
    """In one version, without what runs."""
    data = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><g id="a"/></svg>'
    order = planned(data, "content/a.svg")
    files = files_of(order, data)

    assert order.choices == ()
    assert files == (b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"></g></svg>\n',)
    assert BytesIO(files[0]).read().count(b"script") == 0
