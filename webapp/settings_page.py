"""Draws the table of settings in the docs: `python -m webapp.settings_page` writes it into docs/operations.md."""

import re
from pathlib import Path

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from webapp.setting_rules import Rule
from webapp.settings import variables

PAGE = Path(__file__).parents[1] / "docs" / "operations.md"
_TABLE = re.compile(r"\| name \| default \| meaning \|\n(?:\|.*\n)+")


def table() -> str:
    """The table, as Markdown."""
    rows = (f"| `{name}` | {_default(field)} | {field.description}{_allowed(field)} |\n" for name, field in variables())
    return "| name | default | meaning |\n|---|---|---|\n" + "".join(rows)


def page(text: str) -> str:
    """The page with its table as it should be."""
    return _TABLE.sub(lambda _: table(), text, count=1)


def _default(field: FieldInfo) -> str:
    if isinstance(field.default, bool):
        return "yes" if field.default else "no"
    if isinstance(field.default, Path):
        return f"`{field.default.name}` in the current folder"
    return "" if field.default is None else str(field.default)


def _allowed(field: FieldInfo) -> str:
    rules = [one.func for one in field.metadata if isinstance(one, BeforeValidator)]
    allowed = next((rule.allowed for rule in rules if isinstance(rule, Rule)), "")
    return f" ({allowed})" if allowed else ""


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
