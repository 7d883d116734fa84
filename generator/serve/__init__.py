"""Serve: the site in the browser, built again at every change of content or theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.task import Options


def serve(
    options: Options,
    *,
    port: int,
    open_browser: bool,
    follow: bool,
    lan: bool,
    say: Callable[[str], Any],
) -> tuple[Diagnostic, ...]:
    """Build, serve and keep up with changes, until Ctrl+C.

    Args:
        options: What is built and where to.
        port: The port to listen on; 0 for any that is free.
        open_browser: Whether to open the site in a browser.
        follow: Whether browsers go to the page of each file that is saved.
        lan: Whether everybody in the network may read, and not only this machine.
        say: Takes each line for the author.

    Returns:
        Why nothing could be served. Problems of the content are shown, and serving goes on.
    """
    try:
        # The server takes a moment to import; Ctrl+C may come within it.
        from generator.serve.address import listen
        from generator.serve.session import Session

        sockets, problems = listen(port, lan=lan)
        if not problems:
            Session(options, sockets, say, follow=follow).run(open_browser=open_browser)
    except KeyboardInterrupt:
        return ()
    return problems
