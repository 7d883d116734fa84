"""Personal data in texts: what does not belong in public, by the forms it has in Viet Nam.

Telephone numbers are those of the national numbering plan with the prefixes in use since 2018.
Citizens' identity numbers have 12 digits (province 001 to 096, century and sex, year of birth, six
more), or nine on older cards. Numbers that might as well count something are taken only for what
the words before them call them.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from typing import Literal, NamedTuple

Sort = Literal["phone", "identity", "account", "email", "address", "birth_date"]


class Personal(NamedTuple):
    """A piece of personal data as it is written, and where."""

    sort: Sort
    written: str
    start: int


_S = r"[ .\-\u00a0]?"
_BEGIN = r"(?:(?<![\w.,+])(?<![a-z][-–])(?<!\D/)|(?<=đt))"
_END = r"(?![\w%]|/\D|,\d)"
_COUNTED = (
    r"(?!\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|nghìn|người|hộ|thẻ|lượt|thành viên|tài khoản"
    r"|bản|chiếc|people|accounts|cards|dong|members))"
)
_CALLED_OTHERWISE = re.compile(
    r"(?:mã số thuế|\bmst|mã số doanh nghiệp|tax code|isbn|issn|mã vạch|barcode|số hiệu|mã hồ sơ"
    r"|mã đơn|mã vận đơn|số sê-ri|serial)\b[^\d\n]{0,15}$",
)
_NO_PHONE = re.compile(r"\d{1,2}[ .\-]\d{1,2}[ .\-](?:19|20)\d\d|0\.\d+$")
"""A date, or a part of one."""

_COUNTRY = rf"(?:\(\+84\)|\+84|0084){_S}(?:\(0\){_S}|0)?"
_MOBILE = rf"(?:3{_S}[2-9]|5{_S}[25689]|7{_S}[06-9]|8{_S}[1-9]|9{_S}\d)(?:\)?{_S}\d){{7}}"
_LANDLINE = rf"2(?:\)?{_S}\d){{9}}"
_PHONE = re.compile(
    rf"{_BEGIN}(?:(?:{_COUNTRY}|\(?0{_S})(?:{_MOBILE}|{_LANDLINE})|84[ -]?{_MOBILE})"
    rf"(?!\d){_END}{_COUNTED}"
)
_HOTLINE = re.compile(r"(?:đường dây nóng|hotline|tổng đài)(?P<whose>[^\n;]{0,60})$")
_SOMEBODY = re.compile(r"\b(?:cá nhân|riêng|anh|chị|ông|bà|cô|chú|thầy|bác|mr|mrs|ms)\b")
"""Words behind which even a hotline is one person's."""

_PROVINCE = r"0(?:0[1-9]|[1-8]\d|9[0-6])"
_CITIZEN = re.compile(
    rf"{_BEGIN}{_PROVINCE}(?:\d{{9}}|(?:[ .]\d{{3}}){{3}}|\d(?:[ .]\d{{4}}){{2}})"
    rf"(?!\d){_END}"
)
_CARD = re.compile(
    r"(?:cmnd|cmtnd|\bcmt|cccd|chứng minh(?: nhân dân| thư)?|căn cước(?: công dân)?|số định danh"
    r"(?: cá nhân)?|giấy tờ (?:tùy|tuỳ) thân|hộ chiếu|identity (?:card|number)"
    r"|id (?:card|no|number)|passport)\b[^\d\n]{0,30}?"
    r"(?P<number>\b[a-z]?\d{7,8}|\d{3}[ .\-]?\d{3}[ .\-]?\d{3}(?:[ .\-]?\d{3})?)"
    rf"(?!\d){_END}{_COUNTED}",
)
_ACCOUNT = re.compile(
    r"(?:tài khoản|\bstk|\btk|account(?: no| number)?|a/c)\b[^\d\n]{0,40}?"
    r"(?P<number>(?<![\d.])(?:\d(?:[ .\-]?\d){7,18}|\d{3}[a-z]\d{8,9}))"
    rf"(?!\d){_END}{_COUNTED}",
)
_BANKS = (
    r"(?:vietcombank|vcb|vietinbank|bidv|agribank|techcombank|mb ?bank|acb|vpbank|tpbank"
    r"|sacombank|shb|vib|hdbank|msb|ocb|seabank|lpbank|eximbank|scb|abbank|bac a bank|pvcombank)"
)
_BANK_NUMBER = re.compile(
    rf"(?:\b{_BANKS}[ :(–\-]{{1,3}}(?P<number>(?<![\d.])\d(?: ?\d){{8,18}})"
    r"|(?:số thẻ|thẻ (?:atm|ngân hàng|tín dụng|ghi nợ))[^\d\n]{0,20}"
    r"(?P<card>\d{4}(?:[ .\-]?\d{4}){3}(?:[ .\-]?\d{3})?))"
    rf"(?!\d){_END}{_COUNTED}",
)
"""Behind a bank's name, or on a card."""
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")

