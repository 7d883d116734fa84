"""A finding is a question to the editor, and a figure a question to the publisher."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
# Nobody is to blame for a figure that was lost.
_VERDICT = re.compile(
    r"\b(?:fraud|cheat|guilt|fault|(?<!to )blame|liar|abus|violat|corrupt|fake|suspicio|careless"
    r"|vi phạm|sai phạm|gian dối|gian lận|khai man|khai khống|tiêu cực|bệnh thành tích|cẩu thả"
    r"|chạy theo|đối phó|qua loa|mua danh|đáng ngờ|nghi vấn|quy trách nhiệm)",
    re.IGNORECASE,
)


def sentences() -> dict[str, list[str]]:
    """All that rules and pages say, in English and Vietnamese, by where it stands."""
    found = {"docs/rules.md": (ROOT / "docs/rules.md").read_text(encoding="utf-8").splitlines()}
    for name in ("generator/locales/vi.po", "themes/guong/locales/vi.po"):
        with (ROOT / name).open("rb") as file:
            messages = [each for each in read_po(file, locale="vi") if each.id]
        told = [form for each in messages for form in (each.id, each.string)]
        flat = [(form,) if isinstance(form, str) else form or () for form in told]
        found[name] = [words for forms in flat for words in forms]
    return found


@pytest.mark.parametrize("where", sentences())
def test_no_sentence_is_a_verdict(where: str) -> None:
    """No word of accusation stands in what rules and pages say."""
    said = sentences()[where]

    assert len(said) > 100
    assert [each for each in said if _VERDICT.search(each)] == []


def test_a_verdict_would_be_seen() -> None:
    """The search above knows what it looks for, and leaves consolation alone."""
    assert _VERDICT.search("The unit cheated.")
    assert _VERDICT.search("Đơn vị khai khống thành tích.")
    assert not _VERDICT.search("Nobody is to blame for a figure that was lost.")
