"""The bytes of a bundle to its records."""

from __future__ import annotations

import pickle

from generator.ingest import Loaded, ingest

PROFILE = b"---\nname: A\nkind: individual\n---\n*X* [y](../b.md)\n"
CAMPAIGN = b"title: A\nperiod: {start: 2011}\n"


def loaded(kind: str, main: bytes, translations=(), tables=()) -> Loaded:
    ending = "md" if kind == "profile" else "yaml"
    stem = f"content/{kind}s/a"
    return Loaded(
        kind,
        "a",
        (f"{stem}.{ending}", main),
        {key: (f"{stem}.{key}.md", each) for key, each in translations},
        {key: (f"{stem}.{key}.csv", each) for key, each in tables},
    )


def lines(given: Loaded) -> list[str]:
    return [str(each).removeprefix("content/") for each in ingest(given, ("vi", "en")).problems]


def test_bytes_become_a_record():
    """With its story as HTML and its links with their places."""
    (entry,) = ingest(loaded("profile", PROFILE), ("vi",)).entries
    body = entry.record.body.versions[0][1]  # type: ignore[attr-defined]

    assert body.html == '<p><em>X</em> <a href="\x00">y</a></p>'
    assert [(each.target, each.line) for each in body.links] == [("../b.md", 5)]


def test_what_cannot_be_read_becomes_no_record():
    """Every unreadable file of the bundle is named, and nothing else is said of it."""
    given = loaded("profile", b"name: A\n", translations=[("en", b"\xff\xfe")])

    assert [each.split(" ")[1] for each in lines(given)] == ["C109", "C101"]
    assert ingest(given, ("vi", "en")).entries == ()


def test_a_broken_translation_takes_the_record_with_it():
    """Half a record would be published wrongly."""
    given = loaded("profile", PROFILE, translations=[("en", b"x")])

    assert [each.split(" ")[:2] for each in lines(given)] == [["profiles/a.en.md:1:1:", "C109"]]
    assert ingest(given, ("vi", "en")).entries == ()


def test_broken_tables_are_named():
    """A table with a column twice."""
    given = loaded("campaign", CAMPAIGN, tables=[("scores", b"unit,unit\n")])

    assert [each.split(":")[0] for each in lines(given)] == ["campaigns/a.scores.csv"]


def test_bundles_and_records_travel_between_workers():
    """Both ends of the step survive pickling."""
    given = loaded("profile", PROFILE)
    found = ingest(given, ("vi",))

    assert pickle.loads(pickle.dumps(given)) == given
    assert pickle.loads(pickle.dumps(found)) == found
