"""Choices as JSON keeps them, and those that were kept for files with the same headings."""

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.framework import repository
from graph.framework_import.marks import Need
from graph.framework_import.models import Choices, Plan, Shape


def stored(choices: Choices) -> dict[str, Any]:
    """Choices as they are kept."""
    return {
        "sheet": choices.sheet,
        "shape": choices.shape and str(choices.shape),
        "heading_row": choices.heading_row,
        "columns": {str(n): name for n, name in choices.columns.items()},
        "marks": {mark: str(need) for mark, need in choices.marks.items()},
        "role": choices.role,
        "unmarked": str(choices.unmarked),
        "orders": dict(choices.orders),
        "skip_nameless": choices.skip_nameless,
        "hidden_rows": choices.hidden_rows,
        "hidden_columns": choices.hidden_columns,
        "encoding": choices.encoding,
    }


def choices_of(kept: Mapping[str, Any]) -> Choices:
    """The choices that were kept."""
    shape = kept.get("shape")
    return Choices(
        sheet=kept.get("sheet", ""),
        shape=Shape(shape) if shape else None,
        heading_row=kept.get("heading_row"),
        columns={int(n): name for n, name in kept.get("columns", {}).items()},
        marks={mark: Need(need) for mark, need in kept.get("marks", {}).items()},
        role=kept.get("role", ""),
        unmarked=Need(kept.get("unmarked", "required")),
        orders=dict(kept.get("orders", {})),
        skip_nameless=kept.get("skip_nameless", False),
        hidden_rows=kept.get("hidden_rows", True),
        hidden_columns=kept.get("hidden_columns", True),
        encoding=kept.get("encoding", ""),
    )


def keep(graph: Graph, context: Context, plan: Plan | None, choices: Choices) -> None:
    """Keeps what somebody chose for the next file with the same headings; nothing for files without any. The encoding
    is that of one file: the next may tell its own."""
    choices = replace(choices, encoding="")
    if plan is not None and choices != Choices():
        text = json.dumps(stored(choices), ensure_ascii=False, sort_keys=True)
        repository.keep_mapping(graph, _id(plan), text, context.actor, to_iso(context.now))


def kept(graph: Graph, plan: Plan | None) -> Choices | None:
    """What somebody chose for a file with the same headings; `plan` is that of reading it without choices."""
    text = repository.kept_mapping(graph, _id(plan)) if plan is not None else ""
    return choices_of(json.loads(text)) if text else None


def _id(plan: Plan) -> str:
    return "framework/" + sha256("\n".join(plan.headings).encode()).hexdigest()