_AT_SIGNS = ("@", "[at]", "(at)", "a còng")
_AT, _DOT = r" ?[\[(](?:at|a còng)[\])] ?", r" ?[\[(](?:dot|chấm)[\])] ?"
_EMAIL = re.compile(
    rf"(?<![\w.+%-])[\w.+%-]+(?:@[\w-]+(?:\.[\w-]+)+|{_AT}[\w-]+(?:(?:\.|{_DOT})[\w-]+)+)"
)
_OFFICES = re.compile(
    r"(?:info|lienhe|contact|bbt|toasoan|banbientap|vanthu|vanphong|office|support|hotro|press"
    r"|admin|webmaster|tuyensinh|cskh|gopy|editor|hello|thidua|khenthuong|tdkt|ubnd|baochi|bandoc)\b",
)

_HOUSE = (
    r"(?:số(?: nhà)?\s*\d+|nhà(?: số)?\s*\d+|(?:căn hộ|phòng)\s*(?:số\s*)?[a-z]?\d+"
    r"|\d+[a-z]?(?:/\d+)*,?\s+(?:đường|phố|ngõ|hẻm|ngách|kiệt|tổ|khu phố))"
)
_ROOMS = r"(?:căn|phòng|tầng|gian|chỗ|m2|m²|mét|km|người|hộ|nhà|năm|triệu|tỷ)\b"
_HOME = re.compile(
    r"\b(?=[cđghlnrst])"
    r"(?:(?:(?:địa chỉ|đc) nhà(?: riêng)?\s*:?|địa chỉ [^\d.;:\n]{0,20}gia đình\s*:?"
    r"|(?:nhà riêng|(?:nơi|chỗ) ở(?: hiện nay)?|nơi cư trú)\s*:)"
    rf"\s*(?:số\s+|p\.?\s?)?\d+\w?(?:/\d+)*,?\s+(?!{_ROOMS})\w+"
    r"|(?:địa chỉ (?:nhà(?: riêng)?|thường trú|tạm trú)|nhà riêng|nhà ở|nơi ở(?: hiện nay)?"
    r"|chỗ ở|hộ khẩu(?: thường trú)?|thường trú|tạm trú|cư trú|trú|ngụ|sống (?:tại|ở))"
    rf"(?:\s+(?:tại|ở))?\s*:?\s*[^\d.;\n]{{0,25}}?{_HOUSE}"
    r"|(?:hộ khẩu thường trú|địa chỉ thường trú|địa chỉ tạm trú|nơi thường trú|\bhktt)"
    r"\s*(?:tại)?\s*:?\s*\w+ [\w ]{1,30}"
    r"|(?:hiện|nhà (?:ông|bà|anh|chị|cô|chú|bác|riêng)|gia đình)[^\d.;\n]{0,20}\bở số\s*\d+\w?"
    r"(?:/\d+)*,?\s+(?:đường|phố|ngõ|hẻm|ngách|kiệt|tổ|khu phố)\s+\w+"
    r"|số nhà\s+\d+[^.;\n]{0,20}"
    r"|(?:home address|lives at|living at|resides at|residing at)[^\d\n]{0,15}\d+\w?\s+\w+)",
)
_OFFICE = re.compile(
    r"(?:trụ sở|văn phòng|cơ quan|cửa hàng|nhà máy|công ty|trường|xưởng|phóng viên|bảo tàng"
    r"|thư viện|bệnh viện|trung tâm|ủy ban|uỷ ban|office)"
    r"[^.;\n]{0,40}$",
)
_DAY = (
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{1,2} tháng \d{1,2},? năm \d{4}"
    r"|\d{1,2} [a-z]+ \d{4}|[a-z]+ \d{1,2}, \d{4})"
)
_BORN = re.compile(
    r"(?:sinh ngày|ngày sinh|ngày,? tháng,? năm sinh|\bsn\b|born(?: on)?|date of birth)"
    rf"\s{{0,9}}:?\s{{0,9}}(?P<number>{_DAY})"
)
_DEAD = re.compile(r"1[0-8]\d\d$")
"""A year in which nobody who may be alive was born."""
_DIED = re.compile(r"[^.;\n]{0,60}?\b(?:mất|qua đời|từ trần|hy sinh|tạ thế|died)\b")


