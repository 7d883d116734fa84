"""Words for made-up profiles: as many syllables, and as unevenly used, as Vietnamese has."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, product

_ONSETS = "b c ch d đ g gi h kh l m n ng nh ph r s t th tr v x"
_VOWELS = "aăâeêioôơuư"
_ENDINGS = ("", "n", "ng", "m")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_WORDS_OF_A_SENTENCE = range(8, 19)
_ONE_PHRASE_IN = 4
"""Sentences, of which one holds a phrase of the field."""

NAMES = (
    "Bùi Đặng Đinh Đỗ Dương Hồ Hoàng Lê Lý Ngô Nguyễn Phạm Phan Trần Võ Vũ",
    "Đức Hữu Minh Ngọc Thị Văn Xuân",
    "Bưởi Cam Chè Cúc Dừa Đào Gấc Khế Lúa Mận Mía Ngô Nhãn Ổi Quýt Sắn Sen Súng Tre Vải",
)
"""Family names, middle names, and crops and flowers: with a number behind, nobody is called so."""
PLACES = (
    "An Giang",
    "Bắc Ninh",
    "Cà Mau",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Điện Biên",
    "Hà Nội",
    "Hải Phòng",
    "Huế",
    "Lào Cai",
    "Nghệ An",
    "Quảng Ninh",
    "Sơn La",
    "Thái Nguyên",
    "Vĩnh Long",
)
ROLES = ("Bác sĩ", "Công nhân", "Giáo viên", "Kỹ sư", "Lái xe", "Nông dân", "Thợ hàn", "Y tá")
PHRASES = (
    "phong trào thi đua",
    "thi đua lao động giỏi",
    "xây dựng nông thôn mới",
    "đạt chuẩn nông thôn mới",
    "học sinh Đà Nẵng",
    "bến cảng Đà Nẵng",
    "sáng kiến kỹ thuật",
    "tổ sản xuất",
    "giảm tiêu hao điện",
    "dạy tốt học tốt",
)
INDICATORS = (
    ("Sản phẩm lỗi", "phần trăm"),
    ("Năng suất lúa", "tạ/ha"),
    ("Học sinh bỏ học", "em"),
    ("Thời gian chờ khám", "phút"),
)


def sentences(random_: random.Random) -> Iterator[str]:
    """Sentences without end."""
    syllables, weights = _lexicon()
    while True:
        length = random_.choice(_WORDS_OF_A_SENTENCE)
        words = random_.choices(syllables, cum_weights=weights, k=length)
        if not random_.randrange(_ONE_PHRASE_IN):
            words.insert(random_.randrange(length), random_.choice(PHRASES))
        text = " ".join(words)
        yield f"{text[0].upper()}{text[1:]}."


@cache
def _lexicon() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Every syllable, with how often it and those before it are used.

    That is as 1 / (rank + 2.7), which fits the words of languages (Mandelbrot 1953).
    """
    syllables = [
        onset + unicodedata.normalize("NFC", vowel + tone) + ending
        for onset, vowel, ending, tone in product(_ONSETS.split(), _VOWELS, _ENDINGS, _TONES)
    ]
    random.Random("syllables").shuffle(syllables)
    return tuple(syllables), tuple(accumulate(1 / (rank + 3.7) for rank in range(len(syllables))))
