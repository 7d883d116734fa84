"""Vietnamese order: the alphabet with its marks, people by given name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from generator.records.profile import Profile

_LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}
# Dictionary order of the tones: level, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_PARTS = re.compile("[0-9]+|[^0-9]+")
_BEFORE_LETTERS = -10_000
_SHAPES = {"\u0306", "\u0302", "\u031b"}

SortKey = tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...], str]
PersonKey = tuple[SortKey, SortKey]


@cache
def collation_key(words: str) -> SortKey:
    """Order by letters word by word, then by tones, then as written.

    Vietnamese dictionaries hold a, ă, â (and e, ê; o, ô, ơ; u, ư; d, đ) as letters of their own
    and tones as a second matter: ca, cá, cam, cằm. Numbers go by their size: Tổ 2, Tổ 10.
    """
    spelled = [_spelled(word) for word in words.lower().split()]
    return tuple(each[0] for each in spelled), tuple(each[1] for each in spelled), words


def person_key(profile: Profile, words: str) -> PersonKey:
    """Order people by given name, the last word; collectives by their whole name."""
    if profile.sort_as:
        return collation_key(profile.sort_as), collation_key(words)
    if profile.kind == "individual":
        *family, given = words.split() or [""]
        return collation_key(given), collation_key(" ".join(family))
    return collation_key(words), collation_key("")


def _spelled(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    for part in _PARTS.findall(word):
        if part.isascii() and part.isdigit():
            number = part.lstrip("0")
            letters += (_BEFORE_LETTERS + len(number), *map(int, number))
            tones += [0] * (len(number) + 1)
            continue
        _spell(part, letters, tones)
    return tuple(letters), tuple(tones)


def _spell(part: str, letters: list[int], tones: list[int]) -> None:
    for letter in part:
        parts = unicodedata.normalize("NFD", letter)
        base = parts[0] + "".join(mark for mark in parts[1:] if mark in _SHAPES)
        base = unicodedata.normalize("NFC", base)
        rank = _RANK.get(base, _RANK.get(parts[0]))
        if rank is None:
            if not letter.isalnum():
                continue
            rank = len(_RANK) + ord(letter)
        letters.append(rank)
        tones.append(next((_TONES[mark] for mark in parts[1:] if mark in _TONES), 0))
