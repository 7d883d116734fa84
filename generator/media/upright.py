"""Upright: pictures as they are to be seen, with pixels in sRGB, and nothing else of the file."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each way in which a camera may have been held, as EXIF counts them."""
_ASIDE = (5, 6, 7, 8)


def turned(image: Image.Image) -> bool:
    """Whether width and height change places when the picture is put upright."""
    return _orientation(image) in _ASIDE


def upright(image: Image.Image) -> Image.Image:
    """The picture as the camera was held, in a mode that can be made smaller."""
    turn = _TURNS.get(_orientation(image))
    image = _in_eight_bits(image)
    return image.transpose(turn) if turn is not None else image


def in_srgb(image: Image.Image, *, transparent: bool) -> Image.Image:
    """The colours as a browser shows them, and no other data of the file."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if transparent else "RGB"
    if image.mode == "RGBA" and not transparent:
        image = image.convert(mode)
    converted = image
    if profile:
        # A profile that cannot be used is like none.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            made = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
            converted = made or image
    if converted.mode != mode:
        converted = converted.convert(mode)
    plain = converted.copy()
    plain.info = {}
    return plain


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        # EXIF is as foreign as the rest, and no reason to refuse what can be seen.
        return 1


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")
