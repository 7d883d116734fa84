"""Signatures (Ed25519): that a manifest comes from whoever has the key. Needs the extra `sign`."""

from __future__ import annotations

import base64
import binascii
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from generator.diagnostics import Diagnostic, Location, problem
from generator.manifest import BESIDE, MANIFEST, SIGNATURE
from generator.publish import disk

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LARGEST = 100_000
"""Bytes of a key file."""


class Signed(Protocol):
    """Where a manifest and its signature lie."""

    def at(self, path: str) -> str: ...

    def small(self, path: str) -> bytes: ...


def new_key(file: Path) -> tuple[Diagnostic, ...]:
    """Write a private key that only its owner may read, and beside it `.pub`, for everybody."""
    try:
        from cryptography.hazmat.primitives import serialization as forms
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError:
        return (_not_installed(file),)
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    public = key.public_key().public_bytes(
        forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo
    )
    begun: list[Path] = []
    try:
        for path, data, mode in ((file, private, 0o600), (public_file(file), public, 0o644)):
            # Never over a key: what it has signed could not be verified any more.
            how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            descriptor = os.open(path, how, mode)
            begun.append(path)
            with os.fdopen(descriptor, "wb") as out:
                out.write(data)
            disk.sync(path)
    except OSError as error:
        # Half a pair would be in the way of the next attempt.
        for path in begun:
            with suppress(OSError):
                path.unlink()
        return (_not_made(Path(error.filename or file), error),)
    return ()


def _not_made(file: Path, error: OSError) -> Diagnostic:
    if not isinstance(error, FileExistsError):
        return _unusable(file, error.strerror or type(error).__name__)
    return problem(
        Location(str(file)),
        "V111",
        "Here is a file already, and a key is never written over another.",
        "Choose another name.",
    )


def public_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.pub")


def sign(output: Path, key: Path) -> tuple[Diagnostic, ...]:
    """Put the signature of a manifest beside it."""
    try:
        signature = _private(key).sign((output / MANIFEST).read_bytes())
        waiting = output / f"{BESIDE}{SIGNATURE}"
        waiting.unlink(missing_ok=True)
        disk.write(waiting, base64.b64encode(signature) + b"\n")
        disk.sync(waiting)
        waiting.replace(output / SIGNATURE)
    except ImportError:
        return (_not_installed(key),)
    except OSError as error:
        return (_unusable(output / MANIFEST, error.strerror or type(error).__name__),)
    except _NoKey:
        return (_unusable(key, "it is no private Ed25519 key"),)
    return ()


def wrong_signature(manifest: bytes, copy: Signed, key: Path) -> tuple[Diagnostic, ...]:
    """Why the manifest is not known to come from the owner of the public *key*."""
    try:
        from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.serialization import load_pem_public_key
    except ImportError:
        return (_not_installed(key),)
    try:
        public = load_pem_public_key(_bytes_of(key))
    except (OSError, ValueError, UnsupportedAlgorithm):
        public = None
    if not isinstance(public, Ed25519PublicKey):
        return (_unusable(key, "it is no public Ed25519 key"),)
    with suppress(InvalidSignature, binascii.Error, LookupError):
        public.verify(base64.b64decode(_signature(copy), validate=True), manifest)
        return ()
    return (
        problem(
            Location(copy.at(SIGNATURE)),
            "V107",
            "The manifest does not bear the signature of this key.",
            "Sign it with `guong build --sign FILE`, or find out who changed it.",
        ),
    )


def _signature(copy: Signed) -> bytes:
    """The signature beside a manifest; raises LookupError where there is none."""
    try:
        return copy.small(SIGNATURE).strip()
    except Exception as failure:
        # Whatever keeps it from being read, the manifest is not known to be signed.
        raise LookupError from failure


class _NoKey(Exception):
    """A file holds no private key."""


def _private(file: Path) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_bytes_of(file), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        raise _NoKey from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _NoKey
    return key


def _bytes_of(file: Path) -> bytes:
    with file.open("rb") as given:
        return given.read(LARGEST)


def _not_installed(file: Path) -> Diagnostic:
    return problem(
        Location(str(file)),
        "V109",
        "Signatures cannot be made or looked at: the library for them is not installed.",
        "Install it with `pip install guong[sign]`.",
    )


def _unusable(file: Path, why: str) -> Diagnostic:
    return problem(
        Location(str(file)),
        "V110",
        "This file cannot be used: {why}.",
        "`guong key FILE` makes a pair of keys: FILE signs, and FILE.pub verifies.",
        why=why,
    )
