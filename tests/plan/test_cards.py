"""Which pages have a picture for shared links, and under which name."""

from __future__ import annotations

from tests.builders import planned

SITE = "title: Gương\nlanguages: [vi, en]\n"
FILES = {
    "site.yaml": f"{SITE}url: https://guong.example/\ncards: true\n",
    "profiles/a.md": "---\nname: {vi: Bà A, en: Mrs A}\nkind: individual\n---\n",
    "profiles/w.md": "---\nname: W\nkind: individual\nstatus: withdrawn\n"
    "withdrawal: {on: 2020-01-01, reason: Sai}\n---\n",
}


def cards(**changed: str) -> dict[str, str]:
    """The address of the picture of each page that has one."""
    files = FILES | {name.replace("__", "/"): text for name, text in changed.items()}
    plan = planned(files)
    found = {each.address.path: each.address.card for each in plan.pages if each.address.card}
    made = {each.fallback.path for each in plan.pictures}
    assert set(found.values()) == made
    return found


def test_records_have_one_in_each_language() -> None:
    """Under a name that changes with its words; other pages have none."""
    found = cards()
    other = cards(**{"profiles__a.md": FILES["profiles/a.md"].replace("Bà A", "Bà B")})

    assert set(found) == {"profiles/a/", "en/profiles/a/"}
    assert found["profiles/a/"].startswith("media/cards/profile-a.vi-")
    assert found["profiles/a/"] != other["profiles/a/"]
    assert found["en/profiles/a/"] == other["en/profiles/a/"]


def test_without_an_address_or_a_wish_there_are_none() -> None:
    """They could not be named, or are not wanted."""
    assert cards(**{"site.yaml": f"{SITE}cards: true\n"}) == {}
    assert cards(**{"site.yaml": f"{SITE}url: https://guong.example/\n"}) == {}
