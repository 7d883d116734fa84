"""Work that is spread over processes comes back whole, in order, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from generator.executors import Failed, Lost, Serial
from generator.executors.pool import Pool

MANY = 10_000


def shout(context: str, batch: list[str]) -> list[str]:
    return [each.upper() + context for each in batch]


def process_of(context: None, batch: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def die_once(folder: Path, batch: int) -> int:
    """Ends its process on batch 3, but not when it is tried again."""
    marker = folder / "died"
    if batch == 3 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


def die(context: None, batch: int) -> int:
    if batch == 3:
        os._exit(1)
    return batch


def hang(context: None, batch: int) -> int:
    if batch == 3:
        time.sleep(600)
    return batch


def fail(context: None, batch: int) -> int:
    raise ValueError("of our own")


@pytest.fixture
def pool() -> Iterator[Pool]:
    with closing(Pool(2)) as made:
        yield made


def test_a_pool_gives_what_serial_gives(pool):
    """The same results in the same order, also of more batches than may wait."""
    batches = [[f"a{number}", "b"] for number in range(100)]

    expected: list[object] = list(Serial().map(shout, "!", batches, MANY))
    assert list(pool.map(shout, "!", iter(batches), MANY)) == expected
    assert list(pool.map(shout, "?", iter(batches), MANY)) != expected
    assert list(pool.map(shout, "!", [], MANY)) == []


def test_few_items_stay_here_and_many_do_not(pool):
    """Processes are used only where they save more time than their start takes."""
    assert set(pool.map(process_of, None, range(4), 4)) == {os.getpid()}
    assert os.getpid() not in set(pool.map(process_of, None, range(40), MANY))
    assert len(set(pool.map(process_of, None, range(40), MANY))) == 2


def test_batches_are_made_as_they_are_needed(pool):
    """However many batches there are, few of them are in memory at once."""
    made: list[int] = []

    def batches() -> Iterator[int]:
        for number in range(1000):
            made.append(number)
            yield number

    results = pool.map(process_of, None, batches(), MANY)
    for _ in range(10):
        next(results)
    assert len(made) < 30
    results.close()


def test_the_batch_of_a_process_that_dies_is_done_by_another(pool, tmp_path):
    """A process that is killed in the middle costs nothing but time."""
    assert list(pool.map(die_once, tmp_path, range(20), MANY)) == list(range(20))
    assert (tmp_path / "died").exists()


def test_a_batch_that_kills_whoever_takes_it_is_lost_alone(pool):
    """All other batches come back, and the pool goes on."""
    expected = [Lost(hung=False) if number == 3 else number for number in range(20)]

    assert list(pool.map(die, None, range(20), MANY)) == expected
    assert list(pool.map(shout, "!", [["a"]], MANY)) == [["A!"]]


def test_a_batch_that_takes_too_long_is_lost_alone():
    """A process that hangs is ended, and what it should have done is said to have hung."""
    with closing(Pool(2, limit=3)) as pool:
        results = list(pool.map(hang, None, range(20), MANY))

    assert results == [Lost(hung=True) if number == 3 else number for number in range(20)]


def test_a_mistake_in_a_process_is_told_here(pool):
    """What work raises is raised where it was asked for, in words; the pool can be used again."""
    with pytest.raises(Failed, match="ValueError: of our own"):
        list(pool.map(fail, None, range(20), MANY))
    assert list(pool.map(shout, "!", [["a"]], MANY)) == [["A!"]]


def test_a_process_with_threads_is_not_forked():
    """A pool works beside other threads, too, as the server has them."""
    found: list[object] = []

    def run() -> None:
        with closing(Pool(2)) as pool:
            found.append(list(pool.map(shout, "!", [["a"]] * 5, MANY)))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == [[["A!"]] * 5]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_no_process_outlives_the_main_one(tmp_path):
    """After kill -9 of the main process its workers end by themselves."""
    program = (
        "from generator.executors.pool import Pool\n"
        "import os, time, multiprocessing\n"
        "pool = Pool(2)\n"
        "pool.prepare(10**6)\n"
        "print(*[each.pid for each in multiprocessing.active_children()], flush=True)\n"
        "time.sleep(600)\n"
    )
    main = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent
    )
    assert main.stdout is not None
    workers = [int(each) for each in main.stdout.readline().split()]
    main.kill()
    main.wait()

    assert len(workers) == 2
    deadline = time.monotonic() + 20
    while any(_runs(each) for each in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_runs(each) for each in workers)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
