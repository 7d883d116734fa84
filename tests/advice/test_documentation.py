"""The page of documentation of the rules."""

from __future__ import annotations

from pathlib import Path

from generator.advice.rules import document
from generator.rulebook import rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_documentation_of_rules_is_current():
    """It is what the rules say of themselves; `make rules` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == document(rules().values())


def test_each_rule_is_documented_once():
    """With its level, its reason and both examples."""
    page = document(rules().values())

    for code, rule in rules().items():
        assert page.count(f"### {code}\n") == 1
        assert f"**{rule.level}** · {rule.title}" in page
