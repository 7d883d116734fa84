"""Regular expressions read what strangers wrote: none may take long for a text made to slow it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NamedTuple

import pytest

import generator

LENGTH = 8_000
MOST_SECONDS = 0.4
"""Of the processor's time. One that grows as the text does needs a hundredth of it."""
MOST_SIGNS = 6
METHODS = frozenset(("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"))
READS = frozenset(("match", "fullmatch"))
"""Methods that begin at one place; the others try every place of a text."""


class Expression(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    methods: frozenset[str]


def modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    for found in pkgutil.walk_packages(generator.__path__, "generator."):
        if found.name == "generator.__main__":
            continue
        module = importlib.import_module(found.name)
        assert module.__file__
        yield module, ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


def made_in_passing(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What is given to functions of `re` other than `compile`: their names and expressions."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            owner = call.func.value
            if isinstance(owner, ast.Name) and owner.id == "re" and call.func.attr in METHODS:
                yield call.func.attr, call.args[0]


def methods_of(trees: Iterable[ast.Module]) -> dict[str, set[str]]:
    """The names of methods that are called of each name, or of one of its values."""
    found: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                owner = node.value
                while isinstance(owner, ast.Subscript):
                    owner = owner.value
                name = getattr(owner, "id", getattr(owner, "attr", ""))
                found.setdefault(name, set()).add(node.attr)
    return found


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for each in value:
            yield from patterns_in(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from patterns_in(each)


def expressions() -> Iterator[Expression]:
    parsed = list(modules())
    seen: set[tuple[str, int]] = set()
    for module, tree in parsed:
        for method, given in made_in_passing(tree):
            if isinstance(given, ast.Constant):
                name = f"{module.__name__}:{given.lineno}"
                yield Expression(name, re.compile(str(given.value)), frozenset({method}))
        called = methods_of([tree])
        owners = [module, *(each for each in vars(module).values() if isinstance(each, type))]
        for owner in owners:
            for name, value in vars(owner).items():
                for pattern in patterns_in(value):
                    if (pattern.pattern, pattern.flags) not in seen:
                        seen.add((pattern.pattern, pattern.flags))
                        known = (called.get(name) or set().union(*called.values())) & METHODS
                        yield Expression(f"{module.__name__}.{name}", pattern, frozenset(known))


def signs_of(tree: Any, found: dict[str, None]) -> None:
    """Characters that a parsed expression tells apart."""
    for operation, told in tree:
        match str(operation):
            case "LITERAL":
                found[chr(told)] = None
            case "NOT_LITERAL" | "ANY":
                found["x"] = None
            case "IN":
                signs_of(told, found)
            case "RANGE":
                found[chr(told[0])] = None
            case "CATEGORY":
                found[{"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}.get(str(told), "a")] = None
            case "NEGATE":
                found["x"] = None
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                signs_of(told[2], found)
            case "SUBPATTERN":
                signs_of(told[3], found)
            case "ASSERT" | "ASSERT_NOT":
                signs_of(told[1], found)
            case "ATOMIC_GROUP":
                signs_of(told, found)
            case "BRANCH":
                for each in told[1]:
                    signs_of(each, found)


def attacks(pattern: re.Pattern[str]) -> Iterator[str]:
    """Long texts of what the expression looks for, which end as it does not want."""
    parser: Any = importlib.import_module("re._parser")
    found: dict[str, None] = {}
    signs_of(parser.parse(pattern.pattern, pattern.flags), found)
    signs = [*found][:MOST_SIGNS]
    literal = re.findall(r"[^\\\[\](){}|?*+^$.]{2,}", pattern.pattern)[:MOST_SIGNS]
    pumps = [*signs, *("".join(pair) for pair in permutations(signs, 2)), *literal]
    for pump in pumps:
        text = (pump * LENGTH)[:LENGTH]
        yield text + "\x00"
        for begin in (*signs[:1], *literal[:1]):
            if not text.startswith(begin):
                yield f"{begin}{text}\x00"


ALL = list(expressions())


class TooLong(Exception):
    """An expression was stopped."""


def stop(number: int, frame: FrameType | None) -> None:
    raise TooLong


def test_every_expression_is_found() -> None:
    """Those of modules and classes, with how they are used."""
    names = {each.name: each.methods for each in ALL}

    assert len(ALL) > 120
    assert names["generator.reading.safe_html._TAG"] == {"finditer"}
    assert names["generator.reading.lists._ITEM"] == {"match"}


def test_expressions_are_known_beforehand() -> None:
    """None is put together of words that somebody wrote."""
    made = [
        f"{module.__name__}: {ast.unparse(given)}"
        for module, tree in modules()
        for _, given in made_in_passing(tree)
        if not isinstance(given, ast.Constant)
    ]

    assert made == []


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows counts no time of a process")
@pytest.mark.parametrize("expression", ALL, ids=lambda each: each.name)
def test_no_text_slows_an_expression(expression: Expression) -> None:
    """It grows as the text does, or nearly: what grows with the square is stopped."""
    only_at_one_place = expression.methods and expression.methods <= READS
    slow: list[str] = []
    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        for text in attacks(expression.pattern):
            signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
            try:
                if only_at_one_place:
                    expression.pattern.match(text)
                    expression.pattern.fullmatch(text)
                else:
                    sum(1 for _ in expression.pattern.finditer(text))
            except TooLong:
                slow.append(text[:20])
                break
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)

    assert slow == []


def test_a_slow_expression_would_be_stopped() -> None:
    """The test is one that can fail."""
    slow = Expression("slow", re.compile(r"(a|a)+b"), frozenset({"search"}))

    with pytest.raises(AssertionError):
        test_no_text_slows_an_expression(slow)
