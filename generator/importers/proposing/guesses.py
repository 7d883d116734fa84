"""Guesses from words that leave no doubt; what is in doubt stays unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.reading.slugs import slug
from generator.records.profile import Position
from generator.records.title import Form, Level, RecipientKind
from generator.records.unit import UnitKind

Patterns = Iterable[tuple[str, re.Pattern[str]]]


def _compiled(*patterns: tuple[str, str]) -> Patterns:
    return tuple((value, re.compile(pattern)) for value, pattern in patterns)


_POSITIONS = _compiled(
    (
        "frontline",
        r"frontline|(?:nguoi-)?lao-dong-truc-tiep|truc-tiep(?:-san-xuat)?|cong-nhan(?:-.*)?|nong-dan",
    ),
    (
        "manager",
        (
            r"manager|(?:can-bo-)?quan-ly|(?:pho-)?truong-(?:phong|ban|khoa|bo-mon|trung-tam)(?:-.*)?"
            r"|pho-(?:phong|ban|khoa)(?:-.*)?|(?:pho-)?quan-doc(?:-.*)?|(?:to|doi)-(?:truong|pho)(?:-.*)?"
        ),
    ),
    (
        "leader",
        r"leader|lanh-dao|(?:pho-)?(?:tong-)?(?:giam-doc|chu-tich|hieu-truong|bi-thu)(?:-.*)?",
    ),
    ("specialist", r"specialist|chuyen-mon|chuyen-vien(?:-.*)?|ky-su(?:-.*)?|ke-toan(?:-.*)?"),
)
_UNITS = _compiled(
    (
        "agency",
        r"uy-ban.*|ubnd.*|hdnd.*|so-.*|phong-.*|ban-.*|cuc-.*|chi-cuc-.*|van-phong.*|cong-an.*",
    ),
    (
        "agency",
        r"bo-(?!mon).*|thanh-tra.*|dang-uy.*|huyen-uy.*|tinh-uy.*|bao-hiem-xa-hoi.*|kho-bac.*",
    ),
    ("school", r"truong-.*|dai-hoc-.*|hoc-vien-.*|mam-non-.*"),
    ("hospital", r"benh-vien-.*|tram-y-te.*|trung-tam-y-te.*"),
    (
        "enterprise",
        r"(?:tong-)?cong-ty.*|cty.*|nha-may.*|xi-nghiep.*|doanh-nghiep.*|tap-doan.*|ngan-hang.*",
    ),
    ("cooperative", r"hop-tac-xa.*|htx.*"),
    ("institute", r"vien-(?!kiem-sat).*"),
    ("association", r"hoi-(?!dong).*|doan-thanh-nien.*|lien-doan.*|cong-doan.*|mat-tran.*"),
    ("military", r"trung-doan.*|su-doan.*|lu-doan.*|tieu-doan.*|dai-doi.*|ban-chi-huy-quan-su.*"),
    ("commune", r"xa-.*|phuong-.*|thi-tran-.*"),
    ("district", r"huyen-.*|quan-.*|thi-xa-.*"),
    ("province", r"tinh-.*"),
)
_FORMS = _compiled(
    ("certificate", r"(?:bang|giay)-khen.*"),
    ("order", r"huan-chuong.*"),
    ("medal", r"(?:huy|ky-niem)-chuong.*"),
    ("flag", r"co-.*"),
    ("badge", r"huy-hieu.*"),
    ("prize", r"giai-.*"),
    ("title", r"chien-si-.*|lao-dong-.*|tap-the-.*|don-vi-.*|anh-hung-.*|nha-giao-.*|nghe-nhan-.*"),
)
_LEVELS = _compiled(
    (
        "state",
        r"(?:.*-)?(?:toan-quoc|nha-nuoc|thu-tuong|chinh-phu|chu-tich-nuoc)(?:-.*)?|huan-chuong.*",
    ),
    ("ministry", r"(?:.*-)?(?:cap-bo|bo-truong|bo)(?:-.*)?"),
    ("province", r"(?:.*-)?(?:cap-tinh|tinh|cap-thanh-pho|thanh-pho)(?:-.*)?"),
    ("district", r"(?:.*-)?(?:cap-huyen|huyen|quan|thi-xa)(?:-.*)?"),
    ("grassroots", r"(?:.*-)?(?:co-so|xa|phuong)(?:-.*)?|lao-dong-tien-tien|giay-khen.*"),
)
_ONLY = _compiled(
    ("collective", r"tap-the-.*|don-vi-.*|co-thi-dua.*"),
    ("individual", r"chien-si-.*|lao-dong-(?:tien-tien|gioi)|(?:.*-)?ca-nhan(?:-.*)?"),
)
_KINDS = _compiled(
    (
        "collective",
        r"(?:cac-|ten-)?tap-the|collective|don-vi|to-chuc|tt|ten-tap-the|ten-don-vi|unit",
    ),
    (
        "individual",
        r"ca-nhan|individual|nguoi|cn|person|(?:ong|ba)|ho(?:-va)?(?:-chu-dem|-dem)?-ten.*",
    ),
)


def position_of(words: str) -> Position | None:
    """The position that words name: công nhân, chuyên viên, Trưởng phòng; None if they do not."""
    return _first(_POSITIONS, words)  # type: ignore[return-value]


def unit_kind_of(name: str) -> UnitKind | None:
    return _first(_UNITS, name)  # type: ignore[return-value]


def form_of(name: str) -> Form | None:
    return _first(_FORMS, name)  # type: ignore[return-value]


def level_of(name: str) -> Level | None:
    return _first(_LEVELS, name)  # type: ignore[return-value]


def only_for(name: str) -> RecipientKind | None:
    """The kind of recipients that a title's name allows alone."""
    return _first(_ONLY, name)  # type: ignore[return-value]


def kind_of(words: str) -> RecipientKind | None:
    """The kind of recipient that a cell or a heading names."""
    return _first(_KINDS, words)  # type: ignore[return-value]


def _first(patterns: Patterns, words: str) -> str | None:
    folded = slug(words)
    return next((value for value, each in patterns if each.fullmatch(folded)), None)
