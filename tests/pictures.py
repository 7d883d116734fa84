"""Pictures to build sites with, made up for tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw


def drawn(size: tuple[int, int] = (64, 80), mode: str = "RGB") -> Image.Image:
    """A gradient whose left upper corner is red: pictures of photographs look so to encoders."""
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (across, down, across))
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(255, 0, 0))
    return image.convert(mode)


def saved(image: Image.Image, form: str = "JPEG", **how: Any) -> bytes:
    file = BytesIO()
    image.save(file, form, **how)
    return file.getvalue()


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 80)) -> bytes:
    return saved(drawn(size), form)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image
