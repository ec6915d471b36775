"""The secret key that is made where none is given."""

import os
import secrets
from pathlib import Path


def key_of_folder(folder: Path) -> str:
    """The key kept in the data folder, made on first use, readable by its owner only. Raises OSError."""
    path = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text()
