"""Files that somebody brought, kept privately between a preview and its acceptance: each is its account's alone."""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from flask import current_app, request

from graph.errors import NotFound
from webapp import current
from webapp.settings import Settings

MOST_BYTES = 20_000_000
KEPT_SECONDS = 24 * 3600

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Upload:
    """A file by its token: what it was called, its bytes, and what was chosen for it so far; `key` is what its folder
    knows it by."""

    token: str
    key: str
    name: str
    data: bytes
    choices: Mapping[str, Any]


def takes_files(view: View) -> View:
    """A view whose forms may bring a file of up to MOST_BYTES."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def allow() -> None:
    """Before each request: lets those bring a file that take one."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_files", False):
        request.max_content_length = MOST_BYTES + 100_000


def keep(name: str, data: bytes, choices: Mapping[str, Any]) -> str:
    """Keeps a file for whoever is signed in; its token. Files that nobody came back for go."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    token = secrets.token_urlsafe(16)
    _write(_path(token).with_suffix(".bin"), data)
    choose(token, name, choices)
    return token


def choose(token: str, name: str, choices: Mapping[str, Any]) -> None:
    """Keeps what was chosen for a file."""
    about = {"name": name, "choices": dict(choices)}
    _write(_path(token).with_suffix(".json"), json.dumps(about, ensure_ascii=False).encode())


def find(token: str) -> Upload:
    """The file of a token of whoever is signed in. Raises NotFound where there is none, or it was somebody else's."""
    path = _path(token)
    try:
        about = json.loads(path.with_suffix(".json").read_bytes())
        return Upload(token, path.name, about["name"], path.with_suffix(".bin").read_bytes(), about["choices"])
    except FileNotFoundError:
        raise NotFound("upload", token) from None


def remove(token: str) -> None:
    """Removes a file; that it is not there is no error."""
    drop(current.settings(), key_of(token))


def key_of(token: str) -> str:
    """What the folder knows the file of a token of whoever is signed in by, also once it is gone."""
    return _path(token).name


def read(settings: Settings, key: str) -> bytes:
    """A file by what its folder knows it by, for a worker. Raises FileNotFoundError."""
    return (_folder_of(settings) / key).with_suffix(".bin").read_bytes()


def drop(settings: Settings, key: str) -> None:
    """Removes a file by what its folder knows it by; that it is not there is no error."""
    for suffix in (".bin", ".json"):
        (_folder_of(settings) / key).with_suffix(suffix).unlink(missing_ok=True)


def _folder() -> Path:
    return _folder_of(current.settings())


def _folder_of(settings: Settings) -> Path:
    return settings.data_folder / "uploads"


def _path(token: str) -> Path:
    """Where a token's file is: its name says neither the token nor the account, and differs by both, and by the pages
    to which it was brought: others would not know what was chosen for it."""
    return _folder() / sha256(f"{request.blueprint}\n{current.context().actor}\n{token}".encode()).hexdigest()


def _write(path: Path, data: bytes) -> None:
    part = path.with_suffix(path.suffix + ".part")
    part.touch(mode=0o600)
    part.write_bytes(data)
    part.replace(path)


def _sweep(folder: Path) -> None:
    oldest = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        try:
            left = path.stat().st_mtime < oldest
        except FileNotFoundError:  # somebody else's request has just taken or renamed it
            continue
        if left:
            path.unlink(missing_ok=True)
