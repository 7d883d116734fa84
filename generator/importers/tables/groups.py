"""Rows that are no entries: groups such as "II. Cá nhân", totals, and what stands below a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from generator.reading.slugs import slug

Sort = Literal["kind", "title", "unit", "words"]
"""What a group says: "words" may be the name of anything, a unit of the site among others."""

_MARK = r"[IVX]{1,4}|[A-ZĐ]|\d{1,2}|[a-zđ]"
_MARKED = re.compile(rf"({_MARK})\s*(?:[.)/:]|\s-)\s*(?=\D)(.+)")
_LONE_MARK = re.compile(rf"({_MARK})\s*[.):/]?")
_ROMAN = re.compile(r"I{1,3}|I?[VX]|V?I{0,3}|XI{0,3}|XI?V|XVI{0,3}")
_COUNTED = re.compile(
    r"\s?[:(–-]?\s?\(?\s?\d{1,9}\s?(?:người|tập thể|cá nhân|đơn vị|đồng chí|đ/c)\s?\)?\s?[.:]?\s?$",
    re.IGNORECASE,
)
_KIND = re.compile(r"(?:cac-|doi-voi-|danh-sach-|ve-|khen-thuong-|khoi-)*(tap-the|ca-nhan)(?:-.*)?")
_TITLE = re.compile(
    r"(?:tang-|tang-thuong-|cong-nhan-)?(?:danh-hieu|bang-khen|giay-khen|chien-si-thi-dua"
    r"|lao-dong-(?:tien-tien|gioi|xuat-sac)|tap-the-(?:lao-dong|tieu-bieu|xuat-sac|tien-tien)"
    r"|don-vi-(?:tien-tien|quyet-thang)|co-thi-dua|co-truyen-thong|huan-chuong|huy-chuong"
    r"|ky-niem-chuong|huy-hieu|giai-(?:nhat|nhi|ba|khuyen-khich|dac-biet|thuong)|bieu-duong)(?:-.*)?"
)
_BEFORE_TITLE = re.compile(
    r"^(?:công nhận |tặng thưởng |tặng )?(?:danh hiệu )?[\"“«]?", re.IGNORECASE
)
_UNIT = re.compile(
    r"(?:phong|ban|to|doi|khoa|truong|cong-ty|chi-cuc|cuc|so|vu|vien|trung-tam|benh-vien|tram|xi-nghiep"
    r"|nha-may|phan-xuong|to-cong-doan|hop-tac-xa|htx|ubnd|uy-ban|xa|phuong|thi-tran|huyen|quan"
    r"|chi-bo|dang-uy|hoi|doan|lien-doan|van-phong|don-vi|khoi|cum)-.*"
)
_TOTAL = re.compile(
    r"(?:tong-cong(?!-ty)|tong-so|cong-(?:cong|hang|trang))(?:-.*)?|tong|cong|(?:sub-?)?total(?:-.*)?"
)
_BELOW = re.compile(
    r"noi-nhan.*|(?:t-?m|k-?t|tuq|t-?l|thua-lenh|thay-mat)-.*|nguoi-lap.*|thu-truong.*|lanh-dao-.*"
    r"|(?:pho-)?(?:chu-tich|giam-doc|hieu-truong|bi-thu|tong-giam-doc|truong-phong|truong-ban)(?:-.*)?"
    r"|xac-nhan.*|danh-sach-(?:nay-)?(?:gom|co|tren)-.*|an-dinh-.*|(?:.*-)?ngay-(?:\d+-)?thang-.*"
    r"|ky-ten.*|ghi-chu-.*|luu-vt.*|kem-theo-.*"
)


@dataclass(frozen=True, slots=True)
class Group:
    """A row that tells something of the entries below it."""

    row: int
    words: str
    """As written, without its number."""
    level: int
    """0 for "A.", 1 for "I.", 2 for "1.", 3 for "a)"; 4 without a mark."""
    says: tuple[tuple[Sort, str], ...]


def marked(texts: tuple[str, ...]) -> tuple[str, str]:
    """The mark and the words of a row with nothing but one or both of them; "" for neither."""
    if len(texts) == 1:
        found = _MARKED.fullmatch(texts[0])
        return (found[1], found[2]) if found else ("", texts[0])
    if len(texts) == 2:
        found = _LONE_MARK.fullmatch(texts[0])
        return (found[1], texts[1]) if found else ("", "")
    return "", ""


def group_of(row: int, mark: str, words: str) -> Group:
    """What a group says of its entries, by its words: their kind, their title, or their unit."""
    plain = _COUNTED.sub("", words).strip(" .:-–")
    folded = slug(plain)
    says: list[tuple[Sort, str]] = []
    if _TITLE.fullmatch(folded):
        says.append(("title", _title(plain)))
    elif "tap-the" in folded and "ca-nhan" in folded:
        says = []
    elif kind := _KIND.fullmatch(folded):
        says.append(("kind", "collective" if kind[1] == "tap-the" else "individual"))
        told = re.search(r"(?:danh hiệu|tặng thưởng|tặng) (.+)", plain, re.IGNORECASE)
        if told:
            says.append(("title", _title(told[1])))
    else:
        says.append(("unit" if _UNIT.fullmatch(folded) else "words", plain))
    return Group(row, words, _level(mark), tuple(says))


def is_telling(words: str) -> bool:
    """Can words alone in a row be nothing but a group: a kind, a title, the name of a unit?"""
    folded = slug(words)
    return bool(_KIND.fullmatch(folded) or _TITLE.fullmatch(folded) or _UNIT.fullmatch(folded))


def names_kind_or_title(words: str) -> bool:
    """Do words say which kind or title, and so never who?"""
    folded = slug(_COUNTED.sub("", words))
    return bool(_KIND.fullmatch(folded) or _TITLE.fullmatch(folded))


def is_total(words: str) -> bool:
    return bool(_TOTAL.fullmatch(slug(words)))


def is_below(words: str) -> bool:
    """Do words belong to the signatures and remarks below a table?"""
    return bool(_BELOW.fullmatch(slug(words)))


def _title(words: str) -> str:
    plain = _BEFORE_TITLE.sub("", words).strip(' "”»:')
    return plain.capitalize() if plain.isupper() else plain[:1].upper() + plain[1:]


def _level(mark: str) -> int:
    if not mark:
        return 4
    if mark.isdigit():
        return 2
    if mark.islower():
        return 3
    return 1 if _ROMAN.fullmatch(mark) else 0
