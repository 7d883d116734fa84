"""What somebody may have meant: for the first wrong words only, and each is compared once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator import nearest
from generator.nearest import MAX_WORDS, Nearest
from tests.builders import TITLES, UNITS, problems_of

MANY = MAX_WORDS + 5


class Known:
    """Ids that count how often somebody goes through them."""

    def __init__(self, *ids: str) -> None:
        self.ids = ids
        self.walks = 0

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return iter(self.ids)


def test_a_word_is_compared_once() -> None:
    """However often it is written, and whether there is something like it or not."""
    known, near = Known("ho-giao", "a"), Nearest()

    assert {near.to("ho-gao", known) for _ in range(3)} == {"ho-giao"}
    assert {near.to("xyz", known) for _ in range(3)} == {""}
    assert known.walks == 2


def test_the_first_wrong_words_get_a_suggestion() -> None:
    """Those after them get none and are compared with nothing; what was found stays."""
    known, near = Known("ho-giao"), Nearest()

    found = [near.to(f"ho-giao-{number}", known) for number in range(MANY)]

    assert found == ["ho-giao"] * MAX_WORDS + [""] * (MANY - MAX_WORDS)
    assert known.walks == MAX_WORDS
    assert near.to("ho-giao-0", known) == "ho-giao"


def test_nothing_is_suggested_where_comparing_takes_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Long words and many of them are counted before they are compared, and cost others nothing."""
    monkeypatch.setattr(nearest, "MAX_PAIRS", 100)
    near = Nearest()

    assert near.to("ho-gao", ["ho-giao"]) == "ho-giao"
    assert near.to("ho-gia", ["ho-giao"] * 2) == ""
    assert near.to("ho-gia", ["ho-giao"]) == "ho-giao"


def test_what_is_like_a_word_depends_on_what_it_is_sought_among() -> None:
    """A wrong unit and a wrong title of one id get suggestions of their own."""
    near = Nearest()

    assert near.to("aab", ["aaa"], "unit") == "aaa"
    assert near.to("aab", ["bbb", "abb"], "title") == "abb"


NUMBERS = [f"{number:02}" for number in range(MANY)]
DECISION = "date: 2020\nauthority: so\ntitle: bang-khen\n"
REVOKED = "".join(f"  - {{recipient: Đội {each}, on: 2021}}\n" for each in NUMBERS)
CITED = "".join(f"  - {{name: A, source: so-{each}}}\n" for each in NUMBERS)
PERSON = "---\nname: A\nkind: individual\n{}---\n{}\n"
ABOUT = ", ".join(f"bang-khen-{each}" for each in NUMBERS)
WRONG = {
    "revocations": {
        "decisions/a.yaml": f"{DECISION}recipients: [{{name: Đội A}}]\nrevocations:\n{REVOKED}"
    },
    "sources": {
        "decisions/a.yaml": f"{DECISION}sources: [{{id: so-1, title: A}}]\nrecipients:\n{CITED}"
    },
    "references": {
        f"profiles/a-{each}.md": PERSON.format(f"unit: so-{each}\n", "") for each in NUMBERS
    },
    "references of any kind": {
        "articles/a.md": f"---\ntitle: A\ndate: 2020\nabout: [{ABOUT}]\n---\n"
    },
    "paths": {
        "profiles/a.md": PERSON.format("", "\n".join(f"[b](b{each}.md)\n" for each in NUMBERS)),
        "profiles/b.md": PERSON.format("", ""),
    },
    "headings": {
        "profiles/a.md": PERSON.format(
            "", "## Một\n\n" + "\n".join(f"[b](#mot{each})\n" for each in NUMBERS)
        )
    },
}


@pytest.mark.parametrize("files", WRONG.values(), ids=WRONG.keys())
def test_all_wrong_words_are_told_and_the_first_get_a_suggestion(files: dict[str, str]) -> None:
    """Of a record; of references and links the first of the whole site."""
    told = problems_of({"units.yaml": UNITS, "titles.yaml": TITLES, **files})
    suggested = ["Did you mean" in line for line in told]

    assert suggested == [True] * MAX_WORDS + [False] * (MANY - MAX_WORDS)
