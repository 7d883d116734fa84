"""Finds what the generator says to authors, in its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from generator.rulebook import rules

GENERATOR = Path(__file__).parent.parent / "generator"
# A sentence: begins like one, has a space, ends like one.
SENTENCE = re.compile(r"[A-Z'`0-9{][^\n]* [^\n]*[.?…]", re.DOTALL)
NOT_SAID = ("cli.py", "cli_desk.py", "cli_publishing.py", "cli_tables.py", "options.py")
"""Help texts, which click shows in English."""


def said() -> dict[str, str]:
    """Every sentence that a diagnostic or report may show, with the module that says it.

    What a rule says of itself is shown too, a paragraph at a time.
    """
    found: dict[str, str] = {}
    for path in sorted(GENERATOR.rglob("*.py")):
        if "bundled" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        skipped = set(_docstrings(tree)) | set(_helps(tree, path.name))
        for node in ast.walk(tree):
            words = node.value if isinstance(node, ast.Constant) else None
            if isinstance(words, str) and id(node) not in skipped and SENTENCE.fullmatch(words):
                found.setdefault(words, path.relative_to(GENERATOR).as_posix())
    for rule in rules().values():
        for words in (rule.title, *rule.why):
            found.setdefault(words, f"checks/{rule.code.lower()}.py")
    return found


def _docstrings(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        if isinstance(node, ast.Assert) and node.msg is not None:
            yield id(node.msg)
        if isinstance(node, ast.Raise) and "problem(" not in ast.unparse(node):
            yield from (id(each) for each in ast.walk(node))


def _helps(tree: ast.Module, name: str) -> Iterator[int]:
    if name not in NOT_SAID:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "help":
            yield id(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "self.fail":
            yield from (id(each) for each in ast.walk(node))
