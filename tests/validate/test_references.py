"""Everything that a record points at."""

from __future__ import annotations

from tests.builders import validated


def references(kind: str, text: str, **more) -> list[tuple[str, str, str, str]]:
    (entry,) = validated(kind, text, **more).entries
    return [
        (each.kind, each.id, each.field, str(each.at).removeprefix("content/"))
        for each in entry.references
    ]


def test_references_of_a_decision():
    """Units, titles, profiles, campaigns: each with its field and place."""
    text = """\
        date: 2020
        authority: so
        title: bang-khen
        campaign: c
        recipients:
          - {profile: p, unit: u, title: t}
        selection: {steps: [{kind: vote, by: hoi-dong}, {kind: vote, by: Hội đồng}]}
        """

    assert references("decision", text) == [
        ("unit", "so", "authority", "decisions/a.yaml:2:12"),
        ("title", "bang-khen", "title", "decisions/a.yaml:3:8"),
        ("campaign", "c", "campaign", "decisions/a.yaml:4:11"),
        ("unit", "hoi-dong", "by", "decisions/a.yaml:7:38"),
        ("profile", "p", "profile", "decisions/a.yaml:6:15"),
        ("unit", "u", "unit", "decisions/a.yaml:6:24"),
        ("title", "t", "title", "decisions/a.yaml:6:34"),
    ]


def test_references_of_a_model():
    """Entries of a ledger may name an adoption or a model; sources are the record's own."""
    text = """\
        ---
        title: A
        kind: practice
        sources: [{id: s, title: S}]
        evidence: [{indicator: I, after: 1, unit: U, source: s}]
        adapted_from: [m, n]
        adoptions:
          - {by: x, learned_from: y, model: z}
        ---
        """

    assert references("model", text) == [
        ("model", "m", "adapted_from", "models/a.md:6:16"),
        ("model", "n", "adapted_from", "models/a.md:6:19"),
        ("unit", "x", "by", "models/a.md:8:10"),
        ("adoption_or_model", "y", "learned_from", "models/a.md:8:27"),
        ("model", "z", "model", "models/a.md:8:37"),
    ]


def test_references_of_an_article():
    """`about` may name a record of any kind."""
    text = "---\ntitle: A\ndate: 2020\nabout: [p, campaign:c]\n---\n"

    assert references("article", text) == [
        ("any", "p", "about", "articles/a.md:4:9"),
        ("any", "campaign:c", "about", "articles/a.md:4:12"),
    ]


def test_references_of_a_table():
    """A line of a CSV file is located in that file."""
    found = references(
        "campaign",
        "title: A\nperiod: {start: 2020}\n",
        tables={"scores": "unit,period,score\nx,2020,1\n\ny,2020,2\n"},
    )

    assert found == [
        ("unit", "x", "unit", "campaigns/a.scores.csv:2:1"),
        ("unit", "y", "unit", "campaigns/a.scores.csv:4:1"),
    ]


def test_mentions_of_stories_and_fields():
    """Links and pictures of each language; what fields name is a file's name and no address."""
    found = validated(
        "profile",
        "---\nname: A\nkind: individual\nportrait: {file: p.jpg, alt: P}\n---\n[x](../b.md)\n",
        translations={"en": "---\n---\n\n![y](z.jpg)\n"},
    )
    mentions = [
        (each.target, str(each.at), each.picture, each.path) for each in found.entries[0].mentions
    ]

    assert mentions == [
        ("../b.md", "content/profiles/a.md:6:5", False, False),
        ("z.jpg", "content/profiles/a.en.md:4:6", True, False),
        ("p.jpg", "content/profiles/a.md:4:18", True, True),
    ]


def test_files_for_download_may_be_of_any_type():
    """A form to download is a file like a picture is, by the same rules of place."""
    found = validated(
        "model", "---\ntitle: A\nkind: practice\nfiles: [{file: f.pdf, title: F}]\n---\n"
    )

    assert [each.target for each in found.entries[0].mentions] == ["f.pdf"]
