"""The framework that comes with Plumbline."""

import tomllib
from importlib.resources import files

from graph.context import Context
from graph.driver import Graph
from graph.errors import PlumblineError
from graph.framework import service
from graph.framework.models import Source, Version
from graph.framework_import.models import Reading
from graph.framework_import.reading import read_framework
from graph.text import Text


def starter() -> Reading:
    """The framework that comes with Plumbline, read from its data files as any other framework would be."""
    folder = files("graph.framework") / "starter"
    meta = tomllib.loads((folder / "framework.toml").read_text(encoding="utf-8"))
    return read_framework((folder / "framework.csv").read_bytes(), "framework.csv", source_of(meta))


def source_of(meta: dict[str, str]) -> Source:
    """The source that a framework.toml describes. Raises KeyError if it has no key or no English name."""
    return Source(
        key=meta["key"],
        name=Text(meta["name_en"], meta.get("name_zh", "")),
        source=meta.get("source", ""),
        licence=meta.get("licence", ""),
        attribution=meta.get("attribution", ""),
    )


def ensure_starter(context: Context, graph: Graph) -> Version:
    """The starter framework, published; loads it if it is not there or its files have changed."""
    reading = starter()
    if reading.draft is None:
        raise PlumblineError("; ".join(str(problem) for problem in reading.problems))
    return service.ensure_published(context, graph, reading.draft, relied_on="system")
