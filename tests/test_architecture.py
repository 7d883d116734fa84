"""Laws of the code that no type checker knows."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "generator"
PURE = [
    "records",
    "validate",
    "graph",
    "measures",
    "views",
    "plan",
    "checks",
    "reading",
    "settings",
    "diagnostics",
    "formats",
    "additions",
]
PURE_FOLDERS = [GENERATOR / "importers" / part for part in ("tables", "proposing")]
MAY_PRINT = {"cli", "cli_desk", "cli_publishing", "cli_tables", "failing", "serve", "scaffold"}
MOST_LINES_OF_MODULE = 400
MOST_LINES_OF_FUNCTION = 60

FILE_CALLS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "iterdir",
    "glob",
    "rglob",
    "is_file",
    "is_dir",
    "exists",
    "mkdir",
    "unlink",
}
CLOCK_CALLS = {"now", "utcnow", "today"}
CLOCKS = {"datetime", "date"}
WORLD = {"os", "time", "random", "secrets", "subprocess", "socket"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def part_of(path: Path) -> str:
    """The name below `generator` that *path* belongs to: `plan`, `cli`."""
    return path.relative_to(GENERATOR).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(GENERATOR.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_pure(path: Path) -> bool:
    return part_of(path) in PURE or path.parent in PURE_FOLDERS


MODULES = [pytest.param(path, id=named(path)) for path in modules()]
PURE_MODULES = [pytest.param(path, id=named(path)) for path in modules() if is_pure(path)]
QUIET_MODULES = [
    pytest.param(path, id=named(path)) for path in modules() if part_of(path) not in MAY_PRINT
]


def reaching_out(tree: ast.AST) -> Iterator[str]:
    """What in *tree* reads files, clocks or the environment."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="open" | "input")):
                yield f"line {node.lineno}: {ast.unparse(node.func)}()"
            case ast.Call(func=ast.Attribute(value=value, attr=attr)) if (
                attr in FILE_CALLS and not is_own(value)
            ) or (attr in CLOCK_CALLS and last_name(value) in CLOCKS):
                yield f"line {node.lineno}: {ast.unparse(node.func)}()"
            case ast.Attribute(value=ast.Name(id=name)) if name in WORLD:
                yield f"line {node.lineno}: {ast.unparse(node)}"


def is_own(value: ast.expr) -> bool:
    """Is it a function of the object itself, or of a module that only bears such a name?"""
    return isinstance(value, ast.Name) and value.id in {"self", "values"}


def last_name(value: ast.expr) -> str:
    return ast.unparse(value).rpartition(".")[2]


@pytest.mark.parametrize("path", PURE_MODULES)
def test_the_core_does_no_input_or_output(path: Path) -> None:
    """The core opens no file, asks no clock and reads no environment; dates are arguments."""
    assert list(reaching_out(parsed(path))) == []


@pytest.mark.parametrize(
    "code",
    [
        "open('x')",
        "Path('x').read_text()",
        "path.write_bytes(b'')",
        "here.parent.iterdir()",
        "datetime.now()",
        "datetime.datetime.utcnow()",
        "date.today()",
        "datetime.date.today()",
        "time.time()",
        "os.environ['X']",
        "random.random()",
        "input()",
    ],
)
def test_reaching_out_is_seen(code: str) -> None:
    """The search above finds each way out of the core."""
    assert len(list(reaching_out(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code", ["self._open(tag)", "values.read_text(x)", "period.open", "now(x)", "graph.today"]
)
def test_harmless_names_are_not_mistaken(code: str) -> None:
    """Names that only sound like files and clocks are left alone."""
    assert list(reaching_out(ast.parse(code))) == []


@pytest.mark.parametrize("path", QUIET_MODULES)
def test_only_the_command_line_prints(path: Path) -> None:
    """Everyone else returns values, so that every message is told once and in one voice."""
    printing = [
        f"line {node.lineno}: {ast.unparse(node.func)}()"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"print", "click.echo", "click.secho", "echo", "secho"}
    ]
    assert printing == []


@pytest.mark.parametrize("path", MODULES)
def test_modules_and_functions_stay_small(path: Path) -> None:
    """A module fits the head, and a function fits the screen."""
    lines = path.read_text(encoding="utf-8").count("\n")
    long_functions = [
        f"{node.name}: {length} lines"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_FUNCTION
    ]
    assert lines <= MOST_LINES_OF_MODULE
    assert long_functions == []


def lint_imports(root: Path) -> str:
    command = shutil.which("lint-imports", path=sysconfig.get_path("scripts"))
    assert command is not None
    result = subprocess.run(
        [command, "--no-logo", "--no-cache"], cwd=root, capture_output=True, text=True, check=False
    )
    return result.stdout + result.stderr


def test_nobody_imports_what_they_must_not_know() -> None:
    """The contracts in pyproject.toml hold."""
    said = lint_imports(ROOT)
    assert " 0 broken." in said, said


IMPORTS_THAT_BREAK = {
    "generator/views/bad.py": "from generator.diagnostics import Diagnostic",
    "generator/records/bad.py": "import os",
    "generator/graph/bad.py": "from generator.plan import site",
    "generator/render.py": "from generator.records import page",
    "generator/plan/pages/bad.py": "from generator.plan.pages import good",
    "generator/checks/bad.py": "from generator.checks import good",
    "generator/newcomer.py": "",
}
OTHERS = [
    "diagnostics.py",
    "records/page.py",
    "plan/site.py",
    "plan/pages/good.py",
    "checks/good.py",
]


@pytest.mark.parametrize("path", IMPORTS_THAT_BREAK)
def test_a_wrong_import_is_seen(tmp_path: Path, path: str) -> None:
    """Each contract is broken by an import that it is there to forbid."""
    for name in OTHERS:
        put(tmp_path / "generator" / name, "")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert " 0 broken." in lint_imports(tmp_path)

    put(tmp_path / path, IMPORTS_THAT_BREAK[path])

    assert re.search(" [12] broken.", lint_imports(tmp_path))


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "__init__.py").touch()
    path.write_text(f"{text}\n", encoding="utf-8")
