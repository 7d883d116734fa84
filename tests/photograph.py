"""Takes the pictures of the README from the built demonstration site.

usage: python tests/photograph.py SITE DOCS
"""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PICTURES = {"home": "/en/", "campaign": "/en/campaigns/nong-thon-moi-2011-2015/"}
SIZE = (1100, 760)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def photograph(site: Path, docs: Path) -> None:
    """Write one PNG a page of `PICTURES` into *docs*."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    docs.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        for name, path in PICTURES.items():
            page.goto(f"http://127.0.0.1:{server.server_port}{path}")
            page.screenshot(path=docs / f"{name}.png")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    photograph(Path(sys.argv[1]), Path(sys.argv[2]))
