"""No content ends in a traceback, is built in two ways, or writes where it must not.

GUONG_SITES=2000 tries so many.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.sites import Site, sites
from tests.plain_theme import write_plain_theme
from tests.sites import Project, files_of

SITES = int(os.environ.get("GUONG_SITES", "25"))


@pytest.mark.slow
@settings(
    max_examples=SITES,
    deadline=None,
    derandomize=SITES <= 25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(site=sites())
def test_any_site_is_built_once_and_for_all_or_refused(site: Site) -> None:
    """The same bytes from the same content; nothing but output and state is written."""
    folder = Path(tempfile.mkdtemp(prefix="guong-any-"))
    try:
        one, two = (built(folder / name / "project", site) for name in ("one", "two"))
        assert one == two
        assert {each.name for each in folder.iterdir()} == {"one", "two"}
        assert [each.name for each in (folder / "one").iterdir()] == ["project"]
    finally:
        shutil.rmtree(folder)


def built(root: Path, site: Site) -> tuple[int, list[str], Mapping[str, bytes]]:
    """The status, what was said, and the published files."""
    project = Project(root)
    write_plain_theme(project.theme)
    project.write(site)
    before = files_of(root)
    result = project.build()
    assert result.exit_code in {0, 1}
    assert "Traceback" not in result.stderr
    assert "itself failed" not in result.stderr
    after = files_of(root)
    others = {path for path in after if not path.startswith(("output/", ".guong/"))}
    assert {path: after[path] for path in others} == before
    published = {path: data for path, data in after.items() if path.startswith("output/")}
    if result.exit_code:
        assert result.lines
        assert published == {}
        # Once more, with what is known from the first time.
        assert project.build().stderr == result.stderr
    else:
        assert project.build().exit_code == 0
        again = files_of(root)
        assert {path: again[path] for path in again if path.startswith("output/")} == published
    return result.exit_code, result.lines, published
