"""What people install: a wheel that needs nothing of the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Run *command* as someone would who knows nothing of this repository."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "COVERAGE_", "COV_", "PYTEST_"))
    }
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def made_of(source: Path, folder: Path) -> Path:
    """The wheel of a copy of the repository."""
    # A cache may hold what two runs at once have left there.
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-cache-dir", "--quiet")
    run(*pip, "wheel", source, "--no-deps", "--wheel-dir", folder, cwd=folder)
    (found,) = folder.glob("guong-*.whl")
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_of(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that holds the wheel and what it asks for."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = (
        programs / "python",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-cache-dir",
        "--quiet",
    )
    run(*pip, "install", wheel, cwd=environment)
    return programs


def test_wheel_carries_theme_starter_and_catalogues(wheel: Path) -> None:
    """Everything that a site needs to begin with lies beside the code."""
    names = zipfile.ZipFile(wheel).namelist()
    theme = {path.name for path in (ROOT / "themes/guong").iterdir() if path.name[0] != "."}

    for kind in theme:
        assert any(name.startswith(f"generator/bundled/themes/guong/{kind}") for name in names)
    assert any(name.startswith("generator/starter/") for name in names)
    assert "generator/locales/vi.po" in names
    assert "generator/glossary/fields.yaml" in names
    assert "generator/bundled/docs/first-profile.vi.md" in names
    assert not any(name.startswith(("tests/", "content/", "output/")) for name in names)


def test_the_wheel_of_a_commit_is_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """Made of another copy, whose files have other times and lie in another folder."""
    left = shutil.ignore_patterns(".git", ".venv", ".guong", "output", "__pycache__", ".*_cache")
    copy = shutil.copytree(ROOT, tmp_path / "copy", ignore=left, copy_function=shutil.copyfile)

    assert made_of(copy, tmp_path).read_bytes() == wheel.read_bytes()


def test_wheel_builds_a_site_anywhere(programs: Path, tmp_path: Path) -> None:
    """`guong init` and `guong build` make a site far from the repository."""
    run(programs / "guong", "init", "site", "--example", cwd=tmp_path)
    assert "first-profile" in run(programs / "guong", "help", cwd=tmp_path)
    site = tmp_path / "site"
    run(programs / "guong", "build", cwd=site)

    pages = sorted(path.relative_to(site).as_posix() for path in site.glob("output/**/*.html"))
    assert "output/index.html" in pages
    assert len(pages) > 5
    assert list(site.glob("output/**/*.css"))


def test_theme_comes_with_the_wheel(programs: Path, tmp_path: Path) -> None:
    """The default theme is found beside the installed code, not in a checkout."""
    question = (
        "import pathlib, generator.theme as t; print(t.find_theme('guong', pathlib.Path.cwd()))"
    )
    found = Path(run(programs / "python", "-c", question, cwd=tmp_path).strip())

    assert programs.parent in found.parents
    assert found.parts[-4:] == ("generator", "bundled", "themes", "guong")
