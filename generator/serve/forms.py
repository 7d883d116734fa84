"""What the forms at /admin/ ask of this server: the files of the content folder, and no others.

The requests are those of Decap CMS 3 to its proxy: JSON with `action` and `params`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from generator.discover import MEDIA_ENDINGS, is_ignored
from generator.merging import merged
from generator.reading.document import MAX_BYTES
from generator.serve.endpoints import Own, is_here
from generator.staging import put

TEXTS = (".md", ".yaml")
MOST_MEDIA_BYTES = 20_000_000
MOST_REQUEST_BYTES = 60_000_000


class _Refused(Exception):
    """What is asked for is not allowed, or makes no sense."""


class Forms(Own):
    """Reads and writes records and media for the forms."""

    def initialize(self, content: Path) -> None:
        self._folder = Folder(content)

    def prepare(self) -> None:
        super().prepare()
        # A page of another site can neither name this type nor leave its own name out.
        of_page = self.request.headers.get("Origin") and is_json(self.request.headers)
        if not (of_page and is_here(self.request)):
            self.send_error(403)

    def post(self) -> None:
        try:
            asked = json.loads(self.request.body)
            answer = self._folder.answer(str(asked["action"]), asked["params"])
        except FileNotFoundError:
            self._refuse(404, "not found")
        except (_Refused, ValueError, KeyError, TypeError, AttributeError) as error:
            self._refuse(400, str(error) or "not understood")
        except RecursionError:
            self._refuse(400, "not understood")
        except OSError as error:
            self._refuse(500, error.strerror or "not written")
        else:
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps(answer))

    def _refuse(self, status: int, words: str) -> None:
        self.set_status(status)
        self.finish({"error": words})


def is_json(headers: Mapping[str, str]) -> bool:
    return headers.get("Content-Type", "").partition(";")[0].strip() == "application/json"


class Folder:
    """A content folder as the forms see it. Paths are from the project: `content/pages/a.md`."""

    def __init__(self, content: Path) -> None:
        self._content = content

    def answer(self, action: str, params: Mapping[str, Any]) -> object:
        """Do what is asked for.

        Raises:
            OSError: If a file is not there or cannot be written.
            ValueError, KeyError, TypeError, AttributeError: If *params* are not as they should be.
        """
        actions: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
            "info": lambda _: {"repo": "", "publish_modes": ["simple"], "type": "local_fs"},
            "entriesByFolder": self._entries,
            "entriesByFiles": self._files,
            "getEntry": lambda params: self._entry(self._place(params["path"], TEXTS)),
            "persistEntry": self._persist,
            "getMedia": self._media,
            "getMediaFile": lambda params: self._medium(
                self._place(params["path"], tuple(MEDIA_ENDINGS))
            ),
            "persistMedia": lambda params: self._medium(self._put_medium(params["asset"])),
            "deleteFile": lambda params: self._delete([params["path"]]),
            "deleteFiles": lambda params: self._delete(params["paths"]),
            "getDeployPreview": lambda _: None,
            "getNotes": lambda _: [],
        }
        if action not in actions:
            raise _Refused(f"{action} is not offered")
        return actions[action](params)

    def _entries(self, params: Mapping[str, Any]) -> list[object]:
        ending = "." + str(params["extension"]).lstrip(".")
        folder = self._place(params["folder"])
        found = [each for each in self._below(folder) if each.name.endswith(ending)]
        return [self._entry(each) for each in found if _stem(each.name, ending)]

    def _files(self, params: Mapping[str, Any]) -> list[object]:
        places = (self._place(each["path"], TEXTS) for each in params["files"])
        return [self._entry(each) for each in places if each.is_file()]

    def _media(self, params: Mapping[str, Any]) -> list[object]:
        folder = self._place(params["mediaFolder"])
        found = (each for each in self._below(folder) if each.suffix.lower() in MEDIA_ENDINGS)
        return [self._medium(each) for each in found]

    def _persist(self, params: Mapping[str, Any]) -> object:
        changes = []
        for each in params["dataFiles"]:
            place = self._place(each["path"], TEXTS)
            target = self._place(each.get("newPath") or each["path"], TEXTS)
            after = str(each["raw"]).encode()
            if len(after) > MAX_BYTES:
                raise _Refused("too long")
            before = place.read_bytes() if place.is_file() else None
            if target != place and target.exists():
                raise _Refused("there is a file of this name")
            whole = after if before is None else merged(before, after, target.name)
            changes.append((place, target, whole, before))
        for asset in params.get("assets") or ():
            self._put_medium(asset)
        for place, target, whole, before in changes:
            if whole != before or target != place:
                put(target, whole)
            if target != place:
                place.unlink(missing_ok=True)
        return {"message": "saved"}

    def _put_medium(self, asset: Mapping[str, Any]) -> Path:
        place = self._place(asset["path"], tuple(MEDIA_ENDINGS))
        try:
            data = base64.b64decode(str(asset["content"]), validate=True)
        except binascii.Error:
            raise _Refused("not base64") from None
        if len(data) > MOST_MEDIA_BYTES:
            raise _Refused("too large")
        put(place, data)
        return place

    def _delete(self, paths: list[str]) -> object:
        for place in [self._place(each, (*TEXTS, *MEDIA_ENDINGS)) for each in paths]:
            place.unlink()
        return {"message": "deleted"}

    def _place(self, path: object, endings: tuple[str, ...] = ()) -> Path:
        """Where a path of the project leads: below the content folder, by no link."""
        parts = PurePosixPath(str(path)).parts
        if parts[:1] != (self._content.name,) or "\\" in str(path) or "\0" in str(path):
            raise _Refused("not in the content folder")
        if any(is_ignored(each) or ":" in each for each in parts[1:]):
            raise _Refused("not a file of the content")
        place = self._content.joinpath(*parts[1:])
        # A link in a circle leads to itself.
        if place.is_symlink() or Path(os.path.realpath(place)) != place:
            raise _Refused("not in the content folder")
        if place.exists() and not (place.is_file() or place.is_dir()):
            raise _Refused("not a file of the content")
        if endings and place.suffix.lower() not in endings:
            raise _Refused("not a file of the content")
        return place

    def _below(self, folder: Path) -> Iterator[Path]:
        found = sorted(folder.rglob("*")) if folder.is_dir() else []
        for each in found:
            inner = each.relative_to(folder).parts
            if (
                each.is_file()
                and not any(map(is_ignored, inner))
                and Path(os.path.realpath(each)) == each
            ):
                yield each

    def _shown(self, place: Path) -> str:
        return place.relative_to(self._content.parent).as_posix()

    def _entry(self, place: Path) -> dict[str, object]:
        data = place.read_bytes()
        file = {"path": self._shown(place), "label": place.stem, "id": _digest(data)}
        return {"data": data.decode("utf-8", "replace"), "file": file}

    def _medium(self, place: Path) -> dict[str, object]:
        data = place.read_bytes()
        return {
            "id": _digest(data),
            "content": base64.b64encode(data).decode(),
            "encoding": "base64",
            "path": self._shown(place),
            "name": place.name,
        }


def _stem(name: str, ending: str) -> bool:
    """Whether a file belongs to a collection: `a.en.md` is listed among `.en.md`, not `.md`."""
    return "." not in name.removesuffix(ending)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
