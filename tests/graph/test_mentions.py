"""Files that stories and fields point at."""

from __future__ import annotations

import pytest

from generator.graph.mentions import resolved
from tests.builders import UNITS, Files, problems_of
from tests.pictures import picture

PERSON = "---\nname: A\nkind: individual\n{}\n---\n{}\n"
CAMPAIGN = """\
title: A
period: {start: 2011}
story: |
  ## Mục tiêu

  Nói thêm.
"""
FILES: Files = {
    "units.yaml": UNITS,
    "campaigns/c.yaml": CAMPAIGN,
    "profiles/anh/p.jpg": picture(),
    "profiles/hồ giáo.jpg": picture(),
}


def problems(body: str, lines: str = "") -> list[str]:
    return problems_of({**FILES, "profiles/a.md": PERSON.format(lines, body)})


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("../campaigns/c.yaml", ("content/campaigns/c.yaml", "")),
        ("b.md#muc", ("content/profiles/b.md", "muc")),
        ("./b.md", ("content/profiles/b.md", "")),
        ("h%E1%BB%93%20gi%C3%A1o.jpg", ("content/profiles/hồ giáo.jpg", "")),
        ("../../x", ("x", "")),
        ("../../../x", ("../x", "")),
        ("/x", ("/x", "")),
    ],
)
def test_targets_are_taken_from_their_file(target, expected):
    """Relative to the folder of the file, with escapes undone."""
    assert resolved("content/profiles/a.md", target) == expected


@pytest.mark.parametrize(
    "body",
    [
        "[x](../campaigns/c.yaml)",
        "[x](../campaigns/c.yaml#muc-tieu)",
        "[x](../units.yaml#so)",
        "[x](a.md)",
        "![p](anh/p.jpg)",
        "[x](anh/p.jpg)",
        "[x](hồ%20giáo.jpg)",
        "## Tên\n\n[x](#ten)",
        "[x](https://a.vn/)",
    ],
)
def test_what_leads_somewhere(body):
    """Records, headings, entries of lists, media and other sites."""
    assert problems(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "[x](../campaigns/cc.yaml)",
            "6:5: L103 '../campaigns/cc.yaml' is not there. Did you mean `../campaigns/c.yaml`?",
        ),
        (
            "[x](../zzzzzzzz/wwwwwwww/yyyyyyyy)",
            (
                "6:5: L103 '../zzzzzzzz/wwwwwwww/yyyyyyyy' is not there."
                " Check the path; it is taken from the folder of this file."
            ),
        ),
        (
            "![x](http://a.vn/x.jpg)",
            (
                "6:6: L102 The picture 'http://a.vn/x.jpg' lies on another host."
                " Put it into the content folder: pages load nothing from elsewhere."
            ),
        ),
        (
            "[x](../units.yaml)",
            "6:5: L103 '../units.yaml' is not there. Did you mean `../units.yaml#so`?",
        ),
        (
            "![x](anh/q.jpg)",
            "6:6: L102 'anh/q.jpg' is not there. Did you mean `anh/p.jpg`?",
        ),
        (
            "![x](../campaigns/c.yaml)",
            (
                "6:6: L102 '../campaigns/c.yaml' is not there."
                " Check the path; it is taken from the folder of this file."
            ),
        ),
        (
            "[x](../campaigns/c.yaml#muc-tiu)",
            (
                "6:5: L104 '../campaigns/c.yaml#muc-tiu' names a heading that is not there."
                " Did you mean `#muc-tieu`?"
            ),
        ),
        (
            "[x](../campaigns/c.yaml#zzzz)",
            (
                "6:5: L104 '../campaigns/c.yaml#zzzz' names a heading that is not there."
                " Take the part after # out, or name a heading."
            ),
        ),
        (
            "[x](../../x.md)",
            (
                "6:5: C210 '../../x.md' leads out of the content folder."
                " Write the path from this file, such as `../profiles/ho-giao.md`."
            ),
        ),
        (
            "[x](/profiles/a.md)",
            (
                "6:5: C210 '/profiles/a.md' leads out of the content folder."
                " Write the path from this file, such as `../profiles/ho-giao.md`."
            ),
        ),
        (
            "[x](../../contents/x.md)",
            (
                "6:5: C210 '../../contents/x.md' leads out of the content folder."
                " Write the path from this file, such as `../profiles/ho-giao.md`."
            ),
        ),
    ],
)
def test_what_leads_nowhere(body, expected):
    """Line and column of the address, and the nearest that there is."""
    assert problems(body) == [f"profiles/a.md:{expected}"]


def test_a_heading_of_the_same_story_must_be_there():
    """A jump inside a page leads somewhere, too."""
    (found,) = problems("## Tên\n\n[x](#tem)")

    assert found.startswith("profiles/a.md:8:5: L104 ")


def test_files_of_fields_must_be_there():
    """Portraits are resolved like pictures of stories."""
    assert problems("", "portrait: {file: anh/x.jpg, alt: A}") == [
        "profiles/a.md:4:18: L102 'anh/x.jpg' is not there. Did you mean `anh/p.jpg`?"
    ]
    assert problems("", "portrait: {file: ../../x.jpg, alt: A}") == [
        (
            "profiles/a.md:4:18: C210 '../../x.jpg' leads out of the content folder."
            " Write the path from this file, such as `../profiles/ho-giao.md`."
        )
    ]


def test_headings_of_a_translation_count():
    """A link from the English story may name an English heading."""
    assert (
        problems_of(
            {
                "profiles/b.md": PERSON.format("", "## Đời"),
                "profiles/b.en.md": "---\n---\n## Life\n",
                "profiles/a.md": PERSON.format("", "[x](b.md#doi)"),
                "profiles/a.en.md": "---\n---\n[x](b.md#life)\n",
            }
        )
        == []
    )


def test_problems_of_a_translation_are_located_in_it():
    """The file that holds the broken link is named."""
    files = {"profiles/a.md": PERSON.format("", "A"), "profiles/a.en.md": "---\n---\n\n[x](b.md)\n"}

    assert [each.split(" ")[0] for each in problems_of(files)] == ["profiles/a.en.md:4:5:"]
