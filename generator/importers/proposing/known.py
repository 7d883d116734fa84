"""What the site knows already: names of units, titles and others, found as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from generator.names import NO_IDS
from generator.reading.slugs import slug
from generator.records.types import Text

_SHORT = {
    "ubnd": "uy-ban-nhan-dan",
    "hdnd": "hoi-dong-nhan-dan",
    "htx": "hop-tac-xa",
    "thpt": "trung-hoc-pho-thong",
    "thcs": "trung-hoc-co-so",
    "th": "tieu-hoc",
    "mn": "mam-non",
    "bv": "benh-vien",
    "tp": "thanh-pho",
    "tt": "thi-tran",
    "cty": "cong-ty",
    "tnhh": "trach-nhiem-huu-han",
    "cp": "co-phan",
    "ldtt": "lao-dong-tien-tien",
    "ldxs": "lao-dong-xuat-sac",
    "cstd": "chien-si-thi-dua",
    "cs": "co-so",
    "bk": "bang-khen",
    "gk": "giay-khen",
}
_NEAR = 0.86
LONGEST_NAME = 30
"""Words of a unit that is looked for at the end of a text."""
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LOOK_ALIKE = {ord("ð"): "đ", ord("ɖ"): "đ"}
"""What old fonts left where a đ should be."""
_NUMERAL = re.compile(r"[ivx]+|.*\d.*")


@dataclass(frozen=True, slots=True)
class Match:
    """What a name may mean: ids that it means exactly, or names that it is near to."""

    ids: tuple[str, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    """Ids and names, the nearest first."""

    @property
    def id(self) -> str:
        """The one id; "" where there is none or more than one."""
        return self.ids[0] if len(self.ids) == 1 else ""


class Names:
    """The names of one kind of records."""

    def __init__(self, names: Iterable[tuple[str, Text]]) -> None:
        self._ids: dict[str, list[str]] = {}
        self._shown: dict[str, str] = {}
        self._own: dict[str, str] = {}
        for id_, text in names:
            self._own[id_] = str(text)
            for _, words in text.versions:
                self._ids.setdefault(folded(words), []).append(id_)
                self._shown.setdefault(folded(words), words)

    def find(self, words: str) -> Match:
        """What *words* mean: a name, accents and abbreviations aside, or an id."""
        exact = self._exactly(words)
        if exact:
            return Match(exact)
        key = folded(words)
        close = get_close_matches(key, self._ids, 3, _NEAR) if key else []
        near = [each for each in close if _marks(each) == _marks(key)]
        return Match((), tuple((self._ids[each][0], self._shown[each]) for each in near))

    def ending(self, text: str) -> tuple[str, str]:
        """The id of a name that ends a text, and the words before it; "" for both if none does."""
        parts = text.split()
        for start in range(max(1, len(parts) - LONGEST_NAME), len(parts)):
            ids = self._exactly(" ".join(parts[start:]))
            if len(ids) == 1:
                return ids[0], " ".join(parts[:start]).strip(" ,;-–")
        return "", ""

    def _exactly(self, words: str) -> tuple[str, ...]:
        ids = tuple(dict.fromkeys(self._ids.get(folded(words), ())))
        return ids or ((words,) if words in self._own else ())


def folded(words: str) -> str:
    """Words without accents, case and signs, common abbreviations written out."""
    return "-".join(_SHORT.get(each, each) for each in slug(words).split("-"))


def same_name(first: str, second: str, kind: str | None) -> bool:
    """Do names mean the same? Hoa, Hoà and Hoả are three people; accents of collectives slip."""
    if kind == "collective":
        return folded(first) == folded(second)
    return _spelt(first) == _spelt(second)


@lru_cache(10_000)
def _spelt(name: str) -> str:
    """The name of a person without case and signs, each tone behind its syllable: hoà is hòa."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(_LOOK_ALIKE)
    syllables = re.findall(r"[^\W_]+", plain)
    return " ".join(map(_tone_last, syllables)) or name


def _tone_last(syllable: str) -> str:
    signs = unicodedata.normalize("NFD", syllable)
    return _TONE.sub("", signs) + "".join(_TONE.findall(signs))


def _marks(key: str) -> list[str]:
    """What tells Tổ 1 from Tổ 2 and Đơn vị A from Đơn vị B: numbers and single letters."""
    return sorted(part for part in key.split("-") if len(part) < 2 or _NUMERAL.fullmatch(part))


def unique_id(
    words: str, taken: Mapping[str, object] | frozenset[str] | set[str], more: str = ""
) -> str:
    """An id for a new record that no other has: its slug, with *more*, or with a number."""
    plain = slug(words)[:70].strip("-") or "ban-ghi"
    tries = [plain] + ([f"{plain}-{slug(more)}"[:78].strip("-")] if slug(more) else [])
    for each in tries:
        if each not in taken and each not in NO_IDS:
            return each
    number = 2
    while f"{plain}-{number}" in taken:
        number += 1
    return f"{plain}-{number}"
