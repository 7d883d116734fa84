"""How many requests a second nginx answers with the printed configuration, beside one plain file.

The folder holds one page, as long as those of the site are on average, and a configuration of four
lines: the limit of what this nginx can send. wrk asks both for pages in turn, by one script.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import machine
from tests.benchmarks.building import AS_OF, GUONG, Row, Say
from tests.benchmarks.measure import Failed

SECONDS = 5
CONNECTIONS = 32
_START_SECONDS = 30
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_WRONG = re.compile(r"Non-2xx or 3xx responses: (\d+)")
_SCRIPT = """\
local paths = {{ {paths} }}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""
_PLAIN = 'server {{ listen 80; root "{root}"; index index.html; }}'


def load(runs: int, folder: Path, say: Say) -> Iterator[Row]:
    """Requests a second of the demonstration site and of one file, by turns.

    Raises:
        Failed: If nginx or wrk is missing, or an answer is wrong.
    """
    if not (shutil.which("nginx") and shutil.which("wrk")):
        raise Failed("nginx and wrk are needed: apt-get install nginx-light wrk")
    # The user of an nginx that root has started may not look into temporary folders.
    folder.chmod(0o755)
    shutil.copytree(machine.REPOSITORY / "content", folder / "content")
    _run((GUONG.command[0], "build", "--quiet", "--as-of", AS_OF), folder)
    output = folder / "output"
    pages = [each for each in sorted(output.rglob("index.html")) if each.parent.name != "404"]
    one = folder / "one"
    one.mkdir()
    size = round(sum(each.stat().st_size for each in pages) / len(pages))
    (one / "index.html").write_bytes(b"x" * size)
    printed = _run((GUONG.command[0], "hosting", "nginx", "--root", str(output)), folder)
    paths = [
        f"/{each.parent.relative_to(output).as_posix()}/".replace("/./", "/") for each in pages
    ]
    sites = (
        ("site", printed, paths),
        ("one file", _PLAIN.format(root=one), ["/"] * len(paths)),
    )
    with _nginx(folder / "a", sites[0][1]) as site, _nginx(folder / "b", sites[1][1]) as plain:
        for run in range(1, runs + 1):
            for (name, _, asked), port in zip(sites, (site, plain), strict=True):
                rate = _rate(folder, asked, port)
                say(f"run {run} of {runs}, {name}: {rate:,.0f} requests a second")
                yield {"run": run, "site": name, "rate": rate, "pages": len(pages), "bytes": size}


def _rate(folder: Path, paths: Sequence[str], port: int) -> float:
    script = folder / "ask.lua"
    script.write_text(_SCRIPT.format(paths=", ".join(f'"{each}"' for each in paths)), "utf-8")
    asked = ("-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script))
    said = _run(("wrk", *asked, f"http://127.0.0.1:{port}/"), folder)
    found = _RATE.search(said)
    if found is None or _WRONG.search(said):
        raise Failed(said)
    return float(found[1])


@contextmanager
def _nginx(folder: Path, printed: str) -> Iterator[int]:
    """Run nginx with a printed configuration; gives its port."""
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    text = printed.replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid;\ndaemon off;\nworker_processes 1;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{text}\n}}\n",
        encoding="utf-8",
    )
    command = ("nginx", "-p", str(folder), "-c", "nginx.conf", "-e", "stderr")
    process = subprocess.Popen(command)
    try:
        until = time.monotonic() + _START_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise Failed("nginx does not start")
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def _run(command: Sequence[str | Path], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(done.stdout + done.stderr)
    return done.stdout
