"""What is imported while the engine starts: both take seconds, and neither needs the other."""

import importlib
import threading


def import_ahead(*modules: str) -> threading.Thread:
    """Begins to import modules in the thread that it gives; join it before the process forks."""
    thread = threading.Thread(target=_import, args=(modules,), name="import-ahead", daemon=True)
    thread.start()
    return thread


def _import(modules: tuple[str, ...]) -> None:
    for each in modules:
        importlib.import_module(each)
