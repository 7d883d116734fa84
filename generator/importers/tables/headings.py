"""Headings of columns, and what each of them means."""

from __future__ import annotations

import re
from typing import Literal, get_args

from generator.reading.slugs import slug

Role = Literal[
    "index",
    "name",
    "kind",
    "unit",
    "role",
    "role_and_unit",
    "position",
    "title",
    "citation",
    "number",
    "date",
    "number_and_date",
    "authority",
    "campaign",
    "profile",
    "count",
    "share",
    "note",
    "period",
    "score",
    "organisation",
    "registered_on",
    "indicator",
    "measure",
    "goal",
    "result",
    "private",
    "money",
    "skip",
]
ROLES: tuple[str, ...] = get_args(Role)

LEFT_OUT: tuple[Role, ...] = ("private", "money", "skip", "index")
"""Columns of which nothing is taken over."""

_TOLD = (
    r"(?:-(?:cua|duoc|de-nghi|khen-thuong|khen|thi-dua|nam|tap-the|ca-nhan|don-vi|va|hoac)\b.*)?"
)
_DECISION = r"(?:quyet-dinh|qd)"
_FAMILY = re.compile(r"ho|ho(?:-va)?(?:-chu|-ten)?-(?:dem|lot)")
# Asked in this order: what is more exact comes first. Written without accents, as slugs.
_PATTERNS: tuple[tuple[Role, str], ...] = (
    ("index", r"tt|stt|s-t-t|t-t|so-tt|so-thu-tu|no|nr|so"),
    (
        "private",
        (
            r"(?:so-)?(?:cccd|cmnd|can-cuoc|the-can-cuoc|dinh-danh)(?:-.*)?|cmt(?:nd)?|ma-so-thue"
            r"|(?:so-)?(?:dien-thoai|dt|sdt)(?:-.*)?|(?:e-?mail|thu-dien-tu)|dia-chi(?:-.*)?"
            r"|(?:so-)?tai-khoan(?:-.*)?|(?:nam|ngay)(?:-.*)?-sinh|ngay-thang-nam-sinh|gioi-tinh"
            r"|nam-nu|nu|dan-toc|ton-giao|que-quan|noi-o(?:-.*)?|phone.*|address|birth.*|date-of-birth"
            r"|born|gender|sex"
        ),
    ),
    (
        "money",
        (
            r"(?:so-)?tien(?:-.*)?|muc-(?:thuong|tien)(?:-.*)?|thanh-tien|kinh-phi|amount|ky-nhan|chu-ky"
            r"|signature"
        ),
    ),
    (
        "number_and_date",
        rf"so-(?:va-)?ngay(?:-.*)?-{_DECISION}(?:-.*)?|{_DECISION}-so-ngay(?:-.*)?",
    ),
    (
        "number",
        (
            rf"(?:so-)?(?:va-ky-hieu-)?{_DECISION}(?:-(?:so|khen-thuong|khen))?|so-{_DECISION}.*"
            r"|so-ky-hieu(?:-.*)?|decision(?:-(?:number|no))?|number"
        ),
    ),
    ("registered_on", r"ngay-dang-ky|registered(?:-on)?"),
    (
        "date",
        (
            rf"ngay(?:-thang)?(?:-nam)?(?:-(?:cua-)?(?:{_DECISION}|ky|ban-hanh|trao|khen)(?:-.*)?)?"
            r"|(?:decision-)?date|decided-on|on"
        ),
    ),
    (
        "authority",
        (
            r"(?:co-quan|cap|noi|don-vi)-(?:ra-|ban-hanh|quyet-dinh|khen|ky|trao).*|tham-quyen(?:-.*)?"
            r"|nguoi-ky|authority|issued-by|conferred-by"
        ),
    ),
    ("campaign", r"(?:ten-)?phong-trao(?:-.*)?|cuoc-van-dong|dot-thi-dua|chuyen-de|campaign"),
    (
        "title",
        (
            r"(?:ten-|loai-)?danh-hieu(?:-.*)?|(?:hinh-thuc|muc|loai-hinh)-(?:khen|de-nghi|ton-vinh).*"
            r"|hinh-thuc|giai(?:-thuong)?|khen-thuong|title|award|honou?r"
        ),
    ),
    (
        "citation",
        (
            r"(?:tom-tat-|noi-dung-)?thanh-tich(?:-.*)?|noi-dung(?:-.*)?|ly-do(?:-.*)?|citation|reason"
            r"|for|achievements?"
        ),
    ),
    (
        "role_and_unit",
        r"(?:chuc-vu|chuc-danh|cong-viec)(?:-.*)?-(?:don-vi|noi|co-quan).*|don-vi-chuc-vu",
    ),
    ("organisation", r"to-chuc|doan-the|organi[sz]ation"),
    (
        "name",
        (
            rf"{_FAMILY.pattern}|ho(?:-va)?(?:-chu-dem|-ten-dem|-dem)?(?:-va)?-ten{_TOLD}|ho-va-ten-.*|(?:ho-)?ten"
            rf"|ten-(?:tap-the|ca-nhan|nguoi|don-vi-ca-nhan|dien-hinh|guong).*|ca-nhan{_TOLD}"
            rf"|tap-the{_TOLD}|nguoi-(?:duoc-khen|nhan).*|(?:full-)?name|recipient"
        ),
    ),
    (
        "unit",
        (
            r"(?:ten-)?don-vi(?:-(?:cong-tac|de-nghi|quan-ly|dang-ky|truc-thuoc))?|(?:don-vi-)?noi-cong-tac"
            r"|co-quan(?:-(?:don-vi|cong-tac))?|phong-ban|phong|to|khoa|don-vi-cong-tac.*|truong|unit"
            r"|department"
        ),
    ),
    ("position", r"vi-tri(?:-cong-tac|-viec-lam)?|doi-tuong|position"),
    ("role", r"chuc-vu(?:-.*)?|chuc-danh(?:-.*)?|nghe-nghiep|cong-viec|role|job"),
    ("kind", r"loai(?:-doi-tuong)?|tap-the-ca-nhan|ca-nhan-tap-the|kind|type"),
    ("count", r"so-luong(?:-.*)?|count"),
    ("share", r"phan(?:-giai)?|share"),
    ("profile", r"ho-so|profile"),
    ("period", r"ky|ky-cham|thang|quy|period|(?:diem-)?(?:quy|thang|nam)-(?:[ivx]+|\d+)(?:-.*)?"),
    ("score", r"(?:tong-)?(?:so-)?diem(?:-.*)?|score|points"),
    ("indicator", r"chi-tieu(?:-dang-ky|-thi-dua)?|noi-dung-dang-ky|indicator"),
    ("measure", r"dvt|don-vi-tinh|measure"),
    ("goal", r"muc-tieu|dang-ky|muc-dang-ky|goal"),
    ("result", r"ket-qua(?:-.*)?|thuc-hien|result"),
    ("note", r"ghi-chu|notes?|remarks?"),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _PATTERNS)
_LONGEST = 90


def is_family_name(heading: str) -> bool:
    """Does a column hold the family name alone, so that the given name stands beside it?"""
    return bool(_FAMILY.fullmatch(slug(heading)))


def role_of(heading: str) -> Role | None:
    """What the column under *heading* holds, None if nobody knows.

    What stands in brackets is explanation: "Họ và tên (ghi đủ)".
    """
    if len(heading) > _LONGEST:
        return None
    folded = slug(re.sub(r"\([^)]*\)", " ", heading) or heading)
    if not folded:
        return "index" if heading.strip() == "#" else None
    return next((role for role, pattern in _COMPILED if pattern.fullmatch(folded)), None)
