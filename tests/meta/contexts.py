"""Reads templates' use of their context: which attributes of `page` they name, and what they build on."""

import dataclasses
import importlib
import pkgutil
import re
import typing
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

import webapp
from webapp.page import template_of

TEMPLATES = Path(webapp.__file__).parent / "templates"
_JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def page_models() -> list[type]:
    """Every page model: a dataclass of webapp/<noun>/pages.py (or …_pages.py) whose name ends in Page."""
    found = []
    for module in pkgutil.walk_packages(webapp.__path__, "webapp."):
        if module.name.endswith("pages"):
            pages = importlib.import_module(module.name)
            found += [
                model
                for name, model in vars(pages).items()
                if name.endswith("Page") and dataclasses.is_dataclass(model) and isinstance(model, type)
                if model.__module__ == pages.__name__
            ]
    return found


def parse(text: str) -> nodes.Template:
    """The syntax tree of a template."""
    return _JINJA.parse(text)


def chains(tree: nodes.Template) -> set[tuple[str, ...]]:
    """The attributes named on `page`, longest first part: page.form.login gives ('form', 'login')."""
    return {chain for node in tree.find_all(nodes.Getattr) if (chain := _chain(node))}


def _chain(node: nodes.Expr) -> tuple[str, ...]:
    """The names after `page`, () where the expression does not begin with it."""
    if isinstance(node, nodes.Name):
        return ()
    if isinstance(node, nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            return (node.attr,) if node.node.name == "page" else ()
        before = _chain(node.node)
        return (*before, node.attr) if before else ()
    return ()


def hands_page_on(tree: nodes.Template) -> bool:
    """Whether the template gives `page` as a whole to a macro or filter."""
    named = sum(1 for node in tree.find_all(nodes.Name) if node.name == "page" and node.ctx == "load")
    attributes = [node for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name)]
    return named > sum(1 for node in attributes if isinstance(node.node, nodes.Name) and node.node.name == "page")


def builds_on(tree: nodes.Template) -> Iterator[str]:
    """The templates that it extends or includes by a fixed name: they see the same `page`."""
    given = [node.template for node in tree.find_all(nodes.Extends)]
    given += [node.template for node in tree.find_all(nodes.Include)]
    given += [node.template for node in tree.find_all(nodes.FromImport) if node.with_context]
    given += [node.template for node in tree.find_all(nodes.Import) if node.with_context]
    yield from (str(each.value) for each in given if isinstance(each, nodes.Const))


def imports(tree: nodes.Template) -> Iterator[str]:
    """The templates that it takes macros from."""
    given = [node.template for node in tree.find_all(nodes.FromImport)]
    given += [node.template for node in tree.find_all(nodes.Import)]
    yield from (str(each.value) for each in given if isinstance(each, nodes.Const))


def seen_by(name: str) -> dict[str, nodes.Template]:
    """A template and all it builds on, by name. Raises FileNotFoundError."""
    seen: dict[str, nodes.Template] = {}
    todo = [name]
    while todo:
        each = todo.pop()
        if each not in seen:
            seen[each] = parse((TEMPLATES / each).read_text(encoding="utf-8"))
            todo += builds_on(seen[each])
    return seen


def unknown(model: type, trees: dict[str, nodes.Template]) -> list[str]:
    """The uses of `page` that its dataclass does not have, each with its template."""
    found = []
    for name, tree in trees.items():
        for chain in chains(tree):
            missing = _missing(model, chain)
            if missing:
                found.append(f"{name}: page.{'.'.join(chain)} ({missing})")
    return sorted(found)


def _missing(model: typing.Any, chain: tuple[str, ...]) -> str:
    """What of a chain does not exist; '' as far as the types can tell."""
    for attribute in chain:
        if not (isinstance(model, type) and dataclasses.is_dataclass(model)):
            return ""  # a form, a list, a text: not ours to know
        hints = typing.get_type_hints(model)
        known = getattr(model, attribute, None)
        if attribute in hints:
            model = hints[attribute]
        elif isinstance(known, property) and known.fget:
            model = typing.get_type_hints(known.fget).get("return")
        elif callable(known):
            return ""
        else:
            return f"{model.__name__} has no {attribute}"
    return ""


def unused(model: type, trees: dict[str, nodes.Template], source: str) -> list[str]:
    """The fields that no template names, nor any code of the noun (`source`): a property, or the view on its `page`."""
    if any(hands_page_on(tree) for tree in trees.values()):
        return []
    named = {chain[0] for tree in trees.values() for chain in chains(tree)}
    return [
        f"{template_of(model)}: {field.name} is given and never shown"
        for field in dataclasses.fields(model)
        if field.name not in named and not re.search(rf"\b(self|page)\.{field.name}\b", source)
    ]