_LONG_NUMBER = re.compile(r"[0-9](?:\)?[ .\-\u00a0]?[0-9]){8}")
_CARD_SIGNS: tuple[str, ...] = (
    *("cmnd", "cmt", "cccd", "chứng minh", "căn cước", "định danh", "giấy tờ tù"),
    *("hộ chiếu", "identity", "id ", "passport"),
)
_ACCOUNT_SIGNS: tuple[str, ...] = ("tài khoản", "stk", "tk", "account", "a/c")
_HOME_SIGNS: tuple[str, ...] = (
    *("địa chỉ", "đc nhà", "nhà riêng", "nhà ở", "nơi ở", "chỗ ở", "hộ khẩu", "trú", "ngụ"),
    *(
        "thường trú",
        "tạm trú",
        "hktt",
        "sống tại",
        "sống ở",
        "ở số",
        "số nhà",
        "home address",
        "lives at",
        "living at",
    ),
    "resid",
)
_BIRTH_SIGNS: tuple[str, ...] = ("sinh ngày", "ngày sinh", "năm sinh", "sn", "born", "of birth")
_PATTERNS: tuple[tuple[Sort, re.Pattern[str], tuple[str, ...]], ...] = (
    ("birth_date", _BORN, _BIRTH_SIGNS),
    ("account", _ACCOUNT, _ACCOUNT_SIGNS),
    ("identity", _CARD, _CARD_SIGNS),
    ("account", _BANK_NUMBER, ()),
    ("identity", _CITIZEN, ()),
    ("phone", _PHONE, ()),
    ("address", _HOME, _HOME_SIGNS),
)
"""What to look for, by words without which it cannot be there; without any, by a long number."""
_NEAR = 80
"""How far behind such words their number begins, at the most."""
_DIGIT = re.compile(r"[0-9]")
_HOME_WITHOUT_NUMBER = ("thường trú", "tạm trú", "hktt")


def personal_data(text: str) -> Iterator[Personal]:
    """What in *text* looks like personal data; each piece once."""
    patterns = _possible(text.lower())
    lower = text.lower() if patterns else ""
    if len(lower) != len(text):
        # A few letters of other scripts have longer small forms.
        lower = text
    # In order, and none overlaps another: only the neighbours can be in the way.
    taken: list[tuple[int, int]] = []
    for sort, pattern in patterns:
        for found in pattern.finditer(lower):
            start, end = found.span(found.lastgroup or 0)
            place = bisect(taken, (start, end))
            neighbours = taken[max(place - 1, 0) : place + 1]
            if any(start < until and end > begin for begin, until in neighbours):
                continue
            if not _means_something_else(sort, lower, found, start):
                taken.insert(place, (start, end))
                yield Personal(sort, text[start:end].strip(), start)


def may_hold_personal_data(text: str) -> bool:
    """Whether it is worth a closer look; *text* may have markup."""
    return bool(_possible(text.lower()))


def _possible(lower: str) -> list[tuple[Sort, re.Pattern[str]]]:
    long_number = _LONG_NUMBER.search(lower) is not None
    found: list[tuple[Sort, re.Pattern[str]]] = []
    if any(map(lower.__contains__, _AT_SIGNS)):
        found.append(("email", _EMAIL))
    for sort, pattern, signs in _PATTERNS:
        present = filter(lower.__contains__, signs)
        if any(_is_before_number(lower, sign) for sign in present) if signs else long_number:
            found.append((sort, pattern))
    return found


def _is_before_number(lower: str, sign: str) -> bool:
    at = lower.find(sign)
    while at >= 0:
        if sign in _HOME_WITHOUT_NUMBER or _DIGIT.search(lower, at, at + _NEAR):
            return True
        at = lower.find(sign, at + 1)
    return False


def _means_something_else(sort: Sort, text: str, found: re.Match[str], start: int) -> bool:
    before = text[max(start - 60, 0) : start]
    if sort == "email":
        return _OFFICES.match(found[0]) is not None
    if sort == "account":
        return _GROUPED.fullmatch(text, *found.span(found.lastgroup or 0)) is not None
    if sort == "address":
        return _OFFICE.search(before) is not None
    if sort == "birth_date":
        return bool(_DEAD.search(found["number"]) or _DIED.match(text, found.end()))
    if sort == "phone":
        hotline = _HOTLINE.search(before)
        if hotline is not None and not _SOMEBODY.search(hotline["whose"]):
            return True
        return bool(_CALLED_OTHERWISE.search(before) or _NO_PHONE.match(found[0]))
    return _CALLED_OTHERWISE.search(before) is not None
