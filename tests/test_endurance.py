"""What runs for weeks stays as it was: the server in its memory and files, the state in its size.

GUONG_REBUILDS=2000 and GUONG_BUILDS=200 make the long runs; --log-cli-level=info shows the numbers.
"""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

import pytest

from generator.store import FILE
from tests.plain_theme import write_plain_theme
from tests.served import NAME, PAGE, PATIENCE_SECONDS, Serve, told
from tests.sites import MINIMAL, Project

REBUILDS = int(os.environ.get("GUONG_REBUILDS", "30"))
BUILDS = int(os.environ.get("GUONG_BUILDS", "16"))
WARM = 10
"""After so many everything has been loaded and used once."""
LOG = logging.getLogger(__name__)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks /proc what is open")
def test_a_server_that_builds_again_and_again_stays_as_it_is(site, serve: Serve) -> None:
    """Neither memory nor open files grow with the number of builds."""
    project: Project = site()
    served = serve(project)
    memory, files = 0.0, 0
    for number in range(WARM + REBUILDS):
        project.write(told(f"Đồng chí {number}"))
        served.shows(f"Đồng chí {number}", PAGE)
        if number == WARM - 1:
            memory, files = served.holds()

    until = time.monotonic() + PATIENCE_SECONDS
    memory_now, files_now = served.holds()
    while files_now > files + 3 and time.monotonic() < until:
        # The last connections are still being closed.
        time.sleep(0.2)
        memory_now, files_now = served.holds()
    LOG.info(
        "%d rebuilds: %.0f MB and %d files before, %.0f MB and %d files after",
        *(REBUILDS, memory, files, memory_now, files_now),
    )
    assert files_now <= files + 3
    assert memory_now <= memory * 1.25 + 10


def test_a_state_stays_as_small_as_a_new_one(tmp_path: Path) -> None:
    """After many builds, each of which changed every page, it is not much larger than a new one."""
    project = Project(tmp_path)
    write_plain_theme(project.theme)
    project.write(MINIMAL)
    sizes = []
    for number in range(BUILDS):
        project.write(
            {
                "site.yaml": f"{MINIMAL['site.yaml']}tagline: Lần {number}\n",
                NAME: told(f"Đồng chí {number}")[NAME] + f"Lời {number}. " * (number % 7 * 200),
            }
        )
        assert project.build().exit_code == 0
        sizes.append(size_of_state(project))
    (project.root / ".guong" / FILE).unlink()
    assert project.build().exit_code == 0

    new = size_of_state(project)
    LOG.info("%d builds: %d bytes, at most %d; a new one %d", BUILDS, sizes[-1], max(sizes), new)
    assert max(sizes) <= 2 * new + 1_000_000


def size_of_state(project: Project) -> int:
    return sum(each.stat().st_size for each in (project.root / ".guong").glob(f"{FILE}*"))
