"""Vietnamese order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.collation import collation_key, person_key
from tests.builders import record_of

ALPHABET = [
    "a",
    "ă",
    "â",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "ê",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "ô",
    "ơ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "ư",
    "v",
    "x",
    "y",
]


def shuffled(words: list[str]) -> list[str]:
    mixed = list(words)
    random.Random(7).shuffle(mixed)
    return sorted(mixed, key=collation_key)


def test_the_alphabet():
    """Twenty-nine letters; ă, â, đ, ê, ô, ơ and ư stand behind the letter they are made of."""
    assert shuffled(ALPHABET) == ALPHABET
    assert shuffled([each.upper() for each in ALPHABET]) == [each.upper() for each in ALPHABET]


@pytest.mark.parametrize("vowels", ["aàảãáạ", "âầẩẫấậ", "ơờởỡớợ", "uùủũúụ", "yỳỷỹýỵ", "ưừửữứự"])
def test_tones(vowels):
    """Level, huyền, hỏi, ngã, sắc, nặng."""
    assert shuffled(list(vowels)) == list(vowels)


@pytest.mark.parametrize(
    "words",
    [
        ["ca", "cà", "cá", "cạ", "cam", "cám", "căm", "cằm", "cân"],
        ["da", "dạ", "đa", "đá", "em"],
        ["lê", "lễ", "lên", "lệnh"],
        ["Bắc", "Bắc Lý", "Bắc Ninh", "Băng", "Bằng"],
        ["Hà Nam", "Hà Nội", "Hải Dương", "Hải Phòng"],
        ["1", "2", "9", "a"],
        ["Tổ 02", "Tổ 2", "Tổ 10", "Tổ 100", "Tổ A", "Tổng 1"],
        ["Đại đội 2b", "Đại đội 2c", "Đại đội 12a"],
        ["Sóng Duyên Hải", "Trống Bắc Lý"],
        ["fa", "ga", "ja", "ka", "va", "wa", "xa", "ya", "za"],
    ],
)
def test_words_in_dictionary_order(words):
    """Letters word by word first, and tones only where the letters are the same."""
    assert shuffled(words) == words


def test_foreign_letters_have_a_place():
    """Marks of other languages are passed over; other scripts stand behind Latin ones."""
    assert shuffled(["coca", "çocuk", "élan", "eo", "Müller", "muma", "ω", "日本"]) == [
        "coca",
        "çocuk",
        "élan",
        "eo",
        "Müller",
        "muma",
        "ω",
        "日本",
    ]


def test_signs_do_not_count():
    """Quotation marks and hyphens do not move a name."""
    assert shuffled(['"Ba đảm đang"', "Ba nhất", "Bà-rịa", "Bach"]) == [
        '"Ba đảm đang"',
        "Ba nhất",
        "Bach",
        "Bà-rịa",
    ]


@given(st.text(), st.text())
def test_order_is_total(one, other):
    """Any two texts can be compared, and only the same text has the same place."""
    keys = collation_key(one), collation_key(other)

    assert (keys[0] == keys[1]) == (one == other)
    assert (keys[0] < keys[1]) != (keys[1] < keys[0]) or one == other


def person(name: str, lines: str = "kind: individual"):
    return record_of("profile", f"---\nname: '{name}'\n{lines}\n---\n")


def ordered(*profiles) -> list[str]:
    return [
        str(each.name)
        for each in sorted(profiles, key=lambda each: person_key(each, str(each.name)))
    ]


def test_people_are_ordered_by_given_name():
    """The last word first, then family and middle names."""
    assert ordered(
        *map(person, ["Hồ Giáo", "Đặng Văn Ngữ", "Cù Thị Hậu", "Nguyễn Văn An", "Lê An", "Ái"])
    ) == ["Ái", "Lê An", "Nguyễn Văn An", "Hồ Giáo", "Cù Thị Hậu", "Đặng Văn Ngữ"]


def test_collectives_are_ordered_by_their_whole_name():
    """A school has no given name."""
    collective = "kind: collective"

    assert ordered(
        person("Trường Bắc Lý", collective),
        person("Cơ khí Duyên Hải", collective),
        person("Hợp tác xã Đại Phong", collective),
    ) == ["Cơ khí Duyên Hải", "Hợp tác xã Đại Phong", "Trường Bắc Lý"]


def test_a_profile_may_say_how_it_is_sorted():
    """Norman Borlaug stands by what `sort_as` says."""
    borlaug = person("Norman Borlaug", "kind: individual\nsort_as: Norman")

    assert ordered(borlaug, person("Lê Mai"), person("Lê Oanh")) == [
        "Lê Mai",
        "Norman Borlaug",
        "Lê Oanh",
    ]
