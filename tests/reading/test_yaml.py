"""YAML: everything stays text, everything knows its place, tricks are refused."""

from __future__ import annotations

import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.reading import yaml as reading
from generator.reading.syntax import MAX_PROBLEMS, MAX_VALUES, syntax_problem
from generator.reading.yaml import Positions, Tree, read_yaml


def codes(text: str, first_line: int = 1) -> list[str]:
    _, problems = read_yaml(text, "f", first_line)
    return [f"{each.at.line}:{each.at.column} {each.code}" for each in problems]


def tree(text: str, first_line: int = 1) -> Tree:
    result, problems = read_yaml(text, "f", first_line)
    assert problems == ()
    assert result is not None
    return result


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request, monkeypatch):
    """Both parsers."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without its C parser")
    monkeypatch.setattr(reading, "_LOADER", getattr(yaml, request.param))


def test_scalars_stay_as_written():
    """What YAML 1.1 would twist stays text; only plain nulls are None."""
    text = "a: no\nb: 1:30\nc: 0123\nd: 1961-10-18\ne: 1_000\nf: ~\ng: null\nh:\ni: '~'\nj: ''\n"

    assert tree(text).value == {
        "a": "no",
        "b": "1:30",
        "c": "0123",
        "d": "1961-10-18",
        "e": "1_000",
        "f": None,
        "g": None,
        "h": None,
        "i": "~",
        "j": "",
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_text_holds_nothing(text):
    """No value is no problem: the validator says which fields are missing."""
    assert tree(text).value is None


def test_positions_of_values_and_keys():
    """Values and keys know their line and column, counted from 1 and from the first line."""
    positions = tree("tên: Giáo\nlist:\n  - a: |\n      x\n      y\n  - 'q'\n", 5).positions

    assert positions.at(("tên",)) == (5, 6)
    assert positions.key(("tên",)) == (5, 1)
    assert positions.at(("list",)) == (7, 3)
    assert positions.at(("list", 0, "a")) == (7, 8)
    assert positions.block == {("list", 0, "a"): 8}
    assert positions.at(("list", 1)) == (10, 5)


def test_unknown_paths_lead_to_what_is_around_them():
    """A missing field is reported where its record stands."""
    positions = tree("a:\n  b: 1\n").positions

    assert positions.at(("a", "missing", 3)) == (2, 3)
    assert positions.key(("a", "missing")) == (2, 3)
    assert Positions({}, {}).at(("x",)) == (1, 1)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: Giải: năm\n", "1:12 C103"),
        ("title: A\n  name: B\n", "2:7 C103"),
        ("a:\n    b: 1\n  c: 2\n", "3:3 C103"),
        ('a: "A" B\nx: 1\n', "1:8 C103"),
        ('a: "foo\nb: 1\n', "1:4 C103"),
        ('a: "x\n---\nb"\n', "1:4 C103"),
        ("a: 1\nb\nc: 2\n", "2:1 C103"),
        ("a\n\nc: 2\n", "1:1 C103"),
        ("a:1\nb: 2\n", "1:2 C103"),
        ("b: 2\na:1\n", "2:2 C103"),
        ("a: @foo\n", "1:4 C103"),
        ("a: *bold* x\n", "1:4 C103"),
        ("a: & x\n", "1:4 C103"),
        ("a: [1, 2\nb: 3\n", "1:4 C103"),
        ("a: [1, 2,", "1:10 C103"),
        ("a: ]\n", "1:4 C103"),
        ("a: - b\n", "1:4 C103"),
        ("a: 1\n- b\n", "2:1 C103"),
        ('a: "C:\\gio"\n', "1:7 C103"),
        ("a: >> x\n", "1:5 C103"),
        ("%YAML 3.0\n---\na: 1\n", "1:1 C103"),
        ("a: ? b\n", "1:4 C103"),
        ("a: x\x07y\n", "1:5 C103"),
        ("a: x\u2028b: 2\n", "1:5 C103"),
        ("a: \ud800\n", "1:4 C103"),
        ("a:\n\tb: 1\n", "2:1 C104"),
        ("a:\n  b: 1\n  \tc: 2\n", "3:3 C104"),
        ("a: [\n\tb]\n", "2:1 C104"),
        ("a: |\n\tfoo\n", "2:1 C104"),
        ("a: 1\n \t\nb: 2\n", "2:2 C104"),
        ("a: 1\nb: 2\na: 3\n", "3:1 C105"),
        ("a: &x 1\n", "1:4 C106"),
        ("a: *x\n", "1:4 C106"),
        ("a: !x!y z\n", "1:4 C108"),
        ("a: !important z\n", "1:4 C108"),
        ("a: !!str 1\n", "1:4 C108"),
        ("a:\n  <<: {b: 1}\n", "2:3 C108"),
        ("a: 1\n---\nb: 2\n", "2:1 C112"),
        ("? [a]\n: 1\n", "1:3 C113"),
        ("a: 1\n~: 2\n", "2:1 C113"),
        ('a: "x\\0y"\n', "1:4 C116"),
    ],
)
def test_each_problem_has_its_code_and_place(text, expected):
    """Every malformed text is one problem at its line and column."""
    assert codes(text) == [expected]


@pytest.mark.usefixtures("loader")
def test_an_escape_beyond_unicode_is_a_problem():
    """Whatever number an escape names, reading ends with a diagnostic."""
    assert [each.split()[1] for each in codes('a: "\\UFFFFFFFF"\n')] == ["C103"]


@pytest.mark.usefixtures("loader")
def test_nesting_deeper_than_forty_levels_is_refused():
    """Forty levels are read, the forty-first is C107 at its bracket."""
    assert codes("[" * 40 + "]" * 40) == []
    assert codes("[" * 41 + "]" * 41) == ["1:41 C107"]
    assert codes("{a: " * 5000) == ["1:161 C107"]


def test_an_alias_bomb_ends_at_its_first_anchor():
    """Nothing is expanded before anchors are refused."""
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(9))

    assert codes(bomb) == ["1:4 C106"]


def test_reading_goes_on_after_what_can_be_passed_over():
    """Repeated keys, tags and bad keys are all reported, and the rest is still read."""
    text = "a: 1\na: {b: 1, b: 2}\n[x]: {y: 1}\n<<: 2\nc: !t 3\nd: 4\n"
    result, problems = read_yaml(text, "f", 11)

    assert [f"{each.at.line} {each.code}" for each in problems] == [
        "12 C105",
        "12 C105",
        "13 C113",
        "14 C108",
        "15 C108",
    ]
    assert "It stands on line 11 already; keep one of the two." in str(problems[0])
    assert result is not None
    assert result.value == {"a": "1", "c": "3", "d": "4"}


def test_a_quoted_merge_key_is_an_ordinary_name():
    """Only the plain `<<` means a merge."""
    assert tree('"<<": 1\n').value == {"<<": "1"}


def test_tabs_within_literal_text_are_text():
    """A tab is refused as indentation only."""
    assert tree("a: |\n  x\n  \ty\nb: 'p\n\tq'\nc: 1\t# c\n").value == {
        "a": "x\n\ty\n",
        "b": "p q",
        "c": "1",
    }


def test_escapes_are_composed():
    """Text that an escape brings in is NFC too."""
    assert tree('a: "e\\u0301"\n').value == {"a": "é"}


def test_unknown_complaints_are_passed_on():
    """A complaint of the parser that has no plain words yet is quoted."""
    mark = yaml.Mark("f", 0, 0, 2, "", 0)
    error = yaml.MarkedYAMLError(None, None, "something new", mark)

    found = syntax_problem(error, ["a: b"], "f", 3)

    assert str(found).startswith("f:3:3: C103 This cannot be read: something new.")


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=12
).map(lambda text: unicodedata.normalize("NFC", text))
values = st.recursive(
    words | st.sampled_from(["no", "1:30", "0123", "~", "null", "a: b", "- x", "#", "l\nm\n"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(words.filter(bool), inner, max_size=4)
    ),
    max_leaves=12,
)


class Plain(yaml.SafeDumper):
    """Writes no aliases."""

    def ignore_aliases(self, data):
        return True


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from leaves(each, (*path, index))
    else:
        yield path, value


@given(
    value=st.dictionaries(words.filter(bool), values, max_size=4),
    style=st.sampled_from(["'", '"', "|", ">", None]),
    flow=st.booleans(),
    first_line=st.integers(1, 9),
)
def test_what_is_written_is_read_back_at_its_place(value, style, flow, first_line):
    """Values survive every style of writing, and each place holds the scalar as written."""
    text = yaml.dump(
        value, Dumper=Plain, default_style=style, default_flow_style=flow, allow_unicode=True
    )
    result = tree(text, first_line)
    lines = text.split("\n")
    assert result.value == value
    for path, scalar in leaves(value):
        line, column = result.positions.at(path)
        rest = lines[line - first_line][column - 1 :]
        if path in result.positions.block:
            assert rest.startswith(("|", ">"))
            first = lines[result.positions.block[path] - first_line]
            assert first.strip() == scalar.split("\n")[0].strip()
        elif not rest.startswith(("'", '"')) and isinstance(scalar, str):
            assert rest.startswith(scalar.split(" ")[0])


@given(st.text(max_size=60) | st.text("ab:- \n\t[]{}'\"|>#&*!%?,<~", max_size=60))
def test_no_text_raises(text):
    """Any text gives a tree or a problem."""
    result, problems = read_yaml(text, "f")

    assert result is not None or problems


def test_a_file_of_too_many_values_is_refused():
    """C128 where there is one too many, before minutes are spent on it."""
    made, problems = read_yaml("- a\n" * MAX_VALUES, "a.yaml")

    assert made is None
    assert [(each.code, each.at.line) for each in problems] == [("C128", MAX_VALUES)]


def test_a_file_full_of_problems_is_left_after_the_first_hundreds():
    """Nobody reads half a million sentences; who mends these sees the rest."""
    made, problems = read_yaml("a: b\n" * 10_000, "a.yaml")

    assert made is None
    assert len(problems) == MAX_PROBLEMS


@pytest.mark.parametrize("written", ["\\u202e", "\\u200b", "\\u2066"])
def test_an_escape_cannot_hide_a_character(written, loader):
    """C116: who reads the file sees that there is a text, and not that it will be turned around."""
    assert codes(f'a: "b{written}c"\n') == ["1:4 C116"]
    assert codes('a: "b\u202ec\\n"\n') == []  # It stands there, and a rule tells of it.
