"""Where the site is served: on this machine alone, or to the network on request."""

from __future__ import annotations

import errno
import io
import socket
from collections.abc import Iterator

import segno
from tornado.netutil import bind_sockets

from generator.diagnostics import Diagnostic, Location, Translate, problem

HOST = "127.0.0.1"
_ELSEWHERE = ("192.0.2.1", 9)
"""An address that is nobody's, kept for documentation."""


def listen(port: int, *, lan: bool = False) -> tuple[list[socket.socket], tuple[Diagnostic, ...]]:
    """Take the *port*, also in the local network with *lan*, or say why it cannot be had.

    The socket of this machine is the first.
    """
    host = network_address() if lan else HOST
    if host is None:
        return [], (_no_network(),)
    taken: list[socket.socket] = []
    try:
        taken += bind_sockets(port, HOST)
        if lan:
            port = taken[0].getsockname()[1]
            taken += bind_sockets(port, host)
    except OSError as error:
        for each in taken:
            each.close()
        return [], (_no_port(host if taken else HOST, port, error),)
    return taken, ()


def network_address() -> str | None:
    """The address of this machine in the local network, None if it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: the system only chooses from where it would be.
            probe.connect(_ELSEWHERE)
            found = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if found.startswith(("127.", "0.")) else found


def welcome(sockets: list[socket.socket], translate: Translate) -> Iterator[str]:
    """What to tell the author: each address, and a picture of the one in the network for phones."""
    here, *network = (f"http://{host}:{port}/" for host, port in map(_name, sockets))
    yield translate("The site is at {address} (Ctrl+C to stop).").format(address=here)
    for address in network:
        yield translate(
            "Everybody in this network can read it at {address}, drafts too, until you stop."
        ).format(address=address)
        yield picture(address)


def picture(address: str) -> str:
    """An address as a QR code for a phone, in signs of a dark terminal."""
    out = io.StringIO()
    segno.make(address, micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()


def _name(each: socket.socket) -> tuple[str, int]:
    host, port, *_ = each.getsockname()
    return host, port


def _no_network() -> Diagnostic:
    return problem(
        Location("--lan"),
        "B203",
        "This machine is in no network.",
        "Connect it to one, or leave out --lan.",
    )


def _no_port(host: str, port: int, error: OSError) -> Diagnostic:
    at = Location(f"{host}:{port}")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return problem(
            at,
            "B201",
            "Serving on port {port} is not allowed on this machine.",
            "Choose one above 1023 with --port.",
            port=port,
        )
    return problem(
        at,
        "B201",
        "Port {port} is in use by another program.",
        "Choose another with --port, such as --port {other}; --port 0 takes any that is free.",
        port=port,
        other=port + 1 if port < 65535 else port - 1,
    )
